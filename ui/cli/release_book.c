/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/release_book: a book as a hand-over, and the list of those that left. May include: base,
 * model, store, workflow.
 */
#include "cli/release_book.h"

#include "base/clock.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "workflow/book.h"
#include "workflow/release.h"
#include "workflow/submission.h"

static enum err_code open_plan(struct cli *cli, struct office *office, struct arena *arena,
                               struct submission_plan *ret, struct err *err)
{
    struct book book;
    long jobs = 0;
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (!code)
        code = book_open(office, cli_option(cli, "book"), arena, &book, err);
    if (code)
        return code;
    *ret = (struct submission_plan){
        .folder = cli->argument_count ? cli->arguments[0] : NULL,
        .book = book.id,
        .profile = cli_option(cli, "profile"),
        .all = cli_flag(cli, "all"),
        .alto = cli_flag(cli, "alto"),
        .extent = cli_flag(cli, "pages") ? ENTRY_PAGE : ENTRY_ROWS,
        .jobs = (unsigned)jobs,
    };
    return ERR_OK;
}

static enum err_code write_all(struct cli *cli, struct submission *submission,
                               struct events *events, struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        struct submission_tally tally = submission_tally(submission);
        progress_show(_("writing"), (size_t)tally.done, (size_t)tally.total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = submission_step(submission, JOB_STEP_MS, err);
        job_report(cli, events);
    }
    progress_clear();
    return code == ERR_EMPTY && submission_tally(submission).entries ? ERR_OK : code;
}

static void summarise(const struct cli *cli, struct office *office,
                      const struct submission *submission)
{
    struct submission_tally tally = submission_tally(submission);
    bool practice = store_practice(office_store(office));
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "folder", submission_peek_folder(submission));
        json_put_bool(json, "practice", practice);
        json_put_long(json, "entries", tally.entries);
        json_put_long(json, "unconfirmed", tally.unconfirmed);
        json_put_long(json, "before", tally.before);
        json_put_long(json, "aside", tally.aside);
        json_put_long(json, "unsaid", tally.unsaid);
        json_put_long(json, "failed", tally.failed);
        cli_json_line(json);
        return;
    }
    cli_print("%s", submission_peek_folder(submission));
    if (practice)
        cli_print(_("%s: entries: %ld; not verified yet: %ld"), RELEASE_MARK, tally.entries,
                  tally.unconfirmed);
    else
        cli_print(_("handed over: %ld entries; not confirmed yet: %ld; left before: %ld"),
                  tally.entries, tally.unconfirmed, tally.before);
    if (tally.aside)
        cli_print(_("left out, no PDF could be made: %ld"), tally.aside);
    if (tally.unsaid)
        cli_print(_("values that the table cannot say: %ld; they stand in "
                    "data/khong-ghi-duoc-vao-bang.csv"),
                  tally.unsaid);
    if (tally.failed)
        cli_print(_("files below the legal floor: %ld; see data/bao-cao-ky-thuat.csv"),
                  tally.failed);
}

enum err_code release_book(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct events *events = events_new();
    struct submission *submission = NULL;
    struct submission_plan plan;
    enum err_code code = open_plan(cli, office, arena, &plan, err);
    if (!code)
        code = submission_new(office, &plan, events, &submission, err);
    if (!code)
        code = write_all(cli, submission, events, err);
    if (!code) {
        summarise(cli, office, submission);
        if (submission_tally(submission).aside)
            code = ERR_PART;
    }
    submission_free(submission);
    events_free(events);
    arena_free(arena);
    return code;
}

static void show_past(const struct cli *cli, const struct submission_past *past)
{
    char at[CLOCK_TEXT_SIZE];
    clock_show(past->at_ms, at);
    if (!cli->json) {
        cli_print(_("%s  %s  entries: %ld"), past->name, at, past->entries);
        if (past->superseded)
            cli_print(_("    superseded by later versions: %ld"), past->superseded);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "name", past->name);
    json_put_long(json, "number", past->number);
    json_put_text(json, "at", at);
    json_put_text(json, "tags", past->tags);
    json_put_long(json, "entries", past->entries);
    json_put_long(json, "superseded", past->superseded);
    cli_json_line(json);
}

enum err_code release_list(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct submission_past *past = NULL;
    struct submission_plan plan;
    size_t count = 0;
    enum err_code code = open_plan(cli, office, arena, &plan, err);
    if (!code)
        code = submission_past_list(office, &plan.book, arena, &past, &count, err);
    for (size_t i = 0; !code && i < count; i++)
        show_past(cli, &past[i]);
    arena_free(arena);
    return code;
}
