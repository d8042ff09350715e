/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sample: drawing and what follows from it. May include: base, record, store.
 */
#include "workflow/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "store/record.h"
#include "workflow/act_kind.h"
#include "workflow/action.h"
#include "workflow/confirm.h"
#include "workflow/office.h"
#include "workflow/query.h"

struct lot {
    struct uuid *items;
    size_t count, capacity;
};

/* The verified records of the batch, in their order. */
static enum err_code read_lot(struct office *office, const struct uuid *batch, struct lot *lot,
                              struct err *err)
{
    struct record_filter filter = {
        .batch = batch, .states = 1u << RECORD_VERIFIED, .limit = STORE_LIST_MAX};
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct record *records = NULL;
        code = record_list(office_store(office), &filter, arena, &records, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            *ARRAY_ADD(lot) = records[i].id;
        arena_free(arena);
    }
    return code;
}

/* ---- drawing ---- */

static size_t random_below(size_t limit)
{
    uint64_t number;
    random_fill(&number, sizeof number);
    return (size_t)(number % limit);
}

/* The drawn ones come to stand first. */
static void draw(const struct sample_plan *plan, struct lot *lot, size_t size)
{
    size_t every = (size_t)plan->every,
           start = plan->sort == SAMPLE_EVERY ? random_below(every) : 0;
    for (size_t i = 0; i < size && plan->sort != SAMPLE_ALL; i++) {
        size_t at = i + random_below(lot->count - i);
        if (plan->sort == SAMPLE_EVERY)
            at = (start + i * every) % lot->count;
        struct uuid kept = lot->items[i];
        lot->items[i] = lot->items[at];
        lot->items[at] = kept;
    }
}

/* Their heads; the kind of paper of each must allow it. */
static enum err_code read_heads(struct office *office, const struct lot *lot, size_t size,
                                struct uuid *versions, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < size && !code; i++) {
        struct arena *arena = arena_new();
        struct record_view view;
        code = record_view_head(office, &lot->items[i], arena, &view, err);
        if (!code && !view.schema->sample)
            code = err_set(err, ERR_STATE, 1885,
                           _("every record of this kind of paper is looked at: %s"),
                           schema_title(view.schema));
        if (!code)
            versions[i] = view.version;
        arena_free(arena);
    }
    return code;
}

static json_t *act_body(const struct uuid *batch, const char *plan, const struct sample_size *size,
                        size_t lot)
{
    char id[UUID_TEXT_SIZE], letter[2] = {size->letter, '\0'};
    json_t *body = json_object();
    uuid_show(batch, id);
    json_put_text(body, "batch", id);
    json_put_text(body, "plan", plan);
    json_put_text(body, "letter", size->letter ? letter : NULL);
    json_put_long(body, "lot", (long long)lot);
    json_put_long(body, "size", size->size);
    json_put_long(body, "accept", size->accept);
    return body;
}

static enum err_code write_sample(struct office *office, const struct lot *lot,
                                  const struct sample_size *size, const json_t *body,
                                  struct err *err)
{
    struct uuid *versions = mem_new((size_t)size->size + 1, sizeof *versions), id;
    enum err_code code = read_heads(office, lot, (size_t)size->size, versions, err);
    struct act_plan act = {
        .kind = "sample", .body = body, .versions = versions, .version_count = (size_t)size->size};
    if (!code)
        code = act_sign(office_store(office), &act, &id, err);
    free(versions);
    return code;
}

enum err_code sample_draw(struct office *office, const struct uuid *batch, const char *plan_text,
                          struct arena *arena, struct sample_drawn *ret, struct err *err)
{
    struct sample_plan plan;
    struct lot lot = {0};
    struct sample_drawn drawn = {0};
    enum err_code code = action_check(office, ACTION_CONFIRM, err);
    if (!code && !sample_plan_parse(plan_text, &plan))
        code = err_set(err, ERR_USAGE, 2879,
                       _("a plan is all, every:10, or iso2859-1:1.0 (limits 0.10, 0.15, 0.25, "
                         "0.40, 0.65, 1.0, 1.5, 2.5, 4.0)"));
    if (!code)
        code = read_lot(office, batch, &lot, err);
    if (!code && !lot.count)
        code = err_set(err, ERR_EMPTY, 1886, _("no verified record waits in this batch"));
    if (!code) {
        drawn.size = sample_size_of(&plan, (long)lot.count);
        drawn.lot = (long)lot.count;
        drawn.count = (size_t)drawn.size.size;
        draw(&plan, &lot, drawn.count);
        json_t *body = act_body(batch, plan_text, &drawn.size, lot.count);
        code = write_sample(office, &lot, &drawn.size, body, err);
        json_decref(body);
    }
    if (!code) {
        drawn.records = arena_take(arena, drawn.count, sizeof *drawn.records);
        memcpy(drawn.records, lot.items, drawn.count * sizeof *drawn.records);
        *ret = drawn;
    }
    free(lot.items);
    return code;
}

/* ---- what came of it ---- */

static bool is_of(const struct act *act, const char *batch, long *ret_accept)
{
    json_t *body = NULL;
    if (!act->body || json_parse(act->body, strlen(act->body), "act", &body, NULL))
        return false;
    bool found = text_equal(json_peek_text(body, "batch"), batch);
    *ret_accept = json_peek_long(body, "accept", 0);
    json_decref(body);
    return found;
}

static enum err_code find_sample(struct office *office, const struct uuid *batch,
                                 struct arena *arena, struct act *ret, long *ret_accept,
                                 struct err *err)
{
    char id[UUID_TEXT_SIZE];
    struct act *acts = NULL;
    size_t count = 0;
    uuid_show(batch, id);
    enum err_code code =
        act_list(office_store(office), NULL, "sample", 0, 0, arena, &acts, &count, err);
    for (size_t i = count; i-- > 0 && !code;) {
        if (!is_of(&acts[i], id, ret_accept))
            continue;
        *ret = acts[i];
        return ERR_OK;
    }
    return code ? code : err_set(err, ERR_STATE, 1887, _("no sample was drawn from this batch"));
}

/* Confirmed as it was drawn, waiting, or faulty. */
static enum err_code judge(struct office *office, const struct uuid *drawn, long *ret_waiting,
                           long *ret_faulty, struct err *err)
{
    struct arena *arena = arena_new();
    struct version version;
    struct record_view view;
    enum err_code code = version_get(office_store(office), drawn, arena, &version, err);
    if (!code)
        code = record_view_head(office, &version.record, arena, &view, err);
    if (!code) {
        bool same = uuid_equal(&view.version, drawn);
        *ret_waiting += same && view.record.state == RECORD_VERIFIED;
        *ret_faulty += !same || (view.record.state != RECORD_VERIFIED &&
                                 view.record.state != RECORD_CONFIRMED);
    }
    arena_free(arena);
    return code;
}

static enum err_code check_sample(struct office *office, const struct act *act, long accept,
                                  struct err *err)
{
    long waiting = 0, faulty = 0;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < act->version_count && !code; i++)
        code = judge(office, &act->versions[i], &waiting, &faulty, err);
    if (!code && waiting)
        return err_set(err, ERR_STATE, 1888, _("drawn records wait to be looked at: %ld"), waiting);
    if (!code && faulty > accept)
        return err_set(err, ERR_STATE, 1889,
                       _("%ld of the drawn records were faulty, %ld may be: look at every record "
                         "of this batch"),
                       faulty, accept);
    return code;
}

enum err_code sample_confirm(struct office *office, const struct uuid *batch, long *ret_confirmed,
                             struct err *err)
{
    char id[UUID_TEXT_SIZE];
    struct arena *arena = arena_new();
    struct act act = {0};
    struct lot lot = {0};
    json_t *body = json_object();
    long accept = 0;
    enum err_code code = find_sample(office, batch, arena, &act, &accept, err);
    if (!code)
        code = check_sample(office, &act, accept, err);
    if (!code)
        code = read_lot(office, batch, &lot, err);
    uuid_show(&act.id, id);
    json_put_text(body, "sample", id);
    if (!code)
        code = confirm_records(office, lot.items, lot.count, body, err);
    if (!code)
        *ret_confirmed = (long)lot.count;
    json_decref(body);
    free(lot.items);
    arena_free(arena);
    return code;
}
