/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/parse: the command line against the table of commands. May include: base, viet (near words).
 */
#include "cli/parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "cli/table.h"
#include "viet/distance.h"

/* ---- near words ---- */

struct nearest {
    const char *wrong, *word;
    float distance;
};

static void nearest_try(struct nearest *nearest, const char *word)
{
    float distance = distance_edit(nearest->wrong, word);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->word = word;
    }
}

static struct nearest nearest_to(const char *wrong)
{
    return (struct nearest){.wrong = wrong, .distance = 0.5f + (float)strlen(wrong) / 3};
}

static enum err_code unknown_command(const char *word, struct err *err)
{
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; command_table[i]; i++)
        nearest_try(&nearest, command_table[i]->name);
    if (nearest.word)
        return err_set(err, ERR_USAGE, 901, _("there is no command \"%s\"; did you mean \"%s\"?"),
                       word, nearest.word);
    return err_set(err, ERR_USAGE, 902, _("there is no command \"%s\"; see: sohoa --help"), word);
}

static enum err_code unknown_option(const struct cli *cli, const char *word, struct err *err)
{
    struct nearest nearest = nearest_to(word);
    const struct option_spec *options = cli->command ? cli->command->options : NULL;
    for (size_t i = 0; options && options[i].name; i++)
        nearest_try(&nearest, options[i].name);
    for (size_t i = 0; global_options[i].name; i++)
        nearest_try(&nearest, global_options[i].name);
    if (nearest.word)
        return err_set(err, ERR_USAGE, 903, _("there is no option --%s; did you mean --%s?"), word,
                       nearest.word);
    return err_set(err, ERR_USAGE, 904, _("there is no option --%s; see: sohoa %s --help"), word,
                   cli->command ? cli->command->name : "");
}

/* ---- options ---- */

static const struct option_spec *find_option(const struct option_spec *options, const char *word,
                                             size_t length)
{
    for (size_t i = 0; options && options[i].name; i++)
        if (strlen(options[i].name) == length && strncmp(options[i].name, word, length) == 0)
            return &options[i];
    return NULL;
}

static enum err_code set_password_fd(struct cli *cli, const char *value, struct err *err)
{
    long fd = -1;
    if (!text_to_long(value, 0, 1023, &fd))
        return err_set(err, ERR_USAGE, 2940,
                       _("--password-fd is the number of an open descriptor"));
    cli->password_fd = (int)fd;
    return ERR_OK;
}

static enum err_code set_global(struct cli *cli, const char *name, const char *value,
                                struct err *err)
{
    if (text_equal(name, "store"))
        cli->store = value;
    else if (text_equal(name, "as"))
        cli->person = value;
    else if (text_equal(name, "password-fd"))
        return set_password_fd(cli, value, err);
    else if (text_equal(name, "json"))
        cli->json = true;
    else if (text_equal(name, "help"))
        cli->help = true;
    else if (text_equal(name, "version"))
        cli->version = true;
    else if (text_equal(name, "lang") && (text_equal(value, "vi") || text_equal(value, "en")))
        cli->lang_said = true;
    else if (text_equal(name, "lang"))
        return err_set(err, ERR_USAGE, 905, _("--lang is vi or en"));
    return ERR_OK;
}

/* word stands behind the dashes: "schema=khai-sinh", "json". *at moves over a value taken. */
static enum err_code take_option(struct cli *cli, const char *word, int argc, char **argv, int *at,
                                 struct err *err)
{
    size_t length = strcspn(word, "=");
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const struct option_spec *own = cli->command ? cli->command->options : NULL;
    const struct option_spec *spec = find_option(own, word, length);
    bool global = !spec;
    if (global)
        spec = find_option(global_options, word, length);
    if (!spec) {
        struct str name = STR_INIT;
        str_add_span(&name, word, length);
        (void)!unknown_option(cli, str_peek(&name), err);
        str_release(&name);
        return ERR_USAGE;
    }
    if (!spec->value && value)
        return err_set(err, ERR_USAGE, 906, _("--%s takes no value"), spec->name);
    if (spec->value && !value)
        value = *at + 1 < argc ? argv[++*at] : NULL;
    if (spec->value && (!value || (global && !*value)))
        return err_set(err, ERR_USAGE, 907, _("--%s needs a value: %s"), spec->name,
                       _(spec->value));
    if (global)
        return set_global(cli, spec->name, value, err);
    if (cli->given_count == CLI_OPTIONS_MAX)
        return err_set(err, ERR_USAGE, 908, _("more than %d options"), CLI_OPTIONS_MAX);
    cli->given[cli->given_count++] = (struct option_given){spec, value};
    return ERR_OK;
}

/* ---- the command ---- */

/* True when the command is "word" or "word second"; *ret_words is how many words its name has. */
static bool command_is(const struct command *command, const char *word, const char *second,
                       size_t *ret_words)
{
    size_t length = strlen(word);
    if (strncmp(command->name, word, length) != 0)
        return false;
    const char *rest = command->name + length;
    *ret_words = *rest == ' ' ? 2 : 1;
    return *rest == '\0' || (*rest == ' ' && second && text_equal(rest + 1, second));
}

static bool is_group(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; command_table[i]; i++)
        if (strncmp(command_table[i]->name, word, length) == 0 &&
            command_table[i]->name[length] == ' ')
            return true;
    return false;
}

static enum err_code find_command(struct cli *cli, const char *word, const char *second,
                                  size_t *ret_words, struct err *err)
{
    for (size_t i = 0; command_table[i]; i++) {
        if (command_is(command_table[i], word, second, ret_words)) {
            cli->command = command_table[i];
            return ERR_OK;
        }
    }
    if (!is_group(word))
        return unknown_command(word, err);
    if (!second || second[0] == '-') {
        cli->group = word;
        *ret_words = 1;
        return ERR_OK;
    }
    struct str both = STR_INIT;
    str_format(&both, "%s %s", word, second ? second : "");
    str_trim(&both);
    (void)!unknown_command(str_peek(&both), err);
    str_release(&both);
    return ERR_USAGE;
}

static enum err_code check_arguments(const struct cli *cli, struct err *err)
{
    const struct command *command = cli->command;
    if (cli->argument_count < command->arguments_min)
        return err_set(err, ERR_USAGE, 909, _("sohoa %s needs: %s; example: %s"), command->name,
                       _(command->arguments), command->example);
    if (cli->argument_count > command->arguments_max)
        return err_set(err, ERR_USAGE, 910, _("sohoa %s: too many words; example: %s"),
                       command->name, command->example);
    return ERR_OK;
}

/* Options that stand before the command belong to sohoa; so the command is known before its own
 * options are looked at. */
enum err_code parse_line(int argc, char **argv, struct cli *cli, struct err *err)
{
    bool only_words = false;
    cli->arguments = mem_new((size_t)argc + 1, sizeof *cli->arguments);
    for (int at = 1; at < argc; at++) {
        char *word = argv[at];
        enum err_code code = ERR_OK;
        if (!only_words && text_equal(word, "--"))
            only_words = true;
        else if (!only_words && text_equal(word, "-h"))
            cli->help = true;
        else if (!only_words && text_starts(word, "--"))
            code = take_option(cli, word + 2, argc, argv, &at, err);
        else if (!only_words && word[0] == '-' && word[1])
            code = err_set(err, ERR_USAGE, 911, _("%s: options begin with two dashes"), word);
        else if (cli->command || cli->group)
            cli->arguments[cli->argument_count++] = word;
        else {
            size_t words = 0;
            code = find_command(cli, word, at + 1 < argc ? argv[at + 1] : NULL, &words, err);
            at += words == 2;
        }
        if (code)
            return cli->help ? ERR_OK : code;
    }
    if (cli->help || cli->version)
        return ERR_OK;
    if (cli->group)
        return err_set(err, ERR_USAGE, 916, _("\"%s\" needs a second word; see: sohoa %s --help"),
                       cli->group, cli->group);
    if (!cli->command)
        return err_set(err, ERR_USAGE, 912, _("no command given; see: sohoa --help"));
    return check_arguments(cli, err);
}

void parse_release(struct cli *cli)
{
    free(cli->arguments);
    cli->arguments = NULL;
}

const char *parse_language(int argc, char **argv)
{
    const char *lang = getenv("SOHOA_LANG");
    for (int i = 1; i < argc; i++) {
        if (text_equal(argv[i], "--lang") && i + 1 < argc)
            lang = argv[i + 1];
        else if (text_starts(argv[i], "--lang="))
            lang = argv[i] + 7;
    }
    return text_equal(lang, "en") ? "en" : "vi";
}
