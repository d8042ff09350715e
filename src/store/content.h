/* SPDX-License-Identifier: Apache-2.0
 *
 * store/content: inside of this room only. The table of content tables, and the one way to write a
 * content row: the write, the salted hash of the new row and its place in the coming audit row
 * are one call.
 */
#ifndef STORE_CONTENT_H
#define STORE_CONTENT_H

#include "store/db.h"

enum content_table {
    CONTENT_STATION,
    CONTENT_PERSON,
    CONTENT_PERSON_KEY,
    CONTENT_SETTING,
    CONTENT_SCHEMA,
    CONTENT_BOOK,
    CONTENT_BOOK_SERIES,
    CONTENT_BOOK_MARK,
    CONTENT_BATCH,
    CONTENT_MASTER,
    CONTENT_PAGE,
    CONTENT_PAGE_REVISION,
    CONTENT_PAGE_KEEP,
    CONTENT_BATCH_PAGE,
    CONTENT_RECORD,
    CONTENT_RECORD_IMAGE,
    CONTENT_DRAFT,
    CONTENT_VERSION,
    CONTENT_VERSION_PARENT,
    CONTENT_ACT,
    CONTENT_ACT_VERSION,
    CONTENT_DIFFICULTY,
    CONTENT_DIFFICULTY_END,
    CONTENT_GRID,
    CONTENT_ASSIGNMENT,
    CONTENT_COUNT
};

/* What verify and the writer must know of a content table. Both queries name all columns, the key
 * columns first, then the owner of the salt where that is no key column. A column that is NULL is
 * left out of the hashed JSON, so that a column added later does not change old hashes. */
struct content {
    const char *name;
    const char *one; /* SELECT of the row with key ?1 (and ?2) */
    const char *all; /* SELECT of all rows in key order */
    int keys;        /* 1 or 2 key columns */
    int owner;       /* column that names the owner of the salt; -1 = the station */
};
extern const struct content content_tables[CONTENT_COUNT];
const struct content *content_find(const char *name); /* NULL when it is none */
bool content_guarded(const char *table);              /* content, audit and salt tables */

/* Runs sql (which must insert or change exactly the row of key a and b; b NULL for one key column),
 * hashes the row as it is now and notes it for the audit row. Needs an open transaction. */
enum err_code content_write(struct store *store, enum content_table table, const char *a,
                            const char *b, const char *sql, const struct bind *binds,
                            struct err *err) MUST_CHECK;

/* The present row of rows (opened on table->one or table->all): its id "a" or "a/b", the owner of
 * its salt ("" = the station) and its canonical JSON's salted hash. salt_found false: no salt. */
struct content_row {
    char id[DB_ROW_KEY_SIZE];
    char owner[DIGEST_TEXT_SIZE];
    bool salt_found;
    struct digest hash;
};
enum err_code content_row_read(struct store *store, const struct content *table,
                               const struct rows *rows, struct content_row *ret,
                               struct err *err) MUST_CHECK;

#endif
