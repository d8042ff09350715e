/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/book_store: a practice store with books, pages and records for tests. Everything
 * in it is invented.
 */
#ifndef TESTS_WORKFLOW_BOOK_STORE_H
#define TESTS_WORKFLOW_BOOK_STORE_H

#include "workflow/book.h"
#include "workflow/office.h"

/* Of the whole group of tests. */
extern struct office *office;
extern struct store *store;
extern struct arena *arena;
extern struct err err;
int books_open(void **state);
int books_close(void **state);

/* Fails the test with the error's text. */
void fine(enum err_code code, const char *what);
#define FINE(call) (err_clear(&err), fine(call, #call))
void audit_passes(void);

struct uuid new_book(const char *type, const char *series);
struct uuid new_page(const struct uuid *book); /* in a batch of its own */
struct uuid new_record(const struct uuid *book, const struct uuid *page, const char *schema,
                       int row);
void key(const struct uuid *record, const char *field, const char *written);
void finish(const struct uuid *record, struct uuid *ret_version);
enum err_code say(const struct uuid *book, const char *numbers, int year, enum mark_kind kind,
                  const char *reason, long *ret_count);

#endif
