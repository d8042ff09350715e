/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/keys_edit: how one text becomes another by the fewest keys.
 */
#ifndef BENCH_KEYS_EDIT_H
#define BENCH_KEYS_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "present/shown.h"

/* Text and caret as they are now, what the text should become, and where it is shown doubtful. */
struct edit_ask {
    const char *from, *to;
    size_t caret;
    const struct shown_span *doubts;
    size_t doubt_count;
};

struct edit {
    const char *keys; /* to press first: "F7 Ctrl+Left Backspace"; "" = none */
    const char *text; /* to type then */
    bool whole;       /* it is all of the text */
};
/* The last place where the texts differ, the cheapest way; or all anew where that is not more than
 * the keys of all places. Texts of the arena. */
struct edit edit_next(const struct edit_ask *ask, struct arena *arena);

/* Keys of the signs that are wrong (one for each that is too many), and the places they stand at.
 */
void edit_count(const char *from, const char *to, size_t *ret_keys, size_t *ret_runs);

#endif
