/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/job: long work on the command line: its news as lines, its end as an exit code.
 */
#ifndef CLI_JOB_H
#define CLI_JOB_H

#include "cli/command.h"
#include "workflow/events.h"

enum { JOB_STEP_MS = 200, JOBS_MAX = 64 };

/* Prints what is new: with --json one line an event, else only what was set aside or known. */
void job_report(const struct cli *cli, struct events *events);
/* Reads all waiting pages; ERR_PART when some were set aside. batch NULL = all. */
struct job_recognise {
    const struct uuid *batch;
    const char *profile;
    unsigned jobs;
    bool again, all;
};
struct office;
enum err_code job_recognise(struct cli *cli, struct office *office,
                            const struct job_recognise *plan, struct err *err) MUST_CHECK;

#endif
