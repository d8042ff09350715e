/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/field: the fields of one page, as they are on paper and as they were read.
 */
#ifndef BENCH_FIELD_H
#define BENCH_FIELD_H

#include <stdbool.h>

#include "base/json.h"
#include "sum.h"

/* Adds the page's fields to *into; false when another kind of paper (or none) was found. Rows of a
 * register are matched by where they lie. show: print each wrong field on standard error. */
bool fields_compare(const json_t *truth, const json_t *read, bool show, struct field_sum *into);

#endif
