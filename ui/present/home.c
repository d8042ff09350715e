/* SPDX-License-Identifier: Apache-2.0
 *
 * present/home: what waits, and how far each batch is. May include: base, model, store, workflow.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "present/form.h"
#include "present/screen.h"
#include "store/batch.h"
#include "store/difficulty.h"
#include "store/page.h"
#include "store/quality.h"
#include "store/record.h"
#include "workflow/action.h"
#include "workflow/assign.h"
#include "workflow/backup.h"
#include "workflow/waits.h"

enum { BATCHES_SHOWN = 200 };

enum job {
    JOB_ENTRY,
    JOB_SECOND,
    JOB_SETTLE,
    JOB_CONFIRM,
    JOB_LOOK_UP,
    JOB_SCAN,
    JOB_IMPORT,
    JOB_RESCAN,
    JOB_READ,
    JOB_BOOKS,
    JOB_DIFFICULTY,
    JOB_HAND_OUT,
    JOB_HEALTH,
    JOB_SETTINGS,
    JOB_TUNE,
    JOB_NONE
};

struct home_row {
    enum job job;
    struct uuid batch;
    char *label, *text, *extra;
    double bar;
    enum shown_sign sign;
    bool heading;
};

struct home {
    struct home_row *items;
    size_t count, capacity;
    size_t focus;
    long pages_read; /* as the desk said when this was looked at last */
    int64_t looked_us;
};

/* ---- reading ---- */

static void clear(struct home *home)
{
    for (size_t i = 0; i < home->count; i++) {
        free(home->items[i].label);
        free(home->items[i].text);
        free(home->items[i].extra);
    }
    home->count = 0;
}

static struct home_row *add(struct home *home, enum job job, const char *label)
{
    struct home_row *row = ARRAY_ADD(home);
    *row = (struct home_row){.job = job, .label = mem_copy_text(label), .bar = -1};
    return row;
}

static void add_heading(struct home *home, const char *label)
{
    add(home, JOB_NONE, label)->heading = true;
}

static char *figure(const char *format, long number)
{
    struct str text = STR_INIT;
    str_format(&text, format, number);
    return str_take(&text);
}

static char *figure_of(const char *format, long number, const char *words)
{
    struct str text = STR_INIT;
    str_format(&text, format, number, words);
    return str_take(&text);
}

/* A line with a figure; nothing when the figure is 0. */
static enum err_code add_count(struct home *home, enum err_code code, enum job job,
                               const char *label, const char *format, long count)
{
    if (code || count == 0)
        return code;
    struct home_row *row = add(home, job, label);
    row->text = figure(format, count);
    row->sign = SIGN_WAIT;
    return ERR_OK;
}

struct counts {
    struct record_tally *tallies;
    size_t tally_count;
    struct batch *batches;
    size_t batch_count;
};

static long tally(const struct counts *counts, const struct uuid *batch, unsigned states)
{
    long sum = 0;
    for (size_t i = 0; i < counts->tally_count; i++)
        if ((!batch || uuid_equal(batch, &counts->tallies[i].batch)) &&
            (states >> counts->tallies[i].state & 1))
            sum += counts->tallies[i].count;
    return sum;
}

#define WAITING  (1u << RECORD_ENTERED | 1u << RECORD_RETURNED)
#define FINISHED (1u << RECORD_VERIFIED | 1u << RECORD_CONFIRMED)

/* The work of all batches starts with the oldest one that has some. */
static void add_entry(struct home *home, const struct counts *counts, bool may)
{
    long waiting = tally(counts, NULL, WAITING);
    struct home_row *row = add(home, may ? JOB_ENTRY : JOB_NONE, _("Check and key"));
    row->text = figure(_("records: %ld"), waiting);
    row->sign = waiting ? SIGN_WAIT : SIGN_GOOD;
    for (size_t i = counts->batch_count; i-- > 0;)
        if (tally(counts, &counts->batches[i].id, WAITING) > 0)
            row->batch = counts->batches[i].id;
}

/* New pages, and those that wait for the scanner or the reader. */
static enum err_code add_paper(struct home *home, struct store *store, struct err *err)
{
    struct page_filter unread = {.states = 1u << PAGE_CAPTURED};
    long rescans = 0, pages = 0;
    add_heading(home, _("Paper"));
    struct home_row *row = add(home, JOB_SCAN, _("Scan"));
    row->text = mem_copy_text(_("a stack in the feeder, or page by page"));
    row = add(home, JOB_IMPORT, _("Bring in"));
    row->text = mem_copy_text(_("files, a stick, photos from a phone"));
    enum err_code code = rescan_count(store, NULL, &rescans, err);
    code =
        add_count(home, code, JOB_RESCAN, _("Pages to be scanned again"), _("pages: %ld"), rescans);
    if (!code)
        code = page_count(store, &unread, &pages, err);
    return add_count(home, code, JOB_READ, _("Pages not read yet"), _("pages: %ld"), pages);
}

/* What others finished: to be entered again, settled, confirmed. Whom the office lacks is told;
 * what the person who sits here may not do is shown and cannot be chosen. */
static enum err_code add_waits(struct home *home, struct office *office,
                               const struct counts *counts, struct err *err)
{
    static const struct {
        enum wait_for wait;
        enum job job;
        enum action_id action;
        const char *label;
    } rows[] = {
        {WAIT_SECOND, JOB_SECOND, ACTION_SECOND, N_("Second entry")},
        {WAIT_SETTLE, JOB_SETTLE, ACTION_CHOOSE, N_("Settle two entries")},
        {WAIT_CONFIRM, JOB_CONFIRM, ACTION_CONFIRM, N_("Confirm")},
    };
    struct waits waits = {0};
    long by_state[RECORD_STATE_COUNT];
    for (int state = 0; state < RECORD_STATE_COUNT; state++)
        by_state[state] = tally(counts, NULL, 1u << state);
    enum err_code code = waits_of(office_store(office), by_state, &waits, err);
    for (size_t i = 0; i < ARRAY_SIZE(rows) && !code; i++) {
        enum wait_for wait = rows[i].wait;
        if (!waits.records[wait])
            continue;
        bool may = action_check(office, rows[i].action, NULL) == ERR_OK;
        struct home_row *row = add(home, may ? rows[i].job : JOB_NONE, _(rows[i].label));
        row->text = figure(_("records: %ld"), waits.records[wait]);
        row->sign = waits.stuck[wait] ? SIGN_FAULT : SIGN_WAIT;
        if (waits.stuck[wait])
            row->extra = figure_of(_("%ld wait for nobody; lacking: %s"), waits.stuck[wait],
                                   wait_lacks(wait));
    }
    return code;
}

static enum err_code add_waiting(struct home *home, struct office *office,
                                 const struct counts *counts, struct err *err)
{
    add_heading(home, _("What waits"));
    add_entry(home, counts, action_check(office, ACTION_FINISH, NULL) == ERR_OK);
    enum err_code code = add_waits(home, office, counts, err);
    struct home_row *row = add(home, JOB_LOOK_UP, _("Look up"));
    row->text = mem_copy_text(_("by number, name or year"));
    return code;
}

static void add_batch(struct home *home, const struct counts *counts, const struct batch *batch)
{
    long finished = tally(counts, &batch->id, FINISHED);
    long total = tally(counts, &batch->id, ~0u);
    struct home_row *row = add(home, JOB_ENTRY, batch->name);
    struct str text = STR_INIT;
    row->batch = batch->id;
    str_format(&text, _("finished: %ld of %ld"), finished, total);
    row->text = str_take(&text);
    row->extra = figure(_("pages: %ld"), batch->pages);
    row->bar = total ? (double)finished / (double)total : 0;
    row->sign = total && finished == total ? SIGN_GOOD : SIGN_WAIT;
}

static enum err_code add_books(struct home *home, struct store *store, struct arena *arena,
                               struct err *err)
{
    struct book *books;
    size_t count = 0;
    enum err_code code = book_list(store, 0, BATCHES_SHOWN, arena, &books, &count, err);
    if (code || count == 0)
        return code;
    struct home_row *row = add(home, JOB_BOOKS, _("Books"));
    row->text = figure(_("books: %ld"), (long)count);
    return ERR_OK;
}

/* "today", "3 days ago", "never". */
static char *age_text(int64_t ms)
{
    long days = (long)((clock_now_ms() - ms) / (24LL * 3600 * 1000));
    if (!ms)
        return mem_copy_text(_("never"));
    return days < 1 ? mem_copy_text(_("today")) : figure(_("days ago: %ld"), days);
}

/* Each refuses by itself whom it is not for. */
static void add_tools(struct home *home)
{
    add(home, JOB_HAND_OUT, _("Hand out"))->text = mem_copy_text(_("which batch is whose"));
    add(home, JOB_HEALTH, _("Is all well?"))->text = mem_copy_text(_("computer, scanner, store"));
    add(home, JOB_TUNE, _("How pages are read"))->text =
        mem_copy_text(_("for the administrator: numbers tried on a page"));
    add(home, JOB_SETTINGS, _("Settings of the desk"))->text =
        mem_copy_text(_("typing, letters, language, short forms"));
}

/* What others should know: the last backup, what people reported. */
static enum err_code add_state(struct home *home, struct store *store, struct err *err)
{
    struct backup_due due;
    long open = 0;
    enum err_code code = backup_due_get(store, &due, err);
    if (code)
        return code;
    add_heading(home, _("This computer"));
    add_tools(home);
    struct home_row *row = add(home, JOB_NONE, _("Last backup"));
    row->text = age_text(due.last_ms);
    row->extra = mem_copy_text(due.open  ? _("the last one was broken off")
                               : due.old ? _("it is time for one")
                                         : "");
    row->sign = due.old || due.open ? SIGN_DOUBT : SIGN_GOOD;
    code = difficulty_count_open(store, &open, err);
    code = add_count(home, code, JOB_DIFFICULTY, _("Difficulties not settled"), "%ld", open);
    if (!code && open)
        home->items[home->count - 1].sign = SIGN_FAULT;
    return code;
}

/* Batches that were given to others are not counted either. */
static enum err_code only_mine(struct office *office, struct counts *counts, struct err *err)
{
    size_t kept = 0;
    enum err_code code = assign_only_mine(office, counts->batches, &counts->batch_count, err);
    for (size_t i = 0; i < counts->tally_count && assign_viewer(office); i++) {
        bool mine = false;
        for (size_t k = 0; k < counts->batch_count && !mine; k++)
            mine = uuid_equal(&counts->batches[k].id, &counts->tallies[i].batch);
        if (mine)
            counts->tallies[kept++] = counts->tallies[i];
    }
    if (assign_viewer(office))
        counts->tally_count = kept;
    return code;
}

static enum err_code read_home(struct home *home, struct office *office, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct counts counts = {0};
    clear(home);
    enum err_code code = record_tally_list(store, arena, &counts.tallies, &counts.tally_count, err);
    if (!code)
        code =
            batch_list(store, 0, BATCHES_SHOWN, arena, &counts.batches, &counts.batch_count, err);
    if (!code)
        code = only_mine(office, &counts, err);
    if (!code)
        code = add_waiting(home, office, &counts, err);
    if (!code)
        code = add_paper(home, store, err);
    if (!code)
        code = add_books(home, store, arena, err);
    if (!code)
        code = add_state(home, store, err);
    if (!code)
        add_heading(home, _("Batches"));
    for (size_t i = counts.batch_count; i-- > 0 && !code;)
        add_batch(home, &counts, &counts.batches[i]);
    arena_free(arena);
    return code;
}

/* ---- moving and opening ---- */

static bool can_be_chosen(const struct home *home, size_t at)
{
    return at < home->count && home->items[at].job != JOB_NONE;
}

static void move(struct home *home, int step)
{
    size_t at = home->focus;
    while (home->count > 0) {
        at = (at + home->count + (size_t)(step + (int)home->count)) % home->count;
        if (can_be_chosen(home, at) || at == home->focus)
            break;
    }
    home->focus = at;
}

static enum err_code open_home(struct desk *desk, void *state, const struct screen_goal *goal,
                               struct err *err)
{
    struct home *home = state;
    (void)goal;
    enum err_code code = read_home(home, desk->office, err);
    if (!code && !can_be_chosen(home, home->focus))
        move(home, 1);
    return code;
}

static void close_home(struct desk *desk, void *state)
{
    struct home *home = state;
    (void)desk;
    clear(home);
    free(home->items);
}

/* A batch of handwriting is keyed, one of print is checked: its first waiting record tells. */
static enum screen_id entry_screen(struct desk *desk, const struct uuid *batch)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    struct form form = {0};
    enum screen_id id = SCREEN_CHECK;
    struct record_filter filter = {.batch = uuid_is_null(batch) ? NULL : batch,
                                   .states = 1u << RECORD_ENTERED | 1u << RECORD_RETURNED,
                                   .viewer = assign_viewer(desk->office),
                                   .limit = 1};
    if (record_list(office_store(desk->office), &filter, arena, &records, &count, NULL) == ERR_OK &&
        count > 0 &&
        form_open(desk->office, &records[0].id, TYPING_OFF, false, &form, NULL) == ERR_OK &&
        form_by_hand(&form))
        id = SCREEN_KEY;
    form_release(&form);
    arena_free(arena);
    return id;
}

static enum err_code start_reading(struct desk *desk)
{
    desk_read(desk);
    if (desk_work_runs(desk, WORK_READ))
        desk_say(desk, NOTICE_GOOD, _("the pages are being read; you can go on with other work"));
    return ERR_OK;
}

static enum err_code open_job(struct desk *desk, struct home *home, struct err *err)
{
    struct screen_goal goal = {0};
    if (!can_be_chosen(home, home->focus))
        return ERR_OK;
    const struct home_row *row = &home->items[home->focus];
    goal.batch = row->batch;
    switch (row->job) {
    case JOB_SECOND: return desk_open(desk, SCREEN_SECOND, &goal, err);
    case JOB_SETTLE: return desk_open(desk, SCREEN_SETTLE, &goal, err);
    case JOB_CONFIRM: return desk_open(desk, SCREEN_CONFIRM, &goal, err);
    case JOB_LOOK_UP: return desk_open(desk, SCREEN_LOOK_UP, &goal, err);
    case JOB_SCAN: return desk_open(desk, SCREEN_SCAN, &goal, err);
    case JOB_IMPORT: return desk_open(desk, SCREEN_IMPORT, &goal, err);
    case JOB_RESCAN: return desk_open(desk, SCREEN_RESCAN, &goal, err);
    case JOB_READ: return start_reading(desk);
    case JOB_DIFFICULTY: return desk_open(desk, SCREEN_DIFFICULTY, &goal, err);
    case JOB_HAND_OUT: return desk_open(desk, SCREEN_HAND_OUT, &goal, err);
    case JOB_HEALTH: return desk_open(desk, SCREEN_HEALTH, &goal, err);
    case JOB_SETTINGS: return desk_open(desk, SCREEN_SETTINGS, &goal, err);
    case JOB_TUNE: return desk_open(desk, SCREEN_TUNE, &goal, err);
    case JOB_BOOKS: return desk_open(desk, SCREEN_BOOKS, &goal, err);
    default: return desk_open(desk, entry_screen(desk, &goal.batch), &goal, err);
    }
}

static enum err_code open_group(struct desk *desk, struct home *home, struct err *err)
{
    struct screen_goal goal = {0};
    if (!can_be_chosen(home, home->focus) || uuid_is_null(&home->items[home->focus].batch))
        return err_set(err, ERR_EMPTY, 1969, _("choose a batch first"));
    goal.batch = home->items[home->focus].batch;
    return desk_open(desk, SCREEN_GROUP, &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct home *home = state;
    switch (request) {
    case REQUEST_UP: move(home, -1); return ERR_OK;
    case REQUEST_DOWN: move(home, 1); return ERR_OK;
    case REQUEST_OPEN: return open_job(desk, home, err);
    case REQUEST_GROUP: return open_group(desk, home, err);
    case REQUEST_SCAN: return desk_open(desk, SCREEN_SCAN, &(struct screen_goal){0}, err);
    case REQUEST_BRING_IN: return desk_open(desk, SCREEN_IMPORT, &(struct screen_goal){0}, err);
    case REQUEST_LOOK_UP: return desk_open(desk, SCREEN_LOOK_UP, &(struct screen_goal){0}, err);
    case REQUEST_REFRESH: return open_home(desk, home, NULL, err);
    default: return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct home *home = state;
    if (!can_be_chosen(home, row))
        return ERR_OK;
    home->focus = row;
    return open_job(desk, home, err);
}

/* Pages were read meanwhile: looked at now and then, and when all are. */
static void news(struct desk *desk, void *state)
{
    enum { PAUSE_US = 3 * 1000 * 1000 };
    struct home *home = state;
    struct err err = {0};
    int64_t now = clock_monotonic_us();
    if (home->pages_read == desk->pages_read ||
        (desk_busy(desk) && now - home->looked_us < PAUSE_US))
        return;
    home->pages_read = desk->pages_read;
    home->looked_us = now;
    desk_tell(desk, read_home(home, desk->office, &err), &err);
}

/* ---- showing ---- */

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct home *home = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < home->count; i++) {
        const struct home_row *item = &home->items[i];
        struct shown_row *row =
            row_add(desk, &rows, item->heading ? ROW_HEADING : ROW_ITEM, item->label);
        row->text = item->text ? item->text : "";
        row->extra = item->extra ? item->extra : "";
        row->bar = item->bar;
        row->sign = item->sign;
    }
    rows_hand_over(desk, &rows, ret);
    ret->focus = home->count ? (int)home->focus : -1;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_OPEN, true},
    {{PRESS_DOWN}, REQUEST_DOWN, false},
    {{PRESS_UP}, REQUEST_UP, false},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_F1 + 1}, REQUEST_SCAN, true},
    {{PRESS_F1 + 2}, REQUEST_BRING_IN, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true},
    {{PRESS_F1 + 5}, REQUEST_GROUP, true},
    {{PRESS_F1 + 6}, REQUEST_LOOK_UP, true},
    {{PRESS_ESC}, REQUEST_QUIT, true},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_home = {
    .name = "home",
    .title = N_("Work table"),
    .about = N_("Choose with the arrow keys what you want to do, and press Enter. Each batch shows "
                "how much of it is finished."),
    .bindings = bindings,
    .state_size = sizeof(struct home),
    .open = open_home,
    .close = close_home,
    .request = request,
    .choose = choose,
    .news = news,
    .show = show,
};
