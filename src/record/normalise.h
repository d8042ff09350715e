/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise: what is written on the paper -> the value as the record keeps it, by kind of
 * field, and how well it fits the kind. Dates, in digits or words, become EDTF level 0, a personal
 * number its digits, sex Nam/Nữ; all else stays as written: NFC, single spaces, leaders taken off,
 * a people or nation put right by the list in the spelling that was meant. Never guesses: what does
 * not fit stays unnormalised and says why. No I/O; results live in the arena.
 */
#ifndef RECORD_NORMALISE_H
#define RECORD_NORMALISE_H

#include <stddef.h>

#include "base/arena.h"
#include "model/record.h"
#include "record/kind.h"

enum { NORMAL_PROBLEMS_MAX = 2 };

struct normal {
    const char *text; /* NULL when written cannot be normalised (then a problem says why) */
    /* What must stand on the paper where the reading was damaged (the words of a date, Nữ for Nử,
     * 2010 for 2O1O): the better `written`; NULL = as it was read. */
    const char *mended;
    float fits; /* 0..1: 1 = exactly of the kind; a reading's confidence is multiplied by it */
    struct problem problems[NORMAL_PROBLEMS_MAX];
    size_t problem_count;
};

/* written: NFC or not, NULL or "" gives text NULL, fits 0, no problem. */
void value_normalise(enum field_kind kind, const char *written, struct arena *arena,
                     struct normal *ret);

/* Leaders, underscores, stray signs at both ends and doubled spaces taken away; what extraction
 * keeps as `written`. Arena text, NFC. */
const char *value_tidy(const char *written, struct arena *arena);

/* NFC with single spaces and none at the ends, nothing else changed; bytes that are not UTF-8
 * become U+FFFD. Arena text. */
const char *value_plain(const char *written, struct arena *arena);

#endif
