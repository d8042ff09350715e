/* SPDX-License-Identifier: Apache-2.0
 *
 * export/table: records leaving as rows of a file. One driver a file kind: JSON Lines for programs,
 * CSV for office programs. The file appears complete or not at all (base/file). Not thread-safe.
 */
#ifndef EXPORT_TABLE_H
#define EXPORT_TABLE_H

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "base/str.h"
#include "model/geometry.h"
#include "model/record.h"

/* One field of the schema, in the order of the schema. */
struct table_column {
    const char *name;  /* ho_ten */
    const char *label; /* "Họ, chữ đệm, tên": the CSV heading; NULL: the name */
};

/* One value of a row. Zero-initialised it is missing. */
struct table_cell {
    struct value value;
    const char *page;   /* id of the page it stands on, or NULL */
    struct rect box;    /* page space; empty = nowhere */
    const char *origin; /* "machine", "person", ...; or NULL */
};

struct table_row {
    const char *id;                 /* of the record */
    const char *version;            /* of the record, or NULL when none is made yet */
    const char *state;              /* record_state_name, or NULL */
    const struct table_cell *cells; /* one a column */
    const char *const *facts;       /* one a fact of the head; each may be NULL */
    const json_t *book;             /* what its book fixes, for JSON; or NULL */
};

struct table_head {
    const char *schema; /* name */
    const struct table_column *columns;
    size_t column_count;
    const struct table_column *facts; /* columns of the CSV behind those: what the book fixes */
    size_t fact_count;
    const char
        *mark; /* "LUYỆN TẬP" on practice files (own column in CSV, member in JSON), or NULL */
};

/* A kind of file. Both functions add bytes to out and cannot fail. */
struct table_driver {
    const char *name;                                                 /* "jsonl" */
    const char *extension;                                            /* ".jsonl" */
    void (*add_head)(struct str *out, const struct table_head *head); /* NULL: no heading */
    void (*add_row)(struct str *out, const struct table_head *head, const struct table_row *row);
};
extern const struct table_driver table_jsonl;
/* RFC 4180: CRLF, UTF-8 with BOM; cells that a spreadsheet would take for a formula are guarded
 * with an apostrophe. A cell shows the normalised value, else what is written. */
extern const struct table_driver table_csv;

const struct table_driver *table_driver_lookup(const char *name); /* NULL when unknown; static */
/* By position, for lists and loops: NULL behind the last. */
const struct table_driver *table_driver_peek(size_t index);

struct table_writer; /* opaque */
/* head and what it points to must live until finish or drop. Replaces path when it is there. */
enum err_code table_writer_open(const struct table_driver *driver, const char *path,
                                const struct table_head *head, struct table_writer **ret_new,
                                struct err *err) MUST_CHECK;
/* ERR_FORMAT when a text of the row is not UTF-8 in NFC. */
enum err_code table_writer_add(struct table_writer *writer, const struct table_row *row,
                               struct err *err) MUST_CHECK;
enum err_code table_writer_finish(struct table_writer *writer, struct err *err) MUST_CHECK;
void table_writer_drop(struct table_writer *writer); /* nothing appears; NULL is fine */

#endif
