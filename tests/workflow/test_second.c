/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_second: the blind second entry, settling, and who may do which.
 */
#include "people_store.h"

#include "../cmocka_all.h"
#include "base/str.h"
#include "store/audit.h"
#include "workflow/action.h"
#include "workflow/measure.h"
#include "workflow/query.h"
#include "workflow/rebuild.h"
#include "workflow/second.h"
#include "workflow/settle.h"

static enum err_code run(enum action_id action, const struct uuid *record, const char *field,
                         const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    err_clear(&err);
    return action_run(action, &call, &err);
}

static void enter_again(const struct uuid *record, const char *name)
{
    FINE(run(ACTION_SECOND, record, "so", "12"));
    FINE(run(ACTION_SECOND, record, "ho_ten", name));
    FINE(run(ACTION_SECOND, record, "ngay_sinh", "15-3-1998"));
    FINE(run(ACTION_SECOND_FINISH, record, NULL, NULL));
}

static struct record_view see(const struct uuid *record)
{
    struct record_view view;
    FINE(record_view_see(office, record, arena, &view, &err));
    return view;
}

static const char *written(const struct uuid *record, const char *field)
{
    struct record_view view = see(record);
    return record_view_lookup(&view, field)->value.written;
}

static void only_fields_that_matter_are_asked(void **state)
{
    struct record_view view;
    (void)state;
    people_open(2, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    assert_int_equal(state_of(&record), RECORD_SECOND);
    act_as(BINH);
    FINE(second_view_get(office, &record, arena, &view, &err));
    assert_int_equal(view.field_count, 3); /* not dan_toc, and nothing the paper does not have */
    assert_int_equal(view.doubtful, 3);
    for (size_t i = 0; i < view.field_count; i++)
        assert_null(view.fields[i].value.written);
    assert_int_equal(run(ACTION_SECOND, &record, "dan_toc", "Kinh"), ERR_USAGE);
    assert_int_equal(err.number, 2874);
    people_close();
}

static void the_second_person_sees_nothing(void **state)
{
    (void)state;
    people_open(3, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    assert_string_equal(written(&record, "ho_ten"), "Nguyễn Văn An");
    act_as(BINH);
    assert_int_equal(key(&record, "so", "99"), ERR_DENIED);
    assert_int_equal(err.number, 2878);
    assert_null(written(&record, "ho_ten"));
    assert_string_equal(written(&record, "dan_toc"), "Kinh");
    struct record_view view = see(&record);
    assert_true(record_view_lookup(&view, "ho_ten")->hidden);
    FINE(run(ACTION_SECOND, &record, "ho_ten", "Nguyễn Văn Ân"));
    act_as(CHI); /* nor does a third one, who may be the one to do it */
    FINE(second_view_get(office, &record, arena, &view, &err));
    assert_null(record_view_lookup(&view, "ho_ten")->value.written);
    act_as(OFFICIAL);
    assert_string_equal(written(&record, "ho_ten"), "Nguyễn Văn An");
    act_as(ANH); /* the first one never becomes the second */
    assert_int_equal(run(ACTION_SECOND, &record, "ho_ten", "x"), ERR_DENIED);
    assert_int_equal(err.number, 2870);
    people_close();
}

static void equal_entries_go_through(void **state)
{
    struct version *versions;
    size_t count = 0;
    double rate = 0;
    (void)state;
    people_open(2, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    FINE(run(ACTION_SECOND, &record, "so", "12"));
    assert_int_equal(run(ACTION_SECOND_FINISH, &record, NULL, NULL), ERR_STATE);
    assert_int_equal(err.number, 2871);
    enter_again(&record, "Nguyễn Văn An");
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    FINE(version_list(store, &record, arena, &versions, &count, &err));
    assert_int_equal(count, 3); /* first, second beside it, both in one */
    assert_int_equal(versions[1].parent_count, 0);
    assert_int_equal(versions[2].parent_count, 2);
    assert_string_equal(written(&record, "ngay_sinh"), "15/03/1998"); /* the first writing */
    FINE(measure_rate(store, &people[ANH], &rate, &err));
    assert_true(rate < 2 / 20.);
    people_close();
}

static void differing_ones_wait_for_a_third_person(void **state)
{
    struct settle_view settle;
    double anh = 0, binh = 0;
    (void)state;
    people_open(3, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    enter_again(&record, "Nguyễn Văn Ân");
    assert_int_equal(state_of(&record), RECORD_DIFFERS);
    assert_int_equal(settle_view_get(office, &record, arena, &settle, &err), ERR_DENIED);
    assert_int_equal(err.number, 2872);
    act_as(CHI);
    FINE(settle_view_get(office, &record, arena, &settle, &err));
    assert_int_equal(settle.count, 1);
    assert_string_equal(settle.fields[0].first.written, "Nguyễn Văn An");
    assert_string_equal(settle.fields[0].second.written, "Nguyễn Văn Ân");
    assert_int_equal(run(ACTION_CHOOSE_FINISH, &record, NULL, NULL), ERR_STATE);
    assert_int_equal(run(ACTION_CHOOSE, &record, "so", "13"), ERR_USAGE);
    FINE(run(ACTION_CHOOSE, &record, "ho_ten", "Nguyễn Văn Ân"));
    FINE(run(ACTION_CHOOSE_FINISH, &record, NULL, NULL));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    assert_string_equal(written(&record, "ho_ten"), "Nguyễn Văn Ân");
    assert_string_equal(written(&record, "dan_toc"), "Kinh");
    FINE(measure_rate(store, &people[ANH], &anh, &err));
    FINE(measure_rate(store, &people[BINH], &binh, &err));
    assert_true(anh > binh); /* who erred is known, and known again after a rebuild */
    FINE(rebuild_start(office, &err));
    double again = 0;
    FINE(measure_rate(store, &people[ANH], &again, &err));
    assert_true(again == anh);
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    people_close();
}

static void an_official_settles_where_no_third_one_is(void **state)
{
    (void)state;
    people_open(2, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    enter_again(&record, "Nguyễn Văn Ân");
    act_as(ANH);
    assert_int_equal(run(ACTION_CHOOSE, &record, "ho_ten", "x"), ERR_DENIED);
    act_as(ADMIN);
    assert_int_equal(run(ACTION_CHOOSE, &record, "ho_ten", "x"), ERR_DENIED);
    act_as(OFFICIAL);
    FINE(run(ACTION_CHOOSE, &record, "ho_ten", "Nguyễn Văn Ấn")); /* neither of the two */
    FINE(run(ACTION_CHOOSE_FINISH, &record, NULL, NULL));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    people_close();
}

static void no_record_waits_for_nobody(void **state)
{
    (void)state;
    people_open(1, true); /* one who keys: nobody could be the second */
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    people_close();
    people_open(2, true);
    record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(OFFICIAL);
    assert_int_equal(run(ACTION_SECOND_WAIVE, &record, NULL, NULL), ERR_STATE);
    assert_int_equal(err.number, 2873);
    FINE(second_policy_set(office, SECOND_OFF, -1, &err));
    FINE(run(ACTION_SECOND_WAIVE, &record, NULL, NULL));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    people_close();
}

static void a_small_correction_asks_for_one_field(void **state)
{
    struct record_view view;
    struct action_call call = {0};
    (void)state;
    people_open(2, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    enter_again(&record, "Nguyễn Văn An");
    act_as(ANH);
    FINE(key(&record, "so", "13"));
    call = (struct action_call){.office = office, .record = record, .arena = arena};
    FINE(action_run(ACTION_FINISH, &call, &err));
    assert_int_equal(state_of(&record), RECORD_SECOND);
    act_as(BINH);
    FINE(second_view_get(office, &record, arena, &view, &err));
    assert_int_equal(view.field_count, 1);
    assert_string_equal(view.fields[0].field->name, "so");
    assert_true(view.fields[0].doubtful); /* what was entered the time before counts no more */
    FINE(run(ACTION_SECOND, &record, "so", "13"));
    FINE(run(ACTION_SECOND_FINISH, &record, NULL, NULL));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    assert_string_equal(written(&record, "so"), "13");
    people_close();
}

static void undo_takes_only_the_own_entry_back(void **state)
{
    (void)state;
    people_open(2, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    assert_int_equal(run(ACTION_SECOND_UNDO, &record, "ho_ten", NULL), ERR_EMPTY);
    FINE(run(ACTION_SECOND, &record, "ho_ten", "Nguyễn"));
    FINE(run(ACTION_SECOND, &record, "ho_ten", "Trần"));
    FINE(run(ACTION_SECOND_UNDO, &record, "ho_ten", NULL));
    struct record_view view;
    FINE(second_view_get(office, &record, arena, &view, &err));
    assert_string_equal(record_view_lookup(&view, "ho_ten")->value.written, "Nguyễn");
    people_close();
}

static void all_of_it_is_proven(void **state)
{
    struct audit_report report;
    struct audit_options options = {0};
    (void)state;
    people_open(3, true);
    struct uuid record = new_record();
    enter(&record, "Nguyễn Văn An");
    act_as(BINH);
    enter_again(&record, "Nguyễn Văn Ân");
    act_as(CHI);
    FINE(run(ACTION_CHOOSE, &record, "ho_ten", "Nguyễn Văn An"));
    FINE(run(ACTION_CHOOSE_FINISH, &record, NULL, NULL));
    FINE(audit_verify(store, &options, &report, &err));
    people_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_fields_that_matter_are_asked),
        cmocka_unit_test(the_second_person_sees_nothing),
        cmocka_unit_test(equal_entries_go_through),
        cmocka_unit_test(differing_ones_wait_for_a_third_person),
        cmocka_unit_test(an_official_settles_where_no_third_one_is),
        cmocka_unit_test(no_record_waits_for_nobody),
        cmocka_unit_test(a_small_correction_asks_for_one_field),
        cmocka_unit_test(undo_takes_only_the_own_entry_back),
        cmocka_unit_test(all_of_it_is_proven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
