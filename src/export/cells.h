/* SPDX-License-Identifier: Apache-2.0
 *
 * export/cells: a table of texts as a file for office programs: a heading and rows, every cell a
 * text. A kind of file is a driver; a new one is one file and one line of the list.
 */
#ifndef EXPORT_CELLS_H
#define EXPORT_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct cells_head {
    const char *const *names; /* of the columns */
    size_t count;
    const char *sheet; /* of a workbook; NULL = "Sheet1" */
    const char *title; /* of the document, or NULL */
    int64_t made_ms;   /* UTC; the same gives the same bytes */
};

struct cells_driver {
    const char *name;      /* "xlsx" */
    const char *extension; /* ".xlsx" */
    /* The head must live until finish or drop. */
    enum err_code (*open)(const char *path, const struct cells_head *head, void **ret_new,
                          struct err *err);
    enum err_code (*add)(void *state, const char *const *cells, struct err *err);
    enum err_code (*finish)(void *state, struct err *err); /* frees in any case */
    void (*drop)(void *state);
};
extern const struct cells_driver cells_xlsx; /* strings with format "@"; read back when written */
extern const struct cells_driver cells_csv;  /* RFC 4180, CRLF, BOM, formulas guarded by ' */
const struct cells_driver *cells_driver_peek(size_t index); /* NULL behind the last */

struct cells_writer; /* opaque */
/* Replaces path when it is finished. Temporary files stand beside path. */
enum err_code cells_open(const struct cells_driver *driver, const char *path,
                         const struct cells_head *head, struct cells_writer **ret_new,
                         struct err *err) MUST_CHECK;
/* count of the head; NULL = empty. ERR_FORMAT K-684 when a text is no UTF-8 in NFC, ERR_LIMIT K-685
 * when it is longer than a cell of a workbook takes. */
enum err_code cells_add(struct cells_writer *writer, const char *const *cells,
                        struct err *err) MUST_CHECK;
enum err_code cells_finish(struct cells_writer *writer, struct err *err) MUST_CHECK;
void cells_drop(struct cells_writer *writer); /* nothing appears; NULL is fine */

/* A cell of a CSV row, with the comma before it unless first; NULL = empty. */
void csv_cell_add(struct str *out, const char *text, bool first);
#define CSV_BOM "\xEF\xBB\xBF"

#endif
