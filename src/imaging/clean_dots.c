/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_dots: dotted leaders. A row of dots is modelled by its period, its base line and
 * the size of its dots; only dots that belong to a row are erased, so that full stops and the dots
 * under Vietnamese vowels stay.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/clean_parts.h"
#include "imaging/clean_zeros.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(dots, "leaders stay"),
    CLEAN_PARAM(dots, level, 0.78, 0.1, 0.98, "share of the way from ink to paper; darker is ink"),
    CLEAN_PARAM(dots, size, 0.75, 0.2, 2, "mm; larger parts are no dots"),
    CLEAN_PARAM(dots, gap, 3.6, 0.5, 10, "mm; longest period of a row"),
    CLEAN_PARAM(dots, count, 6, 4, 50, "fewest dots of a row"),
    CLEAN_PARAM(dots, drift, 0.18, 0.02, 0.45,
                "share of the period that a dot may stray along the row"),
    CLEAN_PARAM(dots, alike, 0.15, 0, 2,
                "share by which a dot's ink may differ from its row's, plus four times the spread"),
    CLEAN_PARAM(dots, stray, 0.25, 0, 1,
                "share of a dot's size that it may stray from the base line, plus a pixel"),
    {.name = "zeros",
     .comment = "1: the dot within a zero goes; 0: it stays",
     .offset = offsetof(struct clean_settings, dots.zeros),
     .standard = 1,
     .most = 1,
     .whole = true},
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_dots, settings, err);
}

struct dot {
    float x, y; /* middle */
    float ink;  /* darkness, summed over its pixels */
    int size, part;
    bool taken;
};
/* Sorted by band, then x; bands[b] is the first dot of band b. */
struct field {
    struct dot *items;
    size_t count, capacity;
    int *bands;
    int band_count, band_height;
};
struct row {
    size_t first, last;             /* dots at the ends */
    double period, size, slope, y0; /* y = y0 + slope * x */
    double ink, ink_slack;          /* what its dots usually hold, and how far they stray */
    int count;
};

static int compare_dots(const void *a, const void *b)
{
    const struct dot *p = a, *q = b;
    return p->x < q->x ? -1 : p->x > q->x;
}

static void collect_dots(const struct parts *parts, const struct raster *plane, int most,
                         struct field *field)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->items[i];
        int w = part->box.w, h = part->box.h;
        if (w > most || h > most || w > 2 * h + 1 || h > 2 * w + 1 || part->area < 2)
            continue;
        *ARRAY_ADD(field) =
            (struct dot){.x = (float)(part->box.x + w / 2.0),
                         .y = (float)(part->box.y + h / 2.0),
                         .ink = (float)(part->area * part_darkness(parts, i, plane)),
                         .size = w > h ? w : h,
                         .part = (int)i};
    }
}

/* Groups the dots by band, each band from left to right. */
static void index_dots(struct field *field, int height, int band_height)
{
    field->band_height = band_height;
    field->band_count = height / band_height + 2;
    field->bands = mem_new((size_t)field->band_count + 1, sizeof *field->bands);
    if (field->count)
        qsort(field->items, field->count, sizeof *field->items, compare_dots);
    struct dot *sorted = mem_new(field->count + 1, sizeof *sorted);
    for (size_t i = 0; i < field->count; i++)
        field->bands[(int)field->items[i].y / band_height + 1]++;
    for (int band = 0; band < field->band_count; band++)
        field->bands[band + 1] += field->bands[band];
    int *at = mem_new((size_t)field->band_count, sizeof *at);
    for (size_t i = 0; i < field->count; i++) {
        int band = (int)field->items[i].y / band_height;
        sorted[field->bands[band] + at[band]++] = field->items[i];
    }
    free(at);
    free(field->items);
    field->items = sorted;
    field->capacity = field->count + 1;
}

/* First dot of a band with dot.x >= x. */
static int seek_dot(const struct field *field, int band, double x)
{
    int low = field->bands[band], high = field->bands[band + 1];
    while (low < high) {
        int middle = (low + high) / 2;
        if (field->items[middle].x < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool same_size(int a, double b)
{
    double slack = 1.2 + 0.35 * b;
    return a >= b - slack && a <= b + slack;
}

/* The free dot nearest to (x, y) within dx, dy and of about that size; -1 when there is none. */
static int nearest_dot(const struct field *field, double x, double y, double dx, double dy,
                       double size)
{
    int best = -1;
    double best_miss = 2;
    int from = (int)((y - dy) / field->band_height), to = (int)((y + dy) / field->band_height);
    for (int band = from < 0 ? 0 : from; band <= to && band < field->band_count; band++)
        for (int i = seek_dot(field, band, x - dx); i < field->bands[band + 1]; i++) {
            const struct dot *dot = &field->items[i];
            if (dot->x > x + dx)
                break;
            double miss = fabs(dot->x - x) / (dx + 0.01) + fabs(dot->y - y) / (dy + 0.01);
            if (dot->taken || fabs(dot->y - y) > dy || !same_size(dot->size, size))
                continue;
            if (miss < best_miss) {
                best_miss = miss;
                best = i;
            }
        }
    return best;
}

/* The next free dot to the right on the same line: the first guess of a row's period. */
static int right_neighbour(const struct field *field, int from, double gap, double dy)
{
    const struct dot *dot = &field->items[from];
    int best = -1;
    int low = (int)((dot->y - dy) / field->band_height);
    int high = (int)((dot->y + dy) / field->band_height);
    for (int band = low < 0 ? 0 : low; band <= high && band < field->band_count; band++)
        for (int i = seek_dot(field, band, dot->x + 1); i < field->bands[band + 1]; i++) {
            const struct dot *other = &field->items[i];
            if (other->x > dot->x + gap)
                break;
            if (other->taken || fabs(other->y - dot->y) > dy || !same_size(other->size, dot->size))
                continue;
            if (best < 0 || other->x < field->items[best].x)
                best = i;
            break;
        }
    return best;
}

enum { CHAIN_MAX = 2000, SKIP_MAX = 4 };

struct chain {
    int dots[CHAIN_MAX];
    int count, steps; /* steps: periods from the first to the last dot */
};

static void grow_chain(const struct field *field, const struct clean_dots *set, double dy,
                       struct chain *chain)
{
    const struct dot *items = field->items;
    double period = items[chain->dots[1]].x - items[chain->dots[0]].x;
    int skip = 1;
    while (skip <= SKIP_MAX && chain->count < CHAIN_MAX) {
        const struct dot *last = &items[chain->dots[chain->count - 1]];
        double reach = period * set->drift + 0.7;
        int next = nearest_dot(field, last->x + skip * period, last->y, reach, dy, last->size);
        if (next < 0) {
            skip++;
            continue;
        }
        chain->dots[chain->count++] = next;
        chain->steps += skip;
        period = (items[next].x - items[chain->dots[0]].x) / chain->steps;
        skip = 1;
    }
}

/* Least squares line through the dots of a chain. */
static struct row fit_row(const struct field *field, const struct chain *chain)
{
    double n = chain->count, sx = 0, sy = 0, sxx = 0, sxy = 0, size = 0;
    for (int i = 0; i < chain->count; i++) {
        const struct dot *dot = &field->items[chain->dots[i]];
        sx += dot->x;
        sy += dot->y;
        sxx += (double)dot->x * dot->x;
        sxy += (double)dot->x * dot->y;
        size += dot->size;
    }
    double spread = n * sxx - sx * sx;
    struct row row = {.count = chain->count, .size = size / n};
    row.first = (size_t)chain->dots[0];
    row.last = (size_t)chain->dots[chain->count - 1];
    row.slope = spread > 1 ? (n * sxy - sx * sy) / spread : 0;
    row.y0 = (sy - row.slope * sx) / n;
    row.period = (field->items[row.last].x - field->items[row.first].x) / chain->steps;
    return row;
}

static int compare_numbers(const void *a, const void *b)
{
    const float *p = a, *q = b;
    return *p < *q ? -1 : *p > *q;
}

/* Median ink of the chain's dots, and the slack from the median of how far they stray: a dot under
 * a vowel that lies where a dot of the row could lie is seldom as large and dark. */
static void fit_ink(const struct field *field, const struct clean_dots *set,
                    const struct chain *chain, struct row *row)
{
    float sorted[CHAIN_MAX];
    size_t count = (size_t)chain->count;
    for (size_t i = 0; i < count; i++)
        sorted[i] = field->items[chain->dots[i]].ink;
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    row->ink = (double)sorted[count / 2];
    for (size_t i = 0; i < count; i++)
        sorted[i] = fabsf(field->items[chain->dots[i]].ink - (float)row->ink);
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    row->ink_slack = set->alike * row->ink + 4 * (double)sorted[count / 2];
}

static bool is_alike(const struct row *row, const struct dot *dot)
{
    return fabs((double)dot->ink - row->ink) <= row->ink_slack;
}

/* Where dots are erased. */
struct take {
    const struct parts *parts;
    PIX *mask;
    struct raster *plane;
    size_t erased;
};

static void take_dot(const struct field *field, int index, struct take *take)
{
    struct dot *dot = &field->items[index];
    dot->taken = true;
    plane_fill(take->plane, rect_grow(take->parts->items[dot->part].box, 1, 1), CLEAN_PAPER);
    take->erased++;
}

/* Is there ink where a dot of the row would be? */
static bool is_covered(PIX *mask, double x, double y, int reach)
{
    int left = (int)x - reach, right = (int)x + reach, top = (int)y - reach;
    for (int row = top; row <= (int)y + reach; row++)
        for (int column = left; column <= right; column++)
            if (row >= 0 && column >= 0 && row < pixGetHeight(mask) && column < pixGetWidth(mask) &&
                mask_bit(mask, column, row))
                return true;
    return false;
}

/* Walks from x on by the row's period and takes dots that fit the model, under words too; ends
 * where the row does not go on: at the second place in a row that is white. */
static void take_more(const struct field *field, const struct clean_dots *set,
                      const struct row *row, double x, double step, struct take *take)
{
    double dy = 1 + set->stray * row->size, reach = row->period * set->drift * 0.5 + 0.5;
    for (int white = 0; white < 2 && x > 0 && x < pixGetWidth(take->mask); x += step) {
        double y = row->y0 + row->slope * x;
        int found = nearest_dot(field, x, y, reach, dy, row->size);
        if (found >= 0 && !is_alike(row, &field->items[found])) {
            continue;
        } else if (found >= 0) {
            x = field->items[found].x;
            take_dot(field, found, take);
            white = 0;
        } else if (!is_covered(take->mask, x, y, 1)) {
            white++;
        }
    }
}

static bool is_row(const struct chain *chain, const struct row *row, const struct clean_dots *set)
{
    return chain->count >= set->count && chain->count * 10 >= (chain->steps + 1) * 6 &&
           row->period > row->size * 1.15 && fabs(row->slope) < 0.02;
}

static void erase_rows(const struct field *field, const struct clean_dots *set, double gap,
                       struct take *take)
{
    struct chain *chain = mem_new(1, sizeof *chain);
    for (size_t i = 0; i < field->count; i++) {
        if (field->items[i].taken)
            continue;
        double dy = 1 + set->stray * field->items[i].size;
        int next = right_neighbour(field, (int)i, gap, dy);
        if (next < 0)
            continue;
        chain->dots[0] = (int)i;
        chain->dots[1] = next;
        chain->count = 2;
        chain->steps = 1;
        grow_chain(field, set, dy, chain);
        if (chain->count < set->count)
            continue;
        struct row row = fit_row(field, chain);
        if (!is_row(chain, &row, set))
            continue;
        fit_ink(field, set, chain, &row);
        for (int k = 0; k < chain->count; k++)
            if (is_alike(&row, &field->items[chain->dots[k]]))
                take_dot(field, chain->dots[k], take);
        take_more(field, set, &row, field->items[row.first].x - row.period, -row.period, take);
        take_more(field, set, &row, field->items[row.last].x + row.period, row.period, take);
    }
    free(chain);
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    const struct clean_dots *set = &settings->dots;
    double dpi = page->upright.dpi;
    PIX *mask = NULL;
    struct parts parts = {0};
    struct field field = {0};
    if (!set->use)
        return ERR_OK;
    enum err_code code = plane_mask(&page->upright, clean_level(page, set->level), &mask, err);
    if (!code)
        code = parts_find(mask, &parts, err);
    if (code) {
        pixDestroy(&mask);
        return code;
    }
    struct take take = {&parts, mask, &page->upright, 0};
    collect_dots(&parts, &page->upright, clean_px(dpi, set->size, 4), &field);
    index_dots(&field, page->upright.height, clean_px(dpi, 0.7, 4));
    erase_rows(&field, set, clean_px(dpi, set->gap, 6), &take);
    page->dots = take.erased;
    if (set->zeros)
        clean_zeros_fill(&parts, mask, &page->upright);
    pixDestroy(&mask);
    free(field.items);
    free(field.bands);
    parts_release(&parts);
    return ERR_OK;
}

const struct clean_step clean_step_dots = {
    .name = "dots",
    .comment = "dotted leaders",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = clean_peek_upright,
};
