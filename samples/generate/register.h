/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/register: ruled register pages: head rows, column numbers, entries of several lines.
 */
#ifndef GENERATE_REGISTER_H
#define GENERATE_REGISTER_H

#include "sheet.h"

enum { REGISTER_COLUMNS_MAX = 20, ENTRY_VALUES_MAX = 40 };

struct column {
    const char *title; /* NULL ends a layout */
    const char *field; /* of the schema */
    double weight;     /* share of the width */
    bool centred;
    const char *group; /* heading over neighbouring columns of the same group, or NULL */
};

/* One entry of a book, before it is known which columns the page has. */
struct entry {
    struct {
        const char *field;
        const char *written; /* NULL = empty */
        const char *value;   /* NULL = as written */
        bool contradicts;
    } values[ENTRY_VALUES_MAX];
    size_t count;
};
/* The value is written against the others on purpose, if so. */
void entry_contradict(struct entry *entry, const char *field, bool so);
void entry_set(struct entry *entry, const char *field, const char *written, const char *value);

struct register_page {
    const char *title; /* "SỔ ĐĂNG KÝ KHAI SINH" */
    struct place place;
    int year, book, page;
    const struct column *columns; /* ends with a NULL title */
    int entries_least, entries_most;
    bool names_upper; /* this clerk writes names in capitals */
    /* Fills the entry with the number; mandatory. */
    void (*entry)(struct sheet *sheet, const struct register_page *page, int number,
                  struct entry *entry);
};

/* Sets letter sizes for a table and draws the page. */
void register_put(struct sheet *sheet, const struct register_page *page);

#endif
