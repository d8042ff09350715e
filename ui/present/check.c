/* SPDX-License-Identifier: Apache-2.0
 *
 * present/check: looking through what the machine read of printed papers: only what is doubtful
 * comes up. May include: base.
 */
#include "present/entry.h"

static const struct binding bindings[] = {
    ENTRY_MOVES,
    {{PRESS_F1 + 1}, REQUEST_OTHER, true},
    {{PRESS_F1 + 6}, REQUEST_DOUBT, true},
    ENTRY_VALUES,
    ENTRY_RECORD_AND_PICTURE,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_check = {
    .name = "check",
    .title = N_("Check"),
    .about = N_("Compare the field with its piece of the paper. Enter says that it is right and "
                "goes to the next doubtful field; when none is left, Enter finishes the record. "
                "Signs in a frame were read badly: F7 goes to them, and what you type takes their "
                "place. What you keyed is kept at each field."),
    .bindings = bindings,
    .state_size = sizeof(struct entry),
    .open = entry_open,
    ENTRY_SCREEN,
};
