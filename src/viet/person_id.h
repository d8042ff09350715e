/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/person_id: personal numbers: số định danh (12 digits) and the old CMND (9 digits).
 *
 * 12 digits = 3 province or country of birth registration (63-province codes, 001..096; countries
 * 100 and up), 1 century and sex, 2 year of birth, 6 random. There is no check digit.
 */
#ifndef VIET_PERSON_ID_H
#define VIET_PERSON_ID_H

#include <stdbool.h>

enum person_id_kind { PERSON_ID_NONE, PERSON_ID_12, PERSON_ID_9, PERSON_ID_KIND_COUNT };
enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE, SEX_COUNT };
const char *sex_name(enum sex sex); /* "Nam", "Nữ", "" */
/* Nam/Nữ as written or damaged ("NAM", "Nử", "nu"); SEX_UNKNOWN when it is neither. */
enum sex sex_parse(const char *text);

struct person_id {
    enum person_id_kind kind;
    char digits[13];     /* without spaces and signs */
    int letters;         /* letters taken as digits (O, l, S ...) */
    bool province_known; /* 12: the first three digits are one of the 63 provinces */
    int province;        /* 12: 1..96, or 100.. for a country */
    const char *place;   /* 12: old province name, or NULL; static */
    enum sex sex;        /* 12 */
    int birth_year;      /* 12: 1900..2399, else 0 */
};

/* The whole text is one number; spaces, dots and dashes between digits are fine. False: *ret has
 * kind PERSON_ID_NONE. */
bool person_id_parse(const char *text, struct person_id *ret);
/* The one 12- or 9-digit number inside a text ("CCCD số 001085012345 do … cấp"). False when there
 * is none or more than one. */
bool person_id_find(const char *text, struct person_id *ret);
/* 0..1: how well a 12-digit number's own parts hold together (province known, year not after
 * this_year). 1 for nine digits. */
float person_id_plausible(const struct person_id *id, int this_year);

#endif
