/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_plane: grey planes (struct raster, GREY8) and the bit masks made from them, the two
 * shapes in which the cleaning chain and the layout hold a page. Inside the room only (Leptonica).
 */
#ifndef IMAGING_CLEAN_PLANE_H
#define IMAGING_CLEAN_PLANE_H

#include <leptonica/allheaders.h>

#include "base/err.h"
#include "model/geometry.h"
#include "model/raster.h"

static inline uint8_t *plane_row(const struct raster *plane, int y)
{
    return plane->data + (size_t)y * plane->stride;
}

/* Owned GREY8 pixels, not cleared; ERR_NOMEM K-230. */
enum err_code plane_new(int width, int height, double dpi, struct raster *ret,
                        struct err *err) MUST_CHECK;
/* Mean of factor x factor pixels; what is left over at the right and lower edge is dropped. */
enum err_code plane_reduce(const struct raster *from, int factor, struct raster *ret,
                           struct err *err) MUST_CHECK;
/* A new bit mask: 1 where the pixel is darker than level. ERR_NOMEM K-231. */
enum err_code plane_mask(const struct raster *plane, int level, PIX **ret_new,
                         struct err *err) MUST_CHECK;
/* 3 x 3 mean, edges copied. */
enum err_code plane_blur(const struct raster *from, struct raster *ret, struct err *err) MUST_CHECK;
/* Otsu's level of a histogram of 256 classes. */
int plane_otsu(const unsigned *histogram);
void plane_fill(struct raster *plane, struct rect where, uint8_t value);

/* Does the mask hold a pixel there? x, y inside. */
static inline int mask_bit(PIX *mask, int x, int y)
{
    return (int)GET_DATA_BIT(pixGetData(mask) + (size_t)y * (size_t)pixGetWpl(mask), x);
}
/* Morphology along a line of length pixels, in place; what lies outside counts as white. */
void mask_open_line(PIX *mask, int length, bool across);
void mask_close_line(PIX *mask, int length, bool across);
/* Sets (on) or clears the pixels x0 <= x < x1 of row y. */
void mask_span(PIX *mask, int y, int x0, int x1, bool on);

#endif
