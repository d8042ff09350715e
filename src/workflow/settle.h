/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/settle: two entries of a record that differ, side by side, and what is to stand. Only
 * the fields that differ are asked; one that is written otherwise and means the same keeps the
 * first writing. A third person does it, where the office has one who keys, else an official.
 *
 * Body of the act "settle": workflow/measure.
 */
#ifndef WORKFLOW_SETTLE_H
#define WORKFLOW_SETTLE_H

#include "workflow/action.h"
#include "workflow/field_names.h"
#include "workflow/query.h"

struct settle_field {
    const struct field_view *field; /* with its place on the page */
    struct value first, second;
    struct value chosen; /* what the acting person says, once said is true */
    bool said;
};

/* Texts and arrays of the arena. */
struct settle_view {
    struct record_view view; /* the first entry, all fields */
    struct uuid second_version, second_person;
    long last; /* number of the newest second or settling draft */
    struct field_names asked;
    struct settle_field *fields; /* those that differ */
    size_t count;
};
/* ERR_STATE (K-832), ERR_DENIED (K-2872: one of the two entries is the person's own). */
enum err_code settle_view_get(struct office *office, const struct uuid *record, struct arena *arena,
                              struct settle_view *ret, struct err *err) MUST_CHECK;
/* Only what differs, for whoever just entered it; nothing was said yet. */
enum err_code settle_compare(struct office *office, const struct uuid *record, struct arena *arena,
                             struct settle_view *ret, struct err *err) MUST_CHECK;
const struct settle_field *settle_view_lookup(const struct settle_view *view, const char *field);

/* Actions. Finishing asks that something was said of every field (ERR_STATE K-2875). */
enum err_code settle_key(struct action_call *call, struct err *err) MUST_CHECK;
enum err_code settle_finish(struct action_call *call, struct err *err) MUST_CHECK;
/* The version of both, its act, the measures; the record is verified. Inside a transaction. */
enum err_code settle_write(struct action_call *call, const struct settle_view *view,
                           struct err *err) MUST_CHECK;

#endif
