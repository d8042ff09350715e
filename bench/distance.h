/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/distance: how far a read text is from the true one.
 */
#ifndef BENCH_DISTANCE_H
#define BENCH_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>

/* Characters of the truth and edits (insert, delete, replace) to get it from what was read. White
 * space of any length counts as one space. plain: without tone and vowel marks, đ as d. */
struct distance {
    size_t characters, edits;
};
struct distance distance_of(const char *truth, const char *read, bool plain);

#endif
