/* SPDX-License-Identifier: Apache-2.0
 *
 * present/settings: what the store remembers for the desk: typing, letters, contrast, language,
 * the office's own short forms. May include: base, viet, store, workflow.
 */
#include <stdio.h>
#include <string.h>

#include "base/paths.h"
#include "base/str.h"
#include "present/screen.h"
#include "store/schema.h"

enum row {
    ROW_TYPING,
    ROW_TONE,
    ROW_LETTERS,
    ROW_CONTRAST,
    ROW_LANGUAGE,
    ROW_IDLE,
    ROW_FORMS, /* typed */
    ROW_COUNT
};

struct settings {
    struct arena *arena;
    struct text_field forms;
    bool typed;
    const char *device; /* last scanner, NULL = none */
    size_t focus;
};

static bool english(void)
{
    /* The messages themselves tell in which language they are. */
    return strcmp(_("language of the screens"), "language of the screens") == 0;
}

static enum err_code open_settings(struct desk *desk, void *state, const struct screen_goal *goal,
                                   struct err *err)
{
    struct settings *settings = state;
    struct store *store = office_store(desk->office);
    const char *forms = NULL;
    (void)goal;
    settings->arena = arena_new();
    text_field_init(&settings->forms, desk->style, desk->new_style);
    enum err_code code = setting_get(store, "short_forms", settings->arena, &forms, err);
    if (!code)
        code = setting_get(store, "capture_device", settings->arena, &settings->device, err);
    if (!code)
        text_field_start(&settings->forms, forms ? forms : "");
    return code;
}

static void close_settings(struct desk *desk, void *state)
{
    struct settings *settings = state;
    (void)desk;
    text_field_release(&settings->forms);
    arena_free(settings->arena);
}

static enum err_code save(struct desk *desk, void *state, struct err *err)
{
    struct settings *settings = state;
    if (!settings->typed)
        return ERR_OK;
    text_field_end_word(&settings->forms);
    const char *text = text_field_peek(&settings->forms);
    enum err_code code =
        setting_set(office_store(desk->office), "short_forms", *text ? text : NULL, err);
    settings->typed = code;
    if (!code)
        desk_settings_read(desk);
    return code;
}

/* ---- changing ---- */

static enum err_code put(struct desk *desk, const char *name, const char *value, struct err *err)
{
    enum err_code code = setting_set(office_store(desk->office), name, value, err);
    if (!code)
        desk_settings_read(desk);
    return code;
}

static enum err_code turn_typing(struct desk *desk, struct settings *settings, bool back,
                                 struct err *err)
{
    int step = back ? TYPING_STYLE_COUNT - 1 : 1;
    enum typing_style style = (enum typing_style)(((int)desk->style + step) % TYPING_STYLE_COUNT);
    settings->forms.typing.style = style;
    return put(desk, "typing", typing_style_name(style), err);
}

static enum err_code turn_language(struct desk *desk, struct err *err)
{
    const char *lang = english() ? "vi" : "en";
    enum err_code code = put(desk, "lang", lang, err);
    if (!code)
        paths_set_language(lang);
    return code;
}

static enum err_code turn_idle(struct desk *desk, bool back, struct err *err)
{
    static const long STEPS[] = {0, 5, 10, 15, 30, 60};
    enum { STEP_COUNT = sizeof STEPS / sizeof STEPS[0] };
    char number[16];
    size_t at = 0;
    while (at + 1 < STEP_COUNT && STEPS[at] < desk->idle_minutes)
        at++;
    at = (at + (back ? STEP_COUNT - 1 : 1)) % STEP_COUNT;
    snprintf(number, sizeof number, "%ld", STEPS[at]);
    return put(desk, "idle_minutes", number, err);
}

static enum err_code turn(struct desk *desk, struct settings *settings, bool back, struct err *err)
{
    switch (settings->focus) {
    case ROW_TYPING: return turn_typing(desk, settings, back, err);
    case ROW_TONE: return put(desk, "tone_place", desk->new_style ? NULL : "new", err);
    case ROW_LETTERS: return desk_look_request(desk, back ? REQUEST_SMALLER : REQUEST_LARGER, err);
    case ROW_CONTRAST: return desk_look_request(desk, REQUEST_CONTRAST, err);
    case ROW_LANGUAGE: return turn_language(desk, err);
    case ROW_IDLE: return turn_idle(desk, back, err);
    default: return ERR_OK;
    }
}

static enum err_code go(struct desk *desk, struct settings *settings, size_t row, struct err *err)
{
    enum err_code code = save(desk, settings, err);
    if (!code)
        settings->focus = row;
    return code;
}

static bool is_typed(const struct settings *settings)
{
    return settings->focus == ROW_FORMS;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct settings *settings = state;
    switch (request) {
    case REQUEST_UP: return go(desk, settings, (settings->focus + ROW_COUNT - 1) % ROW_COUNT, err);
    case REQUEST_DOWN: return go(desk, settings, (settings->focus + 1) % ROW_COUNT, err);
    case REQUEST_OTHER_BEFORE:
        if (is_typed(settings))
            text_field_move(&settings->forms, MOVE_LEFT, false);
        return is_typed(settings) ? ERR_OK : turn(desk, settings, true, err);
    case REQUEST_OTHER_NEXT:
        if (is_typed(settings))
            text_field_move(&settings->forms, MOVE_RIGHT, false);
        return is_typed(settings) ? ERR_OK : turn(desk, settings, false, err);
    case REQUEST_CONFIRM:
        return is_typed(settings) ? go(desk, settings, ROW_FORMS, err)
                                  : turn(desk, settings, false, err);
    default: return ERR_OK;
    }
}

static struct text_field *field(void *state)
{
    struct settings *settings = state;
    return is_typed(settings) ? &settings->forms : NULL;
}

static enum err_code typed(struct desk *desk, void *state, struct err *err)
{
    (void)desk, (void)err;
    ((struct settings *)state)->typed = true;
    return ERR_OK;
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    return row < ROW_COUNT ? go(desk, state, row, err) : ERR_OK;
}

/* ---- showing ---- */

static void add(struct desk *desk, struct row_list *rows, const char *label, const char *text)
{
    row_add(desk, rows, ROW_ITEM, label)->text = text;
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    static const char *const STYLES[TYPING_STYLE_COUNT] = {
        [TYPING_OFF] = N_("keys as they are"), [TYPING_TELEX] = "Telex", [TYPING_VNI] = "VNI"};
    struct settings *settings = state;
    struct row_list rows = {0};
    add(desk, &rows, _("typing"), _(STYLES[desk->style]));
    add(desk, &rows, _("place of the tone"), desk->new_style ? "hoà, thuý" : "hòa, thúy");
    add(desk, &rows, _("size of the letters"), arena_format(desk->arena, "%ld %%", desk->percent));
    add(desk, &rows, _("contrast"), desk->contrast ? _("strong") : _("usual"));
    add(desk, &rows, _("language of the screens"), english() ? "English" : "Tiếng Việt");
    add(desk, &rows, _("locks itself after"),
        desk->idle_minutes ? arena_format(desk->arena, _("minutes: %ld"), desk->idle_minutes)
                           : _("never"));
    add(desk, &rows, _("short forms of this office"),
        arena_copy_text(desk->arena, text_field_peek(&settings->forms)));
    row_add(desk, &rows, ROW_NOTE,
            arena_format(desk->arena, "%s: %s", _("Scanner used last"),
                         settings->device ? settings->device : _("none yet")));
    row_add(desk, &rows, ROW_NOTE,
            _("Short forms are written as  tk = xã Tân Khánh; nd = Nguyễn Đình  and work in names "
              "and places."));
    if (is_typed(settings))
        field_show(desk, &settings->forms, _("short forms of this office"), ret);
    rows_hand_over(desk, &rows, ret);
    ret->focus = (int)settings->focus;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_CONFIRM, false},
    {{PRESS_RIGHT}, REQUEST_OTHER_NEXT, true},
    {{PRESS_LEFT}, REQUEST_OTHER_BEFORE, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_settings = {
    .name = "settings",
    .title = N_("Settings of the desk"),
    .about = N_("The arrow keys choose a line and change it; it holds at once and for this store. "
                "Short forms of the office are typed in the last line."),
    .bindings = bindings,
    .state_size = sizeof(struct settings),
    .open = open_settings,
    .close = close_settings,
    .save = save,
    .request = request,
    .field = field,
    .typed = typed,
    .choose = choose,
    .show = show,
};
