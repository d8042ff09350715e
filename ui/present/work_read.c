/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_read: reading all pages that wait, on a thread; one core stays for the person at the
 * desk. May include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/proc.h"
#include "present/works.h"
#include "workflow/action.h"
#include "workflow/runner.h"

enum { STEP_MS = 200 };

struct reading {
    struct runner *runner;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    struct reading *reading = state;
    unsigned cores = proc_cores();
    struct runner_plan plan = {.jobs = cores > 1 ? cores - 1 : 1};
    enum err_code code = action_check(office, ACTION_RECOGNISE, err);
    return code ? code : runner_new(office, &plan, events, &reading->runner, err);
}

static enum err_code step(void *state, struct err *err)
{
    return runner_step(((struct reading *)state)->runner, STEP_MS, err);
}

static void progress(void *state, struct work_progress *ret)
{
    const struct reading *reading = state;
    if (!reading->runner)
        return;
    struct runner_tally tally = runner_tally(reading->runner);
    ret->total = tally.total;
    ret->done = tally.done;
    ret->aside = tally.aside;
}

static void end(void *state)
{
    struct reading *reading = state;
    runner_free(reading->runner);
    reading->runner = NULL;
}

const struct work_kind work_read = {start, step, NULL, progress, end, free};

void *work_read_state(void)
{
    return mem_new(1, sizeof(struct reading));
}
