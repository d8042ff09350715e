/* SPDX-License-Identifier: Apache-2.0
 *
 * record/grid: lines of a ruled table sorted into its cells. Includes base, model and record.
 */
#include "record/grid.h"

#include <stdlib.h>

#include "base/limits.h"

struct token_list *grid_cell(const struct grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->columns + column];
}

struct rect grid_box(const struct grid *grid, size_t row, size_t column)
{
    return (struct rect){grid->column_edges[column], grid->row_edges[row],
                         grid->column_edges[column + 1] - grid->column_edges[column],
                         grid->row_edges[row + 1] - grid->row_edges[row]};
}

const char *grid_text(const struct grid *grid, size_t row, size_t column)
{
    return token_list_text(grid_cell(grid, row, column), grid->arena);
}

bool grid_filled(const struct grid *grid, size_t row, size_t column)
{
    const struct token_list *cell = grid_cell(grid, row, column);
    for (size_t i = 0; i < cell->count; i++)
        if (cell->items[i]->hand || cell->items[i]->letters > 0)
            return true;
    return false;
}

static bool in_cell(const struct grid *grid, const struct text_line *line, size_t table)
{
    return line->table == (int)table && line->row >= 0 && (size_t)line->row < grid->rows &&
           line->column >= 0 && (size_t)line->column < grid->columns;
}

static void add_line(struct grid *grid, const struct text_page *page, size_t index,
                     struct token *room, size_t max)
{
    const struct text_line *line = &page->lines[index];
    struct token_list *cell = grid_cell(grid, (size_t)line->row, (size_t)line->column);
    size_t count = line_tokens(page, index, grid->arena, room, max);
    const struct token **items = arena_take(grid->arena, cell->count + count + 1, sizeof *items);
    for (size_t i = 0; i < cell->count; i++)
        items[i] = cell->items[i];
    for (size_t i = 0; i < count; i++) {
        struct token *kept = arena_take(grid->arena, 1, sizeof *kept);
        *kept = room[i];
        items[cell->count + i] = kept;
    }
    cell->items = items;
    cell->count += count;
}

bool grid_init(struct grid *grid, const struct text_page *page, size_t table, struct arena *arena)
{
    enum { LINE_TOKENS = 2000 };
    const struct text_table *source = &page->tables[table];
    *grid =
        (struct grid){.arena = arena, .rows = source->row_count, .columns = source->column_count};
    if (grid->rows == 0 || grid->columns == 0 || grid->rows > GRID_ROWS_MAX ||
        grid->columns > GRID_COLUMNS_MAX)
        return false;
    grid->row_edges = source->row_edges;
    grid->column_edges = source->column_edges;
    grid->cells = arena_take(arena, grid->rows * grid->columns, sizeof *grid->cells);
    struct token *room = arena_take(arena, LINE_TOKENS, sizeof *room);
    long heights = 0;
    size_t lines = 0;
    for (size_t i = 0; i < page->line_count && lines < PAGE_WORDS_MAX; i++) {
        if (!in_cell(grid, &page->lines[i], table))
            continue;
        add_line(grid, page, i, room, LINE_TOKENS);
        heights += page->lines[i].box.h;
        lines++;
    }
    grid->line_height = lines ? (int)(heights / (long)lines) : 1;
    if (grid->line_height < 1)
        grid->line_height = 1;
    return lines > 0;
}
