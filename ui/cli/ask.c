/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/ask: a question on the terminal. May include: base.
 */
#include "cli/ask.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum err_code ask_yes(const struct cli *cli, const char *question, struct err *err)
{
    char line[64] = "";
    if (cli_flag(cli, "yes"))
        return ERR_OK;
    if (!isatty(STDIN_FILENO))
        return err_set(err, ERR_USAGE, 1910,
                       _("this changes what was entered; say --yes to do it, or --dry-run to only "
                         "count"));
    fprintf(stderr, "%s %s ", question, _("[y/N]"));
    fflush(stderr);
    if (!fgets(line, sizeof line, stdin))
        line[0] = '\0';
    /* The first letter of the word for yes, in the language of the messages and in English. */
    if (line[0] && strchr(_("yY"), line[0]))
        return ERR_OK;
    return err_set(err, ERR_CANCEL, 1911, _("nothing was changed"));
}
