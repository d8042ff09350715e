/* SPDX-License-Identifier: Apache-2.0
 *
 * store/reservation: who works on what right now ("runner", "page:<id>", "record:<id>"), so that
 * two do not do the same. It ends by itself when its process is gone or was idle too long.
 */
#ifndef STORE_RESERVATION_H
#define STORE_RESERVATION_H

#include <sys/types.h>

#include "store/store.h"

enum { RESERVATION_IDLE_MS = 15 * 60 * 1000 };

struct reservation {
    const char *what;
    struct uuid person;
    pid_t pid;
    int64_t taken_ms, renewed_ms;
};
/* For the acting person and this process; taking what one holds renews it. ERR_LOCKED K-570 when
 * another living process holds it: *ret_holder (may be NULL) says who. */
enum err_code reservation_take(struct store *store, const char *what, struct arena *arena,
                               struct reservation *ret_holder, struct err *err) MUST_CHECK;
enum err_code reservation_renew(struct store *store, const char *what,
                                struct err *err) MUST_CHECK; /* ERR_STATE when it was lost */
enum err_code reservation_end(struct store *store, const char *what, struct err *err) MUST_CHECK;
/* One that a process left behind when it died, not yet taken by another. ERR_EMPTY without a text:
 * none, or its holder lives. */
enum err_code reservation_left(struct store *store, const char *what, struct arena *arena,
                               struct reservation *ret, struct err *err) MUST_CHECK;
/* The living ones. */
enum err_code reservation_list(struct store *store, struct arena *arena, struct reservation **ret,
                               size_t *ret_count, struct err *err) MUST_CHECK;

#endif
