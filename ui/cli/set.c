/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/set: `sohoa set RECORD FIELD VALUE`: keys a value, takes it back, finishes a record. May
 * include: record, workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "record/problem.h"
#include "workflow/action.h"

static const struct {
    const char *option;
    enum value_status status;
} marks[] = {
    {"missing", VALUE_MISSING},
    {"blank", VALUE_BLANK},
    {"illegible", VALUE_ILLEGIBLE},
};

/* What the words mean; exactly one of: a value, a mark, --undo, only --finish. */
static enum err_code understand(const struct cli *cli, struct action_call *call,
                                enum action_id *ret, struct err *err)
{
    size_t given = 0;
    call->status = VALUE_OK;
    *ret = ACTION_KEY;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!cli_flag(cli, marks[i].option))
            continue;
        call->status = marks[i].status;
        given++;
    }
    if (cli_flag(cli, "undo")) {
        *ret = ACTION_UNDO;
        given++;
    }
    if (cli->argument_count == 3) {
        call->written = cli->arguments[2];
        given++;
    }
    if (cli->argument_count == 1 && !given && cli_flag(cli, "finish")) {
        *ret = ACTION_FINISH;
        return ERR_OK;
    }
    if (given != 1 || cli->argument_count < 2)
        return err_set(err, ERR_USAGE, 924,
                       _("sohoa set needs a record, a field, and a value or one of --blank, "
                         "--missing, --illegible, --undo"));
    call->field = cli->arguments[1];
    return ERR_OK;
}

static json_t *value_json(const struct action_call *call)
{
    json_t *json = json_object();
    json_put_text(json, "value", call->value.normal);
    json_put_text(json, "written", call->value.written);
    json_put_text(json, "status", value_status_name(call->value.status));
    return json;
}

static void report(const struct cli *cli, const struct action_call *call)
{
    json_t *problems = json_array();
    for (size_t i = 0; i < call->normal.problem_count; i++) {
        const char *text = problem_text(&call->normal.problems[i], call->arena);
        json_array_append_new(problems, json_string(text));
        if (!cli->json)
            cli_print(_("note: %s"), text);
    }
    if (!cli->json) {
        const char *text = call->value.normal ? call->value.normal : call->value.written;
        cli_print("%s = %s", call->field, text ? text : value_status_name(call->value.status));
        json_decref(problems);
        return;
    }
    json_t *json = value_json(call);
    json_put_text(json, "field", call->field);
    json_put_new(json, "problems", problems);
    cli_json_line(json);
}

static enum err_code finish(const struct cli *cli, struct action_call *call, struct err *err)
{
    char id[UUID_TEXT_SIZE];
    enum err_code code = action_run(ACTION_FINISH, call, err);
    if (code)
        return code;
    uuid_show(&call->version, id);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "version", id);
        cli_json_line(json);
    } else {
        cli_print(_("record finished: version %s"), id);
    }
    return ERR_OK;
}

static enum err_code set(struct cli *cli, struct office *office, struct err *err)
{
    struct action_call call = {.office = office, .arena = arena_new()};
    enum action_id action;
    enum err_code code = understand(cli, &call, &action, err);
    if (!code)
        code = open_record(office, cli->arguments[0], &call.record, err);
    if (!code && action != ACTION_FINISH) {
        code = action_run(action, &call, err);
        if (!code)
            report(cli, &call);
    }
    if (!code && cli_flag(cli, "finish"))
        code = finish(cli, &call, err);
    arena_free(call.arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, set, err);
}

static const struct option_spec options[] = {
    {"blank", NULL, N_("the place on the paper is empty")},
    {"missing", NULL, N_("the paper has no such place")},
    {"illegible", NULL, N_("something is there that nobody can read")},
    {"undo", NULL, N_("take back what was keyed last in this field")},
    {"finish", NULL, N_("finish the record: its values become a version")},
    {0},
};

const struct command command_set = {
    .name = "set",
    .arguments = N_("RECORD [FIELD [VALUE]]"),
    .summary = N_("key the value of a field; finish a record"),
    .example = "sohoa set 01978f3a-52c1-7a40-8f0e-3b5d9c1e2a77 ngay_sinh 15/03/2010 --finish",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 3,
    .run = run,
};
