/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/history: `sohoa history RECORD`: who did what to it, and what its values were then. May
 * include: base, store, workflow.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/person.h"
#include "store/record.h"
#include "workflow/query.h"
#include "workflow/version.h"

struct past {
    struct arena *arena;
    struct version *versions;
    size_t version_count;
    struct act *acts;
    size_t act_count;
};

/* 1.. in the record; 0 = not of it. */
static size_t number_of(const struct past *past, const struct uuid *version)
{
    for (size_t i = 0; i < past->version_count; i++)
        if (uuid_equal(&past->versions[i].id, version))
            return i + 1;
    return 0;
}

/* Of the versions that the act lists, the one of this record. */
static size_t version_of(const struct past *past, const struct act *act)
{
    size_t number = 0;
    for (size_t i = 0; i < act->version_count && !number; i++)
        number = number_of(past, &act->versions[i]);
    return number;
}

static void print_act(const struct cli *cli, struct office *office, const struct past *past,
                      const struct act *act)
{
    char when[CLOCK_TEXT_SIZE];
    struct person person;
    const char *name = "?";
    size_t number = version_of(past, act);
    if (person_get(office_store(office), &act->person, past->arena, &person, NULL) == ERR_OK)
        name = person.name;
    clock_show(act->at_ms, when);
    if (!cli->json) {
        cli_print("%s  %-9s %zu  %s  %s %s", when, act->kind, number, name,
                  act->reason ? act->reason : "", act->body ? act->body : "");
        return;
    }
    json_t *json = json_object(), *body = NULL;
    json_put_text(json, "at", when);
    json_put_text(json, "act", act->kind);
    json_put_long(json, "version", (long)number);
    json_put_text(json, "person", name);
    json_put_text(json, "reason", act->reason);
    if (act->body && !json_parse(act->body, strlen(act->body), "act", &body, NULL))
        json_put_new(json, "body", body);
    cli_json_line(json);
}

static enum err_code print_version(const struct cli *cli, const struct past *past, long number,
                                   struct err *err)
{
    struct version_values values;
    if ((size_t)number > past->version_count)
        return err_set(err, ERR_MISSING, 2969, _("this record has no version %ld"), number);
    const struct version *version = &past->versions[number - 1];
    enum err_code code = version_parse(version->body, past->arena, &values, err);
    if (code)
        return code;
    if (cli->json) {
        json_t *body = NULL;
        code = json_parse(version->body, strlen(version->body), "version", &body, err);
        if (!code)
            cli_json_line(body);
        return code;
    }
    for (size_t i = 0; i < values.count; i++) {
        const struct value *value = &values.items[i].value;
        cli_print("%-20s %s", values.items[i].name,
                  value->written ? value->written : value_status_name(value->status));
    }
    return ERR_OK;
}

/* A second entry is hidden from whoever may still have to enter it. */
static enum err_code check_blind(struct office *office, const struct uuid *record,
                                 struct arena *arena, struct err *err)
{
    struct record_view view;
    enum err_code code = record_view_see(office, record, arena, &view, err);
    for (size_t i = 0; i < view.field_count && !code; i++)
        if (view.fields[i].hidden)
            code = err_set(err, ERR_DENIED, 2970,
                           _("this record waits for a second entry, which you may make; its "
                             "values are hidden until then"));
    return code;
}

static enum err_code history(struct cli *cli, struct office *office, struct arena *arena,
                             struct err *err)
{
    struct uuid record;
    struct past past = {.arena = arena};
    long number = 0;
    struct store *store = office_store(office);
    enum err_code code = open_record(office, cli->arguments[0], &record, err);
    if (!code)
        code = cli_number(cli, "at", 1, 1000000, 0, &number, err);
    if (!code)
        code = version_list(store, &record, arena, &past.versions, &past.version_count, err);
    if (!code)
        code = act_list(store, &record, NULL, 0, 0, arena, &past.acts, &past.act_count, err);
    if (!code && number)
        code = check_blind(office, &record, arena, err);
    if (!code && number)
        return print_version(cli, &past, number, err);
    for (size_t i = 0; i < past.act_count && !code; i++)
        print_act(cli, office, &past, &past.acts[i]);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run_with(cli, history, err);
}

static const struct option_spec options[] = {
    {"at", "N", N_("the values of version N")},
    {0},
};

const struct command command_history = {
    .name = "history",
    .arguments = N_("RECORD"),
    .summary = N_("who did what to a record, and what its values were then"),
    .example = "sohoa history 1e2a77b0 --at 1",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
