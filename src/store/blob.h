/* SPDX-License-Identifier: Apache-2.0
 *
 * store/blob: inside of this room only. Files of masters/ and derived/, two-letter folders.
 */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H

#include "base/file.h"
#include "store/db.h"

/* Where the bytes come from: an open file from its start, or memory when fd < 0. */
struct blob_source {
    int fd;
    const void *data;
    uint64_t length;
};
/* Writes kind/ab/cdef….extension (fsynced), its new folder too. */
enum err_code blob_write(struct store *store, const char *kind, const struct digest *id,
                         const char *extension, const struct blob_source *source,
                         enum file_mode mode, struct err *err) MUST_CHECK;
bool blob_extension_fits(const char *extension); /* 1 to 8 of [a-z0-9] */
bool blob_exists(struct store *store, const char *kind, const struct digest *id,
                 const char *extension);

/* Visits every file of masters/ or derived/: its path, its name "abcdef….ext" (the two letters
 * put in front) and what its name says; id is NULL for foreign names and half-written files. */
struct blob_file {
    const char *path, *name;
    const struct digest *id;
    const char *extension; /* "" when there is none */
    int64_t bytes, changed_ms;
};
typedef enum err_code blob_visitor(const struct blob_file *file, void *context, struct err *err);
enum err_code blob_each(struct store *store, const char *kind, blob_visitor *visit, void *context,
                        struct err *err) MUST_CHECK;

#endif
