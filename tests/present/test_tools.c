/* SPDX-License-Identifier: Apache-2.0
 *
 * Settings, handing out and health at the desk. May include: base, store, workflow, present,
 * cmocka.
 */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk_case.h"
#include "fixture.h"
#include "script.h"
#include "store/assignment.h"
#include "store/schema.h"
#include "workflow/office.h"

static const struct shown_row *row(void)
{
    const struct shown *shown = desk_shown(desk);
    return &shown->rows[shown->focus];
}

static void open_tool(const char *label)
{
    for (int i = 0; i < 40 && strcmp(row()->label, label); i++)
        script_press(desk, "↓");
    assert_string_equal(row()->label, label);
    script_press(desk, "Enter");
}

static void assert_setting(const char *name, const char *wanted)
{
    struct arena *arena = arena_new();
    const char *value = NULL;
    assert_int_equal(setting_get(office_store(fixture.office), name, arena, &value, NULL), ERR_OK);
    assert_string_equal(value ? value : "(none)", wanted);
    arena_free(arena);
}

static void settings_hold_at_once(void **state)
{
    (void)state;
    open_tool("Settings of the desk");
    assert_string_equal(desk_shown(desk)->screen, "settings");
    script_press(desk, "→");
    assert_setting("typing", "vni");
    assert_int_equal(desk_style(desk), TYPING_VNI);
    script_press(desk, "← ↓ →");
    assert_setting("typing", "telex");
    assert_setting("tone_place", "new");
    script_press(desk, "↓ →");
    assert_setting("letters", "110");
    script_press(desk, "↓ → ↓ ↓ →");
    assert_setting("contrast", "strong");
    assert_setting("idle_minutes", "10");
    script_press(desk, "↓ tk=xax_Taan_Khasnh Enter Esc");
    assert_setting("short_forms", "tk=xã Tân Khánh");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

static void a_batch_is_given_and_taken_back(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct assignment *given;
    size_t count;
    struct store *store = office_store(fixture.office);
    open_tool("Hand out");
    assert_string_equal(desk_shown(desk)->screen, "hand-out");
    assert_string_equal(row()->text, "everybody's");
    script_press(desk, "Enter Enter"); /* to the people, then to the first of them */
    assert_int_equal(assignment_list(store, NULL, false, arena, &given, &count, NULL), ERR_OK);
    assert_int_equal(count, 1);
    assert_true(uuid_equal(&given[0].batch, &fixture.forms));
    script_press(desk, "Enter");
    assert_int_equal(assignment_list(store, NULL, false, arena, &given, &count, NULL), ERR_OK);
    assert_int_equal(count, 0);
    arena_free(arena);
}

static void health_comes_in_words(void **state)
{
    (void)state;
    enum { WAIT_MS = 30000 };
    open_tool("Is all well?");
    assert_string_equal(desk_shown(desk)->screen, "health");
    struct pollfd news = {desk_fd(desk), POLLIN, 0};
    while (desk_shown(desk)->rows[0].bar >= 0) {
        assert_int_equal(poll(&news, 1, WAIT_MS), 1);
        desk_step(desk);
    }
    assert_true(desk_shown(desk)->row_count > 5);
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

/* Until a reading that came shows this many rows at least, and none goes on. */
static void wait_for_reading(void)
{
    enum { WAIT_MS = 30000 };
    struct pollfd news = {desk_fd(desk), POLLIN, 0};
    while (desk_shown(desk)->row_count < 5 || strstr(desk_shown(desk)->place, "being read")) {
        assert_int_equal(poll(&news, 1, WAIT_MS), 1);
        desk_step(desk);
    }
}

static void numbers_are_tried_and_kept(void **state)
{
    (void)state;
    char *store = fixture_store_path(&fixture), *folder = file_join(store, "profiles"), **names;
    open_tool("How pages are read");
    wait_for_reading();
    assert_non_null(desk_shown(desk)->picture.picture);
    script_press(desk, "↓ ↓");
    char *value = mem_copy_text(row()->text);
    double bar = row()->bar;
    script_press(desk, "→");
    assert_string_not_equal(row()->text, value);
    assert_true(row()->bar > bar);
    wait_for_reading();
    const struct picture *after = desk_shown(desk)->picture.picture;
    assert_non_null(after);
    script_press(desk, "Tab");
    assert_ptr_not_equal(desk_shown(desk)->picture.picture, after);
    script_press(desk, "F8");
    assert_int_equal(file_list(folder, &names, NULL), ERR_OK);
    assert_non_null(names[0]);
    assert_null(names[1]);
    script_press(desk, "F7");
    assert_string_equal(row()->text, value);
    wait_for_reading();
    script_press(desk, "Esc");
    file_list_free(names);
    free(folder);
    free(store);
    free(value);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(settings_hold_at_once, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_batch_is_given_and_taken_back, open_desk, close_desk),
    };
    static const struct CMUnitTest SLOW[] = {
        cmocka_unit_test_setup_teardown(health_comes_in_words, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(numbers_are_tried_and_kept, open_desk, close_desk),
    };
    (void)argv;
    return argc > 1 ? cmocka_run_group_tests(SLOW, NULL, NULL)
                    : cmocka_run_group_tests(TESTS, NULL, NULL);
}
