/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_decode: from the probabilities of a line's steps to words: connectionist temporal
 * classification (Graves et al. 2006), the likeliest class of each step. Inside the room only.
 *
 * A beam of prefixes that prefers possible syllables was tried: of 63,000 letters it changed five
 * to the better and none to the worse, so there is none.
 */
#ifndef OCR_LSTM_DECODE_H
#define OCR_LSTM_DECODE_H

#include "base/arena.h"
#include "ocr/lstm_file.h"

struct lstm_word {
    int *signs;     /* classes, count of them */
    float *sure;    /* of each, 0..1: at its weakest step, what no other sign claims */
    int *from, *to; /* of each: its steps, to exclusive */
    int count;
    int first, last; /* steps: where the first sign begins, where the last one ends */
};

/* steps: step_count times class_count probabilities. allowed: class_count flags. Words lie between
 * spaces and live in arena. */
void lstm_decode(const struct lstm_model *model, const bool *allowed, const float *steps,
                 int step_count, struct arena *arena, struct lstm_word **ret_words,
                 size_t *ret_count);

#endif
