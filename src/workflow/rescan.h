/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/rescan: the sheets of the queue (workflow/quality) go through the scanner again, one
 * behind the other as the queue lists them: page by page the new picture takes the place of the old
 * one.
 */
#ifndef WORKFLOW_RESCAN_H
#define WORKFLOW_RESCAN_H

#include "base/arena.h"
#include "store/quality.h"

struct office;

/* Those of a batch that a new picture would mend, in their order; arena array. */
enum err_code rescan_sheets(struct office *office, const struct uuid *batch, struct arena *arena,
                            struct rescan **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* The pages first .. of the batch (1..) are those sheets anew, as many as there are: each goes into
 * the place of its old picture. Each is a change of its own that can be undone (workflow/change).
 * *ret_replaced counts them also when one fails. */
enum err_code rescan_replace(struct office *office, const struct uuid *batch,
                             const struct rescan *sheets, size_t count, long first,
                             long *ret_replaced, struct err *err) MUST_CHECK;

#endif
