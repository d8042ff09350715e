/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_rights: who may do what, typed here a second time, by the office's rules and
 * not by the program's tables: every (role, state, step), every (role, action), every (role, kind
 * of act), in an office's store; nobody signed in may do nothing. May include: base, model, store,
 * workflow, cmocka.
 */
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "office_made.h"
#include "store/batch.h"
#include "store/record.h"
#include "store/schema.h"
#include "workflow/act_kind.h"
#include "workflow/action.h"
#include "workflow/transition.h"

/* V volunteer, L team leader, O official, A administrator; - nobody (never allowed). */
static const char role_letters[ROLE_COUNT] = {'-', 'V', 'L', 'O', 'A'};
/* E entered, 2 waits for a second entry, D differs, V verified, C confirmed, R returned. */
static const char state_letters[RECORD_STATE_COUNT] = {
    [RECORD_ENTERED] = 'E',  [RECORD_SECOND] = '2',    [RECORD_DIFFERS] = 'D',
    [RECORD_VERIFIED] = 'V', [RECORD_CONFIRMED] = 'C', [RECORD_RETURNED] = 'R'};

static struct office_made made;

static int open_office(void **state)
{
    (void)state;
    office_made_open(&made);
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    office_made_close(&made);
    return 0;
}

static bool has(const char *letters, char letter)
{
    return strchr(letters, letter) != NULL;
}

/* ---- a record ---- */

static const struct {
    const char *step, *roles, *states;
} steps[] = {
    {"key", "VL", "E2VR"},       {"finish for a second entry", "VL", "E2VR"},
    {"verify", "VL", "E2VR"},    {"key a second time", "VL", "2"},
    {"second entry", "VL", "2"}, {"choose", "VLO", "D"},
    {"settle", "VLO", "D"},      {"waive the second entry", "LO", "2"},
    {"correct", "O", "V"},       {"confirm", "O", "V"},
    {"withdraw", "O", "C"},      {"return", "O", "VC"},
    {"amend", "VLO", "C"},       {"release", "O", "C"},
};

static const char *stage_name(enum stage_id id)
{
    return stage_table[id].name;
}

static size_t step_of(enum stage_id id)
{
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        if (text_equal(steps[i].step, stage_name(id)))
            return i;
    fail_msg("no line in this test for the step \"%s\"", stage_name(id));
    return 0;
}

static struct uuid record_make(void)
{
    struct record plan = {.row = -1};
    struct uuid record;
    office_made_use(&made, ROLE_VOLUNTEER);
    assert_int_equal(schema_put(made.store, "thu", "{}", &plan.schema, NULL), ERR_OK);
    assert_int_equal(record_add(made.store, &plan, -1, &record, NULL), ERR_OK);
    return record;
}

static void one_step(const struct uuid *record, enum stage_id id, enum role role,
                     enum record_state now)
{
    struct err err = {0};
    size_t line = step_of(id);
    bool may = has(steps[line].roles, role_letters[role]);
    bool can = has(steps[line].states, state_letters[now]);
    enum err_code want = !may ? ERR_DENIED : can ? ERR_OK : ERR_STATE;
    assert_int_equal(record_stage_set(made.store, record, now, NULL), ERR_OK);
    office_made_use(&made, role);
    enum err_code code = transition_allowed(made.store, record, id, &err);
    if (code != want)
        fail_msg("%s, %s, %s: %s instead of %s", role_name(role), record_state_name(now),
                 stage_name(id), err_code_name(code), err_code_name(want));
}

static void every_role_state_and_step(void **state)
{
    struct uuid record = record_make();
    int count = 0;
    (void)state;
    for (int id = 0; id < STAGE_COUNT; id++) {
        if (stage_table[id].of != STAGE_OF_RECORD || id == STAGE_ADOPT)
            continue;
        count++;
        for (int role = 0; role < ROLE_COUNT; role++)
            for (int now = 0; now < RECORD_STATE_COUNT; now++)
                one_step(&record, (enum stage_id)id, (enum role)role, (enum record_state)now);
    }
    assert_int_equal(count, ARRAY_SIZE(steps));
}

/* What is refused leaves nothing behind: no act, no state. */
static void what_is_refused_leaves_nothing(void **state)
{
    struct uuid record = record_make();
    struct store_stats before, after;
    (void)state;
    assert_int_equal(record_stage_set(made.store, &record, RECORD_VERIFIED, NULL), ERR_OK);
    assert_int_equal(store_stats_get(made.store, &before, NULL), ERR_OK);
    static const enum role others[] = {ROLE_PRACTICE, ROLE_VOLUNTEER, ROLE_LEADER,
                                       ROLE_ADMINISTRATOR};
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        office_made_use(&made, others[i]);
        assert_int_equal(transition_record(made.store, &record, STAGE_CONFIRM, NULL, NULL),
                         ERR_DENIED);
    }
    assert_int_equal(store_stats_get(made.store, &after, NULL), ERR_OK);
    assert_int_equal(before.acts, after.acts);
    assert_int_equal(before.audits, after.audits);
    assert_int_equal(after.records_by_state[RECORD_CONFIRMED], 0);
}

/* ---- actions ---- */

static const struct {
    const char *action, *roles;
} actions[] = {
    {"scan", "VL"},           {"import", "VL"},        {"recognise", "VLOA"},
    {"again", "VLOA"},        {"keep", "VL"},          {"key", "VL"},
    {"undo", "VL"},           {"finish", "VL"},        {"second", "VL"},
    {"second undo", "VL"},    {"second finish", "VL"}, {"second waive", "LO"},
    {"second policy", "LOA"}, {"choose", "VLO"},       {"choose finish", "VLO"},
    {"confirm", "O"},         {"withdraw", "O"},       {"return", "O"},
    {"correct", "O"},         {"amend", "VLO"},        {"book", "LOA"},
    {"mark", "VLO"},          {"release", "O"},        {"rebuild", "VLA"},
    {"backup", "LOA"},        {"assign", "LOA"},       {"table", "VLO"},
    {"difficulty", "VLOA"},   {"settle", "LOA"},
};

static const char *action_roles(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(actions); i++)
        if (text_equal(actions[i].action, name))
            return actions[i].roles;
    fail_msg("no line in this test for the action \"%s\"", name);
    return "";
}

static void every_role_and_action(void **state)
{
    (void)state;
    for (int id = 0; id < ACTION_COUNT; id++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            const char *name = action_table[id].name;
            bool may = has(action_roles(name), role_letters[role]);
            office_made_use(&made, (enum role)role);
            enum err_code code = role_check(made.store, action_table[id].roles, NULL);
            if (code != (may ? ERR_OK : ERR_DENIED))
                fail_msg("%s, %s: %s", role_name((enum role)role), name, err_code_name(code));
        }
}

/* ---- acts ---- */

/* + the root's key, out of the words on the sheet. */
static const struct {
    const char *kind, *signers;
} kinds[] = {
    {"person-certify", "+"}, {"person-admit", "LO"}, {"person-reset", "LO"}, {"person-end", "LO+"},
    {"change", "VLO"},       {"undo", "VLO"},        {"first", "VL"},        {"verify", "VL"},
    {"second", "VL"},        {"settle", "VLO"},      {"waive", "LO"},        {"correct", "O"},
    {"confirm", "O"},        {"withdraw", "O"},      {"return", "O"},        {"amend", "VLO"},
    {"release", "O"},        {"sample", "O"},
};

static const char *kind_signers(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (text_equal(kinds[i].kind, name))
            return kinds[i].signers;
    fail_msg("no line in this test for the act \"%s\"", name);
    return "";
}

static void every_role_and_kind_of_act(void **state)
{
    const struct act_kind *kind;
    size_t count = 0;
    (void)state;
    for (; (kind = act_kind_at(count)); count++) {
        const char *letters = kind_signers(kind->name);
        unsigned signers = act_kind_signers(kind);
        assert_int_equal(!!(signers & SIGNER_ROOT), has(letters, '+'));
        for (int role = ROLE_VOLUNTEER; role < ROLE_COUNT; role++)
            if (!!(signers & ROLE_BIT(role)) != has(letters, role_letters[role]))
                fail_msg("%s, %s", role_name((enum role)role), kind->name);
    }
    assert_int_equal(count, ARRAY_SIZE(kinds));
}

static void every_step_that_signs_has_a_kind(void **state)
{
    (void)state;
    for (int id = 0; id < STAGE_COUNT; id++) {
        if (!stage_table[id].act)
            continue;
        const struct act_kind *kind = act_kind_lookup(stage_table[id].act);
        if (!kind || kind->stage != (enum stage_id)id)
            fail_msg("\"%s\" has no line in workflow/act_kind", stage_table[id].act);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_state_and_step),
        cmocka_unit_test(what_is_refused_leaves_nothing),
        cmocka_unit_test(every_role_and_action),
        cmocka_unit_test(every_role_and_kind_of_act),
        cmocka_unit_test(every_step_that_signs_has_a_kind),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
