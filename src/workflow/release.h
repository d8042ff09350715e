/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/release: the practice form of a release: a folder with the records as JSON Lines and
 * CSV, one file a kind of paper, and the pages of each batch as searchable PDF. Every file says
 * LUYỆN TẬP in its name and inside. All files are written and flushed before the first one appears:
 * a release on a full disk leaves nothing.
 */
#ifndef WORKFLOW_RELEASE_H
#define WORKFLOW_RELEASE_H

#include <stddef.h>

#include "model/id.h"
#include "workflow/events.h"

struct office;
struct release; /* opaque */

struct release_plan {
    const char *folder;       /* made when it is not there */
    const struct uuid *batch; /* NULL = all */
    unsigned jobs;            /* 0 = one a core */
};

struct release_tally {
    long records, files;
    long pages_total, pages, aside;
};

/* ERR_DENIED (K-860) unless the store is a practice store. Writes the tables at once. */
enum err_code release_new(struct office *office, const struct release_plan *plan,
                          struct events *events, struct release **ret_new,
                          struct err *err) MUST_CHECK;
/* Pages into PDF files. ERR_OK: there is more; ERR_EMPTY: all is written; else it is over. */
enum err_code release_step(struct release *release, int timeout_ms, struct err *err) MUST_CHECK;
struct release_tally release_tally(const struct release *release);
/* Paths of the files, by index; NULL behind the last, and before all are there. Borrowed. */
const char *release_peek_file(const struct release *release, size_t index);
void release_free(struct release *release); /* NULL is fine */

#define RELEASE_MARK        "LUYỆN TẬP"
#define RELEASE_FILE_PREFIX "LUYEN-TAP-"

#endif
