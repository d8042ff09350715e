/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/runner: reads all pages that wait, page by page into the store: CAPTURED to EXTRACTED,
 * records adopted. Each page is one transaction; a kill loses the pages in flight, and the next
 * runner goes on with them by itself. One runner a store at a time (reservation "runner").
 */
#ifndef WORKFLOW_RUNNER_H
#define WORKFLOW_RUNNER_H

#include "model/id.h"
#include "workflow/events.h"

struct office;
struct runner; /* opaque */

struct runner_plan {
    const struct uuid *batch; /* NULL = all */
    const char *profile;      /* NULL = the batch's, else built-in values */
    unsigned jobs;            /* 0 = one a core */
    bool again;               /* also pages that were set aside */
    bool all;                 /* also pages that were read already */
};

struct runner_tally {
    long total, done, aside;
};

/* ERR_LOCKED when another runner works. events: borrowed, may be NULL. */
enum err_code runner_new(struct office *office, const struct runner_plan *plan,
                         struct events *events, struct runner **ret_new,
                         struct err *err) MUST_CHECK;
/* A bounded step. ERR_OK: there is more to do; ERR_EMPTY: all is done (err not filled); else the
 * run is over: a model is missing, the store is full … */
enum err_code runner_step(struct runner *runner, int timeout_ms, struct err *err) MUST_CHECK;
struct runner_tally runner_tally(const struct runner *runner);
void runner_free(struct runner *runner); /* NULL is fine; pages in flight stay as they were */

#endif
