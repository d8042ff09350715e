/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/table: the one list of commands; a new command is one file and one line here.
 */
#include "cli/table.h"

extern const struct command command_read;

const struct command *const command_table[] = {
    &command_read,
    NULL,
};

const struct option_spec global_options[] = {
    {"store", "DIR", N_("the folder of the store (else SOHOA_STORE, else the usual place)")},
    {"as", "PERSON", N_("who does this")},
    {"json", NULL, N_("print JSON Lines")},
    {"lang", "vi|en", N_("language of the messages")},
    {"help", NULL, N_("show this help")},
    {"version", NULL, N_("show the version")},
    {0},
};
