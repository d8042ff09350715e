/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/syllable: is a word a possible Vietnamese syllable, and what are its parts.
 *
 * A syllable is onset + rime + tone. The tables hold every onset and rime of the written language;
 * a rime that ends in c ch p t bears sắc or nặng only. Foreign and minority names are not syllables
 * and stay legal everywhere: this says "possible", never "right".
 */
#ifndef VIET_SYLLABLE_H
#define VIET_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "viet/letter.h"

struct syllable {
    char onset[8]; /* "", "ngh", "đ" ...: lower case UTF-8 */
    char rime[16]; /* without tone: "oa", "iêng", "uyêt" ...: lower case UTF-8 */
    enum tone tone;
};

/* False when word (one word, NFC, any case, either tone position) is no possible syllable. */
bool syllable_parse(const char *word, struct syllable *ret);
bool syllable_possible(const char *word);
/* Writes the syllable in lower case NFC. new_style: hoà, thuý; else hòa, thúy. Cut at size. */
void syllable_write(const struct syllable *syllable, bool new_style, char *ret, size_t size);
/* Index of the rime's letter (in code points) that bears the tone. */
int syllable_tone_place(const struct syllable *syllable, bool new_style);
/* Share of the words of text that are possible syllables, 0..1; words of digits or signs do not
 * count; 0 when there is no word. */
float syllable_share(const char *text);

#endif
