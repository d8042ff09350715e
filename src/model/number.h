/* SPDX-License-Identifier: Apache-2.0
 *
 * model/number: the number of an entry in a register: its digits, what distinguishes it from the
 * entry before (12a, 12 bis), and its year where that is written with it (12/2005). Plain data,
 * pure functions; also lists of numbers as people write them: "12-15, 20".
 */
#ifndef MODEL_NUMBER_H
#define MODEL_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum {
    NUMBER_SUFFIX_SIZE = 8,
    NUMBER_TEXT_SIZE = 32,
    NUMBER_MAX = 9999999,
    NUMBER_YEAR_MIN = 1850, /* civil registration in the country is not older */
    NUMBER_YEAR_MAX = 2199
};

struct entry_number {
    long number;                     /* 0.. */
    char suffix[NUMBER_SUFFIX_SIZE]; /* lower case: "a", "bis"; "" = none */
    int year;                        /* written with it; 0 = none */
};

/* "12", "012", "12a", "12 bis", "12/2005", "Số 12/KS/2005", "12-KS". Anything else (two years, a
 * fraction, "12/05", whose end may be a month) is false: a parser that guesses files an entry
 * under a wrong number. */
bool entry_number_parse(const char *text, struct entry_number *ret);
/* "12a", without the year. */
void entry_number_show(const struct entry_number *number, char out[NUMBER_TEXT_SIZE]);
/* By number, then suffix (none first); the year does not count. < 0, 0, > 0. */
int entry_number_order(const struct entry_number *a, const struct entry_number *b);

struct number_range {
    long first, last; /* first <= last */
};
/* "12-15, 20": ranges of a rising list; NULL or empty gives "". */
void number_ranges_show(const struct number_range *ranges, size_t count, struct str *out);
/* Reads the next range of such a list and moves *at behind it and its comma; false at the end, and
 * for what is no range (*at then stands at the fault). A single "20" is 20-20; spaces may stand
 * anywhere, also "12–15" with a long dash. */
bool number_range_next(const char **at, struct number_range *ret);

#endif
