/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/present/desk_case: a desk over a fresh fixture, and what of it reached the disk.
 */
#ifndef PRESENT_DESK_CASE_H
#define PRESENT_DESK_CASE_H

#include "model/record.h"
#include "present/desk.h"

struct fixture;
extern struct fixture fixture; /* include "fixture.h" to look into it */
extern struct desk *desk;

/* For cmocka: three printed records and a page of a register. */
int open_desk(void **state);
int close_desk(void **state);

/* Record number at of a batch: the value of its field, "(missing)" and the like unless it is ok. */
void assert_stored(const struct uuid *batch, size_t at, const char *field, const char *wanted);
enum record_state state_of(const struct uuid *batch, size_t at);
const char *label(void); /* of the field in hand; "" = none */

#endif
