/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/confirm: see the header. May include: base, record, store.
 */
#include "workflow/confirm.h"

#include "base/mem.h"
#include "base/str.h"
#include "record/compare.h"
#include "record/normalise.h"
#include "workflow/action.h"
#include "workflow/assign.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/readers.h"
#include "workflow/transition.h"
#include "workflow/version.h"

static enum err_code settle(struct store *store, enum err_code code, struct err *err)
{
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

/* ---- confirming and taking it back ---- */

static enum err_code write_confirm(struct office *office, const struct uuid *records, size_t count,
                                   const json_t *body, struct err *err)
{
    struct uuid *versions = mem_new(count + 1, sizeof *versions);
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        struct arena *arena = arena_new();
        struct record_view view;
        code = record_view_head(office, &records[i], arena, &view, err);
        if (!code)
            versions[i] = view.version;
        arena_free(arena);
    }
    struct transition_act act = {.body = body, .versions = versions, .version_count = count};
    if (!code)
        code = transition_records(office_store(office), records, count, STAGE_CONFIRM, &act, err);
    free(versions);
    return code;
}

enum err_code confirm_records(struct office *office, const struct uuid *records, size_t count,
                              const json_t *body, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = action_check(office, ACTION_CONFIRM, err);
    if (!code && count)
        code = store_begin(store, stage_table[STAGE_CONFIRM].audit, err);
    if (code || !count)
        return code;
    return settle(store, write_confirm(office, records, count, body, err), err);
}

enum err_code confirm_withdraw(struct office *office, const struct uuid *record, const char *words,
                               struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = action_check(office, ACTION_WITHDRAW, err);
    if (!code && (!words || !*words))
        code = err_set(err, ERR_USAGE, 2886, _("say in words why the confirmation is withdrawn"));
    if (!code)
        code = record_view_head(office, record, arena, &view, err);
    struct transition_act act = {.reason = words, .versions = &view.version, .version_count = 1};
    if (!code)
        code = transition_record(office_store(office), record, STAGE_WITHDRAW, &act, err);
    arena_free(arena);
    return code;
}

/* ---- a new version with some other values ---- */

static struct field_view *find(struct record_view *view, const char *name)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (text_equal(view->fields[i].field->name, name))
            return &view->fields[i];
    return NULL;
}

/* Puts the new values into the view; adds the names of what became other to fields. */
static enum err_code apply(struct office *office, struct record_view *view,
                           const struct field_change *changes, size_t count, struct arena *arena,
                           json_t *fields, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        const struct schema_field *field = NULL;
        struct action_call call = {.office = office,
                                   .record = view->record.id,
                                   .field = changes[i].field,
                                   .written = changes[i].written,
                                   .status = changes[i].status,
                                   .arena = arena};
        code = action_value(&call, &field, err);
        struct field_view *now = code ? NULL : find(view, field->name);
        if (!now || entry_compare(field->kind, &now->value, &call.value) == ENTRY_EQUAL)
            continue;
        now->value = call.value;
        json_array_append_new(fields, json_string(field->name));
    }
    return code;
}

struct rewrite {
    struct office *office;
    const struct uuid *record;
    const struct field_change *changes;
    size_t count;
    enum stage_id stage;
    size_t least, most; /* values that become other; most 0 = any number */
    const char *reason;
    json_t *body; /* gets "fields" */
};

static enum err_code check_number(const struct rewrite *rewrite, size_t number, struct err *err)
{
    if (number < rewrite->least)
        return err_set(err, ERR_USAGE, 2887, _("no value would become another one"));
    if (rewrite->most && number > rewrite->most)
        return err_set(err, ERR_USAGE, 2888,
                       _("at most %zu values of a record may be put right while confirming; return "
                         "it instead"),
                       rewrite->most);
    return ERR_OK;
}

static enum err_code write_version(const struct rewrite *rewrite, struct record_view *view,
                                   struct arena *arena, struct uuid *ret_version, struct err *err)
{
    json_t *fields = json_array();
    json_put_new(rewrite->body, "fields", fields);
    enum err_code code =
        apply(rewrite->office, view, rewrite->changes, rewrite->count, arena, fields, err);
    if (!code)
        code = check_number(rewrite, json_array_size(fields), err);
    struct version_plan plan = {
        .view = view, .seconded = view->seconded, .parents = &view->version, .parent_count = 1};
    if (!code)
        code = version_make(rewrite->office, &plan, arena, ret_version, err);
    return code;
}

static enum err_code write_rewrite(const struct rewrite *rewrite, struct uuid *ret_version,
                                   struct err *err)
{
    struct store *store = office_store(rewrite->office);
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = transition_allowed(store, rewrite->record, rewrite->stage, err);
    if (!code)
        code = record_view_head(rewrite->office, rewrite->record, arena, &view, err);
    if (!code)
        code = write_version(rewrite, &view, arena, ret_version, err);
    struct transition_act act = {.reason = rewrite->reason,
                                 .body = rewrite->body,
                                 .versions = ret_version,
                                 .version_count = 1};
    if (!code)
        code = transition_record(store, rewrite->record, rewrite->stage, &act, err);
    if (!code)
        code = index_record(rewrite->office, rewrite->record, err);
    arena_free(arena);
    return code;
}

static enum err_code run_rewrite(const struct rewrite *rewrite, struct uuid *ret_version,
                                 struct err *err)
{
    struct store *store = office_store(rewrite->office);
    enum err_code code = store_begin(store, stage_table[rewrite->stage].audit, err);
    return code ? code : settle(store, write_rewrite(rewrite, ret_version, err), err);
}

enum err_code record_correct(struct office *office, const struct uuid *record,
                             const struct field_change *changes, size_t count,
                             struct uuid *ret_version, struct err *err)
{
    struct rewrite rewrite = {.office = office,
                              .record = record,
                              .changes = changes,
                              .count = count,
                              .stage = STAGE_CORRECT,
                              .least = 1,
                              .most = READERS_CORRECTIONS_MOST,
                              .body = json_object()};
    enum err_code code = action_check(office, ACTION_CORRECT, err);
    if (!code)
        code = run_rewrite(&rewrite, ret_version, err);
    json_decref(rewrite.body);
    return code;
}

/* ---- later decisions ---- */

/* clang-format off */
static const struct {
    const char *name, *title;
} amend_kinds[AMEND_KIND_COUNT] = {
    [AMEND_CORRECT] = {"correct", N_("a mistake put right")},
    [AMEND_CHANGE]  = {"change",  N_("a change of civil status")},
    [AMEND_ADD]     = {"add",     N_("something added")},
    [AMEND_ETHNIC]  = {"ethnic",  N_("ethnic group determined anew")},
    [AMEND_PARENT]  = {"parent",  N_("parent or child recognised")},
    [AMEND_ANNUL]   = {"annul",   N_("the entry annulled")},
    [AMEND_OTHER]   = {"other",   N_("another decision")},
};
/* clang-format on */

const char *amend_kind_name(enum amend_kind kind)
{
    return amend_kinds[kind].name;
}

const char *amend_kind_title(enum amend_kind kind)
{
    return _(amend_kinds[kind].title);
}

bool amend_kind_parse(const char *name, enum amend_kind *ret)
{
    for (int kind = 0; kind < AMEND_KIND_COUNT; kind++) {
        if (!text_equal(amend_kinds[kind].name, name))
            continue;
        *ret = (enum amend_kind)kind;
        return true;
    }
    return false;
}

static bool has_text(const char *text)
{
    return text && *text;
}

enum err_code record_amend(struct office *office, const struct uuid *record,
                           const struct amendment *amendment, const struct field_change *changes,
                           size_t count, struct uuid *ret_version, struct err *err)
{
    struct arena *arena = arena_new();
    struct normal date = {0};
    struct rewrite rewrite = {.office = office,
                              .record = record,
                              .changes = changes,
                              .count = count,
                              .stage = STAGE_AMEND,
                              .least = amendment->kind != AMEND_ANNUL,
                              .reason = amendment->words,
                              .body = json_object()};
    enum err_code code = action_check(office, ACTION_AMEND, err);
    if (!code)
        code = assign_check_record(office, record, err);
    if (!code && has_text(amendment->date))
        value_normalise(KIND_DATE, amendment->date, arena, &date);
    if (!code && !(has_text(amendment->number) && has_text(amendment->words) && date.text))
        code = err_set(err, ERR_USAGE, 2889,
                       _("an amendment needs the number and the date of the decision, and what it "
                         "says in words"));
    json_put_text(rewrite.body, "kind", amend_kinds[amendment->kind].name);
    json_put_text(rewrite.body, "number", amendment->number);
    json_put_text(rewrite.body, "date", date.text);
    if (!code)
        code = run_rewrite(&rewrite, ret_version, err);
    json_decref(rewrite.body);
    arena_free(arena);
    return code;
}
