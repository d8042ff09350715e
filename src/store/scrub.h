/* SPDX-License-Identifier: Apache-2.0
 *
 * store/scrub: the masters read again, a few at a time, each against its hash; a place is kept, so
 * that every file has its turn. Faults stay known until the file is found well again.
 */
#ifndef STORE_SCRUB_H
#define STORE_SCRUB_H

#include "store/master.h"

struct scrub_state {
    long done, total;    /* of this round */
    int64_t round_ms;    /* when it began; 0 = none yet */
    int64_t finished_ms; /* end of the last whole round; 0 = never */
    long faults;         /* known now */
};
enum err_code scrub_state_get(struct store *store, struct scrub_state *ret,
                              struct err *err) MUST_CHECK;
/* The next master of the round is read. ERR_EMPTY without a text: the round ended with the one
 * before, or there is no master. */
struct scrub_step {
    struct digest master;
    int64_t bytes;
    bool there, fits;
};
enum err_code scrub_next(struct store *store, struct scrub_step *ret, struct err *err) MUST_CHECK;
/* Looks at one master now (it was restored) and forgets its fault when it is well. */
enum err_code scrub_one(struct store *store, const struct digest *master, const char *kind,
                        struct scrub_step *ret, struct err *err) MUST_CHECK;

struct scrub_fault {
    struct digest master;
    const char *file_kind; /* extension */
    const char *origin;    /* file name as delivered; NULL = none */
    const char *kind;      /* "missing", "changed" */
    int64_t found_ms;
};
enum err_code scrub_fault_list(struct store *store, struct arena *arena, struct scrub_fault **ret,
                               size_t *ret_count, struct err *err) MUST_CHECK;

#endif
