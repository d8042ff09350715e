/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/intake: files come in. Each file is stored exactly as it came, with its pages, in one
 * transaction; a file that cannot be read is not taken and reported; one that is there already is
 * not taken twice, so an intake that was killed can simply be started again.
 */
#ifndef WORKFLOW_INTAKE_H
#define WORKFLOW_INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "model/id.h"
#include "workflow/events.h"

struct office;
struct intake; /* opaque */

/* The batch that pages go into: the one of this name, or a new one with this schema, profile and
 * book, made when its first page comes. Texts may be NULL; name NULL: that of the book, or the
 * batch of today; schema NULL: that of the book. */
struct batch_choice {
    const char *name, *schema, *profile;
    const char *book; /* its number or id */
};
/* Is the choice possible? ERR_STATE (K-840) when that batch is for another kind of paper or
 * (K-1898) another book, ERR_MISSING for an unknown one. */
enum err_code batch_choice_check(struct office *office, const struct batch_choice *choice,
                                 struct err *err) MUST_CHECK;
enum err_code batch_choice_open(struct office *office, const struct batch_choice *choice,
                                struct uuid *ret_batch, struct err *err) MUST_CHECK;

/* Its name (heap), and how many pages it holds by now: 0 when it is still to be made. */
enum err_code batch_choice_look(struct office *office, const struct batch_choice *choice,
                                char **ret_name_new, long *ret_pages, struct err *err) MUST_CHECK;

struct intake_tally {
    long files, taken, known, aside; /* files */
    long pages;                      /* new ones */
};

/* paths: files and folders, copied. choice: borrowed for the life of the intake. */
enum err_code intake_new(struct office *office, const struct batch_choice *choice,
                         char *const *paths, size_t count, struct events *events,
                         struct intake **ret_new, struct err *err) MUST_CHECK;
/* Files that are there already give new pages all the same. */
void intake_take_again(struct intake *intake);
/* One more file behind the others, copied; also after ERR_EMPTY. */
void intake_add(struct intake *intake, const char *file);
/* One file. ERR_OK: there is more; ERR_EMPTY: that was all; else the intake is over. */
enum err_code intake_step(struct intake *intake, struct err *err) MUST_CHECK;
uint64_t intake_bytes(const struct intake *intake); /* of all its files */
struct intake_tally intake_tally(const struct intake *intake);
void intake_free(struct intake *intake); /* NULL is fine */

#endif
