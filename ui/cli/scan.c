/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/scan: `sohoa scan`: a stack of paper becomes pages of a batch. May include: workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/space_line.h"
#include "workflow/action.h"
#include "workflow/scan_job.h"

enum { PAGES_MAX = 10000, PROGRESS_PARTS = 100 };

/* --option NAME=VALUE … as {NAME: VALUE}. */
static enum err_code device_options(const struct cli *cli, json_t **ret_new, struct err *err)
{
    const char *text;
    json_t *options = json_object();
    *ret_new = options;
    for (size_t i = 0; (text = cli_option_at(cli, "option", i)); i++) {
        const char *equals = strchr(text, '=');
        if (!equals || equals == text)
            return err_set(err, ERR_USAGE, 922, _("--option is NAME=VALUE, not \"%s\""), text);
        json_object_setn_new(options, text, (size_t)(equals - text), json_string(equals + 1));
    }
    return ERR_OK;
}

static enum err_code make_plan(const struct cli *cli, struct scan_plan *plan, json_t **ret_options,
                               struct err *err)
{
    long resolution = 0, pages = 0;
    enum err_code code = cli_number(cli, "resolution", 50, 2400, 0, &resolution, err);
    if (!code)
        code = cli_number(cli, "pages", 1, PAGES_MAX, 0, &pages, err);
    if (!code)
        code = device_options(cli, ret_options, err);
    plan->batch = (struct batch_choice){cli_option(cli, "batch"), cli_option(cli, "schema"),
                                        cli_option(cli, "profile"), cli_option(cli, "book")};
    plan->device = cli_option(cli, "device");
    plan->source = cli_option(cli, "source");
    plan->mode = cli_option(cli, "mode");
    plan->resolution = (int)resolution;
    plan->pages = (int)pages;
    plan->options = *ret_options;
    return code;
}

static enum err_code scan_all(struct cli *cli, struct scan_job *job, struct events *events,
                              struct err *err)
{
    enum err_code code = ERR_OK;
    bool cancelled = false;
    while (!code) {
        struct scan_tally tally = scan_job_tally(job);
        if (*cli->stop && !cancelled) {
            cancelled = true;
            scan_job_cancel(job);
        }
        progress_pages(_("scanning"), (size_t)tally.pages, tally.progress);
        code = scan_job_step(job, JOB_STEP_MS, err);
        job_report(cli, events);
    }
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void summarise(const struct cli *cli, const struct scan_tally *tally)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "pages", tally->pages);
        json_put_text(json, "why", tally->why[0] ? tally->why : NULL);
        cli_json_line(json);
        return;
    }
    progress_clear();
    cli_print(_("pages scanned: %ld"), tally->pages);
    if (tally->pages)
        cli_print(_("Next: sohoa recognise"));
}

static enum err_code scan(struct cli *cli, struct office *office, struct err *err)
{
    struct scan_plan plan = {0};
    struct scan_job *job = NULL;
    struct scan_tally tally = {0};
    json_t *options = NULL;
    struct events *events = events_new();
    enum err_code code = make_plan(cli, &plan, &options, err);
    if (!code)
        code = space_warn(office, SPACE_LOSSLESS, plan.pages, err);
    if (!code)
        code = scan_job_new(office, &plan, events, &job, err);
    if (!code) {
        code = scan_all(cli, job, events, err);
        tally = scan_job_tally(job);
        if (!code || tally.pages)
            summarise(cli, &tally);
    }
    scan_job_free(job);
    json_decref(options);
    events_free(events);
    if (code && tally.pages) {
        cli_report(cli, NULL, err);
        err_clear(err);
        code = ERR_PART;
    }
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_SCAN, err);
    if (!code)
        code = scan(cli, office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"device", N_("NAME"), N_("the scanner (else the first one found)")},
    {"source", N_("NAME"), N_("feeder or glass, as the scanner calls it")},
    {"resolution", N_("DPI"), N_("dots per inch (else 300)")},
    {"mode", N_("MODE"), N_("colour mode, as the scanner calls it")},
    {"schema", N_("NAME"), N_("kind of paper (else it is recognised)")},
    {"profile", N_("NAME"), N_("OCR profile of a new batch")},
    {"batch", N_("NAME"), N_("the batch (else that of the book, or the batch of today)")},
    {"book", N_("NUMBER"), N_("the book that the pages are from")},
    {"pages", "N", N_("how many pages (else until the feeder is empty)")},
    {"option", N_("NAME=VALUE"), N_("any other option of the scanner; may be given often")},
    {0},
};

const struct command command_scan = {
    .name = "scan",
    .arguments = "",
    .summary = N_("scan a stack of paper into a batch"),
    .example = "sohoa scan --schema khai-sinh --batch \"Quyển 01/2010\" --resolution 300",
    .options = options,
    .run = run,
};
