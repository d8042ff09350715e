/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/practice: a practice store for a group of tests, opened as an office. Everything
 * in it is invented.
 */
#ifndef TESTS_WORKFLOW_PRACTICE_H
#define TESTS_WORKFLOW_PRACTICE_H

#include "base/arena.h"
#include "base/err.h"
#include "workflow/office.h"

/* Of the whole group of tests. */
extern struct office *office;
extern struct store *store;
extern struct arena *arena;
extern struct err err;
int practice_open(void **state);
int practice_close(void **state);

/* Fails the test with the error's text. */
void fine(enum err_code code, const char *what);
#define FINE(call) (err_clear(&err), fine(call, #call))
void audit_passes(void);

#endif
