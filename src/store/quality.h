/* SPDX-License-Identifier: Apache-2.0
 *
 * store/quality: what the machine has against the picture of a page (derived), and what a person
 * keeps all the same (content). Together they are the queue of pages to scan again: those whose
 * newest revision has reasons that nobody kept, those that were set aside, and those of which an
 * official sent a record back to be scanned again.
 */
#ifndef STORE_QUALITY_H
#define STORE_QUALITY_H

#include "store/page.h"

/* Reasons: stable words with commas between ("blur,cut"); "" = nothing. */
struct stored_quality {
    int revision;         /* of the page that was measured */
    const char *reasons;  /* arena */
    const char *measures; /* JSON object, without the print */
    const char *print;    /* the grid of the ink (model/quality), or "" */
};
/* Replaces what was there. */
enum err_code quality_put(struct store *store, const struct uuid *page,
                          const struct stored_quality *quality, struct err *err) MUST_CHECK;
/* ERR_EMPTY without a text when the page was never measured. */
enum err_code quality_get(struct store *store, const struct uuid *page, struct arena *arena,
                          struct stored_quality *ret, struct err *err) MUST_CHECK;
/* The newest measures of the page at another place of the same batch: step -1 = the one before, 1 =
 * the one behind. ERR_EMPTY when there is none that was measured. */
enum err_code quality_neighbour(struct store *store, const struct page *page, int step,
                                struct arena *arena, struct uuid *ret_page,
                                struct stored_quality *ret, struct err *err) MUST_CHECK;

/* A person keeps this revision as it is; once more is fine and writes nothing. */
enum err_code quality_keep(struct store *store, const struct uuid *page, int revision,
                           const char *reasons, struct err *err) MUST_CHECK;

/* A page that waits to be scanned again. */
struct rescan {
    struct uuid page, batch;
    long position;
    int revision;
    const char *batch_name, *origin; /* arena; origin: file name of its master, or NULL */
    int frame;
    const char *reasons; /* "" when it was set aside only */
    bool aside;          /* the machine could not read it: why */
    bool returned;       /* an official sent a record of it back to be scanned again */
    const char *detail;  /* of a page that was set aside, else NULL */
};
/* batch NULL = all. By batch (oldest first), then position. */
enum err_code rescan_list(struct store *store, const struct uuid *batch, long offset, long limit,
                          struct arena *arena, struct rescan **ret, size_t *ret_count,
                          struct err *err) MUST_CHECK;
enum err_code rescan_count(struct store *store, const struct uuid *batch, long *ret,
                           struct err *err) MUST_CHECK;

#endif
