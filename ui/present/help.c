/* SPDX-License-Identifier: Apache-2.0
 *
 * present/help: the screen under this one explained: what one does there, and every key that works.
 * May include: base.
 */
#include "present/screen.h"

struct help {
    const struct screen *of;
    size_t first, count; /* the row on top, and how many there are */
};

static enum err_code open(struct desk *desk, void *state, const struct screen_goal *goal,
                          struct err *err)
{
    struct help *help = state;
    (void)goal;
    (void)err;
    help->of = desk->frames[desk->depth - 1].screen;
    return ERR_OK;
}

/* One row a request, with all its keys; over: these come first and hide the same keys. */
static void add_keys(struct desk *desk, const struct binding *bindings, const struct binding *over,
                     struct row_list *rows)
{
    for (const struct binding *at = bindings; at->press.code != PRESS_NONE; at++) {
        struct str keys = STR_INIT;
        bool before = over && binding_lookup(over, &at->press) != REQUEST_NONE;
        for (const struct binding *same = bindings; same->press.code != PRESS_NONE; same++) {
            char key[32];
            if (same->request != at->request)
                continue;
            before = before || same < at;
            press_show(&same->press, key, sizeof key);
            str_format(&keys, "%s%s", keys.length ? ",  " : "", key);
        }
        if (!before)
            row_add(desk, rows, ROW_ITEM, str_peek(&keys))->text = request_help(at->request);
        str_release(&keys);
    }
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct help *help = state;
    struct row_list rows = {0};
    row_add(desk, &rows, ROW_HEADING, _(help->of->title));
    row_add(desk, &rows, ROW_NOTE, _(help->of->about));
    row_add(desk, &rows, ROW_HEADING, _("Keys"));
    add_keys(desk, help->of->bindings, NULL, &rows);
    add_keys(desk, common_bindings, help->of->bindings, &rows);
    row_add(desk, &rows, ROW_HEADING, _("Signs"));
    static const char *const SIGNS[SIGN_COUNT] = {
        [SIGN_DOUBT] = N_("look at it: the machine is not sure"),
        [SIGN_GOOD] = N_("a person looked at it"),
        [SIGN_SURE] = N_("the machine is sure"),
        [SIGN_WAIT] = N_("written by hand: waits for keying"),
    };
    for (int i = 0; i < SIGN_COUNT; i++)
        if (SIGNS[i]) {
            struct shown_row *row = row_add(desk, &rows, ROW_ITEM, sign_glyph((enum shown_sign)i));
            row->text = _(SIGNS[i]);
        }
    help->count = rows.count;
    rows_hand_over(desk, &rows, ret);
    ret->rows += help->first;
    ret->row_count -= help->first;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct help *help = state;
    (void)desk;
    (void)err;
    if (request == REQUEST_DOWN)
        help->first += help->first + 1 < help->count;
    else if (request == REQUEST_UP)
        help->first -= help->first > 0;
    return ERR_OK;
}

static const struct binding bindings[] = {
    {{PRESS_F1}, REQUEST_BACK, false},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_help = {
    .name = "help",
    .title = N_("Help"),
    .about = N_("Esc goes back."),
    .bindings = bindings,
    .state_size = sizeof(struct help),
    .open = open,
    .request = request,
    .show = show,
};
