/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verify: `sohoa verify`: what waits for whom; finishing a record, its blind second entry,
 * settling two entries. May include: base, store, workflow.
 */
#include "base/str.h"
#include "cli/changes.h"
#include "cli/open.h"
#include "cli/record_line.h"
#include "workflow/second.h"
#include "workflow/settle.h"
#include "workflow/waits.h"

/* ---- what waits ---- */

static json_t *waits_json(const struct waits *waits, enum second_policy policy, long risk)
{
    json_t *json = json_object(), *records = json_object(), *stuck = json_object();
    for (int wait = 0; wait < WAIT_COUNT; wait++) {
        json_put_long(records, wait_name((enum wait_for)wait), waits->records[wait]);
        json_put_long(stuck, wait_name((enum wait_for)wait), waits->stuck[wait]);
    }
    json_put_new(json, "waits", records);
    json_put_new(json, "stuck", stuck);
    json_put_text(json, "policy", second_policy_name(policy));
    json_put_long(json, "risk", risk);
    return json;
}

static void print_waits(const struct waits *waits, enum second_policy policy, long risk)
{
    for (int wait = 0; wait < WAIT_COUNT; wait++) {
        cli_print(_("%s: %ld"), wait_title((enum wait_for)wait), waits->records[wait]);
        if (waits->stuck[wait])
            cli_print(_("  %ld of them wait for nobody; the office lacks: %s"), waits->stuck[wait],
                      wait_lacks((enum wait_for)wait));
    }
    cli_print(_("second entry: %s, asked for from %ld wrong fields of 10,000 on"),
              second_policy_name(policy), risk);
}

static enum err_code list(const struct cli *cli, struct office *office, struct err *err)
{
    struct waits waits;
    enum second_policy policy = SECOND_AUTO;
    long risk = 0;
    enum err_code code = waits_get(office_store(office), &waits, err);
    if (!code)
        code = second_policy_get(office, &policy, &risk, err);
    if (!code && cli->json)
        cli_json_line(waits_json(&waits, policy, risk));
    else if (!code)
        print_waits(&waits, policy, risk);
    return code;
}

static enum err_code set_policy(const struct cli *cli, struct office *office, struct err *err)
{
    const char *name = cli_option(cli, "policy");
    enum second_policy policy = SECOND_AUTO;
    long risk = 0, given = -1;
    enum err_code code = second_policy_get(office, &policy, &risk, err);
    if (!code && name && !second_policy_parse(name, &policy))
        code = err_set(err, ERR_USAGE, 2960, _("--policy is auto, on or off"));
    if (!code)
        code = cli_number(cli, "risk", 0, SECOND_RISK_MOST, -1, &given, err);
    if (!code)
        code = second_policy_set(office, policy, given, err);
    return code ? code : list(cli, office, err);
}

/* ---- the second entry ---- */

static enum err_code show_second(const struct cli *cli, struct action_call *call, struct err *err)
{
    struct record_view view;
    enum err_code code = second_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code && cli->json)
        cli_json_line(record_view_json(&view));
    else if (!code)
        record_fields_print(&view, false);
    return code;
}

static enum err_code second(const struct cli *cli, struct action_call *call,
                            const struct change_list *list, struct err *err)
{
    if (!list->count && !cli_flag(cli, "finish"))
        return show_second(cli, call, err);
    enum err_code code = changes_run(list, ACTION_SECOND, call, err);
    if (!code && cli_flag(cli, "finish"))
        code = action_run(ACTION_SECOND_FINISH, call, err);
    return code ? code : changes_report(cli, call->office, &call->record, err);
}

/* ---- settling ---- */

static json_t *value_json(const struct value *value)
{
    json_t *json = json_object();
    json_put_text(json, "written", value->written);
    json_put_text(json, "status", value_status_name(value->status));
    return json;
}

static const char *value_text(const struct value *value)
{
    return value->written ? value->written : value_status_name(value->status);
}

static void print_settle(const struct cli *cli, const struct settle_view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        const struct settle_field *field = &view->fields[i];
        const char *name = field->field->field->name;
        if (cli->json) {
            json_t *json = json_object();
            json_put_text(json, "field", name);
            json_put_new(json, "first", value_json(&field->first));
            json_put_new(json, "second", value_json(&field->second));
            if (field->said)
                json_put_new(json, "chosen", value_json(&field->chosen));
            cli_json_line(json);
            continue;
        }
        cli_print("%s (%s)", schema_field_label(field->field->field), name);
        cli_print("  1: %s", value_text(&field->first));
        cli_print("  2: %s", value_text(&field->second));
        if (field->said)
            cli_print("  → %s", value_text(&field->chosen));
    }
}

/* --first FIELD, --other FIELD: as the first or the second person entered it. */
static enum err_code take_reading(const struct cli *cli, struct action_call *call,
                                  const struct settle_view *view, bool other, struct err *err)
{
    const char *name;
    enum err_code code = ERR_OK;
    for (size_t i = 0; !code && (name = cli_option_at(cli, other ? "other" : "first", i)); i++) {
        const struct settle_field *field = settle_view_lookup(view, name);
        if (!field)
            return err_set(err, ERR_USAGE, 2961, _("the two entries of %s do not differ"), name);
        const struct value *value = other ? &field->second : &field->first;
        struct change_list one = {&(struct field_change){name, value->written, value->status}, 1};
        code = changes_run(&one, ACTION_CHOOSE, call, err);
    }
    return code;
}

static enum err_code settle(const struct cli *cli, struct action_call *call,
                            const struct change_list *list, struct err *err)
{
    struct settle_view view;
    bool said = list->count || cli_flag(cli, "first") || cli_flag(cli, "other");
    enum err_code code = settle_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code && !said && !cli_flag(cli, "finish")) {
        print_settle(cli, &view);
        return ERR_OK;
    }
    if (!code)
        code = take_reading(cli, call, &view, false, err);
    if (!code)
        code = take_reading(cli, call, &view, true, err);
    if (!code)
        code = changes_run(list, ACTION_CHOOSE, call, err);
    if (!code && cli_flag(cli, "finish"))
        code = action_run(ACTION_CHOOSE_FINISH, call, err);
    return code ? code : changes_report(cli, call->office, &call->record, err);
}

/* ---- the command ---- */

static enum err_code verify(const struct cli *cli, struct action_call *call, struct err *err)
{
    struct change_list list = changes_read(cli, call->arena);
    bool again = cli_flag(cli, "second"), choose = cli_flag(cli, "settle");
    enum err_code code = open_record(call->office, cli->arguments[0], &call->record, err);
    if (code)
        return code;
    if (again + choose + cli_flag(cli, "waive") > 1)
        return err_set(err, ERR_USAGE, 2962, _("choose one of --second, --settle and --waive"));
    if (again)
        return second(cli, call, &list, err);
    if (choose)
        return settle(cli, call, &list, err);
    if (cli_flag(cli, "waive"))
        code = action_run(ACTION_SECOND_WAIVE, call, err);
    if (!code && !cli_flag(cli, "waive"))
        code = changes_run(&list, ACTION_KEY, call, err);
    if (!code && !cli_flag(cli, "waive"))
        code = action_run(ACTION_FINISH, call, err);
    return code ? code : changes_report(cli, call->office, &call->record, err);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct action_call call = {.arena = arena_new()};
    enum err_code code = open_office(cli, &call.office, err);
    if (!code && (cli_option(cli, "policy") || cli_option(cli, "risk")))
        code = set_policy(cli, call.office, err);
    else if (!code && !cli->argument_count)
        code = list(cli, call.office, err);
    else if (!code)
        code = verify(cli, &call, err);
    arena_free(call.arena);
    office_close(call.office);
    return code;
}

static const struct option_spec options[] = {
    {"second", NULL, N_("the blind second entry of this record; without values: what is asked")},
    {"settle", NULL, N_("two entries that differ; without values: show both")},
    {"first", N_("FIELD"), N_("settle: the first entry is right")},
    {"other", N_("FIELD"), N_("settle: the second entry is right")},
    CHANGES_OPTIONS,
    {"finish", NULL, N_("end the second entry or the settling")},
    {"waive", NULL, N_("go on without a second entry, since nobody is there for it")},
    {"policy", "auto|on|off", N_("when second entries are asked for in this office")},
    {"risk", "N", N_("from how many wrong fields of 10,000 on they are asked for (usually 20)")},
    {0},
};

const struct command command_verify = {
    .name = "verify",
    .arguments = N_("[RECORD [FIELD=VALUE…]]"),
    .summary = N_("finish records, enter them a second time, settle what differs"),
    .example = "sohoa verify 1e2a77b0 --second so=12 \"ho_ten=Nguyễn Văn An\" --finish",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
