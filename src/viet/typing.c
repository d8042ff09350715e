/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/typing: the word that is being typed: taking keys, giving its text. The rules of the marks
 * stand in typing_marks.c. May include base and viet.
 */
#include "viet/typing.h"

#include <string.h>

#include "base/utf8.h"
#include "viet/typing_part.h"

const char *typing_style_name(enum typing_style style)
{
    static const char *const NAMES[TYPING_STYLE_COUNT] = {
        [TYPING_OFF] = "off",
        [TYPING_TELEX] = "telex",
        [TYPING_VNI] = "vni",
    };
    return style < TYPING_STYLE_COUNT ? NAMES[style] : "";
}

void typing_clear(struct typing *typing)
{
    *typing = (struct typing){.style = typing->style, .new_style = typing->new_style};
}

void typing_add(struct typing *typing, uint32_t rune)
{
    struct typing_letter letter = {0};
    if (!letter_split(rune, &letter.letter) || letter.letter.tone != TONE_LEVEL)
        letter.other = rune;
    typing->letters[typing->count++] = letter;
}

/* ---- text ---- */

static uint32_t rune_at(const struct typing *typing, size_t index, int tone_place)
{
    struct letter letter = typing->letters[index].letter;
    if (typing->letters[index].other != 0)
        return typing->letters[index].other;
    if ((int)index == tone_place)
        letter.tone = typing->tone;
    return letter_join(&letter);
}

size_t typing_text(const struct typing *typing, char ret[TYPING_TEXT_MAX + 1])
{
    size_t used = 0;
    int place = typing_tone_place(typing);
    for (size_t i = 0; i < typing->count; i++) {
        char bytes[5];
        size_t length = utf8_encode(rune_at(typing, i, place), bytes);
        memcpy(ret + used, bytes, length);
        used += length;
    }
    ret[used] = '\0';
    return used;
}

/* The keys from now on are the letters as they stand: what came before is settled. */
static void keys_from_letters(struct typing *typing)
{
    int place = typing_tone_place(typing);
    for (size_t i = 0; i < typing->count; i++)
        typing->keys[i] = rune_at(typing, i, place);
    typing->key_count = typing->count;
}

/* ---- a word that stands there ---- */

/* The letters as they are: nothing more can be made of the word. */
static void load_foreign(struct typing *typing, const char *word)
{
    typing_clear(typing);
    typing->no_shapes = typing->no_tones = true;
    for (uint32_t rune; (rune = utf8_next(&word)) != 0;)
        typing->letters[typing->count++].other = rune;
}

bool typing_load(struct typing *typing, const char *word)
{
    typing_clear(typing);
    if (utf8_count(word) > TYPING_LETTERS_MAX)
        return false;
    int toned = -1, tones = 0;
    const char *next = word;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;) {
        struct letter letter;
        if (!utf8_is_letter(rune) && !(rune >= '0' && rune <= '9')) {
            typing_clear(typing);
            return false;
        }
        if (letter_split(rune, &letter) && letter.tone != TONE_LEVEL) {
            typing->tone = letter.tone;
            toned = (int)typing->count;
            tones++;
            letter.tone = TONE_LEVEL;
            rune = letter_join(&letter);
        }
        typing_add(typing, rune);
    }
    typing->tone_at = typing->count;
    /* hoà stays hoà, also where hòa is the rule. */
    bool as_it_stood = tones == 0 || (tones == 1 && typing_tone_place(typing) == toned);
    if (!as_it_stood)
        load_foreign(typing, word);
    keys_from_letters(typing);
    return typing->count > 0;
}

/* ---- keys ---- */

static bool is_word_key(const struct typing *typing, uint32_t rune)
{
    if (rune >= '0' && rune <= '9')
        return typing->style == TYPING_VNI && typing->count > 0;
    return utf8_is_letter(rune);
}

bool typing_key(struct typing *typing, uint32_t rune)
{
    if (typing->style == TYPING_OFF || !is_word_key(typing, rune))
        return false;
    /* A mark that is taken back may become a letter too: room for both. */
    if (typing->count + 2 > TYPING_LETTERS_MAX || typing->key_count == TYPING_KEYS_MAX)
        return false;
    if (!typing_take_mark(typing, rune)) {
        typing_add(typing, rune);
        typing_settle(typing);
    }
    typing->keys[typing->key_count++] = rune;
    return true;
}

bool typing_backspace(struct typing *typing)
{
    if (typing->count == 0)
        return false;
    int toned = typing_tone_place(typing);
    typing->count--;
    if (toned == (int)typing->count)
        typing->tone = TONE_LEVEL;
    if (typing->count == 0) {
        typing_clear(typing);
        return true;
    }
    if (typing->tone_at > typing->count)
        typing->tone_at = typing->count;
    keys_from_letters(typing);
    return true;
}

bool typing_escape(struct typing *typing)
{
    char before[TYPING_TEXT_MAX + 1], after[TYPING_TEXT_MAX + 1];
    struct typing bare = {.style = typing->style, .new_style = typing->new_style};
    if (typing->key_count > TYPING_LETTERS_MAX)
        return false;
    for (size_t i = 0; i < typing->key_count; i++)
        bare.letters[bare.count++].other = typing->keys[i];
    bare.no_shapes = bare.no_tones = true;
    memcpy(bare.keys, typing->keys, sizeof bare.keys);
    bare.key_count = typing->key_count;
    typing_text(typing, before);
    typing_text(&bare, after);
    if (strcmp(before, after) == 0)
        return false;
    *typing = bare;
    return true;
}
