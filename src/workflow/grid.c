/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/grid: drawing a grid and what is proposed from it; laying it on pages is in
 * grid_lay.c. May include: base, model, record, store.
 */
#include "workflow/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/derived.h"
#include "store/grid.h"
#include "store/ledger.h"
#include "store/page.h"
#include "workflow/office.h"
#include "workflow/page_place.h"
#include "workflow/role.h"

#define ROLES_DRAWING (ROLES_KEYING | ROLES_CONFIRMING)

/* ---- as JSON ---- */

static json_t *edges_json(const int *edges, size_t cells)
{
    json_t *list = json_array();
    for (size_t i = 0; i <= cells; i++)
        json_array_append_new(list, json_integer(edges[i]));
    return list;
}

static char *grid_text(const struct grid *grid)
{
    json_t *json = json_object(), *fields = json_array();
    char *text = NULL;
    for (size_t i = 0; i < grid->column_count; i++)
        json_array_append_new(fields, grid->fields[i] ? json_string(grid->fields[i]) : json_null());
    json_put_new(json, "columns", edges_json(grid->columns, grid->column_count));
    json_put_new(json, "fields", fields);
    json_put_new(json, "rows", edges_json(grid->rows, grid->row_count));
    text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(json);
    return text;
}

static size_t parse_edges(const json_t *list, int *ret, size_t most)
{
    size_t count = json_array_size(list);
    if (count < 2 || count > most + 1)
        return 0;
    for (size_t i = 0; i < count; i++)
        ret[i] = (int)json_integer_value(json_array_get(list, i));
    return count - 1;
}

static bool parse(const char *text, struct arena *arena, struct grid *ret)
{
    json_t *json = NULL;
    *ret = (struct grid){0};
    if (json_parse(text, strlen(text), "grid", &json, NULL) != ERR_OK)
        return false;
    ret->column_count =
        parse_edges(json_object_get(json, "columns"), ret->columns, GRID_COLUMNS_MAX);
    ret->row_count = parse_edges(json_object_get(json, "rows"), ret->rows, GRID_ROWS_MAX);
    const json_t *fields = json_object_get(json, "fields");
    for (size_t i = 0; i < ret->column_count; i++)
        ret->fields[i] = arena_copy_text(arena, json_string_value(json_array_get(fields, i)));
    json_decref(json);
    return ret->column_count > 0 && ret->row_count > 0;
}

/* ---- one book's ---- */

enum err_code grid_load(struct store *store, const struct uuid *book, struct arena *arena,
                        struct grid *ret, bool *ret_found, struct err *err)
{
    const char *body = NULL;
    enum err_code code = grid_get(store, book, arena, &body, err);
    if (!code && body && !parse(body, arena, ret))
        code = err_set(err, ERR_DAMAGED, 2833,
                       _("the grid of this book cannot be read; draw it again"));
    if (!code)
        *ret_found = body != NULL;
    return code;
}

static bool rises(const int *edges, size_t cells)
{
    for (size_t i = 1; i <= cells; i++)
        if (edges[i] <= edges[i - 1])
            return false;
    return cells > 0;
}

enum err_code grid_save(struct office *office, const struct uuid *book, const struct grid *grid,
                        struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = role_check(store, ROLES_DRAWING, err);
    if (!code && !(rises(grid->columns, grid->column_count) && rises(grid->rows, grid->row_count)))
        code = err_set(err, ERR_USAGE, 2830, _("lines of the grid lie on each other"));
    if (code)
        return code;
    char *text = grid_text(grid);
    code = grid_add(store, book, text, err);
    free(text);
    return code;
}

enum err_code grid_undo(struct office *office, const struct uuid *book, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    const char *before = NULL;
    enum err_code code = role_check(store, ROLES_DRAWING, err);
    if (!code)
        code = grid_get_before(store, book, arena, &before, err);
    if (!code)
        code = grid_add(store, book, before, err);
    arena_free(arena);
    return code;
}

/* ---- a first guess ---- */

enum { USUAL_ROWS = 10, USUAL_COLUMNS = 12, LEFT = 500, RIGHT = 9500, TOP = 1500, BOTTOM = 9500 };

static void spread(int *edges, size_t cells, int from, int to)
{
    for (size_t i = 0; i <= cells; i++)
        edges[i] = from + (int)((long)(to - from) * (long)i / (long)cells);
}

struct column {
    const char *field;
    int left, right;
};

static int by_place(const void *a, const void *b)
{
    return ((const struct column *)a)->left - ((const struct column *)b)->left;
}

/* Columns as they lie in a record that the machine read of this book. */
static enum err_code columns_of(struct store *store, const struct record_view *view,
                                struct arena *arena, struct grid *ret, struct err *err)
{
    struct column columns[GRID_COLUMNS_MAX];
    size_t count = 0;
    struct view place;
    struct page_view page;
    enum err_code code = page_place_get(store, &view->record.page, arena, &page, &place, err);
    if (code)
        return code;
    int width = 0, height = 0;
    view_size(&place, &width, &height);
    for (size_t i = 0; i < view->field_count && count < GRID_COLUMNS_MAX && width > 0; i++) {
        if (!view->fields[i].proposed || rect_empty(view->fields[i].proposed->box))
            continue;
        struct rect box =
            view_to_upright(&place, page_box_to_picture(&page, view->fields[i].proposed->box));
        columns[count++] = (struct column){arena_copy_text(arena, view->fields[i].field->name),
                                           (int)((long)box.x * GRID_UNIT / width),
                                           (int)((long)rect_right(box) * GRID_UNIT / width)};
    }
    if (count < 2)
        return ERR_OK;
    qsort(columns, count, sizeof columns[0], by_place);
    ret->column_count = count;
    for (size_t i = 0; i < count; i++) {
        ret->fields[i] = columns[i].field;
        ret->columns[i] = i ? (columns[i - 1].right + columns[i].left) / 2 : columns[0].left;
    }
    ret->columns[count] = columns[count - 1].right;
    if (!rises(ret->columns, count))
        ret->column_count = 0;
    return ERR_OK;
}

static enum err_code columns_read(struct office *office, const struct uuid *book,
                                  struct arena *arena, struct grid *ret, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    struct record_filter filter = {.book = book, .limit = 1};
    struct record_view view;
    enum err_code code = record_list(office_store(office), &filter, arena, &records, &count, err);
    if (!code && count)
        code = record_view_get(office, &records[0].id, arena, &view, err);
    if (!code && count && !uuid_is_null(&view.record.page))
        code = columns_of(office_store(office), &view, arena, ret, err);
    return code;
}

enum err_code grid_guess(struct office *office, const struct uuid *book, struct arena *arena,
                         struct grid *ret, struct err *err)
{
    struct book facts;
    struct grid grid = {.row_count = USUAL_ROWS};
    enum err_code code = book_get(office_store(office), book, arena, &facts, err);
    if (!code)
        code = office_schema_check(office, facts.schema, err);
    if (!code)
        code = columns_read(office, book, arena, &grid, err);
    if (code)
        return code;
    const struct schema *schema = office_schema_lookup(office, facts.schema);
    spread(grid.rows, grid.row_count, TOP, BOTTOM);
    if (grid.column_count == 0) {
        for (size_t i = 0; i < schema->field_count && grid.column_count < USUAL_COLUMNS; i++)
            if (schema->fields[i].carry != CARRY_BOOK && schema->fields[i].find != FIND_NOWHERE)
                grid.fields[grid.column_count++] = schema->fields[i].name;
        spread(grid.columns, grid.column_count, LEFT, RIGHT);
    }
    *ret = grid;
    return ERR_OK;
}

/* ---- what it proposes ---- */

/* The part of a row between two edges, in page space. */
static struct rect cell_of(const struct grid *grid, size_t column, struct rect row, int turns)
{
    struct view view = {.page_width = row.w, .page_height = row.h, .turns = turns};
    int width = 0, height = 0;
    view_size(&view, &width, &height);
    int from = grid->columns[0], all = grid->columns[grid->column_count] - from;
    int left = (int)((long)(grid->columns[column] - from) * width / all);
    int right = (int)((long)(grid->columns[column + 1] - from) * width / all);
    struct rect box = view_to_page(&view, (struct rect){left, 0, right - left, height});
    box.x += row.x;
    box.y += row.y;
    return box;
}

static bool is_from_grid(const struct record_view *view)
{
    const struct record *record = &view->record;
    if (record->row < 0 || uuid_is_null(&record->book) || uuid_is_null(&record->page) ||
        rect_empty(record->region))
        return false;
    for (size_t i = 0; i < view->field_count; i++)
        if (view->fields[i].proposed)
            return false;
    return true;
}

enum err_code grid_propose(struct store *store, struct record_view *view, struct arena *arena,
                           struct err *err)
{
    struct grid grid;
    struct page_view page;
    struct view place;
    bool found = false;
    if (!is_from_grid(view))
        return ERR_OK;
    enum err_code code = grid_load(store, &view->record.book, arena, &grid, &found, err);
    if (!code && found)
        code = page_place_get(store, &view->record.page, arena, &page, &place, err);
    if (code || !found)
        return code;
    struct proposed_field *fields = arena_take(arena, view->field_count, sizeof *fields);
    for (size_t i = 0; i < view->field_count; i++) {
        fields[i] = (struct proposed_field){.name = view->fields[i].field->name,
                                            .confidence = 1,
                                            .value = {.status = VALUE_MISSING}};
        for (size_t k = 0; k < grid.column_count; k++)
            if (grid.fields[k] && text_equal(grid.fields[k], fields[i].name)) {
                fields[i].handwritten = true;
                fields[i].box = cell_of(&grid, k, view->record.region, place.turns);
            }
        view->fields[i].proposed = &fields[i];
    }
    return ERR_OK;
}
