/* SPDX-License-Identifier: Apache-2.0
 *
 * record/sheet: a page's text prepared for extraction: words cut at colons and leaders into tokens,
 * tokens folded for comparison, in visual rows and in one stream of reading. Private to
 * record/extract*.c and its parts. Everything lives in the arena given; boxes are upright.
 */
#ifndef RECORD_SHEET_H
#define RECORD_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/text.h"

struct token {
    const char *text; /* NFC; a leader's dots are cut off; "" for a leader or handwriting */
    const char *fold; /* a-z and '#' for a digit; "" when it has neither */
    int letters;      /* length of fold */
    struct rect box;
    float mean, least; /* confidence over its characters */
    int doubtful;      /* characters of low confidence */
    int line;          /* of the page */
    int row;           /* visual row */
    bool colon;        /* ends with a colon */
    bool leader;       /* nothing but dots, underscores, dashes */
    bool hand;         /* a located, unread piece of handwriting */
    bool glued;        /* no space before it on the paper */
    bool note;         /* a foot-note mark: (1), (12) */
};

struct row { /* tokens [first, first + count) of sheet.tokens, left to right */
    size_t first, count;
    struct rect box;
    int height; /* of its usual line box */
};

struct sheet {
    const struct text_page *page;
    struct arena *arena;
    struct token *tokens; /* by row, then left to right */
    size_t token_count;
    struct row *rows; /* top to bottom */
    size_t row_count;
    int width, height; /* upright page */
    int pitch;         /* usual distance of two rows of writing, pixels; at least 1 */
    int line_height;   /* usual height of a line box; at least 1 */
};

/* What of the page is taken. */
enum sheet_take {
    SHEET_ALL,
    SHEET_OUTSIDE_TABLES, /* lines that stand in no table */
};

void sheet_init(struct sheet *sheet, const struct text_page *page, enum sheet_take take,
                struct arena *arena);

/* Tokens of one table cell in reading order; arena array. */
struct token_list {
    const struct token **items;
    size_t count;
};
struct rect token_list_box(const struct token_list *list);
/* Their words with single spaces (none where two pieces of one word meet). */
const char *token_list_text(const struct token_list *list, struct arena *arena);

/* Tokens of one line of the page, appended to a growing heap-free arena array by the caller's
 * means: returns how many were written to out (at most max). */
size_t line_tokens(const struct text_page *page, size_t line, struct arena *arena,
                   struct token *out, size_t max);

/* "Họ, chữ đệm, tên:" -> "hochudemten"; digits become '#'. Arena text. */
const char *label_fold(const char *text, struct arena *arena);

#endif
