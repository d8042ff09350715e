/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/workbook_part: what the files of the workbook reader share. Private to pack/workbook*.
 */
#ifndef PACK_WORKBOOK_PART_H
#define PACK_WORKBOOK_PART_H

#include <expat.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "pack/workbook.h"

/* Texts by number, in one arena. */
struct texts {
    const char **items;
    size_t count, capacity;
};

struct workbook {
    const char *name; /* of the file */
    struct arena *arena;
    char *sheet;        /* path of the first sheet in the file; NULL = not known yet */
    char *sheet_id;     /* its relation */
    bool from_1904;     /* how days are counted */
    struct texts texts; /* shared strings */
    size_t text_bytes;
    struct {
        int *items; /* numbers of custom formats that are dates */
        size_t count, capacity;
    } date_formats;
    struct {
        bool *items; /* by style of a cell: is it a date */
        size_t count, capacity;
    } date_styles;
    workbook_row call;
    void *context;
    struct err *err;
};

/* How the parser of one part hears elements. Names come without their prefix. */
struct part_reader {
    struct workbook *book;
    XML_Parser parser;
    void (*start)(struct part_reader *reader, const char *element, const char **attributes);
    void (*end)(struct part_reader *reader, const char *element);
    void (*text)(struct part_reader *reader, const char *bytes, size_t length);
    void (*release)(struct part_reader *reader); /* what the state owns; or NULL */
    void *state;
    enum err_code code; /* set: the parsing has ended */
};
void part_stop(struct part_reader *reader, enum err_code code);
/* Ends the parsing: the sheet, or one cell, is too big. */
void part_stop_big(struct part_reader *reader);
void part_stop_long(struct part_reader *reader);
/* Value of an attribute, with or without prefix; NULL. */
const char *part_attribute(const char **attributes, const char *name);

/* The parts in the order they are needed. Each fills reader. */
void part_workbook(struct part_reader *reader);  /* names of sheets */
void part_relations(struct part_reader *reader); /* where the sheet is */
void part_styles(struct part_reader *reader);
void part_texts(struct part_reader *reader);
void part_sheet(struct part_reader *reader);
void part_release(struct part_reader *reader); /* frees the state */

/* A number of a cell as it is shown; date: days since 1900 or 1904. */
void cell_number_show(const char *number, bool date, bool from_1904, struct str *out);

#endif
