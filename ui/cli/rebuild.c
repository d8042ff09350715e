/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/rebuild: `sohoa rebuild`: drops what is derived and makes it again. May include: workflow.
 */
#include "workflow/rebuild.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "workflow/action.h"

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct job_recognise plan = {0};
    long jobs = 0;
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    plan.jobs = (unsigned)jobs;
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_REBUILD, err);
    if (!code)
        code = rebuild_start(office, err);
    if (!code)
        code = job_recognise(cli, office, &plan, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {0},
};

const struct command command_rebuild = {
    .name = "rebuild",
    .arguments = "",
    .summary = N_("make everything again that the machine made; what people keyed stays"),
    .example = "sohoa rebuild",
    .options = options,
    .run = run,
};
