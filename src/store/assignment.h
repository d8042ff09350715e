/* SPDX-License-Identifier: Apache-2.0
 *
 * store/assignment: which batch was given to whom. A batch that was given to nobody is everybody's.
 */
#ifndef STORE_ASSIGNMENT_H
#define STORE_ASSIGNMENT_H

#include "store/store.h"

struct assignment {
    struct uuid id, batch, person, given;
    const char *batch_name, *person_name;
    int64_t from_ms, until_ms; /* until 0 = still theirs */
};
/* By the acting person. ERR_DENIED when nobody acts; ERR_EXISTS K-2533 when it is theirs already.
 */
enum err_code assignment_add(struct store *store, const struct uuid *batch,
                             const struct uuid *person, struct err *err) MUST_CHECK;
/* Taken back. ERR_MISSING K-2534 when it is not theirs. */
enum err_code assignment_end(struct store *store, const struct uuid *batch,
                             const struct uuid *person, struct err *err) MUST_CHECK;
/* Those that stand, by batch and name; batch NULL = all; also past ones when past. */
enum err_code assignment_list(struct store *store, const struct uuid *batch, bool past,
                              struct arena *arena, struct assignment **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;
/* Is the batch everybody's, or this person's? */
enum err_code assignment_allows(struct store *store, const struct uuid *batch,
                                const struct uuid *person, bool *ret, struct err *err) MUST_CHECK;

#endif
