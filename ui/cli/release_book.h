/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/release_book: `sohoa release DIR --book B`: one book as a hand-over. May include: workflow.
 */
#ifndef CLI_RELEASE_BOOK_H
#define CLI_RELEASE_BOOK_H

#include "cli/command.h"

struct office;
enum err_code release_book(struct cli *cli, struct office *office, struct err *err) MUST_CHECK;
/* What left before: `sohoa release --list --book B`. */
enum err_code release_list(struct cli *cli, struct office *office, struct err *err) MUST_CHECK;

#endif
