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
    uint64_t *row_marks; /* a hash of each row of pixels as last sent */
    int row_mark_count;  /* 0 = nothing was sent yet */

    /* of the last frame */
    struct rect rows_at[ROWS_SEEN_MAX]; /* of the rows from first_row on */
    size_t first_row, rows_seen;
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

struct text_style draw_style(const struct draw *draw, double size, struct color color, bool bold);
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
void draw_fill(struct draw *draw, struct rect box, struct color color);
void draw_edge(struct draw *draw, struct rect box, double thick, struct color color);

void draw_rows(struct draw *draw, const struct shown *shown, struct rect box);    /* draw_rows.c */
int draw_input(struct draw *draw, const struct shown *shown, struct rect box);    /* draw_input.c */
void draw_picture(struct draw *draw, const struct shown *shown, struct rect box); /* … */
void draw_snippet(struct draw *draw, const struct shown *shown, struct rect box);

#endif
