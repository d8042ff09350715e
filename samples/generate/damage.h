/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/damage: wear put on pixels, in the order in which it happens: paper, lying on the glass,
 * scanner. Rasters are RASTER_RGB24 unless said otherwise.
 */
#ifndef GENERATE_DAMAGE_H
#define GENERATE_DAMAGE_H

#include "model/geometry.h"
#include "model/raster.h"
#include "paint/canvas.h"
#include "wear.h"

static inline uint8_t damage_byte(double value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)(value + 0.5);
}

/* Owned pixels, not cleared; ERR_NOMEM (K-990). */
enum err_code damage_raster(enum raster_format format, int width, int height, struct raster *ret,
                            struct err *err) MUST_CHECK;

/* The upright paper: ink of front on worn paper; behind (may be NULL) shines through mirrored.
 * scale = pixels a mm. Owned pixels. */
enum err_code damage_paper(const struct wear *wear, struct dice *dice, struct canvas *front,
                           struct canvas *behind, double scale, struct raster *ret,
                           struct err *err) MUST_CHECK;

/* The paper turned and skewed as view says, black bands and lid round it. Owned pixels. */
enum err_code damage_lay(const struct wear *wear, struct dice *dice, const struct raster *paper,
                         const struct view *view, double scale, struct raster *ret,
                         struct err *err) MUST_CHECK;

/* Light, blur, contrast, noise, JPEG-like blocks, in place; then grey (RASTER_GREY8) if the wear
 * says so. */
enum err_code damage_scan(const struct wear *wear, struct dice *dice, double scale,
                          struct raster *page, struct err *err) MUST_CHECK;

#endif
