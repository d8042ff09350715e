/* SPDX-License-Identifier: Apache-2.0
 *
 * present/health: is all well with this computer and the store, and what to do where not; the same
 * checks as `sohoa doctor`. May include: base, workflow.
 */
#include "present/screen.h"
#include "present/works.h"

static enum err_code examine(struct desk *desk, struct err *err)
{
    return desk_work_start(desk, WORK_HEALTH, &work_health, work_health_state(), err);
}

static enum err_code open_health(struct desk *desk, void *state, const struct screen_goal *goal,
                                 struct err *err)
{
    (void)state, (void)goal;
    return examine(desk, err);
}

static void close_health(struct desk *desk, void *state)
{
    (void)state;
    desk_work_end(desk, WORK_HEALTH);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    (void)state;
    return request == REQUEST_REFRESH && !desk_work_runs(desk, WORK_HEALTH) ? examine(desk, err)
                                                                            : ERR_OK;
}

static void news(struct desk *desk, void *state)
{
    (void)desk, (void)state; /* what is shown is read from the work itself */
}

static void add_findings(struct desk *desk, const struct finding_list *list, struct row_list *rows)
{
    static const enum shown_sign SIGNS[] = {
        [HEALTH_GOOD] = SIGN_GOOD, [HEALTH_WARNING] = SIGN_DOUBT, [HEALTH_FAILURE] = SIGN_FAULT};
    /* What needs somebody stands first. */
    for (int verdict = HEALTH_FAILURE; verdict >= HEALTH_GOOD; verdict--)
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i].verdict == (enum health_verdict)verdict)
                row_add(desk, rows, ROW_ITEM, list->items[i].text)->sign = SIGNS[verdict];
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct row_list rows = {0};
    (void)state;
    struct work *work = desk->works[WORK_HEALTH];
    struct work_news now = work_look(work);
    if (now.state == WORK_RUNS) {
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, _("Looking at everything …"));
        row->bar = now.progress.total ? (double)now.progress.done / (double)now.progress.total : 0;
    } else {
        add_findings(desk, work_health_peek(work_state(work)), &rows);
    }
    rows_hand_over(desk, &rows, ret);
}

static const struct binding bindings[] = {
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_health = {
    .name = "health",
    .title = N_("Is all well?"),
    .about = N_("What the work needs, looked at one by one: the computer, the reader, the scanner, "
                "the store, its backups. What needs somebody stands first, with what to do."),
    .bindings = bindings,
    .state_size = 1,
    .open = open_health,
    .close = close_health,
    .request = request,
    .news = news,
    .show = show,
};
