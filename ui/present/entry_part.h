/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_part: what the files of present/entry share.
 */
#ifndef PRESENT_ENTRY_PART_H
#define PRESENT_ENTRY_PART_H

#include "present/entry.h"
#include "present/offer.h"

/* entry.c: to another place of the queue; the field in hand is right, on to the next one. */
enum err_code entry_go(struct desk *desk, struct entry *entry, size_t at,
                       struct err *err) MUST_CHECK;
enum err_code entry_confirm(struct desk *desk, struct entry *entry, struct err *err) MUST_CHECK;

/* entry_field.c: a request about the field in hand; others do nothing. */
enum err_code entry_field_request(struct desk *desk, struct entry *entry, enum request request,
                                  struct err *err) MUST_CHECK;

/* entry_offer.c: what is learnt from records, and what comes of it for the field in hand. */
void entry_learn_batch(struct desk *desk, const struct uuid *batch);
void entry_learn_record(struct desk *desk, const struct record_view *view);
void entry_learn_field(struct desk *desk, const struct record_view *view, size_t index);
struct offer entry_offer(struct desk *desk, const struct entry *entry);
/* What Enter makes of the text in focus by its kind's shorthand; arena text of the desk, NULL when
 * it stays. */
const char *entry_becomes(struct desk *desk, const struct entry *entry);

/* entry_doubt.c: where the reading is weak. */
enum { DOUBTS_MAX = 32 };
void entry_reading_free(struct entry *entry);
size_t entry_doubts(struct desk *desk, struct entry *entry,
                    struct shown_span ret[DOUBTS_MAX]); /* signs, the weakest first */
enum err_code entry_go_to_doubt(struct desk *desk, struct entry *entry, struct err *err) MUST_CHECK;

#endif
