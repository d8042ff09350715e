/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words: numbers and dates to words. Owns the grammar of numbers (sequences of word classes)
 * and the spelling of a word by its neighbours. Reading stands in words_read.c. May include base
 * and viet.
 */
#include "viet/words.h"

#include <assert.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "viet/words_table.h"

const char *const WORD_SPELLINGS[WORD_CLASS_COUNT][WORD_SPELLINGS_MAX] = {
    [0] = {"không"},
    [1] = {"một", "mốt"},
    [2] = {"hai"},
    [3] = {"ba"},
    [4] = {"bốn", "tư"},
    [5] = {"năm", "lăm", "nhăm"},
    [6] = {"sáu"},
    [7] = {"bảy", "bẩy"},
    [8] = {"tám"},
    [9] = {"chín"},
    [WORD_TEN] = {"mười", "mươi"},
    [WORD_HUNDRED] = {"trăm"},
    [WORD_THOUSAND] = {"nghìn", "ngàn"},
    [WORD_MILLION] = {"triệu"},
    [WORD_LINH] = {"linh", "lẻ"},
    [WORD_DAY] = {"ngày"},
    [WORD_MUNG] = {"mùng", "mồng"},
    [WORD_MONTH] = {"tháng"},
    [WORD_YEAR] = {"năm"},
    [WORD_GIENG] = {"giêng"},
    [WORD_CHAP] = {"chạp"},
};

/* ---- sequences ------------------------------------------------------------------------------- */

void sequence_add(struct sequence *sequence, enum word_class item)
{
    assert(sequence->count < SEQUENCE_MAX);
    sequence->items[sequence->count++] = (unsigned char)item;
}

static void add_digit(struct sequence *sequence, long digit)
{
    sequence_add(sequence, (enum word_class)digit);
}

static void add_below_100(struct sequence *sequence, long number)
{
    if (number >= 20)
        add_digit(sequence, number / 10);
    if (number >= 10)
        sequence_add(sequence, WORD_TEN);
    if (number % 10 != 0 || number == 0)
        add_digit(sequence, number % 10);
}

/* padded: behind a higher group, so that hundreds and linh are spoken. */
static void add_below_1000(struct sequence *sequence, long number, bool padded)
{
    long rest = number % 100;
    if (number >= 100 || padded) {
        add_digit(sequence, number / 100);
        sequence_add(sequence, WORD_HUNDRED);
        if (rest == 0)
            return;
        if (rest < 10)
            sequence_add(sequence, WORD_LINH);
    }
    add_below_100(sequence, rest);
}

void sequence_add_number(struct sequence *sequence, long number)
{
    static const struct {
        long unit;
        enum word_class word;
    } GROUPS[] = {{1000000, WORD_MILLION}, {1000, WORD_THOUSAND}};
    bool padded = false;
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        long group = number / GROUPS[i].unit % 1000;
        if (group == 0)
            continue;
        add_below_1000(sequence, group, padded);
        sequence_add(sequence, GROUPS[i].word);
        padded = true;
    }
    if (number % 1000 != 0 || !padded)
        add_below_1000(sequence, number % 1000, padded);
}

bool sequence_add_year(struct sequence *sequence, int year, int alt)
{
    int hundreds = year / 100 % 10, rest = year % 100;
    switch (alt) {
    case 0: sequence_add_number(sequence, year); return true;
    case 1:
        if (hundreds != 0)
            return false;
        add_digit(sequence, year / 1000);
        sequence_add(sequence, WORD_THOUSAND);
        if (rest == 0) {
            add_digit(sequence, 0);
            sequence_add(sequence, WORD_HUNDRED);
            return true;
        }
        if (rest < 10)
            sequence_add(sequence, WORD_LINH);
        add_below_100(sequence, rest);
        return true;
    case 2:
        for (int unit = 1000; unit > 0; unit /= 10)
            add_digit(sequence, year / unit % 10);
        return true;
    default: return false;
    }
}

long sequence_value(const struct sequence *sequence, bool *ret_digits)
{
    long total = 0, group = 0, digit = -1, row = 0;
    size_t digits = 0;
    for (size_t i = 0; i < sequence->count; i++) {
        int item = sequence->items[i];
        if (item > WORD_LINH || total > 999999999 || group > 9999 || row > 99999999)
            return -1;
        if (item <= WORD_NINE) {
            digits++;
            row = row * 10 + item;
            group += digit > 0 ? digit * 10 : 0; /* bảy lăm */
            digit = item;
        } else if (item == WORD_LINH) {
            digit = -1;
        } else if (item <= WORD_HUNDRED) {
            group += item == WORD_HUNDRED ? (digit > 0 ? digit : 0) * 100
                                          : (digit > 0 ? digit * 10 : 10);
            digit = -1;
        } else {
            group += digit > 0 ? digit : 0;
            total += group * (item == WORD_THOUSAND ? 1000 : 1000000);
            group = 0;
            digit = -1;
        }
    }
    *ret_digits = digits == sequence->count && digits > 2;
    total += group + (digit > 0 ? digit : 0);
    return *ret_digits ? row : total <= 999999999 ? total : -1;
}

const char *sequence_spelling(const struct sequence *sequence, size_t index,
                              const struct words_style *style)
{
    static const struct words_style PLAIN = {0};
    const unsigned char *items = sequence->items;
    enum word_class item = (enum word_class)items[index];
    bool after_ten = index >= 1 && items[index - 1] == WORD_TEN;
    bool after_month = index >= 1 && items[index - 1] == WORD_MONTH;
    bool after_digit = index >= 1 && items[index - 1] >= 2 && items[index - 1] <= WORD_NINE;
    bool after_tens = after_ten && index >= 2 && items[index - 2] <= WORD_NINE;
    int spelling = 0;
    style = style != NULL ? style : &PLAIN;
    switch ((int)item) {
    case 1: spelling = after_tens; break;
    case 4: spelling = (after_tens && !style->bon_tens) || after_month; break;
    case WORD_FIVE: spelling = after_ten; break;
    case WORD_TEN: spelling = after_digit; break;
    case WORD_THOUSAND: spelling = style->ngan; break;
    case WORD_LINH: spelling = style->le; break;
    default: break;
    }
    return WORD_SPELLINGS[item][spelling];
}

/* ---- to words -------------------------------------------------------------------------------- */

static char *sequence_text(const struct sequence *sequence, const struct words_style *style)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < sequence->count; i++) {
        const char *word = sequence_spelling(sequence, i, style);
        if (i > 0)
            str_add_char(&text, ' ');
        if (i == 0 && style != NULL && style->capital)
            str_add_rune(&text, utf8_upper_rune(utf8_next(&word)));
        str_add(&text, word);
    }
    return str_take(&text);
}

char *number_to_words(long number, const struct words_style *style)
{
    struct sequence sequence = {.count = 0};
    assert(number >= 0 && number <= 999999999);
    sequence_add_number(&sequence, number);
    return sequence_text(&sequence, style);
}

static void add_month(struct sequence *sequence, int month)
{
    sequence_add(sequence, WORD_MONTH);
    sequence_add_number(sequence, month);
}

char *date_to_words(struct date date, const struct words_style *style)
{
    struct sequence sequence = {.count = 0};
    if (date.day != 0 && date.month != 0) {
        sequence_add(&sequence, WORD_DAY);
        if (style != NULL && style->mung && date.day <= 10)
            sequence_add(&sequence, WORD_MUNG);
        sequence_add_number(&sequence, date.day);
    }
    if (date.month != 0)
        add_month(&sequence, date.month);
    if (date.year != 0) {
        sequence_add(&sequence, WORD_YEAR);
        sequence_add_number(&sequence, date.year);
    }
    return sequence_text(&sequence, style);
}
