/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/sum: what is counted, by schema and level, and how it is printed.
 */
#ifndef BENCH_SUM_H
#define BENCH_SUM_H

#include <stddef.h>

#include "distance.h"

enum { SUM_SURE_PERMILLE = 999 };

/* Of the fields of some pages. */
struct field_sum {
    size_t count, exact;           /* fields that are filled on the paper or were read as filled */
    size_t sure, sure_wrong;       /* confidence 0.999 and more */
    size_t records, records_found; /* forms and rows on paper; those with the right schema */
};
struct sum {
    const char *schema, *level;
    size_t pages, pages_known; /* known: the right kind of paper was found */
    struct distance marked, plain;
    struct field_sum fields;
};
struct sums {
    struct sum *items;
    size_t count, capacity;
};

/* The row of a schema and level; made when it is new. Both texts must outlive the sums. */
struct sum *sum_of(struct sums *sums, const char *schema, const char *level);
void sum_add_distance(struct distance *into, struct distance more);
/* with_fields 0: characters only. */
void sums_print(const struct sums *sums, int with_fields);

#endif
