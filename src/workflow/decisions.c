/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/review_bundle: the decisions that come back: which of them hold, and their acts. May
 * include: base, model, store, record.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/record.h"
#include "workflow/confirm.h"
#include "workflow/office.h"
#include "workflow/returned.h"
#include "workflow/review_bundle.h"
#include "workflow/transition.h"

enum { DECISIONS_MAX = 100000, REASON_BYTES_MAX = 1000, FILE_BYTES_MAX = 32 * 1024 * 1024 };

static const char *const names[DECISION_STATE_COUNT] = {
    [DECISION_CONFIRM] = "confirm", [DECISION_RETURN] = "return",   [DECISION_CHANGED] = "changed",
    [DECISION_GONE] = "gone",       [DECISION_REFUSED] = "refused",
};
static const char *const titles[DECISION_STATE_COUNT] = {
    [DECISION_CONFIRM] = N_("confirmed"),
    [DECISION_RETURN] = N_("goes back"),
    [DECISION_CHANGED] = N_("left out: it was changed since"),
    [DECISION_GONE] = N_("left out: there is no such record here"),
    [DECISION_REFUSED] = N_("left out: not possible now"),
};

const char *decision_state_name(enum decision_state state)
{
    return names[state];
}

const char *decision_state_title(enum decision_state state)
{
    return _(titles[state]);
}

static enum err_code fail_file(const char *path, struct err *err)
{
    return err_set(err, ERR_FORMAT, 3806, _("%s is no file of decisions from a review page"), path);
}

/* Reading: every member is foreign. */
static bool parse_one(const json_t *json, struct arena *arena, struct decision *ret,
                      struct digest *ret_hash)
{
    const char *record = json_peek_text(json, "record"), *hash = json_peek_text(json, "version");
    const char *what = json_peek_text(json, "decision"), *reason = json_peek_text(json, "reason");
    bool back = text_equal(what, "return");
    if (!record || !hash || !uuid_parse(record, &ret->record) || !digest_parse(hash, ret_hash) ||
        (!back && !text_equal(what, "confirm")) || back != (reason && *reason))
        return false;
    if (back && (strlen(reason) > REASON_BYTES_MAX || !utf8_is_nfc(reason)))
        return false;
    ret->state = back ? DECISION_RETURN : DECISION_CONFIRM;
    ret->reason = back ? arena_copy_text(arena, reason) : NULL;
    return true;
}

static void refuse(struct decision *decision, const struct err *why)
{
    decision->state = DECISION_REFUSED;
    decision->why = *why;
}

/* Is the version that was read the one that is there? */
static enum err_code look(struct store *store, struct decision *decision, const struct digest *hash,
                          struct err *err)
{
    struct arena *arena = arena_new();
    struct record record;
    struct version *heads = NULL;
    size_t count = 0;
    struct err local = {0};
    enum stage_id stage = decision->reason ? STAGE_RETURN : STAGE_CONFIRM;
    enum err_code code = record_get(store, &decision->record, arena, &record, &local);
    if (code == ERR_MISSING) {
        decision->state = DECISION_GONE;
        code = ERR_OK;
        goto out;
    }
    if (!code)
        code = version_heads(store, &decision->record, arena, &heads, &count, &local);
    if (!code && (count != 1 || !digest_equal(&heads[0].hash, hash))) {
        decision->state = DECISION_CHANGED;
    } else if (!code && transition_allowed(store, &decision->record, stage, &local)) {
        refuse(decision, &local);
    }
out:
    if (code && err)
        *err = local;
    arena_free(arena);
    return code;
}

/* A record that is decided twice is no decision. */
static bool twice(json_t *seen, const struct uuid *record)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(record, id);
    bool known = json_object_get(seen, id) != NULL;
    json_put_bool(seen, id, true);
    return known;
}

enum err_code decisions_read(struct office *office, const char *path, struct arena *arena,
                             struct decisions *ret, struct err *err)
{
    struct bytes bytes = {0};
    json_t *json = NULL, *seen = json_object();
    *ret = (struct decisions){0};
    enum err_code code = file_read(path, FILE_BYTES_MAX, &bytes, err);
    if (!code)
        code = json_parse((const char *)bytes.data, bytes.length, path, &json, err);
    bytes_release(&bytes);
    const json_t *list = json_peek_array(json, "decisions");
    if (!code && (!text_equal(json_peek_text(json, "format"), "sohoa-decisions-1") || !list ||
                  json_array_size(list) > DECISIONS_MAX))
        code = fail_file(path, err);
    if (!code) {
        ret->bundle = arena_copy_text(arena, json_peek_text(json, "bundle"));
        ret->items = arena_take(arena, json_array_size(list) + 1, sizeof *ret->items);
    }
    for (size_t i = 0; !code && i < json_array_size(list); i++) {
        struct digest hash;
        struct decision *decision = &ret->items[i];
        if (!parse_one(json_array_get(list, i), arena, decision, &hash) ||
            twice(seen, &decision->record))
            code = fail_file(path, err);
        else
            code = look(office_store(office), decision, &hash, err);
        ret->count = i + 1;
    }
    json_decref(seen);
    json_decref(json);
    return code;
}

/* One act for all that are confirmed; when that fails for one, each alone, so that one record does
 * not hold the others back. */
static enum err_code confirm_all(struct office *office, struct decisions *decisions,
                                 struct err *err)
{
    struct uuid *records = mem_new(decisions->count + 1, sizeof *records);
    size_t count = 0;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < decisions->count; i++)
        if (decisions->items[i].state == DECISION_CONFIRM)
            records[count++] = decisions->items[i].record;
    if (count)
        code = confirm_records(office, records, count, NULL, err);
    free(records);
    if (code != ERR_STATE && code != ERR_DENIED)
        return code;
    err_clear(err);
    for (size_t i = 0; i < decisions->count; i++) {
        struct decision *decision = &decisions->items[i];
        struct err why = {0};
        if (decision->state == DECISION_CONFIRM &&
            confirm_records(office, &decision->record, 1, NULL, &why))
            refuse(decision, &why);
    }
    return ERR_OK;
}

enum err_code decisions_sign(struct office *office, struct decisions *decisions, struct err *err)
{
    enum err_code code = confirm_all(office, decisions, err);
    for (size_t i = 0; !code && i < decisions->count; i++) {
        struct decision *decision = &decisions->items[i];
        struct return_plan plan = {.reason = RETURN_OTHER, .words = decision->reason};
        struct err why = {0};
        if (decision->state == DECISION_RETURN &&
            record_return(office, &decision->record, &plan, &why))
            refuse(decision, &why);
    }
    return code;
}
