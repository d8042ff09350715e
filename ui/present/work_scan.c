/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_scan: scanning on a thread. May include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/action.h"
#include "workflow/capture.h"
#include "workflow/rescan.h"
#include "workflow/scan_job.h"

enum { STEP_MS = 100 };

struct scanning {
    char *device, *capture_name, *batch, *schema, *book;
    int pages;
    struct capture capture;
    struct scan_job *job;

    struct office *office;
    struct uuid again; /* batch; null id = new pages */
    struct arena *arena;
    struct rescan *sheets; /* that lie in the feeder, when again */
    size_t sheet_count;
    long replaced;
};

/* ---- marked pages again ---- */

static enum err_code find_sheets(struct scanning *scan, struct err *err)
{
    if (uuid_is_null(&scan->again))
        return ERR_OK;
    scan->arena = arena_new();
    enum err_code code = rescan_sheets(scan->office, &scan->again, scan->arena, &scan->sheets,
                                       &scan->sheet_count, err);
    if (!code && scan->sheet_count == 0)
        code = err_set(err, ERR_MISSING, 2912, _("no page here waits for a better picture"));
    scan->pages = (int)scan->sheet_count;
    return code;
}

/* What came is not for nothing, also when the rest did not. */
static enum err_code replace(struct scanning *scan, enum err_code ended, struct err *err)
{
    struct scan_tally tally = scan_job_tally(scan->job);
    struct err trouble = {0};
    size_t came = (size_t)tally.pages < scan->sheet_count ? (size_t)tally.pages : scan->sheet_count;
    if (uuid_is_null(&scan->again) || came == 0)
        return ended;
    enum err_code code = rescan_replace(scan->office, &scan->again, scan->sheets, came, tally.first,
                                        &scan->replaced, &trouble);
    if (code && ended == ERR_EMPTY)
        *err = trouble;
    return code && ended == ERR_EMPTY ? code : ended;
}

/* ---- the work ---- */

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    struct scanning *scan = state;
    const struct capture *capture = &scan->capture;
    enum err_code code = action_check(office, ACTION_SCAN, err);
    scan->office = office;
    if (!code)
        code = find_sheets(scan, err);
    if (!code && scan->capture_name)
        code = capture_load(scan->capture_name, &scan->capture, err);
    if (code)
        return code;
    struct scan_plan plan = {
        .batch = {.name = scan->batch, .schema = scan->schema, .book = scan->book},
        .capture = capture->name,
        .device = scan->device ? scan->device : capture->device,
        .source = capture->source,
        .mode = capture->mode,
        .resolution = capture->resolution,
        .quality = capture->quality,
        .pages = scan->pages,
        .options = capture->options,
    };
    return scan_job_new(office, &plan, events, &scan->job, err);
}

static enum err_code step(void *state, struct err *err)
{
    struct scanning *scan = state;
    enum err_code code = scan_job_step(scan->job, STEP_MS, err);
    return code ? replace(scan, code, err) : ERR_OK;
}

static void cancel(void *state)
{
    scan_job_cancel(((struct scanning *)state)->job);
}

static void progress(void *state, struct work_progress *ret)
{
    const struct scanning *scan = state;
    if (!scan->job)
        return;
    struct scan_tally tally = scan_job_tally(scan->job);
    ret->first = tally.first;
    ret->pages = tally.pages;
    ret->part = tally.progress;
    ret->odd = tally.odd;
    ret->cut_off = tally.cut_off;
    ret->done = scan->replaced;
}

static void end(void *state)
{
    struct scanning *scan = state;
    scan_job_free(scan->job);
    scan->job = NULL;
    capture_release(&scan->capture);
    arena_free(scan->arena);
    scan->arena = NULL;
}

static void release(void *state)
{
    struct scanning *scan = state;
    free(scan->device);
    free(scan->capture_name);
    free(scan->batch);
    free(scan->schema);
    free(scan->book);
    free(scan);
}

const struct work_kind work_scan = {start, step, cancel, progress, end, release};

void *work_scan_state(const struct scan_order *order)
{
    struct scanning *scan = mem_new(1, sizeof *scan);
    *scan = (struct scanning){
        .device = mem_copy_text(order->device),
        .capture_name = mem_copy_text(order->capture),
        .batch = mem_copy_text(order->batch),
        .schema = mem_copy_text(order->schema),
        .book = mem_copy_text(order->book),
        .pages = order->pages,
        .again = order->again,
    };
    return scan;
}
