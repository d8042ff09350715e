/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_order: lines as a person reads them: rows from top to bottom; side by side in one
 * row from left to right, but where rows share a gutter the left column first; tables row by row,
 * cell by cell.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Lines whose cores overlap; a table is a row of its own. */
struct order_row {
    double top, bottom; /* mean core */
    size_t *lines;
    size_t count, capacity;
    int table; /* -1 = text */
};
struct order {
    struct order_row *items;
    size_t count, capacity;
};

static const struct layout *sorting; /* qsort has no argument; one thread a process */

static int compare_cores(const void *a, const void *b)
{
    const struct layout_line *p = &sorting->lines[*(const size_t *)a];
    const struct layout_line *q = &sorting->lines[*(const size_t *)b];
    int top = p->core_top + p->core_bottom, other = q->core_top + q->core_bottom;
    return top != other ? top - other : p->box.x - q->box.x;
}

static int compare_left(const void *a, const void *b)
{
    const struct layout_line *p = &sorting->lines[*(const size_t *)a];
    const struct layout_line *q = &sorting->lines[*(const size_t *)b];
    return p->box.x != q->box.x ? p->box.x - q->box.x : p->core_top - q->core_top;
}

static int compare_cells(const void *a, const void *b)
{
    const struct layout_line *p = &sorting->lines[*(const size_t *)a];
    const struct layout_line *q = &sorting->lines[*(const size_t *)b];
    if (p->row != q->row)
        return p->row - q->row;
    if (p->column != q->column)
        return p->column - q->column;
    int middle = p->core_top + p->core_bottom, other = q->core_top + q->core_bottom;
    int height = p->core_bottom - p->core_top + q->core_bottom - q->core_top;
    if (abs(middle - other) * 2 < height) /* one row of text inside the cell */
        return p->box.x - q->box.x;
    return middle - other;
}

static int compare_rows(const void *a, const void *b)
{
    const struct order_row *p = a, *q = b;
    double difference = p->top + p->bottom - q->top - q->bottom;
    return difference < 0 ? -1 : difference > 0;
}

static struct order_row *row_for(struct order *order, const struct layout_line *line)
{
    for (size_t i = 0; i < order->count; i++) {
        struct order_row *row = &order->items[i];
        if (line->table >= 0 || row->table >= 0) {
            if (line->table == row->table)
                return row;
            continue;
        }
        double high = row->top > line->core_top ? row->top : line->core_top;
        double low = row->bottom < line->core_bottom ? row->bottom : line->core_bottom;
        double least = row->bottom - row->top < line->core_bottom - line->core_top
                           ? row->bottom - row->top
                           : line->core_bottom - line->core_top;
        if (low - high >= 0.5 * least)
            return row;
    }
    struct order_row *row = ARRAY_ADD(order);
    row->table = line->table;
    return row;
}

static void add_to_row(struct order_row *row, size_t index, const struct layout *layout)
{
    const struct layout_line *line = &layout->lines[index];
    if (row->count == row->capacity) {
        row->capacity = row->capacity ? row->capacity * 2 : 8;
        row->lines = mem_grow(row->lines, row->capacity, sizeof *row->lines);
    }
    row->lines[row->count++] = index;
    if (row->table >= 0) {
        const struct text_table *table = &layout->tables[row->table];
        row->top = table->box.y;
        row->bottom = rect_bottom(table->box);
    } else {
        double n = (double)row->count;
        row->top += (line->core_top - row->top) / n;
        row->bottom += (line->core_bottom - row->bottom) / n;
    }
}

/* A label holds on to what stands behind it, unless that is far away. */
static int value_start(const struct layout_line *label, const struct layout_line *value, int right)
{
    return value->ink.x - right < 8 * (label->core_bottom - label->core_top) ? value->ink.x : right;
}

/* Text rows first to last, as far as their lines' middles lie within from <= x < to. */
struct block {
    size_t first, last;
    int from, to;
};

static bool in_block(const struct block *block, const struct layout_line *line)
{
    int middle = line->box.x + line->box.w / 2;
    return middle >= block->from && middle < block->to;
}

/* The widest white strip that all text rows from first to last leave free, between their lines. */
static bool find_gutter(const struct layout *layout, const struct order *order,
                        const struct block *block, double least, int *ret_middle)
{
    int width = block->to;
    uint8_t *used = mem_new((size_t)width + 1, 1);
    bool found = false;
    for (size_t r = block->first; r <= block->last; r++)
        for (size_t i = 0; i < order->items[r].count; i++) {
            const struct layout_line *line = &layout->lines[order->items[r].lines[i]];
            if (!in_block(block, line))
                continue;
            int from = line->ink.x < 0 ? 0 : line->ink.x, to = rect_right(line->ink);
            if (i + 1 < order->items[r].count && line->ends_label) /* a label and its value */
                to = value_start(line, &layout->lines[order->items[r].lines[i + 1]], to);
            to = to > width ? width : to;
            if (to > from)
                memset(used + from, 1, (size_t)(to - from));
        }
    int begin = 0, end = width, best = 0;
    while (begin < width && !used[begin])
        begin++;
    while (end > begin && !used[end - 1])
        end--;
    for (int x = begin, start = -1; x < end; x++) {
        if (!used[x] && start < 0)
            start = x;
        if (used[x] && start >= 0) {
            if (x - start >= least && x - start > best) {
                best = x - start;
                *ret_middle = (x + start) / 2;
                found = true;
            }
            start = -1;
        }
    }
    free(used);
    return found;
}

struct output {
    size_t *items;
    size_t count;
};

static void put_rows(const struct layout *layout, const struct order *order,
                     const struct block *block, struct output *out)
{
    for (size_t r = block->first; r <= block->last; r++)
        for (size_t i = 0; i < order->items[r].count; i++)
            if (in_block(block, &layout->lines[order->items[r].lines[i]]))
                out->items[out->count++] = order->items[r].lines[i];
}

/* Lines of one side of a gutter. */
struct side {
    size_t lines, labels, own_labels; /* own: not found on the other side */
    double top, bottom;
};

static bool has_label(const struct layout *layout, const struct order *order,
                      const struct block *block, unsigned label)
{
    for (size_t r = block->first; r <= block->last; r++)
        for (size_t i = 0; i < order->items[r].count; i++) {
            const struct layout_line *line = &layout->lines[order->items[r].lines[i]];
            if (in_block(block, line) && line->label == label)
                return true;
        }
    return false;
}

static void measure_side(const struct layout *layout, const struct order *order,
                         const struct block *block, const struct block *other, struct side *ret)
{
    *ret = (struct side){0};
    for (size_t r = block->first; r <= block->last; r++)
        for (size_t i = 0; i < order->items[r].count; i++) {
            const struct layout_line *line = &layout->lines[order->items[r].lines[i]];
            if (!in_block(block, line))
                continue;
            if (ret->lines == 0 || line->core_top < ret->top)
                ret->top = line->core_top;
            if (ret->lines == 0 || line->core_bottom > ret->bottom)
                ret->bottom = line->core_bottom;
            ret->lines++;
            ret->labels += line->label != 0;
            ret->own_labels += line->label && !has_label(layout, order, other, line->label);
        }
}

/* A page of labels and values, not of paragraphs. */
static bool is_form(const struct layout *layout)
{
    size_t labels = 0;
    for (size_t i = 0; i < layout->line_count; i++)
        labels += layout->lines[i].label != 0;
    return labels >= 8 && labels * 4 >= layout->line_count;
}

/* Columns: at least two lines on both sides that stand beside each other. */
static bool are_columns(const struct layout *layout, const struct order *order,
                        const struct block *left_block, const struct block *right_block)
{
    struct side left, right;
    measure_side(layout, order, left_block, right_block, &left);
    measure_side(layout, order, right_block, left_block, &right);
    double high = left.top > right.top ? left.top : right.top;
    double low = left.bottom < right.bottom ? left.bottom : right.bottom;
    if (left.lines < 2 || right.lines < 2 || low <= high)
        return false;
    /* Fields of a form beside each other, each with its own label, are rows. */
    if (is_form(layout) && right.labels > 0)
        return right.labels >= 2 && right.own_labels * 2 < right.labels;
    return right.own_labels * 2 < right.lines;
}

/* Two rows of which each stands on its own side of the other, or one row of both. */
static bool starts_block(const struct layout *layout, const struct order *order, size_t first)
{
    const struct order_row *row = &order->items[first];
    if (row->table >= 0)
        return false;
    if (row->count >= 2)
        return true;
    if (first + 1 >= order->count || order->items[first + 1].table >= 0)
        return false;
    struct rect a = layout->lines[row->lines[0]].box;
    struct rect b = layout->lines[order->items[first + 1].lines[0]].box;
    return order->items[first + 1].top < row->bottom + (row->bottom - row->top) / 2 &&
           (rect_right(a) < b.x || rect_right(b) < a.x);
}

/* Puts a block column by column where it has columns, else row by row. */
static void put_block(const struct layout *layout, const struct order *order,
                      const struct block *block, double least, int depth, struct output *out)
{
    int middle = 0;
    if (depth < 4 && find_gutter(layout, order, block, least, &middle)) {
        struct block left = *block, right = *block;
        left.to = right.from = middle;
        if (are_columns(layout, order, &left, &right)) {
            put_block(layout, order, &left, least, depth + 1, out);
            put_block(layout, order, &right, least, depth + 1, out);
            return;
        }
    }
    put_rows(layout, order, block, out);
}

/* Two persons side by side, with the same labels: the columns end where a row stands on one side
 * only and has a label that the other side lacks; it goes on below both. */
static size_t columns_end(const struct layout *layout, const struct order *order,
                          const struct block *left, const struct block *right)
{
    size_t shared = 0;
    for (size_t r = left->first; r <= left->last; r++) {
        size_t lefts = 0, rights = 0, own = 0;
        for (size_t i = 0; i < order->items[r].count; i++) {
            const struct layout_line *line = &layout->lines[order->items[r].lines[i]];
            bool is_left = in_block(left, line);
            lefts += is_left;
            rights += !is_left;
            bool other = has_label(layout, order, is_left ? right : left, line->label);
            own += line->label && !other;
            shared += line->label && other;
        }
        if ((lefts == 0 || rights == 0) && own > 0 && shared >= 4)
            return r - 1;
    }
    return left->last;
}

/* The rows from first on that leave a common gutter; of those the ones that are columns are put.
 * Gives the next row. */
static size_t put_next(const struct layout *layout, const struct order *order, size_t first,
                       int width, double least, struct output *out)
{
    struct block block = {first, first, 0, width + 1};
    int middle = 0;
    if (starts_block(layout, order, first))
        while (block.last + 1 < order->count && order->items[block.last + 1].table < 0) {
            struct block longer = {first, block.last + 1, 0, width + 1};
            if (!find_gutter(layout, order, &longer, block.last > first ? least * 0.45 : least,
                             &middle))
                break;
            block = longer;
        }
    struct block left = block, right = block;
    left.to = right.from = middle;
    if (block.last > first && find_gutter(layout, order, &block, least * 0.45, &middle)) {
        left.to = right.from = middle;
        block.last = left.last = right.last = columns_end(layout, order, &left, &right);
        if (are_columns(layout, order, &left, &right)) {
            put_block(layout, order, &block, least * 0.45, 0, out);
            return block.last + 1;
        }
    }
    block.last = first;
    put_rows(layout, order, &block, out);
    return first + 1;
}

void layout_order(struct layout *layout, const struct layout_settings *settings)
{
    struct order order = {0};
    size_t count = layout->line_count;
    size_t *indices = mem_new(count + 1, sizeof *indices);
    struct output out = {.items = mem_new(count + 1, sizeof *out.items)};
    struct layout_line *sorted = mem_new(count + 1, sizeof *sorted);
    int width = 0;
    sorting = layout;
    for (size_t i = 0; i < count; i++) {
        indices[i] = i;
        int right = rect_right(layout->lines[i].box);
        width = right > width ? right : width;
    }
    qsort(indices, count, sizeof *indices, compare_cores);
    for (size_t i = 0; i < count; i++)
        add_to_row(row_for(&order, &layout->lines[indices[i]]), indices[i], layout);
    if (order.count)
        qsort(order.items, order.count, sizeof *order.items, compare_rows);
    for (size_t r = 0; r < order.count; r++)
        qsort(order.items[r].lines, order.items[r].count, sizeof(size_t),
              order.items[r].table >= 0 ? compare_cells : compare_left);
    for (size_t r = 0; r < order.count;)
        r = put_next(layout, &order, r, width, settings->gutter * layout->x_height, &out);
    for (size_t i = 0; i < count; i++)
        sorted[i] = layout->lines[out.items[i]];
    memcpy(layout->lines, sorted, count * sizeof *sorted);
    for (size_t r = 0; r < order.count; r++)
        free(order.items[r].lines);
    free(order.items);
    free(indices);
    free(out.items);
    free(sorted);
}
