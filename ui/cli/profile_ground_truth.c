/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_ground_truth: `sohoa profile ground-truth`: lines that people verified, as images
 * with their text, for training a model. May include: workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "workflow/action.h"
#include "workflow/ground_truth.h"

static enum err_code show_progress(void *context, size_t done, size_t total, struct err *err)
{
    progress_show(_("writing"), done, total);
    return cli_check_stop(context, err);
}

static void report_page(void *context, const char *where, const struct err *failure)
{
    cli_report(context, where, failure);
}

static void summarise(const struct cli *cli, const struct ground_truth_tally *tally)
{
    progress_clear();
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "pages", (long long)tally->pages);
        json_put_long(json, "fields", (long long)tally->fields);
        json_put_long(json, "left_out", (long long)tally->left_out);
        json_put_long(json, "lines", (long long)tally->lines);
        json_put_text(json, "folder", cli->arguments[0]);
        cli_json_line(json);
        return;
    }
    cli_print(_("%s: pages: %zu, fields: %zu (left out: %zu), lines: %zu"), cli->arguments[0],
              tally->pages, tally->fields, tally->left_out, tally->lines);
    if (tally->lines)
        cli_print(_("These files hold personal data: keep them in the office and delete them after "
                    "use."));
}

static enum err_code write_all(struct cli *cli, struct office *office, struct err *err)
{
    struct ground_truth_plan plan = {.folder = cli->arguments[0],
                                     .progress = show_progress,
                                     .report = report_page,
                                     .context = cli};
    struct ground_truth_tally tally;
    struct uuid room;
    enum err_code code = open_batch(cli, office, &room, &plan.batch, err);
    if (code)
        return code;
    code = ground_truth_write(office, &plan, &tally, err);
    if (!code || tally.lines)
        summarise(cli, &tally);
    return !code && tally.aside ? ERR_PART : code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_RELEASE, err); /* values leave the store */
    if (!code)
        code = write_all(cli, office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"batch", N_("NAME"), N_("only this batch (else all)")},
    {0},
};

const struct command command_profile_ground_truth = {
    .name = "profile ground-truth",
    .arguments = N_("DIR"),
    .summary = N_("write the lines that people verified as images with their text, for training"),
    .example = "sohoa profile ground-truth /tmp/dong-chu --batch \"Quyển 01/2010\"",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
