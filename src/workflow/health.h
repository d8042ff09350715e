/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/health: is what the work needs there and well? Each call looks, changes nothing.
 */
#ifndef WORKFLOW_HEALTH_H
#define WORKFLOW_HEALTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Starts a page worker, which loads its model and reads a white page. */
enum err_code health_reader(struct err *err) MUST_CHECK;
enum err_code health_pdf(struct err *err) MUST_CHECK; /* poppler-utils */
enum err_code health_scanners(long *ret_count, struct err *err) MUST_CHECK;
uint64_t health_memory(void);            /* bytes of the machine; 0 = unknown */
bool health_encrypted(const char *path); /* on a dm-crypt volume */

#endif
