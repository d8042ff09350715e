/* SPDX-License-Identifier: Apache-2.0
 *
 * record/problem: every problem code of extraction, normalising and checks, and its sentence for a
 * clerk in the language of the process (gettext).
 */
#ifndef RECORD_PROBLEM_H
#define RECORD_PROBLEM_H

#include <stddef.h>

#include "base/arena.h"
#include "model/record.h"

/* Adds a problem unless the same code is there or the field is full; args may be NULL. The texts
 * must live as long as the field (arena). */
void problem_add(struct proposed_field *field, const char *code, const char *arg0, const char *arg1,
                 const char *arg2);
/* The translated sentence; an unknown code gives the code itself. May hold values: never logged. */
const char *problem_text(const struct problem *problem, struct arena *arena);
/* The table, for the manual and tests: code and English pattern by index; NULL behind the end. */
const char *problem_code_at(size_t index);
const char *problem_pattern_at(size_t index);

#endif
