/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/card: the code on an identity card, taken apart by the shape of its parts: twelve digits,
 * nine digits, names, ddmmyyyy, Nam/Nữ, residence, ddmmyyyy, with "|" between them. Variants with
 * fewer or more parts are read as far as their parts speak for themselves; nothing is guessed.
 */
#ifndef VIET_CARD_H
#define VIET_CARD_H

#include <stdbool.h>

#include "base/arena.h"
#include "viet/date.h"
#include "viet/person_id.h"

struct card {
    struct person_id number;      /* 12 digits */
    const char *old_number;       /* nine digits, NULL when there is none */
    const char *name, *residence; /* NFC; NULL when there is none */
    struct date birth, issued;    /* year 0 = none */
    enum sex sex;
    int dates; /* parts of eight digits met; private */
};

/* True when payload is the code of a card: a number, a name and a date of birth at least. Texts
 * live in the arena. */
bool card_parse(const char *payload, struct arena *arena, struct card *ret);

#endif
