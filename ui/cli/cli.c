/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/cli: one call of sohoa: language, command line, help, the command, its exit code. May
 * include: base.
 */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/parse.h"
#include "cli/progress.h"
#include "cli/table.h"

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_PART = 3 };

static volatile sig_atomic_t stop_asked;

static void on_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

/* Ctrl-C asks to stop after the page in hand; a second one ends at once. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* ---- help ---- */

static void print_column(const char *word, size_t width, const char *help)
{
    size_t pad = utf8_width(word);
    printf("  %s%*s  %s\n", word, pad < width ? (int)(width - pad) : 0, "", _(help));
}

static void print_options(const struct option_spec *options)
{
    enum { COLUMN = 22 };
    for (size_t i = 0; options && options[i].name; i++) {
        struct str word = STR_INIT;
        str_format(&word, "--%s%s%s", options[i].name, options[i].value ? " " : "",
                   options[i].value ? _(options[i].value) : "");
        print_column(str_peek(&word), COLUMN, options[i].help);
        str_release(&word);
    }
}

static void print_commands(const char *group)
{
    enum { COLUMN = 14 };
    size_t length = group ? strlen(group) : 0;
    for (size_t i = 0; command_table[i]; i++)
        if (!group ||
            (text_starts(command_table[i]->name, group) && command_table[i]->name[length] == ' '))
            print_column(command_table[i]->name, COLUMN, command_table[i]->summary);
}

static void help_group(const char *group)
{
    printf("sohoa %s …\n\n", group);
    print_commands(group);
    printf("\n%s\n", _("Each has its own help: sohoa COMMAND --help"));
}

static void help_all(void)
{
    printf("%s\n\n", _("sohoa: from paper to a record that an official confirmed"));
    printf("sohoa [--store %s] [--as %s] [--json] [--lang vi|en] %s …\n\n", _("DIR"), _("PERSON"),
           _("COMMAND"));
    print_commands(NULL);
    printf("\n");
    print_options(global_options);
    printf("\n%s\n", _("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part."));
    printf("%s sohoa read --json samples/pages\n", _("Example:"));
}

static void help_command(const struct command *command)
{
    printf("sohoa %s%s%s\n", command->name, *command->arguments ? " " : "",
           *command->arguments ? _(command->arguments) : "");
    printf("%s\n", _(command->summary));
    if (command->options) {
        printf("\n");
        print_options(command->options);
    }
    printf("\n");
    print_options(global_options);
    printf("\n%s\n  %s\n", _("Example:"), command->example);
}

/* ---- output ---- */

void cli_json_line(json_t *object_new)
{
    char *line = json_line(object_new);
    puts(line);
    fflush(stdout);
    free(line);
    json_decref(object_new);
}

void cli_print(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

json_t *cli_error_json(const struct err *failure)
{
    json_t *json = json_object();
    struct str code = STR_INIT;
    str_format(&code, "K-%d", failure->number);
    json_put_text(json, "code", str_peek(&code));
    json_put_text(json, "kind", err_code_name(failure->code));
    json_put_text(json, "text", failure->text);
    str_release(&code);
    return json;
}

void cli_report_line(const char *where, const struct err *failure)
{
    progress_clear();
    fflush(stdout);
    if (where && !strstr(failure->text, file_peek_name(where)))
        fprintf(stderr, "K-%d: %s: %s\n", failure->number, where, failure->text);
    else
        fprintf(stderr, "K-%d: %s\n", failure->number, failure->text);
}

void cli_report(const struct cli *cli, const char *where, const struct err *failure)
{
    cli_report_line(where, failure);
    if (!cli->json)
        return;
    json_t *line = json_object();
    if (where)
        json_put_text(line, "file", where);
    json_put_new(line, "error", cli_error_json(failure));
    cli_json_line(line);
}

/* ---- what a command asks ---- */

const char *cli_option_at(const struct cli *cli, const char *name, size_t index)
{
    for (size_t i = 0; i < cli->given_count; i++)
        if (text_equal(cli->given[i].spec->name, name) && index-- == 0)
            return cli->given[i].value ? cli->given[i].value : "";
    return NULL;
}

const char *cli_option(const struct cli *cli, const char *name)
{
    const char *last = NULL;
    for (size_t i = 0; i < cli->given_count; i++)
        if (text_equal(cli->given[i].spec->name, name))
            last = cli->given[i].value;
    return last;
}

bool cli_flag(const struct cli *cli, const char *name)
{
    return cli_option_at(cli, name, 0) != NULL;
}

enum err_code cli_number(const struct cli *cli, const char *name, long min, long max,
                         long otherwise, long *ret, struct err *err)
{
    const char *text = cli_option(cli, name);
    if (text && !text_to_long(text, min, max, &otherwise))
        return err_set(err, ERR_USAGE, 913, _("--%s is a whole number from %ld to %ld"), name, min,
                       max);
    *ret = otherwise;
    return ERR_OK;
}

enum err_code cli_check_stop(const struct cli *cli, struct err *err)
{
    if (*cli->stop)
        return err_set(err, ERR_CANCEL, 914, _("stopped; what was finished is kept"));
    return ERR_OK;
}

/* ---- the call ---- */

static int exit_code_of(enum err_code code)
{
    switch (code) {
    case ERR_OK: return EXIT_DONE;
    case ERR_PART: return EXIT_PART;
    case ERR_USAGE: return EXIT_USAGE;
    default: return EXIT_FAILED;
    }
}

/* A full disk behind stdout must not look like success. */
static enum err_code check_output(enum err_code code, struct err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno == EPIPE)
        return code ? code : ERR_CANCEL;
    err_clear(err);
    return err_set(err, err_from_errno(errno), 915, _("cannot write the output: %s"),
                   strerror(errno));
}

static enum err_code run(struct cli *cli, int argc, char **argv, struct err *err)
{
    enum err_code code = parse_line(argc, argv, cli, err);
    if (code)
        return code;
    if (cli->version) {
        printf("sohoa %s\n", SOHOA_VERSION);
        return ERR_OK;
    }
    if (cli->help) {
        if (cli->command)
            help_command(cli->command);
        else if (cli->group)
            help_group(cli->group);
        else
            help_all();
        return ERR_OK;
    }
    return cli->command->run(cli, err);
}

int cli_main(int argc, char **argv, const struct front *const *fronts)
{
    struct err err = {0};
    struct cli cli = {.stop = &stop_asked,
                      .lang = parse_language(argc, argv),
                      .password_fd = -1,
                      .fronts = fronts};
    paths_set_language(cli.lang);
    catch_signals();
    enum err_code code = run(&cli, argc, argv, &err);
    code = check_output(code, &err);
    progress_clear();
    if (code && err.text[0])
        cli_report(&cli, NULL, &err);
    parse_release(&cli);
    return exit_code_of(code);
}
