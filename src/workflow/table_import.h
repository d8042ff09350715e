/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/table_import: a table that exists already (of the system, of the police, or rows that
 * the intake refused) beside the entries of a book. It counts as what somebody entered once, of
 * unknown quality: a row finds its entry by the number; an empty field that may be keyed takes the
 * table's value as entered by the acting person; a value that is there is never replaced, a
 * difference is listed for people to look at. Nothing is finished by it.
 *
 * Headings and forms are those of a hand-over profile; one more column, headed "lyDo" (lý do,
 * reason), says why the intake refused the row: its entry goes back into the work with that reason.
 */
#ifndef WORKFLOW_TABLE_IMPORT_H
#define WORKFLOW_TABLE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/id.h"

struct office;

enum table_row_state {
    TABLE_MATCHED,
    TABLE_NO_NUMBER,    /* the row has none that can be understood */
    TABLE_OTHER_BOOK,   /* the row says another book or place */
    TABLE_TWICE,        /* the table has this number twice: the first row counts */
    TABLE_AMBIGUOUS,    /* several entries have this number */
    TABLE_MISSING_PAGE, /* the book has the number, and no page shows it yet */
    TABLE_NO_PAPER,     /* the book has no such number */
    TABLE_ROW_STATE_COUNT
};
const char *table_row_state_name(enum table_row_state state);  /* "matched" ...; static */
const char *table_row_state_title(enum table_row_state state); /* translated; static */

enum table_cell_state {
    TABLE_SAME,
    TABLE_FILLED,    /* the entry had nothing: entered from the table */
    TABLE_DIFFERENT, /* both have a value */
    TABLE_NOT_TAKEN  /* the entry has nothing, and the value could not be entered */
};
const char *table_cell_state_name(enum table_cell_state state); /* static */

struct table_cell_result {
    const char *column, *field; /* field NULL: what the book fixes */
    enum table_cell_state state;
    const char *table, *entry; /* the two texts, in the form of the table */
};
struct table_row_result {
    long line; /* in the file */
    const char *number;
    enum table_row_state state;
    struct uuid record; /* when matched */
    const struct table_cell_result *cells;
    size_t cell_count;
    const char *reason; /* of the intake; NULL = none */
    bool sent_back;     /* the entry was returned, or a difficulty reported */
};
struct table_result {
    struct table_row_result *rows;
    size_t count;
    const char **unused; /* headings that the profile does not know */
    size_t unused_count;
    const char **missing; /* numbers of entries that the table has no row for */
    size_t missing_count;
    long same, filled, different, not_taken; /* cells */
    long states[TABLE_ROW_STATE_COUNT];      /* rows */
};

struct table_plan {
    const char *path;    /* .csv or .xlsx */
    const char *profile; /* NULL = the one for the book */
    struct uuid book;
    bool preview; /* only look */
};
/* All of the arena. ERR_DENIED; ERR_FORMAT K-3804 when the heading lacks the number; what base/csv
 * and pack/workbook say of the file. */
enum err_code table_import(struct office *office, const struct table_plan *plan,
                           struct arena *arena, struct table_result *ret,
                           struct err *err) MUST_CHECK;

#endif
