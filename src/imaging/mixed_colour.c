/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_colour: ink by its colour: black print, blue writing, pale type each get a stencil.
 * A small block of ink has one colour; the blocks of the page are split by colour until what is
 * left together is alike. May include: Leptonica, model, base.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/mixed_part.h"

enum { BLOCK = 8, BLOCK_LEAST = 4 };
/* A group is split while its colours stray more than this, and while both halves keep some ink. */
#define STRAY_MOST  36.0
#define SHARE_LEAST 0.01

struct block {
    int sum[3], weight, count; /* of its ink pixels; the darker, the more they count */
};
struct group {
    double weight, mean[3], stray[3]; /* stray: deviation */
};
struct palette {
    struct block *blocks;
    uint8_t *group_of; /* a block */
    size_t count;
    struct group groups[MIXED_INKS_MAX];
    size_t group_count;
};

static double block_part(const struct block *block, int part)
{
    return (double)block->sum[part] / block->weight;
}

/* ---- blocks ---- */

static void add_row(const struct mixed_work *work, int y, const uint8_t *limits,
                    struct block *blocks)
{
    const uint8_t *pixel = work->page.data + (size_t)y * work->page.stride;
    size_t row = (size_t)y * (size_t)work->ink.width;
    const uint8_t *ink = work->ink.data + row, *key = work->key.data + row;
    for (int x = 0; x < work->ink.width; x++, pixel += work->parts) {
        if (!ink[x])
            continue;
        struct block *block = &blocks[x / BLOCK];
        int weight = limits[x] - key[x];
        for (int part = 0; part < 3; part++)
            block->sum[part] += weight * pixel[work->parts == 3 ? part : 0];
        block->weight += weight;
        block->count++;
    }
}

/* ---- groups ---- */

static void measure(struct palette *palette)
{
    for (size_t g = 0; g < palette->group_count; g++)
        palette->groups[g] = (struct group){0};
    for (size_t i = 0; i < palette->count; i++) {
        const struct block *block = &palette->blocks[i];
        struct group *group = &palette->groups[palette->group_of[i]];
        if (!block->count)
            continue;
        double weight = block->count < BLOCK_LEAST ? 0.01 : block->count;
        group->weight += weight;
        for (int part = 0; part < 3; part++) {
            double value = block_part(block, part);
            group->mean[part] += weight * value;
            group->stray[part] += weight * value * value;
        }
    }
    for (size_t g = 0; g < palette->group_count; g++)
        for (int part = 0; part < 3 && palette->groups[g].weight > 0; part++) {
            struct group *group = &palette->groups[g];
            group->mean[part] /= group->weight;
            double square = group->stray[part] / group->weight;
            group->stray[part] = sqrt(fmax(0, square - group->mean[part] * group->mean[part]));
        }
}

/* Splits the group that strays most at its mean; false when all are even. */
static bool split(struct palette *palette)
{
    double all = 0, most = 0;
    size_t which = 0;
    int along = 0;
    for (size_t g = 0; g < palette->group_count; g++)
        all += palette->groups[g].weight;
    for (size_t g = 0; g < palette->group_count; g++)
        for (int part = 0; part < 3; part++) {
            const struct group *group = &palette->groups[g];
            double pull = group->stray[part] * sqrt(group->weight);
            if (group->stray[part] > STRAY_MOST && group->weight > 2 * SHARE_LEAST * all &&
                pull > most) {
                most = pull;
                which = g;
                along = part;
            }
        }
    if (most <= 0)
        return false;
    for (size_t i = 0; i < palette->count; i++)
        if (palette->blocks[i].count && palette->group_of[i] == which &&
            block_part(&palette->blocks[i], along) > palette->groups[which].mean[along])
            palette->group_of[i] = (uint8_t)palette->group_count;
    palette->group_count++;
    return true;
}

/* Each block goes to the group whose colour is nearest. */
static void settle(struct palette *palette)
{
    for (size_t i = 0; i < palette->count; i++) {
        double best = INFINITY;
        for (size_t g = 0; g < palette->group_count && palette->blocks[i].count; g++) {
            double far = 0;
            for (int part = 0; part < 3; part++) {
                double away = block_part(&palette->blocks[i], part) - palette->groups[g].mean[part];
                far += away * away;
            }
            if (far < best) {
                best = far;
                palette->group_of[i] = (uint8_t)g;
            }
        }
    }
}

/* ---- back to pixels ---- */

static void paint_groups(struct mixed_work *work, const struct palette *palette, int across)
{
    for (int y = 0; y < work->ink.height; y++) {
        uint8_t *ink = work->ink.data + (size_t)y * (size_t)work->ink.width;
        const uint8_t *groups = palette->group_of + (size_t)(y / BLOCK) * (size_t)across;
        for (int x = 0; x < work->ink.width; x++)
            if (ink[x])
                ink[x] = (uint8_t)(groups[x / BLOCK] + 1);
    }
}

static void take_colours(struct mixed_work *work, const struct palette *palette)
{
    work->ink_count = palette->group_count;
    for (size_t g = 0; g < palette->group_count; g++)
        for (int part = 0; part < 3; part++)
            work->colours[g][part] = (uint8_t)lround(palette->groups[g].mean[part]);
}

enum err_code mixed_sort_ink(struct mixed_work *work, struct err *err)
{
    (void)err;
    int across = (work->ink.width + BLOCK - 1) / BLOCK,
        down = (work->ink.height + BLOCK - 1) / BLOCK;
    struct palette palette = {.count = (size_t)across * (size_t)down, .group_count = 1};
    palette.blocks = mem_new(palette.count, sizeof *palette.blocks);
    palette.group_of = mem_new(palette.count, 1);
    uint8_t *limits = mem_new((size_t)work->ink.width, 1);
    for (int y = 0; y < work->ink.height; y++) {
        mixed_tiles_row(&work->tiles, work->tiles.limit, y, work->ink.width, limits);
        add_row(work, y, limits, palette.blocks + (size_t)(y / BLOCK) * (size_t)across);
    }
    free(limits);
    measure(&palette);
    while (palette.group_count < MIXED_INKS_MAX && split(&palette)) {
        measure(&palette);
        settle(&palette);
        measure(&palette);
    }
    take_colours(work, &palette);
    paint_groups(work, &palette, across);
    if (palette.groups[0].weight <= 0)
        work->ink_count = 0;
    free(palette.blocks);
    free(palette.group_of);
    return ERR_OK;
}
