/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/act_kind: the table of signed acts. May include: base, model, store, trust (is the
 * signer the root?).
 */
#include "workflow/act_kind.h"

#include <assert.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/record.h"
#include "trust/sign.h"
#include "workflow/change_part.h"

#define ROLES_ADMITTING (ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_OFFICIAL))

/* clang-format off */
static const struct act_kind kinds[] = {
    /* ---- people: workflow/people ---- */
    {"person-certify", STAGE_COUNT, SIGNER_ROOT, ACT_WITHOUT_VERSIONS,
        {"person", "name", "role", "key"}},
    {"person-admit",   STAGE_COUNT, ROLES_ADMITTING, ACT_WITHOUT_VERSIONS,
        {"person", "name", "role", "key"}},
    {"person-reset",   STAGE_COUNT, ROLES_ADMITTING, ACT_WITHOUT_VERSIONS,
        {"person", "key"}},
    {"person-end",     STAGE_COUNT, ROLES_ADMITTING | SIGNER_ROOT, ACT_WITHOUT_VERSIONS,
        {"person"}},

    /* ---- batches and their pages: workflow/change ---- */
    {"change", STAGE_COUNT, ROLES_CHANGING, ACT_WITHOUT_VERSIONS, {"what", "batches"}},
    {"undo",   STAGE_COUNT, ROLES_CHANGING, ACT_WITHOUT_VERSIONS, {"undoes", "batches"}},

    /* ---- records: workflow/stage ---- */
    {"first",    STAGE_FIRST,    0, ACT_MAKES_VERSIONS, {NULL}},
    {"verify",   STAGE_VERIFY,   0, ACT_MAKES_VERSIONS, {NULL}},
    {"second",   STAGE_SECOND,   0, ACT_MAKES_VERSIONS, {NULL}},
    {"settle",   STAGE_SETTLE,   0, ACT_MAKES_VERSIONS, {NULL}},
    {"waive",    STAGE_WAIVE,    0, ACT_ABOUT_VERSIONS, {NULL}},
    {"correct",  STAGE_CORRECT,  0, ACT_MAKES_VERSIONS, {NULL}},
    {"confirm",  STAGE_CONFIRM,  0, ACT_ABOUT_VERSIONS, {NULL}},
    {"withdraw", STAGE_WITHDRAW, 0, ACT_ABOUT_VERSIONS, {NULL}},
    {"return",   STAGE_RETURN,   0, ACT_ABOUT_VERSIONS, {NULL}},
    {"amend",    STAGE_AMEND,    0, ACT_MAKES_VERSIONS, {NULL}},
    {"sample",   STAGE_COUNT, ROLES_CONFIRMING, ACT_ABOUT_VERSIONS,
        {"batch", "plan", "lot", "size", "accept"}},
    {"release",  STAGE_RELEASE,  0, ACT_ABOUT_VERSIONS, {NULL}},
};
/* clang-format on */

const struct act_kind *act_kind_lookup(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (text_equal(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

const struct act_kind *act_kind_at(size_t index)
{
    return index < ARRAY_SIZE(kinds) ? &kinds[index] : NULL;
}

unsigned act_kind_signers(const struct act_kind *kind)
{
    return kind->stage == STAGE_COUNT ? kind->signers : stage_table[kind->stage].roles;
}

bool act_kind_fits(const struct act_kind *kind, const json_t *body, size_t version_count)
{
    for (size_t i = 0; i < ARRAY_SIZE(kind->needs) && kind->needs[i]; i++)
        if (!json_object_get(body, kind->needs[i]))
            return false;
    return (kind->versions == ACT_WITHOUT_VERSIONS) == (version_count == 0);
}

static bool signed_by_root(struct store *store)
{
    const struct sign_key *key = store_peek_signer(store);
    const struct digest *office = store_peek_office(store);
    return key && office && digest_equal(sign_key_peek_public(key), office);
}

enum err_code act_sign(struct store *store, const struct act_plan *plan, struct uuid *ret_id,
                       struct err *err)
{
    const struct act_kind *kind = act_kind_lookup(plan->kind);
    assert(kind && act_kind_fits(kind, plan->body, plan->version_count));
    enum err_code code = ERR_OK;
    if (!signed_by_root(store) || !(act_kind_signers(kind) & SIGNER_ROOT))
        code = role_check(store, act_kind_signers(kind) & ROLES_ALL, err);
    if (code)
        return code;
    return act_add(store, plan->kind, plan->reason, plan->body, plan->versions, plan->version_count,
                   ret_id, err);
}
