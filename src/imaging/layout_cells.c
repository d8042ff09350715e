/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_cells: the cells of a table. In its head cells may reach over several rows or
 * columns: where no rule was drawn between two cells they are one. Below the head every row has all
 * its cells, since a rule that wore off joins nothing.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_part.h"

#include "imaging/clean_step.h"

enum { HEAD_ROWS = 2 };

/* Share of the stretch from..to along which a rule was seen at the edge, give or take reach. */
static double rule_share(PIX *rules, int at, int from, int to, int reach, bool across)
{
    int width = pixGetWidth(rules), height = pixGetHeight(rules), seen = 0;
    from += reach;
    to -= reach;
    for (int along = from; along < to; along++) {
        bool here = false;
        for (int off = -reach; off <= reach && !here; off++) {
            int x = across ? along : at + off, y = across ? at + off : along;
            here = x >= 0 && y >= 0 && x < width && y < height && mask_bit(rules, x, y);
        }
        seen += here;
    }
    return to > from ? (double)seen / (to - from) : 1;
}

static int find_root(const int *cells, int cell)
{
    while (cells[cell] != cell)
        cell = cells[cell];
    return cell;
}

/* The cell of the lower number stands for both. */
static void join(int *cells, int a, int b)
{
    a = find_root(cells, a);
    b = find_root(cells, b);
    if (a < b)
        cells[b] = a;
    else
        cells[a] = b;
}

/* The rules of the head, as shares of each stretch between two crossings. */
struct head {
    const struct text_table *table;
    PIX *across, *down;
    size_t rows;
    int reach;
};

/* The rule under the cell. */
static double share_under(const struct head *head, size_t row, size_t column)
{
    const int *edges = head->table->column_edges;
    return rule_share(head->across, head->table->row_edges[row + 1], edges[column],
                      edges[column + 1], head->reach, true);
}

/* The rule at the right side of the cell. */
static double share_right(const struct head *head, size_t row, size_t column)
{
    const int *edges = head->table->row_edges;
    return rule_share(head->down, head->table->column_edges[column + 1], edges[row], edges[row + 1],
                      head->reach, false);
}

#define ABSENT 0.15
#define DRAWN  0.5

/* Beside a heading over several columns stand cells of both rows: the rule under the row ends. */
static bool row_is_split(const struct head *head, size_t row)
{
    if (row + 1 >= head->rows)
        return false;
    for (size_t c = 0; c < head->table->column_count; c++)
        if (share_under(head, row, c) < ABSENT)
            return true;
    return false;
}

/* Columns first to last of a row make one heading: no rules between them, a rule under all, and
 * rules between them in the row below. */
static bool is_heading(const struct head *head, size_t row, size_t first, size_t last)
{
    double below = 0;
    for (size_t c = first; c <= last; c++) {
        if (share_under(head, row, c) < DRAWN)
            return false;
        below += c < last ? share_right(head, row + 1, c) : 0;
    }
    return last > first && below >= 0.3 * (double)(last - first);
}

/* Is there a heading in that row? */
static bool join_headings(const struct head *head, size_t row, int *cells)
{
    size_t columns = head->table->column_count;
    bool found = false;
    for (size_t first = 0, c = 0; c < columns; c++) {
        if (c + 1 < columns && share_right(head, row, c) < ABSENT)
            continue;
        if (is_heading(head, row, first, c)) {
            found = true;
            for (size_t k = first; k < c; k++)
                join(cells, (int)(row * columns + k), (int)(row * columns + k + 1));
        }
        first = c + 1;
    }
    return found;
}

/* Only beside a heading over several columns a cell has reason to reach over two rows; elsewhere
 * the rule between them wore off. */
static void join_cells(const struct head *head, int *cells)
{
    size_t columns = head->table->column_count;
    for (size_t r = 0; r + 1 < head->rows; r++) {
        if (!row_is_split(head, r) || !join_headings(head, r, cells))
            continue;
        for (size_t c = 0; c < columns; c++)
            if (share_under(head, r, c) < ABSENT)
                join(cells, (int)(r * columns + c), (int)((r + 1) * columns + c));
    }
}

/* What is joined must be a rectangle, or rules are only missing. */
static void drop_ragged(size_t columns, size_t count, int *cells)
{
    for (size_t root = 0; root < count; root++) {
        size_t top = count, left = columns, bottom = 0, right = 0, size = 0;
        for (size_t i = root; i < count; i++) {
            if ((size_t)find_root(cells, (int)i) != root)
                continue;
            size_t row = i / columns, column = i % columns;
            top = row < top ? row : top;
            bottom = row > bottom ? row : bottom;
            left = column < left ? column : left;
            right = column > right ? column : right;
            size++;
        }
        if (size < 2 || size == (bottom - top + 1) * (right - left + 1))
            continue;
        for (size_t i = count; i-- > root;)
            if ((size_t)find_root(cells, (int)i) == root)
                cells[i] = (int)i;
    }
}

static void find_cells(const struct clean_page *page, struct arena *arena,
                       const struct text_table *table, struct layout_cells *ret)
{
    struct head head = {table, page->rules_across, page->rules_down,
                        table->row_count - 1 < HEAD_ROWS ? table->row_count - 1 : HEAD_ROWS,
                        clean_px(page->work.dpi, 0.5, 2)};
    size_t count = head.rows * table->column_count;
    int *cells = arena_take(arena, count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = (int)i;
    join_cells(&head, cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = find_root(cells, (int)i);
    drop_ragged(table->column_count, count, cells);
    *ret = (struct layout_cells){.joined = cells, .count = count};
}

void layout_cells_find(const struct clean_page *page, struct arena *arena, struct layout *layout)
{
    layout->cells = arena_take(arena, layout->table_count + 1, sizeof *layout->cells);
    for (size_t i = 0; i < layout->table_count; i++)
        find_cells(page, arena, &layout->tables[i], &layout->cells[i]);
}

static int find_edge(const int *edges, size_t count, int at)
{
    for (size_t i = 0; i < count; i++)
        if (at >= edges[i] && at < edges[i + 1])
            return (int)i;
    return -1;
}

bool layout_cell_at(const struct layout *layout, int x, int y, int *ret_table, int *ret_row,
                    int *ret_column)
{
    for (size_t i = 0; i < layout->table_count; i++) {
        const struct text_table *table = &layout->tables[i];
        if (!rect_has(table->box, x, y))
            continue;
        *ret_table = (int)i;
        *ret_row = find_edge(table->row_edges, table->row_count, y);
        *ret_column = find_edge(table->column_edges, table->column_count, x);
        if (*ret_row < 0 || *ret_column < 0)
            return false;
        size_t cell = (size_t)*ret_row * table->column_count + (size_t)*ret_column;
        if (cell < layout->cells[i].count) {
            *ret_row = layout->cells[i].joined[cell] / (int)table->column_count;
            *ret_column = layout->cells[i].joined[cell] % (int)table->column_count;
        }
        return true;
    }
    *ret_table = *ret_row = *ret_column = -1;
    return false;
}

struct rect layout_cell_box(const struct layout *layout, int table, int row, int column)
{
    const struct text_table *of = &layout->tables[table];
    const struct layout_cells *cells = &layout->cells[table];
    size_t first = (size_t)row * of->column_count + (size_t)column, last = first;
    for (size_t i = first; i < cells->count; i++)
        last = cells->joined[i] == (int)first ? i : last;
    int left = of->column_edges[column], top = of->row_edges[row];
    return (struct rect){left, top, of->column_edges[last % of->column_count + 1] - left,
                         of->row_edges[last / of->column_count + 1] - top};
}

bool layout_edge_drawn(const struct layout *layout, size_t table, size_t row, size_t edge)
{
    const struct text_table *of = &layout->tables[table];
    size_t right = row * of->column_count + edge;
    return edge == 0 || edge == of->column_count || right >= layout->cells[table].count ||
           layout->cells[table].joined[right] != layout->cells[table].joined[right - 1];
}
