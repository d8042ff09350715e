/* SPDX-License-Identifier: Apache-2.0
 *
 * record/grid: one table of a register page as cells of tokens, whether its rules were seen or its
 * columns and rows had to be told from white space. Private to record/rows.
 */
#ifndef RECORD_GRID_H
#define RECORD_GRID_H

#include <stdbool.h>

#include "record/sheet.h"

enum { GRID_ROWS_MAX = 400, GRID_COLUMNS_MAX = 80 };

struct grid {
    struct arena *arena;
    struct token_list *cells; /* row * columns + column */
    int *row_edges, *column_edges;
    size_t rows, columns;
    int line_height;
};

/* A ruled table of the page; false when it is too big or has no cells. */
bool grid_init(struct grid *grid, const struct text_page *page, size_t table, struct arena *arena);
/* Without rules: from the white space between the words of the page. */
bool grid_init_free(struct grid *grid, const struct text_page *page, struct arena *arena);

struct token_list *grid_cell(const struct grid *grid, size_t row, size_t column);
struct rect grid_box(const struct grid *grid, size_t row, size_t column);
const char *grid_text(const struct grid *grid, size_t row, size_t column);
/* Letters, digits or handwriting stand in it. */
bool grid_filled(const struct grid *grid, size_t row, size_t column);

#endif
