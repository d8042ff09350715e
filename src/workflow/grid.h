/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/grid: the ruling of a book's pages, drawn once by a person where the machine finds no
 * rows. Laid on a page, each of its rows is a record that can be keyed from its cells; on each page
 * it may lie somewhat elsewhere. Drawing and laying are content and can be taken back.
 */
#ifndef WORKFLOW_GRID_H
#define WORKFLOW_GRID_H

#include "base/arena.h"
#include "workflow/query.h"

enum { GRID_COLUMNS_MAX = 40, GRID_ROWS_MAX = 60, GRID_UNIT = 10000 };

/* Edges rise; 0 to GRID_UNIT = the width and height of the upright page. */
struct grid {
    int columns[GRID_COLUMNS_MAX + 1], rows[GRID_ROWS_MAX + 1];
    size_t column_count, row_count;       /* cells: one less than edges */
    const char *fields[GRID_COLUMNS_MAX]; /* of the schema; NULL = a column of no field */
};

/* false: nobody drew one. Field names of the arena. */
enum err_code grid_load(struct store *store, const struct uuid *book, struct arena *arena,
                        struct grid *ret, bool *ret_found, struct err *err) MUST_CHECK;
/* A first guess: as many rows as usual, and the columns in which the machine read other pages of
 * the book, or those that the schema has first. ERR_MISSING when the book has no kind of paper. */
enum err_code grid_guess(struct office *office, const struct uuid *book, struct arena *arena,
                         struct grid *ret, struct err *err) MUST_CHECK;
/* ERR_USAGE K-2830: edges that do not rise. */
enum err_code grid_save(struct office *office, const struct uuid *book, const struct grid *grid,
                        struct err *err) MUST_CHECK;
/* The drawing before this one counts again. ERR_EMPTY when there is none. */
enum err_code grid_undo(struct office *office, const struct uuid *book, struct err *err) MUST_CHECK;

/* Rows become records of the page; records of an earlier grid move. dx, dy: where it lies on this
 * page, in GRID_UNIT. Taken back by change_undo of the page's batch. ERR_STATE K-2831: the machine
 * found rows here; K-2832: the page was not read yet. */
enum err_code grid_lay(struct office *office, const struct uuid *page, const struct grid *grid,
                       int dx, int dy, struct arena *arena, struct err *err) MUST_CHECK;
/* The next page of the book that has no records, at or behind the place; null id = none. */
enum err_code grid_next_page(struct office *office, const struct uuid *book,
                             const struct uuid *behind, struct uuid *ret,
                             struct err *err) MUST_CHECK;

/* For workflow/query: what the cells of a laid grid propose for a record that no reading proposed:
 * a place to key from, no value. Does nothing for other records. */
enum err_code grid_propose(struct store *store, struct record_view *view, struct arena *arena,
                           struct err *err) MUST_CHECK;

#endif
