/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/page_adopt: `sohoa page adopt PAGE [--row N]`. May include: workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/waiting.h"

static void show(const struct cli *cli, const struct adopt_order *order,
                 const struct adopt_tally *tally)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(&tally->record, id);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "done", "adopt");
        json_put_bool(json, "dry_run", order->dry_run);
        json_put_long(json, "rows", tally->rows);
        json_put_text(json, "record", order->dry_run ? NULL : id);
        cli_json_line(json);
        return;
    }
    if (order->dry_run)
        cli_print(_("rows that would become records: %ld; nothing was changed"), tally->rows);
    else
        cli_print(_("rows that are records now: %ld; to take it back: sohoa batch undo"),
                  tally->rows);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct adopt_order order = {.dry_run = cli_flag(cli, "dry-run")};
    struct adopt_tally tally;
    long row = 0;
    enum err_code code = cli_number(cli, "row", 1, 1000, 0, &row, err);
    order.number = (int)row - 1;
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = open_page(office, cli->arguments[0], &order.page, err);
    if (!code)
        code = waiting_adopt(office, &order, arena, &tally, err);
    if (!code)
        show(cli, &order, &tally);
    office_close(office);
    arena_free(arena);
    return code;
}

static const struct option_spec options[] = {
    {"row", "N", N_("only this row, counted as in: sohoa records --waiting")},
    {"dry-run", NULL, N_("only count what it would do")},
    {0},
};

const struct command command_page_adopt = {
    .name = "page adopt",
    .arguments = N_("PAGE"),
    .summary = N_("make records of rows that a later reading of the page found"),
    .example = "sohoa page adopt \"Đợt 1:12\" --row 4",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
