/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/command: what a command of `sohoa` is, and what it may ask of its command line. Each command
 * is one file that ends in its struct command; ui/cli/table.c lists them.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

struct cli;
struct front;

struct option_spec {
    const char *name;  /* without the dashes */
    const char *value; /* word for its value in the help; NULL = a flag */
    const char *help;  /* English msgid */
};

struct command {
    const char *name;                  /* "read", "schema list" */
    const char *arguments;             /* "FILE…", or "" */
    const char *summary;               /* English msgid, one line */
    const char *example;               /* a command line that works */
    const struct option_spec *options; /* ends with a NULL name; NULL = none */
    size_t arguments_min, arguments_max;
    /* ERR_OK: exit 0; ERR_PART: 3; ERR_USAGE: 2; anything else: 1. A code with an empty err->text
     * was reported already. */
    enum err_code (*run)(struct cli *cli, struct err *err);
};
#define ARGUMENTS_ANY ((size_t)-1)

enum { CLI_OPTIONS_MAX = 64 };

struct option_given {
    const struct option_spec *spec;
    const char *value; /* NULL for a flag */
};

/* One call of sohoa. Texts are borrowed from argv. */
struct cli {
    const char *store;  /* --store, SOHOA_STORE or the usual place; NULL until asked for */
    const char *person; /* --as; NULL = nobody said */
    const char *lang;   /* "vi" or "en" */
    bool lang_said;     /* by --lang: no setting changes it */
    int password_fd;    /* --password-fd; -1 = not given */
    bool json, help, version;
    const struct command *command;
    const char *group; /* "schema" of "schema --help"; then command is NULL */
    struct option_given given[CLI_OPTIONS_MAX];
    size_t given_count;
    char **arguments;
    size_t argument_count;
    const struct front *const *fronts; /* of the desk; ends with NULL; NULL = none */
    volatile sig_atomic_t *stop;       /* set by Ctrl-C: finish the page and end */
};

/* ---- the command's options ---- */
bool cli_flag(const struct cli *cli, const char *name);
const char *cli_option(const struct cli *cli, const char *name); /* the last given; NULL if none */
/* Every value of an option that may come often: index 0, 1, … until NULL. */
const char *cli_option_at(const struct cli *cli, const char *name, size_t index);
enum err_code cli_number(const struct cli *cli, const char *name, long min, long max,
                         long otherwise, long *ret, struct err *err) MUST_CHECK;

/* ---- output ---- */
/* One line on stdout; takes object_new. */
void cli_json_line(json_t *object_new);
/* A line of text on stdout. */
void cli_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "K-203: text" on stderr; with --json also {"error":{…}} on stdout. where may be NULL. */
void cli_report(const struct cli *cli, const char *where, const struct err *failure);
/* Only the line on stderr. */
void cli_report_line(const char *where, const struct err *failure);
/* {"code":"K-203","kind":"format","text":"…"} */
json_t *cli_error_json(const struct err *failure);

/* ERR_CANCEL once Ctrl-C was pressed. */
enum err_code cli_check_stop(const struct cli *cli, struct err *err) MUST_CHECK;

#endif
