/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/book_store: books, pages and records for tests. Everything
 * in it is invented.
 */
#ifndef TESTS_WORKFLOW_BOOK_STORE_H
#define TESTS_WORKFLOW_BOOK_STORE_H

#include "practice.h"
#include "workflow/book.h"

struct uuid new_book(const char *type, const char *series);
struct uuid new_page(const struct uuid *book); /* in a batch of its own */
struct uuid new_record(const struct uuid *book, const struct uuid *page, const char *schema,
                       int row);
void key(const struct uuid *record, const char *field, const char *written);
void finish(const struct uuid *record, struct uuid *ret_version);
enum err_code say(const struct uuid *book, const char *numbers, int year, enum mark_kind kind,
                  const char *reason, long *ret_count);

#endif
