/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/marks: which values of a finished record an official should look at, and why; the rest
 * is read by eye in passing. A value that the machine is sure of and nobody looked at is not
 * marked; one that it is not sure of is.
 */
#ifndef WORKFLOW_MARKS_H
#define WORKFLOW_MARKS_H

#include "workflow/query.h"

enum field_mark {
    MARK_NONE,
    MARK_EDITED,    /* a person wrote otherwise than the machine read */
    MARK_UNREAD,    /* doubtful, and nobody looked at it */
    MARK_WARNED,    /* contradicts another value */
    MARK_CORRECTED, /* an official put it right, or a later decision changed it */
    MARK_DIFFERED,  /* two people entered it differently */
    MARK_COUNT
};
const char *mark_title(enum field_mark mark); /* translated; "" for none */

struct record_marks {
    enum field_mark *fields; /* in the order of the view's fields */
    const char **why;        /* more about it in words, or NULL; arena */
    size_t count;            /* of those that are marked */
};
/* view: of the head (record_view_head). */
enum err_code marks_get(struct office *office, const struct record_view *view, struct arena *arena,
                        struct record_marks *ret, struct err *err) MUST_CHECK;

#endif
