/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/transition: the only place where a state moves. Each call asks stage_table whether the
 * move is allowed (state, right), writes the rows, and ends with its audit row in one transaction;
 * inside an open transaction it joins that. ERR_STATE (K-832), ERR_DENIED.
 */
#ifndef WORKFLOW_TRANSITION_H
#define WORKFLOW_TRANSITION_H

#include "store/page.h"
#include "store/record.h"
#include "workflow/stage.h"

/* Comes into being: a page of a batch; a record, from a proposal of its page or by hand (-1). */
enum err_code transition_capture(struct store *store, const struct uuid *batch,
                                 const struct page_view *view, struct uuid *ret_page,
                                 struct err *err) MUST_CHECK;
enum err_code transition_adopt(struct store *store, const struct record *plan, int proposal,
                               struct uuid *ret_record, struct err *err) MUST_CHECK;

/* why: for STAGE_SET_ASIDE, what went wrong; else NULL. */
enum err_code transition_page(struct store *store, const struct uuid *page, enum stage_id stage,
                              const struct err *why, struct err *err) MUST_CHECK;

/* What a person signs when a record moves. */
struct transition_act {
    const char *reason; /* NULL = none */
    const json_t *body; /* details without values; NULL = none */
    const struct uuid *versions;
    size_t version_count;
};
/* act: for the stages that have one; else NULL. */
enum err_code transition_record(struct store *store, const struct uuid *record, enum stage_id stage,
                                const struct transition_act *act, struct err *err) MUST_CHECK;
/* Many at once, all or none, under one act that lists all versions. */
enum err_code transition_records(struct store *store, const struct uuid *records, size_t count,
                                 enum stage_id stage, const struct transition_act *act,
                                 struct err *err) MUST_CHECK;
/* Only the question; for keying, and for screens that show what is possible. */
enum err_code transition_allowed(struct store *store, const struct uuid *record,
                                 enum stage_id stage, struct err *err) MUST_CHECK;

/* Derived states are gone: works the state of a record out again from its acts. */
enum err_code transition_restore(struct store *store, const struct uuid *record,
                                 struct err *err) MUST_CHECK;

#endif
