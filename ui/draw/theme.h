/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/theme: the one grid, the two type sizes and the few colours of every screen. Sizes are
 * pixels at scale 1. A colour never says anything that a sign or a word does not say too.
 */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include "paint/canvas.h"

#define FONT_FAMILY "DejaVu Sans"

enum {
    BODY = 17,        /* type of rows, keys, messages */
    LARGE = 26,       /* type of the input */
    AIR = 16,         /* the unit of the grid */
    ROW = 31,         /* height of a row */
    TILE = 136,       /* least width of a page among others */
    HEAD = 52,        /* height of the title line */
    SNIPPET = 120,    /* height of the piece of paper over the input */
    LOW_SCREEN = 700, /* below this height the piece and the lines take less */
    SNIPPET_LOW = 84,
    INPUT = 50,      /* height of the input */
    LINES_BELOW = 3, /* lines for hint, other reading and problems */
    LINE = 25        /* height of such a line */
};

#define RGB(r, g, b)                                                                               \
    (struct color)                                                                                 \
    {                                                                                              \
        (r) / 255.0, (g) / 255.0, (b) / 255.0, 1                                                   \
    }
#define PAPER      RGB(255, 255, 255)
#define PANEL      RGB(238, 241, 245)
#define DESK       RGB(205, 211, 219)
#define INK        RGB(17, 24, 34)
#define FAINT      RGB(82, 92, 106)
#define HAIRLINE   RGB(200, 206, 214)
#define ACCENT     RGB(0, 82, 155)
#define CHOSEN     RGB(219, 234, 250)
#define DOUBT      RGB(255, 226, 150)
#define DOUBT_EDGE RGB(150, 96, 0)
#define GOOD       RGB(0, 105, 62)
#define FAULT      RGB(165, 22, 22)
#define FAULT_PALE RGB(253, 228, 226)

#endif
