/* SPDX-License-Identifier: Apache-2.0
 *
 * base/csv: tables that come in as text (RFC 4180, as spreadsheets save them): UTF-8 with or
 * without BOM; comma, semicolon or tab between cells, whichever the first line has; any line ends;
 * quoted cells with "" and line ends in them. Foreign bytes: everything is checked and has a cap.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
    CSV_BYTES_MAX = 16 * 1024 * 1024,
    CSV_ROWS_MAX = 100000,
    CSV_CELLS_MAX = 200,      /* of a row */
    CSV_CELL_BYTES_MAX = 4096 /* of a cell */
};

struct csv_row {
    long line;                /* 1.. in the file, where the row begins */
    const char *const *cells; /* trimmed, never NULL */
    size_t count;
};
struct csv {
    const struct csv_row *rows; /* empty ones are left out */
    size_t count;
    char separator;
};
/* All in the arena. ERR_FORMAT K-125 (no UTF-8: a spreadsheet of an old kind), K-126 (a quote that
 * does not end), K-127 (a quote where none may stand), K-129 (control characters); ERR_LIMIT
 * K-128, K-122, K-123. Each names line and column. */
enum err_code csv_parse(const char *bytes, size_t length, struct arena *arena, struct csv *ret,
                        struct err *err) MUST_CHECK;

/* A cell for such a table, in quotes. */
void csv_quoted_add(struct str *out, const char *text);

#endif
