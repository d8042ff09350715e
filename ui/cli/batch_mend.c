/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/batch_mend: `sohoa batch move`, `split`, `merge`, `rebook`, `reschema`: counted first, asked
 * once, then done. May include: base, store, workflow.
 */
#include "base/clock.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/open.h"
#include "store/batch.h"
#include "workflow/batch_work.h"

static void print_json(const struct batch_order *order, const struct batch_tally *tally)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object(), *left = json_array();
    json_put_text(json, "done", batch_task_name(order->task));
    json_put_bool(json, "dry_run", order->dry_run);
    json_put_long(json, "pages", tally->pages);
    json_put_long(json, "records", tally->records);
    json_put_long(json, "typed", tally->typed);
    json_put_long(json, "changed", tally->changed);
    json_put_long(json, "withdrawn", tally->withdrawn);
    json_put_long(json, "read_again", tally->again);
    json_put_long(json, "kept", tally->kept);
    for (size_t i = 0; i < tally->left_count; i++) {
        json_t *item = json_object();
        uuid_show(&tally->left[i].record, id);
        json_put_text(item, "record", id);
        json_put_text(item, "field", tally->left[i].field);
        json_put_text(item, "written", tally->left[i].value.written);
        json_array_append_new(left, item);
    }
    json_put_new(json, "left", left);
    uuid_show(&tally->batch, id);
    if (order->task == BATCH_SPLIT && !order->dry_run)
        json_put_text(json, "batch", id);
    cli_json_line(json);
}

static void print_left(const struct batch_tally *tally)
{
    if (!tally->left_count)
        return;
    cli_print(_("  keyed values that have no field then: %zu"), tally->left_count);
    for (size_t i = 0; i < tally->left_count; i++) {
        char id[UUID_TEXT_SIZE];
        const struct value_left *left = &tally->left[i];
        uuid_show(&left->record, id);
        cli_print("    %s  %s  %s", id, left->field,
                  left->value.written ? left->value.written : "");
    }
}

static void print_text(const struct batch_tally *tally)
{
    cli_print(_("pages: %ld, records: %ld (keyed or finished by people: %ld)"), tally->pages,
              tally->records, tally->typed);
    if (tally->changed)
        cli_print(_("  records that change: %ld"), tally->changed);
    if (tally->withdrawn)
        cli_print(_("  records that only the machine saw and that are read anew: %ld"),
                  tally->withdrawn);
    if (tally->kept)
        cli_print(_("  keyed values that are kept: %ld"), tally->kept);
    print_left(tally);
    if (tally->again)
        cli_print(_("  pages to read again: %ld"), tally->again);
}

static void show(const struct cli *cli, const struct batch_order *order,
                 const struct batch_tally *tally)
{
    if (cli->json)
        print_json(order, tally);
    else
        print_text(tally);
}

/* Counts, asks, does. */
static enum err_code count_and_do(struct cli *cli, struct office *office, struct batch_order *order,
                                  struct arena *arena, struct err *err)
{
    struct batch_tally tally = {0};
    bool only_count = cli_flag(cli, "dry-run");
    order->dry_run = true;
    enum err_code code = batch_work(office, order, arena, &tally, err);
    if (!code && (only_count || !cli->json))
        show(cli, order, &tally);
    if (code || only_count)
        return code;
    code = ask_yes(cli, _("Do this?"), err);
    order->dry_run = false;
    if (!code)
        code = batch_work(office, order, arena, &tally, err);
    if (code)
        return code;
    if (cli->json)
        show(cli, order, &tally);
    else
        cli_print(_("done; to take it back: sohoa batch undo"));
    return ERR_OK;
}

/* ---- what the words mean ---- */

static enum err_code find_batch(struct office *office, const char *name, struct arena *arena,
                                struct uuid *ret, struct err *err)
{
    struct batch batch;
    enum err_code code = batch_find(office_store(office), name, arena, &batch, err);
    if (!code)
        *ret = batch.id;
    return code;
}

static enum err_code understand_pages(struct cli *cli, struct office *office,
                                      struct batch_order *order, struct arena *arena,
                                      struct err *err)
{
    struct uuid *pages = NULL;
    enum err_code code = batch_pages_parse(office, &order->batch, cli->arguments[1], arena, &pages,
                                           &order->page_count, err);
    order->pages = pages;
    return code;
}

static enum err_code understand(struct cli *cli, struct office *office, struct batch_order *order,
                                struct arena *arena, struct err *err)
{
    const char *last = cli->arguments[cli->argument_count - 1];
    struct book book;
    enum err_code code = find_batch(office, cli->arguments[0], arena, &order->batch, err);
    if (code)
        return code;
    switch (order->task) {
    case BATCH_MOVE:
        code = understand_pages(cli, office, order, arena, err);
        return code ? code : find_batch(office, last, arena, &order->into, err);
    case BATCH_SPLIT: order->name = last; return understand_pages(cli, office, order, arena, err);
    case BATCH_MERGE: return find_batch(office, last, arena, &order->into, err);
    case BATCH_REBOOK:
        if (text_equal(last, "-"))
            return ERR_OK;
        code = book_find(office_store(office), last, arena, &book, err);
        if (!code)
            order->book = book.id;
        return code;
    default: order->schema = text_equal(last, "-") ? NULL : last; return ERR_OK;
    }
}

static enum err_code run_task(struct cli *cli, enum batch_task task, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct batch_order order = {.task = task};
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = understand(cli, office, &order, arena, err);
    if (!code)
        code = count_and_do(cli, office, &order, arena, err);
    office_close(office);
    arena_free(arena);
    return code;
}

static enum err_code run_move(struct cli *cli, struct err *err)
{
    return run_task(cli, BATCH_MOVE, err);
}

static enum err_code run_split(struct cli *cli, struct err *err)
{
    return run_task(cli, BATCH_SPLIT, err);
}

static enum err_code run_merge(struct cli *cli, struct err *err)
{
    return run_task(cli, BATCH_MERGE, err);
}

static enum err_code run_rebook(struct cli *cli, struct err *err)
{
    return run_task(cli, BATCH_REBOOK, err);
}

static enum err_code run_reschema(struct cli *cli, struct err *err)
{
    return run_task(cli, BATCH_RESCHEMA, err);
}

static const struct option_spec options[] = {
    {"dry-run", NULL, N_("only count what it would do")},
    {"yes", NULL, N_("do not ask")},
    {0},
};

const struct command command_batch_move = {
    .name = "batch move",
    .arguments = N_("BATCH PAGES TO"),
    .summary = N_("move pages (3-5,8) to the end of another batch"),
    .example = "sohoa batch move \"Đợt 1\" 3-5,8 \"Đợt 2\" --dry-run",
    .options = options,
    .arguments_min = 3,
    .arguments_max = 3,
    .run = run_move,
};

const struct command command_batch_split = {
    .name = "batch split",
    .arguments = N_("BATCH PAGES NEW"),
    .summary = N_("make a new batch of some pages (3-5,8)"),
    .example = "sohoa batch split \"Đợt 1\" 51-100 \"Đợt 1, phần 2\"",
    .options = options,
    .arguments_min = 3,
    .arguments_max = 3,
    .run = run_split,
};

const struct command command_batch_merge = {
    .name = "batch merge",
    .arguments = N_("BATCH INTO"),
    .summary = N_("put all pages of a batch behind those of another one"),
    .example = "sohoa batch merge \"Đợt 1, phần 2\" \"Đợt 1\"",
    .options = options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_merge,
};

const struct command command_batch_rebook = {
    .name = "batch rebook",
    .arguments = N_("BATCH BOOK"),
    .summary = N_("say which book a batch is from (- for loose papers)"),
    .example = "sohoa batch rebook \"Đợt 1\" 01/2010",
    .options = options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_rebook,
};

const struct command command_batch_reschema = {
    .name = "batch reschema",
    .arguments = N_("BATCH SCHEMA"),
    .summary = N_("say which kind of paper a batch is (- to find out page by page)"),
    .example = "sohoa batch reschema \"Đợt 1\" so-khai-sinh --dry-run",
    .options = options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_reschema,
};
