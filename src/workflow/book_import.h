/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_import: an inventory of books from a table (base/csv). First read and judged as a
 * whole, so that it can be shown; then added in one transaction. A heading says what its column is,
 * in Vietnamese or English, with or without marks; docs/sohoa.1 lists them.
 *
 * A row is a book, or one more series (year, first, last) of the book of the row above it, when
 * type, number, place and all else that it says are the same.
 */
#ifndef WORKFLOW_BOOK_IMPORT_H
#define WORKFLOW_BOOK_IMPORT_H

#include "workflow/book.h"

struct import_book {
    long line; /* of its first row */
    struct book_plan plan;
    long alike; /* in the store already */
};

struct import_fault {
    long line;
    size_t column;       /* 1..; 0 = the whole row */
    const char *heading; /* as written; NULL = none */
    struct err err;
};

struct book_table {
    struct import_book *books; /* without fault */
    size_t count;
    struct import_fault *faults; /* in the order of the table */
    size_t fault_count;
    const char **unused; /* headings that mean nothing to the program */
    size_t unused_count;
};

/* All of the arena. Faults of rows are listed, not returned. ERR_FORMAT K-1800 when the headings
 * lack the kind of register or the number of the book; errors of base/csv and of reading files. */
enum err_code book_table_read(struct office *office, const char *path, struct arena *arena,
                              struct book_table *ret, struct err *err) MUST_CHECK;
/* The same from bytes. */
enum err_code book_table_parse(struct office *office, const char *bytes, size_t length,
                               struct arena *arena, struct book_table *ret,
                               struct err *err) MUST_CHECK;
/* All books of the table, or none. */
enum err_code book_table_add(struct office *office, const struct book_table *table,
                             struct err *err) MUST_CHECK;

#endif
