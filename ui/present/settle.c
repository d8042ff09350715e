/* SPDX-License-Identifier: Apache-2.0
 *
 * present/settle: two entries that differ, side by side under the piece of paper: one key takes the
 * left or the right one, or a third value is typed. May include: base, model, store, record,
 * workflow.
 */
#include "workflow/settle.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "present/differ.h"
#include "present/record_show.h"
#include "present/screen.h"
#include "store/record.h"
#include "workflow/assign.h"
#include "workflow/waits.h"

enum { QUEUE_MAX = 500, READINGS = 2 };

struct settle {
    struct uuid batch;
    struct uuid *queue;
    size_t count, at;
    struct arena *arena; /* of view */
    struct settle_view view;
    bool open;    /* a record is in hand */
    size_t focus; /* view.count = all are settled */
    struct text_field text;
    bool typed;
    struct lens lens;
};

/* ---- the queue ---- */

static enum err_code read_queue(struct desk *desk, struct settle *settle, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    struct record_filter filter = {.batch = uuid_is_null(&settle->batch) ? NULL : &settle->batch,
                                   .states = wait_states(WAIT_SETTLE),
                                   .viewer = assign_viewer(desk->office),
                                   .limit = QUEUE_MAX};
    enum err_code code =
        record_list(office_store(desk->office), &filter, arena, &records, &count, err);
    free(settle->queue);
    settle->queue = mem_new(count + 1, sizeof *settle->queue);
    settle->count = code ? 0 : count;
    settle->at = 0;
    for (size_t i = 0; i < settle->count; i++)
        settle->queue[i] = records[i].id;
    arena_free(arena);
    return code;
}

static void focus_on(struct desk *desk, struct settle *settle, size_t focus)
{
    settle->focus = focus;
    settle->typed = false;
    text_field_release(&settle->text);
    if (focus < settle->view.count) {
        enum field_kind kind = settle->view.fields[focus].field->field->kind;
        bool plain =
            kind == KIND_DATE || kind == KIND_YEAR || kind == KIND_NUMBER || kind == KIND_PERSON_ID;
        text_field_init(&settle->text, plain ? TYPING_OFF : desk->style, desk->new_style);
    }
}

static size_t next_open(const struct settle *settle, size_t from)
{
    for (size_t i = 0; i < settle->view.count; i++) {
        size_t at = (from + i) % settle->view.count;
        if (!settle->view.fields[at].said)
            return at;
    }
    return settle->view.count;
}

/* The record at the place of the queue, or the first behind it that is this person's to settle. */
static enum err_code load(struct desk *desk, struct settle *settle, struct err *err)
{
    enum err_code code = ERR_OK;
    settle->open = false;
    for (; settle->at < settle->count; settle->at++) {
        struct err local = {0};
        arena_clear(settle->arena);
        code = settle_view_get(desk->office, &settle->queue[settle->at], settle->arena,
                               &settle->view, &local);
        settle->open = !code;
        if (!code)
            break;
        if (code != ERR_DENIED && code != ERR_STATE) {
            *err = local;
            return code;
        }
    }
    if (settle->open)
        focus_on(desk, settle, next_open(settle, 0));
    lens_centre(&settle->lens);
    return ERR_OK;
}

static enum err_code open_settle(struct desk *desk, void *state, const struct screen_goal *goal,
                                 struct err *err)
{
    struct settle *settle = state;
    settle->batch = goal->batch;
    settle->arena = arena_new();
    enum err_code code = read_queue(desk, settle, err);
    return code ? code : load(desk, settle, err);
}

static void close_settle(struct desk *desk, void *state)
{
    struct settle *settle = state;
    (void)desk;
    text_field_release(&settle->text);
    arena_free(settle->arena);
    free(settle->queue);
}

/* ---- choosing ---- */

static enum err_code choose_value(struct desk *desk, struct settle *settle,
                                  const struct value *value, struct err *err)
{
    struct arena *arena = arena_new();
    struct uuid record = settle->queue[settle->at];
    size_t focus = settle->focus;
    struct action_call call = {.office = desk->office,
                               .record = record,
                               .field = settle->view.fields[focus].field->field->name,
                               .written = value->status == VALUE_OK ? value->written : NULL,
                               .status = value->status,
                               .arena = arena};
    enum err_code code = action_run(ACTION_CHOOSE, &call, err);
    arena_free(arena);
    if (code)
        return code;
    arena_clear(settle->arena);
    code = settle_view_get(desk->office, &record, settle->arena, &settle->view, err);
    if (!code)
        focus_on(desk, settle, next_open(settle, focus + 1));
    return code;
}

static enum err_code take(struct desk *desk, struct settle *settle, bool right, struct err *err)
{
    if (!settle->open || settle->focus >= settle->view.count)
        return ERR_OK;
    const struct settle_field *field = &settle->view.fields[settle->focus];
    return choose_value(desk, settle, right ? &field->second : &field->first, err);
}

static enum err_code mark(struct desk *desk, struct settle *settle, enum value_status status,
                          struct err *err)
{
    if (!settle->open || settle->focus >= settle->view.count)
        return ERR_OK;
    return choose_value(desk, settle, &(struct value){.status = status}, err);
}

static enum err_code save_typed(struct desk *desk, struct settle *settle, struct err *err)
{
    if (!settle->open || !settle->typed || !*text_field_peek(&settle->text))
        return ERR_OK;
    text_field_end_word(&settle->text);
    char *typed = mem_copy_text(text_field_peek(&settle->text));
    enum err_code code =
        choose_value(desk, settle, &(struct value){.written = typed, .status = VALUE_OK}, err);
    free(typed);
    return code;
}

static enum err_code finish(struct desk *desk, struct settle *settle, struct err *err)
{
    struct arena *arena = arena_new();
    struct action_call call = {
        .office = desk->office, .record = settle->queue[settle->at], .arena = arena};
    enum err_code code = action_run(ACTION_CHOOSE_FINISH, &call, err);
    arena_free(arena);
    if (code)
        return code;
    desk_say(desk, NOTICE_GOOD, _("the two entries are settled"));
    settle->at++;
    return load(desk, settle, err);
}

static enum err_code confirm(struct desk *desk, struct settle *settle, struct err *err)
{
    if (!settle->open)
        return ERR_OK;
    if (settle->focus == settle->view.count)
        return finish(desk, settle, err);
    if (settle->typed && *text_field_peek(&settle->text))
        return save_typed(desk, settle, err);
    if (!settle->view.fields[settle->focus].said)
        return err_set(err, ERR_EMPTY, 2971,
                       _("take the left or the right entry, or type a third"));
    focus_on(desk, settle, next_open(settle, settle->focus + 1));
    return ERR_OK;
}

static enum err_code step(struct desk *desk, struct settle *settle, bool back, struct err *err)
{
    size_t places = settle->view.count + 1, before = settle->focus;
    if (!settle->open)
        return ERR_OK;
    enum err_code code = save_typed(desk, settle, err);
    if (!code)
        focus_on(desk, settle, (before + (back ? places - 1 : 1)) % places);
    return code;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct settle *settle = state;
    if (lens_request(&settle->lens, request))
        return ERR_OK;
    switch (request) {
    case REQUEST_TAKE_LEFT: return take(desk, settle, false, err);
    case REQUEST_TAKE_RIGHT: return take(desk, settle, true, err);
    case REQUEST_CONFIRM: return confirm(desk, settle, err);
    case REQUEST_NEXT: return step(desk, settle, false, err);
    case REQUEST_PREVIOUS: return step(desk, settle, true, err);
    case REQUEST_MISSING: return mark(desk, settle, VALUE_MISSING, err);
    case REQUEST_ILLEGIBLE: return mark(desk, settle, VALUE_ILLEGIBLE, err);
    case REQUEST_BLANK: return mark(desk, settle, VALUE_BLANK, err);
    case REQUEST_NEXT_RECORD:
        if (settle->at + 1 >= settle->count)
            return err_set(err, ERR_EMPTY, 2972, _("this is the last record"));
        settle->at++;
        return load(desk, settle, err);
    case REQUEST_TYPING: focus_on(desk, settle, settle->focus); return ERR_OK;
    default: return ERR_OK;
    }
}

static struct text_field *field(void *state)
{
    struct settle *settle = state;
    return settle->open && settle->focus < settle->view.count ? &settle->text : NULL;
}

static enum err_code typed(struct desk *desk, void *state, struct err *err)
{
    (void)desk;
    (void)err;
    ((struct settle *)state)->typed = true;
    return ERR_OK;
}

static enum err_code save(struct desk *desk, void *state, struct err *err)
{
    return save_typed(desk, state, err);
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct settle *settle = state;
    enum err_code code = save_typed(desk, settle, err);
    if (!code && settle->open && row <= settle->view.count)
        focus_on(desk, settle, row);
    return code;
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct settle *)state)->lens, x, y);
}

/* ---- showing ---- */

static void add_rows(struct desk *desk, const struct settle *settle, struct shown *ret)
{
    struct row_list rows = {0};
    for (size_t i = 0; i < settle->view.count; i++) {
        const struct settle_field *item = &settle->view.fields[i];
        struct shown_row *row =
            row_add(desk, &rows, ROW_ITEM, schema_field_label(item->field->field));
        row->sign = item->said ? SIGN_GOOD : SIGN_WAIT;
        row->text = item->said ? record_value_text(desk, &item->chosen) : "";
    }
    struct shown_row *row = row_add(desk, &rows, ROW_ITEM, _("The record is settled"));
    row->sign = settle->focus == settle->view.count ? SIGN_GOOD : SIGN_NONE;
    ret->focus = (int)settle->focus;
    rows_hand_over(desk, &rows, ret);
}

static bool is_chosen(const struct settle_field *item, const struct value *value)
{
    return item->said && item->chosen.status == value->status &&
           text_equal(item->chosen.written, value->written);
}

static void add_readings(struct desk *desk, const struct settle_field *item,
                         struct shown_input *input)
{
    struct shown_reading *readings = arena_take(desk->arena, READINGS, sizeof *readings);
    readings[0] = (struct shown_reading){.key = "←",
                                         .title = _("first entry"),
                                         .text = record_value_text(desk, &item->first),
                                         .chosen = is_chosen(item, &item->first)};
    readings[1] = (struct shown_reading){.key = "→",
                                         .title = _("second entry"),
                                         .text = record_value_text(desk, &item->second),
                                         .chosen = is_chosen(item, &item->second)};
    (void)text_differs(readings[0].text, readings[1].text, &readings[0].mark);
    (void)text_differs(readings[1].text, readings[0].text, &readings[1].mark);
    input->readings = readings;
    input->reading_count = READINGS;
}

static void add_input(struct desk *desk, const struct settle *settle, struct shown *ret)
{
    static const char *const STYLES[TYPING_STYLE_COUNT] = {"", "Telex", "VNI"};
    struct shown_input *input = &ret->input;
    if (settle->focus == settle->view.count) {
        ret->done = _("All differences are settled. Enter: on to the next record.");
        return;
    }
    const struct settle_field *item = &settle->view.fields[settle->focus];
    *input = (struct shown_input){
        .label = schema_field_label(item->field->field),
        .text = arena_copy_text(desk->arena, text_field_peek(&settle->text)),
        .preedit = settle->text.preedit ? arena_copy_text(desk->arena, settle->text.preedit) : "",
        .caret = settle->text.caret,
        .token = settle->text.token,
        .state = "",
        .becomes = "",
        .hint = "",
        .other = "",
        .style = STYLES[settle->text.typing.style],
    };
    text_field_selection(&settle->text, &input->from, &input->to);
    add_readings(desk, item, input);
    ret->has_input = true;
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct settle *settle = state;
    struct row_list rows = {0};
    struct rect box = {0};
    if (!settle->open) {
        row_add(desk, &rows, ROW_NOTE, _("Nothing waits here any more."));
        row_add(desk, &rows, ROW_NOTE, _("Esc goes back."));
        rows_hand_over(desk, &rows, ret);
        return;
    }
    add_rows(desk, settle, ret);
    add_input(desk, settle, ret);
    ret->place = arena_format(desk->arena, "%s  ·  %zu/%zu", record_place(desk, &settle->view.view),
                              settle->at + 1, settle->count);
    if (settle->focus < settle->view.count && settle->view.fields[settle->focus].field->proposed)
        box = settle->view.fields[settle->focus].field->proposed->box;
    record_picture(desk, &settle->view.view.record, box, &settle->lens, ret);
}

static const struct binding bindings[] = {
    {{PRESS_LEFT}, REQUEST_TAKE_LEFT, true},
    {{PRESS_RIGHT}, REQUEST_TAKE_RIGHT, true},
    {{PRESS_ENTER}, REQUEST_CONFIRM, true},
    {{PRESS_TAB}, REQUEST_NEXT, true},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_PREVIOUS, false},
    {{PRESS_DOWN}, REQUEST_NEXT, false},
    {{PRESS_UP}, REQUEST_PREVIOUS, false},
    {{PRESS_F1 + 2}, REQUEST_MISSING, true},
    {{PRESS_F1 + 3}, REQUEST_ILLEGIBLE, true},
    {{PRESS_F1 + 4}, REQUEST_BLANK, true},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_RECORD, true},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_settle = {
    .name = "settle",
    .title = N_("Settle"),
    .about = N_("Two people entered this field differently. Look at the piece of the paper: the "
                "left arrow takes the first entry, the right arrow the second one; if neither is "
                "right, type what stands there and press Enter. Nobody is blamed: both tried."),
    .bindings = bindings,
    .state_size = sizeof(struct settle),
    .open = open_settle,
    .close = close_settle,
    .save = save,
    .request = request,
    .field = field,
    .typed = typed,
    .choose = choose,
    .pan = pan,
    .show = show,
};
