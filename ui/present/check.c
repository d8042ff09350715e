/* SPDX-License-Identifier: Apache-2.0
 *
 * present/check: looking through what the machine read of printed papers: only what is doubtful
 * comes up. May include: base.
 */
#include "present/entry.h"

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_CONFIRM, true},
    {{PRESS_TAB}, REQUEST_NEXT, true},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_PREVIOUS, false},
    {{PRESS_DOWN}, REQUEST_NEXT, false},
    {{PRESS_UP}, REQUEST_PREVIOUS, false},
    {{PRESS_F1 + 1}, REQUEST_OTHER, true},
    {{PRESS_F1 + 2}, REQUEST_MISSING, true},
    {{PRESS_F1 + 3}, REQUEST_ILLEGIBLE, true},
    {{PRESS_F1 + 4}, REQUEST_BLANK, true},
    {{PRESS_F1 + 5}, REQUEST_SAME, true},
    {{PRESS_F1 + 7}, REQUEST_COMPLETE, false},
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, true},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_RECORD, true},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_RECORD, false},
    {{PRESS_RUNE, WITH_CTRL, '+'}, REQUEST_ZOOM_IN, false},
    {{PRESS_RUNE, WITH_CTRL, '='}, REQUEST_ZOOM_IN, false},
    {{PRESS_RUNE, WITH_CTRL, '-'}, REQUEST_ZOOM_OUT, false},
    {{PRESS_LEFT, WITH_ALT}, REQUEST_PAN_LEFT, false},
    {{PRESS_RIGHT, WITH_ALT}, REQUEST_PAN_RIGHT, false},
    {{PRESS_UP, WITH_ALT}, REQUEST_PAN_UP, false},
    {{PRESS_DOWN, WITH_ALT}, REQUEST_PAN_DOWN, false},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_check = {
    .name = "check",
    .title = N_("Check"),
    .about = N_("Compare the field with its piece of the paper. Enter says that it is right and "
                "goes to the next doubtful field; when none is left, Enter finishes the record. "
                "Signs in a frame are read in two ways. What you keyed is kept at each field."),
    .bindings = bindings,
    .state_size = sizeof(struct entry),
    .open = entry_open,
    .close = entry_close,
    .save = entry_save,
    .request = entry_request,
    .field = entry_field,
    .field_of = entry_field_of,
    .typed = entry_typed,
    .choose = entry_choose,
    .pan = entry_pan,
    .show = entry_show,
};
