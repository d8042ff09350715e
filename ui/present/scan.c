/* SPDX-License-Identifier: Apache-2.0
 *
 * present/scan: the scan station: one key scans the stack; bad pages show with their reason and are
 * put right while the paper is still at hand. May include: base, store, workflow.
 */
#include <stdlib.h>

#include "base/file.h"
#include "present/scan_station.h"
#include "store/schema.h"
#include "workflow/capture.h"

/* ---- opening ---- */

static enum err_code add_captures(struct choices *captures, struct err *err)
{
    char **names = NULL;
    enum err_code code = capture_list(&names, err);
    for (size_t i = 0; !code && names[i]; i++) {
        struct capture capture = {0};
        if (capture_load(names[i], &capture, NULL) == ERR_OK)
            choices_add(captures, names[i], capture.title ? capture.title : names[i]);
        capture_release(&capture);
    }
    file_list_free(names);
    choices_add(captures, "", _("as the scanner is set"));
    return code;
}

/* What was used last. The scanner's title comes when it is found. */
static enum err_code choose_last(struct store *store, struct station *station, struct err *err)
{
    struct arena *arena = arena_new();
    const char *device = NULL, *capture = NULL;
    enum err_code code = setting_get(store, "capture_device", arena, &device, err);
    if (!code)
        code = setting_get(store, "capture_profile", arena, &capture, err);
    choices_choose(&station->captures, capture);
    choices_add(&station->devices, "", _("the first one found"));
    if (device && *device) {
        choices_add(&station->devices, device, device);
        station->devices.at = 1;
    }
    arena_free(arena);
    return code;
}

static void choose_page(struct station *station, const struct uuid *page)
{
    for (size_t i = 0; i < station->page_count; i++)
        if (uuid_equal(&station->pages[i].id, page))
            station->focus = STATION_ROWS + i;
}

static enum err_code open(struct desk *desk, void *state, const struct screen_goal *goal,
                          struct err *err)
{
    struct station *station = state;
    station->arena = arena_new();
    station->focus = STATION_INTO;
    enum err_code code = add_captures(&station->captures, err);
    if (!code)
        code = choose_last(office_store(desk->office), station, err);
    if (!code)
        code = into_open(desk, &station->into, goal, err);
    if (!code)
        code = station_look(desk, err);
    if (!code)
        code = station_room(desk, station, err);
    if (!code)
        code = station_read(desk, station, err);
    if (!code)
        choose_page(station, &goal->page);
    return code;
}

static void close(struct desk *desk, void *state)
{
    struct station *station = state;
    if (station->scanning)
        desk_work_end(desk, WORK_CAPTURE);
    choices_clear(&station->devices);
    choices_clear(&station->captures);
    into_release(&station->into);
    arena_free(station->arena);
}

/* ---- requests ---- */

static enum err_code change_choice(struct desk *desk, struct station *station, int step,
                                   struct err *err)
{
    switch (station->focus) {
    case STATION_DEVICE: choices_step(&station->devices, step); return ERR_OK;
    case STATION_CAPTURE: choices_step(&station->captures, step); return ERR_OK;
    case STATION_INTO:
        into_step(&station->into, INTO_BATCH, step);
        station->end = END_NONE;
        return station_read(desk, station, err);
    case STATION_SCHEMA: into_step(&station->into, INTO_SCHEMA, step); return ERR_OK;
    default: return ERR_OK;
    }
}

static void go(struct station *station, long step)
{
    long last = STATION_ROWS + (long)station->page_count - 1, at = (long)station->focus + step;
    station->focus = (size_t)(at < 0 ? 0 : at > last ? last : at);
    lens_centre(&station->lens);
}

static enum err_code sideways(struct desk *desk, struct station *station, int step, struct err *err)
{
    if (!station_on_page(station))
        return station->scanning ? ERR_OK : change_choice(desk, station, step, err);
    go(station, step);
    return ERR_OK;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    enum { PAGES_A_PRESS = 10 };
    struct station *station = state;
    if (lens_request(&station->lens, request))
        return ERR_OK;
    switch (request) {
    case REQUEST_SCAN: return station_start(desk, station, SCAN_STACK, err);
    case REQUEST_REPLACE: return station_start(desk, station, SCAN_PAGE, err);
    case REQUEST_REPLACE_ALL: return station_start(desk, station, SCAN_MARKED, err);
    case REQUEST_UP: go(station, -1); return ERR_OK;
    case REQUEST_DOWN: go(station, 1); return ERR_OK;
    case REQUEST_PREVIOUS_RECORD: go(station, -PAGES_A_PRESS); return ERR_OK;
    case REQUEST_NEXT_RECORD: go(station, PAGES_A_PRESS); return ERR_OK;
    case REQUEST_OTHER_BEFORE: return sideways(desk, station, -1, err);
    case REQUEST_OTHER_NEXT: return sideways(desk, station, 1, err);
    case REQUEST_REFRESH: {
        enum err_code code = station_look(desk, err);
        return code ? code : station_read(desk, station, err);
    }
    case REQUEST_TYPING:
        text_field_end_word(&station->into.name);
        station->into.name.typing.style = desk->style;
        return ERR_OK;
    default: return station_mend(desk, station, request, err);
    }
}

/* A name for a new batch is typed on its line. */
static struct text_field *field(void *state)
{
    struct station *station = state;
    return station->focus == STATION_INTO && !station->scanning ? &station->into.name : NULL;
}

static enum err_code typed(struct desk *desk, void *state, struct err *err)
{
    struct station *station = state;
    station->end = END_NONE;
    return station_read(desk, station, err);
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct station *station = state;
    struct shown shown = {0};
    (void)err;
    if (row < STATION_ROWS) {
        station->focus = row;
        return ERR_OK;
    }
    station_show(desk, station, &shown);
    for (size_t i = 0; i < station->page_count; i++)
        if (row == shown.row_count - station->page_count + i)
            station->focus = STATION_ROWS + i;
    return ERR_OK;
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct station *)state)->lens, x, y);
}

static void about(void *state, struct screen_goal *ret)
{
    const struct station *station = state;
    if (station_on_page(station))
        ret->page = station_page(station)->id;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_SCAN, true},
    {{PRESS_DOWN}, REQUEST_DOWN, false},
    {{PRESS_UP}, REQUEST_UP, false},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_RECORD, false},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_RECORD, false},
    {{PRESS_LEFT}, REQUEST_OTHER_BEFORE, false},
    {{PRESS_RIGHT}, REQUEST_OTHER_NEXT, false},
    {{PRESS_F1 + 1}, REQUEST_REPLACE, true},
    {{PRESS_F1 + 2}, REQUEST_TURN, true},
    {{PRESS_F1 + 3}, REQUEST_KEEP, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, false},
    {{PRESS_F1 + 5}, REQUEST_EARLIER, true},
    {{PRESS_F1 + 6}, REQUEST_LATER, true},
    {{PRESS_F1 + 7}, REQUEST_REMOVE, true},
    {{PRESS_RUNE, WITH_CTRL, 'r'}, REQUEST_REPLACE_ALL, false},
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, true},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_scan = {
    .name = "scan",
    .title = N_("Scan"),
    .about = N_("Put the stack into the feeder and press Enter: what was chosen last is chosen "
                "already, ← and → change it, and the name of a new batch can be typed. Each page "
                "is on the disk before it shows. Go to a page that is marked with the arrow keys "
                "and scan it again while its paper is at hand. A page that is taken out is not "
                "erased."),
    .bindings = bindings,
    .state_size = sizeof(struct station),
    .open = open,
    .close = close,
    .request = request,
    .field = field,
    .typed = typed,
    .choose = choose,
    .pan = pan,
    .news = station_news,
    .stop = station_stop,
    .goal = about,
    .show = station_show,
};
