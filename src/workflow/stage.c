/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/stage: the way of a page and of a record, top to bottom. May include: model, store.
 *
 *   page    CAPTURED -> CLEANED -> RECOGNISED -> EXTRACTED      set aside from any, and back
 *   record  ENTERED -> VERIFIED -> CONFIRMED                    returned from the last two
 */
#include "workflow/stage.h"

#include "workflow/role.h"

#define PAGE(state)   (1u << PAGE_##state)
#define RECORD(state) (1u << RECORD_##state)

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
        .from = RECORD(ENTERED) | RECORD(VERIFIED) | RECORD(RETURNED), .to = STAGE_KEEPS,
        .roles = ROLES_KEYING, .audit = AUDIT_DRAFT},
    [STAGE_VERIFY] = {"verify", STAGE_OF_RECORD,
        .from = RECORD(ENTERED) | RECORD(VERIFIED) | RECORD(RETURNED), .to = RECORD_VERIFIED,
        .roles = ROLES_KEYING, .audit = AUDIT_VERSION, .act = "verify"},
    [STAGE_CONFIRM] = {"confirm", STAGE_OF_RECORD,
        .from = RECORD(VERIFIED), .to = RECORD_CONFIRMED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_CONFIRM, .act = "confirm"},
    [STAGE_RETURN] = {"return", STAGE_OF_RECORD,
        .from = RECORD(VERIFIED) | RECORD(CONFIRMED), .to = RECORD_RETURNED,
        .roles = ROLES_CONFIRMING, .audit = AUDIT_RETURN, .act = "return"},
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
    [RECORD_VERIFIED] = N_("verified"),
    [RECORD_CONFIRMED] = N_("confirmed"),
    [RECORD_RETURNED] = N_("returned"),
};

const char *page_state_title(enum page_state state)
{
    return _(page_titles[state]);
}

const char *record_state_title(enum record_state state)
{
    return _(record_titles[state]);
}
