/* SPDX-License-Identifier: Apache-2.0
 *
 * store/activity: how much was done in a span of time, counted from what is kept: pages, acts by
 * their kind, reasons of returning, difficulties.
 */
#ifndef STORE_ACTIVITY_H
#define STORE_ACTIVITY_H

#include "store/store.h"

struct activity {
    const char *group; /* "done", "returns", "difficulties" */
    const char *what;  /* "pages"; kind of act; reason; category */
    long count;        /* of acts: the records that they are about */
};
/* from_ms <= time < to_ms. */
enum err_code activity_list(struct store *store, int64_t from_ms, int64_t to_ms,
                            struct arena *arena, struct activity **ret, size_t *ret_count,
                            struct err *err) MUST_CHECK;

#endif
