/* SPDX-License-Identifier: Apache-2.0
 *
 * store/difficulty: what stood in the way of the work (vướng mắc), as people report it, and what
 * became of it. Content, written once. Which categories and steps there are says
 * workflow/difficulty.
 */
#ifndef STORE_DIFFICULTY_H
#define STORE_DIFFICULTY_H

#include "store/store.h"

struct difficulty {
    struct uuid id;
    const char *category, *step; /* stable words */
    const char *device;          /* scanner; NULL = none */
    long code;                   /* number of an error; 0 = none */
    const char *words;           /* of a person, no field values; NULL = none */
    struct uuid page, record;    /* null id = none */
    /* read only */
    struct uuid person;
    const char *person_name;
    int64_t at_ms;
    int64_t ended_ms;   /* 0 = it is still open */
    const char *answer; /* what was done about it; NULL = nothing said */
};
/* By the acting person; ERR_DENIED when nobody acts. */
enum err_code difficulty_add(struct store *store, const struct difficulty *plan,
                             struct uuid *ret_id, struct err *err) MUST_CHECK;
/* answer NULL: nothing to say. ERR_EXISTS K-2521 when it was ended before. */
enum err_code difficulty_end(struct store *store, const struct uuid *id, const char *answer,
                             struct err *err) MUST_CHECK;
/* By its id, or the first or last characters of it. */
enum err_code difficulty_find(struct store *store, const char *text, struct uuid *ret,
                              struct err *err) MUST_CHECK;

struct difficulty_filter {
    bool open;        /* only those that are still in the way */
    int64_t since_ms; /* 0 = all */
    long offset, limit;
};
/* The newest first. */
enum err_code difficulty_list(struct store *store, const struct difficulty_filter *filter,
                              struct arena *arena, struct difficulty **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;
enum err_code difficulty_count_open(struct store *store, long *ret, struct err *err) MUST_CHECK;

#endif
