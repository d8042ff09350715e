/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_sides: both sides of a stack from a feeder that sees one side only. The fronts are
 * scanned, the whole stack is turned over and scanned again: the backs come last sheet first. They
 * are put between the fronts when there are as many of them, and not before.
 */
#ifndef WORKFLOW_SCAN_SIDES_H
#define WORKFLOW_SCAN_SIDES_H

#include "workflow/intake.h"

struct office;

/* The fronts are pages first to last of the batch (1..); the backs are all behind them. Other
 * counts: ERR_STATE K-1876, nothing is moved, and the last page waits in the queue of
 * workflow/quality. One transaction. */
enum err_code scan_sides_join(struct office *office, const struct batch_choice *choice, long first,
                              long last, struct err *err) MUST_CHECK;

#endif
