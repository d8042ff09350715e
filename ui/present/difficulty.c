/* SPDX-License-Identifier: Apache-2.0
 *
 * present/difficulty: reporting what stands in the way, from every screen: the category, a few
 * words, and what the screen knows goes along. Under it what is not settled yet. May include: base,
 * store, workflow.
 */
#include "workflow/difficulty.h"

#include "base/clock.h"
#include "base/str.h"
#include "present/screen.h"
#include "store/schema.h"

enum { OPEN_SHOWN = 50 };

struct report {
    struct text_field words;
    struct screen_goal about;
    const char *step;    /* static */
    const char *device;  /* arena; NULL = none */
    long number;         /* of the error told last; 0 = none */
    struct arena *arena; /* of the device and the open ones */
    struct difficulty *open;
    size_t open_count, focus; /* a category, then the open ones */
};

/* The step of the work that belongs to a screen: of its own name, but for these. */
static const char *step_of(const struct screen *screen)
{
    if (text_equal(screen->name, "rescan"))
        return "scan";
    for (size_t i = 0; i < DIFFICULTY_STEPS; i++)
        if (text_equal(difficulty_steps[i].name, screen->name))
            return difficulty_steps[i].name;
    return difficulty_steps[DIFFICULTY_STEPS - 1].name;
}

static enum err_code read_open(struct desk *desk, struct report *report, struct err *err)
{
    struct store *store = office_store(desk->office);
    struct difficulty_filter filter = {.open = true, .limit = OPEN_SHOWN};
    arena_clear(report->arena);
    report->device = NULL;
    enum err_code code =
        text_equal(report->step, "scan")
            ? setting_get(store, "capture_device", report->arena, &report->device, err)
            : ERR_OK;
    if (!code)
        code =
            difficulty_list(store, &filter, report->arena, &report->open, &report->open_count, err);
    if (report->focus >= DIFFICULTY_CATEGORIES + report->open_count)
        report->focus = DIFFICULTY_CATEGORIES + report->open_count - 1;
    return code;
}

static enum err_code open(struct desk *desk, void *state, const struct screen_goal *goal,
                          struct err *err)
{
    struct report *report = state;
    report->arena = arena_new();
    report->about = *goal;
    report->step = step_of(desk->frames[desk->depth - 1].screen);
    report->number = desk->fault;
    text_field_init(&report->words, desk->style, desk->new_style);
    return read_open(desk, report, err);
}

static void close(struct desk *desk, void *state)
{
    struct report *report = state;
    (void)desk;
    text_field_release(&report->words);
    arena_free(report->arena);
}

/* ---- requests ---- */

static enum err_code send(struct desk *desk, struct report *report, struct err *err)
{
    struct difficulty plan = {.step = report->step,
                              .device = report->device && *report->device ? report->device : NULL,
                              .code = report->number,
                              .words = text_field_peek(&report->words),
                              .page = report->about.page,
                              .record = report->about.record};
    struct uuid id;
    if (report->focus >= DIFFICULTY_CATEGORIES)
        return err_set(err, ERR_EMPTY, 2906, _("choose above what it is about"));
    plan.category = difficulty_categories[report->focus].name;
    enum err_code code = difficulty_report(desk->office, &plan, &id, err);
    if (code)
        return code;
    desk_back(desk);
    desk_say(desk, NOTICE_GOOD, _("reported; the team leader sees it"));
    return ERR_OK;
}

/* What was typed is the answer. */
static enum err_code settle(struct desk *desk, struct report *report, struct err *err)
{
    if (report->focus < DIFFICULTY_CATEGORIES)
        return err_set(err, ERR_EMPTY, 2907, _("choose below which one is settled"));
    enum err_code code =
        difficulty_settle(desk->office, &report->open[report->focus - DIFFICULTY_CATEGORIES].id,
                          text_field_peek(&report->words), err);
    if (code)
        return code;
    text_field_start(&report->words, "");
    desk_say(desk, NOTICE_GOOD, _("settled"));
    return read_open(desk, report, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct report *report = state;
    switch (request) {
    case REQUEST_UP: report->focus -= report->focus > 0; return ERR_OK;
    case REQUEST_DOWN:
        report->focus += report->focus + 1 < DIFFICULTY_CATEGORIES + report->open_count;
        return ERR_OK;
    case REQUEST_REPORT: return send(desk, report, err);
    case REQUEST_SETTLE: return settle(desk, report, err);
    case REQUEST_REFRESH: return read_open(desk, report, err);
    case REQUEST_UNDO: (void)text_field_undo(&report->words); return ERR_OK;
    case REQUEST_TYPING:
        text_field_end_word(&report->words);
        report->words.typing.style = desk->style;
        return ERR_OK;
    default: return ERR_OK;
    }
}

static struct text_field *field(void *state)
{
    return &((struct report *)state)->words;
}

/* ---- showing ---- */

enum { ROWS_BEFORE_OPEN = 2 }; /* headings: over the categories, and what goes along below them */

static void show_along(struct desk *desk, const struct report *report, struct row_list *rows)
{
    struct str text = STR_INIT;
    str_format(&text, "%s: %s", _("Goes along"), difficulty_step_title(report->step));
    if (report->number)
        str_format(&text, "  ·  K-%ld", report->number);
    if (report->device && *report->device)
        str_format(&text, "  ·  %s", report->device);
    if (!uuid_is_null(&report->about.page) || !uuid_is_null(&report->about.record))
        str_format(&text, "  ·  %s", _("this page"));
    row_add(desk, rows, ROW_NOTE, str_peek(&text));
    str_release(&text);
}

static void show_open(struct desk *desk, const struct difficulty *difficulty, struct row_list *rows)
{
    enum { DAY_AND_MINUTE = 16 };
    char when[CLOCK_TEXT_SIZE];
    clock_show(difficulty->at_ms, when);
    struct shown_row *row =
        row_add(desk, rows, ROW_ITEM, difficulty_category_title(difficulty->category));
    row->text = difficulty->words ? difficulty->words : difficulty_step_title(difficulty->step);
    row->extra = arena_format(desk->arena, "%.*s", DAY_AND_MINUTE, when);
    row->sign = SIGN_FAULT;
}

/* Index of the row in focus. */
static size_t row_of(const struct report *report)
{
    size_t before = report->focus < DIFFICULTY_CATEGORIES ? 1 : 1 + ROWS_BEFORE_OPEN;
    return report->focus + before;
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct report *report = state;
    struct row_list rows = {0};
    row_add(desk, &rows, ROW_HEADING, _("What is it about?"));
    for (size_t i = 0; i < DIFFICULTY_CATEGORIES; i++)
        row_add(desk, &rows, ROW_ITEM, _(difficulty_categories[i].title));
    show_along(desk, report, &rows);
    if (report->open_count > 0)
        row_add(desk, &rows, ROW_HEADING, _("Not settled yet"));
    for (size_t i = 0; i < report->open_count; i++)
        show_open(desk, &report->open[i], &rows);
    rows_hand_over(desk, &rows, ret);
    ret->focus = (int)row_of(report);
    field_show(desk, &report->words, _("In a few words; no names, no numbers of persons"), ret);
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct report *report = state;
    (void)desk, (void)err;
    if (row >= 1 && row <= DIFFICULTY_CATEGORIES)
        report->focus = row - 1;
    else if (row > DIFFICULTY_CATEGORIES + ROWS_BEFORE_OPEN &&
             row - 1 - ROWS_BEFORE_OPEN < DIFFICULTY_CATEGORIES + report->open_count)
        report->focus = row - 1 - ROWS_BEFORE_OPEN;
    return ERR_OK;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_REPORT, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_F1 + 3}, REQUEST_SETTLE, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, false},
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, false},
    {{PRESS_RUNE, WITH_CTRL, 'd'}, REQUEST_BACK, false},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_difficulty = {
    .name = "difficulty",
    .title = N_("Report a difficulty"),
    .about = N_("Choose with the arrow keys what stands in the way, say in a few words what it is, "
                "and press Enter: it goes to the team leader and into the weekly report. Leave out "
                "names and numbers of persons. F4 says that one of the list below is settled; what "
                "was typed is the answer to it."),
    .bindings = bindings,
    .state_size = sizeof(struct report),
    .open = open,
    .close = close,
    .request = request,
    .field = field,
    .choose = choose,
    .show = show,
};
