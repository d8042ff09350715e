/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/settle: see the header. May include: base, record, store.
 */
#include "workflow/settle.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "record/compare.h"
#include "workflow/index.h"
#include "workflow/measure.h"
#include "workflow/office.h"
#include "workflow/role.h"
#include "workflow/second.h"
#include "workflow/transition.h"
#include "workflow/version.h"

/* ---- the two entries ---- */

static enum err_code find_second(struct store *store, struct settle_view *settle,
                                 struct arena *arena, struct version_values *ret, struct err *err)
{
    struct version *heads = NULL;
    size_t count = 0;
    bool found = false;
    enum err_code code = version_heads(store, &settle->view.record.id, arena, &heads, &count, err);
    for (size_t i = 0; i < count && !code && !found; i++) {
        code = version_parse(heads[i].body, arena, ret, err);
        found = !code && ret->second;
        settle->second_version = heads[i].id;
        settle->second_person = heads[i].person;
    }
    if (!code && !found)
        code = err_set(err, ERR_DAMAGED, 2876,
                       _("the second entry of this record is gone; run: sohoa audit verify"));
    return code;
}

static const struct value *value_of(const struct version_values *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_equal(values->items[i].name, name))
            return &values->items[i].value;
    return NULL;
}

static void compare(struct settle_view *settle, const struct version_values *second,
                    struct arena *arena)
{
    settle->fields = arena_take(arena, settle->view.field_count + 1, sizeof *settle->fields);
    for (size_t i = 0; i < settle->view.field_count; i++) {
        const struct field_view *field = &settle->view.fields[i];
        const struct value *other = value_of(second, field->field->name);
        if (other && entry_compare(field->field->kind, &field->value, other) == ENTRY_DIFFERENT)
            settle->fields[settle->count++] =
                (struct settle_field){.field = field, .first = field->value, .second = *other};
    }
}

static struct settle_field *find(const struct settle_view *view, const char *name)
{
    for (size_t i = 0; i < view->count; i++)
        if (text_equal(view->fields[i].field->field->name, name))
            return &view->fields[i];
    return NULL;
}

const struct settle_field *settle_view_lookup(const struct settle_view *view, const char *field)
{
    return find(view, field);
}

/* What the acting person said so far. */
static enum err_code add_said(struct store *store, struct settle_view *settle, struct arena *arena,
                              struct err *err)
{
    struct draft *drafts = NULL;
    size_t count = 0;
    long before = settle->last;
    enum err_code code =
        draft_kind_list(store, DRAFT_SETTLED, &settle->view.record.id, arena, &drafts, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        struct settle_field *field = find(settle, drafts[i].field);
        if (drafts[i].number > settle->last)
            settle->last = drafts[i].number;
        if (!field || drafts[i].empty || drafts[i].number <= before ||
            !uuid_equal(&drafts[i].person, store_peek_person(store)))
            continue;
        field->chosen = drafts[i].value;
        field->said = true;
    }
    return code;
}

/* Neither of the two; an official always may, since records must not wait for a third one. */
static enum err_code check_person(struct office *office, const struct settle_view *settle,
                                  struct err *err)
{
    struct store *store = office_store(office);
    const struct uuid *person = store_peek_person(store);
    bool official = false;
    if (store_practice(store))
        return ERR_OK;
    enum err_code code = role_has(store, ROLES_CONFIRMING, &official, err);
    if (!code && !official &&
        (uuid_equal(person, &settle->view.author) || uuid_equal(person, &settle->second_person)))
        code = err_set(err, ERR_DENIED, 2872,
                       _("one of the two entries is yours; another person settles them"));
    return code;
}

enum err_code settle_compare(struct office *office, const struct uuid *record, struct arena *arena,
                             struct settle_view *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct settle_view settle = {0};
    struct version_values second = {0};
    enum err_code code = transition_allowed(store, record, STAGE_KEY_SETTLED, err);
    if (!code)
        code = record_view_head(office, record, arena, &settle.view, err);
    if (!code)
        code = find_second(store, &settle, arena, &second, err);
    if (!code)
        code = second_asked(store, record, arena, &settle.asked, err);
    if (code)
        return code;
    settle.last = second.seconded;
    compare(&settle, &second, arena);
    *ret = settle;
    return ERR_OK;
}

enum err_code settle_view_get(struct office *office, const struct uuid *record, struct arena *arena,
                              struct settle_view *ret, struct err *err)
{
    struct settle_view settle;
    enum err_code code = settle_compare(office, record, arena, &settle, err);
    if (!code)
        code = check_person(office, &settle, err);
    if (!code)
        code = add_said(office_store(office), &settle, arena, err);
    if (!code)
        *ret = settle;
    return code;
}

/* ---- actions ---- */

enum err_code settle_key(struct action_call *call, struct err *err)
{
    struct settle_view settle;
    const struct schema_field *field = NULL;
    enum err_code code = settle_view_get(call->office, &call->record, call->arena, &settle, err);
    if (!code)
        code = action_value(call, &field, err);
    if (!code && !find(&settle, field->name))
        code = err_set(err, ERR_USAGE, 2877, _("the two entries of %s do not differ"),
                       schema_field_label(field));
    if (!code)
        code = draft_kind_put(office_store(call->office), DRAFT_SETTLED, &call->record, field->name,
                              &call->value, err);
    return code;
}

static json_t *reader_json(const struct settle_view *settle, const struct uuid *person, bool second)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object(), *wrong = json_array();
    uuid_show(person, id);
    json_put_text(json, "person", id);
    for (size_t i = 0; i < settle->count; i++) {
        const struct settle_field *field = &settle->fields[i];
        const struct value *own = second ? &field->second : &field->first;
        if (entry_compare(field->field->field->kind, own, &field->chosen) == ENTRY_DIFFERENT)
            json_array_append_new(wrong, json_string(field->field->field->name));
    }
    json_put_new(json, "wrong", wrong);
    return json;
}

static json_t *act_body(const struct settle_view *settle)
{
    json_t *body = json_object();
    json_put_new(body, "asked", field_names_json(&settle->asked));
    json_put_new(body, "first", reader_json(settle, &settle->view.author, false));
    json_put_new(body, "second", reader_json(settle, &settle->second_person, true));
    return body;
}

/* The first entry with what was chosen. */
static enum err_code write_version(struct action_call *call, const struct settle_view *settle,
                                   struct uuid *ret_version, struct err *err)
{
    struct record_view view = settle->view;
    const struct uuid parents[] = {settle->view.version, settle->second_version};
    view.fields = arena_take(call->arena, view.field_count, sizeof *view.fields);
    memcpy(view.fields, settle->view.fields, view.field_count * sizeof *view.fields);
    for (size_t i = 0; i < settle->count; i++)
        view.fields[settle->fields[i].field - settle->view.fields].value = settle->fields[i].chosen;
    struct version_plan plan = {
        .view = &view, .seconded = settle->last, .parents = parents, .parent_count = 2};
    return version_make(call->office, &plan, call->arena, ret_version, err);
}

enum err_code settle_write(struct action_call *call, const struct settle_view *settle,
                           struct err *err)
{
    struct store *store = office_store(call->office);
    json_t *body = act_body(settle);
    char *canonical = json_canonical(body);
    struct act counted = {.kind = "settle", .body = canonical, .at_ms = clock_now_ms()};
    bool twice = uuid_equal(&settle->view.author, &settle->second_person);
    enum err_code code = write_version(call, settle, &call->version, err);
    struct transition_act act = {.body = body, .versions = &call->version, .version_count = 1};
    if (!code)
        code = transition_record(store, &call->record, STAGE_SETTLE, &act, err);
    if (!code && !twice)
        code = measure_act(store, &counted, err);
    if (!code)
        code = index_record(call->office, &call->record, err);
    free(canonical);
    json_decref(body);
    return code;
}

enum err_code settle_finish(struct action_call *call, struct err *err)
{
    struct settle_view settle;
    enum err_code code = settle_view_get(call->office, &call->record, call->arena, &settle, err);
    for (size_t i = 0; i < settle.count && !code; i++)
        if (!settle.fields[i].said)
            code = err_set(err, ERR_STATE, 2875, _("not settled yet: %s"),
                           schema_field_label(settle.fields[i].field->field));
    return code ? code : settle_write(call, &settle, err);
}
