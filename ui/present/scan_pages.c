/* SPDX-License-Identifier: Apache-2.0
 *
 * present/scan_pages: the pages that were scanned, and putting single ones right. May include:
 * base, store, workflow.
 */
#include "present/scan_station.h"
#include "store/quality.h"
#include "workflow/change.h"
#include "workflow/page_mend.h"
#include "workflow/quality.h"

struct station_page *station_page(const struct station *station)
{
    if (station->page_count == 0)
        return NULL;
    return &station->pages[station_on_page(station) ? station->focus - STATION_ROWS
                                                    : station->page_count - 1];
}

bool station_on_page(const struct station *station)
{
    return station->focus >= STATION_ROWS && station->focus - STATION_ROWS < station->page_count;
}

/* ---- reading ---- */

/* Both lists are in the order of the batch. */
static void add_reasons(struct station *station, const struct rescan *rescans, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < station->page_count && !uuid_equal(&station->pages[at].id, &rescans[i].page))
            at++;
        if (at == station->page_count)
            return;
        station->pages[at].reasons = quality_rescan_reasons(&rescans[i]);
        station->pages[at].detail = rescans[i].detail;
    }
}

static enum err_code read_pages(struct store *store, struct station *station, struct err *err)
{
    struct page *pages = NULL;
    struct rescan *rescans = NULL;
    size_t count = 0, rescan_count = 0;
    struct page_filter filter = {.batch = &station->batch, .limit = STORE_LIST_MAX};
    long total = 0;
    enum err_code code = page_count(store, &filter, &total, err);
    if (!code && total > STORE_LIST_MAX) /* of a very large batch the last ones */
        filter.offset = total - STORE_LIST_MAX;
    if (!code)
        code = page_list(store, &filter, station->arena, &pages, &count, err);
    if (!code)
        code = rescan_list(store, &station->batch, 0, STORE_LIST_MAX, station->arena, &rescans,
                           &rescan_count, err);
    if (code)
        return code;
    station->pages = arena_take(station->arena, count + 1, sizeof *station->pages);
    for (size_t i = 0; i < count; i++)
        station->pages[i] = (struct station_page){.id = pages[i].id,
                                                  .position = pages[i].position,
                                                  .revision = pages[i].revision,
                                                  .state = pages[i].state,
                                                  .turns = pages[i].view.turns};
    station->page_count = count;
    add_reasons(station, rescans, rescan_count);
    return ERR_OK;
}

enum err_code station_read(struct desk *desk, struct station *station, struct err *err)
{
    arena_clear(station->arena);
    station->pages_read = desk->pages_read;
    station->page_count = 0;
    enum err_code code = into_batch(desk, &station->into, &station->batch, err);
    if (!code && !uuid_is_null(&station->batch))
        code = read_pages(office_store(desk->office), station, err);
    if (station->focus >= STATION_ROWS + station->page_count)
        station->focus = STATION_ROWS + station->page_count - 1;
    return code;
}

/* ---- putting right ---- */

static enum err_code mend(struct desk *desk, struct station *station, struct page_order *order,
                          const char *said, struct err *err)
{
    struct arena *arena = arena_new();
    struct page_tally tally;
    enum err_code code = page_mend(desk->office, order, arena, &tally, err);
    arena_free(arena);
    if (code)
        return code;
    desk_say(desk, NOTICE_GOOD, said);
    code = station_read(desk, station, err);
    if (!code)
        desk_read(desk);
    return code;
}

/* A quarter to the right of how it is shown. */
static enum err_code turn(struct desk *desk, struct station *station,
                          const struct station_page *page, struct err *err)
{
    const struct picture *picture = pictures_peek(desk->pictures, &page->id, page->revision);
    int turns = picture && picture->level_count ? picture->turns : page->turns;
    struct page_order order = {
        .task = PAGE_TURN, .page = page->id, .turns = ((turns < 0 ? 0 : turns) + 1) % 4};
    return mend(desk, station, &order, _("turned; Ctrl Z takes it back"), err);
}

static enum err_code move(struct desk *desk, struct station *station,
                          const struct station_page *page, int step, struct err *err)
{
    long position = page->position + step;
    if (position < 1 || position > station->pages[station->page_count - 1].position)
        return ERR_OK;
    struct page_order order = {
        .task = PAGE_MOVE, .page = page->id, .batch = station->batch, .position = position};
    enum err_code code = mend(desk, station, &order, _("moved; Ctrl Z takes it back"), err);
    if (!code)
        station->focus += (size_t)step;
    return code;
}

static enum err_code remove_page(struct desk *desk, struct station *station,
                                 const struct station_page *page, struct err *err)
{
    struct page_order order = {.task = PAGE_REMOVE, .page = page->id};
    return mend(desk, station, &order,
                _("taken out of the batch, nothing is erased; Ctrl Z brings it back"), err);
}

static enum err_code keep(struct desk *desk, struct station *station,
                          const struct station_page *page, struct err *err)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    struct rescan *rescans = NULL;
    size_t count = 0;
    enum err_code code =
        rescan_list(store, &station->batch, 0, STORE_LIST_MAX, arena, &rescans, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (uuid_equal(&rescans[i].page, &page->id))
            code = quality_keep_page(desk->office, &rescans[i], err);
    arena_free(arena);
    if (!code)
        desk_say(desk, NOTICE_GOOD, _("the page is kept as it is"));
    return code ? code : station_read(desk, station, err);
}

static enum err_code undo(struct desk *desk, struct station *station, struct err *err)
{
    struct arena *arena = arena_new();
    struct change_undo undone;
    enum err_code code = change_undo(desk->office, &station->batch, false, arena, &undone, err);
    arena_free(arena);
    if (code)
        return code;
    desk_say(desk, NOTICE_GOOD, _("taken back"));
    code = station_read(desk, station, err);
    if (!code)
        desk_read(desk);
    return code;
}

enum err_code station_mend(struct desk *desk, struct station *station, enum request request,
                           struct err *err)
{
    const struct station_page *page = station_page(station);
    if (request == REQUEST_UNDO && !uuid_is_null(&station->batch))
        return undo(desk, station, err);
    if (!page || !station_on_page(station))
        return err_set(err, ERR_EMPTY, 2903, _("choose a page first, with the arrow keys"));
    switch (request) {
    case REQUEST_TURN: return turn(desk, station, page, err);
    case REQUEST_EARLIER: return move(desk, station, page, -1, err);
    case REQUEST_LATER: return move(desk, station, page, 1, err);
    case REQUEST_REMOVE: return remove_page(desk, station, page, err);
    case REQUEST_KEEP: return keep(desk, station, page, err);
    default: return ERR_OK;
    }
}
