/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/person: `sohoa person …`: who works here, who comes and goes, with which keys. May include:
 * base, store, trust, workflow.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/password.h"
#include "store/person.h"
#include "workflow/people.h"
#include "workflow/sign_in.h"

/* ---- what these commands share ---- */

/* Officials and administrators are made by the root; others too when nobody is signed in. */
static bool by_root(const struct cli *cli, enum role role)
{
    return !cli->person || role == ROLE_OFFICIAL || role == ROLE_ADMINISTRATOR;
}

static enum err_code role_of(const struct cli *cli, enum role *ret, struct err *err)
{
    const char *word = cli_option(cli, "role");
    *ret = word ? role_parse(word) : ROLE_VOLUNTEER;
    if (*ret == ROLE_COUNT || *ret == ROLE_PRACTICE)
        return err_set(err, ERR_USAGE, 2941,
                       _("--role is volunteer, leader, official or administrator"));
    return ERR_OK;
}

static enum err_code person_named(struct office *office, const char *name, struct arena *arena,
                                  struct person *ret, struct err *err)
{
    return person_find(office_store(office), name, arena, ret, err);
}

static enum err_code passphrase_new(const struct cli *cli, const char *name, enum role role,
                                    password_text out, struct err *err)
{
    struct str question = STR_INIT;
    str_format(&question, _("%s chooses a passphrase:"), name);
    enum err_code code = password_ask(cli, str_peek(&question), _("The same once more:"), out, err);
    if (!code)
        code = sealed_key_check(out, role_seal_strength(role), err);
    str_release(&question);
    return code;
}

static void print_person(const struct cli *cli, const struct person *person, int keys)
{
    char id[UUID_TEXT_SIZE], since[CLOCK_TEXT_SIZE], ended[CLOCK_TEXT_SIZE] = "";
    uuid_show(&person->id, id);
    if (!cli->json) {
        clock_show(person->created_ms, since);
        if (person->ended_ms)
            clock_show(person->ended_ms, ended);
        cli_print("%s  %s  %s%s%s", person->name, role_title(role_parse(person->role)), since,
                  person->ended_ms ? " – " : "", ended);
        return;
    }
    json_t *json = json_object();
    clock_iso(person->created_ms, since);
    if (person->ended_ms)
        clock_iso(person->ended_ms, ended);
    json_put_text(json, "id", id);
    json_put_text(json, "name", person->name);
    json_put_text(json, "role", person->role);
    json_put_text(json, "since", since);
    json_put_text(json, "ended", person->ended_ms ? ended : NULL);
    json_put_long(json, "keys", keys);
    cli_json_line(json);
}

static enum err_code show_person(const struct cli *cli, struct office *office,
                                 const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct person person;
    struct person_key *keys = NULL;
    size_t count = 0;
    enum err_code code = person_get(office_store(office), id, arena, &person, err);
    if (!code)
        code = person_key_list(office_store(office), id, arena, &keys, &count, err);
    if (!code)
        print_person(cli, &person, (int)count);
    arena_free(arena);
    return code;
}

/* ---- person add ---- */

static enum err_code add(struct cli *cli, struct office *office, struct err *err)
{
    struct recovery *recovery = NULL;
    password_text passphrase = "";
    struct uuid id;
    struct people_plan plan = {.name = cli->arguments[0], .passphrase = passphrase};
    enum err_code code = role_of(cli, &plan.role, err);
    if (!code && by_root(cli, plan.role))
        code = password_words(cli, &recovery, err);
    plan.recovery = recovery;
    if (!code)
        code = passphrase_new(cli, plan.name, plan.role, passphrase, err);
    if (!code)
        code = people_add(office, &plan, &id, err);
    if (!code)
        code = show_person(cli, office, &id, err);
    secret_wipe(passphrase, sizeof passphrase);
    recovery_free(recovery);
    return code;
}

static enum err_code run_add(struct cli *cli, struct err *err)
{
    return open_and_run(cli, add, err);
}

static const struct option_spec add_options[] = {
    {"role", N_("ROLE"), N_("volunteer (unless said), leader, official or administrator")},
    {0},
};

const struct command command_person_add = {
    .name = "person add",
    .arguments = N_("NAME"),
    .summary = N_("admit somebody, who chooses a passphrase"),
    .example = "sohoa --as \"Trần Văn Cán\" person add \"Lê Thị Tình\"",
    .options = add_options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_add,
};

/* ---- person list ---- */

static enum err_code list(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct person *people = NULL;
    size_t count = 0;
    enum err_code code = person_list(office_store(office), arena, &people, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (!people[i].ended_ms || cli_flag(cli, "all"))
            code = show_person(cli, office, &people[i].id, err);
    arena_free(arena);
    return code;
}

static enum err_code run_list(struct cli *cli, struct err *err)
{
    return open_and_run(cli, list, err);
}

static const struct option_spec list_options[] = {
    {"all", NULL, N_("those who left too")},
    {0},
};

const struct command command_person_list = {
    .name = "person list",
    .arguments = "",
    .summary = N_("who works here"),
    .example = "sohoa person list",
    .options = list_options,
    .run = run_list,
};

/* ---- person certify, reset: a new key ---- */

static enum err_code rekey(struct cli *cli, struct office *office, bool certify, struct err *err)
{
    struct arena *arena = arena_new();
    struct recovery *recovery = NULL;
    password_text passphrase = "";
    struct person person;
    enum role role = ROLE_COUNT;
    enum err_code code = person_named(office, cli->arguments[0], arena, &person, err);
    if (!code && certify)
        code = role_of(cli, &role, err);
    else if (!code)
        role = role_parse(person.role);
    if (!code && (certify || by_root(cli, role)))
        code = password_words(cli, &recovery, err);
    if (!code)
        code = passphrase_new(cli, person.name, role, passphrase, err);
    struct people_plan plan = {.role = role, .passphrase = passphrase, .recovery = recovery};
    if (!code)
        code = certify ? people_certify(office, &person.id, &plan, err)
                       : people_reset(office, &person.id, passphrase, recovery, err);
    if (!code)
        code = show_person(cli, office, &person.id, err);
    secret_wipe(passphrase, sizeof passphrase);
    recovery_free(recovery);
    arena_free(arena);
    return code;
}

static enum err_code certify(struct cli *cli, struct office *office, struct err *err)
{
    return rekey(cli, office, true, err);
}

static enum err_code run_certify(struct cli *cli, struct err *err)
{
    return open_and_run(cli, certify, err);
}

static const struct option_spec certify_options[] = {
    {"role", N_("ROLE"), N_("volunteer (unless said), leader, official or administrator")},
    {0},
};

const struct command command_person_certify = {
    .name = "person certify",
    .arguments = N_("NAME"),
    .summary = N_("give somebody who is here another role, by the words of the recovery sheet"),
    .example = "sohoa person certify \"Lê Thị Tình\" --role official",
    .options = certify_options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_certify,
};

static enum err_code reset(struct cli *cli, struct office *office, struct err *err)
{
    return rekey(cli, office, false, err);
}

static enum err_code run_reset(struct cli *cli, struct err *err)
{
    return open_and_run(cli, reset, err);
}

const struct command command_person_reset = {
    .name = "person reset",
    .arguments = N_("NAME"),
    .summary = N_("a new key and passphrase for somebody who forgot the old one"),
    .example = "sohoa --as \"Trần Văn Cán\" person reset \"Lê Thị Tình\"",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_reset,
};

/* ---- person end ---- */

static enum err_code end(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct recovery *recovery = NULL;
    struct person person;
    enum err_code code = person_named(office, cli->arguments[0], arena, &person, err);
    if (!code && by_root(cli, role_parse(person.role)))
        code = password_words(cli, &recovery, err);
    if (!code)
        code = people_end(office, &person.id, recovery, err);
    if (!code)
        code = show_person(cli, office, &person.id, err);
    recovery_free(recovery);
    arena_free(arena);
    return code;
}

static enum err_code run_end(struct cli *cli, struct err *err)
{
    return open_and_run(cli, end, err);
}

const struct command command_person_end = {
    .name = "person end",
    .arguments = N_("NAME"),
    .summary = N_("somebody left: nothing that the key signs from now on counts"),
    .example = "sohoa --as \"Trần Văn Cán\" person end \"Lê Thị Tình\"",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_end,
};

/* ---- person passphrase ---- */

static enum err_code change_own(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    password_text old = "", passphrase = "";
    struct person person;
    enum err_code code = office_choose(office, cli->arguments[0], err);
    if (!code)
        code = person_get(office_store(office), store_peek_person(office_store(office)), arena,
                          &person, err);
    if (!code)
        code = password_ask(cli, _("The passphrase until now:"), NULL, old, err);
    if (!code)
        code = passphrase_new(cli, person.name, role_parse(person.role), passphrase, err);
    if (!code)
        code = office_passphrase(office, old, passphrase, err);
    secret_wipe(old, sizeof old);
    secret_wipe(passphrase, sizeof passphrase);
    arena_free(arena);
    return code;
}

static enum err_code run_passphrase(struct cli *cli, struct err *err)
{
    return open_and_run(cli, change_own, err);
}

const struct command command_person_passphrase = {
    .name = "person passphrase",
    .arguments = N_("NAME"),
    .summary = N_("change your own passphrase"),
    .example = "sohoa person passphrase \"Lê Thị Tình\"",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_passphrase,
};
