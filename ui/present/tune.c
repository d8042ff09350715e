/* SPDX-License-Identifier: Apache-2.0
 *
 * present/tune: an administrator tries the numbers of an OCR profile on a page: the picture before
 * and after the cleaning step, the text beside it; what is good is kept as a profile. Everything
 * is read by a worker beside; what is shown is that of the last reading that came. May include:
 * base, model, store, workflow.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "present/screen.h"
#include "present/works.h"
#include "store/page.h"
#include "workflow/profile.h"
#include "workflow/role.h"

enum { PARTS = 3, LINES_SHOWN = 5, SLIDER_STEPS = 40, PAGES_SHOWN = 200 };

struct tuning {
    struct uuid pages[PAGES_SHOWN];
    size_t page_count, page;
    int part; /* 0 = the whole page, else the strip */
    json_t *profile;
    bool changed;      /* the profile, since the reading that runs was begun */
    struct work *last; /* a reading that came; what is shown */
    size_t focus;      /* of its params */
    bool before;       /* the picture before the step, else after it */
    struct lens lens;
};

/* ---- reading ---- */

static enum err_code read_again(struct desk *desk, struct tuning *tuning, struct err *err)
{
    if (tuning->page_count == 0)
        return ERR_OK;
    tuning->changed = desk_work_runs(desk, WORK_TRIAL); /* then once more when that has come */
    if (tuning->changed)
        return ERR_OK;
    struct trial_order order = {.page = tuning->pages[tuning->page],
                                .profile = tuning->profile,
                                .part = tuning->part > 0 ? tuning->part - 1 : 0,
                                .parts = tuning->part > 0 ? PARTS : 1};
    return desk_work_start(desk, WORK_TRIAL, &work_trial, work_trial_state(&order), err);
}

static const struct trial *came(const struct tuning *tuning, const struct picture **ret_pictures)
{
    return tuning->last ? work_trial_peek(work_state(tuning->last), ret_pictures) : NULL;
}

static void news(struct desk *desk, void *state)
{
    struct tuning *tuning = state;
    struct err err = {0};
    struct work *work = desk->works[WORK_TRIAL];
    if (!work || desk_work_runs(desk, WORK_TRIAL))
        return;
    struct work_news now = work_look(work);
    if (now.state == WORK_DONE && !now.cancelled) {
        work_free(tuning->last);
        tuning->last = work; /* it is kept, the next one is another */
        desk->works[WORK_TRIAL] = NULL;
    } else if (now.state == WORK_FAILED) {
        desk_tell(desk, now.failure.code, &now.failure);
        desk_work_end(desk, WORK_TRIAL);
    }
    if (tuning->changed)
        desk_tell(desk, read_again(desk, tuning, &err), &err);
}

/* ---- life ---- */

static enum err_code open_tuning(struct desk *desk, void *state, const struct screen_goal *goal,
                                 struct err *err)
{
    struct tuning *tuning = state;
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    struct page *pages = NULL;
    struct page_filter filter = {.batch = uuid_is_null(&goal->batch) ? NULL : &goal->batch,
                                 .limit = PAGES_SHOWN};
    enum err_code code =
        role_check(store, ROLE_BIT(ROLE_PRACTICE) | ROLE_BIT(ROLE_ADMINISTRATOR), err);
    tuning->profile = json_object();
    tuning->lens.zoom = 1;
    if (!code)
        code = page_list(store, &filter, arena, &pages, &tuning->page_count, err);
    for (size_t i = 0; i < tuning->page_count && !code; i++)
        tuning->pages[i] = pages[i].id;
    arena_free(arena);
    return code ? code : read_again(desk, tuning, err);
}

static void close_tuning(struct desk *desk, void *state)
{
    struct tuning *tuning = state;
    desk_work_end(desk, WORK_TRIAL);
    work_free(tuning->last);
    json_decref(tuning->profile);
}

/* ---- numbers ---- */

static const json_t *param_in_hand(const struct tuning *tuning)
{
    const struct picture *pictures;
    const struct trial *trial = came(tuning, &pictures);
    return trial ? json_array_get(trial->params, tuning->focus) : NULL;
}

static double value_of(const struct tuning *tuning, const json_t *param)
{
    const char *path = json_peek_text(param, "path");
    const json_t *at = tuning->profile;
    char *whole = mem_copy_text(path), *from = whole;
    for (char *slash; at && (slash = strchr(from, '/')); from = slash + 1) {
        *slash = '\0';
        at = json_object_get(at, from);
    }
    const json_t *set = json_object_get(at, from);
    double value = set ? json_number_value(set) : json_peek_double(param, "value", 0);
    free(whole);
    return value;
}

static enum err_code move_slider(struct desk *desk, struct tuning *tuning, bool back,
                                 struct err *err)
{
    const json_t *param = param_in_hand(tuning);
    if (!param)
        return ERR_OK;
    double least = json_peek_double(param, "least", 0), most = json_peek_double(param, "most", 1);
    double step =
        json_peek_bool(param, "whole", false) ? most - least : (most - least) / SLIDER_STEPS;
    double value = value_of(tuning, param) + (back ? -step : step);
    value = value < least ? least : value > most ? most : value;
    profile_set_number(tuning->profile, json_peek_text(param, "path"), value);
    return read_again(desk, tuning, err);
}

static enum err_code to_standard(struct desk *desk, struct tuning *tuning, struct err *err)
{
    const json_t *param = param_in_hand(tuning);
    if (!param)
        return ERR_OK;
    profile_set_number(tuning->profile, json_peek_text(param, "path"),
                       json_peek_double(param, "standard", 0));
    return read_again(desk, tuning, err);
}

/* A new file in the store's folder, named by the time; batches take it by its path. */
static enum err_code keep_profile(struct desk *desk, struct tuning *tuning, struct err *err)
{
    char *folder = file_join(store_peek_folder(office_store(desk->office)), "profiles");
    struct str path = STR_INIT;
    char when[CLOCK_TEXT_SIZE];
    enum err_code code = file_make_folder(folder, err);
    clock_iso(clock_now_ms(), when);
    for (char *at = when; *at; at++)
        *at = *at == ':' || *at == '+' ? '-' : *at;
    str_format(&path, "%s/%s.yaml", folder, when);
    if (!code)
        code = profile_write(str_peek(&path), _("kept at the desk"), tuning->profile, err);
    if (!code)
        desk_say(desk, NOTICE_GOOD, arena_format(desk->arena, _("kept as %s"), str_peek(&path)));
    str_release(&path);
    free(folder);
    return code;
}

/* ---- keys ---- */

static enum err_code go(struct desk *desk, struct tuning *tuning, int step, struct err *err)
{
    if (tuning->page_count == 0)
        return ERR_OK;
    tuning->page = (tuning->page + tuning->page_count + (size_t)(step + (int)tuning->page_count)) %
                   tuning->page_count;
    return read_again(desk, tuning, err);
}

static void step_focus(struct tuning *tuning, bool back)
{
    const struct picture *pictures;
    const struct trial *trial = came(tuning, &pictures);
    size_t count = trial ? json_array_size(trial->params) : 0;
    if (back ? tuning->focus > 0 : tuning->focus + 1 < count)
        tuning->focus += back ? (size_t)-1 : 1;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct tuning *tuning = state;
    if (lens_request(&tuning->lens, request))
        return ERR_OK;
    switch (request) {
    case REQUEST_UP: step_focus(tuning, true); return ERR_OK;
    case REQUEST_DOWN: step_focus(tuning, false); return ERR_OK;
    case REQUEST_OTHER_BEFORE: return move_slider(desk, tuning, true, err);
    case REQUEST_OTHER_NEXT: return move_slider(desk, tuning, false, err);
    case REQUEST_BEFORE_AFTER: tuning->before = !tuning->before; return ERR_OK;
    case REQUEST_PART:
        tuning->part = (tuning->part + 1) % (PARTS + 1);
        return read_again(desk, tuning, err);
    case REQUEST_STANDARD: return to_standard(desk, tuning, err);
    case REQUEST_KEEP_PROFILE: return keep_profile(desk, tuning, err);
    case REQUEST_NEXT_PAGE: return go(desk, tuning, 1, err);
    case REQUEST_PREVIOUS_PAGE: return go(desk, tuning, -1, err);
    default: return ERR_OK;
    }
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct tuning *)state)->lens, x, y);
}

/* ---- showing ---- */

/* The picture of the step that the number in hand is of: "clean/dots/size" is of dots; the last one
 * for what comes behind cleaning. */
static size_t step_of(const struct trial *trial, const char *path)
{
    for (size_t i = 0; path && i < trial->step_count; i++) {
        const char *found = strstr(path, trial->steps[i].name);
        if (found && found > path && found[-1] == '/')
            return i;
    }
    return trial->step_count - 1;
}

static void add_picture(struct desk *desk, const struct tuning *tuning, struct shown *ret)
{
    const struct picture *pictures;
    const struct trial *trial = came(tuning, &pictures);
    picture_show(desk, NULL, &tuning->lens, &ret->picture);
    if (!trial || trial->step_count == 0)
        return;
    size_t at = step_of(trial, json_peek_text(param_in_hand(tuning), "path"));
    at -= tuning->before && at > 0;
    picture_show(desk, &pictures[at], &tuning->lens, &ret->picture);
    ret->place = arena_format(desk->arena, "%s  ·  %s: %s", ret->place,
                              tuning->before ? _("before") : _("after"), trial->steps[at].name);
}

/* The first lines of the text, with how sure each is. */
static void add_text(struct desk *desk, const struct trial *trial, struct row_list *rows)
{
    double sum = 0;
    for (size_t i = 0; i < trial->text.line_count; i++)
        sum += (double)trial->text.lines[i].confidence;
    row_add(desk, rows, ROW_HEADING,
            arena_format(desk->arena, _("Read here: lines %zu, sure on average %.1f %%"),
                         trial->text.line_count,
                         trial->text.line_count ? 100 * sum / (double)trial->text.line_count : 0));
    for (size_t i = 0; i < trial->text.line_count && i < LINES_SHOWN; i++) {
        const struct text_line *line = &trial->text.lines[i];
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena, "%.0f %%  %s", 100 * (double)line->confidence,
                             text_line_text(line, desk->arena)));
    }
}

static void add_params(struct desk *desk, const struct tuning *tuning, const struct trial *trial,
                       struct row_list *rows, struct shown *ret)
{
    size_t i;
    json_t *param;
    row_add(desk, rows, ROW_HEADING, _("Numbers of the profile"));
    json_array_foreach (trial->params, i, param) {
        double least = json_peek_double(param, "least", 0);
        double most = json_peek_double(param, "most", 1), value = value_of(tuning, param);
        const char *path = json_peek_text(param, "path");
        const char *label = text_starts(path, "clean/") ? path + strlen("clean/") : path;
        struct shown_row *row = row_add(desk, rows, ROW_ITEM, label);
        row->text = arena_format(desk->arena, "%.3g", value);
        row->bar = most > least ? (value - least) / (most - least) : 0;
        row->sign =
            fabs(value - json_peek_double(param, "standard", 0)) > 1e-9 ? SIGN_DOUBT : SIGN_NONE;
        if (i == tuning->focus)
            ret->focus = (int)rows->count - 1;
    }
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct tuning *tuning = state;
    struct row_list rows = {0};
    const struct picture *pictures;
    const struct trial *trial = came(tuning, &pictures);
    ret->place =
        tuning->page_count == 0
            ? ""
            : arena_format(desk->arena, "%zu/%zu  ·  %s", tuning->page + 1, tuning->page_count,
                           tuning->part
                               ? arena_format(desk->arena, _("strip %d of %d"), tuning->part, PARTS)
                               : _("whole page"));
    if (desk_work_runs(desk, WORK_TRIAL))
        ret->place = arena_format(desk->arena, "%s  ·  %s", ret->place, _("is being read …"));
    if (tuning->page_count == 0)
        row_add(desk, &rows, ROW_NOTE, _("There is no page to try it on."));
    if (trial) {
        add_text(desk, trial, &rows);
        add_params(desk, tuning, trial, &rows, ret);
    }
    rows_hand_over(desk, &rows, ret);
    add_picture(desk, tuning, ret);
}

static const struct binding bindings[] = {
    {{PRESS_RIGHT}, REQUEST_OTHER_NEXT, true},
    {{PRESS_LEFT}, REQUEST_OTHER_BEFORE, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_TAB}, REQUEST_BEFORE_AFTER, true},
    {{PRESS_F1 + 5}, REQUEST_PART, true},
    {{PRESS_F1 + 6}, REQUEST_STANDARD, true},
    {{PRESS_F1 + 7}, REQUEST_KEEP_PROFILE, true},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_PAGE, true},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_PAGE, false},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_tune = {
    .name = "tune",
    .title = N_("How pages are read"),
    .about = N_("Try the numbers by which pages are cleaned and read, on one page or a strip of "
                "it: up and down choose a number, left and right change it, and the page is read "
                "anew. Tab shows the picture before and after the step. F8 keeps all numbers as a "
                "profile; compare it on many pages with: sohoa profile eval."),
    .bindings = bindings,
    .state_size = sizeof(struct tuning),
    .open = open_tuning,
    .close = close_tuning,
    .request = request,
    .news = news,
    .pan = pan,
    .show = show,
};
