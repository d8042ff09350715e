/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/assign: batches handed out. A batch that was given to nobody is everybody's; one that
 * was given is seen by volunteers only who have it. Leaders, officials and administrators see all.
 */
#ifndef WORKFLOW_ASSIGN_H
#define WORKFLOW_ASSIGN_H

#include "base/arena.h"
#include "store/assignment.h"
#include "store/batch.h"
#include "store/search.h"

struct office;

/* ERR_DENIED unless a leader, an official or an administrator acts; ERR_STATE K-2836: the person
 * is not here any more, or keys nothing. */
enum err_code assign_give(struct office *office, const struct uuid *batch,
                          const struct uuid *person, struct err *err) MUST_CHECK;
enum err_code assign_take_back(struct office *office, const struct uuid *batch,
                               const struct uuid *person, struct err *err) MUST_CHECK;

/* Whose batches alone the acting person sees, for record_filter.viewer: a volunteer; NULL = all
 * batches. Borrowed from the store. */
const struct uuid *assign_viewer(struct office *office);
/* Takes what the acting person may not see out of the list. */
enum err_code assign_only_mine(struct office *office, struct batch *batches, size_t *count,
                               struct err *err) MUST_CHECK;
enum err_code assign_only_my_hits(struct office *office, struct search_hit *hits, size_t *count,
                                  struct err *err) MUST_CHECK;
/* ERR_DENIED K-2835: the record is of a batch that was given to others. */
enum err_code assign_check_record(struct office *office, const struct uuid *record,
                                  struct err *err) MUST_CHECK;

#endif
