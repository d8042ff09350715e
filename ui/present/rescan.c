/* SPDX-License-Identifier: Apache-2.0
 *
 * present/rescan: pages whose paper should be scanned again, with their picture, the reason and
 * what to do about it. May include: base, model, store, workflow.
 */
#include "present/screen.h"
#include "store/quality.h"
#include "workflow/quality.h"

enum { PAGES_SHOWN = 500 };

struct queue {
    struct arena *arena; /* of the pages */
    struct rescan *items;
    size_t count, focus;
    struct lens lens;
};

static enum err_code read_queue(struct desk *desk, struct queue *queue, struct err *err)
{
    arena_clear(queue->arena);
    queue->count = 0;
    enum err_code code = rescan_list(office_store(desk->office), NULL, 0, PAGES_SHOWN, queue->arena,
                                     &queue->items, &queue->count, err);
    if (queue->focus >= queue->count)
        queue->focus = queue->count ? queue->count - 1 : 0;
    return code;
}

static enum err_code open_queue(struct desk *desk, void *state, const struct screen_goal *goal,
                                struct err *err)
{
    struct queue *queue = state;
    (void)goal;
    queue->arena = arena_new();
    return read_queue(desk, queue, err);
}

static void close_queue(struct desk *desk, void *state)
{
    (void)desk;
    arena_free(((struct queue *)state)->arena);
}

static enum err_code keep(struct desk *desk, struct queue *queue, struct err *err)
{
    if (queue->focus >= queue->count)
        return ERR_OK;
    enum err_code code = quality_keep_page(desk->office, &queue->items[queue->focus], err);
    if (!code)
        desk_say(desk, NOTICE_GOOD, _("the page is kept as it is"));
    return code ? code : read_queue(desk, queue, err);
}

/* Where the paper is scanned again. */
static enum err_code open_station(struct desk *desk, struct queue *queue, struct err *err)
{
    struct screen_goal goal = {0};
    if (queue->focus >= queue->count)
        return ERR_OK;
    goal.batch = queue->items[queue->focus].batch;
    goal.page = queue->items[queue->focus].page;
    return desk_open(desk, SCREEN_SCAN, &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct queue *queue = state;
    switch (request) {
    case REQUEST_UP: queue->focus -= queue->focus > 0; break;
    case REQUEST_DOWN: queue->focus += queue->focus + 1 < queue->count; break;
    case REQUEST_KEEP: return keep(desk, queue, err);
    case REQUEST_OPEN: return open_station(desk, queue, err);
    case REQUEST_REFRESH: return read_queue(desk, queue, err);
    default: (void)lens_request(&queue->lens, request); return ERR_OK;
    }
    lens_centre(&queue->lens);
    return ERR_OK;
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct queue *queue = state;
    (void)desk;
    (void)err;
    if (row < queue->count)
        queue->focus = row;
    return ERR_OK;
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct queue *)state)->lens, x, y);
}

/* ---- showing ---- */

/* Why, and what to do, of the page in focus. */
static void add_reasons(struct desk *desk, const struct rescan *rescan, struct row_list *rows)
{
    unsigned reasons = quality_rescan_reasons(rescan);
    row_add(desk, rows, ROW_HEADING, _("Why, and what to do"));
    for (int i = 0; i < QUALITY_REASON_COUNT; i++) {
        struct str text = STR_INIT;
        if (!(reasons & 1u << i))
            continue;
        str_format(&text, "%s: %s", _(quality_table[i].title), _(quality_table[i].remedy));
        row_add(desk, rows, ROW_NOTE, str_peek(&text));
        str_release(&text);
    }
    if (rescan->detail)
        row_add(desk, rows, ROW_NOTE, rescan->detail);
}

static void add_picture(struct desk *desk, struct queue *queue, struct shown *ret)
{
    const struct rescan *rescan = &queue->items[queue->focus];
    const struct picture *picture = pictures_peek(desk->pictures, &rescan->page, rescan->revision);
    picture_show(desk, picture, &queue->lens, &ret->picture);
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct queue *queue = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < queue->count; i++) {
        const struct rescan *rescan = &queue->items[i];
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, rescan->batch_name);
        row->text = arena_format(desk->arena, _("page %ld"), rescan->position);
        row->extra = rescan->origin ? rescan->origin : "";
        row->sign = rescan->aside ? SIGN_FAULT : SIGN_DOUBT;
    }
    ret->focus = queue->count ? (int)queue->focus : -1;
    if (queue->count > 0) {
        add_reasons(desk, &queue->items[queue->focus], &rows);
        add_picture(desk, queue, ret);
    } else {
        row_add(desk, &rows, ROW_NOTE, _("No page waits to be scanned again."));
    }
    rows_hand_over(desk, &rows, ret);
}

static void about(void *state, struct screen_goal *ret)
{
    const struct queue *queue = state;
    if (queue->focus < queue->count)
        ret->page = queue->items[queue->focus].page;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_OPEN, true},     {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},          {{PRESS_F1 + 3}, REQUEST_KEEP, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true}, PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_rescan = {
    .name = "rescan",
    .title = N_("To be scanned again"),
    .about = N_("These pages were captured badly. Take their paper out, press Enter and scan it "
                "again there: the new picture takes the place of the old one. F4 keeps a page as "
                "it is, when its paper gives no more."),
    .bindings = bindings,
    .state_size = sizeof(struct queue),
    .open = open_queue,
    .close = close_queue,
    .request = request,
    .choose = choose,
    .goal = about,
    .pan = pan,
    .show = show,
};
