/* SPDX-License-Identifier: Apache-2.0
 *
 * present/look_up: finding an entry by its number, name or year; the page shows where it stands.
 * May include: base, model, store, workflow.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "present/screen.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/look_up.h"
#include "workflow/query.h"

enum { HITS_SHOWN = 50 };

struct look_up {
    struct text_field query;
    struct arena *arena; /* of the hits */
    struct search_hit *hits;
    size_t count, focus;
    struct lens lens;
};

/* A number alone is a number or a year; words are names. */
static enum err_code search(struct desk *desk, struct look_up *look, struct err *err)
{
    struct search_query query = {
        .text = text_field_peek(&look->query), .kind = SEARCH_ANY, .limit = HITS_SHOWN};
    arena_clear(look->arena);
    look->hits = NULL;
    look->count = look->focus = 0;
    if (!*query.text)
        return ERR_OK;
    return look_up_find(desk->office, &query, look->arena, &look->hits, &look->count, err);
}

static enum err_code open_look_up(struct desk *desk, void *state, const struct screen_goal *goal,
                                  struct err *err)
{
    struct look_up *look = state;
    (void)goal;
    (void)err;
    text_field_init(&look->query, desk->style, desk->new_style);
    look->arena = arena_new();
    return ERR_OK;
}

static void close_look_up(struct desk *desk, void *state)
{
    struct look_up *look = state;
    (void)desk;
    text_field_release(&look->query);
    arena_free(look->arena);
}

static struct text_field *field(void *state)
{
    return &((struct look_up *)state)->query;
}

static enum err_code typed(struct desk *desk, void *state, struct err *err)
{
    return search(desk, state, err);
}

static enum err_code open_hit(struct desk *desk, struct look_up *look, struct err *err)
{
    struct screen_goal goal = {0};
    if (look->focus >= look->count)
        return ERR_OK;
    const struct search_hit *hit = &look->hits[look->focus];
    if (hit->kind != SEARCH_RECORD)
        return err_set(err, ERR_EMPTY, 1960,
                       _("this page has no record yet; its text is what was found"));
    goal.record = hit->id;
    return desk_open(desk, SCREEN_CHECK, &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct look_up *look = state;
    switch (request) {
    case REQUEST_UP: look->focus -= look->focus > 0; return ERR_OK;
    case REQUEST_DOWN: look->focus += look->focus + 1 < look->count; return ERR_OK;
    case REQUEST_OPEN: return open_hit(desk, look, err);
    case REQUEST_REFRESH: return search(desk, look, err);
    case REQUEST_TYPING:
        text_field_end_word(&look->query);
        look->query.typing.style = desk->style;
        return ERR_OK;
    case REQUEST_UNDO: return text_field_undo(&look->query) ? search(desk, look, err) : ERR_OK;
    default: (void)lens_request(&look->lens, request); return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct look_up *look = state;
    if (row >= look->count)
        return ERR_OK;
    look->focus = row;
    return open_hit(desk, look, err);
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct look_up *)state)->lens, x, y);
}

/* ---- showing ---- */

static void add_hit(struct desk *desk, const struct search_hit *hit, struct row_list *rows)
{
    struct page page;
    const struct schema *schema = office_schema_lookup(desk->office, hit->schema);
    struct str text = STR_INIT;
    if (hit->number && *hit->number)
        str_format(&text, "%s %s", _("no."), hit->number);
    if (hit->year)
        str_format(&text, "%s%d", text.length ? "  ·  " : "", hit->year);
    if (!text.length)
        str_add(&text, schema ? schema_title(schema) : _("page"));
    struct shown_row *row = row_add(desk, rows, ROW_ITEM, str_peek(&text));
    row->text = hit->snippet ? hit->snippet : "";
    if (page_get(office_store(desk->office), &hit->page, desk->arena, &page, NULL) == ERR_OK)
        row->extra = arena_format(desk->arena, _("page %ld"), page.position);
    row->sign = hit->kind == SEARCH_RECORD ? SIGN_GOOD : SIGN_NONE;
    str_release(&text);
}

/* Where the entry stands on its page. */
static void add_picture(struct desk *desk, struct look_up *look, struct shown *ret)
{
    const struct search_hit *hit = &look->hits[look->focus];
    struct page page;
    struct record record;
    if (page_get(office_store(desk->office), &hit->page, desk->arena, &page, NULL) != ERR_OK)
        return;
    const struct picture *picture = pictures_peek(desk->pictures, &page.id, page.revision);
    picture_show(desk, picture, &look->lens, &ret->picture);
    if (ret->picture.picture && hit->kind == SEARCH_RECORD &&
        record_get(office_store(desk->office), &hit->id, desk->arena, &record, NULL) == ERR_OK)
        ret->picture.ruler = picture_box(picture, record.region);
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct look_up *look = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < look->count; i++)
        add_hit(desk, &look->hits[i], &rows);
    if (look->count == 0)
        row_add(desk, &rows, ROW_NOTE,
                *text_field_peek(&look->query)
                    ? _("Nothing was found. Marks may be left out: thi hoa finds Thị Hòa.")
                    : _("Type a name, a number or a year."));
    rows_hand_over(desk, &rows, ret);
    ret->focus = look->count ? (int)look->focus : -1;
    ret->picture = (struct shown_picture){.on = true, .missing = " ", .zoom = 1};
    field_show(desk, &look->query, _("Name, number or year"), ret);
    if (look->count > 0)
        add_picture(desk, look, ret);
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_OPEN, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, false},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_look_up = {
    .name = "look-up",
    .title = N_("Look up"),
    .about =
        N_("Type a part of a name, a number or a year: marks and capitals may be left out. The "
           "picture shows the page; Enter opens the record."),
    .bindings = bindings,
    .state_size = sizeof(struct look_up),
    .open = open_look_up,
    .close = close_look_up,
    .request = request,
    .field = field,
    .typed = typed,
    .choose = choose,
    .pan = pan,
    .show = show,
};
