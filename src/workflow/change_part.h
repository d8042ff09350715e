/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/change_part: what change and change_undo share: how the act of a change is written.
 *
 *   what       the word it was begun with
 *   batches    [id, ...] all that take part
 *   batch      [[id, schema, book, merged], ...]              as they were
 *   page       [[id, batch, position, revision], ...]         as they were
 *   record     [[id, page, revision, x, y, w, h, row, schema, book, look, withdrawn], ...]
 *   again      [page, ...] read anew             known [record, ...] that these had
 *   new_pages  [page, ...]   new_batch [[id, the one its pages came from], ...]
 *   images     [[record, number], ...]   further images of records
 *   new_records  [record, ...]       carried  [[record, number of the draft there], ...]
 *   question, found   of an answer (workflow/change_answer)
 * and an act of kind "undo": undoes, batches.
 */
#ifndef WORKFLOW_CHANGE_PART_H
#define WORKFLOW_CHANGE_PART_H

#include "base/json.h"
#include "workflow/change.h"

#define ROLES_CHANGING (ROLES_KEYING | ROLES_CONFIRMING)

json_t *change_id_json(const struct uuid *id); /* null for a null id; new */
json_t *change_record_json(const struct record *now);
/* The page waits to be read. */
enum err_code change_restart_page(struct store *store, const struct uuid *page, struct arena *arena,
                                  struct err *err) MUST_CHECK;

#endif
