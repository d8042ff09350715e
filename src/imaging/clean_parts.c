/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_parts: runs of each row joined to those of the row above by union-find.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/clean.h"
#include "imaging/clean_plane.h"

struct builder {
    struct run *items; /* part = index of the parent run until the end */
    size_t count, capacity;
};

static bool builder_add(struct builder *builder, int y, int x0, int x1)
{
    if (builder->count == builder->capacity) {
        size_t capacity = builder->capacity ? builder->capacity * 2 : 65536;
        struct run *items = realloc(builder->items, capacity * sizeof *items);
        if (!items)
            return false;
        builder->items = items;
        builder->capacity = capacity;
    }
    builder->items[builder->count] = (struct run){y, x0, x1, (int)builder->count};
    builder->count++;
    return true;
}

/* First x >= from whose bit equals on, or width. */
static int next_change(const l_uint32 *row, int from, int width, bool on)
{
    int x = from;
    while (x < width) {
        l_uint32 word = on ? row[x >> 5] : ~row[x >> 5];
        word &= 0xffffffffu >> (x & 31);
        if (word) {
            x = (x & ~31) + __builtin_clz(word);
            return x < width ? x : width;
        }
        x = (x & ~31) + 32;
    }
    return width;
}

static bool add_row(struct builder *builder, const l_uint32 *row, int y, int width)
{
    int x = next_change(row, 0, width, true);
    while (x < width) {
        int end = next_change(row, x, width, false);
        if (!builder_add(builder, y, x, end))
            return false;
        x = next_change(row, end, width, true);
    }
    return true;
}

static int find_root(struct run *runs, int index)
{
    while (runs[index].part != index) {
        runs[index].part = runs[runs[index].part].part;
        index = runs[index].part;
    }
    return index;
}

static void join_rows(struct run *runs, size_t above, size_t here, size_t end)
{
    size_t i = above, j = here;
    while (i < here && j < end) {
        if (runs[i].x1 < runs[j].x0) {
            i++;
        } else if (runs[j].x1 < runs[i].x0) {
            j++;
        } else { /* they touch, corners included */
            int a = find_root(runs, (int)i), b = find_root(runs, (int)j);
            if (a < b)
                runs[b].part = a;
            else
                runs[a].part = b;
            if (runs[i].x1 < runs[j].x1)
                i++;
            else
                j++;
        }
    }
}

static bool collect_runs(PIX *mask, struct builder *builder)
{
    const l_uint32 *data = pixGetData(mask);
    size_t words = (size_t)pixGetWpl(mask);
    int width = pixGetWidth(mask), height = pixGetHeight(mask);
    size_t above = 0;
    for (int y = 0; y < height; y++) {
        size_t here = builder->count;
        if (!add_row(builder, data + (size_t)y * words, y, width))
            return false;
        if (here > 0 && above < here)
            join_rows(builder->items, above, here, builder->count);
        above = here;
    }
    return true;
}

/* Numbers the roots, sums boxes and areas; runs[i].part becomes the number of its part. */
static size_t number_parts(struct builder *builder, struct part *parts)
{
    size_t count = 0;
    int *number = mem_new(builder->count + 1, sizeof *number);
    for (size_t i = 0; i < builder->count; i++) {
        struct run *run = &builder->items[i];
        int root = find_root(builder->items, (int)i);
        if (root == (int)i) {
            number[i] = (int)count;
            parts[count++] = (struct part){.box = {run->x0, run->y, 0, 0}};
        }
        struct part *part = &parts[number[root]];
        struct rect span = {run->x0, run->y, run->x1 - run->x0, 1};
        part->box = part->area ? rect_union(part->box, span) : span;
        part->area += run->x1 - run->x0;
        part->run_count++;
    }
    for (size_t i = 0; i < builder->count; i++)
        number[i] = number[find_root(builder->items, (int)i)];
    for (size_t i = 0; i < builder->count; i++)
        builder->items[i].part = number[i];
    free(number);
    return count;
}

static void group_runs(const struct builder *builder, struct parts *parts)
{
    int at = 0;
    for (size_t i = 0; i < parts->count; i++) {
        parts->items[i].run = at;
        at += parts->items[i].run_count;
        parts->items[i].run_count = 0;
    }
    for (size_t i = 0; i < builder->count; i++) {
        struct part *part = &parts->items[builder->items[i].part];
        parts->runs[part->run + part->run_count++] = builder->items[i];
    }
}

enum err_code parts_find(PIX *mask, struct parts *ret, struct err *err)
{
    struct builder builder = {0};
    struct parts parts = {0};
    enum err_code code = ERR_OK;
    bool fits = collect_runs(mask, &builder);
    if (fits) {
        parts.runs = mem_try(builder.count + 1, sizeof *parts.runs);
        parts.items = mem_try(builder.count + 1, sizeof *parts.items);
    }
    if (!parts.runs || !parts.items) {
        code = err_set(err, ERR_NOMEM, 234, _("not enough memory for the parts of a page"));
        parts_release(&parts);
        goto out;
    }
    parts.count = number_parts(&builder, parts.items);
    parts.run_count = builder.count;
    group_runs(&builder, &parts);
    *ret = parts;
out:
    free(builder.items);
    return code;
}

void parts_release(struct parts *parts)
{
    free(parts->items);
    free(parts->runs);
    *parts = (struct parts){0};
}

void part_paint(const struct parts *parts, size_t index, PIX *mask, bool on)
{
    const struct part *part = &parts->items[index];
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        mask_span(mask, run->y, run->x0, run->x1, on);
    }
}

double part_darkness(const struct parts *parts, size_t index, const struct raster *plane)
{
    const struct part *part = &parts->items[index];
    long sum = 0;
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        const uint8_t *row = plane_row(plane, run->y);
        for (int x = run->x0; x < run->x1; x++)
            sum += CLEAN_PAPER - row[x];
    }
    return part->area ? (double)sum / part->area : 0;
}
