/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/people_store: a store with several people and handwritten records for tests.
 * Everything in it is invented.
 */
#ifndef TESTS_WORKFLOW_PEOPLE_STORE_H
#define TESTS_WORKFLOW_PEOPLE_STORE_H

#include "store/record.h"
#include "workflow/office.h"

enum someone { ANH, BINH, CHI, OFFICIAL, ADMIN, SOMEONE_COUNT }; /* three volunteers first */

extern struct office *office;
extern struct store *store;
extern struct arena *arena;
extern struct err err;
extern struct uuid people[SOMEONE_COUNT];

/* The first volunteers (1 to 3) and the officials that are told. */
void people_open(int volunteers, bool official);
void people_close(void);
void act_as(enum someone who);

/* Fails the test with the error's text. */
void fine(enum err_code code, const char *what);
#define FINE(call) (err_clear(&err), fine(call, #call))

struct uuid new_record(void); /* a row of a birth register, nothing read of it */
struct uuid new_record_of(const char *schema);
enum err_code key(const struct uuid *record, const char *field, const char *written);
/* so, ho_ten, ngay_sinh keyed, then finished. */
void enter(const struct uuid *record, const char *name);
enum record_state state_of(const struct uuid *record);

#endif
