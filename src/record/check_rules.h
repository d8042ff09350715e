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
#include "record/evidence.h"
#include "viet/date.h"
#include "viet/person_id.h"

enum { RULE_FIELDS_MAX = 4 };

struct check {
    struct proposal *proposal;
    struct check_options options;
    struct arena *arena;
};

bool field_date(const struct proposed_field *field, struct date *ret);
bool field_id(const struct proposed_field *field, struct person_id *ret);
const char *keep_date(struct check *check, struct date date); /* dd/mm/yyyy; arena */
const char *keep_number(struct check *check, long number);    /* arena */
/* One more piece of evidence, or a part of one; not when only problems are asked for.
 *   PROOF    two full writings of one date agree
 *   STRONG   a value agrees with another that seldom does so by chance
 *   SLIGHT   agreement that says little
 *   AGAINST  a contradiction that a reading fault explains
 *   AGE      one that old papers hold often */
void weigh(struct check *check, struct proposed_field *field, enum evidence_part part,
           float amount);
/* Puts normal in the field's place, what stood there into other, and the reason as a problem. */
void propose(struct check *check, struct proposed_field *field, const char *normal,
             float confidence, const char *code);

typedef void check_rule(struct check *check, struct proposed_field *const *fields);
check_rule rule_date_words, rule_registered_after, rule_death_after_birth, rule_issued_after,
    rule_number_year, rule_book_year, rule_father_age, rule_mother_age, rule_parent_age,
    rule_not_future;
check_rule rule_person_id, rule_man_id, rule_woman_id, rule_id_place, rule_id_twice, rule_surname,
    rule_name_sex, rule_woman_name, rule_man_name;

#endif
