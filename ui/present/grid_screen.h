/* SPDX-License-Identifier: Apache-2.0
 *
 * present/grid_screen: what the files of the grid screen share: the grid in hand, the pages it may
 * lie on, the line that keys move.
 */
#ifndef PRESENT_GRID_SCREEN_H
#define PRESENT_GRID_SCREEN_H

#include "present/screen.h"
#include "workflow/grid.h"

enum { RULING_STEPS = 64 };

struct ruling_page {
    struct uuid id, batch;
    bool laid; /* its rows are records */
};

struct ruling_step { /* what undo goes back to */
    struct grid grid;
    int dx, dy;
    size_t line;
};

struct ruling {
    struct uuid book;
    struct arena *arena; /* of the grid's fields */
    const char *number;  /* of the book */
    const struct schema *schema;
    struct grid grid;
    bool drawn, changed; /* it is the book's; it differs from that */
    int dx, dy;          /* where it lies on this page, in GRID_UNIT */
    size_t line;         /* 0 = all lines, then the edges of columns, then those of rows */
    struct ruling_page *pages;
    size_t count, at;
    struct { /* pages laid here, in order, for undo */
        size_t *items, count, capacity;
    } done;
    struct ruling_step steps[RULING_STEPS];
    size_t step_count;
    struct lens lens;
};

size_t ruling_line_count(const struct ruling *ruling);
bool ruling_is_column(const struct ruling *ruling, size_t line);
void grid_show(struct desk *desk, void *state, struct shown *ret); /* grid_show.c */

#endif
