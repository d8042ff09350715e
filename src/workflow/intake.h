/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/intake: files come in. Each file is stored exactly as it came, with its pages, in one
 * transaction; a file that cannot be read is not taken and reported; one that is there already is
 * not taken twice, so an intake that was killed can simply be started again.
 */
#ifndef WORKFLOW_INTAKE_H
#define WORKFLOW_INTAKE_H

#include <stddef.h>

#include "model/id.h"
#include "workflow/events.h"

struct office;
struct intake; /* opaque */

struct intake_tally {
    long files, taken, known, aside; /* files */
    long pages;                      /* new ones */
};

/* paths: files and folders, copied. */
enum err_code intake_new(struct office *office, const struct uuid *batch, char *const *paths,
                         size_t count, struct events *events, struct intake **ret_new,
                         struct err *err) MUST_CHECK;
/* One file. ERR_OK: there is more; ERR_EMPTY: that was all; else the intake is over. */
enum err_code intake_step(struct intake *intake, struct err *err) MUST_CHECK;
struct intake_tally intake_tally(const struct intake *intake);
void intake_free(struct intake *intake); /* NULL is fine */

/* The batch of that name, or a new one with this schema and profile (may be NULL). name NULL: the
 * batch of today. */
enum err_code intake_batch(struct office *office, const char *name, const char *schema,
                           const char *profile, struct uuid *ret_batch, struct err *err) MUST_CHECK;

#endif
