/* SPDX-License-Identifier: Apache-2.0
 *
 * present/group: all values of one kind side by side (all sexes, all birth years): what does not
 * belong there strikes the eye. Enter says that all of them are right. May include: base, model,
 * record, store, workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "present/pieces.h"
#include "present/screen.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/action.h"
#include "workflow/assign.h"
#include "workflow/query.h"

enum { ITEMS_MAX = 16, /* all of them are seen at once */ RECORDS_READ = 200 };

static const struct {
    enum field_kind kind;
    const char *title;
} KINDS[] = {
    {KIND_SEX, N_("sex")},
    {KIND_YEAR, N_("year of birth")},
    {KIND_ETHNIC, N_("ethnic group")},
    {KIND_NATIONALITY, N_("nationality")},
};

struct item { /* texts of the arena */
    struct uuid record, page;
    int revision, row;
    long position;
    const char *field, *label, *written;
    struct rect box;
    bool doubtful;
};

struct group {
    struct uuid batch;
    struct arena *arena;
    size_t kind;
    struct item items[ITEMS_MAX];
    size_t count, focus;
    long more; /* values that wait behind these */
    struct pieces pieces;
};

/* ---- reading ---- */

static void add_item(struct group *group, const struct record_view *view,
                     const struct field_view *field)
{
    struct item *item = &group->items[group->count];
    if (group->count == ITEMS_MAX) {
        group->more++;
        return;
    }
    *item = (struct item){
        .record = view->record.id,
        .page = view->record.page,
        .revision = view->record.revision,
        .row = view->record.row,
        .position = view->record.page_position,
        .field = arena_copy_text(group->arena, field->field->name),
        .label = arena_copy_text(group->arena, schema_field_label(field->field)),
        .written = arena_copy_text(group->arena, field->value.written),
        .box = field->proposed->box,
        .doubtful = field->doubtful,
    };
    group->count++;
}

static enum err_code add_record(struct desk *desk, struct group *group, const struct uuid *record,
                                struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = record_view_see(desk->office, record, arena, &view, err);
    for (size_t i = 0; !code && i < view.field_count; i++) {
        const struct field_view *field = &view.fields[i];
        if (field->field->kind == KINDS[group->kind].kind && field->origin == ORIGIN_MACHINE &&
            field->proposed && !field->proposed->handwritten && field->value.status == VALUE_OK)
            add_item(group, &view, field);
    }
    arena_free(arena);
    return code;
}

static int by_value(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    int order = strcmp(x->written, y->written);
    return order ? order : (int)(x->position - y->position);
}

static enum err_code read_group(struct desk *desk, struct group *group, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    struct record_filter filter = {.batch = &group->batch,
                                   .states = 1u << RECORD_ENTERED | 1u << RECORD_RETURNED,
                                   .viewer = assign_viewer(desk->office),
                                   .limit = RECORDS_READ};
    arena_clear(group->arena);
    group->count = 0;
    group->more = 0;
    enum err_code code =
        record_list(office_store(desk->office), &filter, group->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = add_record(desk, group, &records[i].id, err);
    qsort(group->items, group->count, sizeof group->items[0], by_value);
    if (group->focus >= group->count)
        group->focus = 0;
    return code;
}

static enum err_code open_group(struct desk *desk, void *state, const struct screen_goal *goal,
                                struct err *err)
{
    struct group *group = state;
    group->arena = arena_new();
    group->batch = goal->batch;
    enum err_code code = read_group(desk, group, err);
    while (!code && group->count == 0 && group->kind + 1 < ARRAY_SIZE(KINDS)) {
        group->kind++;
        code = read_group(desk, group, err);
    }
    return code;
}

static void close_group(struct desk *desk, void *state)
{
    struct group *group = state;
    (void)desk;
    pieces_release(&group->pieces);
    arena_free(group->arena);
}

/* ---- confirming ---- */

static enum err_code confirm_item(struct desk *desk, const struct item *item, struct err *err)
{
    struct arena *arena = arena_new();
    struct action_call call = {.office = desk->office,
                               .record = item->record,
                               .field = item->field,
                               .written = item->written,
                               .status = VALUE_OK,
                               .arena = arena};
    enum err_code code = action_run(ACTION_KEY, &call, err);
    arena_free(arena);
    return code;
}

/* All or none. */
static enum err_code confirm(struct desk *desk, struct group *group, struct err *err)
{
    struct store *store = office_store(desk->office);
    if (group->count == 0)
        return ERR_OK;
    enum err_code code = store_begin(store, AUDIT_DRAFT, err);
    if (code)
        return code;
    for (size_t i = 0; i < group->count && !code; i++)
        code = confirm_item(desk, &group->items[i], err);
    if (code) {
        store_rollback(store);
        return code;
    }
    code = store_commit(store, err);
    if (!code)
        desk_say(desk, NOTICE_GOOD, _("all values of the screen are right"));
    return code ? code : read_group(desk, group, err);
}

static enum err_code open_item(struct desk *desk, const struct group *group, struct err *err)
{
    struct screen_goal goal = {0};
    if (group->count == 0)
        return ERR_OK;
    goal.record = group->items[group->focus].record;
    return desk_open(desk, SCREEN_CHECK, &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct group *group = state;
    switch (request) {
    case REQUEST_UP: group->focus -= group->focus > 0; return ERR_OK;
    case REQUEST_DOWN: group->focus += group->focus + 1 < group->count; return ERR_OK;
    case REQUEST_CONFIRM_ALL: return confirm(desk, group, err);
    case REQUEST_OPEN: return open_item(desk, group, err);
    case REQUEST_NEXT_KIND:
        group->kind = (group->kind + 1) % ARRAY_SIZE(KINDS);
        group->focus = 0;
        return read_group(desk, group, err);
    case REQUEST_REFRESH: return read_group(desk, group, err);
    default: return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct group *group = state;
    (void)desk;
    (void)err;
    if (row < group->count)
        group->focus = row;
    return ERR_OK;
}

/* ---- showing ---- */

/* Where pieces cannot stand side by side, the one in focus does. */
static void add_picture(struct desk *desk, const struct item *item, bool come, struct shown *ret)
{
    ret->picture = (struct shown_picture){.snippet = true, .missing = "", .zoom = 1};
    const struct picture *picture =
        come ? pictures_peek(desk->pictures, &item->page, item->revision) : NULL;
    if (picture && picture->level_count == 0) {
        ret->picture.missing = picture->failure.text;
    } else if (picture) {
        ret->picture.picture = picture;
        ret->picture.box = picture_box(picture, item->box);
    }
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct group *group = state;
    struct row_list rows = {0};
    struct piece_place places[ITEMS_MAX];
    const struct picture *pieces[ITEMS_MAX];
    bool come = true;
    for (size_t i = 0; i < group->count; i++)
        places[i] = (struct piece_place){group->items[i].page, group->items[i].revision,
                                         group->items[i].box};
    pieces_get(&group->pieces, desk->pictures, places, group->count, pieces);
    for (size_t i = 0; i < group->count; i++) {
        const struct item *item = &group->items[i];
        struct shown_row *row = row_add(desk, &rows, ROW_PIECE, item->written);
        row->thumb = pieces[i];
        come = come && pieces[i];
        row->text = item->label;
        row->sign = item->doubtful ? SIGN_DOUBT : SIGN_SURE;
        row->extra = arena_format(desk->arena, _("page %ld"), item->position);
        if (item->row >= 0)
            row->extra = arena_format(desk->arena, "%s, %s", row->extra,
                                      arena_format(desk->arena, _("row %d"), item->row + 1));
    }
    if (group->count == 0)
        row_add(desk, &rows, ROW_NOTE, _("No value of this kind waits here. Tab: the next kind."));
    rows_hand_over(desk, &rows, ret);
    ret->focus = group->count ? (int)group->focus : -1;
    ret->place = arena_format(desk->arena, _("%s  ·  here %zu, behind them %ld"),
                              _(KINDS[group->kind].title), group->count, group->more);
    if (group->count > 0)
        add_picture(desk, &group->items[group->focus], come, ret);
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_CONFIRM_ALL, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_RIGHT}, REQUEST_DOWN, false},
    {{PRESS_LEFT}, REQUEST_UP, false},
    {{PRESS_F1 + 1}, REQUEST_OPEN, true},
    {{PRESS_TAB}, REQUEST_NEXT_KIND, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, false},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_group = {
    .name = "group",
    .title = N_("Group check"),
    .about =
        N_("All values of one kind, the same ones together, each under its piece of paper. What is "
           "not the same as its piece, open with F2 and put it right. Then Enter says that "
           "all values of the screen are right, and the next ones come."),
    .bindings = bindings,
    .state_size = sizeof(struct group),
    .open = open_group,
    .close = close_group,
    .request = request,
    .choose = choose,
    .show = show,
};
