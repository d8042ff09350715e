/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/trial: one page of the store, or a part of it, read with a profile that is being tried:
 * the picture after each cleaning step, what was read, how sure it is. Runs a page worker of its
 * own and keeps nothing.
 */
#ifndef WORKFLOW_TRIAL_H
#define WORKFLOW_TRIAL_H

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "model/geometry.h"
#include "model/id.h"
#include "model/text.h"

struct store;

enum { TRIAL_STEPS_MAX = 24 };

struct trial_step {
    const char *name; /* "page" before any step, then as in profiles: "dots"; "layout" at the end */
    struct bytes pnm; /* owned */
};
/* Texts of the arena. */
struct trial {
    struct trial_step steps[TRIAL_STEPS_MAX];
    size_t step_count;
    struct text_page text;
    json_t *params; /* of the profile, as in workflow/profile: profile_describe; owned */
};
struct trial_order {
    struct uuid page;
    json_t *profile; /* borrowed; NULL = built-in values */
    int part, parts; /* this one of so many equal strips from the top; parts 1 = the whole page */
};
enum err_code trial_run(struct store *store, const struct trial_order *order, struct arena *arena,
                        struct trial *ret, struct err *err) MUST_CHECK;
void trial_release(struct trial *trial); /* a zeroed one is fine */

#endif
