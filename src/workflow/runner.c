/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/runner: waiting pages -> workers -> the store. May include: base, model, store.
 *
 *   list a window of waiting pages -> give them to the pool -> settle each answer in a transaction
 */
#include "workflow/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/batch.h"
#include "store/page.h"
#include "store/reservation.h"
#include "workflow/batch_question.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/page_work.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/setup.h"
#include "workflow/transition.h"

enum { PENDING_A_CHILD = 3, RENEW_US = 60 * 1000 * 1000 };
#define WAITING (1u << PAGE_CAPTURED | 1u << PAGE_CLEANED | 1u << PAGE_RECOGNISED)

/* One page in flight. */
struct flight {
    struct uuid page;
    int revision;
    char *name;
    char *schema; /* it is read for; NULL = whatever it is */
    bool opened;  /* its pixels could be opened */
};

struct runner {
    struct office *office;
    struct store *store;
    struct events *events;
    char *asked_profile;    /* for all batches; NULL = each its own */
    unsigned jobs, states;  /* which pages wait */
    struct id_list batches; /* to go through */
    size_t batch;           /* the next one */
    struct id_list pages;   /* of the batches begun, in order */
    size_t next;
    struct pool *pool; /* NULL before the first batch */
    char *profile;     /* of the pool */
    struct runner_tally tally;
    struct id_list asked; /* batches that were looked at for questions */
    int64_t renewed_us;
    bool reserved;
};

/* ---- what waits ---- */

static enum err_code list_batches(struct runner *runner, const struct uuid *only, struct err *err)
{
    enum err_code code = ERR_OK;
    size_t count = STORE_LIST_MAX;
    if (only)
        *ARRAY_ADD(&runner->batches) = *only;
    for (long offset = 0; !only && !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct batch *batches = NULL;
        code = batch_list(runner->store, offset, STORE_LIST_MAX, arena, &batches, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            *ARRAY_ADD(&runner->batches) = batches[i].id;
        arena_free(arena);
    }
    return code;
}

enum err_code runner_new(struct office *office, const struct runner_plan *plan,
                         struct events *events, struct runner **ret_new, struct err *err)
{
    struct runner *runner = mem_new(1, sizeof *runner);
    struct arena *arena = arena_new();
    runner->office = office;
    runner->store = office_store(office);
    runner->events = events;
    runner->jobs = plan->jobs;
    runner->asked_profile = mem_copy_text(plan->profile);
    runner->renewed_us = clock_monotonic_us();
    runner->states =
        WAITING | (plan->again ? 1u << PAGE_ASIDE : 0) | (plan->all ? 1u << PAGE_EXTRACTED : 0);
    struct page_filter filter = {.batch = plan->batch, .states = runner->states};
    enum err_code code = reservation_take(runner->store, "runner", arena, NULL, err);
    runner->reserved = !code;
    if (!code)
        code = list_batches(runner, plan->batch, err);
    if (!code)
        code = page_count(runner->store, &filter, &runner->tally.total, err);
    arena_free(arena);
    if (code)
        runner_free(runner);
    else
        *ret_new = runner;
    return code;
}

/* Workers for this profile; those of another one are ended. */
static enum err_code start_pool(struct runner *runner, const char *profile, struct err *err)
{
    json_t *schemas = NULL;
    enum err_code code = office_schemas_json(runner->office, &schemas, err);
    pool_free(runner->pool);
    runner->pool = NULL;
    free(runner->profile);
    runner->profile = mem_copy_text(profile);
    if (!code)
        code = setup_pool(profile, schemas, runner->jobs, false, &runner->pool, err);
    json_decref(schemas);
    return code;
}

/* Goes on to the next batch, unless its profile is another one and pages are still with the
 * workers. */
static enum err_code next_batch(struct runner *runner, bool *ret_moved, struct err *err)
{
    struct arena *arena = arena_new();
    struct batch batch;
    *ret_moved = false;
    enum err_code code =
        batch_get(runner->store, &runner->batches.items[runner->batch], arena, &batch, err);
    const char *profile = runner->asked_profile ? runner->asked_profile : batch.profile;
    bool other = !runner->pool || !text_equal(profile, runner->profile);
    if (code || (other && runner->pool && pool_pending(runner->pool)))
        goto out;
    if (other)
        code = start_pool(runner, profile, err);
    if (!code)
        code = page_ids_list(runner->store, &batch.id, runner->states, &runner->pages, err);
    runner->batch++;
    *ret_moved = true;
out:
    arena_free(arena);
    return code;
}

static void flight_free(struct flight *flight)
{
    free(flight->name);
    free(flight->schema);
    free(flight);
}

void runner_free(struct runner *runner)
{
    struct pool_result result;
    if (!runner)
        return;
    if (runner->pool)
        pool_cancel(runner->pool);
    while (runner->pool && pool_take(runner->pool, &result))
        flight_free(result.tag);
    pool_free(runner->pool);
    if (runner->reserved)
        (void)!reservation_end(runner->store, "runner", NULL);
    free(runner->batches.items);
    free(runner->pages.items);
    free(runner->asked.items);
    free(runner->asked_profile);
    free(runner->profile);
    free(runner);
}

struct runner_tally runner_tally(const struct runner *runner)
{
    return runner->tally;
}

/* ---- to the workers ---- */

static json_t *read_request(const struct page_facts *facts, const struct batch *batch,
                            const struct source_picture *picture)
{
    int turns = facts->page.view.turns;
    json_t *request = json_object();
    json_put_text(request, "op", "read");
    json_put_text(request, "name", facts->name);
    pixels_put(facts, picture, request);
    json_put_new(request, "turns", turns == PAGE_TURNS_UNKNOWN ? json_null() : json_integer(turns));
    json_put_text(request, "schema", batch->schema);
    json_put_new(request, "want", json_pack("[s]", "text"));
    return request;
}

static enum err_code submit(struct runner *runner, const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct batch batch;
    struct err failure = {0};
    struct source_picture picture;
    enum err_code code = page_facts_get(runner->store, id, arena, &facts, err);
    if (!code)
        code = batch_get(runner->store, &facts.page.batch, arena, &batch, err);
    if (code)
        goto out;
    struct flight *flight = mem_new(1, sizeof *flight);
    flight->page = *id;
    flight->revision = facts.page.revision;
    flight->name = mem_copy_text(facts.name);
    flight->schema = mem_copy_text(batch.schema);
    flight->opened = !pixels_open(runner->store, &facts, &picture, &failure);
    if (flight->opened)
        pool_submit(runner->pool, read_request(&facts, &batch, &picture), picture.fd, flight);
    else
        pool_submit_failed(runner->pool, &failure, flight);
out:
    arena_free(arena);
    return code;
}

static enum err_code feed(struct runner *runner, struct err *err)
{
    enum err_code code = ERR_OK;
    bool moved = true;
    while (!code && moved) {
        if (runner->next == runner->pages.count) {
            if (runner->batch == runner->batches.count)
                return ERR_OK;
            code = next_batch(runner, &moved, err);
        } else if (pool_hungry(runner->pool) &&
                   pool_pending(runner->pool) < PENDING_A_CHILD * pool_size(runner->pool)) {
            code = submit(runner, &runner->pages.items[runner->next++], err);
        } else {
            return ERR_OK;
        }
    }
    return code;
}

/* ---- back from the workers ---- */

static void tell(struct runner *runner, enum event_kind kind, const struct flight *flight,
                 const struct err *failure)
{
    struct event event = {.kind = kind, .page = flight->page};
    if (!runner->events)
        return;
    snprintf(event.where, sizeof event.where, "%s", flight->name);
    if (failure)
        event.failure = *failure;
    events_push(runner->events, &event);
}

/* Once a batch has enough read pages: does it fit what was said of it? Asked once a run. */
static enum err_code ask_about(struct runner *runner, const struct uuid *batch, struct err *err)
{
    struct page_filter filter = {.batch = batch, .states = 1u << PAGE_EXTRACTED};
    struct event event = {.kind = EVENT_QUESTION};
    struct batch_question question = {0};
    struct batch found;
    long read = 0;
    for (size_t i = 0; i < runner->asked.count; i++)
        if (uuid_equal(&runner->asked.items[i], batch))
            return ERR_OK;
    enum err_code code = page_count(runner->store, &filter, &read, err);
    if (code || read < QUESTION_PAGES)
        return code;
    *ARRAY_ADD(&runner->asked) = *batch;
    struct arena *arena = arena_new();
    code = batch_question_get(runner->office, batch, arena, &question, err);
    if (!code)
        code = batch_get(runner->store, batch, arena, &found, err);
    if (!code && question.kind != QUESTION_NONE && runner->events) {
        snprintf(event.where, sizeof event.where, "%s", found.name);
        snprintf(event.text, sizeof event.text, "%s", question.text);
        snprintf(event.found, sizeof event.found, "%s", question.found);
        events_push(runner->events, &event);
    }
    arena_free(arena);
    return code;
}

/* What went wrong with the store, or with what every page needs, ends the run. */
static bool ends_run(enum err_code code)
{
    return code == ERR_FULL || code == ERR_IO || code == ERR_LOCKED || code == ERR_DAMAGED ||
           code == ERR_DENIED;
}

static enum err_code set_aside(struct runner *runner, const struct flight *flight,
                               const struct err *why, struct err *err)
{
    enum err_code code = transition_page(runner->store, &flight->page, STAGE_SET_ASIDE, why, err);
    if (code == ERR_STATE) {
        err_clear(err);
        code = ERR_OK;
    }
    runner->tally.aside++;
    tell(runner, EVENT_PAGE_ASIDE, flight, why);
    return code;
}

/* Judges an answer: kept, set aside with *ret_why, or the end of the run (the return). */
static enum err_code judge(struct runner *runner, const struct pool_result *result,
                           struct err *ret_why, struct err *err)
{
    const struct flight *flight = result->tag;
    struct page_work work = {
        .office = runner->office,
        .page = {.id = flight->page, .revision = flight->revision},
        .reply = result->reply,
        .profile = runner->profile ? runner->profile : "",
        .schema = flight->schema,
        .arena = arena_new(),
    };
    enum err_code code = ERR_OK;
    *ret_why = result->err;
    if (result->err.code == ERR_MISSING && flight->opened) {
        *err = result->err; /* the model: no page can be read without it */
        code = ERR_MISSING;
    } else if (!result->err.code && !page_work_parse(&work, ret_why)) {
        code = page_work_settle(&work, ret_why);
        if (code == ERR_EXISTS) { /* changed meanwhile: read what it is now */
            *ARRAY_ADD(&runner->pages) = flight->page;
            runner->tally.total++;
            err_clear(ret_why);
        }
        if (ends_run(code))
            *err = *ret_why;
        else
            code = code ? ERR_OK : ask_about(runner, &work.page.batch, err);
    }
    arena_free(work.arena);
    return code;
}

static enum err_code take_answer(struct runner *runner, struct pool_result *result, struct err *err)
{
    struct flight *flight = result->tag;
    struct err why = {0};
    enum err_code code = judge(runner, result, &why, err);
    if (!code && why.code) {
        code = set_aside(runner, flight, &why, err);
    } else if (!code) {
        runner->tally.done++;
        tell(runner, EVENT_PAGE_DONE, flight, NULL);
    }
    json_decref(result->reply);
    if (result->fd >= 0)
        close(result->fd);
    flight_free(flight);
    return code;
}

static enum err_code renew(struct runner *runner, struct err *err)
{
    int64_t now = clock_monotonic_us();
    if (now - runner->renewed_us < RENEW_US)
        return ERR_OK;
    runner->renewed_us = now;
    return reservation_renew(runner->store, "runner", err);
}

enum err_code runner_step(struct runner *runner, int timeout_ms, struct err *err)
{
    struct pool_result result;
    enum err_code code = renew(runner, err);
    if (!code)
        code = feed(runner, err);
    if (code)
        return code;
    if (!runner->pool || !pool_pending(runner->pool))
        return ERR_EMPTY;
    pool_step(runner->pool, timeout_ms);
    while (!code && pool_take(runner->pool, &result))
        code = take_answer(runner, &result, err);
    return code;
}
