/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/probe: what an image file is, from its headers alone: kind, pages, sizes, resolution.
 */
#ifndef IMAGING_PROBE_H
#define IMAGING_PROBE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/raster.h"

enum image_kind {
    IMAGE_PNG,
    IMAGE_JPEG,
    IMAGE_TIFF,
    IMAGE_PNM,
    IMAGE_BMP,
    IMAGE_WEBP,
    IMAGE_KIND_COUNT
};
const char *image_kind_name(enum image_kind kind); /* "png" ...; static */

struct probe_frame {
    int width, height;         /* after the orientation tag */
    double dpi;                /* 0 = unknown */
    enum raster_format format; /* nearest; what image_decode_raster would give */
    int orientation;           /* TIFF and EXIF numbers 1..8; 1 = as stored */
};

struct probe {
    enum image_kind kind;
    struct probe_frame *frames; /* heap */
    size_t frame_count;         /* at least 1 */
    bool damaged; /* a TIFF whose list of pages breaks off: a last frame of size 0 stands for what
                   * is missing, and cannot be decoded */
};
void probe_release(struct probe *probe);

/* Cheap: reads headers. Refuses foreign (K-210), broken (K-211) and too big files (K-212); of a
 * TIFF with several pages one page within the limits is enough. */
enum err_code image_probe(int fd, const char *name, struct probe *ret_new,
                          struct err *err) MUST_CHECK;

#endif
