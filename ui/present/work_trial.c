/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_trial: a page read with a profile that is being tried, as pictures for the eye. May
 * include: base, model, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/office.h"

struct trying {
    struct trial_order order;
    struct office *office;
    struct arena *arena;
    struct trial trial;
    struct picture pictures[TRIAL_STEPS_MAX];
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    (void)events, (void)err;
    ((struct trying *)state)->office = office;
    return ERR_OK;
}

static enum err_code step(void *state, struct err *err)
{
    struct trying *trying = state;
    enum err_code code =
        trial_run(office_store(trying->office), &trying->order, trying->arena, &trying->trial, err);
    for (size_t i = 0; i < trying->trial.step_count && !code; i++) {
        struct bytes *pnm = &trying->trial.steps[i].pnm;
        code = picture_from_pnm(pnm->data, pnm->length, &trying->pictures[i], err);
        bytes_release(pnm);
    }
    return code ? code : ERR_EMPTY;
}

static void end(void *state)
{
    ((struct trying *)state)->office = NULL;
}

static void release(void *state)
{
    struct trying *trying = state;
    for (size_t i = 0; i < TRIAL_STEPS_MAX; i++)
        picture_release(&trying->pictures[i]);
    trial_release(&trying->trial);
    json_decref(trying->order.profile);
    arena_free(trying->arena);
    free(trying);
}

const struct work_kind work_trial = {start, step, NULL, NULL, end, release};

void *work_trial_state(const struct trial_order *order)
{
    struct trying *trying = mem_new(1, sizeof *trying);
    trying->order = *order;
    trying->order.profile = json_deep_copy(order->profile);
    trying->arena = arena_new();
    return trying;
}

const struct trial *work_trial_peek(void *state, const struct picture **ret_pictures)
{
    struct trying *trying = state;
    *ret_pictures = trying->pictures;
    return &trying->trial;
}
