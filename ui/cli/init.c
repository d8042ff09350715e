/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/init: `sohoa init`: an empty practice store. May include: store.
 */
#include <stdlib.h>

#include "cli/command.h"
#include "cli/open.h"
#include "store/store.h"

static void announce(const struct cli *cli, struct store *store, const char *folder)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(store_peek_station(store), id);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "store", folder);
        json_put_text(json, "station", id);
        json_put_bool(json, "practice", store_practice(store));
        cli_json_line(json);
        return;
    }
    cli_print(_("A practice store is ready: %s"), folder);
    cli_print(_("Next: sohoa scan, or sohoa import FILE..."));
}

static enum err_code run(struct cli *cli, struct err *err)
{
    char *folder = open_folder(cli);
    struct store *store = NULL;
    struct store_plan plan = {
        .name = cli_option(cli, "name"), .practice = true, .person_name = cli->person};
    enum err_code code = store_create(folder, &plan, &store, err);
    if (!code)
        announce(cli, store, folder);
    store_close(store);
    free(folder);
    return code;
}

static const struct option_spec options[] = {
    {"name", N_("NAME"), N_("name of this station, such as the commune")},
    {0},
};

const struct command command_init = {
    .name = "init",
    .arguments = "",
    .summary = N_("make an empty practice store"),
    .example = "sohoa --store ~/luyen-tap init --name \"Xã Bình An\"",
    .options = options,
    .run = run,
};
