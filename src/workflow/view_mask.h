/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/view_mask: values that a role need not see once the work on a record is over. The kind
 * of paper says which ("mask" in its file: numbers of persons from volunteers); while a record is
 * being entered everybody who enters it sees them. Only in an office's store; for showing, never
 * for writing (workflow/query, record_view_see).
 */
#ifndef WORKFLOW_VIEW_MASK_H
#define WORKFLOW_VIEW_MASK_H

#include "workflow/query.h"

/* Nobody who is signed in sees what any role may not. */
enum err_code view_mask(struct office *office, struct record_view *view, struct arena *arena,
                        struct err *err) MUST_CHECK;
/* "079185001234" as "•••••••••234"; text of the arena. */
const char *view_mask_text(const char *text, struct arena *arena);

#endif
