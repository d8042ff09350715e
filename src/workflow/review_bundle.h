/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/review_bundle: verified records for an official who reads them on any PC: a folder with
 * a page for browsers (export/review_html) and pictures; and the decisions that come back as a
 * file. A decision names the hash of the version that was read: when the record has another one by
 * then, the decision is dropped. Nothing is signed outside of the store.
 */
#ifndef WORKFLOW_REVIEW_BUNDLE_H
#define WORKFLOW_REVIEW_BUNDLE_H

#include "base/arena.h"
#include "model/id.h"
#include "workflow/events.h"

struct office;

/* ---- going out ---- */

struct review_bundle; /* opaque */
struct review_plan {
    const char *folder;              /* the bundle's own folder is made in it */
    const struct uuid *book, *batch; /* one of them */
    unsigned jobs;                   /* 0 = one a core */
};
/* ERR_DENIED unless the acting person may confirm; ERR_EMPTY K-3805: nothing is verified. */
enum err_code review_bundle_new(struct office *office, const struct review_plan *plan,
                                struct events *events, struct review_bundle **ret_new,
                                struct err *err) MUST_CHECK;
/* ERR_OK: there is more; ERR_EMPTY: it is there. */
enum err_code review_bundle_step(struct review_bundle *bundle, int timeout_ms,
                                 struct err *err) MUST_CHECK;
const char *review_bundle_peek_folder(const struct review_bundle *bundle);
size_t review_bundle_records(const struct review_bundle *bundle);
void review_bundle_progress(const struct review_bundle *bundle, size_t *ret_done,
                            size_t *ret_total);
void review_bundle_free(struct review_bundle *bundle); /* NULL is fine */

/* ---- coming back ---- */

enum decision_state {
    DECISION_CONFIRM,
    DECISION_RETURN,
    DECISION_CHANGED, /* the record has another version now */
    DECISION_GONE,    /* no such record here */
    DECISION_REFUSED, /* it cannot be confirmed or returned now */
    DECISION_STATE_COUNT
};
const char *decision_state_name(enum decision_state state);  /* "confirm" ...; static */
const char *decision_state_title(enum decision_state state); /* translated */
struct decision {
    struct uuid record;
    const char *reason; /* why it goes back; NULL = it is confirmed */
    enum decision_state state;
    struct err why; /* of REFUSED */
};
struct decisions {
    struct decision *items;
    size_t count;
    const char *bundle; /* its name */
};
/* Reads the file and looks what of it holds; all of the arena. ERR_FORMAT K-3806: no such file. */
enum err_code decisions_read(struct office *office, const char *path, struct arena *arena,
                             struct decisions *ret, struct err *err) MUST_CHECK;
/* Confirms under one act, and returns, what holds. Those that turn out impossible become REFUSED.
 */
enum err_code decisions_sign(struct office *office, struct decisions *decisions,
                             struct err *err) MUST_CHECK;

#endif
