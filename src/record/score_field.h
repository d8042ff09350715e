/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score_field: the fields of one page, as they are on paper and as they were read.
 */
#ifndef RECORD_SCORE_FIELD_H
#define RECORD_SCORE_FIELD_H

#include <stdbool.h>

#include "base/json.h"
#include "record/schema.h"

enum { SCORE_SURE_PERMILLE = 999 };

/* Fields by what an error in them costs. */
enum score_sort { SORT_NUMBER, SORT_PERSON_ID, SORT_DATE, SORT_OTHER, SORT_COUNT };
const char *score_sort_name(enum score_sort sort); /* static */

/* Of the fields of some pages. */
struct field_sum {
    size_t count, exact;           /* fields that are filled on the paper or were read as filled */
    size_t sure, sure_wrong;       /* confidence 0.999 and more */
    size_t records, records_found; /* forms and rows on paper; those with the right schema */
    struct {
        size_t count, wrong;
    } sorts[SORT_COUNT];
};

/* A field that was read wrong; field NULL: the kind of paper itself. wanted and got may be NULL. */
struct score_wrong {
    const char *page, *field, *wanted, *got;
    bool sure;
};
/* Every field that counts; read: its JSON, or NULL. */
struct score_met {
    const char *page, *field, *wanted, *got;
    double confidence;
    bool exact;
    const json_t *read;
};
struct score_options {
    const struct schema_set *schemas; /* tells the sort of a field; NULL = all are "other" */
    void (*wrong)(void *context, const struct score_wrong *miss); /* or NULL */
    void (*each)(void *context, const struct score_met *met);     /* or NULL */
    void *context;
};

/* Adds the page's fields to *into; false when another kind of paper (or none) was found. Rows of a
 * register are matched by where they lie. read: a line of `read --json`, or NULL: not read. */
bool fields_compare(const json_t *truth, const json_t *read, const struct score_options *options,
                    struct field_sum *into);

#endif
