/* SPDX-License-Identifier: Apache-2.0
 *
 * store/master: files exactly as they came; id = SHA-256 of the bytes. Never rewritten.
 */
#ifndef STORE_MASTER_H
#define STORE_MASTER_H

#include "store/store.h"

/* Facts beside the bytes. Texts may be NULL where nothing is known. */
struct master_facts {
    const char *kind;   /* "png" "jpeg" "tiff" "pnm" "pdf": also the file's extension */
    int frames;         /* at least 1 */
    const char *origin; /* file name as delivered, without folder */
    const char *source; /* "scan", "import" */
    const char *mode;   /* scans: colour mode; PDF files: workflow/source_pdf */
    /* scans only */
    const char *device, *profile;
    int resolution;       /* dpi, 0 = unknown */
    struct digest pixels; /* over tight rows; all zero = none */
};

struct master {
    struct digest id;
    int64_t bytes;
    struct master_facts facts; /* texts of the arena */
    int64_t added_ms;
};

/* Stores a whole file (from its start) before anything is computed from it: file first, read back
 * and compared, then its row. ERR_EXISTS (K-530) when the same bytes are there already: *ret_id is
 * set then too, nothing was written. Kept by the time it returns 0; do not hold a transaction
 * longer than needed around it. */
enum err_code master_put_fd(struct store *store, int fd, const struct master_facts *facts,
                            struct digest *ret_id, struct err *err) MUST_CHECK;
enum err_code master_put_bytes(struct store *store, const void *data, size_t length,
                               const struct master_facts *facts, struct digest *ret_id,
                               struct err *err) MUST_CHECK;
enum err_code master_get(struct store *store, const struct digest *id, struct arena *arena,
                         struct master *ret, struct err *err) MUST_CHECK;
bool master_exists(struct store *store, const struct digest *id);
/* Read-only descriptor, the caller closes it. ERR_MISSING when the file is gone. */
enum err_code master_open(struct store *store, const struct digest *id, int *ret_fd,
                          struct err *err) MUST_CHECK;
/* Mean bytes of a page among the newest files of this source and kind (at most 200 files), and how
 * many pages that were; 0 and 0 when there are none. */
enum err_code master_mean_get(struct store *store, const char *source, const char *kind,
                              int64_t *ret_bytes, long *ret_pages, struct err *err) MUST_CHECK;
/* By time of arrival. */
enum err_code master_list(struct store *store, long offset, long limit, struct arena *arena,
                          struct master **ret, size_t *ret_count, struct err *err) MUST_CHECK;

#endif
