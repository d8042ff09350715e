/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/scan: `sohoa scan`: a stack of paper becomes pages of a batch. May include: workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/space_line.h"
#include "store/batch.h"
#include "workflow/action.h"
#include "workflow/capture.h"
#include "workflow/rescan.h"
#include "workflow/scan_job.h"
#include "workflow/scan_sides.h"

enum { PAGES_MAX = 10000, PROGRESS_PARTS = 100 };

/* Both sides with a feeder that sees one. */
struct sides {
    bool both;        /* fronts, then backs */
    long first, last; /* the fronts in the batch; last 0 = only one side is scanned */
};

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

/* What the command line says, else the capture profile. */
static const char *said(const struct cli *cli, const char *name, const char *otherwise)
{
    const char *text = cli_option(cli, name);
    return text ? text : otherwise;
}

static enum err_code merge_options(const struct cli *cli, const struct capture *capture,
                                   json_t **ret_new, struct err *err)
{
    json_t *given = NULL;
    enum err_code code = device_options(cli, &given, err);
    *ret_new = capture->options ? json_deep_copy(capture->options) : json_object();
    json_object_update(*ret_new, given);
    json_decref(given);
    return code;
}

static enum err_code load_capture(const struct cli *cli, struct capture *ret, struct err *err)
{
    const char *name = cli_option(cli, "capture");
    return name ? capture_load(name, ret, err) : ERR_OK;
}

/* --backs FIRST-LAST: the fronts, as pages of the batch. */
static enum err_code read_backs(const struct cli *cli, struct sides *sides, struct err *err)
{
    const char *text = cli_option(cli, "backs");
    char *first = text ? mem_copy_text(text) : NULL, *dash = first ? strchr(first, '-') : NULL;
    bool good = !text;
    if (dash) {
        *dash = 0;
        good = text_to_long(first, 1, PAGES_MAX, &sides->first) &&
               text_to_long(dash + 1, sides->first, PAGES_MAX, &sides->last);
    }
    free(first);
    sides->both = cli_flag(cli, "both");
    if (!good || (text && sides->both))
        return err_set(err, ERR_USAGE, 1942,
                       _("--backs is FIRST-LAST, the pages of the fronts; not beside --both"));
    return ERR_OK;
}

static enum err_code make_plan(const struct cli *cli, const struct capture *capture,
                               struct scan_plan *plan, json_t **ret_options, struct err *err)
{
    long resolution = 0, pages = 0;
    enum err_code code =
        cli_number(cli, "resolution", 50, 2400, capture->resolution, &resolution, err);
    if (!code)
        code = cli_number(cli, "pages", 1, PAGES_MAX, 0, &pages, err);
    if (!code)
        code = merge_options(cli, capture, ret_options, err);
    plan->batch = (struct batch_choice){.name = cli_option(cli, "batch"),
                                        .schema = cli_option(cli, "schema"),
                                        .profile = cli_option(cli, "profile"),
                                        .book = cli_option(cli, "book")};
    plan->capture = capture->name;
    plan->quality = capture->quality;
    plan->device = said(cli, "device", capture->device);
    plan->source = said(cli, "source", capture->source);
    plan->mode = said(cli, "mode", capture->mode);
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

/* A scan that was killed: what it had stored is there, the sheet behind may not be. */
static void warn_cut_off(const struct scan_tally *tally)
{
    struct err note = {0};
    (void)!err_set(&note, ERR_PART, 1943,
                   _("the last scan into this batch was cut off; pages up to %ld are stored, page "
                     "%ld comes next: if it lies in the output tray, put it and all behind it back "
                     "on top"),
                   tally->first - 1, tally->first);
    cli_report_line(NULL, &note);
}

static void warn_odd(const struct scan_tally *tally)
{
    struct err note = {0};
    (void)!err_set(&note, ERR_PART, 1944,
                   _("%ld pages of sheets with two sides: one side is missing; compare pages %ld "
                     "to %ld with the paper"),
                   tally->pages, tally->first, tally->first + tally->pages - 1);
    cli_report_line(NULL, &note);
}

/* One way of the stack through the scanner. */
static enum err_code scan_stack(struct cli *cli, struct office *office,
                                const struct scan_plan *plan, struct scan_tally *ret_tally,
                                struct err *err)
{
    struct scan_job *job = NULL;
    struct events *events = events_new();
    enum err_code code = scan_job_new(office, plan, events, &job, err);
    if (!code) {
        *ret_tally = scan_job_tally(job);
        if (ret_tally->cut_off)
            warn_cut_off(ret_tally);
        code = scan_all(cli, job, events, err);
        *ret_tally = scan_job_tally(job);
        if (!code || ret_tally->pages)
            summarise(cli, ret_tally);
        if (ret_tally->odd)
            warn_odd(ret_tally);
    }
    scan_job_free(job);
    events_free(events);
    return code;
}

/* ---- both sides, one after the other ---- */

static enum err_code wait_for_turn(const struct sides *sides, struct err *err)
{
    char line[16];
    progress_clear();
    fprintf(stderr, "%s\n",
            _("Turn the whole stack over, put it back into the feeder and press Enter."));
    if (fgets(line, sizeof line, stdin))
        return ERR_OK;
    return err_set(err, ERR_CANCEL, 1945,
                   _("the other sides are still to be scanned: sohoa scan --backs %ld-%ld"),
                   sides->first, sides->last);
}

static enum err_code scan_backs(struct cli *cli, struct office *office,
                                const struct scan_plan *plan, const struct sides *sides,
                                struct scan_tally *ret_tally, struct err *err)
{
    enum err_code code = scan_stack(cli, office, plan, ret_tally, err);
    if (!code)
        return scan_sides_join(office, &plan->batch, sides->first, sides->last, err);
    cli_print(_("Then the rest of the other sides: sohoa scan --backs %ld-%ld"), sides->first,
              sides->last);
    return code;
}

static enum err_code scan_sides(struct cli *cli, struct office *office,
                                const struct scan_plan *plan, struct sides *sides,
                                struct scan_tally *ret_tally, struct err *err)
{
    if (sides->last)
        return scan_backs(cli, office, plan, sides, ret_tally, err);
    enum err_code code = scan_stack(cli, office, plan, ret_tally, err);
    if (code || !sides->both)
        return code;
    sides->first = ret_tally->first;
    sides->last = ret_tally->first + ret_tally->pages - 1;
    code = wait_for_turn(sides, err);
    return code ? code : scan_backs(cli, office, plan, sides, ret_tally, err);
}

/* ---- what waits to be scanned again ---- */

static enum err_code show_sheets(const struct cli *cli, const struct rescan *sheets, size_t count,
                                 struct err *err)
{
    for (size_t i = 0; i < count && !cli->json; i++)
        cli_print(_("%4zu. page %ld (%s)"), i + 1, sheets[i].position,
                  sheets[i].origin ? sheets[i].origin : "-");
    return ask_yes(cli, _("Do these sheets lie in the feeder in this order?"), err);
}

static enum err_code report_again(const struct cli *cli, long replaced, size_t count,
                                  struct err *err)
{
    if (cli->json)
        cli_json_line(json_pack("{s:I,s:I}", "replaced", (json_int_t)replaced, "left",
                                (json_int_t)((long)count - replaced)));
    else
        cli_print(_("pages with a new picture: %ld of %zu; to take one back: sohoa batch undo"),
                  replaced, count);
    if (replaced == (long)count)
        return ERR_OK;
    return err_set(err, ERR_PART, 1980,
                   _("%ld sheets still wait to be scanned again; see: sohoa rescan list"),
                   (long)count - replaced);
}

static enum err_code scan_again(struct cli *cli, struct office *office, struct scan_plan *plan,
                                struct scan_tally *ret_tally, struct err *err)
{
    struct arena *arena = arena_new();
    struct rescan *sheets = NULL;
    struct batch batch;
    size_t count = 0;
    long replaced = 0;
    enum err_code code = batch_find(office_store(office), plan->batch.name, arena, &batch, err);
    if (!code)
        code = rescan_sheets(office, &batch.id, arena, &sheets, &count, err);
    if (!code && !count)
        code =
            err_set(err, ERR_EMPTY, 1981,
                    _("no page of this batch waits for a better picture; see: sohoa rescan list"));
    if (!code)
        code = show_sheets(cli, sheets, count, err);
    if (code)
        goto out;
    plan->pages = (int)count;
    code = scan_stack(cli, office, plan, ret_tally, err);
    if (code && !ret_tally->pages)
        goto out;
    if (code) { /* what came is not for nothing */
        cli_report(cli, NULL, err);
        err_clear(err);
    }
    code = rescan_replace(office, &batch.id, sheets, count, ret_tally->first, &replaced, err);
    if (!code)
        code = report_again(cli, replaced, count, err);
out:
    arena_free(arena);
    return code;
}

/* --rescan says by itself which pages. */
static enum err_code check_again(const struct cli *cli, const struct scan_plan *plan,
                                 const struct sides *sides, struct err *err)
{
    if (cli_flag(cli, "rescan") && (!plan->batch.name || plan->pages || sides->both || sides->last))
        return err_set(err, ERR_USAGE, 1982,
                       _("--rescan needs --batch, and goes without --pages, --both and --backs"));
    return ERR_OK;
}

static enum err_code scan(struct cli *cli, struct office *office, struct err *err)
{
    struct capture capture = {0};
    struct scan_plan plan = {0};
    struct scan_tally tally = {0};
    struct sides sides = {0};
    json_t *options = NULL;
    enum err_code code = load_capture(cli, &capture, err);
    if (!code)
        code = make_plan(cli, &capture, &plan, &options, err);
    if (!code)
        code = read_backs(cli, &sides, err);
    if (!code)
        code = space_warn(office, plan.quality ? SPACE_REGISTER : SPACE_LOSSLESS, plan.pages, err);
    if (!code)
        code = check_again(cli, &plan, &sides, err);
    if (!code && cli_flag(cli, "rescan"))
        code = scan_again(cli, office, &plan, &tally, err);
    else if (!code)
        code = scan_sides(cli, office, &plan, &sides, &tally, err);
    json_decref(options);
    capture_release(&capture);
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
    {"capture", N_("NAME"), N_("a set of settings by its name (sohoa devices --captures)")},
    {"device", N_("NAME"), N_("the scanner (else the first one found)")},
    {"source", N_("NAME"), N_("feeder or glass, as the scanner calls it")},
    {"resolution", N_("DPI"), N_("dots per inch (else 300)")},
    {"mode", N_("MODE"), N_("colour mode, as the scanner calls it")},
    {"schema", N_("NAME"), N_("kind of paper (else it is recognised)")},
    {"profile", N_("NAME"), N_("OCR profile of a new batch")},
    {"batch", N_("NAME"), N_("the batch (else that of the book, or the batch of today)")},
    {"book", N_("NUMBER"), N_("the book that the pages are from")},
    {"pages", "N", N_("how many pages (else until the feeder is empty)")},
    {"both", NULL, N_("both sides with a feeder that sees one: the stack goes through twice")},
    {"backs", N_("FIRST-LAST"), N_("the other sides of these pages of the batch")},
    {"rescan", NULL, N_("the sheets of the batch that wait to be scanned again, in their order")},
    {"yes", NULL, N_("do not ask")},
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
