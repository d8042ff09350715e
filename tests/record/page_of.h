/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: a page of text from a table of lines, for tests of extraction.
 */
#ifndef TESTS_RECORD_PAGE_OF_H
#define TESTS_RECORD_PAGE_OF_H

#include "model/text.h"
#include "record/extract.h"

/* Words get their boxes by counting characters. row < 0: the line stands in no table. hand: a
 * piece of handwriting, text is ignored. */
struct test_line {
    int x, y, w, h;
    const char *text;
    int table, row, column; /* 1 + index; 0 = in no table */
    bool hand;
};

/* A page of 2480 x 3508 (landscape: the other way round); lines up to one without a width. */
struct text_page page_of(const struct test_line *lines, bool landscape, struct arena *arena);
/* Adds one table with these edges (counted arrays); lines point to the first with table = 1. */
void page_table(struct text_page *page, const int *rows, size_t row_count, const int *columns,
                size_t column_count, struct arena *arena);

/* All installed schemas; loaded once a program. */
const struct schema_set *all_schemas(void);
/* Extraction that must succeed. */
struct proposal_list extract_of(const struct text_page *page, const char *wanted,
                                struct arena *arena);
/* "field=written" texts, NULL at the end; "field=" means nothing was read. Fails with the field. */
void assert_fields(const struct proposal *proposal, const char *const *expected);

#endif
