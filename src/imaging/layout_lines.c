/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_lines: text lines. Letters are smeared into words, words that stand on top of each
 * other are split, words in a row are linked along their cores (the x-height band), and every part
 * of ink goes to the line it is nearest to, so that stacked tones and dots below come back.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A word-like piece: its box, its core rows, and where it belongs. */
struct blob {
    struct rect box;
    int top, bottom; /* core */
    float dark;      /* mean darkness of its ink */
    int line;        /* -1 = none yet */
    int cell;        /* number of the table cell, -1 outside */
};
#define DARK_APART 1.9 /* words of so different darkness are no line: one is of the other side */
struct blobs {
    struct blob *items;
    size_t count, capacity;
};
struct band {
    struct rect box;
    double top, bottom;  /* mean core, weighted by width */
    double weight, dark; /* dark: mean, weighted by width */
    int cell;
    int last_right; /* of the blob linked last */
    int last_top, last_bottom;
    float last_dark;
};
struct bands {
    struct band *items;
    size_t count, capacity;
};

static int cell_number(const struct layout *layout, struct rect box)
{
    int table, row, column;
    if (!layout_cell_at(layout, box.x + box.w / 2, box.y + box.h / 2, &table, &row, &column))
        return -1;
    return (table * 1000 + row) * 1000 + column;
}

/* ---- blobs ---- */

/* Cuts the smear where table rules stand, so that no blob reaches over a rule. */
static void cut_at_rules(PIX *smear, const struct layout *layout)
{
    int width = pixGetWidth(smear), height = pixGetHeight(smear);
    for (size_t i = 0; i < layout->table_count; i++) {
        const struct text_table *table = &layout->tables[i];
        for (size_t c = 0; c <= table->column_count; c++) {
            int from = table->column_edges[c] - 1, to = table->column_edges[c] + 2;
            from = from < 0 ? 0 : from;
            to = to > width ? width : to;
            for (size_t r = 0; r < table->row_count; r++)
                for (int y = table->row_edges[r] < 0 ? 0 : table->row_edges[r];
                     y < table->row_edges[r + 1] && y < height; y++)
                    if (layout_edge_drawn(layout, i, r, c))
                        mask_span(smear, y, from, to, false);
        }
    }
}

/* Ink a row of the box. */
static void row_profile(PIX *mask, struct rect box, int *profile)
{
    for (int y = 0; y < box.h; y++) {
        profile[y] = 0;
        for (int x = box.x; x < rect_right(box); x++)
            profile[y] += mask_bit(mask, x, box.y + y);
    }
}

static int peak_of(const int *profile, int from, int to)
{
    int peak = 0;
    for (int y = from; y < to; y++)
        peak = profile[y] > peak ? profile[y] : peak;
    return peak;
}

/* The lowest row between two peaks of a tall blob, or -1. */
static int find_valley(const int *profile, int height, double x_height)
{
    int margin = (int)(0.6 * x_height), best = -1;
    double best_ratio = 0.45;
    for (int y = margin; y < height - margin; y++) {
        int above = peak_of(profile, 0, y), below = peak_of(profile, y + 1, height);
        int lower = above < below ? above : below;
        double ratio = lower > 0 ? (double)profile[y] / lower : 1;
        if (ratio < best_ratio) {
            best_ratio = ratio;
            best = y;
        }
    }
    return best;
}

static void add_blob(struct blobs *blobs, struct rect box, const int *profile)
{
    int peak = peak_of(profile, 0, box.h), first = 0, last = box.h - 1;
    while (first < box.h - 1 && profile[first] * 100 < peak * 42)
        first++;
    while (last > first && profile[last] * 100 < peak * 42)
        last--;
    if (box.w < box.h * 3 / 2 && (last + 1 - first) * 2 < box.h) { /* 1 and 7: a bar on a stem */
        first = 0;
        last = box.h - 1;
    }
    *ARRAY_ADD(blobs) =
        (struct blob){.box = box, .top = box.y + first, .bottom = box.y + last + 1, .line = -1};
}

static void split_blob(struct blobs *blobs, struct rect box, const int *profile, double x_height,
                       int depth)
{
    int valley = -1;
    if (box.h > 1.9 * x_height && depth < 6)
        valley = find_valley(profile, box.h, x_height);
    if (valley < 0) {
        if (box.h > 0)
            add_blob(blobs, box, profile);
        return;
    }
    split_blob(blobs, (struct rect){box.x, box.y, box.w, valley}, profile, x_height, depth + 1);
    split_blob(blobs, (struct rect){box.x, box.y + valley + 1, box.w, box.h - valley - 1},
               profile + valley + 1, x_height, depth + 1);
}

static float blob_darkness(PIX *mask, const struct raster *plane, struct rect box)
{
    long sum = 0, count = 0;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++)
            if (mask_bit(mask, x, y)) {
                sum += CLEAN_PAPER - plane_row(plane, y)[x];
                count++;
            }
    return count ? (float)sum / (float)count : 0;
}

static enum err_code collect_blobs(const struct layout_ink *ink, const struct raster *plane,
                                   const struct layout_settings *settings,
                                   const struct layout *layout, struct blobs *blobs,
                                   struct err *err)
{
    struct parts words = {0};
    int reach = (int)(settings->smear * ink->x_height + 0.5) | 1;
    enum err_code code = ERR_OK;
    PIX *smear = pixCloseSafeBrick(NULL, ink->mask, reach, 1);
    if (!smear)
        return err_set(err, ERR_NOMEM, 243, _("not enough memory to find the lines of a page"));
    cut_at_rules(smear, layout);
    code = parts_find(smear, &words, err);
    pixDestroy(&smear);
    if (code)
        return code;
    for (size_t i = 0; i < words.count; i++) {
        struct rect box = words.items[i].box;
        int *profile = mem_new((size_t)box.h, sizeof *profile);
        row_profile(ink->mask, box, profile);
        split_blob(blobs, box, profile, ink->x_height, 0);
        free(profile);
    }
    parts_release(&words);
    for (size_t i = 0; i < blobs->count; i++) {
        blobs->items[i].cell = cell_number(layout, blobs->items[i].box);
        blobs->items[i].dark = blob_darkness(ink->mask, plane, blobs->items[i].box);
    }
    return ERR_OK;
}

/* ---- linking ---- */

static int compare_blobs(const void *a, const void *b)
{
    const struct blob *p = a, *q = b;
    return p->box.x != q->box.x ? p->box.x - q->box.x : p->box.y - q->box.y;
}

static double core_overlap(int top, int bottom, int other_top, int other_bottom)
{
    int high = top > other_top ? top : other_top;
    int low = bottom < other_bottom ? bottom : other_bottom;
    int least = bottom - top < other_bottom - other_top ? bottom - top : other_bottom - other_top;
    return least > 0 ? (double)(low - high) / least : 0;
}

/* How badly a blob fits behind a band: 0 good, 1 not at all. */
static double link_cost(const struct band *band, const struct blob *blob, double gap_most)
{
    int gap = blob->box.x - band->last_right;
    if (gap > gap_most || gap < -gap_most || band->cell != blob->cell)
        return 1;
    double overlap = core_overlap(band->last_top, band->last_bottom, blob->top, blob->bottom);
    double height = blob->bottom - blob->top, other = band->last_bottom - band->last_top;
    double ratio = height > other ? height / other : other / height;
    double dark = (double)blob->dark, other_dark = (double)band->last_dark;
    if (overlap < 0.5 || ratio > 2.2)
        return 1;
    if (dark > DARK_APART * other_dark || other_dark > DARK_APART * dark)
        return 1;
    return 0.5 * (1 - overlap) + 0.4 * fabs((double)gap) / gap_most;
}

static void extend_band(struct band *band, const struct blob *blob)
{
    double weight = blob->box.w;
    band->box = band->weight > 0 ? rect_union(band->box, blob->box) : blob->box;
    band->top = (band->top * band->weight + blob->top * weight) / (band->weight + weight);
    band->bottom = (band->bottom * band->weight + blob->bottom * weight) / (band->weight + weight);
    band->dark =
        (band->dark * band->weight + (double)blob->dark * weight) / (band->weight + weight);
    band->weight += weight;
    if (rect_right(blob->box) > band->last_right || band->last_right == 0) {
        band->last_right = rect_right(blob->box);
        band->last_top = blob->top;
        band->last_bottom = blob->bottom;
        band->last_dark = blob->dark;
    }
}

/* Big enough to carry a line; smaller ones join later as parts. */
static bool carries_line(const struct blob *blob, double x_height)
{
    return blob->box.h >= 0.62 * x_height && blob->bottom - blob->top >= 0.4 * x_height;
}

/* A sign that a rule cut off its word, since it reaches over into the next cell, goes back. */
static void mend_cells(struct blobs *blobs, double x_height)
{
    for (size_t i = 0; i < blobs->count; i++)
        for (size_t k = 0; k < blobs->count; k++) {
            struct blob *small = &blobs->items[i], *large = &blobs->items[k];
            int gap = small->box.x > large->box.x ? small->box.x - rect_right(large->box)
                                                  : large->box.x - rect_right(small->box);
            if (small->cell != large->cell && small->box.w < 1.3 * x_height &&
                large->box.w > 1.5 * small->box.w && gap < 0.45 * x_height &&
                core_overlap(small->top, small->bottom, large->top, large->bottom) > 0.7)
                small->cell = large->cell;
        }
}

static void link_blobs(struct blobs *blobs, double x_height, double gap, struct bands *bands)
{
    if (blobs->count)
        qsort(blobs->items, blobs->count, sizeof *blobs->items, compare_blobs);
    for (size_t i = 0; i < blobs->count; i++) {
        struct blob *blob = &blobs->items[i];
        if (!carries_line(blob, x_height))
            continue;
        double best = 1;
        size_t chosen = bands->count;
        for (size_t k = 0; k < bands->count; k++) {
            double cost = link_cost(&bands->items[k], blob, gap);
            if (cost < best) {
                best = cost;
                chosen = k;
            }
        }
        if (chosen == bands->count)
            *ARRAY_ADD(bands) = (struct band){.cell = blob->cell};
        extend_band(&bands->items[chosen], blob);
        blob->line = (int)chosen;
    }
}

/* ---- gutters ---- */

/* White between two words of one band, wide enough for a gutter. */
struct space {
    int band, from, to; /* pixels along the line */
    bool split;
};
#define GUTTER_WIDE 3.5 /* times the least white: no space between words is so wide */
struct spaces {
    struct space *items;
    size_t count, capacity;
};

/* blobs are sorted by x: the spaces of a band come from left to right. */
static void collect_spaces(const struct blobs *blobs, const struct bands *bands, double least,
                           struct spaces *spaces)
{
    int *right = mem_new(bands->count + 1, sizeof *right);
    for (size_t i = 0; i < blobs->count; i++) {
        const struct blob *blob = &blobs->items[i];
        if (blob->line < 0)
            continue;
        if (right[blob->line] && blob->box.x - right[blob->line] >= least)
            *ARRAY_ADD(spaces) = (struct space){blob->line, right[blob->line], blob->box.x, false};
        if (rect_right(blob->box) > right[blob->line])
            right[blob->line] = rect_right(blob->box);
    }
    free(right);
}

/* Do two bands stand beside each other with white between them that overlaps the space? Where the
 * space is hardly wider than one between words, what follows must begin at the same place. */
static bool bands_part_at(const struct band *a, const struct band *b, const struct space *space,
                          double least)
{
    int from = space->from, to = space->to;
    double high = a->top > b->top ? a->top : b->top;
    double low = a->bottom < b->bottom ? a->bottom : b->bottom;
    const struct band *left = a->box.x < b->box.x ? a : b, *right = left == a ? b : a;
    if (low - high < -(a->bottom - a->top) * 1.5)
        return false;
    if (to - from < GUTTER_WIDE * least && abs(right->box.x - to) > least)
        return false;
    int begin = rect_right(left->box) > from ? rect_right(left->box) : from;
    int end = right->box.x < to ? right->box.x : to;
    return end - begin >= least;
}

/* A gutter is believed when lines just above or below leave the same white. */
static bool is_gutter(const struct bands *bands, const struct space *space, double least)
{
    const struct band *band = &bands->items[space->band];
    double near = 5 * (band->bottom - band->top);
    for (size_t i = 0; i < bands->count; i++)
        for (size_t k = i + 1; k < bands->count; k++) {
            const struct band *a = &bands->items[i], *b = &bands->items[k];
            if (a == band || b == band || a->cell != band->cell || b->cell != band->cell)
                continue;
            if (fabs(a->top - band->top) > near || fabs(b->top - band->top) > near)
                continue;
            if (bands_part_at(a, b, space, least))
                return true;
        }
    return false;
}

static void split_at_gutters(struct blobs *blobs, double least, struct bands *bands)
{
    struct spaces spaces = {0};
    size_t count = bands->count;
    collect_spaces(blobs, bands, least, &spaces);
    for (size_t i = 0; i < spaces.count; i++)
        spaces.items[i].split = is_gutter(bands, &spaces.items[i], least * 0.8);
    for (size_t i = 0; i < spaces.count; i++) {
        const struct space *space = &spaces.items[i];
        if (!space->split)
            continue;
        int fresh = (int)bands->count;
        *ARRAY_ADD(bands) = (struct band){.cell = bands->items[space->band].cell};
        for (size_t k = 0; k < blobs->count; k++)
            if (blobs->items[k].line == space->band && blobs->items[k].box.x < space->to)
                blobs->items[k].line = fresh;
    }
    if (bands->count > count) /* measure all bands anew from their blobs */
        for (size_t i = 0; i < bands->count; i++)
            bands->items[i] = (struct band){.cell = bands->items[i].cell};
    for (size_t i = 0; i < blobs->count && bands->count > count; i++)
        if (blobs->items[i].line >= 0)
            extend_band(&bands->items[blobs->items[i].line], &blobs->items[i]);
    free(spaces.items);
}

/* ---- parts to lines ---- */

/* Distance of a part from a band: 0 inside the core, 1 at the limit, more outside. */
static double part_distance(const struct band *band, struct rect box, double gap)
{
    double core = band->bottom - band->top, middle = box.y + box.h / 2.0;
    if (box.x > rect_right(band->box) + gap || rect_right(box) < band->box.x - gap)
        return 9;
    double side = box.x > rect_right(band->box)   ? box.x - rect_right(band->box)
                  : rect_right(box) < band->box.x ? band->box.x - rect_right(box)
                                                  : 0;
    double away = 0;
    if (middle < band->top)
        away = (band->top - middle) / (1.25 * core + 1);
    else if (middle > band->bottom)
        away = (middle - band->bottom) / (0.75 * core + 1);
    return away + 0.3 * side / gap;
}

/* The parts of one line. */
struct line_ink {
    struct rect box;
    double area, dark, sharp; /* sums, weighted by area */
};

static void line_ink_add(struct line_ink *line, const struct layout_ink *ink, size_t index)
{
    const struct part *part = &ink->parts.items[index];
    line->box = rect_union(line->box, part->box);
    line->area += part->area;
    line->dark += part->area * (double)ink->dark[index];
    line->sharp += part->area * (double)ink->sharp[index];
}

/* A tone or a dot stands over or under a word of its line; other specks do not widen it. */
static bool belongs(const struct band *band, const struct blobs *blobs, int line, struct rect box,
                    double dark, double x_height)
{
    double middle = box.y + box.h / 2.0;
    int reach = (int)(0.35 * x_height);
    if (dark < 0.5 * band->dark)
        return false;
    if (middle >= band->top && middle <= band->bottom)
        return true;
    for (size_t i = 0; i < blobs->count; i++) {
        const struct blob *blob = &blobs->items[i];
        if (blob->line == line && blob->box.x - reach < rect_right(box) &&
            rect_right(blob->box) + reach > box.x)
            return true;
    }
    return false;
}

static void give_parts(const struct layout_ink *ink, const struct layout *layout, double gap,
                       const struct blobs *blobs, const struct bands *bands, struct line_ink *lines)
{
    for (size_t i = 0; i < ink->parts.count; i++) {
        struct rect box = ink->parts.items[i].box;
        if (!ink->kept[i])
            continue;
        int cell = cell_number(layout, box);
        double best = 1.0001;
        size_t chosen = bands->count;
        for (size_t k = 0; k < bands->count; k++) {
            if (bands->items[k].cell != cell &&
                !rect_has(bands->items[k].box, box.x + box.w / 2, box.y + box.h / 2))
                continue;
            double distance = part_distance(&bands->items[k], box, gap);
            if (distance < best) {
                best = distance;
                chosen = k;
            }
        }
        if (chosen < bands->count && box.h < 4 * ink->x_height &&
            belongs(&bands->items[chosen], blobs, (int)chosen, box, (double)ink->dark[i],
                    ink->x_height))
            line_ink_add(&lines[chosen], ink, i);
    }
}

/* The rows of a full line of text on this base line: the engine scales what it is given to one
 * height, and digits alone would be blown up, which costs time and is not what it learnt from. */
static struct rect full_height(const struct band *band, struct rect box,
                               const struct layout *layout, const struct layout_settings *settings)
{
    double core = band->bottom - band->top, page = layout->x_height;
    double x_height = core < 0.75 * page ? core : core < 1.6 * page ? page : core / 1.4;
    int top = (int)(band->bottom - settings->above * x_height + 0.5);
    int bottom = (int)(band->bottom + settings->below * x_height + 0.5);
    return rect_union(box, (struct rect){box.x, top, box.w, bottom - top});
}

static void make_line(const struct band *band, const struct line_ink *ink,
                      const struct layout *layout, const struct layout_settings *settings,
                      struct layout_line *line)
{
    struct rect box = ink->box;
    int side = (int)(settings->pad_side * layout->x_height + 0.5);
    int over = (int)(settings->pad_over * layout->x_height + 0.5);
    *line =
        (struct layout_line){.box = full_height(band, rect_grow(box, side, over), layout, settings),
                             .ink = box,
                             .core_top = (int)(band->top + 0.5),
                             .core_bottom = (int)(band->bottom + 0.5),
                             .x_height = (float)(band->bottom - band->top),
                             .dark = (float)(ink->dark / ink->area),
                             .sharp = (float)(ink->sharp / ink->area),
                             .kind = TEXT_PRINT};
    layout_cell_at(layout, box.x + box.w / 2, (line->core_top + line->core_bottom) / 2,
                   &line->table, &line->row, &line->column);
    if (line->row < 0 || line->column < 0)
        line->table = line->row = line->column = -1;
}

/* A table's cell limits what is read for it. */
static void clip_to_cell(struct layout_line *line, const struct layout *layout)
{
    if (line->table < 0)
        return;
    struct rect cell = layout_cell_box(layout, line->table, line->row, line->column);
    struct rect cut = rect_cut(line->box, rect_union(rect_grow(cell, 1, 3), line->ink));
    if (!rect_empty(cut))
        line->box = cut;
}

enum err_code layout_lines_find(const struct layout_ink *ink, const struct raster *plane,
                                const struct layout_settings *settings, struct arena *arena,
                                struct layout *layout, struct err *err)
{
    struct blobs blobs = {0};
    struct bands bands = {0};
    double gap = settings->gap * ink->x_height;
    enum err_code code = collect_blobs(ink, plane, settings, layout, &blobs, err);
    if (code)
        return code;
    mend_cells(&blobs, ink->x_height);
    link_blobs(&blobs, ink->x_height, gap, &bands);
    split_at_gutters(&blobs, settings->gutter * ink->x_height, &bands);
    struct line_ink *lines = mem_new(bands.count + 1, sizeof *lines);
    give_parts(ink, layout, gap, &blobs, &bands, lines);
    layout->lines = arena_take(arena, bands.count + 1, sizeof *layout->lines);
    for (size_t i = 0; i < bands.count; i++) {
        if (rect_empty(lines[i].box) || bands.items[i].weight < 0.3 * ink->x_height)
            continue;
        struct layout_line *line = &layout->lines[layout->line_count++];
        make_line(&bands.items[i], &lines[i], layout, settings, line);
        line->faint = (double)line->dark < settings->contrast * ink->usual;
        clip_to_cell(line, layout);
    }
    free(lines);
    free(bands.items);
    free(blobs.items);
    return ERR_OK;
}
