/* SPDX-License-Identifier: Apache-2.0
 *
 * model/text: what was read on one page: lines in reading order, their words, tables, codes.
 *
 * All boxes are in upright space (model/geometry) at source resolution; text_page.view leads back
 * to page space. Confidence is 0..1 everywhere. Everything lives in one arena.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/json.h"
#include "model/geometry.h"

struct text_word {
    const char *text; /* NFC, no white space, never empty */
    struct rect box;
    float confidence;
    /* One value per code point of text, or NULL when the engine gives none. */
    const float *char_confidence;
};

enum text_kind { TEXT_PRINT, TEXT_HAND, TEXT_KIND_COUNT }; /* TEXT_HAND: located, not read */

struct text_line {
    struct rect box;
    struct text_word *words; /* left to right; empty for TEXT_HAND */
    size_t word_count;
    float confidence;       /* mean over characters; 0 for TEXT_HAND */
    float x_height;         /* pixels of upright space; 0 = unknown */
    int table, row, column; /* index of the table and of its cell; -1 = not in a table */
    enum text_kind kind;
};

/* A ruled table: row_count + 1 and column_count + 1 edges, rising. */
struct text_table {
    struct rect box;
    int *row_edges, *column_edges;
    size_t row_count, column_count;
    float sure; /* 0..1: how well the rules were seen */
};

struct text_code {
    const char *kind; /* "QRCode", ... */
    const char *text; /* payload, UTF-8 */
    struct rect box;
};

struct text_page {
    struct view view;
    double dpi;
    bool blank;
    float orientation_sure;  /* 0..1 */
    struct text_line *lines; /* reading order */
    size_t line_count;
    struct text_table *tables;
    size_t table_count;
    struct text_code *codes;
    size_t code_count;
};

/* The words of a line with single spaces; arena text. */
const char *text_line_text(const struct text_line *line, struct arena *arena);
/* The page as a person would read it: one line each; cells of one table row on one line, separated
 * by a TAB; an empty line between blocks is not kept. Arena text, "" when nothing was read. */
const char *text_page_text(const struct text_page *page, struct arena *arena);

/* To JSON (boxes as [x,y,w,h] in upright space) and back, loss-free but for float rounding; used on
 * the wire, in derived/ and by the store. Parsing checks everything (the bytes are foreign) and
 * takes from arena. */
json_t *text_page_to_json(const struct text_page *page);
enum err_code text_page_from_json(const json_t *json, struct arena *arena, struct text_page *ret,
                                  struct err *err) MUST_CHECK;

#endif
