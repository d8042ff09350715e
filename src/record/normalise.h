/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise: what is written on the paper -> the value as the record keeps it, by kind of
 * field, and how well it fits the kind. Dates become EDTF level 0, a time HH:MM, a personal number
 * its digits, sex Nam/Nữ, peoples and nations their official spelling, names Title Case; text,
 * places and numbers NFC with single spaces. Never guesses: what does not fit stays unnormalised
 * and says why. No I/O; results live in the arena.
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

#endif
