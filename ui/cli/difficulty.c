/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/difficulty: `sohoa difficulty add`, `list` and `settle`: what stands in the way of the work.
 * May include: base, model, store, workflow.
 */
#include "workflow/difficulty.h"

#include <ctype.h>

#include "base/clock.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"

enum { ID_TAIL = 8 };

static void show_done(const struct cli *cli, const struct uuid *id)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    if (cli->json)
        cli_json_line(json_pack("{s:s}", "id", text));
    else
        cli_print(_("noted: %s"), text + UUID_TEXT_SIZE - 1 - ID_TAIL);
}

/* ---- add ---- */

/* "K-203" or "203". */
static enum err_code parse_code(const char *text, long *ret, struct err *err)
{
    const char *digits =
        text && toupper((unsigned char)text[0]) == 'K' && text[1] == '-' ? text + 2 : text;
    if (!text || text_to_long(digits, 1, 99999, ret))
        return ERR_OK;
    return err_set(err, ERR_USAGE, 2900, _("--code is the code of an error, as K-203, not \"%s\""),
                   text);
}

static enum err_code understand(struct cli *cli, struct office *office, struct difficulty *plan,
                                struct err *err)
{
    const char *step = cli_option(cli, "step"), *page = cli_option(cli, "page"),
               *record = cli_option(cli, "record");
    plan->category = cli_option(cli, "category");
    plan->step = step ? step : "other";
    plan->device = cli_option(cli, "device");
    plan->words = cli->argument_count ? cli->arguments[0] : NULL;
    enum err_code code = parse_code(cli_option(cli, "code"), &plan->code, err);
    if (!code && page)
        code = open_page(office, page, &plan->page, err);
    if (!code && record)
        code = open_record(office, record, &plan->record, err);
    return code;
}

static enum err_code add(struct cli *cli, struct office *office, struct err *err)
{
    struct difficulty plan = {0};
    struct uuid id;
    enum err_code code = understand(cli, office, &plan, err);
    if (!code)
        code = difficulty_report(office, &plan, &id, err);
    if (!code)
        show_done(cli, &id);
    return code;
}

static enum err_code run_add(struct cli *cli, struct err *err)
{
    return open_and_run(cli, add, err);
}

static const struct option_spec add_options[] = {
    {"category", "scanner|software|paper|network|form|other", N_("what it is about")},
    {"step", "scan|import|read|check|key|confirm|release|other", N_("at which work (else other)")},
    {"device", N_("NAME"), N_("which scanner")},
    {"code", "K-203", N_("the code of the message that was shown")},
    {"page", N_("PAGE"), N_("at which page: id, or \"BATCH:PLACE\"")},
    {"record", N_("RECORD"), N_("at which record")},
    {0},
};

const struct command command_difficulty_add = {
    .name = "difficulty add",
    .arguments = N_("[WORDS]"),
    .summary = N_("report what stands in the way; no names or numbers of persons"),
    .example = "sohoa difficulty add --category paper --step scan \"sổ đóng chặt, không mở phẳng\"",
    .options = add_options,
    .arguments_max = 1,
    .run = run_add,
};

/* ---- list ---- */

static void print_difficulty(const struct cli *cli, const struct difficulty *difficulty)
{
    char when[CLOCK_TEXT_SIZE], id[UUID_TEXT_SIZE];
    struct str more = STR_INIT;
    if (cli->json) {
        cli_json_line(difficulty_json(difficulty));
        return;
    }
    clock_show(difficulty->at_ms, when);
    uuid_show(&difficulty->id, id);
    if (difficulty->device)
        str_format(&more, "  %s", difficulty->device);
    if (difficulty->code)
        str_format(&more, "  K-%ld", difficulty->code);
    cli_print("%s  %s  %s · %s%s  (%s)", when, id + UUID_TEXT_SIZE - 1 - ID_TAIL,
              difficulty_category_title(difficulty->category),
              difficulty_step_title(difficulty->step), str_peek(&more), difficulty->person_name);
    str_release(&more);
    if (difficulty->words)
        cli_print("    %s", difficulty->words);
    if (difficulty->ended_ms)
        cli_print("    %s %s", _("settled:"), difficulty->answer ? difficulty->answer : "");
}

static enum err_code list(struct cli *cli, struct office *office, struct err *err)
{
    struct difficulty_filter filter = {.open = cli_flag(cli, "open"), .limit = STORE_LIST_MAX};
    struct difficulty *items = NULL;
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        code = difficulty_list(office_store(office), &filter, arena, &items, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            print_difficulty(cli, &items[i]);
        if (!code && !count && !filter.offset && !cli->json)
            cli_print(_("no difficulty was reported"));
        arena_free(arena);
    }
    return code;
}

static enum err_code run_list(struct cli *cli, struct err *err)
{
    return open_and_run(cli, list, err);
}

static const struct option_spec list_options[] = {
    {"open", NULL, N_("only those that are not settled yet")},
    {0},
};

const struct command command_difficulty_list = {
    .name = "difficulty list",
    .arguments = "",
    .summary = N_("what people reported, the newest first"),
    .example = "sohoa difficulty list --open",
    .options = list_options,
    .run = run_list,
};

/* ---- settle ---- */

static enum err_code settle(struct cli *cli, struct office *office, struct err *err)
{
    struct uuid id;
    enum err_code code = difficulty_find(office_store(office), cli->arguments[0], &id, err);
    if (!code)
        code =
            difficulty_settle(office, &id, cli->argument_count > 1 ? cli->arguments[1] : NULL, err);
    if (!code)
        show_done(cli, &id);
    return code;
}

static enum err_code run_settle(struct cli *cli, struct err *err)
{
    return open_and_run(cli, settle, err);
}

const struct command command_difficulty_settle = {
    .name = "difficulty settle",
    .arguments = N_("ID [WORDS]"),
    .summary = N_("say that a difficulty does not stand in the way any more, and what was done"),
    .example = "sohoa difficulty settle 3f9a01c2 \"đã thay con lăn\"",
    .arguments_min = 1,
    .arguments_max = 2,
    .run = run_settle,
};
