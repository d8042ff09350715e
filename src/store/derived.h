/* SPDX-License-Identifier: Apache-2.0
 *
 * store/derived: what the machine made and can make again: the text of pages, proposals, files.
 * Nothing here is audited; derived_drop_all forgets everything and workflow makes it again.
 */
#ifndef STORE_DERIVED_H
#define STORE_DERIVED_H

#include "base/file.h"
#include "base/json.h"
#include "model/geometry.h"
#include "model/record.h"
#include "store/store.h"

/* A derived file's name: hash over inputs, parameters and code version, each part with its length.
 * parts is NULL-terminated. */
void derived_key(const char *const *parts, struct digest *ret);
/* extension without dot, lower case letters and digits. The same key again replaces. */
enum err_code derived_put(struct store *store, const struct digest *key, const char *extension,
                          const void *data, size_t length, struct err *err) MUST_CHECK;
/* ERR_MISSING when it was never made or was dropped. */
enum err_code derived_get(struct store *store, const struct digest *key, const char *extension,
                          struct bytes *ret_new, struct err *err) MUST_CHECK;
/* Forgets text, proposals, stages, search and derived files, by dropping and making the tables
 * again. Content does not move. */
enum err_code derived_drop_all(struct store *store, struct err *err) MUST_CHECK;
/* There are pages, but what is found by them is gone: the tables were dropped (a store of an older
 * form was brought up to date) and nobody has filled them again. */
enum err_code derived_missing(struct store *store, bool *ret, struct err *err) MUST_CHECK;

/* --- the text of a page ------------------------------------------------------------------- */

struct page_text {
    int revision;      /* of the page it was read from */
    struct digest key; /* derived_key of how it was made */
    const char *plain; /* reading order; arena */
    bool blank;
    int64_t made_ms;
};
/* json = text_page JSON (model/text.h); replaces what was there. */
enum err_code text_put(struct store *store, const struct uuid *page, const struct page_text *text,
                       const json_t *json, struct err *err) MUST_CHECK;
/* ERR_MISSING when the page was not read. ret_json_new may be NULL. */
enum err_code text_get(struct store *store, const struct uuid *page, struct arena *arena,
                       struct page_text *ret, json_t **ret_json_new, struct err *err) MUST_CHECK;

/* --- proposals ---------------------------------------------------------------------------- */

struct stored_proposal {
    int number;         /* 0.. within the page */
    const char *schema; /* name */
    struct rect region; /* page space; empty = the whole page */
    int row;            /* -1 = not a row */
    int doubtful;       /* fields that a person should look at */
    struct uuid record; /* the record it belongs to; null id = waits */
    json_t *body;       /* an object: the item of proposal_list_to_json; owned by nobody when put,
                         * a new reference when got (proposal_release) */
};
/* Replaces all proposals of the page. Those that fit a record of the page (same schema; the same
 * region, or the best overlap of at least half) are tied to it; the rest wait. Numbers are the
 * indexes of items. */
enum err_code proposal_replace(struct store *store, const struct uuid *page, int revision,
                               const struct stored_proposal *items, size_t count,
                               struct err *err) MUST_CHECK;
enum err_code proposal_list_get(struct store *store, const struct uuid *page, struct arena *arena,
                                struct stored_proposal **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;
/* The proposal tied to a record. ERR_MISSING when the last reading did not show it. */
enum err_code proposal_get(struct store *store, const struct uuid *record, struct arena *arena,
                           struct stored_proposal *ret, struct err *err) MUST_CHECK;
/* A row that a later reading of a page shows beside its records. */
struct waiting_row {
    struct uuid batch, page;
    const char *batch_name;
    long position; /* of the page in the batch */
    struct stored_proposal proposal;
};
/* By batch, page, number; NULL = all. Give the bodies back with waiting_row_release. */
enum err_code waiting_row_list(struct store *store, const struct uuid *batch,
                               const struct uuid *page, long limit, struct arena *arena,
                               struct waiting_row **ret, size_t *ret_count,
                               struct err *err) MUST_CHECK;
void waiting_row_release(struct waiting_row *items, size_t count);
/* The record is none any more: its proposal waits again. */
enum err_code proposal_free(struct store *store, const struct uuid *record,
                            struct err *err) MUST_CHECK;
/* A person says which record a waiting proposal is. */
enum err_code proposal_tie(struct store *store, const struct uuid *page, int number,
                           const struct uuid *record, struct err *err) MUST_CHECK;
void proposal_release(struct stored_proposal *items, size_t count); /* gives the bodies back */

#endif
