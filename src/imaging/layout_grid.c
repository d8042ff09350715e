/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_grid: ruled tables. Pieces of rules that lie on one line are one rule, however
 * torn; rules that cross form a table.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_part.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/clean_step.h"

/* Pieces of one direction on one line. at: across the line; from, to: along it. */
struct rule {
    int at, from, to;
    int covered; /* length of the pieces */
    int group;   /* index of the table-to-be */
};
struct rules {
    struct rule *items;
    size_t count, capacity;
};

static int compare_rules(const void *a, const void *b)
{
    const struct rule *p = a, *q = b;
    return p->at != q->at ? p->at - q->at : p->from - q->from;
}

static enum err_code collect_pieces(PIX *mask, bool across, struct rules *rules, struct err *err)
{
    struct parts parts;
    enum err_code code = parts_find(mask, &parts, err);
    if (code)
        return code;
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        struct rule rule = {.at = across ? box.y + box.h / 2 : box.x + box.w / 2,
                            .from = across ? box.x : box.y,
                            .to = across ? rect_right(box) : rect_bottom(box)};
        rule.covered = rule.to - rule.from;
        if (rule.covered >= 4)
            *ARRAY_ADD(rules) = rule;
    }
    parts_release(&parts);
    return ERR_OK;
}

/* Joins pieces that lie within reach of each other across the line. */
static void join_pieces(struct rules *rules, int reach, int bridge)
{
    if (rules->count == 0)
        return;
    qsort(rules->items, rules->count, sizeof *rules->items, compare_rules);
    bool joined = true;
    while (joined) {
        joined = false;
        for (size_t i = 0; i < rules->count; i++)
            for (size_t k = i + 1; k < rules->count;) {
                struct rule *a = &rules->items[i], *b = &rules->items[k];
                if (b->at - a->at > reach)
                    break;
                if (b->from > a->to + bridge || a->from > b->to + bridge) {
                    k++;
                    continue;
                }
                int weight = a->covered + b->covered;
                a->at = (int)(((long)a->at * a->covered + (long)b->at * b->covered) / weight);
                a->from = a->from < b->from ? a->from : b->from;
                a->to = a->to > b->to ? a->to : b->to;
                a->covered = weight < a->to - a->from ? weight : a->to - a->from;
                memmove(b, b + 1, (rules->count - k - 1) * sizeof *b);
                rules->count--;
                joined = true;
            }
        qsort(rules->items, rules->count, sizeof *rules->items, compare_rules);
    }
}

static bool rules_cross(const struct rule *across, const struct rule *down, int slack)
{
    return down->at >= across->from - slack && down->at <= across->to + slack &&
           across->at >= down->from - slack && across->at <= down->to + slack;
}

/* Gives rules that cross the same group number. */
static int group_rules(struct rules *across, struct rules *down, int slack)
{
    int groups = 0;
    for (size_t i = 0; i < across->count; i++)
        across->items[i].group = groups++;
    for (size_t i = 0; i < down->count; i++)
        down->items[i].group = groups++;
    for (size_t i = 0; i < across->count; i++)
        for (size_t k = 0; k < down->count; k++) {
            int a = across->items[i].group, b = down->items[k].group;
            if (a == b || !rules_cross(&across->items[i], &down->items[k], slack))
                continue;
            for (size_t m = 0; m < across->count; m++)
                if (across->items[m].group == b)
                    across->items[m].group = a;
            for (size_t m = 0; m < down->count; m++)
                if (down->items[m].group == b)
                    down->items[m].group = a;
        }
    return groups;
}

/* The rules of a group that cover enough of the table's side, as rising edges. What goes on at both
 * ends of within is a fold. */
static size_t collect_edges(const struct rules *rules, int group, int side, double share, int apart,
                            struct rule within, struct arena *arena, int **ret_edges)
{
    int *edges = arena_take(arena, rules->count + 2, sizeof *edges); /* one more may be added */
    size_t count = 0;
    int covered = 0;
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        if (rule->group != group || rule->covered < share * side ||
            (rule->from < within.from && rule->to > within.to))
            continue;
        if (count && rule->at - edges[count - 1] < apart) {
            if (rule->covered > covered)
                edges[count - 1] = rule->at;
            continue;
        }
        covered = rule->covered;
        edges[count++] = rule->at;
    }
    *ret_edges = edges;
    return count;
}

/* ---- headings over several columns ---- */

static bool near_edge(const int *edges, size_t count, int at, int slack, size_t *ret_index)
{
    for (size_t i = 0; i < count; i++)
        if (abs(edges[i] - at) <= slack) {
            *ret_index = i;
            return true;
        }
    return false;
}

/* A short rule inside the first row, from one column's edge to another's that is not the next: it
 * parts a heading over several columns from the columns' own ones. */
static bool parts_heading(const struct rule *rule, const struct text_table *table, int apart)
{
    size_t from, to;
    return rule->at - table->row_edges[0] >= apart && table->row_edges[1] - rule->at >= apart &&
           rule->covered * 10 >= (rule->to - rule->from) * 7 &&
           near_edge(table->column_edges, table->column_count + 1, rule->from, apart, &from) &&
           near_edge(table->column_edges, table->column_count + 1, rule->to, apart, &to) &&
           to >= from + 2;
}

static void add_heading_edge(const struct rules *across, int group, int apart,
                             struct text_table *table)
{
    const struct rule *best = NULL;
    for (size_t i = 0; i < across->count; i++) {
        const struct rule *rule = &across->items[i];
        if (rule->group == group && parts_heading(rule, table, apart) &&
            (!best || rule->covered > best->covered))
            best = rule;
    }
    if (!best)
        return;
    memmove(table->row_edges + 2, table->row_edges + 1,
            table->row_count * sizeof *table->row_edges);
    table->row_edges[1] = best->at;
    table->row_count++;
}

static struct rect group_box(const struct rules *across, const struct rules *down, int group)
{
    struct rect box = {0};
    for (size_t i = 0; i < across->count; i++) {
        const struct rule *rule = &across->items[i];
        if (rule->group == group)
            box = rect_union(box, (struct rect){rule->from, rule->at, rule->to - rule->from, 1});
    }
    for (size_t i = 0; i < down->count; i++) {
        const struct rule *rule = &down->items[i];
        if (rule->group == group)
            box = rect_union(box, (struct rect){rule->at, rule->from, 1, rule->to - rule->from});
    }
    return box;
}

/* Share of the grid's rules that was seen. */
static float grid_sure(const struct rules *across, const struct rules *down, int group,
                       const struct text_table *table)
{
    double seen = 0, due = (double)(table->row_count + 1) * table->box.w +
                           (double)(table->column_count + 1) * table->box.h;
    for (size_t i = 0; i < across->count; i++)
        if (across->items[i].group == group)
            seen += across->items[i].covered;
    for (size_t i = 0; i < down->count; i++)
        if (down->items[i].group == group)
            seen += down->items[i].covered;
    double share = due > 0 ? seen / due : 0;
    return (float)(share > 1 ? 1 : share);
}

static bool make_table(const struct rules *across, const struct rules *down, int group,
                       const struct layout_settings *settings, int apart, int highest,
                       struct arena *arena, struct text_table *ret)
{
    struct text_table table = {.box = group_box(across, down, group)};
    if (rect_empty(table.box))
        return false;
    struct rule within = {.from = INT_MIN, .to = INT_MAX};
    size_t rows = collect_edges(across, group, table.box.w, settings->row_share, apart, within,
                                arena, &table.row_edges);
    if (rows < 3)
        return false;
    within.from = table.row_edges[0] - 3 * apart;
    within.to = table.row_edges[rows - 1] + 3 * apart;
    size_t columns = collect_edges(down, group, table.box.h, settings->column_share, apart, within,
                                   arena, &table.column_edges);
    if (columns < 3)
        return false;
    /* The outlines of cards and pictures cross too, but no entry is so high. */
    if (rows <= 4 && (table.row_edges[rows - 1] - table.row_edges[0]) / (int)(rows - 1) > highest)
        return false;
    table.row_count = rows - 1;
    table.column_count = columns - 1;
    table.box = (struct rect){table.column_edges[0], table.row_edges[0],
                              table.column_edges[columns - 1] - table.column_edges[0],
                              table.row_edges[rows - 1] - table.row_edges[0]};
    table.sure = grid_sure(across, down, group, &table);
    add_heading_edge(across, group, apart, &table);
    *ret = table;
    return true;
}

static int compare_tables(const void *a, const void *b)
{
    const struct text_table *p = a, *q = b;
    return p->box.y != q->box.y ? p->box.y - q->box.y : p->box.x - q->box.x;
}

enum err_code layout_grid_find(const struct clean_page *page,
                               const struct layout_settings *settings, struct arena *arena,
                               struct layout *layout, struct err *err)
{
    struct rules across = {0}, down = {0};
    double dpi = page->work.dpi;
    enum err_code code = collect_pieces(page->rules_across, true, &across, err);
    if (!code)
        code = collect_pieces(page->rules_down, false, &down, err);
    if (code)
        goto out;
    int reach = clean_px(dpi, 0.7, 3), bridge = clean_px(dpi, 25, 20);
    join_pieces(&across, reach, bridge);
    join_pieces(&down, reach, bridge);
    int groups = group_rules(&across, &down, clean_px(dpi, 2, 6));
    layout->tables = arena_take(arena, (size_t)groups + 1, sizeof *layout->tables);
    for (int group = 0; group < groups; group++)
        if (make_table(&across, &down, group, settings, clean_px(dpi, 2.5, 6),
                       (int)(22 * layout->x_height), arena, &layout->tables[layout->table_count]))
            layout->table_count++;
    qsort(layout->tables, layout->table_count, sizeof *layout->tables, compare_tables);
    layout_cells_find(page, arena, layout);
out:
    free(across.items);
    free(down.items);
    return code;
}
