/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/page: a read page made of rows of words, for the tests of this folder.
 */
#ifndef EXPORT_PAGE_H
#define EXPORT_PAGE_H

#include <string.h>

#include "base/arena.h"
#include "model/text.h"

enum { PAGE_WIDTH = 1240, PAGE_HEIGHT = 1754, ROW_STEP = 80, ROW_HIGH = 40, LETTER_WIDE = 20 };

/* One line a text, its words 20 px a byte wide, rows 80 px apart from y = 100, x = 100. "" makes a
 * handwritten line that was located but not read. */
static inline struct text_page page_make(struct arena *arena, const char *const *texts,
                                         size_t count)
{
    struct text_page page = {.view = {PAGE_WIDTH, PAGE_HEIGHT, 0, 0}, .dpi = 150};
    page.lines = arena_take(arena, count, sizeof *page.lines);
    page.line_count = count;
    for (size_t i = 0; i < count; i++) {
        struct text_line *line = &page.lines[i];
        int x = 100, y = 100 + (int)i * ROW_STEP;
        line->table = line->row = line->column = -1;
        line->words = arena_take(arena, strlen(texts[i]) + 1, sizeof *line->words);
        for (const char *at = texts[i]; *at;) {
            size_t length = strcspn(at, " ");
            struct text_word *word = &line->words[line->word_count++];
            word->text = arena_copy_span(arena, at, length);
            word->confidence = 0.9f;
            word->box = (struct rect){x, y, (int)length * LETTER_WIDE, ROW_HIGH};
            x += (int)(length + 1) * LETTER_WIDE;
            at += length + (at[length] == ' ');
        }
        line->kind = line->word_count ? TEXT_PRINT : TEXT_HAND;
        line->box = (struct rect){100, y, line->word_count ? x - 100 : 400, ROW_HIGH};
    }
    return page;
}

#endif
