/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_sheet: the sheet that closes a book: its numbers from the first to the last, who
 * keyed and who confirmed them, gaps with their reasons, lines to sign. Neighbouring numbers of
 * which the same is true stand in one row.
 */
#ifndef WORKFLOW_BOOK_SHEET_H
#define WORKFLOW_BOOK_SHEET_H

#include "export/sheet.h"
#include "workflow/ledger.h"

/* Plain data of the arena, in the language of the messages. */
enum err_code book_sheet_make(struct office *office, const struct ledger *ledger,
                              struct arena *arena, struct sheet_paper *ret,
                              struct err *err) MUST_CHECK;
/* Writes it (sheet_file_write). */
enum err_code book_sheet_write(struct office *office, const struct ledger *ledger, const char *path,
                               struct err *err) MUST_CHECK;

#endif
