/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_part: what the files of workflow/batch_work share.
 */
#ifndef WORKFLOW_BATCH_PART_H
#define WORKFLOW_BATCH_PART_H

#include "workflow/batch_work.h"

struct batch_job {
    struct office *office;
    const struct batch_order *order;
    struct arena *arena;
    struct change *change;
    struct batch batch; /* as it is, then as it will be */
    struct batch_tally tally;
};
typedef enum err_code batch_job_task(struct batch_job *job, struct err *err);

batch_job_task batch_reschema;
/* Counts a record; *ret_touched: a person worked on it. */
enum err_code batch_job_count(struct batch_job *job, const struct record *record, bool *ret_touched,
                              struct err *err) MUST_CHECK;
/* Every page of the batch in its order. */
enum err_code batch_job_pages(struct batch_job *job,
                              enum err_code (*visit)(struct batch_job *job, const struct uuid *page,
                                                     struct err *err),
                              struct err *err) MUST_CHECK;

#endif
