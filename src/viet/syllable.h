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
/* Could letters (any case), as typed so far, still become a syllable with this tone? A letter
 * without shape may get its shape later (nguoi: người), đ may still be d. *ret_onset: how many of
 * them are its onset. */
bool syllable_open(const struct letter *letters, size_t count, enum tone tone, size_t *ret_onset);

/* Every onset but the empty one, the longest first where one begins another; every rime. */
extern const char *const SYLLABLE_ONSETS[];
extern const size_t SYLLABLE_ONSET_COUNT;
extern const char *const SYLLABLE_RIMES[];
extern const size_t SYLLABLE_RIME_COUNT;

/* Share of the words of text that are possible syllables, 0..1; words of digits or signs do not
 * count; 0 when there is no word. */
float syllable_share(const char *text);

#endif
