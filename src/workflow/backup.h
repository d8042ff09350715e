/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/backup: a store in use, sealed onto sticks or disks. Each master is written once a set
 * and read back from the medium; the database goes with every backup, as it was at its beginning.
 * What was broken off goes on where it stopped.
 */
#ifndef WORKFLOW_BACKUP_H
#define WORKFLOW_BACKUP_H

#include "store/backup.h"

struct office;
struct backup; /* opaque; one thread */

enum { BACKUP_OLD_DAYS = 7 }; /* older than this: it is time */

/* What a backup into this folder would be. label NULL: what the medium says, else a new set. */
struct backup_aim {
    char label[BACKUP_LABEL_SIZE];
    bool new_set;        /* seal must be given: nobody said yet for whom it is sealed */
    struct seal_to seal; /* of a set that is known */
};
/* ERR_FOREIGN K-1851: the medium holds the backup of another store; ERR_USAGE K-1852: it belongs
 * to another set. */
enum err_code backup_aim_at(struct office *office, const char *folder, const char *label,
                            struct backup_aim *ret, struct err *err) MUST_CHECK;

struct backup_plan {
    const char *folder;
    const struct backup_aim *aim;
    const struct seal_to *seal; /* for a new set; else unused */
    store_progress *progress;   /* of the copy of the database; NULL = none */
    void *context;
};
/* Takes the copy of the database. ERR_LOCKED when another process makes a backup. */
enum err_code backup_new(struct office *office, const struct backup_plan *plan,
                         struct backup **ret_new, struct err *err) MUST_CHECK;
/* Some files more. ERR_OK: there is more; ERR_EMPTY: all is there; ERR_FULL with backup_full():
 * this medium is full, give the next one; else it is over. */
enum err_code backup_step(struct backup *backup, struct err *err) MUST_CHECK;
bool backup_full(const struct backup *backup);
/* Another medium of the same set. ERR_FOREIGN, ERR_USAGE as above. */
enum err_code backup_next(struct backup *backup, const char *folder, struct err *err) MUST_CHECK;

struct backup_tally {
    const char *label;
    long number;      /* of the present medium */
    long total, done; /* masters that were to be written, and were */
    long again;       /* that should have stood on this medium and did not: written anew */
    long aside;       /* masters that are missing or damaged in the store */
    struct audit_head head;
};
struct backup_tally backup_tally(const struct backup *backup);
/* The masters that could not be read, by index; NULL behind the last. Borrowed. */
const struct digest *backup_peek_aside(const struct backup *backup, size_t index);
void backup_free(struct backup *backup); /* NULL is fine */

/* For the home screen and doctor: how old the last whole backup is, and which set is next. */
struct backup_due {
    long sets;
    int64_t last_ms;             /* of the newest; 0 = there is none */
    bool old;                    /* it is time for one */
    char due[BACKUP_LABEL_SIZE]; /* the set that is next; "" = a new one */
    int64_t due_ms;              /* its last backup; 0 = none */
    bool open;                   /* the newest was broken off */
};
enum err_code backup_due_get(struct store *store, struct backup_due *ret,
                             struct err *err) MUST_CHECK;

#endif
