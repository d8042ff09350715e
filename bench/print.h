/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/print: the tables of bench-score.
 */
#ifndef BENCH_PRINT_H
#define BENCH_PRINT_H

#include "record/score.h"

/* with_fields 0: characters only. */
void scores_print(const struct scores *scores, int with_fields);

#endif
