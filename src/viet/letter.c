/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/letter: the tables of the Vietnamese letters. May include its header only.
 */
#include "viet/letter.h"

#include <stddef.h>

struct letter_row {
    char base;
    enum letter_shape shape;
    uint32_t by_tone[TONE_COUNT]; /* lower case */
};

static const struct letter_row ROWS[] = {
    {'a', SHAPE_PLAIN, {'a', 0xe0, 0xe1, 0x1ea3, 0xe3, 0x1ea1}},
    {'a', SHAPE_BREVE, {0x103, 0x1eb1, 0x1eaf, 0x1eb3, 0x1eb5, 0x1eb7}},
    {'a', SHAPE_HAT, {0xe2, 0x1ea7, 0x1ea5, 0x1ea9, 0x1eab, 0x1ead}},
    {'e', SHAPE_PLAIN, {'e', 0xe8, 0xe9, 0x1ebb, 0x1ebd, 0x1eb9}},
    {'e', SHAPE_HAT, {0xea, 0x1ec1, 0x1ebf, 0x1ec3, 0x1ec5, 0x1ec7}},
    {'i', SHAPE_PLAIN, {'i', 0xec, 0xed, 0x1ec9, 0x129, 0x1ecb}},
    {'o', SHAPE_PLAIN, {'o', 0xf2, 0xf3, 0x1ecf, 0xf5, 0x1ecd}},
    {'o', SHAPE_HAT, {0xf4, 0x1ed3, 0x1ed1, 0x1ed5, 0x1ed7, 0x1ed9}},
    {'o', SHAPE_HORN, {0x1a1, 0x1edd, 0x1edb, 0x1edf, 0x1ee1, 0x1ee3}},
    {'u', SHAPE_PLAIN, {'u', 0xf9, 0xfa, 0x1ee7, 0x169, 0x1ee5}},
    {'u', SHAPE_HORN, {0x1b0, 0x1eeb, 0x1ee9, 0x1eed, 0x1eef, 0x1ef1}},
    {'y', SHAPE_PLAIN, {'y', 0x1ef3, 0xfd, 0x1ef7, 0x1ef9, 0x1ef5}},
};
enum { ROW_COUNT = sizeof ROWS / sizeof ROWS[0] };

/* Rows of the letters U+1EA0 .. U+1EF9 in their order, an upper and a lower one each, and tones. */
enum { BLOCK_FIRST = 0x1ea0, BLOCK_LAST = 0x1ef9 };
static const struct {
    unsigned char row, tone;
} BLOCK[] = {
    {0, 5},  {0, 3},  {2, 2},  {2, 1},  {2, 3},  {2, 4},  {2, 5},  {1, 2},  {1, 1},
    {1, 3},  {1, 4},  {1, 5},  {3, 5},  {3, 3},  {3, 4},  {4, 2},  {4, 1},  {4, 3},
    {4, 4},  {4, 5},  {5, 3},  {5, 5},  {6, 5},  {6, 3},  {7, 2},  {7, 1},  {7, 3},
    {7, 4},  {7, 5},  {8, 2},  {8, 1},  {8, 3},  {8, 4},  {8, 5},  {9, 5},  {9, 3},
    {10, 2}, {10, 1}, {10, 3}, {10, 4}, {10, 5}, {11, 1}, {11, 5}, {11, 3}, {11, 4},
};

const char *tone_name(enum tone tone)
{
    static const char *const NAMES[TONE_COUNT] = {
        [TONE_LEVEL] = "ngang", [TONE_GRAVE] = "huyền", [TONE_ACUTE] = "sắc",
        [TONE_HOOK] = "hỏi",    [TONE_TILDE] = "ngã",   [TONE_DOT] = "nặng",
    };
    return tone < TONE_COUNT ? NAMES[tone] : "";
}

static void letter_set(struct letter *ret, const struct letter_row *row, enum tone tone, bool upper)
{
    *ret = (struct letter){.base = row->base, .shape = row->shape, .tone = tone, .upper = upper};
}

static bool split_latin(uint32_t rune, struct letter *ret)
{
    bool upper = rune < 0xe0 || rune == 0x102 || rune == 0x128 || rune == 0x168 || rune == 0x1a0 ||
                 rune == 0x1af;
    uint32_t lower = !upper ? rune : rune < 0xe0 ? rune + 0x20 : rune + 1;
    for (size_t row = 0; row < ROW_COUNT; row++) {
        for (int tone = 0; tone < TONE_COUNT; tone++) {
            if (ROWS[row].by_tone[tone] == lower) {
                letter_set(ret, &ROWS[row], (enum tone)tone, upper);
                return true;
            }
        }
    }
    return false;
}

bool letter_split(uint32_t rune, struct letter *ret)
{
    if (rune < 0x80) {
        bool upper = rune >= 'A' && rune <= 'Z';
        uint32_t lower = upper ? rune + 0x20 : rune;
        if (lower < 'a' || lower > 'z')
            return false;
        *ret = (struct letter){.base = (char)lower, .upper = upper};
        return true;
    }
    if (rune >= BLOCK_FIRST && rune <= BLOCK_LAST) {
        size_t at = (rune - BLOCK_FIRST) / 2;
        letter_set(ret, &ROWS[BLOCK[at].row], (enum tone)BLOCK[at].tone, rune % 2 == 0);
        return true;
    }
    if (rune == 0x110 || rune == 0x111) {
        *ret = (struct letter){.base = 'd', .shape = SHAPE_STROKE, .upper = rune == 0x110};
        return true;
    }
    return rune >= 0xc0 && rune <= 0x1b0 && split_latin(rune, ret);
}

static uint32_t upper_of(uint32_t lower)
{
    return lower < 0x100 ? lower - 0x20 : lower - 1;
}

uint32_t letter_join(const struct letter *letter)
{
    uint32_t lower = 0;
    if (letter->base == 'd' && letter->shape == SHAPE_STROKE) {
        lower = letter->tone == TONE_LEVEL ? 0x111 : 0;
    } else if (letter->shape == SHAPE_PLAIN && letter->tone == TONE_LEVEL) {
        lower = letter->base >= 'a' && letter->base <= 'z' ? (uint32_t)letter->base : 0;
    } else {
        for (size_t row = 0; row < ROW_COUNT; row++)
            if (ROWS[row].base == letter->base && ROWS[row].shape == letter->shape)
                lower = ROWS[row].by_tone[letter->tone];
    }
    return lower != 0 && letter->upper ? upper_of(lower) : lower;
}

bool letter_is_vowel(const struct letter *letter)
{
    switch (letter->base) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y': return true;
    default: return false;
    }
}
