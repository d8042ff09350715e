/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/book: what the commands about books share.
 */
#ifndef CLI_BOOK_H
#define CLI_BOOK_H

#include "cli/command.h"
#include "workflow/book.h"

/* {"id","type","number","place","signer","registration","script","form","pages"}; new. */
json_t *book_json(const struct book *book);
/* [{"year","first","last"}]; last is null when open; new. */
json_t *book_series_json(const struct book_series *series, size_t count);
/* {"expected","seen","missing","cancelled","unreadable","absent","extra","twice","entries",
 * "verified","confirmed","unnumbered","strange"}; new. */
json_t *book_counts_json(const struct ledger_counts *counts);
/* "Sổ đăng ký khai sinh  01/2005  xã Bình Minh" on one line; of the arena. */
const char *book_heading(struct office *office, const struct book *book, struct arena *arena);
/* The book that the command's first word names, with its ledger. */
enum err_code book_named(const struct cli *cli, struct office *office, struct arena *arena,
                         struct ledger *ret, struct err *err) MUST_CHECK;

#endif
