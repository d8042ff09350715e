/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw: a screen (present/shown) as an image. The same data gives the same pixels, with or
 * without a display. Units are pixels of the image, y downwards. One thread.
 */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/file.h"
#include "present/shown.h"

struct draw; /* opaque */

/* scale 1 = 96 dpi. ERR_LIMIT, ERR_NOMEM. */
enum err_code draw_new(int width, int height, double scale, struct draw **ret_new,
                       struct err *err) MUST_CHECK;
void draw_free(struct draw *draw); /* NULL is fine */
/* A new size or scale; the old picture stays when it fails. */
enum err_code draw_resize(struct draw *draw, int width, int height, double scale,
                          struct err *err) MUST_CHECK;
int draw_width(const struct draw *draw);
int draw_height(const struct draw *draw);

void draw_frame(struct draw *draw, const struct shown *shown);

/* 0x00RRGGBB words, rows of *ret_stride bytes; borrowed until the next frame. */
const uint32_t *draw_peek(struct draw *draw, size_t *ret_stride);

/* Rows of pixels that differ from those of the last call, joined; all of them at first. */
struct band {
    int y, height;
};
enum { BANDS_MAX = 16 };
size_t draw_bands(struct draw *draw, struct band ret[BANDS_MAX]);

enum err_code draw_png(struct draw *draw, struct bytes *ret_new, struct err *err) MUST_CHECK;

/* What lies there in the last frame. */
enum hit_kind { HIT_NOTHING, HIT_ROW, HIT_INPUT, HIT_PICTURE };
struct hit {
    enum hit_kind kind;
    size_t index;      /* of the row, or bytes into the input's text */
    int width, height; /* of the picture's place */
};
struct hit draw_hit(struct draw *draw, const struct shown *shown, int x, int y);

/* Where the caret stands, for windows of input methods. */
void draw_caret(const struct draw *draw, int *ret_x, int *ret_y);

#endif
