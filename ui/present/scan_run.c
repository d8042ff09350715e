/* SPDX-License-Identifier: Apache-2.0
 *
 * present/scan_run: the scanning that goes on beside the scan station: started by one key, each
 * page shown when it is on the disk, its end told with what to do next. May include: base, store,
 * workflow.
 */
#include "base/clock.h"
#include "base/str.h"
#include "present/scan_station.h"
#include "present/works.h"
#include "store/schema.h"
#include "workflow/page_mend.h"
#include "workflow/space.h"

/* ---- scanners ---- */

enum err_code station_look(struct desk *desk, struct err *err)
{
    if (desk_work_runs(desk, WORK_LOOK) || desk_work_runs(desk, WORK_CAPTURE))
        return ERR_OK; /* no questions to a scanner at work */
    return desk_work_start(desk, WORK_LOOK, &work_devices, work_devices_state(), err);
}

static void add_device(struct choices *devices, const json_t *device)
{
    const char *name = json_peek_text(device, "name"), *vendor = json_peek_text(device, "vendor"),
               *model = json_peek_text(device, "model");
    struct str title = STR_INIT;
    if (!name)
        return;
    str_format(&title, "%s %s", vendor ? vendor : "", model ? model : "");
    str_trim(&title);
    choices_add(devices, name, title.length ? str_peek(&title) : name);
    str_release(&title);
}

/* The one that was chosen stays chosen, also when it does not answer now. */
static void take_devices(struct desk *desk, struct station *station)
{
    struct work *work = desk->works[WORK_LOOK];
    if (!work || work_look(work).state != WORK_DONE)
        return;
    const json_t *list = work_devices_peek(work_state(work));
    struct choices devices = {0};
    const struct choice *chosen = choices_peek(&station->devices);
    choices_add(&devices, "", _("the first one found"));
    for (size_t i = 0; i < json_array_size(list); i++)
        add_device(&devices, json_array_get(list, i));
    if (chosen && *chosen->value) {
        choices_choose(&devices, chosen->value);
        if (devices.at == 0) {
            choices_add(&devices, chosen->value, chosen->title);
            devices.at = devices.count - 1;
        }
    }
    choices_clear(&station->devices);
    station->devices = devices;
    desk_work_end(desk, WORK_LOOK);
}

/* ---- room on the disk ---- */

/* As many pages as of the greedier way of keeping them. */
enum err_code station_room(struct desk *desk, struct station *station, struct err *err)
{
    struct space space;
    enum err_code code = space_get(desk->office, &space, err);
    station->room = -1;
    if (!code && space_low(&space, SPACE_LOSSLESS, 0))
        station->room = (long)space.form[SPACE_LOSSLESS].fits;
    return code;
}

/* ---- starting ---- */

static enum err_code keep_choices(struct desk *desk, const struct station *station, struct err *err)
{
    struct store *store = office_store(desk->office);
    const struct {
        const char *setting, *value;
    } KEPT[] = {{"capture_device", choices_peek(&station->devices)->value},
                {"capture_profile", choices_peek(&station->captures)->value}};
    enum err_code code = into_keep(desk, &station->into, err);
    for (size_t i = 0; !code && i < 2; i++) {
        struct arena *arena = arena_new();
        const char *now = NULL;
        code = setting_get(store, KEPT[i].setting, arena, &now, err);
        if (!code && !text_equal(now, KEPT[i].value))
            code = setting_set(store, KEPT[i].setting, KEPT[i].value, err);
        arena_free(arena);
    }
    return code;
}

static const char *or_none(const char *text)
{
    return *text ? text : NULL;
}

enum err_code station_start(struct desk *desk, struct station *station, enum station_task task,
                            struct err *err)
{
    bool replaces = task == SCAN_PAGE;
    const struct station_page *page = station_page(station);
    struct batch_choice into = into_choice(&station->into);
    if (desk_work_runs(desk, WORK_CAPTURE))
        return err_set(err, ERR_EMPTY, 2904, _("pages are coming in already; Esc stops that"));
    if (replaces && (!page || !station_on_page(station)))
        return err_set(err, ERR_EMPTY, 2905, _("choose the page that is to be scanned again"));
    enum err_code code = keep_choices(desk, station, err);
    if (code)
        return code;
    struct scan_order order = {.device = or_none(choices_peek(&station->devices)->value),
                               .capture = or_none(choices_peek(&station->captures)->value),
                               .batch = into.name,
                               .schema = into.schema,
                               .book = into.book,
                               .pages = replaces};
    if (task == SCAN_MARKED)
        order.again = station->batch;
    code = desk_work_start(desk, WORK_CAPTURE, &work_scan, work_scan_state(&order), err);
    if (code)
        return code;
    station->scanning = true;
    station->again = task == SCAN_MARKED;
    station->replaces = replaces ? page->id : (struct uuid){0};
    station->came = (struct uuid){0};
    station->taken = station->rate = 0;
    station->next = station->page_count + 1;
    station->part = 0;
    station->cut_off = false;
    station->end = END_NONE;
    return ERR_OK;
}

bool station_stop(struct desk *desk, void *state)
{
    struct station *station = state;
    if (!station->scanning)
        return false;
    work_cancel(desk->works[WORK_CAPTURE]);
    return true;
}

/* ---- what comes ---- */

static void measure(struct station *station, const struct work_progress *progress)
{
    enum { HOUR_S = 3600, MICRO = 1000000 };
    int64_t took = clock_monotonic_us() - progress->started_us;
    station->taken = progress->pages;
    station->part = progress->part;
    if (progress->first)
        station->next = progress->first + progress->pages;
    station->cut_off = progress->cut_off;
    if (progress->pages >= 2 && took > 0)
        station->rate = (long)(progress->pages * (int64_t)HOUR_S * MICRO / took);
}

/* The image of the sheet just scanned goes to the page it was scanned for. */
static enum err_code replace(struct desk *desk, struct station *station, struct err *err)
{
    struct page_order order = {
        .task = PAGE_REPLACE, .page = station->replaces, .from = station->came};
    struct arena *arena = arena_new();
    struct page_tally tally;
    enum err_code code = page_mend(desk->office, &order, arena, &tally, err);
    arena_free(arena);
    if (!code)
        desk_say(desk, NOTICE_GOOD, _("scanned again; Ctrl Z brings the old picture back"));
    return code;
}

static void say_replaced(struct desk *desk, long count)
{
    struct str text = STR_INIT;
    str_format(&text, _("pages with a new picture: %ld; Ctrl Z takes back one after the other"),
               count);
    desk_say(desk, NOTICE_GOOD, str_peek(&text));
    str_release(&text);
}

static enum err_code finish(struct desk *desk, struct station *station,
                            const struct work_news *news, struct err *err)
{
    bool again = !uuid_is_null(&station->replaces);
    enum err_code code = ERR_OK;
    if (station->again && news->progress.done)
        say_replaced(desk, news->progress.done);
    station->scanning = false;
    station->end = news->state == WORK_FAILED || news->cancelled ? END_STOPPED
                   : news->progress.odd                          ? END_ODD
                                                                 : END_WELL;
    if (again && !uuid_is_null(&station->came))
        code = replace(desk, station, err);
    else if (news->state == WORK_FAILED)
        desk_tell(desk, news->failure.code, &news->failure);
    if (again || station->again)
        station->end = END_NONE;
    desk_work_end(desk, WORK_CAPTURE);
    if (!code)
        code = into_renew(desk, &station->into, err);
    if (!code)
        code = station_room(desk, station, err);
    if (!code)
        code = station_read(desk, station, err);
    desk_read(desk);
    return code;
}

void station_news(struct desk *desk, void *state)
{
    struct station *station = state;
    struct work *work = desk->works[WORK_CAPTURE];
    struct event event;
    struct err err = {0};
    enum err_code code = ERR_OK;
    bool more = false, again = station->again || !uuid_is_null(&station->replaces);
    take_devices(desk, station);
    if (station->scanning && work) {
        struct work_news news = work_look(work);
        while (work_event(work, &event))
            if (event.kind == EVENT_PAGE_DONE) {
                station->came = event.page;
                more = true;
            }
        measure(station, &news.progress);
        if (news.state != WORK_RUNS)
            code = finish(desk, station, &news, &err);
    }
    if (!code && (more || station->pages_read != desk->pages_read))
        code = station_read(desk, station, &err);
    if (more && !again && station->page_count > 0)
        station->focus = STATION_ROWS + station->page_count - 1;
    if (more && !again)
        desk_read(desk);
    desk_tell(desk, code, &err);
}
