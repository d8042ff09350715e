/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/recognise: `sohoa recognise`: reads all pages that wait. May include: workflow.
 */
#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "workflow/action.h"

static enum err_code recognise(struct cli *cli, struct office *office, struct err *err)
{
    struct uuid room;
    long jobs = 0;
    struct job_recognise plan = {.profile = cli_option(cli, "profile"),
                                 .again = cli_flag(cli, "again"),
                                 .all = cli_flag(cli, "all")};
    enum err_code code = action_check(office, ACTION_RECOGNISE, err);
    if (!code)
        code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (!code)
        code = open_batch(cli, office, &room, &plan.batch, err);
    plan.jobs = (unsigned)jobs;
    if (!code)
        code = job_recognise(cli, office, &plan, err);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, recognise, err);
}

static const struct option_spec options[] = {
    {"batch", N_("NAME"), N_("only this batch (else all)")},
    {"profile", N_("NAME"), N_("OCR profile (else the batch's)")},
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {"again", NULL, N_("also pages that were set aside")},
    {"all", NULL, N_("also pages that were read already")},
    {0},
};

const struct command command_recognise = {
    .name = "recognise",
    .arguments = "",
    .summary = N_("clean, read and extract all pages that wait"),
    .example = "sohoa recognise --batch \"Quyển 01/2010\"",
    .options = options,
    .run = run,
};
