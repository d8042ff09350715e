/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/job: loops that step long work and show it. May include: workflow.
 */
#include "cli/job.h"

#include "cli/progress.h"
#include "workflow/runner.h"

static const char *const event_names[EVENT_KIND_COUNT] = {
    [EVENT_PAGE_DONE] = "page",        [EVENT_PAGE_ASIDE] = "page-aside",
    [EVENT_FILE_ASIDE] = "file-aside", [EVENT_FILE_KNOWN] = "file-known",
    [EVENT_QUESTION] = "question",
};

static void report_json(const struct event *event)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    json_put_text(json, "event", event_names[event->kind]);
    json_put_text(json, "where", event->where);
    if (!uuid_is_null(&event->page)) {
        uuid_show(&event->page, id);
        json_put_text(json, "page", id);
    }
    if (event->kind == EVENT_QUESTION) {
        json_put_text(json, "found", event->found);
        json_put_text(json, "text", event->text);
    }
    if (event->failure.code)
        json_put_new(json, "error", cli_error_json(&event->failure));
    cli_json_line(json);
}

/* Commands that answer it; the reading goes on meanwhile. */
static void print_question(const struct event *event)
{
    progress_clear();
    cli_print("? %s", event->text);
    cli_print(
        _("  to put it right: sohoa batch reschema or rebook; if it is right: sohoa batch keep "
          "\"%s\""),
        event->where);
}

void job_report(const struct cli *cli, struct events *events)
{
    struct event event;
    while (events_take(events, &event)) {
        if (cli->json)
            report_json(&event);
        if (event.failure.code)
            cli_report_line(event.where, &event.failure);
        else if (event.kind == EVENT_FILE_KNOWN && !cli->json)
            cli_print(_("%s: there already"), event.where);
        else if (event.kind == EVENT_QUESTION && !cli->json)
            print_question(&event);
    }
}

static enum err_code run_all(struct cli *cli, struct runner *runner, struct events *events,
                             struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        struct runner_tally tally = runner_tally(runner);
        progress_show(_("reading"), (size_t)(tally.done + tally.aside), (size_t)tally.total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = runner_step(runner, JOB_STEP_MS, err);
        job_report(cli, events);
    }
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void summarise(const struct cli *cli, const struct runner_tally *tally)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "read", tally->done);
        json_put_long(json, "aside", tally->aside);
        json_put_long(json, "waiting", tally->total - tally->done - tally->aside);
        cli_json_line(json);
        return;
    }
    progress_clear();
    cli_print(_("pages read: %ld, set aside: %ld"), tally->done, tally->aside);
}

enum err_code job_recognise(struct cli *cli, struct office *office,
                            const struct job_recognise *plan, struct err *err)
{
    struct runner_plan run = {.batch = plan->batch,
                              .profile = plan->profile,
                              .jobs = plan->jobs,
                              .again = plan->again,
                              .all = plan->all};
    struct events *events = events_new();
    struct runner *runner = NULL;
    enum err_code code = runner_new(office, &run, events, &runner, err);
    if (!code) {
        code = run_all(cli, runner, events, err);
        struct runner_tally tally = runner_tally(runner);
        if (!code || tally.done + tally.aside)
            summarise(cli, &tally);
        if (!code && tally.aside)
            code = ERR_PART;
    }
    runner_free(runner);
    events_free(events);
    return code;
}
