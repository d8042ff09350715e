/* SPDX-License-Identifier: Apache-2.0
 *
 * record/kind: the kinds of value that a field of a schema can hold ("kind" under x-sohoa).
 */
#ifndef RECORD_KIND_H
#define RECORD_KIND_H

#include <stdbool.h>

enum field_kind {
    KIND_TEXT,        /* "text" */
    KIND_NAME,        /* "name": one person */
    KIND_DATE,        /* "date": one date in digits, may be partial */
    KIND_DATE_WORDS,  /* "date-words": a date written out */
    KIND_YEAR,        /* "year": a year of birth, or a full date */
    KIND_NUMBER,      /* "number": số, số/ký hiệu, stt */
    KIND_PERSON_ID,   /* "person-id": 12 or 9 digits, nothing else */
    KIND_SEX,         /* "sex": Nam, Nữ */
    KIND_ETHNIC,      /* "ethnic" */
    KIND_NATIONALITY, /* "nationality" */
    KIND_PLACE,       /* "place": commune, district, province, street */
    KIND_PLACE_DATE,  /* "place-date": Huế, ngày 05 tháng 6 năm 2025 */
    KIND_TIME,        /* "time": 14 giờ 30 phút */
    KIND_PAPER,       /* "paper": an identity paper with number, issuer, date of issue */
    KIND_COUNT
};
const char *field_kind_name(enum field_kind kind); /* static */
bool field_kind_parse(const char *name, enum field_kind *ret);

#endif
