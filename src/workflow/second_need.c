/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/second_need: who decides on second entries, and which fields need one. Part of
 * workflow/second. May include: base, record, store.
 */
#include <string.h>

#include "base/str.h"
#include "record/compare.h"
#include "store/schema.h"
#include "workflow/measure.h"
#include "workflow/office.h"
#include "workflow/role.h"
#include "workflow/second.h"
#include "workflow/version.h"

/* ---- what the office wants ---- */

static const char *const policy_names[SECOND_POLICY_COUNT] = {
    [SECOND_AUTO] = "auto", [SECOND_ON] = "on", [SECOND_OFF] = "off"};

const char *second_policy_name(enum second_policy policy)
{
    return policy_names[policy];
}

bool second_policy_parse(const char *name, enum second_policy *ret)
{
    for (int policy = 0; policy < SECOND_POLICY_COUNT; policy++) {
        if (!text_equal(policy_names[policy], name))
            continue;
        *ret = (enum second_policy)policy;
        return true;
    }
    return false;
}

enum err_code second_policy_get(struct office *office, enum second_policy *ret, long *ret_risk,
                                struct err *err)
{
    struct arena *arena = arena_new();
    const char *policy = NULL, *risk = NULL;
    enum err_code code = setting_get(office_store(office), "second_entry", arena, &policy, err);
    if (!code)
        code = setting_get(office_store(office), "second_risk", arena, &risk, err);
    *ret = SECOND_AUTO;
    *ret_risk = SECOND_RISK_USUAL;
    (void)second_policy_parse(policy, ret);
    if (risk)
        (void)text_to_long(risk, 0, SECOND_RISK_MOST, ret_risk);
    arena_free(arena);
    return code;
}

static enum err_code put_policy(struct store *store, enum second_policy policy, long risk,
                                struct err *err)
{
    struct arena *arena = arena_new();
    enum err_code code = setting_set(store, "second_entry",
                                     policy == SECOND_AUTO ? NULL : policy_names[policy], err);
    if (!code && risk >= 0)
        code = setting_set(store, "second_risk", arena_format(arena, "%ld", risk), err);
    arena_free(arena);
    return code;
}

enum err_code second_policy_set(struct office *office, enum second_policy policy, long risk,
                                struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = action_check(office, ACTION_SECOND_POLICY, err);
    if (!code)
        code = store_begin(store, AUDIT_SETTING, err);
    if (code)
        return code;
    code = put_policy(store, policy, risk, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

/* Is there anybody for it, and is it wanted? */
static enum err_code is_wanted(struct office *office, enum second_policy policy, bool *ret,
                               struct err *err)
{
    struct store *store = office_store(office);
    long others = 0;
    *ret = policy == SECOND_ON;
    if (policy == SECOND_OFF || store_practice(store))
        return ERR_OK;
    enum err_code code =
        role_people(store, ROLES_KEYING, store_peek_person(store), 1, &others, err);
    *ret = others > 0;
    return code;
}

/* ---- which fields ---- */

/* What the record was when it last went through, by whatever way. */
static enum err_code passed_before(struct office *office, const struct record_view *view,
                                   struct arena *arena, struct version_values *ret, struct err *err)
{
    static const char *const kinds[] = {"verify", "settle", "waive", "correct", "amend"};
    struct store *store = office_store(office);
    struct act *acts = NULL;
    struct version version;
    size_t count = 0, last = 0;
    *ret = (struct version_values){0};
    enum err_code code = act_list(store, &view->record.id, NULL, 0, 0, arena, &acts, &count, err);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (text_equal(acts[i].kind, kinds[k]))
                last = i + 1;
    if (code || !last || !acts[last - 1].version_count)
        return code;
    code = version_get(store, &acts[last - 1].versions[0], arena, &version, err);
    return code ? code : version_parse(version.body, arena, ret, err);
}

static bool holds(const struct version_values *values, const struct field_view *field)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_equal(values->items[i].name, field->field->name))
            return entry_compare(field->field->kind, &values->items[i].value, &field->value) ==
                   ENTRY_EQUAL;
    return false;
}

static bool by_hand(const struct record_view *view, const struct field_view *field)
{
    bool book = view->book && text_equal(view->book->book.script, "hand");
    return book || !field->proposed || field->proposed->handwritten;
}

/* The paper has no such place, and nobody says otherwise. */
static bool is_nowhere(const struct field_view *field)
{
    bool box = field->proposed && !rect_empty(field->proposed->box);
    return field->value.status == VALUE_MISSING && !box;
}

/* 0..1: how likely a wrong value would stay. */
static double risk_of(const struct record_view *view, const struct field_view *field, double rate)
{
    if (by_hand(view, field))
        return 1;
    bool agrees = entry_compare(field->field->kind, &field->proposed->value, &field->value) !=
                  ENTRY_DIFFERENT;
    return rate * (agrees ? 1 - (double)field->proposed->confidence : 1);
}

enum err_code second_need(struct office *office, const struct record_view *view,
                          struct arena *arena, json_t *asked, struct err *err)
{
    struct store *store = office_store(office);
    struct version_values before = {0};
    enum second_policy policy = SECOND_AUTO;
    double rate = 0;
    bool wanted = false;
    long limit = 0;
    enum err_code code = second_policy_get(office, &policy, &limit, err);
    if (!code)
        code = is_wanted(office, policy, &wanted, err);
    if (code || !wanted)
        return code;
    code = measure_rate(store, store_peek_person(store), &rate, err);
    if (!code)
        code = passed_before(office, view, arena, &before, err);
    for (size_t i = 0; i < view->field_count && !code; i++) {
        const struct field_view *field = &view->fields[i];
        if (field->field->second && field->origin != ORIGIN_BOOK && !is_nowhere(field) &&
            !holds(&before, field) &&
            risk_of(view, field, rate) * SECOND_RISK_MOST >= (double)limit)
            json_array_append_new(asked, json_string(field->field->name));
    }
    return code;
}
