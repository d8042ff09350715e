/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/confirm_bundle: `sohoa confirm --bundle DIR` and `--from FILE`: records for an official on
 * another PC, and what was decided there. May include: workflow.
 */
#ifndef CLI_CONFIRM_BUNDLE_H
#define CLI_CONFIRM_BUNDLE_H

#include "cli/command.h"

struct office;
enum err_code confirm_bundle(struct cli *cli, struct office *office, struct err *err) MUST_CHECK;
enum err_code confirm_from(struct cli *cli, struct office *office, struct err *err) MUST_CHECK;

#endif
