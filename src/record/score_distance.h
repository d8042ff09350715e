/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score_distance: how far a read text is from the true one.
 */
#ifndef RECORD_SCORE_DISTANCE_H
#define RECORD_SCORE_DISTANCE_H

#include <stddef.h>

enum distance_form {
    DISTANCE_LETTERS,
    DISTANCE_PLAIN, /* letters without tone and vowel marks, đ as d */
    DISTANCE_WORDS,
    DISTANCE_FORM_COUNT
};

/* Letters or words of the truth, and edits (insert, delete, replace) to get it from what was read.
 * White space of any length counts as one space. */
struct distance {
    size_t count, edits;
};
struct distance distance_of(const char *truth, const char *read, enum distance_form form);

#endif
