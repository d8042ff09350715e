/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/look_up: store/search as the acting person may see it: a volunteer finds only what is in
 * batches given to him, and nobody finds a value that he is to enter blind. The one way from a
 * front end to the index.
 */
#ifndef WORKFLOW_LOOK_UP_H
#define WORKFLOW_LOOK_UP_H

#include "store/search.h"

struct office;

/* As search_query; of its limit fewer may be left. */
enum err_code look_up_find(struct office *office, const struct search_query *query,
                           struct arena *arena, struct search_hit **ret, size_t *ret_count,
                           struct err *err) MUST_CHECK;

#endif
