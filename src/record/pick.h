/* SPDX-License-Identifier: Apache-2.0
 *
 * record/pick: what of the tokens behind a label is the value, by the kind of field. Private to
 * extraction.
 */
#ifndef RECORD_PICK_H
#define RECORD_PICK_H

#include "model/record.h"
#include "record/schema.h"
#include "record/sheet.h"

/* Other fields that stand behind the same label ("Đăng ký … tại: place, số …, ngày …"). */
struct pick_company {
    bool number, date, time;
};

struct picked {
    const struct token_list *tokens_taken; /* in the arena */
    const char *written;                   /* NULL: nothing of this kind is there */
    const char *other;                     /* what was read, when written was mended; else NULL */
    struct rect box;
    float mean, least; /* confidence of the words taken */
    int doubtful;      /* characters of low confidence in them */
    int tokens, left;  /* words taken; words behind the label that were not */
    bool hand;         /* handwriting stands there */
};

/* The tokens run from the label's end to where the next label starts, in reading order. */
void value_pick(const struct schema_field *field, const struct token_list *tokens,
                const struct pick_company *company, const struct sheet *sheet, struct picked *ret);

/* Written, box and confidence of a whole list, tidied. */
void pick_all(const struct token_list *tokens, struct arena *arena, struct picked *ret);

#endif
