/* SPDX-License-Identifier: Apache-2.0
 *
 * store/person_check: how often a person's entries were right, by day. Derived: counted up as the
 * acts that say so are made, and counted again from them after a rebuild.
 */
#ifndef STORE_PERSON_CHECK_H
#define STORE_PERSON_CHECK_H

#include "store/store.h"

enum check_kind {
    CHECK_ENTRY, /* a field that two people entered, and what it was in the end */
    CHECK_SEED,  /* a field whose value was known before */
    CHECK_KIND_COUNT
};
const char *check_kind_name(enum check_kind kind); /* "entry", "seed"; static */

struct person_check {
    struct uuid person;
    enum check_kind kind;
    int64_t day; /* days since 1970 at +07:00 */
    long fields, wrong;
};
int64_t person_check_day(int64_t at_ms);
/* Adds to what is there; needs an open transaction. */
enum err_code person_check_add(struct store *store, const struct person_check *check,
                               struct err *err) MUST_CHECK;
/* By person, kind, day. person NULL = all; kind CHECK_KIND_COUNT = both. */
enum err_code person_check_list(struct store *store, const struct uuid *person,
                                enum check_kind kind, struct arena *arena,
                                struct person_check **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;
/* All days together; zeros when there is nothing. */
enum err_code person_check_sum(struct store *store, const struct uuid *person, enum check_kind kind,
                               struct person_check *ret, struct err *err) MUST_CHECK;

#endif
