/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_ground: the paper below the writing, coarse: the mean of the pixels of a cell that
 * are no ink and touch none; cells without any take the colours around them, so that the JPEG has
 * nothing of the letters to encode. May include: Leptonica, model, base.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/mixed_part.h"

enum { GROUND_DPI = 150, LEVELS_MAX = 16 };

/* Sums of cells; weight 0 = hole. */
struct level {
    int width, height;
    float *sum;    /* parts a cell */
    float *weight; /* a cell */
};

static bool level_init(struct level *level, int width, int height, int parts)
{
    size_t cells = (size_t)width * (size_t)height;
    level->width = width;
    level->height = height;
    level->sum = mem_try(cells * (size_t)parts, sizeof *level->sum);
    level->weight = mem_try(cells, sizeof *level->weight);
    if (!level->sum || !level->weight)
        return false;
    memset(level->sum, 0, cells * (size_t)parts * sizeof *level->sum);
    memset(level->weight, 0, cells * sizeof *level->weight);
    return true;
}

/* ---- paper of the page ---- */

static bool touches_ink(const struct mixed_plane *ink, int x, int y)
{
    size_t width = (size_t)ink->width, at = (size_t)y * width + (size_t)x;
    return ink->data[at] || (x > 0 && ink->data[at - 1]) ||
           (x + 1 < ink->width && ink->data[at + 1]) || (y > 0 && ink->data[at - width]) ||
           (y + 1 < ink->height && ink->data[at + width]);
}

static void gather(const struct mixed_work *work, struct level *cells)
{
    int parts = work->parts, *cell_of = mem_new((size_t)work->page.width, sizeof *cell_of);
    for (int x = 0; x < work->page.width; x++)
        cell_of[x] = (int)((long long)x * cells->width / work->page.width);
    for (int y = 0; y < work->page.height; y++) {
        const uint8_t *pixel = work->page.data + (size_t)y * work->page.stride;
        size_t first =
            (size_t)((long long)y * cells->height / work->page.height) * (size_t)cells->width;
        for (int x = 0; x < work->page.width; x++, pixel += parts) {
            if (touches_ink(&work->ink, x, y))
                continue;
            size_t cell = first + (size_t)cell_of[x];
            cells->weight[cell] += 1;
            for (int part = 0; part < parts; part++)
                cells->sum[cell * (size_t)parts + (size_t)part] += pixel[part];
        }
    }
    free(cell_of);
}

/* ---- holes ---- */

static void shrink(const struct level *fine, struct level *coarse, int parts)
{
    for (int y = 0; y < fine->height; y++)
        for (int x = 0; x < fine->width; x++) {
            size_t from = (size_t)y * (size_t)fine->width + (size_t)x;
            size_t to = (size_t)(y / 2) * (size_t)coarse->width + (size_t)(x / 2);
            coarse->weight[to] += fine->weight[from];
            for (int part = 0; part < parts; part++)
                coarse->sum[to * (size_t)parts + (size_t)part] +=
                    fine->sum[from * (size_t)parts + (size_t)part];
        }
}

/* Value of a full level between the centres of its cells. */
static double value_at(const struct level *level, int parts, int part, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    double sum = 0, fx = x - left, fy = y - top;
    for (int corner = 0; corner < 4; corner++) {
        int cx = left + (corner & 1), cy = top + (corner >> 1);
        double share = (corner & 1 ? fx : 1 - fx) * (corner & 2 ? fy : 1 - fy);
        cx = cx < 0 ? 0 : cx >= level->width ? level->width - 1 : cx;
        cy = cy < 0 ? 0 : cy >= level->height ? level->height - 1 : cy;
        size_t cell = (size_t)cy * (size_t)level->width + (size_t)cx;
        sum += share * level->sum[cell * (size_t)parts + (size_t)part] / level->weight[cell];
    }
    return sum;
}

/* What a fine level has no paper for comes from the coarse one, which is full. */
static void fill(struct level *fine, const struct level *coarse, int parts)
{
    for (int y = 0; y < fine->height; y++)
        for (int x = 0; x < fine->width; x++) {
            size_t cell = (size_t)y * (size_t)fine->width + (size_t)x;
            if (fine->weight[cell] > 0)
                continue;
            for (int part = 0; part < parts; part++)
                fine->sum[cell * (size_t)parts + (size_t)part] =
                    (float)value_at(coarse, parts, part, x / 2.0 - 0.25, y / 2.0 - 0.25);
            fine->weight[cell] = 1;
        }
}

static bool fill_holes(struct level levels[LEVELS_MAX], int parts)
{
    int last = 0;
    bool holes = true;
    while (holes && last + 1 < LEVELS_MAX && (levels[last].width > 1 || levels[last].height > 1)) {
        const struct level *fine = &levels[last];
        if (!level_init(&levels[last + 1], (fine->width + 1) / 2, (fine->height + 1) / 2, parts))
            return false;
        shrink(fine, &levels[++last], parts);
        holes = false;
        for (size_t i = 0; i < (size_t)levels[last].width * (size_t)levels[last].height; i++)
            holes |= levels[last].weight[i] <= 0;
    }
    if (levels[last].weight[0] <= 0) { /* nothing but ink */
        for (int part = 0; part < parts; part++)
            levels[last].sum[part] = 255;
        levels[last].weight[0] = 1;
    }
    for (; last > 0; last--)
        fill(&levels[last - 1], &levels[last], parts);
    return true;
}

enum err_code mixed_lift_ground(struct mixed_work *work, struct err *err)
{
    struct level levels[LEVELS_MAX] = {{0}};
    double factor = fmin(1, GROUND_DPI / work->page.dpi);
    int width = (int)fmax(1, lround(work->page.width * factor));
    int height = (int)fmax(1, lround(work->page.height * factor)), parts = work->parts;
    bool good = level_init(&levels[0], width, height, parts);
    if (good) {
        gather(work, &levels[0]);
        good = fill_holes(levels, parts);
    }
    good = good && raster_init(&work->ground, work->page.format, width, height);
    for (int y = 0; good && y < height; y++)
        for (int i = 0; i < width * parts; i++) {
            size_t cell = (size_t)y * (size_t)width + (size_t)(i / parts);
            double value = levels[0].sum[cell * (size_t)parts + (size_t)(i % parts)];
            work->ground.data[(size_t)y * work->ground.stride + (size_t)i] =
                (uint8_t)lround(value / levels[0].weight[cell]);
        }
    good = good && mixed_quieten(&work->ground, 2 * work->grain);
    for (int i = 0; i < LEVELS_MAX; i++) {
        free(levels[i].sum);
        free(levels[i].weight);
    }
    return good ? ERR_OK : fault_memory(err);
}
