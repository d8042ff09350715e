/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/release: `sohoa release DIR`: with --book a hand-over (cli/release_book), without the
 * practice form: tables and searchable PDF, marked LUYỆN TẬP. May include: workflow.
 */
#include "workflow/release.h"

#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/release_book.h"
#include "workflow/action.h"

static enum err_code write_all(struct cli *cli, struct release *release, struct events *events,
                               struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        struct release_tally tally = release_tally(release);
        progress_show(_("writing"), (size_t)tally.pages, (size_t)tally.pages_total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = release_step(release, JOB_STEP_MS, err);
        job_report(cli, events);
    }
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void summarise(const struct cli *cli, const struct release *release)
{
    struct release_tally tally = release_tally(release);
    const char *file;
    progress_clear();
    for (size_t i = 0; (file = release_peek_file(release, i)); i++) {
        if (cli->json) {
            json_t *json = json_object();
            json_put_text(json, "file", file);
            cli_json_line(json);
        } else {
            cli_print("%s", file);
        }
    }
    if (!cli->json)
        cli_print(_("%s: records: %ld, pages: %ld, files: %ld"), RELEASE_MARK, tally.records,
                  tally.pages - tally.aside, tally.files);
}

static enum err_code release(struct cli *cli, struct office *office, struct err *err)
{
    struct release_plan plan = {.folder = cli->arguments[0]};
    struct release *release = NULL;
    struct uuid room;
    long jobs = 0;
    struct events *events = events_new();
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (!code)
        code = open_batch(cli, office, &room, &plan.batch, err);
    plan.jobs = (unsigned)jobs;
    if (!code)
        code = release_new(office, &plan, events, &release, err);
    if (!code) {
        code = write_all(cli, release, events, err);
        summarise(cli, release);
        if (!code && release_tally(release).aside)
            code = ERR_PART;
    }
    release_free(release);
    events_free(events);
    return code;
}

/* Which words go together. */
static enum err_code check_words(const struct cli *cli, struct err *err)
{
    bool list = cli_flag(cli, "list"), book = cli_option(cli, "book") != NULL;
    if (list ? !book : !cli->argument_count)
        return list ? err_set(err, ERR_USAGE, 2983, _("--list needs --book"))
                    : err_set(err, ERR_USAGE, 2984, _("name the folder that it is written into"));
    if (book && cli_option(cli, "batch"))
        return err_set(err, ERR_USAGE, 2985, _("--batch and --book do not go together"));
    if (!book && (cli_option(cli, "profile") || cli_flag(cli, "all") || cli_flag(cli, "alto") ||
                  cli_flag(cli, "pages")))
        return err_set(err, ERR_USAGE, 2986, _("--profile, --all, --alto and --pages need --book"));
    return ERR_OK;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = check_words(cli, err);
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_RELEASE, err);
    if (!code && cli_flag(cli, "list"))
        code = release_list(cli, office, err);
    else if (!code && cli_option(cli, "book"))
        code = release_book(cli, office, err);
    else if (!code)
        code = release(cli, office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"book", N_("BOOK"), N_("hand over this book: PDFs, tables, manifests, signature")},
    {"profile", N_("NAME"), N_("hand-over profile (else the one for the kind of register)")},
    {"all", NULL, N_("what left before too")},
    {"alto", NULL, N_("what the machine read on each page, as ALTO")},
    {"pages", NULL, N_("whole pages, not only the rows of each entry")},
    {"list", NULL, N_("only list what of the book left before")},
    {"batch", N_("NAME"), N_("without --book, practice only: this batch (else all)")},
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {0},
};

const struct command command_release = {
    .name = "release",
    .arguments = N_("DIR"),
    .summary =
        N_("hand a book over: its confirmed entries, as a folder that can be checked anywhere"),
    .example = "sohoa release ban-giao --book 01/2017",
    .options = options,
    .arguments_min = 0,
    .arguments_max = 1,
    .run = run,
};
