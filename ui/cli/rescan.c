/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/rescan: `sohoa rescan list` and `rescan keep`: pages whose paper should be scanned again. May
 * include: base, model, store, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/quality.h"

enum { ID_TAIL = 8 };

struct queue {
    struct rescan *items;
    size_t count, capacity;
};
typedef enum err_code rescan_visit(const struct cli *cli, struct office *office,
                                   const struct rescan *rescan, void *context, struct err *err);

/* The whole queue; the texts are the arena's. */
static enum err_code read_queue(const struct cli *cli, struct office *office, struct arena *arena,
                                struct queue *queue, struct err *err)
{
    struct uuid room;
    const struct uuid *batch = NULL;
    struct rescan *some = NULL;
    size_t count = STORE_LIST_MAX;
    enum err_code code = open_batch(cli, office, &room, &batch, err);
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        code = rescan_list(office_store(office), batch, offset, STORE_LIST_MAX, arena, &some,
                           &count, err);
        for (size_t i = 0; i < count && !code; i++)
            *ARRAY_ADD(queue) = some[i];
    }
    return code;
}

/* Read before anything is done to the first: what is kept leaves the queue. */
static enum err_code each(const struct cli *cli, struct office *office, rescan_visit *visit,
                          void *context, struct err *err)
{
    struct arena *arena = arena_new();
    struct queue queue = {0};
    enum err_code code = read_queue(cli, office, arena, &queue, err);
    for (size_t i = 0; i < queue.count && !code; i++)
        code = visit(cli, office, &queue.items[i], context, err);
    free(queue.items);
    arena_free(arena);
    return code;
}

/* ---- list ---- */

static enum err_code print_page(const struct cli *cli, struct office *office,
                                const struct rescan *rescan, void *context, struct err *err)
{
    char id[UUID_TEXT_SIZE];
    unsigned reasons = quality_rescan_reasons(rescan);
    (void)office, (void)err;
    (*(long *)context)++;
    if (cli->json) {
        cli_json_line(quality_rescan_json(rescan));
        return ERR_OK;
    }
    uuid_show(&rescan->page, id);
    cli_print("%s · %ld (%s)  %s", rescan->batch_name, rescan->position,
              rescan->origin ? rescan->origin : "-", id + UUID_TEXT_SIZE - 1 - ID_TAIL);
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (reasons & 1u << i)
            cli_print("    %s: %s", _(quality_table[i].title), _(quality_table[i].remedy));
    if (rescan->detail)
        cli_print("    %s", rescan->detail);
    return ERR_OK;
}

static enum err_code list(struct cli *cli, struct office *office, struct err *err)
{
    long count = 0;
    enum err_code code = each(cli, office, print_page, &count, err);
    if (!code && !count && !cli->json)
        cli_print(_("no page waits to be scanned again"));
    return code;
}

static enum err_code run_list(struct cli *cli, struct err *err)
{
    return open_and_run(cli, list, err);
}

static const struct option_spec list_options[] = {
    {"batch", N_("NAME"), N_("only this batch (else all)")},
    {0},
};

const struct command command_rescan_list = {
    .name = "rescan list",
    .arguments = "",
    .summary = N_("pages that should be scanned again, and why"),
    .example = "sohoa rescan list --batch \"Quyển 01/2010\"",
    .options = list_options,
    .run = run_list,
};

/* ---- keep ---- */

struct keep {
    struct uuid *pages; /* those named; none: all with the reason */
    size_t count;
    unsigned reason; /* bit; 0 = none given */
    long kept;
};

static bool is_named(const struct keep *keep, const struct uuid *page)
{
    for (size_t i = 0; i < keep->count; i++)
        if (uuid_equal(&keep->pages[i], page))
            return true;
    return false;
}

static enum err_code keep_page(const struct cli *cli, struct office *office,
                               const struct rescan *rescan, void *context, struct err *err)
{
    struct keep *keep = context;
    bool wanted = keep->reason ? quality_rescan_reasons(rescan) == keep->reason
                               : is_named(keep, &rescan->page);
    (void)cli;
    if (!wanted)
        return ERR_OK;
    keep->kept++;
    return quality_keep_page(office, rescan, err);
}

static enum err_code make_keep(struct cli *cli, struct office *office, struct arena *arena,
                               struct keep *keep, struct err *err)
{
    const char *reason = cli_option(cli, "reason");
    enum err_code code = ERR_OK;
    if (reason && !(keep->reason = quality_reasons_parse(reason)))
        return err_set(err, ERR_USAGE, 1940, _("\"%s\" is no reason; see: sohoa rescan list"),
                       reason);
    if (!reason && !cli->argument_count)
        return err_set(err, ERR_USAGE, 1941, _("which pages? name them, or give --reason"));
    keep->pages = arena_take(arena, cli->argument_count + 1, sizeof *keep->pages);
    for (; keep->count < cli->argument_count && !code; keep->count++)
        code = page_find(office_store(office), cli->arguments[keep->count],
                         &keep->pages[keep->count], err);
    return code;
}

static enum err_code keep(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct keep keep = {0};
    enum err_code code = make_keep(cli, office, arena, &keep, err);
    if (!code)
        code = store_begin(office_store(office), AUDIT_PAGE, err);
    if (code)
        goto out;
    code = each(cli, office, keep_page, &keep, err);
    if (!code)
        code = store_commit(office_store(office), err);
    else
        store_rollback(office_store(office));
    if (!code && cli->json)
        cli_json_line(json_pack("{s:I}", "kept", (json_int_t)keep.kept));
    else if (!code)
        cli_print(_("pages kept as they are: %ld"), keep.kept);
out:
    arena_free(arena);
    return code;
}

static enum err_code run_keep(struct cli *cli, struct err *err)
{
    return open_and_run(cli, keep, err);
}

static const struct option_spec keep_options[] = {
    {"batch", N_("NAME"), N_("only this batch (else all)")},
    {"reason", N_("WORD"), N_("all pages that have this reason and no other (blank, skew …)")},
    {0},
};

const struct command command_rescan_keep = {
    .name = "rescan keep",
    .arguments = N_("[PAGE…]"),
    .summary = N_("keep pages as they are: they leave the list"),
    .example = "sohoa rescan keep --reason blank --batch \"Quyển 01/2010\"",
    .options = keep_options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run_keep,
};
