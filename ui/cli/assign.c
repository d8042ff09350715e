/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/assign: `sohoa assign`: which batch is given to whom. May include: base, store, workflow.
 */
#include "workflow/assign.h"
#include "base/clock.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/person.h"
#include "workflow/office.h"

static void print_assignment(const struct cli *cli, const struct assignment *assignment)
{
    char batch[UUID_TEXT_SIZE], person[UUID_TEXT_SIZE], when[CLOCK_TEXT_SIZE];
    if (!cli->json) {
        clock_show(assignment->from_ms, when);
        cli_print(_("%s: %s, since %s"), assignment->batch_name, assignment->person_name, when);
        return;
    }
    json_t *json = json_object();
    uuid_show(&assignment->batch, batch);
    uuid_show(&assignment->person, person);
    clock_iso(assignment->from_ms, when);
    json_put_text(json, "batch", batch);
    json_put_text(json, "batch_name", assignment->batch_name);
    json_put_text(json, "person", person);
    json_put_text(json, "person_name", assignment->person_name);
    json_put_text(json, "from", when);
    cli_json_line(json);
}

static enum err_code list(const struct cli *cli, struct office *office, const struct uuid *batch,
                          struct arena *arena, struct err *err)
{
    struct assignment *items = NULL;
    size_t count = 0;
    enum err_code code =
        assignment_list(office_store(office), batch, false, arena, &items, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        print_assignment(cli, &items[i]);
    if (!code && !count && !cli->json)
        cli_print(batch ? _("this batch is everybody's") : _("all batches are everybody's"));
    return code;
}

static enum err_code give_or_end(const struct cli *cli, struct office *office,
                                 const struct uuid *batch, const char *name, struct arena *arena,
                                 struct err *err)
{
    struct person person;
    enum err_code code = person_find(office_store(office), name, arena, &person, err);
    if (code)
        return code;
    return cli_flag(cli, "end") ? assign_take_back(office, batch, &person.id, err)
                                : assign_give(office, batch, &person.id, err);
}

static enum err_code assign(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct batch batch;
    enum err_code code = ERR_OK;
    if (cli->argument_count == 0) {
        code = list(cli, office, NULL, arena, err);
        arena_free(arena);
        return code;
    }
    code = batch_find(office_store(office), cli->arguments[0], arena, &batch, err);
    for (size_t i = 1; i < cli->argument_count && !code; i++)
        code = give_or_end(cli, office, &batch.id, cli->arguments[i], arena, err);
    if (!code)
        code = list(cli, office, &batch.id, arena, err);
    arena_free(arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, assign, err);
}

static const struct option_spec options[] = {
    {"end", NULL, N_("take the batch back from these persons")},
    {0},
};

const struct command command_assign = {
    .name = "assign",
    .arguments = N_("[BATCH [PERSON…]]"),
    .summary = N_("give a batch to persons, or list which batch is whose"),
    .example = "sohoa assign \"Quyển 01/1998\" Lan Minh",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
