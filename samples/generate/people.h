/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/people: invented persons, places, offices and dates that agree with each other.
 *
 * All persons are invented by joining common name parts; provinces and districts are names that
 * stood on papers, communes are put to districts by chance. Text lives in the maker's arena.
 */
#ifndef GENERATE_PEOPLE_H
#define GENERATE_PEOPLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "dice.h"
#include "viet/date.h"
#include "viet/person_id.h"

/* Chance and memory of one page. */
struct maker {
    struct dice dice;
    struct arena *arena;
    bool wide; /* also what generate/wide knows */
};

struct place {
    int code;             /* old province code, starts personal numbers */
    const char *province; /* with its kind: "tỉnh Nghệ An" */
    const char *district; /* "huyện Nam Đàn" */
    const char *commune;  /* "xã Tân Lập" */
};

struct person {
    const char *name; /* "Nguyễn Văn An" */
    enum sex sex;
    struct date birth;
    const char *people, *nation; /* "Kinh", "Việt Nam" */
    const char *id;              /* 12 digits */
    struct place home;
    bool contradicts; /* the number disagrees with sex, year or province on purpose */
};

struct date make_date(struct maker *maker, int first_year, int last_year);
struct date date_after(struct maker *maker, struct date date, int most_days);
struct place make_place(struct maker *maker);
struct place make_place_near(struct maker *maker, struct place near); /* same province */
/* surname_of may be NULL; people NULL = by chance. */
struct person make_person(struct maker *maker, enum sex sex, struct date birth, struct place home,
                          const struct person *surname_of);

/* "xã A, huyện B, tỉnh C"; level 2 leaves the commune out, level 4 puts a hamlet in front. */
const char *place_text(struct maker *maker, struct place place, int level);
const char *office_text(struct maker *maker, struct place place); /* "Ủy ban nhân dân xã A, …" */
const char *identity_text(struct maker *maker, const struct person *of, int year); /* "CCCD số …" */
const char *words_text(struct maker *maker,
                       struct date date); /* the date in words, capital first */
const char *digits_text(struct maker *maker, struct date date); /* 15/03/2010, 15-3-2010 … */
const char *upper_text(struct maker *maker, const char *text);
const char *edtf_text(struct maker *maker, struct date date);
const char *format_text(struct maker *maker, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
