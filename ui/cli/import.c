/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/import: `sohoa import`: files and folders become pages of a batch. May include: base, store,
 * workflow.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/import_table.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/space_line.h"
#include "store/reservation.h"
#include "workflow/action.h"
#include "workflow/intake.h"
#include "workflow/office.h"
#include "workflow/watch.h"

static enum err_code import_all(struct cli *cli, struct intake *intake, struct events *events,
                                struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        struct intake_tally tally = intake_tally(intake);
        progress_show(_("taking in"), (size_t)(tally.taken + tally.known + tally.aside),
                      (size_t)tally.files);
        code = cli_check_stop(cli, err);
        if (!code)
            code = intake_step(intake, err);
        job_report(cli, events);
    }
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void summarise(const struct cli *cli, const struct intake_tally *tally)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "files", tally->taken);
        json_put_long(json, "pages", tally->pages);
        json_put_long(json, "known", tally->known);
        json_put_long(json, "aside", tally->aside);
        cli_json_line(json);
        return;
    }
    progress_clear();
    cli_print(_("files taken in: %ld (pages: %ld), there already: %ld, set aside: %ld"),
              tally->taken, tally->pages, tally->known, tally->aside);
    if (tally->pages)
        cli_print(_("Next: sohoa recognise"));
}

/* ---- a folder that others fill ---- */

enum { RENEW_US = 60 * 1000 * 1000 };

/* What comes of one file stands on its own line: nothing ends the watch but Ctrl-C and a store that
 * cannot be written. */
static enum err_code watch_step(struct cli *cli, struct watch *watch, struct intake *intake,
                                struct events *events, struct err *err)
{
    struct err trouble = {0};
    char *file = NULL;
    enum err_code code = watch_next(watch, JOB_STEP_MS, &file, &trouble);
    if (code && code != ERR_EMPTY)
        cli_report_line(NULL, &trouble);
    if (code)
        return ERR_OK;
    intake_add(intake, file);
    code = intake_step(intake, err);
    job_report(cli, events);
    if (!code && !cli->json)
        cli_print(_("looked at: %s"), file);
    fflush(stdout);
    free(file);
    return code;
}

/* The desk shows which folders are watched. */
static enum err_code watch_folder(struct cli *cli, struct store *store, struct intake *intake,
                                  struct events *events, struct err *err)
{
    const char *folder = cli_option(cli, "watch");
    struct watch *watch = NULL;
    struct arena *arena = arena_new();
    const char *name = arena_format(arena, "watch:%s", folder);
    int64_t renewed_us = clock_monotonic_us();
    enum err_code code = watch_new(folder, &watch, err);
    if (!code)
        code = reservation_take(store, name, arena, NULL, err);
    if (!code && !cli->json)
        cli_print(_("watching %s; Ctrl-C ends it"), folder);
    while (!code && !*cli->stop) {
        code = watch_step(cli, watch, intake, events, err);
        if (!code && clock_monotonic_us() - renewed_us > RENEW_US) {
            renewed_us = clock_monotonic_us();
            code = reservation_renew(store, name, err);
        }
    }
    (void)!reservation_end(store, name, NULL);
    watch_free(watch);
    arena_free(arena);
    return code;
}

/* ---- the command ---- */

static enum err_code take_in(struct cli *cli, struct office *office, struct intake *intake,
                             struct events *events, struct err *err)
{
    if (cli_flag(cli, "again"))
        intake_take_again(intake);
    if (cli_option(cli, "watch"))
        return watch_folder(cli, office_store(office), intake, events, err);
    enum err_code code =
        space_warn_files(office, intake_tally(intake).files, intake_bytes(intake), err);
    return code ? code : import_all(cli, intake, events, err);
}

static enum err_code check_words(const struct cli *cli, struct err *err)
{
    bool table = cli_option(cli, "table") != NULL;
    if (table && (!cli_option(cli, "book") || cli->argument_count || cli_option(cli, "watch")))
        return err_set(err, ERR_USAGE, 2987, _("--table needs --book, and no files beside it"));
    if (!table && cli_flag(cli, "preview"))
        return err_set(err, ERR_USAGE, 2988, _("--preview needs --table"));
    if (!table && (cli_option(cli, "watch") != NULL) == (cli->argument_count > 0))
        return err_set(err, ERR_USAGE, 1946, _("name files or folders, or one folder to --watch"));
    return ERR_OK;
}

static enum err_code import(struct cli *cli, struct office *office, struct err *err)
{
    struct intake *intake = NULL;
    struct intake_tally tally = {0};
    struct batch_choice choice = {cli_option(cli, "batch"), cli_option(cli, "schema"),
                                  cli_option(cli, "profile"), cli_option(cli, "book")};
    struct events *events = events_new();
    enum err_code code =
        intake_new(office, &choice, cli->arguments, cli->argument_count, events, &intake, err);
    if (!code) {
        code = take_in(cli, office, intake, events, err);
        tally = intake_tally(intake);
        summarise(cli, &tally);
    }
    intake_free(intake);
    events_free(events);
    if (!code && !tally.files && !cli_option(cli, "watch"))
        code = err_set(err, ERR_MISSING, 928, _("no picture or PDF there"));
    if (!code && tally.aside)
        code = tally.taken + tally.known ? ERR_PART : ERR_FORMAT;
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = check_words(cli, err);
    if (!code)
        code = open_office(cli, &office, err);
    if (!code && cli_option(cli, "table")) {
        code = import_table(cli, office, err);
    } else if (!code) {
        code = action_check(office, ACTION_IMPORT, err);
        if (!code)
            code = import(cli, office, err);
    }
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"schema", N_("NAME"), N_("kind of paper (else it is recognised)")},
    {"profile", N_("NAME"), N_("OCR profile of a new batch; with --table the hand-over profile")},
    {"batch", N_("NAME"), N_("the batch (else that of the book, or the batch of today)")},
    {"book", N_("NUMBER"), N_("the book that the pages are from")},
    {"table", N_("FILE"),
     N_("compare the rows of this table (CSV, XLSX) with the entries of --book")},
    {"preview", NULL, N_("with --table: only look, change nothing")},
    {"watch", N_("DIR"), N_("take in what comes into this folder, until Ctrl-C")},
    {"again", NULL, N_("also files that are there already")},
    {0},
};

const struct command command_import = {
    .name = "import",
    .arguments = N_("[FILE…]"),
    .summary = N_("take files or folders into a batch, exactly as they are"),
    .example = "sohoa import --schema khai-sinh --batch \"Quyển 01/2010\" anh-chup/",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
