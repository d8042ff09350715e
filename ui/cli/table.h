/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/table: all commands of sohoa, in the order of the work.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/command.h"

extern const struct command *const command_table[]; /* ends with NULL */
extern const struct option_spec global_options[];   /* ends with a NULL name */

#endif
