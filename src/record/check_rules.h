/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check_rules: private to record/check*: what rules share, and the rules. A rule gets its
 * fields in the order of the table; the first is there, the others may be NULL. It does nothing
 * unless the values it needs are there and understood.
 */
#ifndef RECORD_CHECK_RULES_H
#define RECORD_CHECK_RULES_H

#include <stdbool.h>

#include "record/check.h"
#include "viet/date.h"
#include "viet/person_id.h"

enum { RULE_FIELDS_MAX = 4 };

struct check {
    struct proposal *proposal;
    struct check_options options;
    struct arena *arena;
};

/* How much evidence moves the log odds of a value. */
#define ODDS_PROOF   5.0f  /* two full writings of one date agree */
#define ODDS_STRONG  2.0f  /* a value agrees with another that seldom does so by chance */
#define ODDS_SLIGHT  0.7f  /* agreement that says little */
#define ODDS_AGAINST -3.0f /* a contradiction that a reading fault explains */
#define ODDS_DOUBT   -1.0f /* one that old papers hold often */

bool field_date(const struct proposed_field *field, struct date *ret);
bool field_id(const struct proposed_field *field, struct person_id *ret);
const char *keep_date(struct check *check, struct date date); /* dd/mm/yyyy; arena */
const char *keep_number(struct check *check, long number);    /* arena */
/* Moves the confidence by log odds; not when only problems are asked for. */
void weigh(struct check *check, struct proposed_field *field, float odds);
/* Puts normal in the field's place, what stood there into other, and the reason as a problem. */
void propose(struct check *check, struct proposed_field *field, const char *normal,
             float confidence, const char *code);

typedef void check_rule(struct check *check, struct proposed_field *const *fields);
check_rule rule_date_words, rule_registered_after, rule_death_after_birth, rule_issued_after,
    rule_number_year, rule_book_year, rule_father_age, rule_mother_age, rule_parent_age,
    rule_not_future;
check_rule rule_person_id, rule_man_id, rule_woman_id, rule_id_place, rule_id_twice, rule_surname,
    rule_name_sex;

#endif
