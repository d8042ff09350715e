/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/role: who may do what. Rights are a property of the act, not of a screen.
 */
#ifndef WORKFLOW_ROLE_H
#define WORKFLOW_ROLE_H

#include "store/store.h"
#include "trust/sealed_key.h"

enum role {
    ROLE_PRACTICE,      /* the one person of a practice store: may do everything there */
    ROLE_VOLUNTEER,     /* tình nguyện viên */
    ROLE_LEADER,        /* đội trưởng */
    ROLE_OFFICIAL,      /* cán bộ */
    ROLE_ADMINISTRATOR, /* quản trị */
    ROLE_COUNT
};
const char *role_name(enum role role);  /* "practice" ...; static */
enum role role_parse(const char *name); /* ROLE_COUNT = none */
const char *role_title(enum role role); /* for people, translated; static */
/* How a person of this role must seal the key. */
enum seal_strength role_seal_strength(enum role role);
/* Bits of those whom this role may admit, reset and end. */
unsigned role_admits(enum role role);

#define ROLE_BIT(role)   (1u << (role))
#define ROLES_ALL        (ROLE_BIT(ROLE_COUNT) - 1)
#define ROLES_PEOPLE     (ROLES_ALL & ~ROLE_BIT(ROLE_PRACTICE)) /* those of an office */
#define ROLES_KEYING     (ROLE_BIT(ROLE_PRACTICE) | ROLE_BIT(ROLE_VOLUNTEER) | ROLE_BIT(ROLE_LEADER))
#define ROLES_CONFIRMING (ROLE_BIT(ROLE_PRACTICE) | ROLE_BIT(ROLE_OFFICIAL))

/* ERR_DENIED when the acting person has none of these roles, or nobody acts; in an office's store
 * also when the person did not unlock the key (workflow/sign_in). */
enum err_code role_check(struct store *store, unsigned roles, struct err *err) MUST_CHECK;
/* The same question without an error. */
enum err_code role_has(struct store *store, unsigned roles, bool *ret, struct err *err) MUST_CHECK;
/* How many people who are still here have one of these roles; those of but are left out. */
enum err_code role_people(struct store *store, unsigned roles, const struct uuid *but,
                          size_t but_count, long *ret, struct err *err) MUST_CHECK;

#endif
