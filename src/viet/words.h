/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words: numbers and dates written out in Vietnamese words, both ways.
 *
 * Reading knows the variants (lăm/năm, mốt/một, tư/bốn, linh/lẻ, nghìn/ngàn, mồng/mùng) and bears
 * damage: each word is matched to a vocabulary of some 40 words by viet/distance, also where OCR
 * split or joined words; the score says how well. Pure functions.
 */
#ifndef VIET_WORDS_H
#define VIET_WORDS_H

#include <stdbool.h>

#include "viet/date.h"

struct words_style {
    bool ngan;     /* ngàn for nghìn */
    bool le;       /* lẻ for linh */
    bool bon_tens; /* hai mươi bốn for hai mươi tư */
    bool mung;     /* mùng một .. mùng mười for days up to 10 */
    bool capital;  /* first letter upper case */
};

/* 0 .. 999,999,999 in words; heap text. style may be NULL. */
char *number_to_words(long number, const struct words_style *style);
/* The whole text is one number in words. *ret_score (may be NULL): 1 = every word exact. Digits one
 * by one (một chín năm bảy) are read too. False: no number, *ret untouched. */
bool number_from_words(const char *text, long *ret, float *ret_score);

/* "ngày mười lăm tháng ba năm hai nghìn không trăm mười"; a partial date has only its known parts.
 * Heap text. style may be NULL. */
char *date_to_words(struct date date, const struct words_style *style);
/* A date in words, full or partial, digits allowed among the words ("ngày 15 tháng ba ..."). What
 * was read must be a valid date. *ret_score as above. False: no date, *ret untouched. */
bool date_from_words(const char *text, struct date *ret, float *ret_score);
/* The same text with each damaged word put right ("läm" -> "lăm"), variants and the first capital
 * as they were, labels and signs around it dropped; NULL when date_from_words says false. Heap
 * text. */
char *date_words_mend(const char *text);

#endif
