/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/confirm_bundle: records out to a page for browsers, decisions back in. May include: base,
 * model, workflow.
 */
#include "cli/confirm_bundle.h"

#include "cli/job.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "workflow/book.h"
#include "workflow/review_bundle.h"

/* ---- out ---- */

static enum err_code open_plan(struct cli *cli, struct office *office, struct arena *arena,
                               struct uuid *room, struct review_plan *ret, struct err *err)
{
    struct book book;
    const char *name = cli_option(cli, "book");
    *ret = (struct review_plan){.folder = cli_option(cli, "bundle")};
    enum err_code code = open_batch(cli, office, room, &ret->batch, err);
    if (!code && !name == !ret->batch)
        return err_set(err, ERR_USAGE, 2989, _("--bundle needs --book or --batch"));
    if (!code && name)
        code = book_open(office, name, arena, &book, err);
    if (!code && name) {
        *room = book.id;
        ret->book = room;
    }
    return code;
}

static enum err_code write_bundle(struct cli *cli, struct review_bundle *bundle,
                                  struct events *events, struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        size_t done, total;
        review_bundle_progress(bundle, &done, &total);
        progress_show(_("writing"), done, total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = review_bundle_step(bundle, JOB_STEP_MS, err);
        job_report(cli, events);
    }
    progress_clear();
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void report_bundle(const struct cli *cli, const struct review_bundle *bundle)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "folder", review_bundle_peek_folder(bundle));
        json_put_long(json, "records", (long)review_bundle_records(bundle));
        cli_json_line(json);
        return;
    }
    cli_print("%s", review_bundle_peek_folder(bundle));
    cli_print(_("records to be confirmed: %zu. They are personal data: carry them only to the "
                "official, and take the folder away afterwards"),
              review_bundle_records(bundle));
}

enum err_code confirm_bundle(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct events *events = events_new();
    struct review_bundle *bundle = NULL;
    struct review_plan plan;
    struct uuid room;
    enum err_code code = open_plan(cli, office, arena, &room, &plan, err);
    if (!code)
        code = review_bundle_new(office, &plan, events, &bundle, err);
    if (!code)
        code = write_bundle(cli, bundle, events, err);
    if (!code)
        report_bundle(cli, bundle);
    review_bundle_free(bundle);
    events_free(events);
    arena_free(arena);
    return code;
}

/* ---- back ---- */

static void show(const struct cli *cli, const struct decision *decision)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(&decision->record, id);
    if (!cli->json) {
        cli_print("%s: %s%s%s", id, decision_state_title(decision->state),
                  decision->reason ? ": " : "", decision->reason ? decision->reason : "");
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "record", id);
    json_put_text(json, "state", decision_state_name(decision->state));
    json_put_text(json, "reason", decision->reason);
    if (decision->state == DECISION_REFUSED)
        json_put_new(json, "error", cli_error_json(&decision->why));
    cli_json_line(json);
}

static enum err_code report(const struct cli *cli, const struct decisions *decisions,
                            struct err *err)
{
    long counts[DECISION_STATE_COUNT] = {0};
    for (size_t i = 0; i < decisions->count; i++) {
        show(cli, &decisions->items[i]);
        counts[decisions->items[i].state]++;
    }
    long out = counts[DECISION_CHANGED] + counts[DECISION_GONE] + counts[DECISION_REFUSED];
    if (cli->json) {
        json_t *json = json_object();
        json_put_bool(json, "preview", cli_flag(cli, "preview"));
        json_put_long(json, "confirmed", counts[DECISION_CONFIRM]);
        json_put_long(json, "returned", counts[DECISION_RETURN]);
        json_put_long(json, "left_out", out);
        cli_json_line(json);
    } else {
        cli_print(_("confirmed: %ld, gone back: %ld, left out: %ld"), counts[DECISION_CONFIRM],
                  counts[DECISION_RETURN], out);
        if (cli_flag(cli, "preview"))
            cli_print(_("only looked; nothing was changed"));
    }
    (void)err;
    return out ? ERR_PART : ERR_OK;
}

enum err_code confirm_from(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct decisions decisions;
    enum err_code code = decisions_read(office, cli_option(cli, "from"), arena, &decisions, err);
    if (!code && !cli_flag(cli, "preview"))
        code = decisions_sign(office, &decisions, err);
    if (!code)
        code = report(cli, &decisions, err);
    arena_free(arena);
    return code;
}
