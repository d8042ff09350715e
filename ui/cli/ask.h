/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/ask: a question before something is done.
 */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include "cli/command.h"

/* Asks once on the terminal: "question [y/N]". ERR_OK: yes, or the command was given --yes.
 * ERR_CANCEL K-1911: no. ERR_USAGE K-1910: nobody is there to ask, so --yes is needed. */
enum err_code ask_yes(const struct cli *cli, const char *question, struct err *err) MUST_CHECK;

#endif
