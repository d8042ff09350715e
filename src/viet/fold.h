/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/fold: text made comparable. Three foldings, each for one purpose; all of them take UTF-8
 * (NFC or not) and give heap text that the caller frees. Pure functions.
 */
#ifndef VIET_FOLD_H
#define VIET_FOLD_H

#include <stdbool.h>

/* For search: decomposed, marks dropped, đ to d, lower case, white space runs to one space,
 * trimmed. "  Đặng Thị  HÒA" gives "dang thi hoa". */
char *fold_search(const char *text);

/* For equality that ignores case and where the tone stands: lower case NFC, each word's tone taken
 * off its vowel and put as a combining mark behind the word, so that "hòa" and "hoà" give the same
 * key. A word with two tones keeps both, in their order. */
char *fold_tone(const char *text);
bool fold_tone_equal(const char *a, const char *b);

/* Does text begin with what was typed so far? Capitals do not matter, marks may be left out: "tra"
 * begins Trà and Trần, "trà" only Trà. NFC wanted. */
bool fold_begins(const char *text, const char *typed);

/* For labels read by a machine: fold_search, then only letters and digits, single spaces between
 * words, and what OCR mixes up made one (0 o -> o, 1 l i | ! -> i, 5 s -> s, 8 b -> b, 6 g -> g).
 * "Họ, chữ đệm, tên:" gives "ho chu dem ten". */
char *fold_label(const char *text);

#endif
