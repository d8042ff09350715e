/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/fixture: a practice store for the desk: printed birth certificates with one doubtful
 * field each, and pages of a handwritten register. All persons are invented.
 */
#ifndef DESK_FIXTURE_H
#define DESK_FIXTURE_H

#include <stddef.h>

#include "model/id.h"

struct office;

enum { FIXTURE_ROWS = 10 }; /* entries of a register page */

struct fixture {
    char *folder; /* of the test; the store lies in it */
    struct office *office;
    struct uuid forms, rows; /* batches */
};
/* Aborts when it cannot be made. */
void fixture_open(struct fixture *ret, size_t forms, size_t register_pages);
void fixture_close(struct fixture *fixture);             /* removes the folder */
char *fixture_store_path(const struct fixture *fixture); /* heap */

#endif
