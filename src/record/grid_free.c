/* SPDX-License-Identifier: Apache-2.0
 *
 * record/grid_free: a table whose rules were not seen: columns from the white space that runs down
 * between the words, rows from the running numbers of the first column. Includes base, model,
 * record.
 */
#include "record/grid.h"

#include <stdlib.h>
#include <string.h>

/* ---- where the table stands ---- */

/* Words of many short runs side by side: rows of a table. */
static bool is_table_row(const struct sheet *sheet, const struct row *row)
{
    size_t runs = row->count > 0;
    for (size_t i = 1; i < row->count; i++) {
        const struct token *left = &sheet->tokens[row->first + i - 1], *here = left + 1;
        runs += here->box.x - rect_right(left->box) > sheet->line_height * 3 / 4;
    }
    return runs >= 5;
}

/* The longest stretch of rows of a table, short gaps forgiven. */
static bool find_band(const struct sheet *sheet, size_t *ret_from, size_t *ret_to)
{
    size_t best = 0, from = 0, hits = 0, misses = 0;
    for (size_t r = 0; r < sheet->row_count; r++) {
        if (is_table_row(sheet, &sheet->rows[r])) {
            if (hits == 0)
                from = r;
            hits++;
            misses = 0;
            if (hits > best) {
                best = hits;
                *ret_from = from;
                *ret_to = r + 1;
            }
        } else if (++misses > 4) {
            hits = 0;
        }
    }
    return best >= 3;
}

/* ---- columns ---- */

/* How many tokens of the band lie over each pixel column, minus stray ones. */
static int *coverage(const struct sheet *sheet, size_t from, size_t to)
{
    int *cover = arena_take(sheet->arena, (size_t)sheet->width + 2, sizeof *cover);
    for (size_t r = from; r < to; r++)
        for (size_t i = 0; i < sheet->rows[r].count; i++) {
            struct rect box = sheet->tokens[sheet->rows[r].first + i].box;
            int left = box.x < 0 ? 0 : box.x, right = rect_right(box);
            right = right > sheet->width ? sheet->width : right;
            if (left >= right)
                continue;
            cover[left]++;
            cover[right]--;
        }
    for (int x = 1; x <= sheet->width; x++)
        cover[x] += cover[x - 1];
    return cover;
}

/* Gutters: stretches that almost no word crosses. Writes edges, returns the number of columns. */
static size_t find_columns(const struct sheet *sheet, size_t from, size_t to, int *edges)
{
    int *cover = coverage(sheet, from, to), stray = (int)(to - from) / 25;
    int least = sheet->line_height / 2, start = 0;
    size_t count = 0;
    bool ink = false;
    edges[0] = 0;
    for (int x = 0; x <= sheet->width; x++) {
        bool empty = x == sheet->width || cover[x] <= stray;
        if (empty)
            continue;
        if (ink && x - start >= least && count + 1 < GRID_COLUMNS_MAX)
            edges[++count] = (start + x) / 2;
        if (!ink)
            edges[0] = x;
        ink = true;
        start = x + 1;
    }
    edges[++count] = start;
    return ink ? count : 0;
}

/* ---- rows ---- */

static bool is_digits(const struct token *token)
{
    return token->letters > 0 && strspn(token->fold, "#") == (size_t)token->letters;
}

/* Middles of the running numbers in the first column, top to bottom. */
static size_t find_numbers(const struct sheet *sheet, size_t from, size_t to, int right,
                           int *middles)
{
    size_t count = 0;
    for (size_t r = from; r < to && count < GRID_ROWS_MAX - 2; r++) {
        const struct token *first = &sheet->tokens[sheet->rows[r].first];
        if (is_digits(first) && first->box.x < right)
            middles[count++] = first->box.y + first->box.h / 2;
    }
    return count;
}

/* The emptiest height between two numbers, the middle if all are alike. */
static int part_rows(const struct sheet *sheet, size_t from, size_t to, int above, int below)
{
    int best = (above + below) / 2, best_gap = 0, last = above;
    for (size_t r = from; r < to; r++) {
        struct rect box = sheet->rows[r].box;
        if (box.y <= above || box.y >= below) {
            if (rect_bottom(box) > last && rect_bottom(box) < below)
                last = rect_bottom(box);
            continue;
        }
        if (box.y - last >= best_gap) {
            best_gap = box.y - last;
            best = (box.y + last) / 2;
        }
        last = rect_bottom(box) > last ? rect_bottom(box) : last;
    }
    return best;
}

static size_t find_rows(const struct sheet *sheet, size_t from, size_t to, int right, int *edges)
{
    int *middles = arena_take(sheet->arena, GRID_ROWS_MAX, sizeof *middles);
    size_t numbers = find_numbers(sheet, from, to, right, middles), count = 0;
    int top = sheet->rows[from].box.y, bottom = rect_bottom(sheet->rows[to - 1].box) + 1;
    if (numbers == 0)
        return 0;
    edges[0] = top;
    if (middles[0] - top > sheet->line_height)
        edges[++count] = part_rows(sheet, from, to, top, middles[0]);
    for (size_t i = 1; i < numbers; i++)
        edges[++count] = part_rows(sheet, from, to, middles[i - 1], middles[i]);
    edges[++count] = bottom;
    return count;
}

/* ---- cells ---- */

static size_t edge_index(const int *edges, size_t count, int value)
{
    size_t i = 0;
    while (i + 1 < count && value >= edges[i + 1])
        i++;
    return i;
}

static struct token_list *cell_of(const struct grid *grid, const struct token *token)
{
    size_t row = edge_index(grid->row_edges, grid->rows, token->box.y + token->box.h / 2);
    size_t column = edge_index(grid->column_edges, grid->columns, token->box.x + token->box.w / 2);
    return grid_cell(grid, row, column);
}

static void fill_cells(struct grid *grid, const struct sheet *sheet, size_t from, size_t to)
{
    size_t first = sheet->rows[from].first;
    size_t end = sheet->rows[to - 1].first + sheet->rows[to - 1].count;
    for (size_t i = first; i < end; i++)
        cell_of(grid, &sheet->tokens[i])->count++;
    for (size_t i = 0; i < grid->rows * grid->columns; i++) {
        grid->cells[i].items =
            arena_take(grid->arena, grid->cells[i].count + 1, sizeof *grid->cells[i].items);
        grid->cells[i].count = 0;
    }
    for (size_t i = first; i < end; i++) {
        struct token_list *cell = cell_of(grid, &sheet->tokens[i]);
        cell->items[cell->count++] = &sheet->tokens[i];
    }
}

bool grid_init_free(struct grid *grid, const struct text_page *page, struct arena *arena)
{
    struct sheet sheet;
    size_t from = 0, to = 0;
    sheet_init(&sheet, page, SHEET_ALL, arena);
    *grid = (struct grid){.arena = arena, .line_height = sheet.line_height};
    if (!find_band(&sheet, &from, &to))
        return false;
    grid->column_edges = arena_take(arena, GRID_COLUMNS_MAX + 1, sizeof(int));
    grid->row_edges = arena_take(arena, GRID_ROWS_MAX + 1, sizeof(int));
    grid->columns = find_columns(&sheet, from, to, grid->column_edges);
    if (grid->columns < 4)
        return false;
    grid->rows = find_rows(&sheet, from, to, grid->column_edges[1], grid->row_edges);
    if (grid->rows < 2)
        return false;
    grid->cells = arena_take(arena, grid->rows * grid->columns, sizeof *grid->cells);
    fill_cells(grid, &sheet, from, to);
    return true;
}
