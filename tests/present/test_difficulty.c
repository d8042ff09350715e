/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands in the way is reported by one key from where it happens, and settled. May include:
 * base, store, workflow, present, cmocka.
 */
#include <string.h>

#include "../cmocka_all.h"
#include "fixture.h"
#include "present/desk.h"
#include "script.h"
#include "store/difficulty.h"
#include "workflow/office.h"

static struct fixture fixture;
static struct desk *desk;

static int open_desk(void **state)
{
    (void)state;
    fixture_open(&fixture, 1, 1);
    return desk_new(fixture.office, &desk, NULL) != ERR_OK;
}

static int close_desk(void **state)
{
    (void)state;
    desk_free(desk);
    fixture_close(&fixture);
    return 0;
}

static bool shows(const char *part)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (strstr(shown->rows[i].label, part) || strstr(shown->rows[i].text, part))
            return true;
    return false;
}

/* From any screen; what the screen is about goes along. */
static void a_difficulty_is_reported_from_where_it_is(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct difficulty_filter all = {0};
    struct difficulty *items;
    size_t count;
    struct store *store = office_store(fixture.office);
    script_press(desk, "Enter Ctrl+d");
    assert_string_equal(desk_shown(desk)->screen, "difficulty");
    script_press(desk, "giaays_rachs ↓ ↓ Enter");
    assert_string_equal(desk_shown(desk)->screen, "check");
    assert_int_equal(difficulty_list(store, &all, arena, &items, &count, NULL), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(items[0].category, "paper");
    assert_string_equal(items[0].step, "check");
    assert_string_equal(items[0].words, "giấy rách");
    assert_false(uuid_is_null(&items[0].record));
    assert_false(uuid_is_null(&items[0].page));
    script_press(desk, "Ctrl+d 001085012345 Enter"); /* no numbers of persons */
    assert_string_equal(desk_shown(desk)->screen, "difficulty");
    assert_non_null(strstr(desk_shown(desk)->notice, "K-2821"));
    script_press(desk, "Esc Esc");
    assert_true(shows("Difficulties not settled"));
    script_press(desk, "F5 ↑ ↑ ↑ Enter"); /* over the two batches */
    assert_true(shows("giấy rách"));
    script_press(desk, "F4"); /* on a category: a word, nothing settled */
    assert_true(*desk_shown(desk)->notice != 0);
    script_press(desk, "ddax_dans ↓ ↓ ↓ ↓ ↓ ↓ F4");
    assert_false(shows("giấy rách"));
    assert_int_equal(difficulty_list(store, &all, arena, &items, &count, NULL), ERR_OK);
    assert_string_equal(items[0].answer, "đã dán");
    script_press(desk, "Esc");
    assert_false(shows("Difficulties not settled"));
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(a_difficulty_is_reported_from_where_it_is, open_desk,
                                        close_desk),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
