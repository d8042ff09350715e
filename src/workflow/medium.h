/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/medium: how a backup lies on a stick or disk.
 *
 *   DIR/sohoa-backup/medium.json              whose, which set, which number
 *   DIR/sohoa-backup/masters/ab/cdef….tiff.sealed
 *   DIR/sohoa-backup/database/SEQUENCE-TIME.db.sealed, and .json: written last, so it is whole
 *
 * No names, values or texts stand outside of the sealed files.
 */
#ifndef WORKFLOW_MEDIUM_H
#define WORKFLOW_MEDIUM_H

#include "store/backup.h"

/* What stands on a medium about itself. */
struct medium {
    struct uuid id, station;
    char label[BACKUP_LABEL_SIZE];
    long number;
    struct seal_to seal;
};
/* DIR/sohoa-backup, or DIR itself when it is that folder; heap. */
char *medium_folder(const char *place);
/* ERR_EMPTY without a text: nothing of ours there. ERR_FORMAT K-1855: damaged. */
enum err_code medium_read(const char *folder, struct medium *ret, struct err *err) MUST_CHECK;
enum err_code medium_write(const char *folder, const struct medium *medium,
                           struct err *err) MUST_CHECK;
/* Removes what a broken-off write left. */
enum err_code medium_tidy(const char *folder, struct err *err) MUST_CHECK;
char *medium_master_path(const char *folder, const struct digest *id, const char *kind); /* heap */

/* One copy of the database. */
struct medium_snapshot {
    char *path; /* of the sealed file; heap */
    int64_t sequence, made_ms;
    struct digest head, hash; /* of the audit chain; of the sealed file */
    long masters;
    long media; /* sticks that the set had then */
    struct uuid station;
};
void medium_snapshot_release(struct medium_snapshot *snapshot);
/* Where a copy of this moment goes; heap. */
char *medium_snapshot_path(const char *folder, int64_t sequence, int64_t made_ms);
enum err_code medium_snapshot_write(const struct medium_snapshot *snapshot,
                                    struct err *err) MUST_CHECK;
/* The newest whole one; ERR_EMPTY without a text when there is none. */
enum err_code medium_snapshot_find(const char *folder, struct medium_snapshot *ret_new,
                                   struct err *err) MUST_CHECK;
/* From its sealed file or the .json beside it. */
enum err_code medium_snapshot_read(const char *path, struct medium_snapshot *ret_new,
                                   struct err *err) MUST_CHECK;
/* Removes all but the newest keep. */
enum err_code medium_snapshot_thin(const char *folder, size_t keep, struct err *err) MUST_CHECK;

#endif
