/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/index: keeps the search up to date with what a record holds now.
 */
#ifndef WORKFLOW_INDEX_H
#define WORKFLOW_INDEX_H

#include "base/err.h"
#include "model/id.h"

struct office;

enum err_code index_record(struct office *office, const struct uuid *record,
                           struct err *err) MUST_CHECK;

#endif
