/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/changes: see the header. May include: base, model, store, workflow.
 */
#include "cli/changes.h"

#include <string.h>

#include "store/record.h"
#include "workflow/office.h"
#include "workflow/stage.h"

static const struct {
    const char *option;
    enum value_status status;
} marks[] = {
    {"blank", VALUE_BLANK},
    {"missing", VALUE_MISSING},
    {"illegible", VALUE_ILLEGIBLE},
};

bool changes_is_one(const char *argument)
{
    const char *equal = strchr(argument, '=');
    return equal && equal != argument;
}

struct change_list changes_read(const struct cli *cli, struct arena *arena)
{
    struct change_list list = {0};
    list.items = arena_take(arena, cli->argument_count + cli->given_count + 1, sizeof *list.items);
    for (size_t i = 0; i < cli->argument_count; i++) {
        const char *argument = cli->arguments[i];
        if (!changes_is_one(argument))
            continue;
        const char *equal = strchr(argument, '=');
        list.items[list.count++] = (struct field_change){
            .field = arena_copy_span(arena, argument, (size_t)(equal - argument)),
            .written = equal + 1,
            .status = VALUE_OK};
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *field;
        for (size_t k = 0; (field = cli_option_at(cli, marks[i].option, k)); k++)
            list.items[list.count++] =
                (struct field_change){.field = field, .status = marks[i].status};
    }
    return list;
}

enum err_code changes_run(const struct change_list *list, enum action_id action,
                          struct action_call *call, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < list->count && !code; i++) {
        call->field = list->items[i].field;
        call->written = list->items[i].written;
        call->status = list->items[i].status;
        code = action_run(action, call, err);
    }
    return code;
}

enum err_code changes_report(const struct cli *cli, struct office *office,
                             const struct uuid *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct record now;
    char id[UUID_TEXT_SIZE];
    enum err_code code = record_get(office_store(office), record, arena, &now, err);
    uuid_show(record, id);
    if (!code && cli->json) {
        json_t *json = json_object();
        json_put_text(json, "id", id);
        json_put_text(json, "state", record_state_name(now.state));
        cli_json_line(json);
    } else if (!code) {
        cli_print("%s  %s (%s)", id, record_state_title(now.state), record_state_step(now.state));
    }
    arena_free(arena);
    return code;
}
