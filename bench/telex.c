/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/telex: see the header. May include: base, viet.
 */
#include "telex.h"

#include "base/utf8.h"
#include "viet/letter.h"

static const char TONES[TONE_COUNT] = {0, 'f', 's', 'r', 'x', 'j'};

static void add_tone(struct str *keys, enum tone *tone)
{
    if (TONES[*tone])
        str_add_char(keys, TONES[*tone]);
    *tone = TONE_LEVEL;
}

static void add_letter(struct str *keys, struct letter letter)
{
    char base = letter.upper ? (char)(letter.base - 'a' + 'A') : letter.base;
    str_add_char(keys, base);
    if (letter.shape == SHAPE_HAT || letter.shape == SHAPE_STROKE)
        str_add_char(keys, letter.base);
    else if (letter.shape != SHAPE_PLAIN)
        str_add_char(keys, 'w');
}

/* ươ takes one w for both horns. */
static bool is_double_horn(struct letter letter, const char *next)
{
    struct letter following;
    uint32_t rune = utf8_next(&next);
    return letter.base == 'u' && letter.shape == SHAPE_HORN && letter_split(rune, &following) &&
           following.base == 'o' && following.shape == SHAPE_HORN;
}

void telex_add(struct str *keys, const char *text, bool small)
{
    enum tone tone = TONE_LEVEL;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        struct letter letter;
        if (!letter_split(rune, &letter)) {
            add_tone(keys, &tone);
            str_add_rune(keys, rune);
            continue;
        }
        letter.upper = letter.upper && !small;
        if (letter.tone != TONE_LEVEL)
            tone = letter.tone;
        if (is_double_horn(letter, text))
            letter.shape = SHAPE_PLAIN;
        add_letter(keys, letter);
    }
    add_tone(keys, &tone);
}

size_t telex_count(const char *text)
{
    struct str keys = STR_INIT;
    telex_add(&keys, text, true);
    size_t count = utf8_count(str_peek(&keys));
    str_release(&keys);
    return count;
}
