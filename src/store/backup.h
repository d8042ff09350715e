/* SPDX-License-Identifier: Apache-2.0
 *
 * store/backup: what a backup needs of the store: a consistent copy of the database of a store in
 * use, and the book-keeping of which medium holds what. Sets of media take turns (A, B); each set
 * holds a whole backup on one or more sticks. And the way back: a store made of such a copy.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/audit.h"
#include "store/master.h"
#include "trust/seal.h"

/* --- the copy --- */

/* Copies the database as it is at one moment to path (which is replaced), while others go on
 * reading and writing; *ret is the head of its audit chain. Nothing is left at path on failure.
 * progress may be NULL; it may end the copy with an error. */
typedef enum err_code store_progress(long done, long total, void *context, struct err *err);
enum err_code store_snapshot(struct store *store, const char *path, store_progress *progress,
                             void *context, struct audit_head *ret, struct err *err) MUST_CHECK;

/* --- sets and media --- */

enum { BACKUP_LABEL_SIZE = 9 };
bool backup_label_fits(const char *label); /* 1 to 8 of A-Z and 0-9 */

struct backup_set {
    char label[BACKUP_LABEL_SIZE];
    struct seal_to seal;
    long media;       /* sticks */
    int64_t last_ms;  /* end of the last whole backup; 0 = none yet */
    int64_t sequence; /* of the audit chain in it */
    bool open;        /* a newer backup was broken off */
};
/* The one that was written longest ago first: it is due. */
enum err_code backup_set_list(struct store *store, struct arena *arena, struct backup_set **ret,
                              size_t *ret_count, struct err *err) MUST_CHECK;
/* ERR_EMPTY without a text when there is none. */
enum err_code backup_set_get(struct store *store, const char *label, struct backup_set *ret,
                             struct err *err) MUST_CHECK;
enum err_code backup_set_add(struct store *store, const char *label, const struct seal_to *seal,
                             struct err *err) MUST_CHECK;

struct backup_medium {
    struct uuid id;
    char label[BACKUP_LABEL_SIZE];
    long number; /* 1.. within its set */
};
/* ERR_EMPTY without a text when it is not known. */
enum err_code backup_medium_get(struct store *store, const struct uuid *id,
                                struct backup_medium *ret, struct err *err) MUST_CHECK;
/* number 0: the next free one; *medium is completed. */
enum err_code backup_medium_add(struct store *store, struct backup_medium *medium,
                                struct err *err) MUST_CHECK;

/* --- what stands where --- */

struct backup_copy {
    struct digest master;
    const char *kind; /* extension of the master */
    int64_t bytes;    /* of the master; of the sealed file in backup_copy_list */
};
/* Masters that no medium of the set holds, by id behind after (NULL = from the start). */
enum err_code backup_missing(struct store *store, const char *label, const struct digest *after,
                             struct arena *arena, struct backup_copy **ret, size_t *ret_count,
                             struct err *err) MUST_CHECK;
enum err_code backup_missing_count(struct store *store, const char *label, int64_t *ret,
                                   struct err *err) MUST_CHECK;
/* What a medium must hold, by id behind after. */
enum err_code backup_copy_list(struct store *store, const struct uuid *medium,
                               const struct digest *after, struct arena *arena,
                               struct backup_copy **ret, size_t *ret_count,
                               struct err *err) MUST_CHECK;
enum err_code backup_copy_put(struct store *store, const struct uuid *medium,
                              const struct digest *master, const struct sealed *sealed,
                              struct err *err) MUST_CHECK;
enum err_code backup_copy_drop(struct store *store, const struct uuid *medium,
                               const struct digest *master, struct err *err) MUST_CHECK;

/* --- runs --- */

enum err_code backup_run_start(struct store *store, const char *label, int64_t sequence,
                               int64_t *ret_number, struct err *err) MUST_CHECK;
enum err_code backup_run_finish(struct store *store, int64_t number, long aside,
                                struct err *err) MUST_CHECK;

/* --- the way back --- */

/* The path that the database copy must be written to first; makes the folders. ERR_EXISTS when a
 * store is there. Heap. */
enum err_code restore_begin(const char *folder, char **ret_path_new, struct err *err) MUST_CHECK;
/* Opens that copy: master_list, master_restore and store_close work on it, nothing else should. */
enum err_code restore_open(const char *folder, struct store **ret_new, struct err *err) MUST_CHECK;
/* The file of a master out of its sealed copy: over what is there, proven by its hash.
 * ERR_DAMAGED K-1545: something else is in it. */
enum err_code master_restore(struct store *store, const struct master *master,
                             const char *sealed_path, const struct secret *secret,
                             struct err *err) MUST_CHECK;
/* Reads the file of a master. *ret_there false: there is none; *ret_fits: it is as it came. */
enum err_code master_look(struct store *store, const struct digest *id, const char *kind,
                          bool *ret_there, bool *ret_fits, struct err *err) MUST_CHECK;
/* Closes the store in every case; the database takes its name: from now on it is a store. */
enum err_code restore_finish(struct store *store, struct err *err) MUST_CHECK;

#endif
