/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/second: entering a record a second time without seeing the first entry. May include:
 * base, record, store.
 */
#include "workflow/second.h"

#include <string.h>

#include "base/mem.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/role.h"
#include "workflow/settle.h"
#include "workflow/transition.h"
#include "workflow/version.h"

enum err_code second_asked(struct store *store, const struct uuid *record, struct arena *arena,
                           struct field_names *ret, struct err *err)
{
    struct act *acts = NULL;
    size_t count = 0;
    *ret = (struct field_names){0};
    enum err_code code = act_list(store, record, "first", 0, 0, arena, &acts, &count, err);
    if (code || !count)
        return code;
    return field_names_of(acts[count - 1].body, "asked", arena, ret, err);
}

/* ---- who ---- */

/* Finished the first entry, or keyed a part of it. */
static enum err_code is_first(struct office *office, const struct record_view *view, bool *ret,
                              struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct draft *drafts = NULL;
    size_t count = 0;
    const struct uuid *person = store_peek_person(store);
    enum err_code code = draft_list(store, &view->record.id, NULL, arena, &drafts, &count, err);
    *ret = uuid_equal(person, &view->author);
    for (size_t i = 0; i < count && !code; i++)
        *ret = *ret || (!drafts[i].empty && uuid_equal(&drafts[i].person, person));
    arena_free(arena);
    return code;
}

enum err_code second_is_blind(struct office *office, const struct record_view *view, bool *ret,
                              struct err *err)
{
    struct store *store = office_store(office);
    bool first = false, keys = false;
    *ret = false;
    if (store_practice(store))
        return ERR_OK;
    enum err_code code = is_first(office, view, &first, err);
    if (!code)
        code = role_has(store, ROLES_KEYING, &keys, err);
    *ret = keys && !first;
    return code;
}

static enum err_code check_person(struct office *office, const struct record_view *view,
                                  struct err *err)
{
    bool first = false;
    if (store_practice(office_store(office)))
        return ERR_OK;
    enum err_code code = is_first(office, view, &first, err);
    if (!code && first)
        code = err_set(err, ERR_DENIED, 2870,
                       _("you keyed this record yourself; the second entry is another person's"));
    return code;
}

/* ---- what they see ---- */

static void keep_asked(struct record_view *view, const struct field_names *asked,
                       struct arena *arena)
{
    size_t kept = 0;
    for (size_t i = 0; i < view->field_count; i++) {
        if (!field_names_have(asked, view->fields[i].field->name))
            continue;
        field_view_hide(&view->fields[i], arena);
        view->fields[i].hidden = false;
        view->fields[i].origin = ORIGIN_MACHINE;
        view->fields[kept++] = view->fields[i];
    }
    view->field_count = kept;
}

static enum err_code add_own(struct store *store, struct record_view *view, struct arena *arena,
                             struct err *err)
{
    struct draft *drafts = NULL;
    size_t count = 0;
    enum err_code code =
        draft_kind_list(store, DRAFT_SECOND, &view->record.id, arena, &drafts, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        const struct draft *draft = &drafts[i];
        if (draft->number <= view->seconded || draft->empty ||
            !uuid_equal(&draft->person, store_peek_person(store)))
            continue;
        for (size_t k = 0; k < view->field_count; k++) {
            struct field_view *field = &view->fields[k];
            if (strcmp(field->field->name, draft->field) != 0)
                continue;
            field->value = draft->value;
            field->origin = ORIGIN_DRAFT;
        }
    }
    view->last_draft = count ? drafts[count - 1].number : 0;
    view->doubtful = 0;
    for (size_t i = 0; i < view->field_count; i++) {
        view->fields[i].doubtful = view->fields[i].origin != ORIGIN_DRAFT;
        view->doubtful += view->fields[i].doubtful;
    }
    return code;
}

enum err_code second_view_get(struct office *office, const struct uuid *record, struct arena *arena,
                              struct record_view *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct field_names asked;
    enum err_code code = transition_allowed(store, record, STAGE_KEY_SECOND, err);
    if (!code)
        code = record_view_head(office, record, arena, ret, err);
    if (!code)
        code = check_person(office, ret, err);
    if (!code)
        code = second_asked(store, record, arena, &asked, err);
    if (code)
        return code;
    keep_asked(ret, &asked, arena);
    return add_own(store, ret, arena, err);
}

static enum err_code hide_hit(struct office *office, struct search_hit *hit, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    bool blind = false;
    enum err_code code = record_view_head(office, &hit->id, arena, &view, err);
    if (!code && view.record.state == RECORD_SECOND)
        code = second_is_blind(office, &view, &blind, err);
    if (blind) {
        hit->snippet = "";
        hit->number = NULL;
    }
    arena_free(arena);
    return code;
}

enum err_code second_hide_hits(struct office *office, struct search_hit *hits, size_t count,
                               struct err *err)
{
    enum err_code code = ERR_OK;
    if (store_practice(office_store(office)))
        return ERR_OK;
    for (size_t i = 0; i < count && !code; i++)
        if (hits[i].kind == SEARCH_RECORD)
            code = hide_hit(office, &hits[i], err);
    return code;
}

/* ---- keying ---- */

static enum err_code check_field(const struct record_view *view, const char *field, struct err *err)
{
    if (record_view_lookup(view, field))
        return ERR_OK;
    return err_set(err, ERR_USAGE, 2874, _("%s needs no second entry"), field);
}

enum err_code second_key(struct action_call *call, struct err *err)
{
    struct record_view view;
    const struct schema_field *field = NULL;
    enum err_code code = second_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code)
        code = action_value(call, &field, err);
    if (!code)
        code = check_field(&view, field->name, err);
    if (!code)
        code = draft_kind_put(office_store(call->office), DRAFT_SECOND, &call->record, field->name,
                              &call->value, err);
    return code;
}

enum err_code second_undo(struct action_call *call, struct err *err)
{
    struct record_view view;
    struct draft draft;
    enum err_code code = second_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code)
        code = check_field(&view, call->field, err);
    if (!code)
        code = draft_kind_undo(office_store(call->office), DRAFT_SECOND, &call->record, call->field,
                               &draft, call->arena, err);
    if (!code)
        code = second_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code)
        call->value = record_view_lookup(&view, call->field)->value;
    return code;
}

/* ---- finishing ---- */

static enum err_code check_complete(const struct record_view *view, struct err *err)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (view->fields[i].doubtful)
            return err_set(err, ERR_STATE, 2871, _("not entered yet: %s"),
                           schema_field_label(view->fields[i].field));
    return ERR_OK;
}

/* Beside the first version: with its parents, not on top of it. */
static enum err_code write_second(struct action_call *call, const struct record_view *view,
                                  struct uuid *ret_version, struct err *err)
{
    struct version first;
    struct record_view plain = *view;
    enum err_code code =
        version_get(office_store(call->office), &view->version, call->arena, &first, err);
    struct version_plan plan = {.view = &plain,
                                .second = true,
                                .seconded = view->last_draft,
                                .parents = first.parents,
                                .parent_count = first.parent_count};
    return code ? code : version_make(call->office, &plan, call->arena, ret_version, err);
}

static enum err_code move(struct action_call *call, const struct uuid *version,
                          const struct field_names *asked, struct err *err)
{
    struct store *store = office_store(call->office);
    struct settle_view settle;
    json_t *body = json_object();
    json_put_new(body, "asked", field_names_json(asked));
    struct transition_act act = {.body = body, .versions = version, .version_count = 1};
    enum err_code code = transition_record(store, &call->record, STAGE_SECOND, &act, err);
    json_decref(body);
    if (!code)
        code = settle_compare(call->office, &call->record, call->arena, &settle, err);
    if (!code && settle.count == 0)
        code = settle_write(call, &settle, err);
    return code;
}

enum err_code second_finish(struct action_call *call, struct err *err)
{
    struct record_view view;
    struct field_names asked = {0};
    enum err_code code = second_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code)
        code = check_complete(&view, err);
    if (!code)
        code = write_second(call, &view, &call->version, err);
    if (!code)
        code = second_asked(office_store(call->office), &call->record, call->arena, &asked, err);
    if (!code)
        code = move(call, &call->version, &asked, err);
    return code;
}

enum err_code second_waive(struct action_call *call, struct err *err)
{
    struct store *store = office_store(call->office);
    struct record_view view;
    enum second_policy policy = SECOND_AUTO;
    long others = 0, risk = 0;
    enum err_code code = record_view_head(call->office, &call->record, call->arena, &view, err);
    if (!code)
        code = role_people(store, ROLES_KEYING, &view.author, 1, &others, err);
    if (!code)
        code = second_policy_get(call->office, &policy, &risk, err);
    if (!code && others && policy != SECOND_OFF)
        code = err_set(err, ERR_STATE, 2873,
                       _("somebody else in this office can enter it a second time"));
    struct transition_act act = {.versions = &view.version, .version_count = 1};
    if (!code)
        code = transition_record(store, &call->record, STAGE_WAIVE, &act, err);
    call->version = view.version;
    return code;
}
