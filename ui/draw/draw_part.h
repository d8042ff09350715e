/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw_part: what the files of draw share: the canvas, the scale, where things came to lie.
 */
#ifndef DRAW_DRAW_PART_H
#define DRAW_DRAW_PART_H

#include "draw/draw.h"
#include "draw/theme.h"
#include "paint/canvas.h"
#include "paint/text.h"
#include "present/picture.h"

enum { ROWS_SEEN_MAX = 200 };

struct draw {
    struct canvas *canvas;
    double scale;
    bool strong;         /* contrast */
    uint64_t *row_marks; /* a hash of each row of pixels as last sent */
    int row_mark_count;  /* 0 = nothing was sent yet */

    /* of the last frame */
    struct {
        struct rect at;
        size_t index; /* of the row */
    } rows_at[ROWS_SEEN_MAX];
    size_t rows_seen;
    struct rect input_at, picture_at;
    double input_text_x; /* where the input's text starts */
    int caret_x, caret_y;
};

/* Pixels of the grid's unit. */
static inline double px(const struct draw *draw, double units)
{
    return units * draw->scale;
}
static inline int whole(double value)
{
    return (int)(value + 0.5);
}

struct color draw_color(const struct draw *draw, enum color_name name);
struct text_style draw_style(const struct draw *draw, double size, enum color_name color,
                             bool bold);
/* One line in a box, its middle in the box's middle; cut off at the box. Gives the text's width. */
double draw_line_in(struct draw *draw, const struct text_style *style, struct rect box,
                    const char *text);
double draw_line_right(struct draw *draw, const struct text_style *style, struct rect box,
                       const char *text);
/* Wrapped into the box; gives the height used. */
int draw_block(struct draw *draw, const struct text_style *style, struct rect box,
               const char *text);
double draw_width_of(struct draw *draw, const struct text_style *style, const char *text);
bool draw_is_low(const struct draw *draw); /* a screen of few lines */
void draw_fill(struct draw *draw, struct rect box, enum color_name color);
void draw_edge(struct draw *draw, struct rect box, double thick, enum color_name color);

void draw_seen(struct draw *draw, size_t index, struct rect at); /* a row came to lie there */
void draw_rows(struct draw *draw, const struct shown *shown, struct rect box); /* draw_rows.c */
void draw_sign(struct draw *draw, enum shown_sign sign, struct rect box);
/* The rows from first on, side by side; draw_tiles.c. */
void draw_tiles(struct draw *draw, const struct shown *shown, size_t first, struct rect box);
void draw_thumb(struct draw *draw, const struct picture *picture, struct rect box); /* whole */
int draw_input(struct draw *draw, const struct shown *shown, struct rect box);    /* draw_input.c */
void draw_picture(struct draw *draw, const struct shown *shown, struct rect box); /* … */
void draw_snippet(struct draw *draw, const struct shown *shown, struct rect box);

#endif
