/* SPDX-License-Identifier: Apache-2.0
 *
 * present/key: keying handwritten entries from their picture, along the row or down the column.
 * May include: base.
 */
#include "present/entry.h"

static const struct binding bindings[] = {
    ENTRY_MOVES,
    ENTRY_VALUES,
    {{PRESS_F1 + 6}, REQUEST_DIRECTION, true},
    ENTRY_RECORD_AND_PICTURE,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_key = {
    .name = "key",
    .title = N_("Key"),
    .about =
        N_("Key what stands on the paper, as it stands there. Enter goes to the next field that "
           "nobody keyed; when none is left, Enter finishes the record. A date is keyed as "
           "010110, a name without capitals, 1 for Nam and 2 for Nữ. What is offered under the "
           "field F8 takes, and the right arrow one word of it. An empty field and Enter: nothing "
           "is written there. F7 goes down a column instead of along the row."),
    .bindings = bindings,
    .state_size = sizeof(struct entry),
    .open = entry_open,
    ENTRY_SCREEN,
};
