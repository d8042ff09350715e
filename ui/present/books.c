/* SPDX-License-Identifier: Apache-2.0
 *
 * present/books: the shelf: how far each book is, and which of its numbers are missing or stand
 * twice. May include: base, model, store, workflow.
 */
#include "present/screen.h"
#include "workflow/book.h"

enum { BOOKS_SHOWN = 300 };

struct shelf {
    struct arena *arena; /* of the books and the ledger */
    struct book_line *items;
    size_t count, focus;
    struct ledger ledger; /* of the book in focus */
    bool has_ledger;
};

static enum err_code read_ledger(struct desk *desk, struct shelf *shelf, struct err *err)
{
    shelf->has_ledger = false;
    if (shelf->focus >= shelf->count)
        return ERR_OK;
    enum err_code code = ledger_get(desk->office, &shelf->items[shelf->focus].book.id, shelf->arena,
                                    &shelf->ledger, err);
    shelf->has_ledger = !code;
    return code;
}

static enum err_code read_shelf(struct desk *desk, struct shelf *shelf, struct err *err)
{
    arena_clear(shelf->arena);
    shelf->count = 0;
    enum err_code code = book_shelf_list(desk->office, 0, BOOKS_SHOWN, shelf->arena, &shelf->items,
                                         &shelf->count, err);
    return code ? code : read_ledger(desk, shelf, err);
}

static enum err_code open_shelf(struct desk *desk, void *state, const struct screen_goal *goal,
                                struct err *err)
{
    struct shelf *shelf = state;
    (void)goal;
    shelf->arena = arena_new();
    return read_shelf(desk, shelf, err);
}

static void close_shelf(struct desk *desk, void *state)
{
    (void)desk;
    arena_free(((struct shelf *)state)->arena);
}

static enum err_code open_grid(struct desk *desk, const struct shelf *shelf, struct err *err)
{
    if (shelf->focus >= shelf->count)
        return ERR_OK;
    struct screen_goal goal = {.book = shelf->items[shelf->focus].book.id};
    return desk_open(desk, SCREEN_GRID, &goal, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct shelf *shelf = state;
    switch (request) {
    case REQUEST_UP: shelf->focus -= shelf->focus > 0; return read_ledger(desk, shelf, err);
    case REQUEST_DOWN:
        shelf->focus += shelf->focus + 1 < shelf->count;
        return read_ledger(desk, shelf, err);
    case REQUEST_REFRESH: return read_shelf(desk, shelf, err);
    case REQUEST_GRID: return open_grid(desk, shelf, err);
    default: return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct shelf *shelf = state;
    if (row >= shelf->count)
        return ERR_OK;
    shelf->focus = row;
    return read_ledger(desk, shelf, err);
}

/* ---- showing ---- */

static void add_book(struct desk *desk, const struct book_line *line, struct row_list *rows)
{
    const struct ledger_counts *counts = &line->counts;
    const struct schema *schema = NULL;
    if (office_schema_check(desk->office, line->book.schema, NULL) == ERR_OK)
        schema = office_schema_lookup(desk->office, line->book.schema);
    struct str label = STR_INIT;
    str_add(&label, schema ? schema_title(schema) : line->book.schema ? line->book.schema : "");
    if (line->book.number)
        str_format(&label, "  %s", line->book.number);
    struct shown_row *row = row_add(desk, rows, ROW_ITEM, str_peek(&label));
    row->text = arena_format(desk->arena, _("numbers: %ld of %ld, finished: %ld"), counts->seen,
                             counts->expected, counts->verified);
    row->extra = line->confirmed ? _("confirmed") : line->complete ? _("complete") : "";
    row->bar = counts->expected ? (double)counts->verified / (double)counts->expected : 0;
    row->sign = line->complete ? SIGN_GOOD : SIGN_WAIT;
    str_release(&label);
}

static void add_numbers(struct desk *desk, struct row_list *rows, const char *title, int year,
                        const char *numbers)
{
    if (!*numbers)
        return;
    row_add(desk, rows, ROW_NOTE, arena_format(desk->arena, "%d  ·  %s: %s", year, title, numbers));
}

static void add_ledger(struct desk *desk, const struct ledger *ledger, struct row_list *rows)
{
    row_add(desk, rows, ROW_HEADING, _("Numbers of this book"));
    for (size_t i = 0; i < ledger->series_count; i++) {
        const struct ledger_series *series = &ledger->series[i];
        int year = series->series.year;
        for (int state = LEDGER_MISSING; state < LEDGER_STATE_COUNT; state++)
            add_numbers(desk, rows, ledger_state_title((enum ledger_state)state), year,
                        ledger_numbers(series, (enum ledger_state)state, desk->arena));
        add_numbers(desk, rows, _("twice"), year, ledger_numbers_twice(series, desk->arena));
    }
    if (ledger->complete)
        row_add(desk, rows, ROW_NOTE, _("Every number is there or accounted for."));
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct shelf *shelf = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < shelf->count; i++)
        add_book(desk, &shelf->items[i], &rows);
    if (shelf->has_ledger)
        add_ledger(desk, &shelf->ledger, &rows);
    if (shelf->count == 0)
        row_add(desk, &rows, ROW_NOTE, _("There is no book yet."));
    rows_hand_over(desk, &rows, ret);
    ret->focus = shelf->count ? (int)shelf->focus : -1;
}

static const struct binding bindings[] = {
    {{PRESS_DOWN}, REQUEST_DOWN, true},      {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true}, {{PRESS_F1 + 5}, REQUEST_GRID, true},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_books = {
    .name = "books",
    .title = N_("Books"),
    .about = N_("How far each book is. Under the list stand the numbers of the book in focus that "
                "are missing, cancelled, unreadable or there twice."),
    .bindings = bindings,
    .state_size = sizeof(struct shelf),
    .open = open_shelf,
    .close = close_shelf,
    .request = request,
    .choose = choose,
    .show = show,
};
