/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: which entries of a book leave, as what, and what left before. May include:
 * base, model, store, record, export.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/ledger.h"
#include "store/record.h"
#include "workflow/release.h"
#include "workflow/submission_part.h"
#include "workflow/version.h"

/* ---- a record as it leaves ---- */

static const struct value *find_value(const struct version_values *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_equal(values->items[i].name, name))
            return &values->items[i].value;
    return NULL;
}

enum err_code submission_load(struct submission *submission, const struct submission_entry *entry,
                              struct arena *arena, struct submission_record *ret, struct err *err)
{
    struct version version;
    struct version_values values;
    enum err_code code =
        record_view_get(submission->office, &entry->record, arena, &ret->view, err);
    if (!code)
        code = version_get(submission->store, &entry->version, arena, &version, err);
    if (!code)
        code = version_parse(version.body, arena, &values, err);
    if (code)
        return code;
    ret->values = arena_take(arena, ret->view.field_count + 1, sizeof *ret->values);
    for (size_t i = 0; i < ret->view.field_count; i++) {
        const char *name = ret->view.fields[i].field->name;
        const struct value *value = find_value(&values, name);
        ret->values[i].name = name;
        ret->values[i].value = value ? *value : (struct value){.status = VALUE_MISSING};
    }
    ret->entry = (struct handover_entry){.values = ret->values, .count = ret->view.field_count};
    handover_entry_book(&ret->entry, submission->book, arena);
    return ERR_OK;
}

/* ---- choosing ---- */

/* Versions that left, as keys; new. */
static enum err_code versions_before(struct submission *submission, json_t **ret_new,
                                     struct err *err)
{
    struct arena *arena = arena_new();
    json_t *before = json_object();
    struct act *acts = NULL;
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    for (long at = 0; !code && count == STORE_LIST_MAX; at += STORE_LIST_MAX) {
        code = act_list(submission->store, NULL, "release", at, STORE_LIST_MAX, arena, &acts,
                        &count, err);
        for (size_t i = 0; !code && i < count; i++)
            for (size_t k = 0; k < acts[i].version_count; k++) {
                char id[UUID_TEXT_SIZE];
                uuid_show(&acts[i].versions[k], id);
                json_put_bool(before, id, true);
            }
    }
    arena_free(arena);
    if (code)
        json_decref(before);
    else
        *ret_new = before;
    return code;
}

static bool leaves(const struct submission *submission, const struct record_view *view)
{
    enum record_state state = view->record.state;
    if (view->heads != 1)
        return false;
    return state == RECORD_CONFIRMED ||
           (state == RECORD_VERIFIED && store_practice(submission->store));
}

static enum err_code choose_one(struct submission *submission, const struct uuid *record,
                                const json_t *before, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    char id[UUID_TEXT_SIZE];
    enum err_code code = record_view_get(submission->office, record, arena, &view, err);
    if (!code && !leaves(submission, &view)) {
        submission->tally.unconfirmed++;
    } else if (!code) {
        uuid_show(&view.version, id);
        if (!submission->plan.all && json_object_get(before, id))
            submission->tally.before++;
        else
            *ARRAY_ADD(&submission->entries) = (struct submission_entry){
                .record = *record, .version = view.version, .page = view.record.page};
    }
    arena_free(arena);
    return code;
}

/* Names by the rule; a second entry of one name gets "-2". */
static enum err_code name_all(struct submission *submission, struct err *err)
{
    json_t *names = json_object();
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < submission->entries.count && !code; i++) {
        struct submission_entry *entry = &submission->entries.items[i];
        struct arena *arena = arena_new();
        struct submission_record record;
        struct str name = STR_INIT;
        code = submission_load(submission, entry, arena, &record, err);
        if (!code) {
            if (store_practice(submission->store))
                str_add(&name, RELEASE_FILE_PREFIX);
            handover_file_name(submission->handover, &record.entry, &name);
            long taken = json_peek_long(names, str_peek(&name), 0);
            json_put_long(names, str_peek(&name), taken + 1);
            if (taken) {
                str_cut(&name, name.length - strlen(".pdf"));
                str_format(&name, "-%ld.pdf", taken + 1);
            }
            entry->pdf = arena_copy_text(submission->arena, str_peek(&name));
        }
        str_release(&name);
        arena_free(arena);
    }
    json_decref(names);
    return code;
}

enum err_code submission_choose(struct submission *submission, struct err *err)
{
    struct arena *arena = arena_new();
    struct book_entry *entries = NULL;
    json_t *before = NULL;
    size_t count = 0;
    enum err_code code =
        book_entry_list(submission->store, &submission->plan.book, arena, &entries, &count, err);
    if (!code)
        code = versions_before(submission, &before, err);
    for (size_t i = 0; i < count && !code; i++)
        code = choose_one(submission, &entries[i].record, before, err);
    if (!code && !submission->entries.count)
        code = store_practice(submission->store)
                   ? err_set(err, ERR_EMPTY, 3800,
                             _("nothing to hand over: no entry of this book is verified"))
                   : err_set(err, ERR_EMPTY, 3802,
                             _("nothing to hand over: no entry of this book is confirmed that did "
                               "not leave before"));
    if (!code)
        code = name_all(submission, err);
    json_decref(before);
    arena_free(arena);
    return code;
}

/* ---- what left before ---- */

/* Is this version the only head of its record still? */
static enum err_code still_newest(struct store *store, const struct uuid *id, struct arena *arena,
                                  bool *ret, struct err *err)
{
    struct version version, *heads = NULL;
    size_t count = 0;
    enum err_code code = version_get(store, id, arena, &version, err);
    if (!code)
        code = version_heads(store, &version.record, arena, &heads, &count, err);
    *ret = !code && count == 1 && uuid_equal(&heads[0].id, id);
    return code;
}

static enum err_code read_past(struct store *store, const struct act *act, const json_t *body,
                               struct arena *arena, struct submission_past *ret, struct err *err)
{
    enum err_code code = ERR_OK;
    *ret = (struct submission_past){
        .act = act->id,
        .number = (int)json_peek_long(body, "number", 0),
        .name = arena_copy_text(arena, json_peek_text(body, "name")),
        .tags = arena_copy_text(arena, json_peek_text(body, "tags")),
        .entries = (long)act->version_count,
        .at_ms = act->at_ms,
    };
    for (size_t i = 0; i < act->version_count && !code; i++) {
        struct arena *small = arena_new();
        bool newest = true;
        code = still_newest(store, &act->versions[i], small, &newest, err);
        ret->superseded += !newest;
        arena_free(small);
    }
    return code;
}

enum err_code submission_past_list(struct office *office, const struct uuid *book,
                                   struct arena *arena, struct submission_past **ret,
                                   size_t *ret_count, struct err *err)
{
    struct store *store = office_store(office);
    char id[UUID_TEXT_SIZE];
    struct {
        struct submission_past *items;
        size_t count, capacity;
    } past = {0};
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    uuid_show(book, id);
    for (long at = 0; !code && count == STORE_LIST_MAX; at += STORE_LIST_MAX) {
        struct act *acts = NULL;
        code = act_list(store, NULL, "release", at, STORE_LIST_MAX, arena, &acts, &count, err);
        for (size_t i = 0; !code && i < count; i++) {
            json_t *body = NULL;
            if (!acts[i].body)
                continue;
            code = json_parse(acts[i].body, strlen(acts[i].body), "act", &body, err);
            if (!code && text_equal(json_peek_text(body, "book"), id))
                code = read_past(store, &acts[i], body, arena, ARRAY_ADD(&past), err);
            json_decref(body);
        }
    }
    *ret = arena_take(arena, past.count + 1, sizeof **ret);
    if (past.count)
        memcpy(*ret, past.items, past.count * sizeof **ret);
    *ret_count = past.count;
    free(past.items);
    return code;
}
