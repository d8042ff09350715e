/* SPDX-License-Identifier: Apache-2.0
 *
 * Keying with few keys: what is offered, short forms, undo over fields and records. May include:
 * store, workflow, present, cmocka.
 */
#include <string.h>

#include "../cmocka_all.h"
#include "desk_case.h"
#include "fixture.h"
#include "script.h"
#include "store/batch.h"
#include "store/schema.h"
#include "workflow/office.h"

static void open_register(void)
{
    script_press(desk, "↑ ↑ Enter"); /* the batches stand last */
    assert_string_equal(desk_shown(desk)->screen, "key");
}

/* stt, so, ngay_dang_ky, ho_ten, ngay_sinh, gioi_tinh, then the note. */
static void key_first_row(void)
{
    open_register();
    script_press(desk, "1 Enter 07 Enter 230485 Enter taj_thij_uyeen Enter 010485 Enter");
    assert_string_equal(desk_shown(desk)->input.text, "");
    script_press(desk, "2");
    assert_string_equal(desk_shown(desk)->input.becomes, "Nữ");
    script_press(desk, "Enter Enter Enter");
    assert_int_equal(state_of(&fixture.rows, 0), RECORD_VERIFIED);
}

static void what_is_offered_takes_one_key(void **state)
{
    (void)state;
    key_first_row();
    assert_string_equal(desk_shown(desk)->input.hint, "2");
    script_press(desk, "F8");
    assert_string_equal(desk_shown(desk)->input.hint, "08");
    script_press(desk, "F8");
    script_press(desk, "F6"); /* the date, as in the last record */
    assert_stored(&fixture.rows, 1, "so", "08");
    assert_stored(&fixture.rows, 1, "ngay_dang_ky", "23/04/1985");
    script_press(desk, "F8"); /* nothing typed, nothing offered: a word, no move */
    assert_true(*desk_shown(desk)->notice != 0);
    script_press(desk, "ta");
    assert_string_equal(desk_shown(desk)->input.hint, "Tạ");
    script_press(desk, "→");
    assert_string_equal(desk_shown(desk)->input.text, "Tạ ");
    script_press(desk, "van →");
    assert_string_equal(desk_shown(desk)->input.text, "Tạ Văn ");
    script_press(desk, "an Enter");
    assert_stored(&fixture.rows, 1, "ho_ten", "Tạ Văn An");
}

static void an_office_has_its_own_short_forms(void **state)
{
    (void)state;
    assert_int_equal(
        setting_set(office_store(fixture.office), "short_forms", "tu = Tạ Thị Uyên", NULL), ERR_OK);
    desk_free(desk);
    assert_int_equal(desk_new(fixture.office, &desk, NULL), ERR_OK);
    open_register();
    script_press(desk, "1 Enter 7 Enter 230485 Enter tu Enter");
    assert_stored(&fixture.rows, 0, "ho_ten", "Tạ Thị Uyên");
}

static void undo_goes_back_over_fields_and_records(void **state)
{
    (void)state;
    key_first_row();
    script_press(desk, "F8 F8");
    assert_stored(&fixture.rows, 1, "so", "08");
    script_press(desk, "Ctrl+z");
    assert_stored(&fixture.rows, 1, "so", "(missing)");
    assert_true(*desk_shown(desk)->notice != 0);
    script_press(desk, "Ctrl+z");
    assert_stored(&fixture.rows, 1, "stt", "(missing)");
    script_press(desk, "Ctrl+z Ctrl+z"); /* note and sex of the row before */
    assert_stored(&fixture.rows, 0, "gioi_tinh", "(missing)");
    assert_stored(&fixture.rows, 0, "ngay_sinh", "01/04/1985");
    script_press(desk, "Ctrl+z");
    assert_stored(&fixture.rows, 0, "ngay_sinh", "(missing)");
    script_press(desk, "1 Ctrl+z"); /* typed, not saved: first */
    assert_string_equal(desk_shown(desk)->input.text, "");
    assert_stored(&fixture.rows, 0, "ho_ten", "Tạ Thị Uyên");
}

static void the_weak_sign_is_typed_over(void **state)
{
    (void)state;
    script_press(desk, "Enter F7");
    const struct shown_input *input = &desk_shown(desk)->input;
    assert_string_equal(input->text, "Nguyển Văn An");
    assert_memory_equal(input->text + input->from, "ể", strlen("ể"));
    assert_int_equal(input->to - input->from, strlen("ể"));
    script_press(desk, "eex Enter");
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyễn Văn An");
    script_press(desk, "PgUp Tab F7"); /* the machine was sure of the next field */
    assert_true(*desk_shown(desk)->notice != 0);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(what_is_offered_takes_one_key, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(an_office_has_its_own_short_forms, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(undo_goes_back_over_fields_and_records, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(the_weak_sign_is_typed_over, open_desk, close_desk),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
