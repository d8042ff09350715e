/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_hand: which lines and cells are written by hand. A machine sets letters on a
 * straight line, in one size, with one slant; a hand does not. A few letters say little, so that
 * cells are judged together with their column, and always against the print of the same page.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_hand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "imaging/clean_step.h"
#include "imaging/layout_part.h"

/* ---- letters ---- */

struct letter {
    struct rect box;
    double top, bottom; /* where the ink crosses the level, parts of a pixel */
    double slant, stroke, ink;
    int line;
};
struct letters {
    struct letter *items;
    size_t count, capacity;
};

static int darkest(const struct raster *plane, int y, int from, int to)
{
    int best = 255;
    for (int x = from; x < to && y >= 0 && y < plane->height; x++)
        best = plane_row(plane, y)[x] < best ? plane_row(plane, y)[x] : best;
    return best;
}

/* How far into the row outside the ink reaches, 0 to 1. */
static double reach(const struct raster *plane, int inside, int outside, struct rect box, int level)
{
    int in = darkest(plane, inside, box.x, rect_right(box));
    int out = darkest(plane, outside, box.x, rect_right(box));
    return out > in ? fmin(1, fmax(0, (double)(level - in) / (out - in))) : 0;
}

/* Slope of the middle of the runs, and their mean length. */
static void measure_runs(const struct parts *parts, const struct part *part, struct letter *ret)
{
    double n = 0, sx = 0, sy = 0, sxy = 0, syy = 0;
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        double x = (run->x0 + run->x1) / 2.0, y = run->y, w = run->x1 - run->x0;
        n += w;
        sx += w * x;
        sy += w * y;
        sxy += w * x * y;
        syy += w * y * y;
    }
    double spread = syy - sy * sy / n;
    ret->slant = spread > 0 ? -(sxy - sx * sy / n) / spread : 0;
    ret->stroke = (double)part->area / part->run_count;
}

static int line_at(const struct layout *layout, struct rect box)
{
    int x = box.x + box.w / 2, y = box.y + box.h / 2;
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        if (x >= line->ink.x && x < rect_right(line->ink) && y >= line->core_top - 2 &&
            y <= line->core_bottom + 2)
            return (int)i;
    }
    return -1;
}

static int compare_letters(const void *a, const void *b)
{
    const struct letter *p = a, *q = b;
    return p->line != q->line ? p->line - q->line : p->box.x - q->box.x;
}

static void collect_letters(const struct raster *plane, int level, const struct parts *parts,
                            const struct layout *layout, struct letters *ret)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->items[i];
        if (part->box.h < 0.5 * layout->x_height || part->box.h > 5 * layout->x_height)
            continue;
        struct letter letter = {.box = part->box, .line = line_at(layout, part->box)};
        if (letter.line < 0)
            continue;
        int last = rect_bottom(part->box) - 1;
        letter.top = part->box.y - reach(plane, part->box.y, part->box.y - 1, part->box, level);
        letter.bottom = last + reach(plane, last, last + 1, part->box, level);
        measure_runs(parts, part, &letter);
        letter.ink = part_darkness(parts, i, plane);
        *ARRAY_ADD(ret) = letter;
    }
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, compare_letters);
}

/* Stands on the base line and has the size of a letter. */
static bool is_base(const struct letter *letter, const struct layout_line *line, double x_height)
{
    return letter->box.h < 2.2 * x_height &&
           fabs(letter->bottom - line->core_bottom) < 0.35 * x_height;
}

static void add_letter(const struct letter *letter, double x_height, struct hand_sums *sums)
{
    sums->letters++;
    sums->slant += fmax(-0.6, fmin(0.6, letter->slant));
    sums->stroke += letter->stroke / x_height;
    sums->ink += letter->ink;
    sums->wide += fmin(6, (double)letter->box.w / x_height);
}

static void add_pair(const struct letter *a, const struct letter *b, double x_height,
                     struct hand_sums *sums)
{
    if (b->box.x - rect_right(a->box) > 1.5 * x_height)
        return;
    sums->pairs++;
    sums->base += fmin(0.25, fabs(a->bottom - b->bottom) / x_height);
    sums->height += fmin(0.4, fabs(a->bottom - a->top - b->bottom + b->top) / x_height);
}

enum err_code layout_hand_measure(const struct clean_page *page, const struct layout *layout,
                                  struct hand_sums *ret, struct err *err)
{
    PIX *mask = NULL;
    struct parts parts = {0};
    struct letters letters = {0};
    int level = clean_level(page, 0.5);
    double x_height = layout->x_height;
    enum err_code code = plane_mask(&page->work, level, &mask, err);
    if (!code)
        code = parts_find(mask, &parts, err);
    if (!code)
        collect_letters(&page->work, level, &parts, layout, &letters);
    const struct letter *last = NULL;
    for (size_t i = 0; i < letters.count; i++) {
        const struct letter *letter = &letters.items[i];
        struct hand_sums *sums = &ret[letter->line];
        add_letter(letter, x_height, sums);
        if (!is_base(letter, &layout->lines[letter->line], x_height))
            continue;
        if (last && last->line == letter->line)
            add_pair(last, letter, x_height, sums);
        last = letter;
    }
    free(letters.items);
    parts_release(&parts);
    pixDestroy(&mask);
    return code;
}

/* ---- regions ---- */

enum {
    TABLE_PAIRS = 60, /* fewer say nothing about a table */
    COLUMN_PAIRS = 25,
    ROW_PAIRS = 15,
    HEAD_ROWS = 4 /* printed headings are at most so many rows */
};

static void sums_add(struct hand_sums *to, const struct hand_sums *from)
{
    to->pairs += from->pairs;
    to->base += from->base;
    to->height += from->height;
    to->letters += from->letters;
    to->ink += from->ink;
    to->wide += from->wide;
}

/* How much the letters of a region jump, in x-heights. */
static double unrest(const struct hand_sums *sums)
{
    return sums->pairs > 0 ? (sums->base + 0.5 * sums->height) / sums->pairs : 0;
}

/* From where unrest is a hand's. Pale ink is ragged, small letters have coarse edges: print jumps
 * there too. Where headings are restless, more is asked of the rest. */
static double unrest_limit(const struct hand_sums *table, const struct hand_sums *print,
                           double x_height)
{
    double ink = table->letters > 0 ? table->ink / table->letters : 0;
    double pale = fmax(0, fmin(1, (90 - ink) / 30));
    double thin = fmax(0, fmin(1, (60 - ink) / 20)); /* hardly above the grain of the paper */
    double limit = 0.146 + 0.05 * pale + 0.04 * thin + 0.008 * fmax(0, 11 - x_height);
    double usual = print->pairs >= 40 ? 1.1 * unrest(print) : 0;
    return fmin(0.24, fmax(limit, usual));
}

/* What is known of one table. */
struct region {
    int table;
    size_t row_count, column_count, head; /* head: rows of printed headings */
    struct hand_sums all, *rows, *columns;
    int *filled; /* lines of writing a row */
    double limit;
};

static void region_sum(struct region *region, const struct layout *layout,
                       const struct hand_sums *sums)
{
    memset(region->rows, 0, region->row_count * sizeof *region->rows);
    memset(region->columns, 0, region->column_count * sizeof *region->columns);
    memset(region->filled, 0, region->row_count * sizeof *region->filled);
    region->all = (struct hand_sums){0};
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        if (line->table != region->table || line->row < (int)region->head)
            continue;
        sums_add(&region->all, &sums[i]);
        sums_add(&region->rows[line->row], &sums[i]);
        region->filled[line->row] += sums[i].letters > 0;
        sums_add(&region->columns[line->column], &sums[i]);
    }
}

/* Numbers of columns: "(1)", "(2)", ... Their brackets jump like a hand's letters. */
static bool row_is_short(const struct region *region, size_t row)
{
    const struct hand_sums *sums = &region->rows[row];
    return sums->letters <= 4.2 * region->filled[row];
}

static bool row_is_print(const struct region *region, size_t row)
{
    const struct hand_sums *sums = &region->rows[row];
    return sums->pairs < ROW_PAIRS || unrest(sums) < region->limit;
}

/* Headings over several columns: the columns' own ones stand in the next row. */
static bool row_is_sparse(const struct region *region, size_t row)
{
    return (size_t)region->filled[row] * 2 < region->column_count;
}

/* Headings end with the numbers of the columns, or where the writing begins. */
static void skip_head(struct region *region)
{
    size_t most = region->row_count < HEAD_ROWS + 1 ? region->row_count - 1 : HEAD_ROWS;
    if (most > 1 && row_is_sparse(region, 0))
        region->head = 2;
    while (region->head < most && row_is_print(region, region->head))
        region->head++;
    for (size_t row = region->head; row < most; row++)
        if (region->filled[row] > 0 && row_is_short(region, row))
            region->head = row + 1;
}

/* Torn print makes few pairs of its small pieces; joined writing few of its long ones. */
static bool region_is_torn(const struct hand_sums *sums)
{
    return sums->pairs < 0.65 * sums->letters && sums->wide < 1.4 * sums->letters;
}

static bool region_is_hand(const struct region *region)
{
    return region->all.pairs >= TABLE_PAIRS && !region_is_torn(&region->all) &&
           unrest(&region->all) >= region->limit;
}

/* A column of its own mind, such as printed running numbers. */
static bool column_is_print(const struct region *region, int column)
{
    const struct hand_sums *sums = &region->columns[column];
    return sums->pairs >= COLUMN_PAIRS && unrest(sums) < 0.7 * region->limit;
}

static bool holds_writing(const struct layout_line *line, const struct hand_sums *sums,
                          double x_height)
{
    return sums->letters >= 1 && !line->faint && line->ink.h >= 0.8 * x_height;
}

static void mark_region(const struct region *region, struct layout *layout,
                        const struct hand_sums *sums)
{
    double over = unrest(&region->all) / region->limit - 1;
    for (size_t i = 0; i < layout->line_count; i++) {
        struct layout_line *line = &layout->lines[i];
        if (line->table != region->table || line->row < (int)region->head ||
            column_is_print(region, line->column))
            continue;
        line->hand = (float)fmax(0, fmin(1, 0.5 + 2 * over));
        if (line->hand >= 0.5F && holds_writing(line, &sums[i], layout->x_height))
            line->kind = TEXT_HAND;
    }
}

static void judge_table(int table, struct layout *layout, const struct hand_sums *sums,
                        const struct hand_sums *print)
{
    struct region region = {.table = table,
                            .row_count = layout->tables[table].row_count,
                            .column_count = layout->tables[table].column_count};
    region.rows = mem_new(region.row_count + 1, sizeof *region.rows);
    region.columns = mem_new(region.column_count + 1, sizeof *region.columns);
    region.filled = mem_new(region.row_count + 1, sizeof *region.filled);
    region_sum(&region, layout, sums);
    region.limit = unrest_limit(&region.all, print, layout->x_height);
    skip_head(&region);
    region_sum(&region, layout, sums);
    log_debug("layout", "table %d: %zu heading rows, unrest %.3f of %.3f (print %.3f), %.0f pairs",
              table, region.head, unrest(&region.all), region.limit, unrest(print),
              region.all.pairs);
    if (region_is_hand(&region))
        mark_region(&region, layout, sums);
    free(region.rows);
    free(region.columns);
    free(region.filled);
}

enum err_code layout_hand_find(const struct clean_page *page, struct layout *layout,
                               struct err *err)
{
    struct hand_sums print = {0};
    if (layout->table_count == 0)
        return ERR_OK;
    struct hand_sums *sums = mem_new(layout->line_count + 1, sizeof *sums);
    enum err_code code = layout_hand_measure(page, layout, sums, err);
    for (size_t i = 0; i < layout->line_count && !code; i++)
        if (layout->lines[i].table < 0 && !layout->lines[i].faint)
            sums_add(&print, &sums[i]);
    for (size_t t = 0; t < layout->table_count && !code; t++)
        judge_table((int)t, layout, sums, &print);
    free(sums);
    return code;
}
