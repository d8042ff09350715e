/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/theme: the one grid, the two type sizes and the few colours of every screen. Sizes are
 * pixels at scale 1. A colour never says anything that a sign or a word does not say too.
 */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#define FONT_FAMILY "DejaVu Sans"

enum {
    BODY = 17,     /* type of rows, keys, messages */
    LARGE = 26,    /* type of the input */
    AIR = 16,      /* the unit of the grid */
    COLUMN = 1060, /* running text is as wide as an eye likes to follow */
    ROW = 31,      /* height of a row */
    PIECE = 250,   /* least width of a piece of paper among others */
    PIECE_HIGH = 64,
    TILE = 136,       /* least width of a page among others */
    HEAD = 52,        /* height of the title line */
    SNIPPET = 120,    /* height of the piece of paper over the input */
    LOW_SCREEN = 700, /* below this height the piece and the lines take less */
    SNIPPET_LOW = 84,
    INPUT = 50,      /* height of the input */
    LINES_BELOW = 3, /* lines for hint, other reading and problems */
    LINE = 25        /* height of such a line */
};

/* name, as usual, with strong contrast */
#define COLORS(X)                                                                                  \
    X(PAPER, 0xffffff, 0xffffff)                                                                   \
    X(PANEL, 0xeef1f5, 0xffffff)                                                                   \
    X(DESK, 0xcdd3db, 0xb4b4b4)                                                                    \
    X(INK, 0x111822, 0x000000)                                                                     \
    X(FAINT, 0x525c6a, 0x000000)                                                                   \
    X(HAIRLINE, 0xc8ced6, 0x000000)                                                                \
    X(ACCENT, 0x00529b, 0x00226e)                                                                  \
    X(CHOSEN, 0xdbeafa, 0xffe94d)                                                                  \
    X(DOUBT, 0xffe296, 0xffd23c)                                                                   \
    X(DOUBT_EDGE, 0x966000, 0x000000)                                                              \
    X(GOOD, 0x00693e, 0x003c1e)                                                                    \
    X(FAULT, 0xa51616, 0x8c0000)                                                                   \
    X(FAULT_PALE, 0xfde4e2, 0xffffff)

enum color_name {
#define X(name, usual, strong) name,
    COLORS(X)
#undef X
        COLOR_COUNT
};

#endif
