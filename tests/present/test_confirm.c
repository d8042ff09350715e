/* SPDX-License-Identifier: Apache-2.0
 *
 * The blind second entry, settling and confirming by key scripts, without any front end. May
 * include: base, store, workflow, present, cmocka.
 */
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk_case.h"
#include "fixture.h"
#include "present/shown.h"
#include "script.h"
#include "store/record.h"
#include "workflow/confirm.h"
#include "workflow/office.h"
#include "workflow/returned.h"
#include "workflow/second.h"

/* ---- help ---- */

static void want_second_entries(void)
{
    assert_int_equal(second_policy_set(fixture.office, SECOND_ON, -1, NULL), ERR_OK);
}

/* From the home screen to its line of this label. */
static void go_to(const char *label)
{
    for (int i = 0; i < 40; i++) {
        const struct shown *shown = desk_shown(desk);
        if (shown->focus >= 0 && strcmp(shown->rows[shown->focus].label, label) == 0) {
            script_press(desk, "Enter");
            return;
        }
        script_press(desk, "↓");
    }
    fail_msg("the home screen has no line \"%s\"", label);
}

static const char *focused(void)
{
    const struct shown *shown = desk_shown(desk);
    return shown->rows[shown->focus].label;
}

/* The first printed record, its doubtful name keyed. */
static void key_first(void)
{
    script_press(desk, "Enter F2 Enter Enter Esc");
}

/* Rows of the register, with nothing but what the rule asks for. */
static void key_rows(void)
{
    go_to("Sổ 1998");
    for (int i = 0; i < FIXTURE_ROWS; i++) {
        while (desk_shown(desk)->has_input)
            script_press(desk, "F5");
        script_press(desk, "Enter");
    }
}

static struct uuid row_at(size_t at)
{
    struct record *records;
    size_t count = 0;
    struct arena *arena = arena_new();
    struct record_filter filter = {.batch = &fixture.rows};
    assert_int_equal(
        record_list(office_store(fixture.office), &filter, arena, &records, &count, NULL), ERR_OK);
    struct uuid id = records[at].id;
    arena_free(arena);
    return id;
}

/* Two entries of the third and seventh row are put right before the official comes. */
static void mark_two_rows(void)
{
    static const size_t rows[] = {2, 6};
    struct field_change change = {.field = "ho_ten", .written = "Tạ Thị Uyên"};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct uuid id = row_at(rows[i]), version;
        assert_int_equal(record_correct(fixture.office, &id, &change, 1, &version, NULL), ERR_OK);
    }
}

/* ---- second entry ---- */

static void the_second_entry_asks_for_few_fields_and_shows_nothing(void **state)
{
    (void)state;
    want_second_entries();
    key_first();
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_SECOND);
    go_to("Second entry");
    const struct shown *shown = desk_shown(desk);
    assert_string_equal(shown->screen, "second");
    assert_int_equal(shown->row_count, 2); /* the corrected name, and the end */
    assert_string_equal(shown->input.text, "");
    assert_string_equal(shown->input.other, "");
    assert_int_equal(shown->input.doubt_count, 0);
    script_press(desk, "nguyeenx_vawn_an Enter Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_VERIFIED);
}

static void what_differs_is_settled_with_one_key(void **state)
{
    (void)state;
    want_second_entries();
    key_first();
    go_to("Second entry");
    script_press(desk, "nguyeenx_vawn_aan Enter Enter Esc");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_DIFFERS);
    go_to("Settle two entries");
    const struct shown *shown = desk_shown(desk);
    assert_string_equal(shown->screen, "settle");
    assert_int_equal(shown->input.reading_count, 2);
    assert_string_equal(shown->input.readings[0].text, "Nguyễn Văn An");
    assert_string_equal(shown->input.readings[1].text, "Nguyễn Văn Ân");
    assert_string_equal(shown->input.readings[1].text + shown->input.readings[1].mark.from, "Ân");
    script_press(desk, "Enter"); /* nothing was said yet */
    assert_int_equal(desk_shown(desk)->notice_kind, NOTICE_WARNING);
    script_press(desk, "← Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_VERIFIED);
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyễn Văn An");
}

static void a_third_value_is_typed(void **state)
{
    (void)state;
    want_second_entries();
    key_first();
    go_to("Second entry");
    script_press(desk, "nguyeenx_vawn_aan Enter Enter Esc");
    go_to("Settle two entries");
    script_press(desk, "→ ↑"); /* taken, and looked at again */
    assert_true(desk_shown(desk)->input.readings[1].chosen);
    script_press(desk, "Nguyeenx_Vawn_Aanr Enter Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_VERIFIED);
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyễn Văn Ẩn");
}

/* What was keyed is on the disk when the desk is killed. */
static void half_a_second_entry_is_kept(void **state)
{
    (void)state;
    want_second_entries();
    key_rows();
    script_press(desk, "Esc");
    go_to("Second entry");
    size_t fields = desk_shown(desk)->row_count;
    script_press(desk, "F4 7 Esc");
    go_to("Second entry");
    assert_int_equal(desk_shown(desk)->row_count, fields);
    assert_string_equal(desk_shown(desk)->rows[0].text, "(illegible)");
    assert_string_equal(desk_shown(desk)->rows[1].text, "7");
}

/* ---- confirming ---- */

static void only_marked_values_ask_for_a_look(void **state)
{
    (void)state;
    key_first();
    script_press(desk, "Enter F2 Enter Enter Esc");
    go_to("Confirm");
    const struct shown *shown = desk_shown(desk);
    assert_string_equal(shown->screen, "confirm");
    assert_string_equal(focused(), "    Name"); /* edited: the machine read otherwise */
    assert_non_null(strstr(desk_shown(desk)->done, "Nguyển"));
    assert_int_equal(desk_shown(desk)->rows[1].sign, SIGN_DOUBT);
    script_press(desk, "Enter");
    assert_int_equal(desk_shown(desk)->rows[1].sign, SIGN_GOOD);
    assert_string_equal(focused(), "    Sex"); /* does not fit the name */
    script_press(desk, "Enter");
    assert_non_null(strstr(focused(), "1"));
    script_press(desk, "Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_CONFIRMED);
    assert_int_equal(state_of(&fixture.forms, 1), RECORD_VERIFIED); /* the next page comes up */
    assert_string_equal(focused(), "    Name");
}

static void a_value_is_put_right(void **state)
{
    (void)state;
    key_first();
    go_to("Confirm");
    script_press(desk, "F3");
    assert_string_equal(desk_shown(desk)->input.text, "Nguyễn Văn An");
    script_press(desk, "Ctrl+a Esc"); /* not after all */
    assert_false(desk_shown(desk)->has_input);
    script_press(desk, "F3 Ctrl+a nguyeenx_vawn_aan Enter");
    assert_stored(&fixture.forms, 0, "ho_ten", "nguyễn văn ân");
    assert_string_equal(desk_shown(desk)->rows[1].extra, "was put right");
    script_press(desk, "Enter Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_CONFIRMED);
}

static void a_value_goes_back_with_its_reason(void **state)
{
    struct returned returned;
    struct record *records;
    size_t count = 0;
    struct arena *arena = arena_new();
    struct record_filter filter = {.batch = &fixture.forms};
    (void)state;
    key_first();
    go_to("Confirm");
    script_press(desk, "F4 ↓ xem_laji Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_RETURNED);
    assert_int_equal(
        record_list(office_store(fixture.office), &filter, arena, &records, &count, NULL), ERR_OK);
    assert_int_equal(
        returned_get(office_store(fixture.office), &records[0].id, arena, &returned, NULL), ERR_OK);
    assert_int_equal(returned.plan.reason, RETURN_INCOMPLETE);
    assert_string_equal(returned.plan.words, "xem lại");
    assert_string_equal(returned.plan.fields.items[0], "ho_ten");
    arena_free(arena);
    script_press(desk, "Esc");
    go_to("Check and key"); /* who checks sees why, and the field waits again */
    assert_string_equal(label(), "Name");
    assert_non_null(strstr(desk_shown(desk)->input.problems[0], "xem lại"));
}

static void a_confirmation_is_withdrawn(void **state)
{
    (void)state;
    key_rows();
    script_press(desk, "Esc");
    go_to("Confirm");
    script_press(desk, "↓ F6"); /* the first row is left out, so that the page stays */
    script_press(desk, "F5");
    assert_int_equal(state_of(&fixture.rows, 0), RECORD_VERIFIED);
    assert_int_equal(state_of(&fixture.rows, 1), RECORD_CONFIRMED);
    script_press(desk, "↓ ↓ F7 Enter");
    assert_int_equal(desk_shown(desk)->notice_kind, NOTICE_FAULT); /* without words */
    script_press(desk, "nhaafm Enter");
    assert_int_equal(state_of(&fixture.rows, 1), RECORD_VERIFIED);
}

static int count_words(const char *keys)
{
    int words = 1;
    for (; *keys; keys++)
        words += *keys == ' ';
    return words;
}

/* Ten rows, two of them marked: one value is right, one row goes back, the rest is confirmed. */
static void a_page_of_ten_rows_takes_few_keys(void **state)
{
    (void)state;
    key_rows();
    script_press(desk, "Esc");
    mark_two_rows();
    go_to("Confirm");
    const char *keys = "Enter F4 ↓ Enter Enter";
    assert_true(count_words(keys) <= 8);
    script_press(desk, keys);
    for (size_t i = 0; i < FIXTURE_ROWS; i++)
        assert_int_equal(state_of(&fixture.rows, i), i == 6 ? RECORD_RETURNED : RECORD_CONFIRMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_second_entry_asks_for_few_fields_and_shows_nothing,
                                        open_desk, close_desk),
        cmocka_unit_test_setup_teardown(what_differs_is_settled_with_one_key, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(a_third_value_is_typed, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(half_a_second_entry_is_kept, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(only_marked_values_ask_for_a_look, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_value_is_put_right, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_value_goes_back_with_its_reason, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_confirmation_is_withdrawn, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_page_of_ten_rows_takes_few_keys, open_desk, close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
