/* SPDX-License-Identifier: Apache-2.0
 *
 * record/rows: a register page as one record a row. Includes base, model and record.
 */
#include "record/columns.h"
#include "record/part.h"
#include "record/spread.h"

#include <string.h>

/* ---- one row ---- */

static bool is_running_number(const struct schema *schema, int field)
{
    return field >= 0 && schema->fields[field].kind == KIND_NUMBER;
}

/* Cells with something in them, running numbers apart: an empty, numbered line is no entry. */
static size_t row_weight(const struct schema *schema, const struct grid *grid,
                         const struct columns *columns, size_t row)
{
    size_t count = 0;
    for (size_t c = 0; c < grid->columns; c++)
        count += grid_filled(grid, row, c) && !is_running_number(schema, columns->field[c]);
    return count;
}

static bool has_hand(const struct grid *grid, size_t row)
{
    for (size_t c = 0; c < grid->columns; c++) {
        const struct token_list *cell = grid_cell(grid, row, c);
        for (size_t i = 0; i < cell->count; i++)
            if (cell->items[i]->hand)
                return true;
    }
    return false;
}

/* A line that goes on from the row above: its numbers and first name are empty. */
static bool is_rest(const struct schema *schema, const struct grid *grid,
                    const struct columns *columns, size_t row)
{
    size_t filled = 0;
    for (size_t c = 0; c < grid->columns; c++) {
        int field = columns->field[c];
        if (!grid_filled(grid, row, c))
            continue;
        filled++;
        if (field >= 0 && (schema->fields[field].required || is_running_number(schema, field)))
            return false;
    }
    return filled > 0 && filled * 2 < columns->known && !has_hand(grid, row);
}

static void fill_cell(const struct schema *schema, const struct grid *grid, size_t row,
                      size_t column, const struct columns *columns, struct proposal *proposal)
{
    int field = columns->field[column];
    const struct schema_field *of = &schema->fields[field];
    struct proposed_field *out = &proposal->fields[field];
    struct token_list *cell = grid_cell(grid, row, column);
    struct sheet sheet = {.arena = grid->arena, .line_height = 10 * grid->line_height};
    struct pick_company company = {0};
    struct picked picked = {0};
    value_pick(of, cell, &company, &sheet, &picked);
    if (!picked.written && !picked.hand) {
        propose_empty(of, true, grid_box(grid, row, column), out);
        return;
    }
    if (picked.hand)
        picked.box = grid_box(grid, row, column);
    propose_value(of, &picked, columns->score[column], grid->arena, out);
    if (out->evidence)
        out->evidence->part[EVIDENCE_GATE] += columns->unclear[column];
}

/* The words of a row that goes on are added to the cells above it. */
static void join_row(const struct grid *grid, size_t above, size_t row)
{
    for (size_t c = 0; c < grid->columns; c++) {
        struct token_list *to = grid_cell(grid, above, c), *from = grid_cell(grid, row, c);
        const struct token **items =
            arena_take(grid->arena, to->count + from->count + 1, sizeof *items);
        for (size_t i = 0; i < to->count; i++)
            items[i] = to->items[i];
        for (size_t i = 0; i < from->count; i++)
            items[to->count + i] = from->items[i];
        to->items = items;
        to->count += from->count;
        from->count = 0;
    }
}

static void fill_row(const struct schema *schema, const struct grid *grid, size_t row, size_t last,
                     const struct columns *columns, struct proposal *ret)
{
    proposal_init(schema, grid->arena, ret);
    struct rect first = grid_box(grid, row, 0), end = grid_box(grid, last, grid->columns - 1);
    ret->region = rect_union(first, end);
    for (size_t c = 0; c < grid->columns; c++)
        if (columns->field[c] >= 0)
            fill_cell(schema, grid, row, c, columns, ret);
}

/* ---- tables ---- */

static size_t fill_table(const struct schema *schema, const struct grid *grid,
                         const struct columns *columns, struct proposal *out)
{
    size_t count = 0, start = SIZE_MAX, last = 0;
    for (size_t r = columns->body; r <= grid->rows; r++) {
        if (r < grid->rows && start != SIZE_MAX && is_rest(schema, grid, columns, r)) {
            join_row(grid, start, r);
            last = r;
            continue;
        }
        if (start != SIZE_MAX) {
            fill_row(schema, grid, start, last, columns, &out[count]);
            count++;
            start = SIZE_MAX;
        }
        if (r < grid->rows && row_weight(schema, grid, columns, r) >= 2)
            start = last = r;
    }
    return count;
}

/* A table on the facing page may go on without headings: the columns before it are not known. */
static bool is_register(const struct columns *columns, const struct grid *grid)
{
    return columns->known >= 3 && columns->known * 3 >= grid->columns;
}

/* All tables of a page that gave rows. */
struct tables {
    const struct schema *schema;
    struct arena *arena;
    struct spread_side *sides;
    size_t count;
};

static struct rect grid_extent(const struct grid *grid)
{
    return rect_union(grid_box(grid, 0, 0), grid_box(grid, grid->rows - 1, grid->columns - 1));
}

/* The table that stands beside this one, if its rows are not joined yet. */
static struct spread_side *find_beside(const struct tables *tables, struct rect box, bool *ret_left)
{
    for (size_t i = 0; i < tables->count; i++)
        if (tables->sides[i].count && spread_beside(tables->sides[i].box, box, ret_left))
            return &tables->sides[i];
    return NULL;
}

static void add_table(struct tables *tables, const struct grid *grid)
{
    struct spread_side *side = &tables->sides[tables->count];
    bool other_left = false;
    side->box = grid_extent(grid);
    side->width = grid->columns;
    columns_find(tables->schema, grid, &side->columns);
    struct spread_side *other = find_beside(tables, side->box, &other_left);
    if (other)
        spread_keep_side(tables->schema, other_left, side);
    if (!is_register(&side->columns, grid))
        return;
    side->items = arena_take(tables->arena, grid->rows + 1, sizeof *side->items);
    side->count = fill_table(tables->schema, grid, &side->columns, side->items);
    tables->count++;
    struct spread_side *left = other_left ? other : side, *right = other_left ? side : other;
    if (other && spread_fits(tables->schema, left, right))
        right->count = spread_join(tables->schema, left, right);
}

/* One record a row, numbered over the whole page. */
static void give_rows(const struct tables *tables, struct proposal_list *ret)
{
    size_t all = 0;
    for (size_t i = 0; i < tables->count; i++)
        all += tables->sides[i].count;
    ret->items = arena_take(tables->arena, all + 1, sizeof *ret->items);
    for (size_t i = 0; i < tables->count; i++)
        for (size_t k = 0; k < tables->sides[i].count; k++) {
            ret->items[ret->count] = tables->sides[i].items[k];
            ret->items[ret->count].row = (int)ret->count;
            ret->count++;
        }
}

void rows_extract(const struct schema *schema, const struct text_page *page, struct arena *arena,
                  struct proposal_list *ret)
{
    struct grid grid;
    struct tables tables = {.schema = schema, .arena = arena};
    tables.sides = arena_take(arena, page->table_count + 1, sizeof *tables.sides);
    for (size_t t = 0; t < page->table_count; t++)
        if (grid_init(&grid, page, t, arena))
            add_table(&tables, &grid);
    size_t rows = 0;
    for (size_t i = 0; i < tables.count; i++)
        rows += tables.sides[i].count;
    if (rows == 0 && grid_init_free(&grid, page, arena)) {
        tables.count = 0;
        add_table(&tables, &grid);
    }
    give_rows(&tables, ret);
}
