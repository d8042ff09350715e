/* SPDX-License-Identifier: Apache-2.0
 *
 * store/person: who acts, with which keys, and the sealed halves of those. Who may admit whom, and
 * what a key counts for, is decided above (workflow/people, workflow/proof).
 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include "store/store.h"

struct person {
    struct uuid id;
    const char *name;
    const char *role; /* "practice", "volunteer", "leader", "official", "administrator" */
    int64_t created_ms;
    int64_t ended_ms; /* 0 = still here */
};
enum err_code person_add(struct store *store, const char *name, const char *role,
                         struct uuid *ret_id, struct err *err) MUST_CHECK;
enum err_code person_get(struct store *store, const struct uuid *id, struct arena *arena,
                         struct person *ret, struct err *err) MUST_CHECK;
/* Name, id, or 8 or more characters of its beginning or end; of two with one name the one who is
 * still here. ERR_MISSING. */
enum err_code person_find(struct store *store, const char *text, struct arena *arena,
                          struct person *ret, struct err *err) MUST_CHECK;
enum err_code person_list(struct store *store, struct arena *arena, struct person **ret,
                          size_t *ret_count, struct err *err) MUST_CHECK;
enum err_code person_set_role(struct store *store, const struct uuid *id, const char *role,
                              struct err *err) MUST_CHECK;
/* From now on not here. */
enum err_code person_end(struct store *store, const struct uuid *id, struct err *err) MUST_CHECK;

/* --- keys --------------------------------------------------------------------------------- */

struct person_key {
    struct uuid person;
    int number;        /* 1.. of the person; the last one counts */
    struct digest key; /* the public half */
    struct uuid act;   /* that gave it */
    int64_t made_ms;
};
enum err_code person_key_add(struct store *store, const struct person_key *key,
                             struct err *err) MUST_CHECK; /* number and time are found out */
/* The last one. ERR_MISSING K-1510: the person has none. */
enum err_code person_key_get(struct store *store, const struct uuid *person, struct person_key *ret,
                             struct err *err) MUST_CHECK;
/* By person and number; person NULL = all. */
enum err_code person_key_list(struct store *store, const struct uuid *person, struct arena *arena,
                              struct person_key **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;

/* The sealed secret half: no content, may be replaced (another passphrase). */
struct person_seal {
    const char *sealed; /* trust/sealed_key */
    int tries;          /* wrong ones since the last right one */
    int64_t tried_ms;   /* of the last try; 0 = never */
};
enum err_code person_seal_put(struct store *store, const struct digest *key, const char *sealed,
                              struct err *err) MUST_CHECK;
/* ERR_MISSING K-1511. */
enum err_code person_seal_get(struct store *store, const struct digest *key, struct arena *arena,
                              struct person_seal *ret, struct err *err) MUST_CHECK;
/* Before a try: counts it, on the disk when it returns. After a right one: forgets the wrong ones.
 */
enum err_code person_seal_try(struct store *store, const struct digest *key,
                              struct err *err) MUST_CHECK;
enum err_code person_seal_right(struct store *store, const struct digest *key,
                                struct err *err) MUST_CHECK;

#endif
