/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/people: founding an office, and who comes and goes in it. The root (twelve words on
 * paper, trust/recovery) says who is an official or an administrator; officials and leaders admit,
 * reset and end those below them. Each step is a signed act, so that a store edited by hand proves
 * nothing (workflow/proof).
 */
#ifndef WORKFLOW_PEOPLE_H
#define WORKFLOW_PEOPLE_H

#include "trust/recovery.h"
#include "workflow/office.h"
#include "workflow/role.h"

struct people_founding {
    const char *office;     /* name: the commune */
    const char *name;       /* of the first official */
    const char *passphrase; /* of that official */
    const struct recovery *recovery;
};
/* A new store of a new office, whole or not at all. */
enum err_code people_found(const char *folder, const struct people_founding *plan,
                           struct err *err) MUST_CHECK;

/* What an act of these says about a person; whoever store_sign_as names signs it. In an open or its
 * own transaction; the person's row is the caller's. */
struct people_giving {
    const char *kind; /* of workflow/act_kind: "person-certify" … */
    struct uuid person;
    const char *name, *role;  /* NULL = nothing about it */
    const struct digest *key; /* the public half; NULL = none */
    const char *sealed;       /* the secret half; NULL = it is not kept here */
};
enum err_code people_give(struct store *store, const struct people_giving *giving,
                          struct err *err) MUST_CHECK;

struct people_plan {
    const char *name;
    enum role role;
    const char *passphrase;          /* the person's own */
    const struct recovery *recovery; /* the root signs; NULL = the person who is signed in */
};
/* ERR_DENIED K-2844: who signs may not make anybody that; K-2845: not this office's words.
 * ERR_EXISTS K-2846: somebody here has that name. ERR_USAGE K-1151: passphrase too short. */
enum err_code people_add(struct office *office, const struct people_plan *plan,
                         struct uuid *ret_person, struct err *err) MUST_CHECK;
/* The root makes somebody who is here an official or administrator (or anything), with a new key.
 * plan->name is not used. */
enum err_code people_certify(struct office *office, const struct uuid *person,
                             const struct people_plan *plan, struct err *err) MUST_CHECK;
/* A new key under a new passphrase, because the old one is forgotten; what the old one signed stays
 * good. Officials and administrators: by the root. */
enum err_code people_reset(struct office *office, const struct uuid *person, const char *passphrase,
                           const struct recovery *recovery, struct err *err) MUST_CHECK;
/* The person left: nothing that the key signs from now on counts. */
enum err_code people_end(struct office *office, const struct uuid *person,
                         const struct recovery *recovery, struct err *err) MUST_CHECK;

#endif
