/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/verdict: is one way of reading better than another, on the same pages?
 *
 * The rule is a two-sided sign test over pages: a page speaks for the way that makes fewer errors
 * on it; equal pages say nothing. Below VERDICT_CHANCE the difference is taken for real, above it
 * may be chance. Numbers, personal IDs and dates are warned about as soon as more of them are
 * wrong, chance or not: what is lost there costs a person most.
 */
#ifndef WORKFLOW_VERDICT_H
#define WORKFLOW_VERDICT_H

#include "workflow/evaluate.h"

#define VERDICT_CHANCE 0.05

enum verdict_what {
    VERDICT_LETTERS,
    VERDICT_FIELDS,
    VERDICT_NUMBERS,
    VERDICT_PERSON_IDS,
    VERDICT_DATES,
    VERDICT_COUNT
};
const char *verdict_name(enum verdict_what what); /* stable English word */

struct verdict_line {
    size_t errors_new, errors_old; /* letters to edit, fields wrong */
    size_t better, worse;          /* pages on which the new way makes fewer, more errors */
    double chance;                 /* of so uneven a split between equal ways */
};
struct verdict {
    struct verdict_line lines[VERDICT_COUNT];
};

/* Both of the same truth set. */
struct verdict verdict_of(const struct evaluation *fresh, const struct evaluation *old);
/* -1 worse, 0 no difference that can be told, 1 better. */
int verdict_sign(const struct verdict_line *line);
/* More numbers, personal IDs or dates are wrong than before. */
bool verdict_warns(const struct verdict *verdict);
/* How many errors of this sort a page has. */
size_t verdict_errors(const struct score *page, enum verdict_what what);

#endif
