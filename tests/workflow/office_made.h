/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/office_made: an office's store in a new folder, with a person of each role, whose
 * keys lie open here (sealing is slow on purpose).
 */
#ifndef WORKFLOW_OFFICE_MADE_H
#define WORKFLOW_OFFICE_MADE_H

#include "store/store.h"
#include "trust/sign.h"
#include "workflow/role.h"

struct office_made {
    char *folder; /* holds the store "kho" */
    struct store *store;
    struct sign_key *root, *keys[ROLE_COUNT];
    struct uuid people[ROLE_COUNT]; /* ROLE_PRACTICE: nobody */
};
/* Signed in: nobody. */
void office_made_open(struct office_made *made);
void office_made_close(struct office_made *made);
/* This one signs from now on; ROLE_PRACTICE: nobody. */
void office_made_use(struct office_made *made, enum role role);

#endif
