/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/page_mend: `sohoa page replace`, `insert`, `move`, `turn`, `split`, `piece`, `remove`. May
 * include: base, model, store, workflow.
 */
#include "workflow/page_mend.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/batch.h"
#include "store/page.h"

static void show(const struct cli *cli, const struct page_order *order,
                 const struct page_tally *tally)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(&tally->page, id);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "done", page_task_name(order->task));
        json_put_bool(json, "dry_run", order->dry_run);
        json_put_text(json, "page", uuid_is_null(&tally->page) || order->dry_run ? NULL : id);
        json_put_long(json, "revision", tally->revision);
        json_put_long(json, "records", tally->records);
        json_put_long(json, "look", tally->look);
        json_put_long(json, "moved", tally->moved);
        cli_json_line(json);
        return;
    }
    if (tally->records)
        cli_print(_("records of the page: %ld, to be looked at again: %ld, moved: %ld"),
                  tally->records, tally->look, tally->moved);
    if (order->dry_run)
        cli_print(_("nothing was changed"));
    else
        cli_print(_("done: page %s; to take it back: sohoa batch undo"), id);
}

static enum err_code find_batch(struct office *office, const char *name, struct arena *arena,
                                struct uuid *ret, struct err *err)
{
    struct batch batch;
    enum err_code code = batch_find(office_store(office), name, arena, &batch, err);
    if (!code)
        *ret = batch.id;
    return code;
}

static enum err_code understand_move(const struct cli *cli, struct office *office,
                                     struct page_order *order, struct arena *arena, struct err *err)
{
    struct page page;
    const char *into = cli_option(cli, "to");
    enum err_code code = page_get(office_store(office), &order->page, arena, &page, err);
    order->batch = page.batch;
    if (!code && into)
        code = find_batch(office, into, arena, &order->batch, err);
    return code;
}

static enum err_code parse_number(const char *what, const char *text, long *ret, struct err *err)
{
    if (text_to_long(text, 1, 1000000, ret))
        return ERR_OK;
    return err_set(err, ERR_USAGE, 1912, _("%s must be a number from 1 on, not \"%s\""), what,
                   text);
}

static enum err_code parse_turn(const char *text, int *ret, struct err *err)
{
    static const char *const names[] = {"0", "90", "180", "270"};
    *ret = PAGE_TURNS_UNKNOWN;
    if (text_equal(text, "auto"))
        return ERR_OK;
    for (int i = 0; i < 4; i++)
        if (text_equal(text, names[i])) {
            *ret = i;
            return ERR_OK;
        }
    return err_set(err, ERR_USAGE, 1913, _("a page is turned by 0, 90, 180, 270 or auto"));
}

static enum err_code understand(struct cli *cli, struct office *office, struct page_order *order,
                                struct arena *arena, struct err *err)
{
    char *const *words = cli->arguments;
    long at = 0;
    enum err_code code = order->task == PAGE_INSERT
                             ? find_batch(office, words[0], arena, &order->batch, err)
                             : open_page(office, words[0], &order->page, err);
    if (!code && (order->task == PAGE_INSERT || order->task == PAGE_MOVE))
        code = parse_number(_("the place"), words[1], &order->position, err);
    if (code)
        return code;
    switch (order->task) {
    case PAGE_REPLACE:
    case PAGE_INSERT:
        order->file = words[cli->argument_count - 1];
        code = cli_number(cli, "frame", 1, 100000, 1, &order->frame, err);
        order->frame--;
        return code;
    case PAGE_MOVE: return understand_move(cli, office, order, arena, err);
    case PAGE_PIECE: return open_record(office, words[1], &order->record, err);
    case PAGE_TURN: return parse_turn(words[1], &order->turns, err);
    case PAGE_REMOVE: return ERR_OK;
    default:
        code = cli_number(cli, "at", 1, 1000000, 0, &at, err);
        order->at = (int)at;
        return code;
    }
}

static enum err_code run_task(struct cli *cli, enum page_task task, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct page_order order = {.task = task, .dry_run = cli_flag(cli, "dry-run")};
    struct page_tally tally;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = understand(cli, office, &order, arena, err);
    if (!code)
        code = page_mend(office, &order, arena, &tally, err);
    if (!code)
        show(cli, &order, &tally);
    office_close(office);
    arena_free(arena);
    return code;
}

static enum err_code run_replace(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_REPLACE, err);
}

static enum err_code run_insert(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_INSERT, err);
}

static enum err_code run_move(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_MOVE, err);
}

static enum err_code run_turn(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_TURN, err);
}

static enum err_code run_split(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_SPLIT, err);
}

static enum err_code run_piece(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_PIECE, err);
}

static enum err_code run_remove(struct cli *cli, struct err *err)
{
    return run_task(cli, PAGE_REMOVE, err);
}

#define DRY_RUN                                                                                    \
    {                                                                                              \
        "dry-run", NULL, N_("only count what it would do")                                         \
    }

static const struct option_spec file_options[] = {
    {"frame", "N", N_("page of the file (else the first)")},
    DRY_RUN,
    {0},
};

static const struct option_spec move_options[] = {
    {"to", N_("BATCH"), N_("into this batch (else its own)")},
    DRY_RUN,
    {0},
};

static const struct option_spec turn_options[] = {DRY_RUN, {0}};

static const struct option_spec split_options[] = {
    {"at", "N", N_("pixels from the left of the upright page (else the middle)")},
    DRY_RUN,
    {0},
};

const struct command command_page_replace = {
    .name = "page replace",
    .arguments = N_("PAGE FILE"),
    .summary = N_("give a page another image; its records are to be looked at again"),
    .example = "sohoa page replace \"Đợt 1:12\" quet-lai.tif",
    .options = file_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_replace,
};

const struct command command_page_insert = {
    .name = "page insert",
    .arguments = N_("BATCH PLACE FILE"),
    .summary = N_("put one more page into a batch"),
    .example = "sohoa page insert \"Đợt 1\" 12 trang-sot.png",
    .options = file_options,
    .arguments_min = 3,
    .arguments_max = 3,
    .run = run_insert,
};

const struct command command_page_move = {
    .name = "page move",
    .arguments = N_("PAGE PLACE"),
    .summary = N_("put a page at another place of its batch or of another one"),
    .example = "sohoa page move \"Đợt 1:12\" 3",
    .options = move_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_move,
};

const struct command command_page_turn = {
    .name = "page turn",
    .arguments = N_("PAGE 0|90|180|270|auto"),
    .summary = N_("say how a page must be turned, clockwise, to be upright"),
    .example = "sohoa page turn \"Đợt 1:12\" 180",
    .options = turn_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_turn,
};

const struct command command_page_split = {
    .name = "page split",
    .arguments = N_("PAGE"),
    .summary = N_("make two pages of an image that shows two"),
    .example = "sohoa page split \"Đợt 1:12\" --at 2480",
    .options = split_options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_split,
};

const struct command command_page_piece = {
    .name = "page piece",
    .arguments = N_("PAGE RECORD"),
    .summary = N_("say that a page shows a torn-off piece of a record"),
    .example = "sohoa page piece \"Đợt 1:12\" 01978f3a-52c1-7a40-8f0e-3b5d9c1e2a77",
    .options = turn_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_piece,
};

const struct command command_page_remove = {
    .name = "page remove",
    .arguments = N_("PAGE"),
    .summary = N_("take a page out of its batch that should not be there; nothing is erased"),
    .example = "sohoa page remove \"Đợt 1:12\"",
    .options = turn_options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_remove,
};
