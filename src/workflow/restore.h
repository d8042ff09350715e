/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/restore: a store out of a backup: the database, then each master, proven by its hash.
 * It becomes a store only when it is whole; what was broken off goes on where it stopped.
 * And single masters of a store put right from a backup.
 */
#ifndef WORKFLOW_RESTORE_H
#define WORKFLOW_RESTORE_H

#include "workflow/medium.h"

struct restore; /* opaque; one thread */

struct restore *restore_new(void);
/* A medium, or one copy of a database (its file) that is then the one wanted. May come at any time:
 * masters are looked for on all of them. ERR_MISSING K-1857: no backup there; ERR_FOREIGN K-1858:
 * of another store than those before. */
enum err_code restore_add(struct restore *restore, const char *place, struct err *err) MUST_CHECK;
/* For whom it is sealed. ERR_MISSING K-1859: no copy of the database on these media. */
enum err_code restore_seal(struct restore *restore, struct seal_to *ret,
                           struct err *err) MUST_CHECK;
/* The database, into a new folder. secret is borrowed until restore_free. */
enum err_code restore_start(struct restore *restore, const char *to, const struct secret *secret,
                            struct err *err) MUST_CHECK;
/* One master. ERR_EMPTY: the end of the list; when some were not found (tally), add a medium and
 * go on. */
enum err_code restore_step(struct restore *restore, struct err *err) MUST_CHECK;
void restore_again(struct restore *restore); /* from the start: those that are there are skipped */

struct restore_tally {
    long total, done, missing, damaged; /* masters; damaged: their copies cannot be opened */
    struct audit_head head;             /* of the chain when the backup was made */
    int64_t made_ms;
    long media; /* sticks that the set had */
};
struct restore_tally restore_tally(const struct restore *restore);
/* The store takes its name. ERR_MISSING K-1860 while masters are missing, unless partial. */
enum err_code restore_close(struct restore *restore, bool partial, struct err *err) MUST_CHECK;
void restore_free(
    struct restore *restore); /* NULL is fine; what is there stays for the next time */

/* A damaged or missing master of an open store, from the added media. ERR_MISSING K-1861. */
enum err_code restore_mend(struct restore *restore, struct store *store,
                           const struct secret *secret, const struct digest *id,
                           struct err *err) MUST_CHECK;

#endif
