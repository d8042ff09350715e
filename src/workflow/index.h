/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/index: keeps the search up to date with what a record holds now, and with what is known
 * of a page from the moment it is there: kind of paper, batch, book, place, year; later its text.
 */
#ifndef WORKFLOW_INDEX_H
#define WORKFLOW_INDEX_H

#include "base/err.h"
#include "base/json.h"
#include "model/id.h"

struct office;
struct store;

enum err_code index_record(struct office *office, const struct uuid *record,
                           struct err *err) MUST_CHECK;
enum err_code index_page(struct store *store, const struct uuid *page, struct err *err) MUST_CHECK;
/* All pages and records of a book: what they inherit has changed. */
enum err_code index_book(struct office *office, const struct uuid *book,
                         struct err *err) MUST_CHECK;
/* All pages of these batches: array of ids as texts. For changes of where pages belong. */
enum err_code index_batches(struct store *store, const json_t *batches, struct err *err) MUST_CHECK;

#endif
