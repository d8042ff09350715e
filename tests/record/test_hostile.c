/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: pages that no paper looks like: nothing, everything, nonsense. Extraction answers
 * with proposals that hold every field, in bounded time and memory, whatever it gets.
 */
#include "cmocka_first.h"
#include "page_of.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

static const char *const WANTED[] = {NULL, "khai-sinh", "ket-hon", "cong-van", "so-khai-sinh"};

static void must_hold(const struct text_page *page)
{
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        struct arena *arena = arena_new();
        struct proposal_list list = extract_of(page, WANTED[i], arena);
        for (size_t k = 0; k < list.count; k++) {
            const struct schema *schema = schema_set_lookup(all_schemas(), list.schema);
            assert_int_equal(list.items[k].field_count, schema->field_count);
            for (size_t f = 0; f < schema->field_count; f++) {
                const struct proposed_field *field = &list.items[k].fields[f];
                assert_string_equal(field->name, schema->fields[f].name);
                assert_true(field->confidence >= 0 && field->confidence <= 1);
                assert_true(!field->value.written ||
                            strlen(field->value.written) <= 2 * FIELD_BYTES_MAX);
            }
        }
        arena_free(arena);
    }
}

static void empty_pages(void **state)
{
    (void)state;
    struct text_page nothing = {0}, blank = {.blank = true, .view = {2480, 3508, 0, 0}};
    must_hold(&nothing);
    must_hold(&blank);
}

static void boxes_without_size(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct test_line LINES[] = {{0, 0, 1, 0, "GIẤY KHAI SINH"},
                                             {0, 0, 1, 0, "Họ, chữ đệm, tên: A"},
                                             {-500, -500, 1, 1, "Số: 1"},
                                             {1000000, 1000000, 1000000, 1000000, "Dân tộc: B"},
                                             {0}};
    struct text_page page = page_of(LINES, false, arena);
    must_hold(&page);
    for (size_t i = 0; i < page.line_count; i++)
        page.lines[i].box = (struct rect){0};
    page.view = (struct view){0};
    must_hold(&page);
    arena_free(arena);
}

/* words of one kind in lines of ten */
static struct text_page page_full_of(const char *const *words, size_t word_count, size_t total,
                                     struct arena *arena)
{
    struct text_page page = {.view = {2480, 3508, 0, 0}, .dpi = 300};
    page.line_count = total / 10;
    page.lines = arena_take(arena, page.line_count, sizeof *page.lines);
    for (size_t i = 0; i < page.line_count; i++) {
        struct text_line *line = &page.lines[i];
        *line = (struct text_line){.table = -1, .row = -1, .column = -1};
        line->box = (struct rect){100, (int)(i * 3400 / page.line_count), 2200, 30};
        line->words = arena_take(arena, 10, sizeof *line->words);
        line->word_count = 10;
        for (size_t k = 0; k < 10; k++) {
            line->words[k].text = words[(i * 10 + k) % word_count];
            line->words[k].box = (struct rect){100 + (int)k * 220, line->box.y, 200, 30};
            line->words[k].confidence = .5f;
        }
    }
    return page;
}

static void twenty_thousand_words(void **state)
{
    (void)state;
    static const char *const LABELS[] = {"Dân", "tộc:", "Quốc", "tịch:", "Số:", "Năm", "sinh:"};
    static const char *const DIRT[] = {".......", "-", "::", "|", "....:....:....", "(1)", "\""};
    static const char *const TEXT[] = {"Họ,", "chữ", "đệm,", "tên", "người", "mẹ", "Nguyễn", "12"};
    struct arena *arena = arena_new();
    struct text_page page = page_full_of(LABELS, 7, PAGE_WORDS_MAX, arena);
    must_hold(&page);
    page = page_full_of(DIRT, 7, PAGE_WORDS_MAX, arena);
    must_hold(&page);
    page = page_full_of(TEXT, 8, PAGE_WORDS_MAX, arena);
    must_hold(&page);
    arena_free(arena);
}

static void one_long_word(void **state)
{
    (void)state;
    enum { LENGTH = 100000 };
    struct arena *arena = arena_new();
    char *text = arena_take(arena, LENGTH + 1, 1);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = "Ho ten: a"[i % 9] == ' ' ? '.' : "Ho ten: a"[i % 9];
    const char *words[] = {text, "Số:"};
    struct text_page page = page_full_of(words, 2, 20, arena);
    must_hold(&page);
    arena_free(arena);
}

static void tables_that_lie(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct test_line LINES[] = {
        {100, 100, 500, 40, "SỔ ĐĂNG KÝ KHAI SINH", 0, 0, 0, false},
        {100, 300, 500, 40, "Họ tên", 1, 900, 900, false},
        {100, 400, 500, 40, "Họ tên", 1, 0, 0, false},
        {100, 500, 500, 40, "", 1, -7, -7, true},
        {100, 600, 500, 40, "Số", 7, 1, 1, false},
        {0}};
    static const int EDGES[] = {0, 0, 0, 0, 0, 0};
    struct text_page page = page_of(LINES, true, arena);
    page_table(&page, EDGES, 6, EDGES, 6, arena);
    must_hold(&page);
    page.tables[0].row_count = page.tables[0].column_count = 0;
    must_hold(&page);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_pages),           cmocka_unit_test(boxes_without_size),
        cmocka_unit_test(twenty_thousand_words), cmocka_unit_test(one_long_word),
        cmocka_unit_test(tables_that_lie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
