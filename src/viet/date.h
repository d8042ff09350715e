/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/date: calendar dates as they stand on papers. Never guesses: a short year, a day that does
 * not exist or a số/ký hiệu that only looks like a date is no date, and the reason is told.
 * Pure functions; Gregorian calendar, years 1000 to 2999.
 */
#ifndef VIET_DATE_H
#define VIET_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct date {
    int year;  /* 1000..2999; 0 = unknown (then there is no date at all) */
    int month; /* 1..12, 0 = unknown */
    int day;   /* 1..31, 0 = unknown */
};

enum { DATE_TEXT_MAX = 11 }; /* "2010-03-15" with its NUL */

enum date_fault {
    DATE_OK,
    DATE_NONE,       /* there is nothing like a date */
    DATE_IMPOSSIBLE, /* 31/02/2010, month 13 */
    DATE_SHORT_YEAR, /* 15/03/10: the century is not written */
    DATE_NO_YEAR,    /* 15/03 */
    DATE_NUMBER,     /* a số/ký hiệu: 80101911/26.06.2025, 191/2006 */
    DATE_MANY,       /* more than one date */
    DATE_FAULT_COUNT
};
const char *date_fault_name(enum date_fault fault); /* stable, "impossible" ...; static */

struct date_reading {
    struct date date;
    enum date_fault fault;
    bool confused;     /* letters were taken as digits (O for 0, l for 1 ...) */
    int letters;       /* how many */
    bool words_around; /* it stood inside other text */
    size_t start, end; /* byte range of the date in the text */
};

/* The whole text is one date, with at most labels and signs around it: "15/03/2010", "15-3-2010",
 * "15.03.2010", "ngày 15 tháng 03 năm 2010", "15 tháng 3, 2010", "1957", "5/1960", "../5/1960",
 * "Ngày ....15.... tháng ...". True when reading->fault is DATE_OK. */
bool date_parse(const char *text, struct date_reading *ret);
/* The one date inside a longer text: "Huế, ngày 05 tháng 6 năm 2025", "… cấp ngày 12/4/2021". A
 * year alone counts only behind the word năm. Two different dates: DATE_MANY. */
bool date_find(const char *text, struct date_reading *ret);

bool date_valid(struct date date); /* also for partial ones */
bool date_is_leap(int year);
int date_month_days(int year, int month);
/* EDTF level 0: 2010-03-15, 1960-05, 1957; "" when year is 0. */
void date_to_edtf(struct date date, char ret[DATE_TEXT_MAX]);
/* Exactly eight digits ddmmyyyy, as in the code of an identity card. */
bool date_from_compact(const char *text, struct date *ret);
/* What people key for a date: ddmmyy (the century so that the year is not behind latest), ddmmyyyy,
 * yyyy; with year_now (0 = none) also ddmm of that year, but for what may be a year itself
 * (19mm, 20mm). Digits only; anything else, or a day that does not exist, is false: nothing is
 * guessed. */
bool date_from_shorthand(const char *text, int latest, int year_now, struct date *ret);
bool date_from_edtf(const char *text, struct date *ret);
/* dd/mm/yyyy, mm/yyyy, yyyy: as offices write it. */
void date_to_office(struct date date, char ret[DATE_TEXT_MAX]);
/* -1, 0, 1; unknown parts compare equal, so 1960 and 1960-05-01 give 0. */
int date_compare(struct date a, struct date b);
/* Full years from birth to day, the most and the least that unknown parts allow. */
void date_years_between(struct date birth, struct date day, int *ret_least, int *ret_most);

#endif
