/* SPDX-License-Identifier: Apache-2.0
 *
 * model/raster: plain pixels, for passing between rooms that do not share a library.
 */
#ifndef MODEL_RASTER_H
#define MODEL_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum raster_format {
    RASTER_BIT1,   /* 1 = black, most significant bit left */
    RASTER_GREY8,  /* 0 = black */
    RASTER_GREY16, /* host order */
    RASTER_RGB24,  /* R, G, B bytes */
    RASTER_RGB48,  /* host order */
    RASTER_FORMAT_COUNT
};
const char *raster_format_name(enum raster_format format); /* "bit1", "grey8", ...; static */

/* data has height * stride bytes; no padding rule but stride >= raster_row_bytes. */
struct raster {
    uint8_t *data;
    int width, height;
    size_t stride;
    enum raster_format format;
    double dpi; /* 0 = unknown */
};
size_t raster_row_bytes(enum raster_format format, int width);
/* Owned pixels, not cleared; false when memory is gone or the size is beyond base/limits.h. */
bool raster_init(struct raster *raster, enum raster_format format, int width, int height);
void raster_release(struct raster *raster); /* frees data; for owned ones only */

#endif
