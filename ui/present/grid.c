/* SPDX-License-Identifier: Apache-2.0
 *
 * present/grid: a person rules the pages of a book where the machine found no rows: lines are
 * moved, added and taken away by keys; on each page the grid is nudged and laid. What is shown is
 * in grid_show.c. May include: base, model, record, store, workflow.
 */
#include "present/grid_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/batch.h"
#include "store/ledger.h"
#include "workflow/change.h"
#include "workflow/page_ids.h"
#include "workflow/page_place.h"

enum { STEP = 20, LARGE_STEP = 100, PAGES_MAX = 2000, LEAST_GAP = 20 };

/* ---- lines ---- */

size_t ruling_line_count(const struct ruling *ruling)
{
    return ruling->grid.column_count + ruling->grid.row_count + 3;
}

bool ruling_is_column(const struct ruling *ruling, size_t line)
{
    return line > 0 && line <= ruling->grid.column_count + 1;
}

/* The edge of a line that is not the whole grid. */
static int *edge_of(struct ruling *ruling, size_t line)
{
    return ruling_is_column(ruling, line)
               ? &ruling->grid.columns[line - 1]
               : &ruling->grid.rows[line - 2 - ruling->grid.column_count];
}

static void keep_step(struct ruling *ruling)
{
    if (ruling->step_count == RULING_STEPS)
        memmove(ruling->steps, ruling->steps + 1, --ruling->step_count * sizeof ruling->steps[0]);
    ruling->steps[ruling->step_count++] =
        (struct ruling_step){ruling->grid, ruling->dx, ruling->dy, ruling->line};
}

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* A line stays between its neighbours. */
static void move_line(struct ruling *ruling, int by)
{
    bool column = ruling_is_column(ruling, ruling->line);
    int *edges = column ? ruling->grid.columns : ruling->grid.rows;
    size_t cells = column ? ruling->grid.column_count : ruling->grid.row_count;
    int *edge = edge_of(ruling, ruling->line);
    size_t at = (size_t)(edge - edges);
    int least = at > 0 ? edges[at - 1] + LEAST_GAP : 0;
    int most = at < cells ? edges[at + 1] - LEAST_GAP : GRID_UNIT;
    *edge = between(*edge + by, least, most);
    ruling->changed = true;
}

static void move(struct ruling *ruling, int dx, int dy)
{
    keep_step(ruling);
    if (ruling->line == 0) {
        ruling->dx = between(ruling->dx + dx, -GRID_UNIT, GRID_UNIT);
        ruling->dy = between(ruling->dy + dy, -GRID_UNIT, GRID_UNIT);
    } else if (ruling_is_column(ruling, ruling->line) ? dx != 0 : dy != 0) {
        move_line(ruling, dx + dy);
    }
}

/* A line more in the middle of the cell behind the one in hand. */
static void add_line(struct ruling *ruling)
{
    struct grid *grid = &ruling->grid;
    bool column = ruling_is_column(ruling, ruling->line);
    int *edges = column ? grid->columns : grid->rows;
    size_t *cells = column ? &grid->column_count : &grid->row_count;
    size_t most = column ? GRID_COLUMNS_MAX : GRID_ROWS_MAX;
    if (ruling->line == 0 || *cells == most)
        return;
    size_t at = (size_t)(edge_of(ruling, ruling->line) - edges);
    at = at == *cells ? at - 1 : at;
    int middle = (edges[at] + edges[at + 1]) / 2;
    if (middle - edges[at] < LEAST_GAP)
        return;
    keep_step(ruling);
    memmove(edges + at + 2, edges + at + 1, (*cells - at) * sizeof *edges);
    edges[at + 1] = middle;
    if (column) {
        memmove(grid->fields + at + 2, grid->fields + at + 1,
                (*cells - at - 1) * sizeof grid->fields[0]);
        grid->fields[at + 1] = NULL;
    }
    ++*cells;
    ruling->line = column ? at + 2 : grid->column_count + 3 + at;
    ruling->changed = true;
}

static void remove_line(struct ruling *ruling)
{
    struct grid *grid = &ruling->grid;
    bool column = ruling_is_column(ruling, ruling->line);
    int *edges = column ? grid->columns : grid->rows;
    size_t *cells = column ? &grid->column_count : &grid->row_count;
    if (ruling->line == 0 || *cells == 1)
        return;
    keep_step(ruling);
    size_t at = (size_t)(edge_of(ruling, ruling->line) - edges);
    memmove(edges + at, edges + at + 1, (*cells - at) * sizeof *edges);
    if (column && at < *cells)
        memmove(grid->fields + at, grid->fields + at + 1,
                (*cells - at - 1) * sizeof grid->fields[0]);
    --*cells;
    if (ruling->line >= ruling_line_count(ruling))
        ruling->line = ruling_line_count(ruling) - 1;
    ruling->changed = true;
}

/* Lines of the same kind at equal distances between the first and the last one. */
static void spread(struct ruling *ruling)
{
    bool column = ruling_is_column(ruling, ruling->line);
    int *edges = column ? ruling->grid.columns : ruling->grid.rows;
    size_t cells = column ? ruling->grid.column_count : ruling->grid.row_count;
    keep_step(ruling);
    for (size_t i = 1; i < cells; i++)
        edges[i] = edges[0] + (int)((long)(edges[cells] - edges[0]) * (long)i / (long)cells);
    ruling->changed = true;
}

static bool is_used(const struct grid *grid, const char *name)
{
    for (size_t i = 0; i < grid->column_count; i++)
        if (grid->fields[i] && strcmp(grid->fields[i], name) == 0)
            return true;
    return false;
}

/* The next field of the schema that no column has, then none. */
static void next_field(struct ruling *ruling)
{
    if (!ruling_is_column(ruling, ruling->line) || ruling->line > ruling->grid.column_count)
        return;
    const struct schema *schema = ruling->schema;
    const char **field = &ruling->grid.fields[ruling->line - 1];
    size_t at = *field ? (size_t)schema_field_index(schema, *field) + 1 : 0;
    keep_step(ruling);
    while (at < schema->field_count && is_used(&ruling->grid, schema->fields[at].name))
        at++;
    *field = at < schema->field_count ? schema->fields[at].name : NULL;
    ruling->changed = true;
}

/* Whole grid, columns, rows. */
static void next_kind(struct ruling *ruling)
{
    ruling->line = ruling->line == 0                        ? 1
                   : ruling_is_column(ruling, ruling->line) ? ruling->grid.column_count + 2
                                                            : 0;
}

/* ---- pages ---- */

/* Those on which the machine found no rows. */
static enum err_code add_pages(struct ruling *ruling, struct store *store, const struct uuid *batch,
                               struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(store, batch, 0, &pages, err);
    for (size_t i = 0; i < pages.count && !code && ruling->count < PAGES_MAX; i++) {
        struct record *records = NULL;
        size_t count = 0;
        bool read = false;
        struct arena *arena = arena_new();
        code = change_records_of(store, &pages.items[i], false, arena, &records, &count, err);
        for (size_t k = 0; k < count && !code; k++)
            read = read || records[k].proposed;
        if (!code && !read)
            ruling->pages[ruling->count++] =
                (struct ruling_page){pages.items[i], *batch, count > 0};
        arena_free(arena);
    }
    free(pages.items);
    return code;
}

/* Where the grid lies on a page on which it was laid: as its first row does. */
static enum err_code read_offset(struct desk *desk, struct ruling *ruling, struct err *err)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    struct page_view page;
    struct view place;
    int width = 0, height = 0;
    const struct uuid *id = &ruling->pages[ruling->at].id;
    enum err_code code = change_records_of(store, id, false, arena, &records, &count, err);
    if (!code)
        code = page_place_get(store, id, arena, &page, &place, err);
    if (!code)
        view_size(&place, &width, &height);
    for (size_t i = 0; i < count && !code && width > 0 && height > 0; i++) {
        if (records[i].row != 0)
            continue;
        struct rect row = view_to_upright(&place, page_box_to_picture(&page, records[i].region));
        ruling->dx = (int)((long)row.x * GRID_UNIT / width) - ruling->grid.columns[0];
        ruling->dy = (int)((long)row.y * GRID_UNIT / height) - ruling->grid.rows[0];
    }
    arena_free(arena);
    return code;
}

static enum err_code go(struct desk *desk, struct ruling *ruling, size_t at, struct err *err)
{
    ruling->at = at;
    lens_centre(&ruling->lens);
    return at < ruling->count && ruling->pages[at].laid ? read_offset(desk, ruling, err) : ERR_OK;
}

static size_t next_bare(const struct ruling *ruling)
{
    for (size_t i = 1; i <= ruling->count; i++) {
        size_t at = (ruling->at + i) % ruling->count;
        if (!ruling->pages[at].laid)
            return at;
    }
    return ruling->count;
}

/* ---- laying ---- */

static enum err_code save_grid(struct desk *desk, struct ruling *ruling, struct err *err)
{
    if (ruling->drawn && !ruling->changed)
        return ERR_OK;
    enum err_code code = grid_save(desk->office, &ruling->book, &ruling->grid, err);
    ruling->drawn = ruling->drawn || !code;
    ruling->changed = ruling->changed && code;
    return code;
}

static enum err_code lay_page(struct desk *desk, struct ruling *ruling, size_t at, struct err *err)
{
    struct arena *arena = arena_new();
    enum err_code code = grid_lay(desk->office, &ruling->pages[at].id, &ruling->grid, ruling->dx,
                                  ruling->dy, arena, err);
    if (!code) {
        ruling->pages[at].laid = true;
        *ARRAY_ADD(&ruling->done) = at;
    }
    arena_free(arena);
    return code;
}

static enum err_code lay(struct desk *desk, struct ruling *ruling, struct err *err)
{
    if (ruling->count == 0)
        return ERR_OK;
    enum err_code code = save_grid(desk, ruling, err);
    if (!code)
        code = lay_page(desk, ruling, ruling->at, err);
    if (code)
        return code;
    size_t next = next_bare(ruling);
    desk_say(desk, NOTICE_GOOD,
             next == ruling->count ? _("the grid lies on all pages; they can be keyed now")
                                   : _("the grid lies on the page; this is the next one"));
    return next == ruling->count ? ERR_OK : go(desk, ruling, next, err);
}

/* As it lies here, on all pages that have no rows yet. */
static enum err_code lay_all(struct desk *desk, struct ruling *ruling, struct err *err)
{
    enum err_code code = save_grid(desk, ruling, err);
    long laid = 0;
    for (size_t i = 0; i < ruling->count && !code; i++) {
        if (ruling->pages[i].laid)
            continue;
        code = lay_page(desk, ruling, i, err);
        laid += !code;
    }
    if (!code)
        desk_say(desk, NOTICE_GOOD,
                 arena_format(desk->arena, _("the grid was laid on %ld pages"), laid));
    return code;
}

/* First what was moved and not laid, then page by page. */
static enum err_code undo(struct desk *desk, struct ruling *ruling, struct err *err)
{
    if (ruling->step_count > 0) {
        struct ruling_step *step = &ruling->steps[--ruling->step_count];
        ruling->grid = step->grid;
        ruling->dx = step->dx;
        ruling->dy = step->dy;
        ruling->line = step->line;
        ruling->changed = true;
        return ERR_OK;
    }
    if (ruling->done.count == 0)
        return err_set(err, ERR_EMPTY, 2923, _("there is nothing to take back here"));
    struct arena *arena = arena_new();
    struct change_undo undone;
    size_t at = ruling->done.items[ruling->done.count - 1];
    enum err_code code =
        change_undo(desk->office, &ruling->pages[at].batch, false, arena, &undone, err);
    arena_free(arena);
    if (code)
        return code;
    ruling->done.count--;
    ruling->pages[at].laid = false;
    for (size_t i = 0; i < ruling->done.count; i++)
        ruling->pages[at].laid = ruling->pages[at].laid || ruling->done.items[i] == at;
    desk_say(desk, NOTICE_GOOD, _("the grid was taken off the page"));
    return go(desk, ruling, at, err);
}

/* ---- life ---- */

static enum err_code read_book(struct desk *desk, struct ruling *ruling, struct err *err)
{
    struct store *store = office_store(desk->office);
    struct book book;
    struct uuid *batches = NULL;
    size_t count = 0;
    enum err_code code = book_get(store, &ruling->book, ruling->arena, &book, err);
    if (!code)
        code = office_schema_check(desk->office, book.schema, err);
    if (code)
        return code;
    ruling->number = book.number ? book.number : "";
    ruling->schema = office_schema_lookup(desk->office, book.schema);
    code = grid_load(store, &ruling->book, ruling->arena, &ruling->grid, &ruling->drawn, err);
    if (!code && !ruling->drawn)
        code = grid_guess(desk->office, &ruling->book, ruling->arena, &ruling->grid, err);
    if (!code)
        code = book_batch_list(store, &ruling->book, ruling->arena, &batches, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = add_pages(ruling, store, &batches[i], err);
    return code;
}

static enum err_code open_ruling(struct desk *desk, void *state, const struct screen_goal *goal,
                                 struct err *err)
{
    struct ruling *ruling = state;
    ruling->arena = arena_new();
    ruling->book = goal->book;
    ruling->pages = mem_new(PAGES_MAX, sizeof *ruling->pages);
    enum err_code code = read_book(desk, ruling, err);
    if (code)
        return code;
    ruling->line = ruling->drawn ? 0 : 1;
    ruling->at = ruling->count ? ruling->count - 1 : 0; /* the next one behind it is the first */
    size_t first = ruling->count ? next_bare(ruling) : 0;
    return ruling->count ? go(desk, ruling, first < ruling->count ? first : 0, err) : ERR_OK;
}

static void close_ruling(struct desk *desk, void *state)
{
    struct ruling *ruling = state;
    (void)desk;
    arena_free(ruling->arena);
    free(ruling->pages);
    free(ruling->done.items);
}

/* What was drawn is kept, also when it lies on no page yet. */
static enum err_code save_ruling(struct desk *desk, void *state, struct err *err)
{
    struct ruling *ruling = state;
    return ruling->changed ? save_grid(desk, ruling, err) : ERR_OK;
}

static void choose_line(struct ruling *ruling, bool back)
{
    size_t count = ruling_line_count(ruling);
    ruling->line = (ruling->line + (back ? count - 1 : 1)) % count;
    lens_centre(&ruling->lens);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct ruling *ruling = state;
    if (lens_request(&ruling->lens, request))
        return ERR_OK;
    switch (request) {
    case REQUEST_LINE_LEFT: move(ruling, -STEP, 0); return ERR_OK;
    case REQUEST_LINE_RIGHT: move(ruling, STEP, 0); return ERR_OK;
    case REQUEST_LINE_UP: move(ruling, 0, -STEP); return ERR_OK;
    case REQUEST_LINE_DOWN: move(ruling, 0, STEP); return ERR_OK;
    case REQUEST_LINE_FAR_LEFT: move(ruling, -LARGE_STEP, 0); return ERR_OK;
    case REQUEST_LINE_FAR_RIGHT: move(ruling, LARGE_STEP, 0); return ERR_OK;
    case REQUEST_LINE_FAR_UP: move(ruling, 0, -LARGE_STEP); return ERR_OK;
    case REQUEST_LINE_FAR_DOWN: move(ruling, 0, LARGE_STEP); return ERR_OK;
    case REQUEST_LINE_NEXT: choose_line(ruling, false); return ERR_OK;
    case REQUEST_LINE_BEFORE: choose_line(ruling, true); return ERR_OK;
    case REQUEST_LINE_KIND: next_kind(ruling); return ERR_OK;
    case REQUEST_LINE_ADD: add_line(ruling); return ERR_OK;
    case REQUEST_LINE_REMOVE: remove_line(ruling); return ERR_OK;
    case REQUEST_LINE_SPREAD: spread(ruling); return ERR_OK;
    case REQUEST_LINE_FIELD: next_field(ruling); return ERR_OK;
    case REQUEST_GRID_LAY: return lay(desk, ruling, err);
    case REQUEST_GRID_LAY_ALL: return lay_all(desk, ruling, err);
    case REQUEST_NEXT_PAGE:
        return ruling->at + 1 < ruling->count ? go(desk, ruling, ruling->at + 1, err) : ERR_OK;
    case REQUEST_PREVIOUS_PAGE:
        return ruling->at > 0 ? go(desk, ruling, ruling->at - 1, err) : ERR_OK;
    case REQUEST_UNDO: return undo(desk, ruling, err);
    default: return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct ruling *ruling = state;
    (void)desk;
    (void)err;
    if (row < ruling_line_count(ruling))
        ruling->line = row;
    return ERR_OK;
}

static void pan(void *state, double x, double y)
{
    lens_pan(&((struct ruling *)state)->lens, x, y);
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_GRID_LAY, true},
    {{PRESS_LEFT}, REQUEST_LINE_LEFT, false},
    {{PRESS_RIGHT}, REQUEST_LINE_RIGHT, true},
    {{PRESS_UP}, REQUEST_LINE_UP, false},
    {{PRESS_DOWN}, REQUEST_LINE_DOWN, true},
    {{PRESS_LEFT, WITH_SHIFT}, REQUEST_LINE_FAR_LEFT, false},
    {{PRESS_RIGHT, WITH_SHIFT}, REQUEST_LINE_FAR_RIGHT, true},
    {{PRESS_UP, WITH_SHIFT}, REQUEST_LINE_FAR_UP, false},
    {{PRESS_DOWN, WITH_SHIFT}, REQUEST_LINE_FAR_DOWN, false},
    {{PRESS_TAB}, REQUEST_LINE_NEXT, true},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_LINE_BEFORE, false},
    {{PRESS_F1 + 1}, REQUEST_LINE_KIND, true},
    {{PRESS_RUNE, 0, '+'}, REQUEST_LINE_ADD, true},
    {{PRESS_RUNE, 0, '='}, REQUEST_LINE_ADD, false},
    {{PRESS_RUNE, 0, '-'}, REQUEST_LINE_REMOVE, true},
    {{PRESS_DELETE}, REQUEST_LINE_REMOVE, false},
    {{PRESS_F1 + 5}, REQUEST_LINE_FIELD, true},
    {{PRESS_F1 + 6}, REQUEST_LINE_SPREAD, true},
    {{PRESS_F1 + 7}, REQUEST_GRID_LAY_ALL, true},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_PAGE, true},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_PAGE, false},
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, true},
    PICTURE_KEYS,
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_grid = {
    .name = "grid",
    .title = N_("Grid of a book"),
    .about = N_("Rule the pages of a handwritten book once, where the machine found no rows. Tab "
                "goes from line to line, the arrow keys move the line in hand, or all lines; F6 "
                "says what a column holds. Enter lays the grid on the page and shows the next "
                "one: nudge it there by the arrow keys. The rows of a page on which it lies can be "
                "keyed, each field from its cell."),
    .bindings = bindings,
    .state_size = sizeof(struct ruling),
    .open = open_ruling,
    .close = close_ruling,
    .save = save_ruling,
    .request = request,
    .choose = choose,
    .pan = pan,
    .show = grid_show,
};
