/* SPDX-License-Identifier: Apache-2.0
 *
 * present/home: what waits, and how far each batch is. May include: base, model, store, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/form.h"
#include "present/screen.h"
#include "store/batch.h"
#include "store/record.h"

enum { BATCHES_SHOWN = 200 };

enum job { JOB_ENTRY, JOB_LOOK_UP, JOB_NONE };

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

static void add_waiting(struct home *home, const struct store_stats *stats)
{
    long waiting =
        stats->records_by_state[RECORD_ENTERED] + stats->records_by_state[RECORD_RETURNED];
    long aside = stats->pages_by_state[PAGE_ASIDE];
    long unread = stats->pages_by_state[PAGE_CAPTURED];
    add_heading(home, _("What waits"));
    struct home_row *row = add(home, JOB_ENTRY, _("Check and key"));
    row->text = figure(_("records: %ld"), waiting);
    row->sign = waiting ? SIGN_WAIT : SIGN_GOOD;
    row = add(home, JOB_LOOK_UP, _("Look up"));
    row->text = mem_copy_text(_("by number, name or year"));
    if (stats->records_by_state[RECORD_VERIFIED] > 0) {
        row = add(home, JOB_NONE, _("To be confirmed by an official"));
        row->text = figure(_("records: %ld"), stats->records_by_state[RECORD_VERIFIED]);
        row->sign = SIGN_WAIT;
    }
    if (aside > 0) {
        row = add(home, JOB_NONE, _("Pages set aside"));
        row->text = figure(_("pages: %ld; to be scanned again"), aside);
        row->sign = SIGN_FAULT;
    }
    if (unread > 0) {
        row = add(home, JOB_NONE, _("Pages not read yet"));
        row->text = figure(_("pages: %ld"), unread);
        row->sign = SIGN_WAIT;
    }
}

static enum err_code add_batch(struct home *home, struct store *store, const struct batch *batch,
                               struct err *err)
{
    struct record_filter all = {.batch = &batch->id}, done = {.batch = &batch->id};
    long total = 0, finished = 0;
    done.states = 1u << RECORD_VERIFIED | 1u << RECORD_CONFIRMED;
    enum err_code code = record_count(store, &all, &total, err);
    if (!code)
        code = record_count(store, &done, &finished, err);
    if (code)
        return code;
    struct home_row *row = add(home, JOB_ENTRY, batch->name);
    struct str text = STR_INIT;
    row->batch = batch->id;
    str_format(&text, _("finished: %ld of %ld"), finished, total);
    row->text = str_take(&text);
    row->extra = figure(_("pages: %ld"), batch->pages);
    row->bar = total ? (double)finished / (double)total : 0;
    row->sign = total && finished == total ? SIGN_GOOD : SIGN_WAIT;
    return ERR_OK;
}

static enum err_code read_home(struct home *home, struct store *store, struct err *err)
{
    struct arena *arena = arena_new();
    struct store_stats stats;
    struct batch *batches = NULL;
    size_t count = 0;
    clear(home);
    enum err_code code = store_stats_get(store, &stats, err);
    if (!code)
        code = batch_list(store, 0, BATCHES_SHOWN, arena, &batches, &count, err);
    if (!code) {
        add_waiting(home, &stats);
        add_heading(home, _("Batches"));
    }
    for (size_t i = count; i-- > 0 && !code;)
        code = add_batch(home, store, &batches[i], err);
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
    enum err_code code = read_home(home, office_store(desk->office), err);
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

static enum err_code open_job(struct desk *desk, struct home *home, struct err *err)
{
    struct screen_goal goal = {0};
    if (!can_be_chosen(home, home->focus))
        return ERR_OK;
    const struct home_row *row = &home->items[home->focus];
    goal.batch = row->batch;
    if (row->job == JOB_LOOK_UP)
        return desk_open(desk, SCREEN_LOOK_UP, &goal, err);
    return desk_open(desk, entry_screen(desk, &goal.batch), &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct home *home = state;
    switch (request) {
    case REQUEST_UP: move(home, -1); return ERR_OK;
    case REQUEST_DOWN: move(home, 1); return ERR_OK;
    case REQUEST_OPEN: return open_job(desk, home, err);
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
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true},
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
    .show = show,
};
