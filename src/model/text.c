/* SPDX-License-Identifier: Apache-2.0
 *
 * model/text: a read page as plain text. May include: base.
 */
#include "model/text.h"

#include "base/str.h"

static void add_line(struct str *out, const struct text_line *line)
{
    for (size_t i = 0; i < line->word_count; i++) {
        if (i > 0)
            str_add_char(out, ' ');
        str_add(out, line->words[i].text);
    }
}

static const char *keep(struct str *text, struct arena *arena)
{
    const char *kept = arena_copy_span(arena, str_peek(text), text->length);
    str_release(text);
    return kept;
}

const char *text_line_text(const struct text_line *line, struct arena *arena)
{
    struct str text = STR_INIT;
    add_line(&text, line);
    return keep(&text, arena);
}

/* What stands between two lines that follow each other: lines of one cell are joined by a space,
 * cells of one table row by one TAB for each column further. */
static void add_gap(struct str *out, const struct text_line *before, const struct text_line *line)
{
    bool same_row = before->table >= 0 && before->table == line->table && before->row == line->row;
    if (!same_row || line->column < before->column)
        str_add_char(out, '\n');
    else if (line->column == before->column)
        str_add_char(out, ' ');
    else
        for (int column = before->column; column < line->column; column++)
            str_add_char(out, '\t');
}

const char *text_page_text(const struct text_page *page, struct arena *arena)
{
    struct str text = STR_INIT;
    const struct text_line *before = NULL;
    for (size_t i = 0; i < page->line_count; i++) {
        const struct text_line *line = &page->lines[i];
        if (line->word_count == 0)
            continue;
        if (before)
            add_gap(&text, before, line);
        add_line(&text, line);
        before = line;
    }
    return keep(&text, arena);
}
