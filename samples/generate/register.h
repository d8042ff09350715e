/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/register: ruled register pages: head rows, column numbers, entries of several lines.
 */
#ifndef GENERATE_REGISTER_H
#define GENERATE_REGISTER_H

#include "sheet.h"

struct column {
    const char *title;
    const char *field; /* of the schema */
    double weight;     /* share of the width */
    bool centred;
    bool upper; /* names: printed in capitals by some clerks */
};

/* One cell of an entry; value NULL = as written; written NULL = empty. */
struct cell {
    const char *written, *value;
};

struct register_page {
    const char *title;  /* "SỔ ĐĂNG KÝ KHAI SINH" */
    const char *office; /* "UBND xã …" */
    int year, book, page;
    const struct column *columns;
    size_t column_count;
    int entries_least, entries_most;
    /* Fills cells (one a column) of entry number; mandatory. */
    void (*entry)(struct sheet *sheet, const struct register_page *page, int number,
                  struct cell *cells);
    struct place place;
};

void register_put(struct sheet *sheet, const struct register_page *page);

enum { REGISTER_COLUMNS_MAX = 20 };

#endif
