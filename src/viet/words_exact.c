/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words_exact: dates in words that are spelled without a fault. Private to viet/words*; may
 * include base and viet.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "viet/words_table.h"

static bool word_lookup(const char *word, enum word_class *ret)
{
    for (int item = 0; item < WORD_CLASS_COUNT; item++) {
        for (int i = 0; i < WORD_SPELLINGS_MAX && WORD_SPELLINGS[item][i] != NULL; i++) {
            if (strcmp(WORD_SPELLINGS[item][i], word) == 0) {
                *ret = (enum word_class)item; /* năm is FIVE here */
                return true;
            }
        }
    }
    return false;
}

static bool add_word(struct sequence *sequence, struct str *word)
{
    enum word_class item;
    if (word->length == 0)
        return true;
    if (sequence->count == SEQUENCE_MAX || !word_lookup(str_peek(word), &item))
        return false;
    sequence_add(sequence, item);
    str_clear(word);
    return true;
}

static bool words_cut(const char *text, struct sequence *ret)
{
    struct str word = STR_INIT;
    bool known = utf8_is_nfc(text);
    while (known) {
        uint32_t rune = utf8_next(&text);
        if (utf8_is_letter(rune)) {
            str_add_rune(&word, utf8_lower_rune(rune));
            continue;
        }
        known = (rune < 0x80 && (rune < '0' || rune > '9')) && add_word(ret, &word);
        if (rune == 0)
            break;
    }
    str_release(&word);
    return known;
}

/* part stands at start of whole, as a run of the same items; năm may be the year. */
static bool stands_at(const struct sequence *whole, size_t start, const struct sequence *part)
{
    if (start + part->count > whole->count)
        return false;
    for (size_t i = 0; i < part->count; i++) {
        unsigned char item = whole->items[start + i];
        if (item != part->items[i] && !(item == WORD_FIVE && part->items[i] == WORD_YEAR))
            return false;
    }
    return true;
}

/* The year that fills all words from start, năm included; 0 when there is none. */
static int take_year(const struct sequence *words, size_t start)
{
    struct sequence digits = {.count = 0};
    bool single;
    if (start >= words->count || words->items[start] != WORD_FIVE)
        return 0;
    for (size_t i = start + 1; i < words->count; i++)
        sequence_add(&digits, (enum word_class)words->items[i]);
    long year = sequence_value(&digits, &single);
    if (year < 1000 || year > 2999)
        return 0;
    for (int alt = 0; alt < 3; alt++) {
        struct sequence right = {.count = 0};
        if (sequence_add_year(&right, (int)year, alt) && right.count == digits.count &&
            stands_at(&digits, 0, &right))
            return (int)year;
    }
    return 0;
}

/* tháng M năm Y from start to the end. */
static bool take_month(const struct sequence *words, size_t start, struct date *ret)
{
    for (int month = 1; month <= 12; month++) {
        struct sequence part = {.count = 0};
        sequence_add(&part, WORD_MONTH);
        sequence_add_number(&part, month);
        int year = stands_at(words, start, &part) ? take_year(words, start + part.count) : 0;
        if (year != 0) {
            *ret = (struct date){.year = year, .month = month, .day = ret->day};
            return true;
        }
    }
    return false;
}

static bool take_day(const struct sequence *words, struct date *ret)
{
    size_t start = words->items[0] == WORD_DAY;
    start += start < words->count && words->items[start] == WORD_MUNG;
    for (int day = 1; day <= 31; day++) {
        struct sequence part = {.count = 0};
        struct date date = {.day = day};
        sequence_add_number(&part, day);
        if (stands_at(words, start, &part) && take_month(words, start + part.count, &date)) {
            *ret = date;
            return true;
        }
    }
    return false;
}

bool date_from_exact_words(const char *text, struct date *ret)
{
    struct sequence words = {.count = 0};
    struct date date = {0};
    if (!words_cut(text, &words) || words.count == 0)
        return false;
    if (!take_day(&words, &date) && !take_month(&words, 0, &date))
        date.year = take_year(&words, 0);
    if (!date_valid(date))
        return false;
    *ret = date;
    return true;
}
