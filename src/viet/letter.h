/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/letter: one Vietnamese letter taken apart: base letter, shape (mũ, trăng, móc, gạch) and
 * tone. Tables only; no allocation, no state; safe in any thread.
 */
#ifndef VIET_LETTER_H
#define VIET_LETTER_H

#include <stdbool.h>
#include <stdint.h>

enum tone {
    TONE_LEVEL, /* ngang */
    TONE_GRAVE, /* huyền */
    TONE_ACUTE, /* sắc */
    TONE_HOOK,  /* hỏi */
    TONE_TILDE, /* ngã */
    TONE_DOT,   /* nặng */
    TONE_COUNT
};
const char *tone_name(enum tone tone); /* "ngang" ...; static */

enum letter_shape {
    SHAPE_PLAIN,
    SHAPE_HAT,    /* â ê ô */
    SHAPE_BREVE,  /* ă */
    SHAPE_HORN,   /* ơ ư */
    SHAPE_STROKE, /* đ */
    SHAPE_COUNT
};

struct letter {
    char base; /* 'a'..'z' */
    enum letter_shape shape;
    enum tone tone;
    bool upper;
};

/* Takes a precomposed (NFC) code point apart; false when it is not a Latin letter that Vietnamese
 * uses or plain ASCII (then *ret is untouched). */
bool letter_split(uint32_t rune, struct letter *ret);
/* The inverse; 0 when there is no such letter (b with a tone). */
uint32_t letter_join(const struct letter *letter);
/* a e i o u y with any shape. */
bool letter_is_vowel(const struct letter *letter);

#endif
