/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/records: `sohoa records`: records with what is doubtful in them. May include: workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/record_line.h"
#include "workflow/assign.h"
#include "workflow/query.h"
#include "workflow/waiting.h"

static enum err_code make_filter(const struct cli *cli, struct record_filter *filter,
                                 struct err *err)
{
    const char *name = cli_option(cli, "state");
    enum record_state state;
    filter->schema = cli_option(cli, "schema");
    filter->doubtful = cli_flag(cli, "doubtful");
    filter->look = cli_flag(cli, "look");
    if (!name)
        return ERR_OK;
    if (!record_state_parse(name, &state))
        return err_set(err, ERR_USAGE, 923,
                       _("--state is entered, second, differs, verified, confirmed or returned"));
    filter->states = 1u << state;
    return ERR_OK;
}

/* *ret_left goes down for a record that was shown; with --doubtful those that people have looked at
 * meanwhile are not. */
static enum err_code print_record(const struct cli *cli, struct office *office,
                                  const struct uuid *id, long *ret_left, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = record_view_see(office, id, arena, &view, err);
    if (!code && (view.doubtful || !cli_flag(cli, "doubtful"))) {
        --*ret_left;
        if (cli->json)
            cli_json_line(record_view_json(&view));
        else
            record_line_print(&view);
    }
    arena_free(arena);
    return code;
}

/* At most limit records from filter->offset on, in pieces. */
static enum err_code print_all(const struct cli *cli, struct office *office,
                               struct record_filter *filter, long limit, struct err *err)
{
    enum err_code code = ERR_OK;
    size_t count = 1;
    while (!code && count && limit > 0) {
        struct arena *arena = arena_new();
        struct record *records = NULL;
        filter->limit = limit < STORE_LIST_MAX ? limit : STORE_LIST_MAX;
        code = record_list(office_store(office), filter, arena, &records, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            code = print_record(cli, office, &records[i].id, &limit, err);
        filter->offset += (long)count;
        arena_free(arena);
        if (!code)
            code = cli_check_stop(cli, err);
    }
    return code;
}

static void print_waiting_row(const struct cli *cli, const struct waiting_row *row)
{
    json_t *json = waiting_row_json(row);
    if (cli->json) {
        cli_json_line(json);
        return;
    }
    const json_t *values = json_peek_object(json, "values");
    const char *number = json_peek_text(values, "so"), *name = json_peek_text(values, "ho_ten");
    cli_print(_("%s:%ld  row %d  %s  %s  %s"), json_peek_text(json, "batch"), row->position,
              row->proposal.number + 1, row->proposal.schema, number ? number : "",
              name ? name : "");
    json_decref(json);
}

/* What a later reading found beside the records. */
static enum err_code print_waiting(const struct cli *cli, struct office *office,
                                   const struct uuid *batch, long limit, struct err *err)
{
    struct arena *arena = arena_new();
    struct waiting_row *rows = NULL;
    size_t count = 0;
    enum err_code code =
        waiting_row_list(office_store(office), batch, NULL, limit, arena, &rows, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        print_waiting_row(cli, &rows[i]);
    waiting_row_release(rows, count);
    arena_free(arena);
    return code;
}

static enum err_code records(struct cli *cli, struct office *office, struct err *err)
{
    struct record_filter filter = {0};
    struct uuid room;
    long limit = 0;
    enum err_code code = make_filter(cli, &filter, err);
    if (!code)
        code = cli_number(cli, "offset", 0, 1000000000, 0, &filter.offset, err);
    if (!code)
        code = cli_number(cli, "limit", 1, 1000000000, 1000000000, &limit, err);
    if (!code)
        code = open_batch(cli, office, &room, &filter.batch, err);
    filter.viewer = assign_viewer(office);
    if (!code)
        code = cli_flag(cli, "waiting") ? print_waiting(cli, office, filter.batch, limit, err)
                                        : print_all(cli, office, &filter, limit, err);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, records, err);
}

static const struct option_spec options[] = {
    {"batch", N_("NAME"), N_("only this batch")},
    {"schema", N_("NAME"), N_("only this kind of paper")},
    {"state", N_("STATE"),
     N_("only this state: entered, second, differs, verified, confirmed, returned")},
    {"doubtful", NULL, N_("only records with doubtful fields")},
    {"look", NULL, N_("only records to look at again, since their page or kind changed")},
    {"waiting", NULL,
     N_("only rows that a later reading found and that are no record yet (sohoa page adopt)")},
    {"offset", "N", N_("leave out the first N")},
    {"limit", "N", N_("at most N")},
    {0},
};

const struct command command_records = {
    .name = "records",
    .arguments = "",
    .summary = N_("list the records and what is doubtful in them"),
    .example = "sohoa records --doubtful --batch \"Quyển 01/2010\"",
    .options = options,
    .run = run,
};
