/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/act_kind: the kinds of signed acts, as a table: who may sign one, what its body must
 * hold, whether it makes versions. The live check (act_sign) and the proof (workflow/proof) read
 * the same lines. A new kind is one line here; an act of a stage takes its roles from stage_table.
 */
#ifndef WORKFLOW_ACT_KIND_H
#define WORKFLOW_ACT_KIND_H

#include "base/json.h"
#include "workflow/role.h"
#include "workflow/stage.h"

/* Beside the bits of roles: the root's key, out of the words on the recovery sheet. */
#define SIGNER_ROOT (1u << ROLE_COUNT)

enum act_versions {
    ACT_WITHOUT_VERSIONS,
    ACT_ABOUT_VERSIONS, /* one or more of anybody's */
    ACT_MAKES_VERSIONS  /* the same, and it vouches for those that the signer made */
};

struct act_kind {
    const char *name;
    enum stage_id stage; /* whose act it is; STAGE_COUNT = of none */
    unsigned signers;    /* role bits and SIGNER_ROOT; for an act of a stage see act_kind_signers */
    enum act_versions versions;
    const char *needs[6]; /* names that its body must hold; NULL at the end */
};

const struct act_kind *act_kind_lookup(const char *name); /* NULL = none of ours */
const struct act_kind *act_kind_at(size_t index);         /* NULL at the end */
unsigned act_kind_signers(const struct act_kind *kind);
/* Does it hold what it must? body may be NULL. */
bool act_kind_fits(const struct act_kind *kind, const json_t *body, size_t version_count);

/* The one way to an act from this room: checks the kind's line (ERR_DENIED), then store's act_add.
 */
struct act_plan {
    const char *kind;
    const char *reason; /* NULL = none */
    const json_t *body; /* NULL = none */
    const struct uuid *versions;
    size_t version_count;
};
enum err_code act_sign(struct store *store, const struct act_plan *plan, struct uuid *ret_id,
                       struct err *err) MUST_CHECK;

#endif
