/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/batch: `sohoa batch list`. May include: base, store.
 */
#include "store/batch.h"
#include "base/clock.h"
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/assign.h"

static void print_batch(const struct cli *cli, const struct batch *batch)
{
    char id[UUID_TEXT_SIZE], when[CLOCK_TEXT_SIZE];
    uuid_show(&batch->id, id);
    if (cli->json) {
        json_t *json = json_object();
        clock_iso(batch->created_ms, when);
        json_put_text(json, "id", id);
        json_put_text(json, "name", batch->name);
        json_put_text(json, "schema", batch->schema);
        json_put_text(json, "profile", batch->profile);
        json_put_long(json, "pages", batch->pages);
        json_put_text(json, "created", when);
        cli_json_line(json);
        return;
    }
    clock_show(batch->created_ms, when);
    cli_print(_("%s  %s  pages: %ld  %s"), when, batch->name, batch->pages,
              batch->schema ? batch->schema : "");
}

static enum err_code list_some(const struct cli *cli, struct office *office, long offset,
                               size_t *ret_count, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct batch *batches = NULL;
    enum err_code code = batch_list(store, offset, STORE_LIST_MAX, arena, &batches, ret_count, err);
    size_t mine = *ret_count;
    if (!code)
        code = assign_only_mine(office, batches, &mine, err);
    for (size_t i = 0; i < mine && !code; i++)
        print_batch(cli, &batches[i]);
    arena_free(arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    size_t count = STORE_LIST_MAX;
    enum err_code code = open_office(cli, &office, err);
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = list_some(cli, office, offset, &count, err);
    office_close(office);
    return code;
}

const struct command command_batch_list = {
    .name = "batch list",
    .arguments = "",
    .summary = N_("list the batches"),
    .example = "sohoa batch list",
    .run = run,
};
