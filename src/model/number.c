/* SPDX-License-Identifier: Apache-2.0
 *
 * model/number: entry numbers read, shown and ordered; lists of them. May include: base.
 */
#include "model/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* ASCII only: other scripts' digits and letters are no entry number. */
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void skip_spaces(const char **at)
{
    while (**at == ' ' || **at == '\t')
        ++*at;
}

/* Up to seven digits; false when there are none or more. */
static bool take_digits(const char **at, long *ret, size_t *ret_length)
{
    long value = 0;
    size_t length = 0;
    while (is_digit((*at)[length])) {
        if (length == 7)
            return false;
        value = value * 10 + ((*at)[length++] - '0');
    }
    *at += length;
    *ret = value;
    *ret_length = length;
    return length > 0;
}

/* "Số", "SỐ", "so", "No." before the digits. */
static void skip_word(const char **at)
{
    static const char *const words[] = {"số", "Số", "SỐ", "so", "So", "SO", "No.", "no.", "N°"};
    skip_spaces(at);
    for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
        size_t length = strlen(words[i]);
        if (strncmp(*at, words[i], length) != 0)
            continue;
        *at += length;
        skip_spaces(at);
        if (**at == ':')
            ++*at;
        skip_spaces(at);
        return;
    }
}

/* A run of letters: one letter, bis or ter makes another entry of the number; longer ones (KS, KH,
 * TLKT) name the kind of register. False for a second suffix. */
static bool take_letters(const char **at, struct entry_number *number, bool separated)
{
    char word[NUMBER_SUFFIX_SIZE] = "";
    size_t length = 0;
    while (is_letter((*at)[length])) {
        if (length + 1 == sizeof word)
            return false;
        word[length] = (char)tolower((unsigned char)(*at)[length]);
        length++;
    }
    *at += length;
    bool suffix = length == 1 || text_equal(word, "bis") || text_equal(word, "ter");
    if (!suffix)
        return separated && length >= 2; /* "12KS" runs together: no number that we know */
    if (number->suffix[0])
        return false;
    memcpy(number->suffix, word, sizeof word);
    return true;
}

/* What stands behind the digits: letters, or a year of four digits, once each. */
static bool take_part(const char **at, struct entry_number *number, bool separated)
{
    long year = 0;
    size_t length = 0;
    if (is_letter(**at))
        return take_letters(at, number, separated);
    if (!separated || !take_digits(at, &year, &length) || length != 4 || number->year ||
        year < NUMBER_YEAR_MIN || year > NUMBER_YEAR_MAX)
        return false;
    number->year = (int)year;
    return true;
}

bool entry_number_parse(const char *text, struct entry_number *ret)
{
    struct entry_number number = {0};
    size_t length = 0;
    if (!text)
        return false;
    skip_word(&text);
    if (!take_digits(&text, &number.number, &length))
        return false;
    while (*text) {
        bool spaced = *text == ' ' || *text == '\t';
        skip_spaces(&text);
        bool separated = *text == '/' || *text == '-' || *text == '.';
        if (*text == '.' && !text[1]) /* "12." as in a list */
            break;
        text += separated;
        skip_spaces(&text);
        if (!*text && !separated)
            break;
        if (!take_part(&text, &number, separated || (spaced && !is_digit(*text))))
            return false;
    }
    *ret = number;
    return true;
}

void entry_number_show(const struct entry_number *number, char out[NUMBER_TEXT_SIZE])
{
    bool word = strlen(number->suffix) > 1;
    snprintf(out, NUMBER_TEXT_SIZE, "%ld%s%s", number->number, word ? " " : "", number->suffix);
}

int entry_number_order(const struct entry_number *a, const struct entry_number *b)
{
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return strcmp(a->suffix, b->suffix);
}

/* ---- lists ---- */

void number_ranges_show(const struct number_range *ranges, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++) {
        str_format(out, "%s%ld", i ? ", " : "", ranges[i].first);
        if (ranges[i].last == ranges[i].first + 1)
            str_format(out, ", %ld", ranges[i].last);
        else if (ranges[i].last > ranges[i].first)
            str_format(out, "-%ld", ranges[i].last);
    }
}

/* "-", "–" or "—" */
static bool take_dash(const char **at)
{
    static const char *const dashes[] = {"-", "–", "—"};
    for (size_t i = 0; i < ARRAY_SIZE(dashes); i++) {
        if (text_starts(*at, dashes[i])) {
            *at += strlen(dashes[i]);
            return true;
        }
    }
    return false;
}

bool number_range_next(const char **at, struct number_range *ret)
{
    struct number_range range;
    size_t length = 0;
    const char *here = *at;
    skip_spaces(&here);
    if (!take_digits(&here, &range.first, &length))
        return false;
    skip_spaces(&here);
    range.last = range.first;
    if (take_dash(&here)) {
        skip_spaces(&here);
        if (!take_digits(&here, &range.last, &length) || range.last < range.first)
            return false;
        skip_spaces(&here);
    }
    if (*here == ',' || *here == ';')
        here++;
    else if (*here)
        return false;
    *at = here;
    *ret = range;
    return true;
}
