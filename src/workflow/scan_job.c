/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_job: sohoa-scan's stream -> masters and pages. May include: base, model, store.
 *
 *   request -> {progress}* {page + file} … -> {done} or {error}
 */
#include "workflow/scan_job.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "store/master.h"
#include "store/page.h"
#include "store/reservation.h"
#include "workflow/office.h"
#include "workflow/quality.h"
#include "workflow/scan_ask.h"
#include "workflow/transition.h"

enum { USUAL_DPI = 300, FRAME_MS = 30000 };

struct scan_job {
    struct store *store;
    struct events *events;
    struct proc child;
    struct office *office;
    struct batch_choice batch;
    char *device, *capture;
    char *reserved; /* "scan:BATCH": says that a scan goes on here, or was cut off; or NULL */
    bool both_sides;
    struct uuid last; /* page that came */
    struct scan_tally tally;
    int64_t heard_us;
};

/* ---- the child ---- */

static int64_t silence_us(void)
{
    long seconds = 0;
    return text_to_long(getenv("SOHOA_PAGE_SECONDS"), 1, SCAN_PAGE_MS / 1000, &seconds)
               ? seconds * 1000000LL
               : SCAN_PAGE_MS * 1000LL;
}

/* Every fault while pages come names the page, as it is numbered in its batch. */
static enum err_code name_page(const struct scan_job *job, struct err *err)
{
    struct err plain = *err;
    err_clear(err);
    return err_set(err, plain.code, plain.number, _("page %ld: %s"),
                   job->tally.first + job->tally.pages, plain.text);
}

/* ---- the job ---- */

static enum err_code choose_device(const char *wanted, char **ret_new, struct err *err)
{
    json_t *reply = NULL;
    if (wanted) {
        *ret_new = mem_copy_text(wanted);
        return ERR_OK;
    }
    enum err_code code = scan_devices(&reply, err);
    if (code)
        return code;
    const json_t *first = json_array_get(json_peek_array(reply, "devices"), 0);
    const char *name = first ? json_peek_text(first, "name") : NULL;
    if (name)
        *ret_new = mem_copy_text(name);
    else
        code = err_set(err, ERR_MISSING, 852,
                       _("no scanner found; switch it on, check the cable, then: sohoa devices"));
    json_decref(reply);
    return code;
}

static json_t *scan_request(const struct scan_job *job, const struct scan_plan *plan)
{
    json_t *request = json_object();
    json_put_text(request, "op", "scan");
    json_put_text(request, "device", job->device);
    json_put_text(request, "source", plan->source);
    json_put_text(request, "mode", plan->mode);
    json_put_long(request, "resolution", plan->resolution ? plan->resolution : USUAL_DPI);
    json_put_long(request, "pages", plan->pages);
    json_put_long(request, "first_page", job->tally.first);
    json_put_long(request, "quality", plan->quality);
    json_put_new(request, "options", plan->options ? json_deep_copy(plan->options) : json_object());
    return request;
}

/* One scan at a time goes into a batch. A name that a process left behind when it died tells that
 * the scan before was cut off. */
static enum err_code reserve(struct scan_job *job, struct err *err)
{
    struct arena *arena = arena_new();
    struct reservation left;
    struct str what = STR_INIT;
    char *name = NULL;
    enum err_code code = batch_choice_look(job->office, &job->batch, &name, &job->tally.first, err);
    job->tally.first++;
    if (code)
        goto out;
    str_format(&what, "scan:%s", name);
    code = reservation_left(job->store, str_peek(&what), arena, &left, err);
    job->tally.cut_off = code == ERR_OK;
    if (!code || code == ERR_EMPTY)
        code = reservation_take(job->store, str_peek(&what), arena, NULL, err);
    if (!code)
        job->reserved = mem_copy_text(str_peek(&what));
out:
    free(name);
    str_release(&what);
    arena_free(arena);
    return code;
}

enum err_code scan_job_new(struct office *office, const struct scan_plan *plan,
                           struct events *events, struct scan_job **ret_new, struct err *err)
{
    struct scan_job *job = mem_new(1, sizeof *job);
    job->store = office_store(office);
    job->events = events;
    job->office = office;
    job->batch = plan->batch;
    job->capture = mem_copy_text(plan->capture);
    job->both_sides = plan->source && strcasestr(plan->source, "duplex");
    job->child.socket = -1;
    job->heard_us = clock_monotonic_us();
    enum err_code code = batch_choice_check(office, &plan->batch, err);
    if (!code)
        code = choose_device(plan->device, &job->device, err);
    if (!code)
        code = reserve(job, err);
    if (!code)
        code = scan_child_start(&job->child, err);
    if (!code) {
        json_t *request = scan_request(job, plan);
        code = frame_send(job->child.socket, request, NULL, 0, err);
        json_decref(request);
    }
    if (code)
        scan_job_free(job);
    else
        *ret_new = job;
    return code;
}

void scan_job_free(struct scan_job *job)
{
    if (!job)
        return;
    if (job->child.pid)
        proc_kill(&job->child);
    if (job->reserved)
        (void)!reservation_end(job->store, job->reserved, NULL);
    free(job->reserved);
    free(job->device);
    free(job->capture);
    free(job);
}

struct scan_tally scan_job_tally(const struct scan_job *job)
{
    return job->tally;
}

void scan_job_cancel(struct scan_job *job)
{
    json_t *request = json_object();
    json_put_text(request, "op", "cancel");
    (void)!frame_send(job->child.socket, request, NULL, 0, NULL);
    json_decref(request);
}

/* ---- pages ---- */

static enum err_code put_page(struct scan_job *job, const json_t *message, int fd,
                              struct uuid *ret_page, struct err *err)
{
    struct arena *arena = arena_new();
    struct err there = {0};
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    struct uuid batch;
    struct master_facts facts = {
        .kind = text_equal(json_peek_text(message, "kind"), "jpeg") ? "jpeg" : "tiff",
        .frames = 1,
        .source = "scan",
        .device = job->device,
        .profile = job->capture,
        .mode = json_peek_text(message, "mode"),
        .resolution = (int)json_peek_double(message, "dpi", 0),
    };
    const char *pixels = json_peek_text(message, "pixels");
    facts.origin = arena_format(arena, "scan-%04ld.%s", job->tally.first + job->tally.pages,
                                text_equal(facts.kind, "jpeg") ? "jpg" : "tif");
    if (pixels)
        (void)!digest_parse(pixels, &facts.pixels);
    enum err_code code = master_put_fd(job->store, fd, &facts, &view.master, &there);
    if (code == ERR_EXISTS)
        code = ERR_OK; /* the same pixels again are another page */
    else if (code)
        *err = there;
    if (!code)
        code = batch_choice_open(job->office, &job->batch, &batch, err);
    if (!code)
        code = transition_capture(job->store, &batch, &view, ret_page, err);
    arena_free(arena);
    return code;
}

static enum err_code store_page(struct scan_job *job, const json_t *message, int fd,
                                struct err *err)
{
    struct event event = {.kind = EVENT_PAGE_DONE};
    if (fd < 0) {
        (void)scan_child_gone(err);
        return name_page(job, err);
    }
    enum err_code code = store_begin(job->store, AUDIT_SCAN, err);
    if (code)
        return code;
    code = put_page(job, message, fd, &event.page, err);
    if (code) {
        store_rollback(job->store);
        return code;
    }
    code = store_commit(job->store, err);
    if (!code)
        code = reservation_renew(job->store, job->reserved, err);
    if (code)
        return code;
    job->last = event.page;
    job->tally.pages++;
    job->tally.progress = 0;
    snprintf(event.where, sizeof event.where, "%ld", job->tally.pages);
    if (job->events)
        events_push(job->events, &event);
    return ERR_OK;
}

static enum err_code handle(struct scan_job *job, const json_t *message, int fd, struct err *err)
{
    if (frame_is_error(message, err)) {
        if (err->code == ERR_EMPTY) /* no paper at all is a fault; ERR_EMPTY is the good end */
            err->code = ERR_MISSING;
        return json_peek_long(message, "page", 0) ? name_page(job, err) : err->code;
    }
    if (json_peek_bool(message, "done", false)) {
        const char *why = json_peek_text(message, "why");
        snprintf(job->tally.why, sizeof job->tally.why, "%s", why ? why : "");
        job->tally.odd = job->both_sides && job->tally.pages % 2;
        enum err_code code =
            job->tally.odd ? quality_mark(job->store, &job->last, QUALITY_ODD, err) : ERR_OK;
        return code ? code : ERR_EMPTY;
    }
    if (json_peek_text(message, "pixels"))
        return store_page(job, message, fd, err);
    job->tally.progress = json_peek_double(message, "progress", job->tally.progress);
    return ERR_OK;
}

enum err_code scan_job_step(struct scan_job *job, int timeout_ms, struct err *err)
{
    struct pollfd waiting = {.fd = job->child.socket, .events = POLLIN};
    struct err local = {0};
    json_t *message = NULL;
    int fd = -1;
    if (poll(&waiting, 1, timeout_ms) <= 0) {
        if (clock_monotonic_us() - job->heard_us <= silence_us())
            return ERR_OK;
        (void)!err_set(err, ERR_TIMEOUT, 853,
                       _("the scanner has been silent for %d seconds; switch it off and on, put "
                         "this page back on top and scan on"),
                       (int)(silence_us() / 1000000));
        return name_page(job, err);
    }
    job->heard_us = clock_monotonic_us();
    enum err_code code = frame_receive(job->child.socket, FRAME_MS, &message, &fd, 1, &local);
    if (code == ERR_EMPTY || code == ERR_CHILD) {
        (void)scan_child_gone(&local);
        code = name_page(job, &local);
    }
    if (!code)
        code = handle(job, message, fd, &local);
    json_decref(message);
    if (fd >= 0)
        close(fd);
    if (code && code != ERR_EMPTY && err)
        *err = local;
    return code;
}
