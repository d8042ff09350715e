/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/date: the calendar: validity, order, EDTF, ages. Reading dates stands in date_read.c.
 * May include base and viet.
 */
#include "viet/date.h"

#include <string.h>

enum { YEAR_FIRST = 1000, YEAR_LAST = 2999 };

const char *date_fault_name(enum date_fault fault)
{
    static const char *const NAMES[DATE_FAULT_COUNT] = {
        [DATE_OK] = "ok",
        [DATE_NONE] = "none",
        [DATE_IMPOSSIBLE] = "impossible",
        [DATE_SHORT_YEAR] = "short-year",
        [DATE_NO_YEAR] = "no-year",
        [DATE_NUMBER] = "number",
        [DATE_MANY] = "many",
    };
    return fault < DATE_FAULT_COUNT ? NAMES[fault] : "";
}

bool date_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_days(int year, int month)
{
    static const int DAYS[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && date_is_leap(year) ? 29 : DAYS[month];
}

bool date_valid(struct date date)
{
    if (date.year < YEAR_FIRST || date.year > YEAR_LAST)
        return false;
    if (date.month == 0)
        return date.day == 0;
    if (date.month < 1 || date.month > 12)
        return false;
    return date.day >= 0 && date.day <= date_month_days(date.year, date.month);
}

/* Decimal with exactly width digits. */
static char *put_number(char *to, int number, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        to[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return to + width;
}

void date_to_edtf(struct date date, char ret[DATE_TEXT_MAX])
{
    char *to = ret;
    if (date.year != 0)
        to = put_number(to, date.year, 4);
    if (date.year != 0 && date.month != 0) {
        *to++ = '-';
        to = put_number(to, date.month, 2);
    }
    if (date.year != 0 && date.month != 0 && date.day != 0) {
        *to++ = '-';
        to = put_number(to, date.day, 2);
    }
    *to = '\0';
}

void date_to_office(struct date date, char ret[DATE_TEXT_MAX])
{
    char *to = ret;
    if (date.year != 0 && date.month != 0 && date.day != 0) {
        to = put_number(to, date.day, 2);
        *to++ = '/';
    }
    if (date.year != 0 && date.month != 0) {
        to = put_number(to, date.month, 2);
        *to++ = '/';
    }
    if (date.year != 0)
        to = put_number(to, date.year, 4);
    *to = '\0';
}

/* Exactly width digits at text; -1 otherwise. */
static int take_number(const char *text, int width)
{
    int number = 0;
    for (int i = 0; i < width; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_from_edtf(const char *text, struct date *ret)
{
    size_t length = strlen(text);
    struct date date = {0};
    if (length != 4 && length != 7 && length != 10)
        return false;
    date.year = take_number(text, 4);
    if (length >= 7)
        date.month = text[4] == '-' ? take_number(text + 5, 2) : -1;
    if (length == 10)
        date.day = text[7] == '-' ? take_number(text + 8, 2) : -1;
    if (!date_valid(date) || (length >= 7 && date.month == 0) || (length == 10 && date.day == 0))
        return false;
    *ret = date;
    return true;
}

bool date_from_compact(const char *text, struct date *ret)
{
    if (strlen(text) != 8)
        return false;
    struct date date = {.day = take_number(text, 2),
                        .month = take_number(text + 2, 2),
                        .year = take_number(text + 4, 4)};
    if (date.day <= 0 || date.month <= 0 || !date_valid(date))
        return false;
    *ret = date;
    return true;
}

bool date_from_shorthand(const char *text, int latest, int year_now, struct date *ret)
{
    struct date date = {0};
    if (strlen(text) == 8)
        return date_from_compact(text, ret);
    if (strlen(text) == 4) {
        date.day = take_number(text, 2);
        bool is_day = year_now && date.day != 19 && date.day != 20;
        date = is_day ? (struct date){year_now, take_number(text + 2, 2), date.day}
                      : (struct date){.year = take_number(text, 4)};
        if (is_day && (date.day <= 0 || date.month <= 0))
            return false;
    } else if (strlen(text) == 6) {
        date.day = take_number(text, 2);
        date.month = take_number(text + 2, 2);
        int year = take_number(text + 4, 2);
        date.year = year < 0 ? -1 : latest - ((latest - year) % 100 + 100) % 100;
        if (date.day <= 0 || date.month <= 0)
            return false;
    }
    if (date.year <= 0 || !date_valid(date))
        return false;
    *ret = date;
    return true;
}

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

int date_compare(struct date a, struct date b)
{
    if (a.year == 0 || b.year == 0 || a.year != b.year)
        return a.year == 0 || b.year == 0 ? 0 : sign(a.year - b.year);
    if (a.month == 0 || b.month == 0 || a.month != b.month)
        return a.month == 0 || b.month == 0 ? 0 : sign(a.month - b.month);
    return a.day == 0 || b.day == 0 ? 0 : sign(a.day - b.day);
}

/* Unknown parts at their first or last possible value. */
static struct date date_edge(struct date date, bool last)
{
    if (date.month == 0)
        date.month = last ? 12 : 1;
    if (date.day == 0)
        date.day = last ? date_month_days(date.year, date.month) : 1;
    return date;
}

static int full_years(struct date from, struct date to)
{
    bool before = to.month < from.month || (to.month == from.month && to.day < from.day);
    return to.year - from.year - (before ? 1 : 0);
}

void date_years_between(struct date birth, struct date day, int *ret_least, int *ret_most)
{
    *ret_least = full_years(date_edge(birth, true), date_edge(day, false));
    *ret_most = full_years(date_edge(birth, false), date_edge(day, true));
}
