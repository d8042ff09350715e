/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/confirm: `sohoa confirm`: officials confirm records, pages, batches; put values right; take
 * a confirmation back. May include: base, store, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "cli/changes.h"
#include "cli/confirm_bundle.h"
#include "cli/open.h"
#include "store/record.h"
#include "workflow/sample.h"
#include "workflow/transition.h"

struct list {
    struct uuid *items;
    size_t count, capacity;
    long refused;
};

static enum err_code add_named(const struct cli *cli, struct office *office, struct list *list,
                               struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < cli->argument_count && !code; i++) {
        struct uuid record;
        if (changes_is_one(cli->arguments[i]))
            continue;
        code = open_record(office, cli->arguments[i], &record, err);
        if (!code)
            *ARRAY_ADD(list) = record;
    }
    return code;
}

static enum err_code add_some(struct office *office, const struct record_filter *filter,
                              struct list *list, size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    enum err_code code = record_list(office_store(office), filter, arena, &records, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++)
        *ARRAY_ADD(list) = records[i].id;
    arena_free(arena);
    return code;
}

/* The verified ones of a page or a batch. */
static enum err_code add_place(const struct cli *cli, struct office *office, struct list *list,
                               struct err *err)
{
    const char *page_text = cli_option(cli, "page");
    struct uuid page, batch;
    struct record_filter filter = {.states = 1u << RECORD_VERIFIED, .limit = STORE_LIST_MAX};
    size_t count = STORE_LIST_MAX;
    enum err_code code = open_batch(cli, office, &batch, &filter.batch, err);
    if (!code && page_text) {
        code = open_page(office, page_text, &page, err);
        filter.page = &page;
    }
    if (!filter.page && !filter.batch)
        return code;
    for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX)
        code = add_some(office, &filter, list, &count, err);
    return code;
}

/* Those that cannot be confirmed are told and left out. */
static void leave_out(const struct cli *cli, struct office *office, struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct err why = {0};
        char id[UUID_TEXT_SIZE];
        if (!transition_allowed(office_store(office), &list->items[i], STAGE_CONFIRM, &why)) {
            list->items[kept++] = list->items[i];
            continue;
        }
        uuid_show(&list->items[i], id);
        cli_report(cli, id, &why);
        list->refused++;
    }
    list->count = kept;
}

static enum err_code put_right(const struct cli *cli, struct office *office,
                               const struct list *list, struct err *err)
{
    struct arena *arena = arena_new();
    struct change_list changes = changes_read(cli, arena);
    struct uuid version;
    enum err_code code = ERR_OK;
    if (changes.count && list->count != 1)
        code = err_set(err, ERR_USAGE, 2963, _("values are put right in one record at a time"));
    else if (changes.count)
        code = record_correct(office, list->items, changes.items, changes.count, &version, err);
    arena_free(arena);
    return code;
}

static enum err_code report(const struct cli *cli, const struct list *list, struct err *err)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "confirmed", (long)list->count);
        json_put_long(json, "refused", list->refused);
        cli_json_line(json);
    } else {
        cli_print(_("records confirmed: %zu"), list->count);
    }
    if (!list->refused)
        return ERR_OK;
    return err_set(err, list->count ? ERR_PART : ERR_STATE, 2964,
                   _("records that could not be confirmed: %ld"), list->refused);
}

static enum err_code confirm(const struct cli *cli, struct office *office, struct list *list,
                             struct err *err)
{
    enum err_code code = action_check(office, ACTION_CONFIRM, err);
    if (!code)
        code = put_right(cli, office, list, err);
    if (!code)
        leave_out(cli, office, list);
    if (!code)
        code = confirm_records(office, list->items, list->count, NULL, err);
    return code ? code : report(cli, list, err);
}

static enum err_code withdraw(const struct cli *cli, struct office *office, const struct list *list,
                              struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < list->count && !code; i++) {
        code = confirm_withdraw(office, &list->items[i], cli_option(cli, "words"), err);
        if (!code)
            code = changes_report(cli, office, &list->items[i], err);
    }
    return code;
}

/* ---- a sample of a batch ---- */

static void print_drawn(const struct cli *cli, const struct sample_drawn *drawn)
{
    char id[UUID_TEXT_SIZE], letter[2] = {drawn->size.letter, '\0'};
    for (size_t i = 0; i < drawn->count; i++) {
        uuid_show(&drawn->records[i], id);
        json_t *json = cli->json ? json_object() : NULL;
        json_put_text(json, "id", id);
        if (json)
            cli_json_line(json);
        else
            cli_print("%s", id);
    }
    if (!cli->json)
        cli_print(_("drawn: %ld of %ld records%s%s; at most %ld may be faulty"), drawn->size.size,
                  drawn->lot, *letter ? _(", code letter ") : "", letter, drawn->size.accept);
}

static enum err_code sample(const struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct sample_drawn drawn;
    struct uuid room;
    const struct uuid *batch = NULL;
    long confirmed = 0;
    enum err_code code = open_batch(cli, office, &room, &batch, err);
    if (!code && !batch)
        code = err_set(err, ERR_USAGE, 2978, _("a sample is drawn from a batch: --batch NAME"));
    if (!code && cli_flag(cli, "sampled"))
        code = sample_confirm(office, batch, &confirmed, err);
    else if (!code)
        code = sample_draw(office, batch, cli_option(cli, "sample"), arena, &drawn, err);
    if (!code && !cli_flag(cli, "sampled"))
        print_drawn(cli, &drawn);
    else if (!code)
        code = report(cli, &(struct list){.count = (size_t)confirmed}, err);
    arena_free(arena);
    return code;
}

/* ---- the command ---- */

static enum err_code named(const struct cli *cli, struct office *office, struct err *err)
{
    struct list list = {0};
    enum err_code code = add_named(cli, office, &list, err);
    if (!code)
        code = add_place(cli, office, &list, err);
    if (!code && cli_flag(cli, "withdraw"))
        code = withdraw(cli, office, &list, err);
    else if (!code)
        code = confirm(cli, office, &list, err);
    free(list.items);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    bool place = cli_option(cli, "page") || cli_option(cli, "batch");
    bool elsewhere = cli_option(cli, "bundle") || cli_option(cli, "from");
    if (!place && !cli->argument_count && !elsewhere)
        return err_set(err, ERR_USAGE, 2965, _("which records? name them, or --page or --batch"));
    enum err_code code = open_office(cli, &office, err);
    if (!code && cli_option(cli, "from"))
        code = confirm_from(cli, office, err);
    else if (!code && elsewhere)
        code = confirm_bundle(cli, office, err);
    else if (!code && (cli_option(cli, "sample") || cli_flag(cli, "sampled")))
        code = sample(cli, office, err);
    else if (!code)
        code = named(cli, office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"page", N_("PAGE"), N_("all verified records of a page, under one act")},
    {"batch", N_("NAME"), N_("all verified records of a batch, under one act")},
    {"sample", N_("PLAN"),
     N_("draw from --batch: all, every:10, iso2859-1:1.0; prints what to look at")},
    {"sampled", NULL, N_("the drawn ones were looked at: confirm the rest of --batch")},
    CHANGES_OPTIONS,
    {"withdraw", NULL, N_("take the confirmation back; needs --words")},
    {"words", N_("TEXT"), N_("why it is taken back")},
    {"bundle", N_("DIR"), N_("write the verified records of --book or --batch for a browser")},
    {"book", N_("BOOK"), N_("the book of --bundle")},
    {"from", N_("FILE"), N_("confirm and return what was decided there")},
    {"preview", NULL, N_("with --from: only look, change nothing")},
    {0},
};

const struct command command_confirm = {
    .name = "confirm",
    .arguments = N_("[RECORD… [FIELD=VALUE…]]"),
    .summary = N_("confirm verified records; up to three values may be put right"),
    .example = "sohoa --as \"Cán bộ\" confirm --page \"Quyển 01/2010:7\"",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
