/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/show: `sohoa show RECORD`: one record with all its fields. May include: base.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/record_line.h"
#include "workflow/assign.h"

static enum err_code show(struct cli *cli, struct office *office, const char *text, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    struct uuid id;
    enum err_code code = open_record(office, text, &id, err);
    if (!code)
        code = assign_check_record(office, &id, err);
    if (!code)
        code = record_view_see(office, &id, arena, &view, err);
    if (!code && cli->json)
        cli_json_line(record_view_json(&view));
    else if (!code)
        record_fields_print(&view, cli_flag(cli, "doubtful"));
    arena_free(arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    for (size_t i = 0; i < cli->argument_count && !code; i++)
        code = show(cli, office, cli->arguments[i], err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"doubtful", NULL, N_("only the doubtful fields")},
    {0},
};

const struct command command_show = {
    .name = "show",
    .arguments = N_("RECORD…"),
    .summary = N_("show records with all their fields"),
    .example = "sohoa show 01978f3a-52c1-7a40-8f0e-3b5d9c1e2a77",
    .options = options,
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
