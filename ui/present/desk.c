/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk: presses to requests, requests to the screen on top. May include: base, viet, store,
 * workflow.
 */
#include "present/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "present/offer.h"
#include "present/screen.h"
#include "store/schema.h"

/* ---- life ---- */

static struct desk_frame *top(struct desk *desk)
{
    return &desk->frames[desk->depth - 1];
}

/* Telex unless the store's setting says otherwise. */
void desk_settings_read(struct desk *desk)
{
    const char *style = NULL, *place = NULL, *forms = NULL;
    struct store *store = office_store(desk->office);
    desk->style = TYPING_TELEX;
    if (setting_get(store, "typing", desk->arena, &style, NULL) == ERR_OK && style)
        for (int i = 0; i < TYPING_STYLE_COUNT; i++)
            if (text_equal(style, typing_style_name((enum typing_style)i)))
                desk->style = (enum typing_style)i;
    if (setting_get(store, "tone_place", desk->arena, &place, NULL) == ERR_OK)
        desk->new_style = text_equal(place, "new");
    arena_clear(desk->settled);
    desk->forms.count = 0;
    if (setting_get(store, "short_forms", desk->arena, &forms, NULL) == ERR_OK && forms)
        short_forms_parse(forms, desk->settled, &desk->forms);
    desk_look_read(desk);
    desk_seat(desk);
}

enum err_code desk_new(struct office *office, struct desk **ret_new, struct err *err)
{
    struct desk *desk = mem_new(1, sizeof *desk);
    desk->office = office;
    desk->arena = arena_new();
    desk->settled = arena_new();
    desk->offers = offers_new();
    desk_settings_read(desk);
    desk->news_fd = -1;
    enum err_code code =
        pictures_new(store_peek_folder(office_store(office)), &desk->pictures, err);
    if (!code)
        code = desk_news_open(desk, err);
    if (!code)
        code = desk_open(desk, desk_guarded(desk) ? SCREEN_SIGN_IN : SCREEN_HOME,
                         &(struct screen_goal){0}, err);
    if (code) {
        desk_free(desk);
        return code;
    }
    *ret_new = desk;
    return ERR_OK;
}

void desk_close(struct desk *desk)
{
    struct desk_frame *frame = top(desk);
    if (frame->screen->close)
        frame->screen->close(desk, frame->state);
    free(frame->state);
    desk->depth--;
}

void desk_free(struct desk *desk)
{
    if (!desk)
        return;
    while (desk->depth > 0) {
        struct desk_frame *frame = top(desk);
        if (frame->screen->save)
            (void)!frame->screen->save(desk, frame->state, NULL);
        desk_close(desk);
    }
    for (int i = 0; i < WORK_COUNT; i++)
        desk_work_end(desk, (enum desk_work)i);
    pictures_free(desk->pictures);
    if (desk->news_fd >= 0)
        close(desk->news_fd);
    offers_free(desk->offers);
    arena_free(desk->settled);
    arena_free(desk->arena);
    free(desk->person);
    free(desk->notice);
    free(desk);
}

bool desk_over(const struct desk *desk)
{
    return desk->over;
}

enum typing_style desk_style(const struct desk *desk)
{
    return desk->style;
}

/* ---- screens ---- */

enum err_code desk_open(struct desk *desk, enum screen_id id, const struct screen_goal *goal,
                        struct err *err)
{
    const struct screen *screen = screen_table[id];
    void *state = mem_new(1, screen->state_size);
    if (desk->depth == ARRAY_SIZE(desk->frames)) {
        free(state);
        return err_set(err, ERR_LIMIT, 1955, _("too many screens lie on each other; press Esc"));
    }
    enum err_code code = screen->open(desk, state, goal, err);
    if (code) {
        if (screen->close)
            screen->close(desk, state);
        free(state);
        return code;
    }
    desk->frames[desk->depth++] = (struct desk_frame){screen, state};
    return ERR_OK;
}

void desk_back(struct desk *desk)
{
    if (desk->depth == 1) {
        desk->over = true;
        return;
    }
    desk_close(desk);
    struct err err = {0};
    struct desk_frame *frame = top(desk);
    if (frame->screen->request && frame->screen->request(desk, frame->state, REQUEST_REFRESH, &err))
        desk_say(desk, NOTICE_FAULT, err.text);
}

void desk_say(struct desk *desk, enum notice_kind kind, const char *text)
{
    char *copy = text ? mem_copy_text(text) : NULL;
    free(desk->notice);
    desk->notice = copy;
    desk->notice_kind = copy ? kind : NOTICE_NONE;
}

void desk_tell(struct desk *desk, enum err_code code, const struct err *err)
{
    struct str text = STR_INIT;
    if (!code)
        return;
    if (code != ERR_EMPTY)
        desk->fault = err->number;
    if (code == ERR_EMPTY)
        str_add(&text, err->text);
    else
        str_format(&text, "K-%d: %s", err->number, err->text);
    desk_say(desk, code == ERR_EMPTY ? NOTICE_WARNING : NOTICE_FAULT, str_peek(&text));
    str_release(&text);
}

static enum err_code save(struct desk *desk, struct err *err)
{
    struct desk_frame *frame = top(desk);
    return frame->screen->save ? frame->screen->save(desk, frame->state, err) : ERR_OK;
}

/* ---- requests ---- */

static enum err_code turn_style(struct desk *desk, struct err *err)
{
    static const char *const SAID[TYPING_STYLE_COUNT] = {N_("keys as they are: no Telex, no VNI"),
                                                         N_("typing: Telex"), N_("typing: VNI")};
    desk->style = (enum typing_style)((desk->style + 1) % TYPING_STYLE_COUNT);
    desk_say(desk, NOTICE_GOOD, _(SAID[desk->style]));
    return setting_set(office_store(desk->office), "typing", typing_style_name(desk->style), err);
}

static enum err_code back(struct desk *desk, struct err *err)
{
    struct desk_frame *frame = top(desk);
    struct text_field *field = frame->screen->field ? frame->screen->field(frame->state) : NULL;
    if ((field && text_field_escape(field)) ||
        (frame->screen->stop && frame->screen->stop(desk, frame->state)))
        return ERR_OK;
    enum err_code code = save(desk, err);
    if (!code)
        desk_back(desk);
    return code;
}

/* What the screen is about goes along. */
static enum err_code open_difficulty(struct desk *desk, struct err *err)
{
    struct desk_frame *frame = top(desk);
    struct screen_goal goal = {0};
    if (frame->screen->goal)
        frame->screen->goal(frame->state, &goal);
    enum err_code code = save(desk, err);
    return code ? code : desk_open(desk, SCREEN_DIFFICULTY, &goal, err);
}

/* What a desk does at which nobody is signed in. */
static bool for_anybody(enum request request)
{
    return request == REQUEST_HELP || request == REQUEST_BACK || request == REQUEST_QUIT;
}

static enum err_code ask(struct desk *desk, enum request request, struct err *err)
{
    struct desk_frame *frame = top(desk);
    enum err_code code;
    bool common = binding_has(common_bindings, request);
    if (common && desk_guarded(desk) && !for_anybody(request))
        return ERR_OK;
    switch (request) {
    case REQUEST_HELP:
        code = save(desk, err);
        return code ? code : desk_open(desk, SCREEN_HELP, &(struct screen_goal){0}, err);
    case REQUEST_BACK: return back(desk, err);
    case REQUEST_QUIT:
        code = save(desk, err);
        desk->over = !code;
        return code;
    case REQUEST_DIFFICULTY: return open_difficulty(desk, err);
    case REQUEST_LOCK: return desk_lock(desk, err);
    case REQUEST_LARGER:
    case REQUEST_SMALLER:
    case REQUEST_CONTRAST: return desk_look_request(desk, request, err);
    case REQUEST_TYPING:
        code = turn_style(desk, err);
        if (!code && frame->screen->request)
            code = frame->screen->request(desk, frame->state, request, err);
        return code;
    default:
        return frame->screen->request ? frame->screen->request(desk, frame->state, request, err)
                                      : ERR_OK;
    }
}

/* ---- typing ---- */

static bool edit_move(struct text_field *field, const struct press *press)
{
    bool select = press->with & WITH_SHIFT, word = press->with & WITH_CTRL;
    switch (press->code) {
    case PRESS_LEFT: text_field_move(field, word ? MOVE_WORD_LEFT : MOVE_LEFT, select); return true;
    case PRESS_RIGHT:
        text_field_move(field, word ? MOVE_WORD_RIGHT : MOVE_RIGHT, select);
        return true;
    case PRESS_HOME: text_field_move(field, MOVE_HOME, select); return true;
    case PRESS_END: text_field_move(field, MOVE_END, select); return true;
    default: return false;
    }
}

/* True: the text may have changed. */
static bool edit(struct text_field *field, const struct press *press)
{
    bool command = press->with & (WITH_CTRL | WITH_ALT);
    if (press->code == PRESS_RUNE && !command) {
        text_field_type(field, press->rune);
        return true;
    }
    if (press->code == PRESS_RUNE && press->with == WITH_CTRL && press->rune == 'a') {
        text_field_select_all(field);
        return false;
    }
    if (press->code == PRESS_BACKSPACE && command) {
        text_field_move(field, MOVE_WORD_LEFT, true);
        text_field_backspace(field);
        return true;
    }
    if (press->code == PRESS_BACKSPACE)
        text_field_backspace(field);
    else if (press->code == PRESS_DELETE)
        text_field_delete(field);
    else
        return edit_move(field, press) && false;
    return true;
}

static enum err_code typed(struct desk *desk, struct err *err)
{
    struct desk_frame *frame = top(desk);
    return frame->screen->typed ? frame->screen->typed(desk, frame->state, err) : ERR_OK;
}

void desk_press(struct desk *desk, const struct press *press)
{
    struct desk_frame *frame = top(desk);
    struct err err = {0};
    enum err_code code = ERR_OK;
    enum request request = binding_lookup(frame->screen->bindings, press);
    if (request == REQUEST_NONE)
        request = binding_lookup(common_bindings, press);
    desk_active(desk);
    desk_say(desk, NOTICE_NONE, NULL);
    if (request != REQUEST_NONE) {
        code = ask(desk, request, &err);
    } else if (frame->screen->field) {
        struct text_field *field = frame->screen->field(frame->state);
        if (field && edit(field, press))
            code = typed(desk, &err);
    }
    desk_tell(desk, code, &err);
}

static struct text_field *field_of(struct desk *desk, unsigned token)
{
    struct desk_frame *frame = top(desk);
    if (frame->screen->field_of)
        return frame->screen->field_of(frame->state, token);
    struct text_field *field = frame->screen->field ? frame->screen->field(frame->state) : NULL;
    return field && field->token == token ? field : NULL;
}

unsigned desk_token(struct desk *desk)
{
    struct desk_frame *frame = top(desk);
    struct text_field *field = frame->screen->field ? frame->screen->field(frame->state) : NULL;
    return field ? field->token : 0;
}

bool desk_commit(struct desk *desk, unsigned token, const char *text)
{
    struct text_field *field = field_of(desk, token);
    struct err err = {0};
    if (!field)
        return false;
    text_field_preedit(field, NULL);
    text_field_insert(field, text);
    desk_tell(desk, typed(desk, &err), &err);
    return true;
}

void desk_preedit(struct desk *desk, unsigned token, const char *text)
{
    struct text_field *field = field_of(desk, token);
    if (field)
        text_field_preedit(field, text);
}

/* ---- the mouse ---- */

void desk_choose(struct desk *desk, size_t row)
{
    struct desk_frame *frame = top(desk);
    struct err err = {0};
    desk_active(desk);
    desk_say(desk, NOTICE_NONE, NULL);
    if (frame->screen->choose)
        desk_tell(desk, frame->screen->choose(desk, frame->state, row, &err), &err);
}

void desk_place(struct desk *desk, size_t offset)
{
    struct desk_frame *frame = top(desk);
    struct text_field *field = frame->screen->field ? frame->screen->field(frame->state) : NULL;
    desk_active(desk);
    if (field)
        text_field_place(field, offset);
}

void desk_pan(struct desk *desk, double x, double y)
{
    struct desk_frame *frame = top(desk);
    desk_active(desk);
    if (frame->screen->pan)
        frame->screen->pan(frame->state, x, y);
}

int desk_fd(const struct desk *desk)
{
    return desk->news_fd;
}

bool desk_step(struct desk *desk)
{
    bool locked = desk_idle(desk);
    return desk_news_take(desk) || locked;
}
