/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_confirm: what officials do: confirming, its rules, taking it back, sending
 * records back, later decisions.
 */
#include "people_store.h"

#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/person.h"
#include "store/quality.h"
#include "workflow/action.h"
#include "workflow/confirm.h"
#include "workflow/query.h"
#include "workflow/rebuild.h"
#include "workflow/returned.h"
#include "workflow/sample.h"

static struct uuid verified(const char *name)
{
    struct uuid record = new_record();
    act_as(ANH);
    enter(&record, name);
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    act_as(OFFICIAL);
    return record;
}

static enum err_code confirm(const struct uuid *record)
{
    err_clear(&err);
    return confirm_records(office, record, 1, NULL, &err);
}

static struct act last_act(const struct uuid *record)
{
    struct act *acts;
    size_t count = 0;
    FINE(act_list(store, record, NULL, 0, 0, arena, &acts, &count, &err));
    return acts[count - 1];
}

static const char *written(const struct uuid *record, const char *field)
{
    struct record_view view;
    FINE(record_view_get(office, record, arena, &view, &err));
    return record_view_lookup(&view, field)->value.written;
}

static void a_page_is_one_act(void **state)
{
    struct uuid records[3];
    (void)state;
    people_open(1, true);
    for (size_t i = 0; i < ARRAY_SIZE(records); i++)
        records[i] = verified("Nguyễn Văn An");
    FINE(confirm_records(office, records, ARRAY_SIZE(records), NULL, &err));
    struct act act = last_act(&records[2]);
    assert_string_equal(act.kind, "confirm");
    assert_int_equal(act.version_count, 3);
    assert_true(uuid_equal(&act.person, &people[OFFICIAL]));
    for (size_t i = 0; i < ARRAY_SIZE(records); i++)
        assert_int_equal(state_of(&records[i]), RECORD_CONFIRMED);
    people_close();
}

static void all_or_none(void **state)
{
    (void)state;
    people_open(1, true);
    struct uuid records[] = {verified("Nguyễn Văn An"), new_record()};
    assert_int_equal(confirm_records(office, records, 2, NULL, &err), ERR_STATE);
    assert_int_equal(state_of(&records[0]), RECORD_VERIFIED);
    people_close();
}

static void only_officials_confirm(void **state)
{
    static const enum someone others[] = {ANH, BINH, ADMIN};
    (void)state;
    people_open(2, true);
    struct uuid record = new_record(), version;
    struct return_plan plan = {.reason = RETURN_WRONG};
    struct field_change change = {.field = "so", .written = "13"};
    act_as(ANH);
    FINE(key(&record, "dan_toc", "Kinh")); /* asks for no second entry */
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        act_as(others[i]);
        assert_int_equal(confirm(&record), ERR_DENIED);
        assert_int_equal(record_return(office, &record, &plan, NULL), ERR_DENIED);
        assert_int_equal(confirm_withdraw(office, &record, "x", NULL), ERR_DENIED);
        assert_int_equal(record_correct(office, &record, &change, 1, &version, NULL), ERR_DENIED);
    }
    people_close();
}

static void taking_back_is_an_act(void **state)
{
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    FINE(confirm(&record));
    assert_int_equal(confirm_withdraw(office, &record, "", &err), ERR_USAGE);
    FINE(confirm_withdraw(office, &record, "ký nhầm trang", &err));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    assert_string_equal(last_act(&record).kind, "withdraw");
    assert_string_equal(last_act(&record).reason, "ký nhầm trang");
    FINE(confirm(&record));
    people_close();
}

static void three_values_may_be_his_own(void **state)
{
    struct field_change changes[] = {{.field = "so", .written = "13"},
                                     {.field = "ho_ten", .written = "Nguyễn Văn Ân"},
                                     {.field = "ngay_sinh", .written = "16/03/1998"},
                                     {.field = "dan_toc", .written = "Mường"}};
    struct uuid version;
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    assert_int_equal(record_correct(office, &record, changes, 4, &version, &err), ERR_USAGE);
    assert_int_equal(err.number, 2888);
    struct field_change same = {.field = "so", .written = "12"};
    err_clear(&err);
    assert_int_equal(record_correct(office, &record, &same, 1, &version, &err), ERR_USAGE);
    assert_int_equal(err.number, 2887);
    FINE(record_correct(office, &record, changes, 3, &version, &err));
    assert_string_equal(written(&record, "ho_ten"), "Nguyễn Văn Ân");
    FINE(confirm(&record));
    err_clear(&err);
    struct uuid other = verified("Nguyễn Văn An");
    FINE(record_correct(office, &other, changes, 2, &version, &err));
    FINE(record_correct(office, &other, changes + 2, 2, &version, &err));
    assert_int_equal(confirm(&other), ERR_DENIED); /* four, in two steps */
    assert_int_equal(err.number, 2885);
    people_close();
}

/* A volunteer who became an official does not confirm what only he himself ever read. */
static void the_only_reader_does_not_confirm(void **state)
{
    struct uuid version;
    struct field_change change = {.field = "so", .written = "13"};
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    FINE(person_set_role(store, &people[ANH], "official", &err));
    act_as(ANH);
    assert_int_equal(confirm(&record), ERR_DENIED);
    assert_int_equal(err.number, 2884);
    act_as(OFFICIAL); /* another one read it meanwhile, and changed a value */
    FINE(record_correct(office, &record, &change, 1, &version, &err));
    act_as(ANH);
    FINE(confirm(&record));
    people_close();
}

static void values_keyed_since_are_finished_first(void **state)
{
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    act_as(ANH);
    FINE(key(&record, "so", "14"));
    act_as(OFFICIAL);
    assert_int_equal(confirm(&record), ERR_STATE);
    assert_int_equal(err.number, 2882);
    people_close();
}

/* Each reason sends the record to its place; the fields are doubtful again until they are keyed. */
static void what_goes_back_says_why(void **state)
{
    const char *fields[] = {"ho_ten"};
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    struct return_plan plan = {.reason = RETURN_OTHER};
    assert_int_equal(record_return(office, &record, &plan, &err), ERR_USAGE);
    assert_int_equal(err.number, 2880);
    plan = (struct return_plan){
        .reason = RETURN_WRONG, .words = "xem lại chữ đệm", .fields = {fields, 1}};
    FINE(record_return(office, &record, &plan, &err));
    FINE(rebuild_start(office, &err));
    assert_int_equal(state_of(&record), RECORD_RETURNED);
    struct returned returned;
    FINE(returned_get(store, &record, arena, &returned, &err));
    assert_int_equal(returned.plan.reason, RETURN_WRONG);
    assert_string_equal(returned.plan.words, "xem lại chữ đệm");
    struct record_view view;
    FINE(record_view_get(office, &record, arena, &view, &err));
    assert_int_equal(view.doubtful, 1);
    assert_true(record_view_lookup(&view, "ho_ten")->doubtful);
    act_as(ANH);
    FINE(key(&record, "ho_ten", "Nguyễn Vân An"));
    FINE(record_view_get(office, &record, arena, &view, &err));
    assert_int_equal(view.doubtful, 0);
    people_close();
}

static void some_go_back_to_the_scanner(void **state)
{
    long before = 0, after = 0;
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    struct return_plan plan = {.reason = RETURN_CUT, .to = RETURN_RESCAN};
    FINE(rescan_count(store, NULL, &before, &err));
    FINE(record_return(office, &record, &plan, &err));
    FINE(rescan_count(store, NULL, &after, &err));
    assert_int_equal(after, before + 1);
    people_close();
}

static void a_later_decision_leaves_the_old_values(void **state)
{
    struct field_change change = {.field = "ho_ten", .written = "Nguyễn Vân Anh"};
    struct amendment amendment = {
        .kind = AMEND_CORRECT, .number = "12/QĐ-UBND", .date = "5/3/2020"};
    struct version *versions;
    struct uuid version;
    size_t count = 0;
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    FINE(confirm(&record));
    assert_int_equal(record_amend(office, &record, &amendment, &change, 1, &version, &err),
                     ERR_USAGE);
    amendment.words = "cải chính họ tên";
    FINE(record_amend(office, &record, &amendment, &change, 1, &version, &err));
    assert_int_equal(state_of(&record), RECORD_VERIFIED);
    assert_string_equal(written(&record, "ho_ten"), "Nguyễn Vân Anh");
    struct act act = last_act(&record);
    assert_string_equal(act.kind, "amend");
    assert_non_null(strstr(act.body, "\"number\":\"12/QĐ-UBND\""));
    assert_non_null(strstr(act.body, "\"date\":\"2020-03-05\""));
    FINE(version_list(store, &record, arena, &versions, &count, &err));
    assert_int_equal(count, 2);
    assert_non_null(strstr(versions[0].body, "Nguyễn Văn An"));
    FINE(confirm(&record));
    people_close();
}

/* ---- samples ---- */

/* Of ISO 2859-1, tables 1 and 2-A. */
static void plans_are_those_of_the_standard(void **state)
{
    static const struct {
        const char *plan;
        long lot;
        char letter;
        long size, accept;
    } cases[] = {
        {"all", 77, 0, 77, 0},
        {"every:10", 95, 0, 10, 0},
        {"iso2859-1:1.0", 8, 'E', 8, 0}, /* smaller than its sample: all of it */
        {"iso2859-1:1.0", 90, 'E', 13, 0},
        {"iso2859-1:1.0", 150, 'E', 13, 0}, /* F: the plan above */
        {"iso2859-1:1.0", 151, 'H', 50, 1}, /* G: the plan below */
        {"iso2859-1:1.0", 500, 'H', 50, 1},
        {"iso2859-1:1.0", 1201, 'K', 125, 3},
        {"iso2859-1:1.0", 10000, 'L', 200, 5},
        {"iso2859-1:0.65", 1000, 'J', 80, 1},
        {"iso2859-1:4.0", 3000, 'K', 125, 10},
        {"iso2859-1:4.0", 400000, 'M', 315, 21}, /* P: the last plan of the column */
    };
    struct sample_plan plan;
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_true(sample_plan_parse(cases[i].plan, &plan));
        struct sample_size size = sample_size_of(&plan, cases[i].lot);
        assert_int_equal(size.letter, cases[i].letter);
        assert_int_equal(size.size, cases[i].size);
        assert_int_equal(size.accept, cases[i].accept);
    }
    static const char *const wrong[] = {"", "every:1", "every:x", "iso2859-1:3", "iso2859-1:", "x"};
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        assert_false(sample_plan_parse(wrong[i], &plan));
    assert_false(sample_plan_parse(NULL, &plan));
}

static struct uuid batch_of(const struct uuid *record)
{
    struct record now;
    FINE(record_get(store, record, arena, &now, &err));
    return now.batch;
}

static void a_sample_confirms_the_whole(void **state)
{
    struct uuid records[20];
    struct sample_drawn drawn;
    long confirmed = 0;
    (void)state;
    people_open(1, true);
    for (size_t i = 0; i < ARRAY_SIZE(records); i++) {
        records[i] = new_record_of("cong-van");
        act_as(ANH);
        struct action_call call = {.office = office, .record = records[i], .arena = arena};
        FINE(key(&records[i], "so_ky_hieu", "12/UBND"));
        FINE(action_run(ACTION_FINISH, &call, &err));
    }
    struct uuid batch = batch_of(&records[0]);
    assert_int_equal(sample_draw(office, &batch, "every:5", arena, &drawn, &err), ERR_DENIED);
    act_as(OFFICIAL);
    err_clear(&err);
    assert_int_equal(sample_confirm(office, &batch, &confirmed, &err), ERR_STATE);
    assert_int_equal(err.number, 1887);
    FINE(sample_draw(office, &batch, "every:5", arena, &drawn, &err));
    assert_int_equal(drawn.count, 4);
    err_clear(&err);
    assert_int_equal(sample_confirm(office, &batch, &confirmed, &err), ERR_STATE);
    assert_int_equal(err.number, 1888); /* nobody looked at them yet */
    FINE(confirm_records(office, drawn.records, drawn.count, NULL, &err));
    FINE(sample_confirm(office, &batch, &confirmed, &err));
    assert_int_equal(confirmed, 16);
    for (size_t i = 0; i < ARRAY_SIZE(records); i++)
        assert_int_equal(state_of(&records[i]), RECORD_CONFIRMED);
    people_close();
}

static void a_faulty_sample_confirms_nothing(void **state)
{
    struct sample_drawn drawn;
    struct field_change change = {.field = "so_ky_hieu", .written = "13/UBND"};
    struct uuid version, first = {0};
    long confirmed = 0;
    (void)state;
    people_open(1, true);
    for (int i = 0; i < 4; i++) {
        struct uuid record = new_record_of("cong-van");
        act_as(ANH);
        struct action_call call = {.office = office, .record = record, .arena = arena};
        FINE(key(&record, "so_ky_hieu", "12/UBND"));
        FINE(action_run(ACTION_FINISH, &call, &err));
        first = record;
    }
    struct uuid batch = batch_of(&first);
    act_as(OFFICIAL);
    FINE(sample_draw(office, &batch, "every:2", arena, &drawn, &err));
    FINE(record_correct(office, &drawn.records[0], &change, 1, &version, &err));
    FINE(confirm_records(office, drawn.records, drawn.count, NULL, &err));
    err_clear(&err);
    assert_int_equal(sample_confirm(office, &batch, &confirmed, &err), ERR_STATE);
    assert_int_equal(err.number, 1889);
    struct uuid row = verified("Nguyễn Văn An"); /* a register: every entry is looked at */
    batch = batch_of(&row);
    err_clear(&err);
    assert_int_equal(sample_draw(office, &batch, "all", arena, &drawn, &err), ERR_STATE);
    assert_int_equal(err.number, 1885);
    people_close();
}

static void all_of_it_is_proven(void **state)
{
    struct audit_report report;
    struct audit_options options = {0};
    (void)state;
    people_open(1, true);
    struct uuid record = verified("Nguyễn Văn An");
    struct return_plan plan = {.reason = RETURN_MISREAD, .to = RETURN_REDO};
    FINE(confirm(&record));
    FINE(record_return(office, &record, &plan, &err));
    FINE(audit_verify(store, &options, &report, &err));
    people_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_one_act),
        cmocka_unit_test(all_or_none),
        cmocka_unit_test(only_officials_confirm),
        cmocka_unit_test(taking_back_is_an_act),
        cmocka_unit_test(three_values_may_be_his_own),
        cmocka_unit_test(the_only_reader_does_not_confirm),
        cmocka_unit_test(values_keyed_since_are_finished_first),
        cmocka_unit_test(what_goes_back_says_why),
        cmocka_unit_test(some_go_back_to_the_scanner),
        cmocka_unit_test(a_later_decision_leaves_the_old_values),
        cmocka_unit_test(plans_are_those_of_the_standard),
        cmocka_unit_test(a_sample_confirms_the_whole),
        cmocka_unit_test(a_faulty_sample_confirms_nothing),
        cmocka_unit_test(all_of_it_is_proven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
