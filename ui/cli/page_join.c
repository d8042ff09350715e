/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/page_join: `sohoa page join LEFT RIGHT`. May include: base, workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/join.h"

static void show_json(const struct join_order *order, const struct join_tally *tally)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&tally->page, id);
    json_put_text(json, "done", "join");
    json_put_bool(json, "dry_run", order->dry_run);
    json_put_text(json, "page", order->dry_run ? NULL : id);
    json_put_double(json, "sure", tally->sure);
    json_put_double(json, "off", tally->off);
    json_put_long(json, "places", tally->places);
    json_put_double(json, "degrees", tally->degrees);
    json_put_double(json, "down", tally->down);
    json_put_long(json, "width", tally->width);
    json_put_long(json, "height", tally->height);
    json_put_long(json, "withdrawn", tally->withdrawn);
    json_put_long(json, "carried", tally->carried);
    cli_json_line(json);
}

static void show_fit(const struct join_order *order, const struct join_tally *tally)
{
    if (order->beside)
        cli_print(_("the pages stand beside each other; their rows fit: sure %.0f %%"),
                  tally->sure * 100);
    else
        cli_print(_("the halves fit: sure %.0f %%, %d places compared, %.1f pixels off"),
                  tally->sure * 100, tally->places, tally->off);
    cli_print(_("  the right half lay %.0f pixels lower and turned by %.2f degrees"), tally->down,
              tally->degrees);
}

static void show(const struct cli *cli, const struct join_order *order,
                 const struct join_tally *tally)
{
    char id[UUID_TEXT_SIZE];
    if (cli->json) {
        show_json(order, tally);
        return;
    }
    uuid_show(&tally->page, id);
    show_fit(order, tally);
    if (tally->withdrawn || tally->carried)
        cli_print(_("  records read anew: %ld, with keyed values kept: %ld"), tally->withdrawn,
                  tally->carried);
    if (order->preview)
        cli_print(_("  picture: %s"), order->preview);
    if (!order->dry_run)
        cli_print(_("done: page %s; to take it back: sohoa batch undo"), id);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct join_order order = {.preview = cli_option(cli, "png"),
                               .beside = cli_flag(cli, "beside"),
                               .dry_run = cli_flag(cli, "dry-run")};
    struct join_tally tally;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = open_page(office, cli->arguments[0], &order.left, err);
    if (!code)
        code = open_page(office, cli->arguments[1], &order.right, err);
    if (!code)
        code = join_pages(office, &order, arena, &tally, err);
    if (!code)
        show(cli, &order, &tally);
    office_close(office);
    arena_free(arena);
    return code;
}

static const struct option_spec options[] = {
    {"beside", NULL, N_("facing pages of a book that do not overlap: put them edge to edge")},
    {"png", N_("FILE"), N_("write a picture of the joined sheet")},
    {"dry-run", NULL, N_("only find out and show, change nothing")},
    {0},
};

const struct command command_page_join = {
    .name = "page join",
    .arguments = N_("LEFT RIGHT"),
    .summary = N_("make one page of the left and the right half of a sheet"),
    .example = "sohoa page join \"Sổ 3:1\" \"Sổ 3:2\" --png xem.png --dry-run",
    .options = options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run,
};
