/* SPDX-License-Identifier: Apache-2.0
 *
 * present/scan_show: the scan station as data: what is chosen, what goes on, the pages as small
 * pictures with what is wrong with them in words. May include: base, workflow.
 */
#include "base/str.h"
#include "present/scan_station.h"
#include "workflow/quality.h"

enum { THUMBS_AROUND = 12 }; /* pictures made on both sides of the focus */

static void show_choice(struct desk *desk, const struct station *station, enum station_row row,
                        const struct choices *choices, const char *label, struct row_list *rows)
{
    const struct choice *choice = choices_peek(choices);
    struct shown_row *shown = row_add(desk, rows, ROW_ITEM, label);
    shown->text = choice_text(desk, choice ? choice->title : "", station->focus == (size_t)row);
    if (row == STATION_DEVICE && desk_work_runs(desk, WORK_LOOK))
        shown->extra = _("looking …");
}

/* ---- what goes on ---- */

static const char *now_text(struct desk *desk, const struct station *station)
{
    if (!uuid_is_null(&station->replaces))
        return _("Scanning this page again …");
    if (station->again)
        return arena_format(desk->arena, _("Scanning the marked pages again: %ld …"),
                            station->taken + 1);
    return arena_format(desk->arena, _("Scanning page %ld …  Esc stops after this page."),
                        station->next);
}

static const char *end_text(struct desk *desk, const struct station *station)
{
    switch (station->end) {
    case END_STOPPED:
        return station->next > 1
                   ? arena_format(desk->arena,
                                  _("Stopped. Page %ld is stored; put page %ld on top next: Enter "
                                    "goes on."),
                                  station->next - 1, station->next)
                   : _("Stopped. No page is stored yet.");
    case END_ODD:
        return arena_format(desk->arena,
                            _("%ld pages of sheets with two sides: one side is missing; compare "
                              "them with the paper."),
                            station->taken);
    case END_WELL:
        return arena_format(desk->arena, _("The stack is done: %ld pages. Enter: the next stack."),
                            station->taken);
    default: return _("Put the stack into the feeder and press Enter.");
    }
}

static void show_state(struct desk *desk, const struct station *station, struct row_list *rows)
{
    row_add(desk, rows, ROW_NOTE,
            station->scanning ? now_text(desk, station) : end_text(desk, station));
    if (station->room >= 0)
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena,
                             _("Little room on the disk: enough for about %ld pages. Make room "
                               "before the next stack."),
                             station->room));
    if (station->cut_off && station->taken == 0)
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena,
                             _("The last scan into this batch broke off behind page %ld: if page "
                               "%ld lies in the output tray, put it back on top."),
                             station->next - 1, station->next));
}

/* ---- pages ---- */

static const char *reason_text(struct desk *desk, const struct station_page *page)
{
    struct str text = STR_INIT;
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (page->reasons & 1u << i)
            str_format(&text, "%s%s", text.length ? ", " : "", _(quality_table[i].title));
    const char *ret = arena_copy_text(desk->arena, str_peek(&text));
    str_release(&text);
    return ret;
}

static void show_page(struct desk *desk, const struct station *station, size_t at,
                      struct row_list *rows)
{
    const struct station_page *page = &station->pages[at];
    size_t focus = station_page(station) - station->pages;
    bool near = at + THUMBS_AROUND >= focus && at <= focus + THUMBS_AROUND;
    struct shown_row *row =
        row_add(desk, rows, ROW_TILE, arena_format(desk->arena, "%ld", page->position));
    row->thumb = pictures_thumb(desk->pictures, &page->id, page->revision, near);
    if (page->reasons) {
        row->text = reason_text(desk, page);
        row->sign = page->state == PAGE_ASIDE ? SIGN_FAULT : SIGN_DOUBT;
    } else {
        bool read = page->state == PAGE_EXTRACTED || page->state == PAGE_ASIDE;
        row->text = read ? "" : _("not read yet");
        row->sign = read ? SIGN_GOOD : SIGN_WAIT;
    }
}

static void show_pages(struct desk *desk, const struct station *station, struct row_list *rows)
{
    struct str title = STR_INIT;
    long bad = 0;
    for (size_t i = 0; i < station->page_count; i++)
        bad += station->pages[i].reasons != 0;
    str_format(&title, _("Pages: %zu"), station->page_count);
    if (bad) {
        str_add(&title, "  ·  ");
        str_format(&title, _("to scan again: %ld"), bad);
    }
    if (station->rate) {
        str_add(&title, "  ·  ");
        str_format(&title, _("pages an hour: %ld"), station->rate);
    }
    row_add(desk, rows, ROW_HEADING, str_peek(&title));
    str_release(&title);
    for (size_t i = 0; i < station->page_count; i++)
        show_page(desk, station, i, rows);
}

/* Which sheets one key scans again, in the order in which they must lie. */
static void show_marked(struct desk *desk, const struct station *station, struct row_list *rows)
{
    enum { NAMED = 20 };
    struct str pages = STR_INIT;
    int count = 0;
    for (size_t i = 0; i < station->page_count && count <= NAMED; i++)
        if (station->pages[i].reasons & ~QUALITY_BESIDE && ++count <= NAMED)
            str_format(&pages, "%s%ld", count > 1 ? ", " : "", station->pages[i].position);
    if (count > NAMED)
        str_add(&pages, " …");
    if (count && !station->scanning)
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena,
                             _("Ctrl R scans again in this order, first on top: page %s"),
                             str_peek(&pages)));
    str_release(&pages);
}

/* What to do about the page in focus. */
static void show_remedy(struct desk *desk, const struct station *station, struct row_list *rows)
{
    const struct station_page *page = station_page(station);
    if (!page || !station_on_page(station) || !page->reasons)
        return;
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (page->reasons & 1u << i)
            row_add(desk, rows, ROW_NOTE,
                    arena_format(desk->arena, "%s: %s", _(quality_table[i].title),
                                 _(quality_table[i].remedy)));
}

/* While pages come one by one, the one before stands until the next picture is made. */
static void show_picture(struct desk *desk, struct station *station, struct shown *ret)
{
    const struct station_page *page = station_page(station);
    if (!page) {
        ret->picture = (struct shown_picture){
            .on = true, .missing = _("The last page will be shown here."), .zoom = 1};
        return;
    }
    const struct picture *picture = pictures_peek(desk->pictures, &page->id, page->revision);
    if (picture) {
        station->seen = page->id;
        station->seen_revision = page->revision;
    } else if (station->scanning && station->seen_revision) {
        picture = pictures_peek(desk->pictures, &station->seen, station->seen_revision);
    }
    picture_show(desk, picture, &station->lens, &ret->picture);
}

void station_show(struct desk *desk, void *state, struct shown *ret)
{
    struct station *station = state;
    struct row_list rows = {0};
    show_choice(desk, station, STATION_DEVICE, &station->devices, _("Scanner"), &rows);
    show_choice(desk, station, STATION_CAPTURE, &station->captures, _("Settings"), &rows);
    into_show(desk, &station->into, INTO_BATCH, station->focus == STATION_INTO, &rows);
    into_show(desk, &station->into, INTO_SCHEMA, station->focus == STATION_SCHEMA, &rows);
    show_state(desk, station, &rows);
    show_marked(desk, station, &rows);
    show_remedy(desk, station, &rows);
    size_t before = rows.count + 1; /* and the heading */
    show_pages(desk, station, &rows);
    ret->focus =
        (int)(station_on_page(station) ? before + station->focus - STATION_ROWS : station->focus);
    rows_hand_over(desk, &rows, ret);
    const struct station_page *page = station_page(station);
    if (page)
        ret->place = arena_format(desk->arena, _("page %ld"), page->position);
    show_picture(desk, station, ret);
}
