/* SPDX-License-Identifier: Apache-2.0
 *
 * term/term_part: what the files of this room share. One terminal a process.
 */
#ifndef TERM_TERM_PART_H
#define TERM_TERM_PART_H

#include <stdbool.h>

#include "present/desk.h"
#include "present/press.h"

/* How the terminal can show pictures, best first. */
enum picture_way { WAY_SIXEL, WAY_BLOCKS, WAY_NONE };

struct terminal {
    struct desk *desk;
    enum picture_way way;
    int cell_width, cell_height; /* pixels; 0 = unknown */
    bool sixel_seen;             /* a sixel picture is on the screen: ncurses does not know it */
};

/* Colour pairs; without colours they are all plain, attributes say the same. */
enum { PAIR_ACCENT = 1, PAIR_DOUBT, PAIR_FAULT, PAIR_GOOD, PAIR_GREYS };
enum { GREYS = 16 };

void paint_start(struct terminal *terminal); /* colours; finds the way of pictures */
void paint_screen(struct terminal *terminal, const struct shown *shown);

/* ---- pieces of the paper (piece.c) ---- */
/* Cells of height rows from (y, x) on; blocks of grey. False: there is nothing to show. */
bool piece_blocks(const struct shown_picture *picture, int y, int x, int height, int width);
/* After refresh. */
void piece_sixel(struct terminal *terminal, const struct shown_picture *picture, int y, int x,
                 int height, int width);
/* Asks the terminal whether it shows sixels; before ncurses reads its keys. */
bool sixel_answers(void);

/* The next key; false: none yet. */
bool keys_next(struct press *ret, bool *ret_resized);

#endif
