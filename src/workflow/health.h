/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/health: is what the work needs there and well? Each call looks, changes nothing.
 */
#ifndef WORKFLOW_HEALTH_H
#define WORKFLOW_HEALTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

/* Starts a page worker, which loads its model and reads a white page. */
enum err_code health_reader(struct err *err) MUST_CHECK;
enum err_code health_pdf(struct err *err) MUST_CHECK; /* poppler-utils */
enum err_code health_scanners(long *ret_count, struct err *err) MUST_CHECK;
uint64_t health_memory(void);            /* bytes of the machine; 0 = unknown */
bool health_encrypted(const char *path); /* on a dm-crypt volume */

/* ---- all of it, one check after the other, each in words with what to do ---- */

enum health_verdict { HEALTH_GOOD, HEALTH_WARNING, HEALTH_FAILURE };
typedef void health_report(void *context, const char *what, enum health_verdict verdict,
                           const char *text);
size_t health_check_count(void);
/* store NULL: none opens; checks that need one say nothing then. A check may take seconds. */
void health_check(size_t index, struct store *store, health_report *report, void *context);

#endif
