/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/stage: the way of a page and of a record, top to bottom. May include: model, store.
 *
 *   page    CAPTURED -> CLEANED -> RECOGNISED -> EXTRACTED      set aside from any, and back
 *   record  ENTERED -> VERIFIED -> CONFIRMED                    returned from the last two
 *                 \-> SECOND -> VERIFIED                        where a second entry is asked for;
 *                            \-> DIFFERS -> VERIFIED            and where it differs from the first
 */
#include "workflow/stage.h"

#include "workflow/role.h"

#define PAGE(state)   (1u << PAGE_##state)
#define RECORD(state) (1u << RECORD_##state)
#define KEYABLE                                                                                    \
    (RECORD(ENTERED) | RECORD(SECOND) | RECORD(VERIFIED) |                                         \
     RECORD(RETURNED)) /* by its first reader */
#define ROLES_SETTLING (ROLES_KEYING | ROLES_CONFIRMING)
#define ROLES_WAIVING  (ROLES_CONFIRMING | ROLE_BIT(ROLE_LEADER))

/* clang-format off */
const struct stage stage_table[STAGE_COUNT] = {
    /* ---- a page: the scanner, files; then the machine ---- */
    [STAGE_CAPTURE] = {"capture", STAGE_OF_PAGE,
        .from = FROM_NOTHING, .to = PAGE_CAPTURED,
        .roles = ROLES_KEYING, .audit = AUDIT_IMPORT},
    [STAGE_CLEAN] = {"clean", STAGE_OF_PAGE,
        .from = PAGE(CAPTURED), .to = PAGE_CLEANED, .audit = AUDIT_PAGE},
    [STAGE_RECOGNISE] = {"recognise", STAGE_OF_PAGE,
        .from = PAGE(CLEANED), .to = PAGE_RECOGNISED, .audit = AUDIT_PAGE, .keep = keep_text},
    [STAGE_EXTRACT] = {"extract", STAGE_OF_PAGE,
        .from = PAGE(RECOGNISED), .to = PAGE_EXTRACTED, .audit = AUDIT_PAGE, .keep = keep_proposals},
    [STAGE_SET_ASIDE] = {"set aside", STAGE_OF_PAGE,
        .from = PAGE(CAPTURED) | PAGE(CLEANED) | PAGE(RECOGNISED) | PAGE(EXTRACTED),
        .to = PAGE_ASIDE, .audit = AUDIT_PAGE},
    [STAGE_AGAIN] = {"read again", STAGE_OF_PAGE,
        .from = PAGE(CAPTURED) | PAGE(CLEANED) | PAGE(RECOGNISED) | PAGE(EXTRACTED) | PAGE(ASIDE),
        .to = PAGE_CAPTURED, .roles = ROLES_ALL, .audit = AUDIT_PAGE},

    /* ---- a record: proposed once, then people ---- */
    [STAGE_ADOPT] = {"adopt", STAGE_OF_RECORD,
        .from = FROM_NOTHING, .to = RECORD_ENTERED, .audit = AUDIT_ADOPT, .keep = adopt_records},
    [STAGE_KEY] = {"key", STAGE_OF_RECORD,
        .from = KEYABLE, .to = STAGE_KEEPS, .roles = ROLES_KEYING, .audit = AUDIT_DRAFT},
    [STAGE_FIRST] = {"finish for a second entry", STAGE_OF_RECORD,
        .from = KEYABLE, .to = RECORD_SECOND,
        .roles = ROLES_KEYING, .audit = AUDIT_VERSION, .act = "first"},
    [STAGE_VERIFY] = {"verify", STAGE_OF_RECORD,
        .from = KEYABLE, .to = RECORD_VERIFIED,
        .roles = ROLES_KEYING, .audit = AUDIT_VERSION, .act = "verify"},
    [STAGE_KEY_SECOND] = {"key a second time", STAGE_OF_RECORD,
        .from = RECORD(SECOND), .to = STAGE_KEEPS, .roles = ROLES_KEYING, .audit = AUDIT_DRAFT},
    [STAGE_SECOND] = {"second entry", STAGE_OF_RECORD,
        .from = RECORD(SECOND), .to = RECORD_DIFFERS,
        .roles = ROLES_KEYING, .audit = AUDIT_VERSION, .act = "second"},
    [STAGE_KEY_SETTLED] = {"choose", STAGE_OF_RECORD,
        .from = RECORD(DIFFERS), .to = STAGE_KEEPS, .roles = ROLES_SETTLING, .audit = AUDIT_DRAFT},
    [STAGE_SETTLE] = {"settle", STAGE_OF_RECORD,
        .from = RECORD(DIFFERS), .to = RECORD_VERIFIED,
        .roles = ROLES_SETTLING, .audit = AUDIT_VERSION, .act = "settle"},
    [STAGE_WAIVE] = {"waive the second entry", STAGE_OF_RECORD,
        .from = RECORD(SECOND), .to = RECORD_VERIFIED,
        .roles = ROLES_WAIVING, .audit = AUDIT_VERSION, .act = "waive"},
    [STAGE_CORRECT] = {"correct", STAGE_OF_RECORD,
        .from = RECORD(VERIFIED), .to = RECORD_VERIFIED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_VERSION, .act = "correct"},
    [STAGE_CONFIRM] = {"confirm", STAGE_OF_RECORD,
        .from = RECORD(VERIFIED), .to = RECORD_CONFIRMED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_CONFIRM, .act = "confirm"},
    [STAGE_WITHDRAW] = {"withdraw", STAGE_OF_RECORD,
        .from = RECORD(CONFIRMED), .to = RECORD_VERIFIED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_CONFIRM, .act = "withdraw"},
    [STAGE_RETURN] = {"return", STAGE_OF_RECORD,
        .from = RECORD(VERIFIED) | RECORD(CONFIRMED), .to = RECORD_RETURNED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_RETURN, .act = "return"},
    [STAGE_AMEND] = {"amend", STAGE_OF_RECORD,
        .from = RECORD(CONFIRMED), .to = RECORD_VERIFIED,
        .roles = ROLES_SETTLING, .audit = AUDIT_VERSION, .act = "amend"},
    [STAGE_RELEASE] = {"release", STAGE_OF_RECORD,
        .from = RECORD(CONFIRMED), .to = STAGE_KEEPS,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_RELEASE, .act = "release"},
};
/* clang-format on */

static const char *const page_titles[PAGE_STATE_COUNT] = {
    [PAGE_CAPTURED] = N_("captured"),     [PAGE_CLEANED] = N_("cleaned"),
    [PAGE_RECOGNISED] = N_("recognised"), [PAGE_EXTRACTED] = N_("extracted"),
    [PAGE_ASIDE] = N_("set aside"),
};

static const char *const record_titles[RECORD_STATE_COUNT] = {
    [RECORD_ENTERED] = N_("entered"),
    [RECORD_SECOND] = N_("waits for a second entry"),
    [RECORD_DIFFERS] = N_("two entries differ"),
    [RECORD_VERIFIED] = N_("verified"),
    [RECORD_CONFIRMED] = N_("confirmed"),
    [RECORD_RETURNED] = N_("returned"),
};

static const char *const record_steps[RECORD_STATE_COUNT] = {
    [RECORD_ENTERED] = N_("entering"), [RECORD_SECOND] = N_("check 1"),
    [RECORD_DIFFERS] = N_("check 1"),  [RECORD_VERIFIED] = N_("check 2"),
    [RECORD_CONFIRMED] = N_("ended"),  [RECORD_RETURNED] = N_("check 1"),
};

const char *page_state_title(enum page_state state)
{
    return _(page_titles[state]);
}

const char *record_state_title(enum record_state state)
{
    return _(record_titles[state]);
}

const char *record_state_step(enum record_state state)
{
    return _(record_steps[state]);
}
