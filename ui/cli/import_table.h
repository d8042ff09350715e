/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/import_table: `sohoa import --table FILE --book B`. May include: workflow.
 */
#ifndef CLI_IMPORT_TABLE_H
#define CLI_IMPORT_TABLE_H

#include "cli/command.h"

struct office;
enum err_code import_table(struct cli *cli, struct office *office, struct err *err) MUST_CHECK;

#endif
