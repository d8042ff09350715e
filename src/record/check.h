/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check: evidence crossed over one record. Each rule compares fields that must agree; a
 * contradiction adds a problem with its reason to the fields concerned and lowers their confidence,
 * an agreement raises it. Nothing blocks. A rule applies where the record has its fields: rules are
 * a table over the field names of the schemas (check.c), ages stand in the options.
 *
 * The machine proposes: where one of two readings is better founded (a date in words read without a
 * flaw against a doubtful one in digits) the field's value is replaced and what stood there is kept
 * in `other`. Only proposals are touched, never a value of a person (the caller gives
 * options.propose = false for those: then only problems are added).
 */
#ifndef RECORD_CHECK_H
#define RECORD_CHECK_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/record.h"
#include "model/text.h"

struct check_options {
    bool propose;      /* values and confidence may change; false: only problems */
    int father_age;    /* youngest usual age at a birth, full years; 0 = 20 */
    int mother_age;    /* 0 = 18 */
    int parent_oldest; /* mother's oldest usual age; 0 = 60 */
    int this_year;     /* for plausible years; 0 = no upper limit */
    int book_year;     /* year of the book that the record stands in; 0 = unknown */
};

/* options may be NULL: propose, defaults. Idempotent for problems: a code is added to a field once.
 */
void record_check(struct proposal *proposal, const struct check_options *options,
                  struct arena *arena);

/* The codes of the page against a record that holds them (an identity card): where code and reading
 * agree the value becomes sure, where they differ the code is proposed, the reading kept in
 * `other`. Codes of another shape change nothing. Call before record_check. */
void record_check_codes(struct proposal *proposal, const struct text_code *codes, size_t count,
                        struct arena *arena);

/* The rows of one register page, top to bottom: numbers (stt, so) that run on by one are proposed
 * where they were not read. Call before record_check. */
void record_check_rows(struct proposal *items, size_t count, struct arena *arena);

/* Field of that name, or NULL; borrowed. */
struct proposed_field *proposal_field(const struct proposal *proposal, const char *name);

#endif
