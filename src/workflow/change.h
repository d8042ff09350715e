/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/change: mistakes put right about batches, their pages and records. A change runs in one
 * transaction and ends in an act of kind "change" that says what was before (ids and places, never
 * values); change_undo brings that back, until a record that it touched is confirmed. Page
 * revisions and what people keyed are never removed: undoing adds a revision, and a page or record
 * that should not be there is withdrawn.
 */
#ifndef WORKFLOW_CHANGE_H
#define WORKFLOW_CHANGE_H

#include "base/arena.h"
#include "store/batch.h"
#include "store/page.h"
#include "store/record.h"

struct office;
struct change; /* opaque; one at a time an office */

/* Begins the transaction; what: "move", "reschema", ... (an English word, stable). arena: borrowed
 * for the life of the change. ERR_DENIED. */
enum err_code change_begin(struct office *office, const char *what, struct arena *arena,
                           struct change **ret_new, struct err *err) MUST_CHECK;
/* Commits with its act, or takes everything back: on dry_run, or when code is an error, which is
 * then returned. Frees. */
enum err_code change_end(struct change *change, bool dry_run, enum err_code code,
                         struct err *err) MUST_CHECK;

/* Notes where several pages stand before the first of them moves, since the others move up then. */
enum err_code change_note_pages(struct change *change, const struct uuid *pages, size_t count,
                                struct err *err) MUST_CHECK;
/* Each of these notes what is there now, once, and then writes. */
enum err_code change_batch(struct change *change, const struct batch *plan,
                           struct err *err) MUST_CHECK;
enum err_code change_record(struct change *change, const struct record *plan,
                            struct err *err) MUST_CHECK;
enum err_code change_move(struct change *change, const struct uuid *page, const struct uuid *batch,
                          long position, struct err *err) MUST_CHECK;
/* All to the end of the batch, in their order. */
enum err_code change_append(struct change *change, const struct uuid *pages, size_t count,
                            const struct uuid *batch, struct err *err) MUST_CHECK;
enum err_code change_revise(struct change *change, const struct uuid *page,
                            const struct page_view *view, struct err *err) MUST_CHECK;
enum err_code change_withdraw(struct change *change, const struct uuid *page,
                              struct err *err) MUST_CHECK;
/* A page at a place of a batch, or a batch, that was not there before. */
enum err_code change_new_page(struct change *change, const struct uuid *batch, long position,
                              const struct page_view *view, struct uuid *ret_page,
                              struct err *err) MUST_CHECK;
enum err_code change_new_batch(struct change *change, const struct batch *plan,
                               const struct uuid *from, struct uuid *ret_batch,
                               struct err *err) MUST_CHECK;
/* A record that was not there before; proposal: of its page, -1 = by hand. */
enum err_code change_new_record(struct change *change, const struct record *plan, int proposal,
                                struct uuid *ret_record, struct err *err) MUST_CHECK;
/* What was keyed in one record stands in another one too (store/record.h, draft_carry). */
enum err_code change_carry(struct change *change, const struct uuid *from, const struct uuid *to,
                           struct err *err) MUST_CHECK;
/* The batch takes part, even where nothing of it changes. */
enum err_code change_involve(struct change *change, const struct uuid *batch,
                             struct err *err) MUST_CHECK;
/* A page shows a piece of the record too. */
enum err_code change_new_image(struct change *change, const struct uuid *record,
                               const struct page *page, struct err *err) MUST_CHECK;
/* The page waits to be read anew, now and when the change is undone. */
enum err_code change_read_again(struct change *change, const struct uuid *page,
                                struct err *err) MUST_CHECK;

/* A person's answer to a question about a batch; words without values. */
void change_answer(struct change *change, const struct uuid *batch, const char *question,
                   const char *found);
/* Was it answered, and not taken back since? */
enum err_code change_answered(struct office *office, const struct uuid *batch, const char *question,
                              const char *found, struct arena *arena, bool *ret,
                              struct err *err) MUST_CHECK;

/* ERR_STATE (K-1821) when one of the page's records is confirmed. */
enum err_code change_check_confirmed(struct office *office, const struct uuid *page,
                                     struct err *err) MUST_CHECK;
/* All records of a page, withdrawn ones on request; arena array. */
enum err_code change_records_of(struct store *store, const struct uuid *page, bool withdrawn,
                                struct arena *arena, struct record **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;

/* What can be taken back of a batch: its newest change. */
struct change_undo {
    const char *what; /* as it was begun */
    int64_t at_ms;
    long pages, records; /* brought back to what they were */
};
/* ERR_EMPTY K-1822: nothing to undo. ERR_STATE K-1821: a record of it is confirmed; K-1823: a later
 * change of another batch must be undone first. */
enum err_code change_undo(struct office *office, const struct uuid *batch, bool dry_run,
                          struct arena *arena, struct change_undo *ret, struct err *err) MUST_CHECK;

#endif
