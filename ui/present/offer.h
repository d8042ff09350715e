/* SPDX-License-Identifier: Apache-2.0
 *
 * present/offer: what could stand in a field, from what people keyed before: earlier values, the
 * rest of a place, the next number, the word that was begun. It is shown; only a key puts it in.
 * Memory only; dies with the desk.
 */
#ifndef PRESENT_OFFER_H
#define PRESENT_OFFER_H

#include "base/arena.h"
#include "model/id.h"
#include "model/record.h"
#include "record/schema.h"

struct offers; /* opaque */

struct offers *offers_new(void);
void offers_free(struct offers *offers); /* NULL is fine */
/* A value that a person stands for. The field's earlier value in the same record is forgotten. */
void offers_learn(struct offers *offers, const struct schema_field *field,
                  const struct uuid *record, const struct value *value);
/* The field's newest value in another record; false: there is none. Borrowed until the next one is
 * learnt. */
bool offers_last(const struct offers *offers, const char *field, const struct uuid *record,
                 struct value *ret);

/* What is asked: the field, its record, and the text so far. */
struct offer_ask {
    const struct schema_field *field;
    struct uuid record;
    const char *text;
};
/* text: all of the field's text as it is offered, other than what stands there; NULL when there is
 * nothing to offer. word: only the word in hand came to its end. Arena text. */
struct offer {
    const char *text;
    bool word;
};
/* Follows capitals: NGUY is offered NGUYỄN. */
struct offer offers_find(const struct offers *offers, const struct offer_ask *ask,
                         struct arena *arena);
/* The offer up to the end of the word that follows the text, and whether more follows; all of it
 * where it does not begin with the text. */
const char *offer_next_word(const struct offer *offer, const char *text, struct arena *arena,
                            bool *ret_more);

#endif
