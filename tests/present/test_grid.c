/* SPDX-License-Identifier: Apache-2.0
 *
 * A grid drawn by keys: lines moved, laid on pages, taken off again; the rows keyed. May include:
 * store, workflow, present, cmocka.
 */
#include <string.h>

#include "../cmocka_all.h"
#include "base/str.h"
#include "desk_case.h"
#include "fixture.h"
#include "script.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/change.h"
#include "workflow/office.h"

/* A book whose two pages were read, and nothing found on them. */
static struct uuid bare;

static int open_book(void **state)
{
    struct book book = {.schema = "so-khai-sinh", .number = "01/1998"};
    struct book_series series = {.year = 1998, .first = 1, .last = 40};
    struct batch batch = {.name = "Sổ trống"};
    struct arena *arena = arena_new();
    struct page *pages;
    size_t count;
    if (open_desk(state))
        return 1;
    struct store *store = office_store(fixture.office);
    struct page_filter filter = {.batch = &fixture.forms};
    json_t *json = json_pack("{s:{s:i,s:i,s:i,s:f}}", "view", "width", 800, "height", 1100, "turns",
                             0, "skew", 0.0);
    assert_int_equal(book_add(store, &book, &series, 1, &batch.book, NULL), ERR_OK);
    assert_int_equal(batch_add(store, &batch, &bare, NULL), ERR_OK);
    assert_int_equal(page_list(store, &filter, arena, &pages, &count, NULL), ERR_OK);
    for (size_t i = 0; i < 2; i++) {
        struct page_text text = {.revision = 1, .key = {{1}}, .plain = ""};
        struct page_view view = pages[0].view;
        struct page_stage stage = {.state = PAGE_EXTRACTED};
        struct uuid id;
        assert_int_equal(page_add(store, &bare, &view, &id, NULL), ERR_OK);
        assert_int_equal(text_put(store, &id, &text, json, NULL), ERR_OK);
        assert_int_equal(page_stage_set(store, &id, &stage, NULL), ERR_OK);
    }
    json_decref(json);
    arena_free(arena);
    return 0;
}

static void open_grid(void)
{
    const struct shown *shown;
    script_press(desk, "F5");
    for (shown = desk_shown(desk); strcmp(shown->rows[shown->focus].label, "Books");
         shown = desk_shown(desk))
        script_press(desk, "↓");
    script_press(desk, "Enter F6");
    assert_string_equal(desk_shown(desk)->screen, "grid");
}

static long records(void)
{
    struct record_filter filter = {.batch = &bare};
    long count = 0;
    assert_int_equal(record_count(office_store(fixture.office), &filter, &count, NULL), ERR_OK);
    return count;
}

static const struct shown_row *row(void)
{
    const struct shown *shown = desk_shown(desk);
    return &shown->rows[shown->focus];
}

static void lines_move_by_keys(void **state)
{
    (void)state;
    open_grid();
    const char *before;
    struct str kept = STR_INIT;
    str_add(&kept, row()->text);
    script_press(desk, "→ →");
    before = row()->text;
    assert_string_not_equal(before, str_peek(&kept));
    script_press(desk, "Ctrl+z Ctrl+z");
    assert_string_equal(row()->text, str_peek(&kept));
    size_t rows = desk_shown(desk)->row_count;
    script_press(desk, "+");
    assert_int_equal(desk_shown(desk)->row_count, rows + 1);
    assert_string_equal(row()->label, "(no field)");
    script_press(desk, "F6");
    assert_string_not_equal(row()->label, "(no field)");
    script_press(desk, "- F2"); /* from the columns to the rows */
    assert_string_equal(row()->label, "row 1");
    script_press(desk, "F2");
    assert_string_equal(row()->label, "All lines");
    str_release(&kept);
}

static void a_laid_grid_can_be_keyed_and_taken_off(void **state)
{
    (void)state;
    open_grid();
    script_press(desk, "Enter");
    long rows = records();
    assert_true(rows > 3);
    assert_non_null(strstr(desk_shown(desk)->place, "2/2"));
    script_press(desk, "F2 F2 ↓ → Enter"); /* all lines, somewhat lower on the second page */
    assert_int_equal(records(), 2 * rows);
    script_press(desk, "Ctrl+z"); /* the nudge */
    script_press(desk, "Ctrl+z");
    script_press(desk, "Ctrl+z");
    assert_int_equal(records(), rows);
    script_press(desk, "F8");
    assert_int_equal(records(), 2 * rows);
    script_press(desk, "Esc Esc F5");
    for (int i = 0; i < 40 && strcmp(row()->label, "Sổ trống"); i++)
        script_press(desk, "↓");
    script_press(desk, "Enter");
    assert_string_equal(desk_shown(desk)->screen, "key");
    assert_true(desk_shown(desk)->picture.on);
    script_press(desk, "7 Enter");
    assert_stored(&bare, 0, "stt", "7");
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(lines_move_by_keys, open_book, close_desk),
        cmocka_unit_test_setup_teardown(a_laid_grid_can_be_keyed_and_taken_off, open_book,
                                        close_desk),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
