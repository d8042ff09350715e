/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: pages from tables of lines. May include base, model, record.
 */
#include "page_of.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cmocka_first.h"
#include "record/check.h"

static size_t count_words(const char *text)
{
    size_t count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        text += strcspn(text, " ");
        count++;
    }
    return count;
}

static void take_words(struct text_line *line, const char *text, struct arena *arena)
{
    size_t total = utf8_count(text), done = 0;
    line->words = arena_take(arena, count_words(text) + 1, sizeof *line->words);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " ");
        if (length == 0) {
            at++, done++;
            continue;
        }
        struct text_word *word = &line->words[line->word_count++];
        word->text = arena_copy_span(arena, at, length);
        size_t runes = utf8_count(word->text);
        word->box = line->box;
        word->box.x += (int)((size_t)line->box.w * done / total);
        word->box.w = (int)((size_t)line->box.w * runes / total);
        word->confidence = .97f;
        done += runes;
        at += length;
    }
}

struct text_page page_of(const struct test_line *lines, bool landscape, struct arena *arena)
{
    struct text_page page = {.dpi = 300};
    page.view.page_width = landscape ? 3508 : 2480;
    page.view.page_height = landscape ? 2480 : 3508;
    size_t count = 0;
    while (lines[count].w)
        count++;
    page.lines = arena_take(arena, count + 1, sizeof *page.lines);
    for (size_t i = 0; i < count; i++) {
        struct text_line *line = &page.lines[page.line_count++];
        line->box = (struct rect){lines[i].x, lines[i].y, lines[i].w, lines[i].h};
        line->kind = lines[i].hand ? TEXT_HAND : TEXT_PRINT;
        line->confidence = lines[i].hand ? 0 : .97f;
        line->table = lines[i].table - 1;
        line->row = lines[i].table ? lines[i].row : -1;
        line->column = lines[i].table ? lines[i].column : -1;
        if (!lines[i].hand)
            take_words(line, lines[i].text, arena);
    }
    return page;
}

void page_table(struct text_page *page, const int *rows, size_t row_count, const int *columns,
                size_t column_count, struct arena *arena)
{
    struct text_table *tables = arena_take(arena, page->table_count + 1, sizeof *tables);
    struct text_table *table = &tables[page->table_count];
    if (page->table_count)
        memcpy(tables, page->tables, page->table_count * sizeof *tables);
    table->row_edges = arena_take(arena, row_count, sizeof(int));
    table->column_edges = arena_take(arena, column_count, sizeof(int));
    memcpy(table->row_edges, rows, row_count * sizeof(int));
    memcpy(table->column_edges, columns, column_count * sizeof(int));
    table->row_count = row_count - 1;
    table->column_count = column_count - 1;
    table->box = (struct rect){columns[0], rows[0], columns[column_count - 1] - columns[0],
                               rows[row_count - 1] - rows[0]};
    table->sure = 1;
    page->tables = tables;
    page->table_count++;
}

const struct schema_set *all_schemas(void)
{
    static struct schema_set set;
    struct err err = {0};
    if (set.count == 0 && schema_set_load(NULL, &set, &err))
        fail_msg("K-%d %s", err.number, err.text);
    return &set;
}

struct proposal_list extract_of(const struct text_page *page, const char *wanted,
                                struct arena *arena)
{
    struct proposal_list list = {0};
    struct err err = {0};
    const struct schema_set *set = all_schemas();
    if (extract_page((const struct schema *const *)set->items, set->count, wanted, page, arena,
                     &list, &err))
        fail_msg("K-%d %s", err.number, err.text);
    return list;
}

void assert_fields(const struct proposal *proposal, const char *const *expected)
{
    for (; *expected; expected++) {
        const char *equal = strchr(*expected, '=');
        struct str name = STR_INIT;
        str_add_span(&name, *expected, (size_t)(equal - *expected));
        const struct proposed_field *field = proposal_field(proposal, str_peek(&name));
        if (!field)
            fail_msg("there is no field %s", str_peek(&name));
        const char *written = field->value.written ? field->value.written : "";
        if (!text_equal(written, equal + 1))
            fail_msg("%s: '%s', not '%s'", str_peek(&name), written, equal + 1);
        str_release(&name);
    }
}
