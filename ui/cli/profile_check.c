/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_check: `sohoa profile check`: every fault of an OCR profile, with line and column.
 * May include: base, workflow.
 */
#include <stdlib.h>

#include "cli/command.h"
#include "workflow/profile.h"
#include "workflow/setup.h"

static void report_fault(void *context, const struct err *fault)
{
    cli_report(context, NULL, fault);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    char *path = NULL;
    enum err_code code = setup_profile_path(cli->arguments[0], &path, err);
    if (code)
        return code;
    size_t faults = profile_check(path, report_fault, cli);
    if (!faults && !cli->json)
        cli_print(_("%s: good"), path);
    free(path);
    return faults ? ERR_FORMAT : ERR_OK;
}

const struct command command_profile_check = {
    .name = "profile check",
    .arguments = "NAME|FILE",
    .summary = N_("check an OCR profile and its model; every fault is listed"),
    .example = "sohoa profile check default",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
