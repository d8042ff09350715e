/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_vote: several readings of one line become one.
 */
#ifndef WORKER_READ_VOTE_H
#define WORKER_READ_VOTE_H

#include "base/arena.h"
#include "model/text.h"

enum { READINGS_MAX = 4 };

/* Where the readings differ, a word is what most of them saw, weighed by how sure they were and by
 * whether Vietnamese can have it. What is disputed is no surer than its share of the votes. count:
 * 1 to READINGS_MAX; boxes are those of one page. */
struct text_line read_vote(const struct text_line *readings, size_t count, struct arena *arena);
/* Every word of the line is one that Vietnamese can have, a number or a name in capitals. */
bool read_line_possible(const struct text_line *line);
/* Of the least certain sign; 0 when nothing was read. */
float read_least_sure(const struct text_line *line);

#endif
