/* SPDX-License-Identifier: Apache-2.0
 *
 * present/confirm: an official confirms a page: only what is marked is looked at one by one, one
 * key confirms the rest. A value can be put right, a row or a field sent back with a reason, a
 * confirmation withdrawn. May include: base, model, store, workflow.
 */
#include "workflow/confirm.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "present/confirm_part.h"
#include "workflow/action.h"
#include "workflow/returned.h"
#include "workflow/transition.h"

/* ---- what is in hand ---- */

const struct confirm_cell *confirm_peek(const struct confirm *confirm)
{
    return &confirm->cells[confirm->focus];
}

struct confirm_record *confirm_peek_record(const struct confirm *confirm)
{
    size_t at = confirm_peek(confirm)->record;
    return at < confirm->count ? &confirm->records[at] : NULL;
}

size_t confirm_unseen(const struct confirm_record *record)
{
    size_t unseen = 0;
    for (size_t i = 0; i < record->view.field_count; i++)
        unseen += record->marks.fields[i] != MARK_NONE && !record->seen[i];
    return unseen;
}

bool confirm_waits(const struct confirm_record *record)
{
    return record->view.record.state == RECORD_VERIFIED;
}

static bool is_ready(const struct confirm_record *record)
{
    return confirm_waits(record) && !record->left_out && confirm_unseen(record) == 0;
}

size_t confirm_ready(const struct confirm *confirm)
{
    size_t ready = 0;
    for (size_t i = 0; i < confirm->count; i++)
        ready += is_ready(&confirm->records[i]);
    return ready;
}

static enum err_code open_confirm(struct desk *desk, void *state, const struct screen_goal *goal,
                                  struct err *err)
{
    struct confirm *confirm = state;
    (void)goal;
    enum err_code code = action_check(desk->office, ACTION_CONFIRM, err);
    if (!code)
        code = confirm_read_pages(desk, confirm, err);
    return code ? code : confirm_read_page(desk, confirm, err);
}

static void close_confirm(struct desk *desk, void *state)
{
    (void)desk;
    confirm_release(state);
}

/* ---- confirming ---- */

static enum err_code go_to_page(struct desk *desk, struct confirm *confirm, size_t at,
                                struct err *err)
{
    confirm->at = at;
    return confirm_read_page(desk, confirm, err);
}

/* Rows that are ready, under one act; the page stays while something waits on it. */
static enum err_code confirm_rows(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct uuid *ready = mem_new(confirm->count + 1, sizeof *ready);
    size_t count = 0, waiting = 0;
    for (size_t i = 0; i < confirm->count; i++) {
        waiting += confirm_waits(&confirm->records[i]);
        if (is_ready(&confirm->records[i]))
            ready[count++] = confirm->records[i].view.record.id;
    }
    enum err_code code = ERR_OK;
    if (!count)
        code =
            err_set(err, ERR_EMPTY, 2973, _("nothing to confirm: look at the marked values first"));
    else
        code = confirm_records(desk->office, ready, count, NULL, err);
    free(ready);
    if (code)
        return code;
    struct str text = STR_INIT;
    str_format(&text, _("records confirmed: %zu"), count);
    desk_say(desk, NOTICE_GOOD, str_peek(&text));
    str_release(&text);
    if (count == waiting)
        return go_to_page(desk, confirm, confirm->at + 1, err);
    code = confirm_read_again(desk, confirm, err);
    confirm_go_on(confirm);
    return code;
}

/* The value, or all of the row's, is as on the paper. */
static enum err_code is_right(struct desk *desk, struct confirm *confirm, struct err *err)
{
    const struct confirm_cell *cell = confirm_peek(confirm);
    struct confirm_record *record = confirm_peek_record(confirm);
    if (confirm->page_count == 0)
        return ERR_OK;
    if (!record)
        return confirm_rows(desk, confirm, err);
    for (size_t i = 0; i < record->view.field_count; i++)
        if (cell->field < 0 || (size_t)cell->field == i)
            record->seen[i] = true;
    record->left_out = false;
    confirm_go_on(confirm);
    return ERR_OK;
}

/* ---- typing: a value, a reason, words ---- */

static void leave_mode(struct confirm *confirm)
{
    confirm->mode = CONFIRM_LOOK;
    text_field_release(&confirm->text);
    confirm->text = (struct text_field){0};
}

static void enter_mode(struct desk *desk, struct confirm *confirm, enum confirm_mode mode,
                       const char *text)
{
    leave_mode(confirm);
    confirm->mode = mode;
    confirm->reason = 0;
    text_field_init(&confirm->text, desk->style, desk->new_style);
    text_field_start(&confirm->text, text ? text : "");
    text_field_select_all(&confirm->text);
}

static enum err_code begin_edit(struct desk *desk, struct confirm *confirm, struct err *err)
{
    const struct confirm_cell *cell = confirm_peek(confirm);
    struct confirm_record *record = confirm_peek_record(confirm);
    if (!record || cell->field < 0 || !confirm_waits(record))
        return err_set(err, ERR_EMPTY, 2974, _("choose a value first; F2 shows all of a row"));
    enter_mode(desk, confirm, CONFIRM_EDIT, record->view.fields[cell->field].value.written);
    return ERR_OK;
}

static enum err_code begin_return(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct confirm_record *record = confirm_peek_record(confirm);
    if (!record ||
        transition_allowed(office_store(desk->office), &record->view.record.id, STAGE_RETURN, NULL))
        return err_set(err, ERR_EMPTY, 2975, _("choose a row or a value to send back"));
    enter_mode(desk, confirm, CONFIRM_REASON, NULL);
    return ERR_OK;
}

static enum err_code begin_withdraw(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct confirm_record *record = confirm_peek_record(confirm);
    if (!record || record->view.record.state != RECORD_CONFIRMED)
        return err_set(err, ERR_EMPTY, 2976, _("choose a row that is confirmed"));
    enter_mode(desk, confirm, CONFIRM_WITHDRAW, NULL);
    return ERR_OK;
}

static enum err_code save_edit(struct desk *desk, struct confirm *confirm, struct err *err)
{
    const struct confirm_cell *cell = confirm_peek(confirm);
    struct confirm_record *record = confirm_peek_record(confirm);
    const struct field_view *field = &record->view.fields[cell->field];
    struct uuid version;
    text_field_end_word(&confirm->text);
    const char *typed = text_field_peek(&confirm->text);
    struct field_change change = {
        .field = field->field->name,
        .written = *typed ? typed : NULL,
        .status = *typed ? VALUE_OK : VALUE_BLANK,
    };
    bool same = text_equal(typed, field->value.written ? field->value.written : "");
    enum err_code code = ERR_OK;
    if (!same)
        code = record_correct(desk->office, &record->view.record.id, &change, 1, &version, err);
    if (code)
        return code;
    record->seen[cell->field] = true;
    leave_mode(confirm);
    code = confirm_read_again(desk, confirm, err);
    confirm_go_on(confirm);
    return code;
}

static enum err_code send_back(struct desk *desk, struct confirm *confirm, struct err *err)
{
    const struct confirm_cell *cell = confirm_peek(confirm);
    struct confirm_record *record = confirm_peek_record(confirm);
    const char *field = cell->field < 0 ? NULL : record->view.fields[cell->field].field->name;
    text_field_end_word(&confirm->text);
    struct return_plan plan = {.reason = (enum return_reason)confirm->reason,
                               .to = return_table[confirm->reason].to,
                               .words = text_field_peek(&confirm->text),
                               .fields = {.items = &field, .count = field != NULL}};
    enum err_code code = record_return(desk->office, &record->view.record.id, &plan, err);
    if (code)
        return code;
    leave_mode(confirm);
    desk_say(desk, NOTICE_GOOD, _("the record was sent back"));
    code = confirm_read_again(desk, confirm, err);
    confirm_go_on(confirm);
    return code;
}

static enum err_code take_back(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct confirm_record *record = confirm_peek_record(confirm);
    text_field_end_word(&confirm->text);
    enum err_code code = confirm_withdraw(desk->office, &record->view.record.id,
                                          text_field_peek(&confirm->text), err);
    if (code)
        return code;
    leave_mode(confirm);
    desk_say(desk, NOTICE_GOOD, _("the confirmation was withdrawn"));
    return confirm_read_again(desk, confirm, err);
}

/* ---- requests ---- */

static enum err_code enter(struct desk *desk, struct confirm *confirm, struct err *err)
{
    switch (confirm->mode) {
    case CONFIRM_EDIT: return save_edit(desk, confirm, err);
    case CONFIRM_REASON: return send_back(desk, confirm, err);
    case CONFIRM_WITHDRAW: return take_back(desk, confirm, err);
    default: return is_right(desk, confirm, err);
    }
}

static void step(struct confirm *confirm, int by)
{
    size_t places = confirm->mode == CONFIRM_REASON ? RETURN_REASON_COUNT : confirm->cell_count;
    size_t *at = confirm->mode == CONFIRM_REASON ? &confirm->reason : &confirm->focus;
    if (confirm->mode == CONFIRM_LOOK || confirm->mode == CONFIRM_REASON)
        *at = (*at + places + (size_t)(by + (int)places)) % places;
    lens_centre(&confirm->lens);
}

static enum err_code step_page(struct desk *desk, struct confirm *confirm, int by, struct err *err)
{
    if ((by < 0 && confirm->at == 0) || (by > 0 && confirm->at + 1 >= confirm->page_count))
        return err_set(err, ERR_EMPTY, 2977, _("there is no further page that waits"));
    return go_to_page(desk, confirm, confirm->at + (size_t)by, err);
}

static enum err_code look(struct desk *desk, struct confirm *confirm, enum request request,
                          struct err *err)
{
    struct confirm_record *record = confirm_peek_record(confirm);
    switch (request) {
    case REQUEST_ALL_FIELDS:
        if (record)
            record->open = !record->open;
        confirm_make_cells(confirm);
        return ERR_OK;
    case REQUEST_CORRECT: return begin_edit(desk, confirm, err);
    case REQUEST_RETURN: return begin_return(desk, confirm, err);
    case REQUEST_CONFIRM_ROWS: return confirm_rows(desk, confirm, err);
    case REQUEST_LEAVE_OUT:
        if (record && confirm_waits(record))
            record->left_out = !record->left_out;
        confirm_go_on(confirm);
        return ERR_OK;
    case REQUEST_WITHDRAW: return begin_withdraw(desk, confirm, err);
    case REQUEST_NEXT_PAGE: return step_page(desk, confirm, 1, err);
    case REQUEST_PREVIOUS_PAGE: return step_page(desk, confirm, -1, err);
    case REQUEST_REFRESH: return confirm_read_page(desk, confirm, err);
    default: return ERR_OK;
    }
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct confirm *confirm = state;
    if (lens_request(&confirm->lens, request))
        return ERR_OK;
    switch (request) {
    case REQUEST_CONFIRM: return enter(desk, confirm, err);
    case REQUEST_DOWN: step(confirm, 1); return ERR_OK;
    case REQUEST_UP: step(confirm, -1); return ERR_OK;
    case REQUEST_TYPING: confirm->text.typing.style = desk->style; return ERR_OK;
    default: return confirm->mode == CONFIRM_LOOK ? look(desk, confirm, request, err) : ERR_OK;
    }
}

static bool stop(struct desk *desk, void *state)
{
    struct confirm *confirm = state;
    (void)desk;
    if (confirm->mode == CONFIRM_LOOK)
        return false;
    leave_mode(confirm);
    return true;
}

static struct text_field *field(void *state)
{
    struct confirm *confirm = state;
    return confirm->mode == CONFIRM_LOOK ? NULL : &confirm->text;
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct confirm *confirm = state;
    (void)desk, (void)err;
    if (confirm->mode == CONFIRM_REASON && row < RETURN_REASON_COUNT)
        confirm->reason = row;
    else if (confirm->mode == CONFIRM_LOOK && row < confirm->cell_count)
        confirm->focus = row;
    return ERR_OK;
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct confirm *)state)->lens, x, y);
}

static void goal(void *state, struct screen_goal *ret)
{
    const struct confirm_record *record = confirm_peek_record(state);
    if (!record)
        return;
    ret->record = record->view.record.id;
    ret->page = record->view.record.page;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_CONFIRM, true},
    {{PRESS_F1 + 4}, REQUEST_CONFIRM_ROWS, true},
    {{PRESS_DOWN}, REQUEST_DOWN, false},
    {{PRESS_UP}, REQUEST_UP, false},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_F1 + 1}, REQUEST_ALL_FIELDS, true},
    {{PRESS_F1 + 2}, REQUEST_CORRECT, true},
    {{PRESS_F1 + 3}, REQUEST_RETURN, true},
    {{PRESS_F1 + 5}, REQUEST_LEAVE_OUT, true},
    {{PRESS_F1 + 6}, REQUEST_WITHDRAW, true},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_PAGE, true},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_PAGE, false},
    {{PRESS_RUNE, WITH_CTRL, 'r'}, REQUEST_REFRESH, false},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_confirm = {
    .name = "confirm",
    .title = N_("Confirm"),
    .about = N_("A page at a time: the paper on the left, its rows on the right. Only what is "
                "marked needs a look of its own: what was edited, what two people entered "
                "differently, what does not fit, what nobody looked at. Enter says that it is as "
                "on the paper; at the end of the list Enter confirms all rows at once. F3 puts a "
                "value right (at most three in a row), F4 sends a row or a value back."),
    .bindings = bindings,
    .state_size = sizeof(struct confirm),
    .open = open_confirm,
    .close = close_confirm,
    .request = request,
    .field = field,
    .choose = choose,
    .pan = pan,
    .stop = stop,
    .goal = goal,
    .show = confirm_show,
};
