/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/text: one run of Vietnamese text measured and drawn on a canvas, and broken into lines.
 *
 * Text is UTF-8 (NFC wanted), one paragraph, left to right. Sizes are pixels; glyph positions are
 * exact (no hinting, grey antialiasing), so the same text gives the same pixels everywhere the
 * fonts are the same. One thread a canvas.
 */
#ifndef PAINT_TEXT_H
#define PAINT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "paint/canvas.h"

struct text_style {
    const char *family; /* "Liberation Serif" */
    double size;        /* em, pixels */
    bool bold, italic;
    double spacing; /* added between letters, pixels */
    struct color color;
};

/* Relative to the start on the baseline: y downwards, so the ink of letters has ink_y < 0. */
struct text_extent {
    double width; /* advance */
    double ascent, descent;
    double ink_x, ink_y, ink_w, ink_h; /* w and h are 0 when nothing shows */
};

void text_measure(struct canvas *canvas, const struct text_style *style, const char *text,
                  struct text_extent *ret);
void text_draw(struct canvas *canvas, const struct text_style *style, double x, double baseline,
               const char *text);

/* How many bytes of text go on one line of width pixels: whole words, at least one word; spaces at
 * the break are counted in, so text + result starts the next line. The length of text when all of
 * it goes; 0 only for "". */
size_t text_fit(struct canvas *canvas, const struct text_style *style, const char *text,
                double width);

/* True when the family itself is installed and has a glyph for every sign of text (no box, no
 * borrowed glyph). */
bool text_covered(struct canvas *canvas, const struct text_style *style, const char *text);

#endif
