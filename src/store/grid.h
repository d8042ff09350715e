/* SPDX-License-Identifier: Apache-2.0
 *
 * store/grid: the ruling of a book's pages as people drew it. Content, written once: the last
 * drawing of a book counts. What stands in a body says workflow/grid.
 */
#ifndef STORE_GRID_H
#define STORE_GRID_H

#include "store/store.h"

/* By the acting person; body: canonical JSON, NULL = the book has no grid any more. ERR_DENIED when
 * nobody acts. */
enum err_code grid_add(struct store *store, const struct uuid *book, const char *body,
                       struct err *err) MUST_CHECK;
/* NULL when the book has none. */
enum err_code grid_get(struct store *store, const struct uuid *book, struct arena *arena,
                       const char **ret, struct err *err) MUST_CHECK;
/* The one before the last that counts; ERR_EMPTY (K-2531) when there was none at all. */
enum err_code grid_get_before(struct store *store, const struct uuid *book, struct arena *arena,
                              const char **ret, struct err *err) MUST_CHECK;

#endif
