/* SPDX-License-Identifier: Apache-2.0
 *
 * record/mend_date: dates in digits that cannot be, by the few faults that reading them makes: a
 * slash read as 1 or lost, a digit read twice, the dotted zero of a typewriter read as 9 or 6. What
 * comes of it is a proposal to be looked at.
 * Includes base, viet and record.
 */
#include "record/mend.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "viet/date.h"

enum { DIGITS_MAX = 11 };

struct parts { /* of the text: runs of digits and how many signs part them */
    char digits[3][DIGITS_MAX + 1];
    size_t count;
};

static bool split(const char *text, struct parts *parts)
{
    *parts = (struct parts){0};
    for (const char *at = text; *at;) {
        size_t width = strspn(at, "0123456789");
        if (width == 0 || width > DIGITS_MAX || parts->count == 3)
            return false;
        memcpy(parts->digits[parts->count++], at, width);
        at += width;
        at += strspn(at, "/-., ()");
    }
    return parts->count > 0;
}

static bool is_date(const char *day, size_t day_width, const char *month, size_t month_width,
                    const char *year, struct str *out)
{
    struct date_reading reading;
    str_clear(out);
    str_add_span(out, day, day_width);
    str_add_char(out, '/');
    str_add_span(out, month, month_width);
    str_add_char(out, '/');
    str_add_span(out, year, 4);
    return date_parse(str_peek(out), &reading) && reading.date.day > 0 &&
           reading.date.year >= 1900 && reading.date.year <= 2100;
}

/* 29 04 2017, 07-07 2016 */
static int whole_parts(const struct parts *parts, struct str *out)
{
    if (parts->count != 3 || strlen(parts->digits[2]) != 4)
        return 0;
    return is_date(parts->digits[0], strlen(parts->digits[0]), parts->digits[1],
                   strlen(parts->digits[1]), parts->digits[2], out);
}

/* All ways to cut digits into day, sign, month, sign, year, where a sign is a 1 or nothing. */
static int cut_one(const char *digits, struct str *found)
{
    struct str out = STR_INIT;
    size_t length = strlen(digits);
    int ways = 0;
    for (size_t day = 1; day <= 2; day++)
        for (size_t month = 1; month <= 2; month++)
            for (size_t sign = 0; sign <= 1; sign++) {
                size_t second = day + sign, year = second + month + sign;
                bool signs = sign == 0 || (digits[day] == '1' && digits[second + month] == '1');
                if (year + 4 != length || !signs || (sign == 0 && day + month < 4) ||
                    !is_date(digits, day, digits + second, month, digits + year, &out))
                    continue;
                ways++;
                str_clear(found);
                str_add(found, str_peek(&out));
            }
    str_release(&out);
    return ways;
}

/* 24/0211975: the second slash was read as 1; 2806.2013: the first is lost. */
static int cut_two(const struct parts *parts, struct str *out)
{
    const char *first = parts->digits[0], *second = parts->digits[1];
    size_t left = strlen(first), right = strlen(second);
    if (right == 4 && left == 4)
        return is_date(first, 2, first + 2, 2, second, out);
    if (left <= 2 && right == 7 && second[2] == '1')
        return is_date(first, left, second, 2, second + 3, out);
    if (left <= 2 && right == 6 && second[1] == '1')
        return is_date(first, left, second, 1, second + 2, out);
    return 0;
}

/* A day or month of 92 or 62 is 02, 90 can only be 20; 929 is 29 with its first digit read twice.
 */
static int other_digits(const struct parts *parts, struct str *out)
{
    struct parts copy = *parts;
    char *day = copy.digits[0], *month = copy.digits[1];
    if (copy.count != 3 || strlen(copy.digits[2]) != 4)
        return 0;
    if (strlen(day) == 3)
        memmove(day, day + 1, 3);
    if (strlen(day) == 2 && (day[0] == '9' || day[0] == '6'))
        day[0] = day[1] == '0' ? '2' : '0';
    if (strlen(month) == 2 && (month[0] == '9' || month[0] == '6'))
        month[0] = '0';
    return is_date(day, strlen(day), month, strlen(month), copy.digits[2], out);
}

/* 03-1 1-1993, 1 948: a narrow 1 stands in the middle of its place, and the white beside it is read
 * as a space. */
const char *mend_date_gaps(const char *text, struct arena *arena)
{
    struct parts parts;
    struct str out = STR_INIT;
    char *close = arena_copy_text(arena, text), *to = close;
    if (!strchr(text, ' ') || strspn(text, "0123456789/-. ") != strlen(text))
        return text;
    for (const char *at = text; *at; at++)
        if (*at != ' ')
            *to++ = *at;
    *to = '\0';
    bool year = strlen(close) == 4 && strspn(close, "0123456789") == 4 &&
                (close[0] == '1' || close[0] == '2');
    bool date = split(close, &parts) && parts.count == 3 && whole_parts(&parts, &out) == 1;
    str_release(&out);
    return year || date ? close : text;
}

/* No paper is of 2907 or 2062; 2092 may be 2002 or 2022 and stays. */
const char *mend_far_year(const char *text, struct arena *arena)
{
    size_t length = strlen(text), width = 0;
    while (width < length && text[length - 1 - width] >= '0' && text[length - 1 - width] <= '9')
        width++;
    const char *year = text + length - width;
    bool century = width == 4 && (year[1] == '9' || year[1] == '6');
    bool decade = width == 4 && year[2] == '6' && (century || year[1] == '0');
    if (width != 4 || year[0] != '2' || !(century || decade) || (year[2] == '9' && !decade))
        return text;
    char *copy = arena_copy_text(arena, text);
    copy[length - 3] = '0';
    if (decade)
        copy[length - 2] = '0';
    return copy;
}

const char *mend_date(const char *text, struct arena *arena)
{
    struct parts parts;
    struct str out = STR_INIT;
    int ways = 0;
    if (split(text, &parts)) {
        ways = whole_parts(&parts, &out);
        if (ways == 0 && parts.count == 1)
            ways = cut_one(parts.digits[0], &out);
        if (ways == 0 && parts.count == 2)
            ways = cut_two(&parts, &out);
        if (ways == 0)
            ways = other_digits(&parts, &out);
    }
    const char *mended = ways == 1 ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return mended;
}
