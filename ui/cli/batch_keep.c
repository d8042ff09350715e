/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/batch_keep: `sohoa batch keep BATCH`: the answer to a question about it. May include: store,
 * workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "store/batch.h"
#include "workflow/batch_question.h"

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct batch batch;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = batch_find(office_store(office), cli->arguments[0], arena, &batch, err);
    if (!code)
        code = batch_question_keep(office, &batch.id, arena, err);
    if (!code && cli->json) {
        json_t *json = json_object();
        json_put_text(json, "kept", batch.name);
        cli_json_line(json);
    } else if (!code) {
        cli_print(_("the batch stays as it is and is not asked about again"));
    }
    office_close(office);
    arena_free(arena);
    return code;
}

const struct command command_batch_keep = {
    .name = "batch keep",
    .arguments = N_("BATCH"),
    .summary = N_("say that a batch is right as it is, when a question about it came up"),
    .example = "sohoa batch keep \"Đợt 1\"",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
