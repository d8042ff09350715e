/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk_sign: who sits at the desk; locking it, also by itself when nobody does anything.
 * May include: base, store, workflow.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "present/screen.h"
#include "store/person.h"
#include "store/schema.h"
#include "workflow/sign_in.h"

enum { IDLE_MINUTES_USUAL = 5, IDLE_MINUTES_MAX = 600 };
#define MINUTE_US 60000000LL

void desk_seat(struct desk *desk)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    struct person person;
    const char *minutes = NULL;
    free(desk->person);
    desk->person = NULL;
    if (person_get(store, store_peek_person(store), arena, &person, NULL) == ERR_OK)
        desk->person = mem_copy_text(person.name);
    desk->idle_minutes = IDLE_MINUTES_USUAL;
    if (setting_get(store, "idle_minutes", arena, &minutes, NULL) == ERR_OK && minutes)
        (void)text_to_long(minutes, 0, IDLE_MINUTES_MAX, &desk->idle_minutes);
    desk_active(desk);
    arena_free(arena);
}

bool desk_guarded(struct desk *desk)
{
    return office_guarded(desk->office) && !office_unlocked(desk->office);
}

enum err_code desk_lock(struct desk *desk, struct err *err)
{
    struct desk_frame *frame = &desk->frames[desk->depth - 1];
    if (!office_guarded(desk->office) || desk_guarded(desk))
        return ERR_OK;
    enum err_code code =
        frame->screen->save ? frame->screen->save(desk, frame->state, err) : ERR_OK;
    if (code)
        return code;
    office_lock(desk->office);
    return desk_open(desk, SCREEN_SIGN_IN, &(struct screen_goal){0}, err);
}

enum err_code desk_sign_out(struct desk *desk, struct err *err)
{
    static const struct uuid nobody;
    for (int i = 0; i < WORK_COUNT; i++)
        desk_work_end(desk, (enum desk_work)i);
    while (desk->depth > 0)
        desk_close(desk);
    office_lock(desk->office);
    store_set_person(office_store(desk->office), &nobody);
    desk_seat(desk);
    return desk_open(desk, SCREEN_SIGN_IN, &(struct screen_goal){0}, err);
}

/* ---- nobody does anything ---- */

void desk_active(struct desk *desk)
{
    desk->active_us = clock_monotonic_us();
}

static int64_t idle_left_us(struct desk *desk)
{
    return desk->active_us + desk->idle_minutes * MINUTE_US - clock_monotonic_us();
}

static bool may_idle(struct desk *desk)
{
    return desk->idle_minutes > 0 && office_guarded(desk->office) && !desk_guarded(desk);
}

bool desk_idle(struct desk *desk)
{
    struct err err = {0};
    if (!may_idle(desk) || idle_left_us(desk) > 0)
        return false;
    desk_active(desk); /* not at once again when it cannot save */
    desk_tell(desk, desk_lock(desk, &err), &err);
    return true;
}

int desk_timeout(struct desk *desk)
{
    if (!may_idle(desk))
        return -1;
    int64_t left = idle_left_us(desk);
    return left <= 0 ? 0 : (int)(left / 1000 + 1);
}
