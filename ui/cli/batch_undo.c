/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/batch_undo: `sohoa batch undo BATCH`. May include: base, store, workflow.
 */
#include "base/clock.h"
#include "cli/ask.h"
#include "cli/open.h"
#include "store/batch.h"
#include "workflow/change.h"

static void show(const struct cli *cli, const struct change_undo *undo, bool dry_run)
{
    char when[CLOCK_TEXT_SIZE];
    if (cli->json) {
        json_t *json = json_object();
        clock_iso(undo->at_ms, when);
        json_put_text(json, "undone", undo->what);
        json_put_bool(json, "dry_run", dry_run);
        json_put_text(json, "at", when);
        json_put_long(json, "pages", undo->pages);
        json_put_long(json, "records", undo->records);
        cli_json_line(json);
        return;
    }
    clock_show(undo->at_ms, when);
    cli_print(_("change of %s (%s): pages brought back: %ld, records: %ld"), when, undo->what,
              undo->pages, undo->records);
}

static enum err_code undo(struct cli *cli, struct office *office, struct arena *arena,
                          struct err *err)
{
    struct batch batch;
    struct change_undo found;
    bool only_show = cli_flag(cli, "dry-run");
    enum err_code code = batch_find(office_store(office), cli->arguments[0], arena, &batch, err);
    if (!code)
        code = change_undo(office, &batch.id, true, arena, &found, err);
    if (!code && (only_show || !cli->json))
        show(cli, &found, true);
    if (code || only_show)
        return code;
    code = ask_yes(cli, _("Take it back?"), err);
    if (!code)
        code = change_undo(office, &batch.id, false, arena, &found, err);
    if (!code && cli->json)
        show(cli, &found, false);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run_with(cli, undo, err);
}

static const struct option_spec options[] = {
    {"dry-run", NULL, N_("only show what would be taken back")},
    {"yes", NULL, N_("do not ask")},
    {0},
};

const struct command command_batch_undo = {
    .name = "batch undo",
    .arguments = N_("BATCH"),
    .summary = N_("take back the last change of a batch or of its pages"),
    .example = "sohoa batch undo \"Đợt 1\"",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
