/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/waits: what waits for whom, and whether anybody in the office may do it. A record that
 * waits for nobody is a fault of the office, not of the record: the desk and `doctor` say so.
 */
#ifndef WORKFLOW_WAITS_H
#define WORKFLOW_WAITS_H

#include "model/record.h"
#include "store/store.h"

enum wait_for { WAIT_KEY, WAIT_SECOND, WAIT_SETTLE, WAIT_CONFIRM, WAIT_COUNT };
const char *wait_name(enum wait_for wait);  /* "key" ...; static */
const char *wait_title(enum wait_for wait); /* translated: what waits */
const char *wait_lacks(enum wait_for wait); /* translated: whom the office lacks for it */
unsigned wait_states(enum wait_for wait);   /* bits of enum record_state */

struct waits {
    long records[WAIT_COUNT];
    long stuck[WAIT_COUNT]; /* of them: nobody in the office may do it */
};
enum err_code waits_get(struct store *store, struct waits *ret, struct err *err) MUST_CHECK;
/* The same from records that were counted already, by enum record_state. */
enum err_code waits_of(struct store *store, const long *by_state, struct waits *ret,
                       struct err *err) MUST_CHECK;
long waits_stuck(const struct waits *waits);

#endif
