/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/return: `sohoa return`: an official sends a record back with a reason. May include: base,
 * workflow.
 */
#include "cli/changes.h"
#include "cli/open.h"
#include "workflow/returned.h"

static enum err_code print_reasons(const struct cli *cli)
{
    for (int i = 0; i < RETURN_REASON_COUNT; i++) {
        const struct return_rule *rule = &return_table[i];
        if (cli->json) {
            json_t *json = json_object();
            json_put_text(json, "reason", rule->name);
            json_put_text(json, "title", _(rule->title));
            json_put_text(json, "to", return_to_name(rule->to));
            cli_json_line(json);
        } else {
            cli_print("%-14s %s (%s)", rule->name, _(rule->title), return_to_title(rule->to));
        }
    }
    return ERR_OK;
}

static enum err_code make_plan(const struct cli *cli, struct arena *arena, struct return_plan *plan,
                               struct err *err)
{
    const char *field, *to = cli_option(cli, "to");
    if (!return_reason_parse(cli_option(cli, "reason"), &plan->reason))
        return err_set(err, ERR_USAGE, 2966,
                       _("--reason is one of the words that sohoa return prints"));
    plan->to = return_table[plan->reason].to;
    plan->words = cli_option(cli, "words");
    if (to && !return_to_parse(to, &plan->to))
        return err_set(err, ERR_USAGE, 2967, _("--to is verify, redo or rescan"));
    plan->fields.items = arena_take(arena, cli->given_count + 1, sizeof *plan->fields.items);
    for (size_t i = 0; (field = cli_option_at(cli, "field", i)); i++)
        plan->fields.items[plan->fields.count++] = field;
    return ERR_OK;
}

static enum err_code send_back(const struct cli *cli, struct office *office,
                               const struct return_plan *plan, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < cli->argument_count && !code; i++) {
        struct uuid record;
        code = open_record(office, cli->arguments[i], &record, err);
        if (!code)
            code = record_return(office, &record, plan, err);
        if (!code)
            code = changes_report(cli, office, &record, err);
    }
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct return_plan plan = {0};
    if (!cli->argument_count)
        return print_reasons(cli);
    struct arena *arena = arena_new();
    enum err_code code = make_plan(cli, arena, &plan, err);
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = send_back(cli, office, &plan, err);
    office_close(office);
    arena_free(arena);
    return code;
}

static const struct option_spec options[] = {
    {"reason", N_("WORD"), N_("why: a word of the list that is printed without a record")},
    {"field", N_("NAME"), N_("only because of this field (as often as needed)")},
    {"words", N_("TEXT"), N_("what is wrong, in words; no values")},
    {"to", "verify|redo|rescan", N_("where it goes (else where the reason sends it)")},
    {0},
};

const struct command command_return = {
    .name = "return",
    .arguments = N_("[RECORD…]"),
    .summary = N_("send records back with a reason; alone it lists the reasons"),
    .example = "sohoa --as \"Cán bộ\" return 1e2a77b0 --reason wrong --field ho_ten",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
