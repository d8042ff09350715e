/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/canvas: an image that shapes and text (paint/text.h) are drawn on.
 *
 * Pixels are 0x00RRGGBB words in host order, one image opaque throughout. Units are pixels from the
 * left upper corner, y downwards; angles in degrees, clockwise. One thread a canvas. Drawing never
 * fails: a canvas that is there can be drawn on.
 */
#ifndef PAINT_CANVAS_H
#define PAINT_CANVAS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/file.h"
#include "model/raster.h"

struct canvas; /* opaque */

/* Each part 0..1; alpha 1 covers, 0 does not show. */
struct color {
    double red, green, blue, alpha;
};
#define COLOR_BLACK                                                                                \
    (struct color)                                                                                 \
    {                                                                                              \
        0, 0, 0, 1                                                                                 \
    }
#define COLOR_WHITE                                                                                \
    (struct color)                                                                                 \
    {                                                                                              \
        1, 1, 1, 1                                                                                 \
    }

struct point {
    double x, y;
};

/* White. ERR_LIMIT beyond base/limits.h, ERR_NOMEM. */
enum err_code canvas_new(int width, int height, struct canvas **ret_new,
                         struct err *err) MUST_CHECK;
void canvas_free(struct canvas *canvas); /* NULL is fine */
int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);

void canvas_fill(struct canvas *canvas, struct color color); /* all of it */
void canvas_box(struct canvas *canvas, double x, double y, double w, double h,
                struct color color); /* filled */
/* An outline, its line in the middle of the edge. */
void canvas_frame(struct canvas *canvas, double x, double y, double w, double h, double thick,
                  struct color color);
void canvas_line(struct canvas *canvas, struct point from, struct point to, double thick,
                 struct color color);
/* Round dots from x while below end, one each period; size is the diameter, y their middle. */
void canvas_dots(struct canvas *canvas, double x, double end, double y, double period, double size,
                 struct color color);
/* Through all points, smooth, round ends; for signatures. At least two points. */
void canvas_curve(struct canvas *canvas, const struct point *points, size_t count, double thick,
                  struct color color);
void canvas_polygon(struct canvas *canvas, const struct point *points, size_t count,
                    struct color color); /* filled */
void canvas_circle(struct canvas *canvas, double x, double y, double radius, double thick,
                   struct color color); /* thick 0 = filled */

/* What is drawn from now on is turned about (x, y) and scaled there, until canvas_restore. Nests.
 */
void canvas_turn(struct canvas *canvas, double x, double y, double degrees, double scale_x,
                 double scale_y);
void canvas_restore(struct canvas *canvas);
/* What is drawn from now on shows inside this box only, until canvas_restore. Nests. */
void canvas_clip(struct canvas *canvas, double x, double y, double w, double h);

/* Shared pixels, borrowed: rows of *ret_stride bytes, 4 bytes a pixel. After writing to them call
 * canvas_touched. */
uint32_t *canvas_peek(struct canvas *canvas, size_t *ret_stride);
void canvas_touched(struct canvas *canvas);

#endif
