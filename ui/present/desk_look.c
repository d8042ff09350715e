/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk_look: how all screens look to this person's eyes: the size of the letters and the
 * contrast; both are kept as settings. May include: base, store, workflow.
 */
#include <stdio.h>

#include "base/str.h"
#include "present/screen.h"
#include "store/schema.h"

enum { USUAL = 100, LEAST = 80, MOST = 200 };
static const long STEPS[] = {80, 90, 100, 110, 125, 150, 175, 200};
enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };

void desk_look_read(struct desk *desk)
{
    struct store *store = office_store(desk->office);
    const char *percent = NULL, *contrast = NULL;
    desk->percent = USUAL;
    if (setting_get(store, "letters", desk->arena, &percent, NULL) == ERR_OK && percent)
        (void)text_to_long(percent, LEAST, MOST, &desk->percent);
    if (setting_get(store, "contrast", desk->arena, &contrast, NULL) == ERR_OK)
        desk->contrast = text_equal(contrast, "strong");
}

double desk_scale(const struct desk *desk)
{
    return (double)desk->percent / USUAL;
}

static long next_size(long now, bool larger)
{
    if (larger) {
        for (size_t i = 0; i < STEP_COUNT; i++)
            if (STEPS[i] > now)
                return STEPS[i];
        return MOST;
    }
    for (size_t i = STEP_COUNT; i-- > 0;)
        if (STEPS[i] < now)
            return STEPS[i];
    return LEAST;
}

static enum err_code resize(struct desk *desk, bool larger, struct err *err)
{
    char number[16], said[64];
    desk->percent = next_size(desk->percent, larger);
    snprintf(number, sizeof number, "%ld", desk->percent);
    snprintf(said, sizeof said, _("size of letters: %ld %%"), desk->percent);
    desk_say(desk, NOTICE_GOOD, said);
    return setting_set(office_store(desk->office), "letters",
                       desk->percent == USUAL ? NULL : number, err);
}

enum err_code desk_look_request(struct desk *desk, enum request request, struct err *err)
{
    if (request != REQUEST_CONTRAST)
        return resize(desk, request == REQUEST_LARGER, err);
    desk->contrast = !desk->contrast;
    desk_say(desk, NOTICE_GOOD, desk->contrast ? _("strong contrast") : _("usual contrast"));
    return setting_set(office_store(desk->office), "contrast", desk->contrast ? "strong" : NULL,
                       err);
}
