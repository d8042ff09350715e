/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/rebuild: drops what is derived and makes the part that needs no reading again: states of
 * records from their acts, their search entries. The pages then wait for the runner. Records,
 * drafts and versions do not move. One transaction.
 */
#ifndef WORKFLOW_REBUILD_H
#define WORKFLOW_REBUILD_H

#include "base/err.h"

struct office;

/* ERR_LOCKED while a runner works. */
enum err_code rebuild_start(struct office *office, struct err *err) MUST_CHECK;

#endif
