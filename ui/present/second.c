/* SPDX-License-Identifier: Apache-2.0
 *
 * present/second: the blind second entry: the fields that matter, keyed from their picture by
 * another person, who sees nothing of the first entry. May include: base.
 */
#include "present/entry.h"

static enum err_code open_second(struct desk *desk, void *state, const struct screen_goal *goal,
                                 struct err *err)
{
    ((struct entry *)state)->way = FORM_SECOND;
    return entry_open(desk, state, goal, err);
}

static const struct binding bindings[] = {
    ENTRY_MOVES,
    ENTRY_VALUES,
    ENTRY_RECORD_AND_PICTURE,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_second = {
    .name = "second",
    .title = N_("Second entry"),
    .about = N_("Key what stands on the paper as if nobody had keyed it before: what the first "
                "person wrote is hidden. Only the fields that matter are asked for. Where both "
                "entries agree the record goes on; where they differ somebody else settles it."),
    .bindings = bindings,
    .state_size = sizeof(struct entry),
    .open = open_second,
    ENTRY_SCREEN,
};
