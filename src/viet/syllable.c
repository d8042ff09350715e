/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/syllable: onset and rime tables of the written language. May include base and viet.
 */
#include "viet/syllable.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Longest first where one begins another. */
const char *const SYLLABLE_ONSETS[] = {
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "đ",   "g",  "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v", "x",
};

const size_t SYLLABLE_ONSET_COUNT = ARRAY_SIZE(SYLLABLE_ONSETS);

const char *const SYLLABLE_RIMES[] = {
    "a",    "ac",   "ach",  "ai",  "am",   "an",   "ang",  "anh",  "ao",   "ap",  "at",  "au",
    "ay",   "ăc",   "ăm",   "ăn",  "ăng",  "ăp",   "ăt",   "âc",   "âm",   "ân",  "âng", "âp",
    "ât",   "âu",   "ây",   "e",   "ec",   "em",   "en",   "eng",  "eo",   "ep",  "et",  "ê",
    "êch",  "êm",   "ên",   "êng", "ênh",  "êp",   "êt",   "êu",   "i",    "ia",  "ich", "iêc",
    "iêm",  "iên",  "iêng", "iêp", "iêt",  "iêu",  "im",   "in",   "inh",  "ip",  "it",  "iu",
    "o",    "oc",   "oi",   "om",  "on",   "ong",  "ooc",  "oong", "op",   "ot",  "oa",  "oac",
    "oach", "oai",  "oam",  "oan", "oang", "oanh", "oao",  "oap",  "oat",  "oay", "oăc", "oăm",
    "oăn",  "oăng", "oăt",  "oe",  "oen",  "oeo",  "oet",  "ô",    "ôc",   "ôi",  "ôm",  "ôn",
    "ông",  "ôp",   "ôt",   "ơ",   "ơi",   "ơm",   "ơn",   "ơp",   "ơt",   "u",   "ua",  "uc",
    "ui",   "um",   "un",   "ung", "uôc",  "uôi",  "uôm",  "uôn",  "uông", "uôt", "up",  "ut",
    "uân",  "uâng", "uât",  "uây", "uê",   "uêch", "uênh", "uên",  "uêt",  "uêu", "uơ",  "uy",
    "uya",  "uych", "uynh", "uyn", "uyp",  "uyên", "uyêt", "uyt",  "uyu",  "ư",   "ưa",  "ưc",
    "ưi",   "ưm",   "ưn",   "ưng", "ươc",  "ươi",  "ươm",  "ươn",  "ương", "ươp", "ươt", "ươu",
    "ưt",   "ưu",   "y",    "yêm", "yên",  "yêng", "yêt",  "yêu",
};

const size_t SYLLABLE_RIME_COUNT = ARRAY_SIZE(SYLLABLE_RIMES);

/* Rimes that only qu (quỳnh, quýt, quých) makes. */
static const char *const RIMES_QU[] = {"ynh", "yt", "ych", "yn", "yp", "ynh", "yu"};

enum { RUNES_MAX = 8 };

static bool list_has(const char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], text) == 0)
            return true;
    return false;
}

/* Lower case without tone into plain (at most RUNES_MAX letters); false when it is no such word. */
static bool strip_tone(const char *word, char *plain, size_t size, enum tone *ret_tone)
{
    size_t used = 0, runes = 0;
    *ret_tone = TONE_LEVEL;
    for (uint32_t rune; (rune = utf8_next(&word)) != 0;) {
        struct letter letter;
        char bytes[5];
        if (++runes > RUNES_MAX || !letter_split(rune, &letter))
            return false;
        if (letter.tone != TONE_LEVEL) {
            if (*ret_tone != TONE_LEVEL)
                return false;
            *ret_tone = letter.tone;
        }
        letter.tone = TONE_LEVEL;
        letter.upper = false;
        size_t length = utf8_encode(letter_join(&letter), bytes);
        if (used + length >= size)
            return false;
        memcpy(plain + used, bytes, length);
        used += length;
    }
    plain[used] = '\0';
    return used > 0;
}

static bool is_front(const char *rime)
{
    return rime[0] == 'i' || rime[0] == 'e' || rime[0] == 'y' || text_starts(rime, "ê");
}

/* c/k, g/gh and ng/ngh share the vowels between them. */
static bool onset_suits(const char *onset, const char *rime)
{
    if (strcmp(onset, "k") == 0 || strcmp(onset, "gh") == 0 || strcmp(onset, "ngh") == 0)
        return is_front(rime);
    if (strcmp(onset, "c") == 0 || strcmp(onset, "ng") == 0)
        return !is_front(rime);
    if (strcmp(onset, "g") == 0) /* gì, gìn; giêng is gi + êng */
        return !is_front(rime) || strcmp(rime, "i") == 0 || strcmp(rime, "in") == 0;
    if (strcmp(onset, "qu") == 0) /* u is written once */
        return rime[0] != 'u' && rime[0] != 'o' && !text_starts(rime, "ư");
    if (strcmp(onset, "gi") == 0)
        return rime[0] != 'i' && rime[0] != 'y';
    return true;
}

static bool tone_suits(const char *rime, enum tone tone)
{
    bool stopped = text_ends(rime, "c") || text_ends(rime, "ch") || text_ends(rime, "p") ||
                   text_ends(rime, "t");
    return !stopped || tone == TONE_ACUTE || tone == TONE_DOT;
}

static bool rime_known(const char *onset, const char *rime)
{
    bool known = list_has(SYLLABLE_RIMES, ARRAY_SIZE(SYLLABLE_RIMES), rime) ||
                 (strcmp(onset, "qu") == 0 && list_has(RIMES_QU, ARRAY_SIZE(RIMES_QU), rime));
    return known && onset_suits(onset, rime);
}

static bool rime_fits(const char *onset, const char *rime, enum tone tone)
{
    return rime_known(onset, rime) && tone_suits(rime, tone);
}

static void syllable_set(struct syllable *ret, const char *onset, const char *rime, enum tone tone)
{
    *ret = (struct syllable){.tone = tone};
    memcpy(ret->onset, onset, strlen(onset) + 1);
    memcpy(ret->rime, rime, strlen(rime) + 1);
}

bool syllable_parse(const char *word, struct syllable *ret)
{
    char plain[16]; /* a rime of at most 15 bytes always fits struct syllable */
    enum tone tone;
    if (!strip_tone(word, plain, sizeof plain, &tone))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(SYLLABLE_ONSETS); i++) {
        const char *rime = plain + strlen(SYLLABLE_ONSETS[i]);
        if (text_starts(plain, SYLLABLE_ONSETS[i]) && rime_fits(SYLLABLE_ONSETS[i], rime, tone)) {
            syllable_set(ret, SYLLABLE_ONSETS[i], rime, tone);
            return true;
        }
    }
    if (!rime_fits("", plain, tone))
        return false;
    syllable_set(ret, "", plain, tone);
    return true;
}

bool syllable_possible(const char *word)
{
    struct syllable syllable;
    return syllable_parse(word, &syllable);
}

/* Is typed a beginning of whole, where a letter typed without its shape may still get one? */
static bool spells(const char *whole, const struct letter *typed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct letter letter;
        uint32_t rune = utf8_next(&whole);
        if (rune == 0 || !letter_split(rune, &letter) || letter.base != typed[i].base)
            return false;
        if (typed[i].shape != SHAPE_PLAIN && typed[i].shape != letter.shape)
            return false;
    }
    return true;
}

/* The tone of a stopped rime may still come: level is no fault there. */
static bool rime_may(const char *onset, const char *rime, enum tone tone)
{
    return onset_suits(onset, rime) && (tone == TONE_LEVEL || tone_suits(rime, tone));
}

static bool rime_open(const char *onset, const struct letter *rest, size_t count, enum tone tone)
{
    for (size_t i = 0; i < SYLLABLE_RIME_COUNT; i++)
        if (spells(SYLLABLE_RIMES[i], rest, count) && rime_may(onset, SYLLABLE_RIMES[i], tone))
            return true;
    for (size_t i = 0; strcmp(onset, "qu") == 0 && i < ARRAY_SIZE(RIMES_QU); i++)
        if (spells(RIMES_QU[i], rest, count) && rime_may(onset, RIMES_QU[i], tone))
            return true;
    return false;
}

bool syllable_open(const struct letter *letters, size_t count, enum tone tone, size_t *ret_onset)
{
    for (size_t i = 0; i < SYLLABLE_ONSET_COUNT; i++) {
        const char *onset = SYLLABLE_ONSETS[i];
        size_t length = utf8_count(onset);
        if (length <= count && spells(onset, letters, length) &&
            rime_open(onset, letters + length, count - length, tone)) {
            *ret_onset = length;
            return true;
        }
        if (length > count && tone == TONE_LEVEL && spells(onset, letters, count)) {
            *ret_onset = count;
            return true;
        }
    }
    *ret_onset = 0;
    return rime_open("", letters, count, tone);
}

static size_t rime_letters(const char *rime, struct letter letters[RUNES_MAX])
{
    size_t count = 0;
    for (uint32_t rune; count < RUNES_MAX && (rune = utf8_next(&rime)) != 0;)
        if (letter_split(rune, &letters[count]))
            count++;
    return count;
}

int syllable_tone_place(const struct syllable *syllable, bool new_style)
{
    struct letter letters[RUNES_MAX];
    size_t count = rime_letters(syllable->rime, letters), vowels = 0;
    int shaped = -1;
    while (vowels < count && letter_is_vowel(&letters[vowels])) {
        if (letters[vowels].shape != SHAPE_PLAIN)
            shaped = (int)vowels;
        vowels++;
    }
    if (shaped >= 0)
        return shaped;
    if (vowels < 2)
        return 0;
    if (vowels < count || vowels >= 3) /* before a final consonant; oai, uyu */
        return vowels < count ? (int)vowels - 1 : 1;
    bool glide = (letters[0].base == 'o' && letters[1].base != 'i') ||
                 (letters[0].base == 'u' && letters[1].base == 'y');
    return glide && new_style ? 1 : 0;
}

void syllable_write(const struct syllable *syllable, bool new_style, char *ret, size_t size)
{
    struct letter letters[RUNES_MAX];
    struct str text = STR_INIT;
    size_t count = rime_letters(syllable->rime, letters);
    size_t place = (size_t)syllable_tone_place(syllable, new_style);
    str_add(&text, syllable->onset);
    for (size_t i = 0; i < count; i++) {
        letters[i].tone = i == place ? syllable->tone : TONE_LEVEL;
        str_add_rune(&text, letter_join(&letters[i]));
    }
    size_t length = text.length < size ? text.length : size - 1;
    memcpy(ret, str_peek(&text), length);
    ret[length] = '\0';
    str_release(&text);
}

/* Judges the word in [start, end) when it holds a letter. */
static void count_word(const char *start, const char *end, size_t *words, size_t *good)
{
    char word[64];
    bool letters = false;
    size_t length = (size_t)(end - start);
    if (length == 0 || length >= sizeof word) {
        *words += length > 0;
        return;
    }
    memcpy(word, start, length);
    word[length] = '\0';
    const char *next = word;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;)
        letters = letters || utf8_is_letter(rune);
    *words += letters;
    *good += letters && syllable_possible(word);
}

static bool is_word_rune(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_mark(rune) || (rune >= '0' && rune <= '9');
}

float syllable_share(const char *text)
{
    size_t words = 0, good = 0;
    const char *start = text, *next = text;
    for (;;) {
        const char *at = next;
        uint32_t rune = utf8_next(&next);
        if (rune != 0 && is_word_rune(rune))
            continue;
        count_word(start, at, &words, &good);
        start = next;
        if (rune == 0)
            break;
    }
    return words == 0 ? 0 : (float)good / (float)words;
}
