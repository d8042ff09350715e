/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/encode: pixels into files, always in memory (Leptonica and libtiff lose data silently on
 * a full disk); base/file writes them.
 */
#ifndef IMAGING_ENCODE_H
#define IMAGING_ENCODE_H

#include "imaging/image.h"

enum encode_format {
    ENCODE_JPEG,
    ENCODE_JPEG_SMALL, /* progressive: plain paper costs next to nothing; slower to decode */
    ENCODE_PNG,
    ENCODE_PNM,
    ENCODE_FORMAT_COUNT
};
const char *encode_format_name(enum encode_format format); /* "jpeg" ...; static */
bool encode_format_parse(const char *name, enum encode_format *ret);

/* quality 1..100 is for JPEG only (0 = 75); a 1 bit image becomes grey there. */
enum err_code image_encode(const struct image *image, enum encode_format format, int quality,
                           struct bytes *ret_new, struct err *err) MUST_CHECK;

struct tiff_options {
    const char *software; /* tag Software, or NULL */
    const char *device;   /* tag Model: the scanner, or NULL */
};
/* One lossless page with its resolution: G4 for bit1, else deflate with predictor. Byte order of
 * the machine; the same raster and options give the same bytes. */
enum err_code raster_encode_tiff(const struct raster *raster, const struct tiff_options *options,
                                 struct bytes *ret_new, struct err *err) MUST_CHECK;
/* The bits alone as CCITT group 4, without a file around them, as PDF wants them. raster: bit1. */
enum err_code raster_encode_g4(const struct raster *bits, struct bytes *ret_new,
                               struct err *err) MUST_CHECK;

#endif
