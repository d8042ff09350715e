/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/parse: argv -> struct cli. The global options may stand anywhere.
 */
#ifndef CLI_PARSE_H
#define CLI_PARSE_H

#include "cli/command.h"

/* Fills cli->command, options and arguments; ERR_USAGE names the wrong word and a near one. On
 * --help cli->help is set and nothing else is checked; cli->command stays NULL for help on all. */
enum err_code parse_line(int argc, char **argv, struct cli *cli, struct err *err) MUST_CHECK;
void parse_release(struct cli *cli);
/* The language asked for, found before anything is parsed: --lang, SOHOA_LANG, else "vi". */
const char *parse_language(int argc, char **argv);

#endif
