/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/typing: Telex and VNI: keys of a plain keyboard become Vietnamese words.
 *
 * One struct typing holds the word that is being typed, nothing else: the caller shows its text in
 * place of what stood there, and forgets it (typing_clear) when the word ends or the caret moves.
 * Pure data, no allocation; any thread, one at a time.
 *
 * Marks may be typed in any order behind the letter they belong to. A mark is taken only where the
 * word can still become Vietnamese; names of other peoples (Bhiăk, Kđăm, Bríu) take the marks that
 * stand right behind their letter. The same mark once more gives the plain letters back, Esc gives
 * all keys of the word back. A tone that turns out to be a letter (Tesla) becomes one again.
 *
 *   Telex  s f r x j tones, z none, aa ee oo aw ow uw w dd
 *   VNI    1..5 tones, 0 none, 6 â ê ô, 7 ơ ư, 8 ă, 9 đ
 */
#ifndef VIET_TYPING_H
#define VIET_TYPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "viet/letter.h"

enum typing_style { TYPING_OFF, TYPING_TELEX, TYPING_VNI, TYPING_STYLE_COUNT };
const char *typing_style_name(enum typing_style style); /* "off", "telex", "vni"; static */

enum { TYPING_LETTERS_MAX = 24, TYPING_KEYS_MAX = 64, TYPING_TEXT_MAX = 4 * TYPING_LETTERS_MAX };

struct typing_letter {
    struct letter letter; /* its tone stays level: the word has one tone */
    uint32_t other;       /* a sign that is no such letter; 0 = none */
    bool from_w;          /* ư typed as a lone w */
};

struct typing {
    enum typing_style style; /* set by the caller, together with: */
    bool new_style;          /* hoà, thuý; else hòa, thúy */

    struct typing_letter letters[TYPING_LETTERS_MAX];
    size_t count;
    enum tone tone;
    uint32_t tone_key; /* that set the tone; 0 = it came with typing_load */
    size_t tone_at;    /* letters in front of that key */
    uint32_t keys[TYPING_KEYS_MAX];
    size_t key_count;
    bool no_shapes, no_tones; /* a tone was taken back: marks are letters in this word */
    char spent;               /* the key of a shape that was taken back: a letter from now on */
};

void typing_clear(struct typing *typing); /* keeps the two settings */
/* Goes on with a word that stands there already (NFC); false when it is too long or no word. */
bool typing_load(struct typing *typing, const char *word);
/* True: the word took the key. False: the key is no part of a word; the caller ends the word and
 * puts the sign itself. */
bool typing_key(struct typing *typing, uint32_t rune);
/* Drops the last letter, with the tone if it bears it; false when there is no word. */
bool typing_backspace(struct typing *typing);
/* The word as its bare keys; false when it is that already. */
bool typing_escape(struct typing *typing);
/* UTF-8 (NFC) and its length in bytes; "" when there is no word. */
size_t typing_text(const struct typing *typing, char ret[TYPING_TEXT_MAX + 1]);

#endif
