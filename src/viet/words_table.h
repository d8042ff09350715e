/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words_table: private to viet/words*: numbers as sequences of word classes, and the spellings
 * of each class. năm (5), lăm and nhăm are one class; năm (year) is another.
 */
#ifndef VIET_WORDS_TABLE_H
#define VIET_WORDS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "viet/words.h"

enum word_class {
    WORD_ZERO, /* the classes 0..9 are the digits */
    WORD_FIVE = 5,
    WORD_NINE = 9,
    WORD_TEN,
    WORD_HUNDRED,
    WORD_THOUSAND,
    WORD_MILLION,
    WORD_LINH,
    WORD_DAY,
    WORD_MUNG,
    WORD_MONTH,
    WORD_YEAR,
    WORD_GIENG, /* the first month */
    WORD_CHAP,  /* the twelfth */
    WORD_CLASS_COUNT
};

enum { WORD_SPELLINGS_MAX = 5, SEQUENCE_MAX = 40 };
/* By class, NULL-filled. */
extern const char *const WORD_SPELLINGS[WORD_CLASS_COUNT][WORD_SPELLINGS_MAX];

struct sequence {
    unsigned char items[SEQUENCE_MAX];
    size_t count;
};

void sequence_add(struct sequence *sequence, enum word_class item);
void sequence_add_number(struct sequence *sequence, long number);
/* A year in its form number alt: 0 the usual one, 1 without "không trăm", 2 digit by digit; false
 * when there is no such form. */
bool sequence_add_year(struct sequence *sequence, int year, int alt);
/* The spelling of item index after what stands before it; static. */
const char *sequence_spelling(const struct sequence *sequence, size_t index,
                              const struct words_style *style);

/* The number that the items spell, without asking whether they are well put together (lay them
 * against sequence_add_number for that); -1 when it is no number below 10^9. digit by digit from
 * three digits on: *ret_digits. */
long sequence_value(const struct sequence *sequence, bool *ret_digits);

/* A date in words in which every word is exactly right; the fast way. False: try the slow one. */
bool date_from_exact_words(const char *text, struct date *ret);

#endif
