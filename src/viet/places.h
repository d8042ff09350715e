/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/places: provinces: the 34 valid since 1 July 2025 and the 63 before, with their codes, and
 * how they are found in damaged text. Communes are no business of this table (a gazetteer file).
 */
#ifndef VIET_PLACES_H
#define VIET_PLACES_H

#include <stdbool.h>
#include <stddef.h>

struct province {
    int code;         /* old: 1..96 (also the start of a personal number); new: of 2025 */
    const char *name; /* "Thừa Thiên Huế" */
    bool city;        /* thành phố trực thuộc trung ương */
    int today;        /* code of the province of 2025 that it belongs to */
};

extern const struct province PROVINCES_OLD[]; /* by code */
extern const size_t PROVINCES_OLD_COUNT;      /* 63 */
extern const struct province PROVINCES_NEW[]; /* by code */
extern const size_t PROVINCES_NEW_COUNT;      /* 34 */

const struct province *province_old(int code); /* NULL when there is none */
const struct province *province_new(int code);

struct province_match {
    const struct province *province; /* NULL: nothing near enough */
    bool old;                        /* it stands in the old table (Huế may stand in both) */
    float likeness;                  /* 1 = as written, but for marks and case */
    size_t start, end;               /* byte range in the text, tỉnh / TP. included */
};

/* The province that a place text ends with or names ("xã X, huyện Y, tỉnh Z"; "TP HCM", "Sài Gòn",
 * "T.T. Huế" too). The last part counts first. False: nothing near. */
bool province_find(const char *text, struct province_match *ret);

/* 0..1: does the text look like a place (xã, phường, huyện, tỉnh …, a province at the end)? */
float place_likely(const char *text);

#endif
