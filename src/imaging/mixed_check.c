/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_check: what a page would lose as layers. Page and layers are compared cell by cell
 * of the ground: where the page is darker than its paper the layers must be, too. Tiles are judged
 * one by one, so that a pale signature on a full page counts. May include: Leptonica, model, base.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/mixed_part.h"
#include "imaging/pix.h"

/* A stroke is darker than its paper by this, and is lost when less than this share of it is left.
 */
enum { STROKE_LEAST = 18 };
#define LEFT_LEAST 0.5
/* A tile counts as lost when it had so many cells of strokes and so many of them are gone. */
enum { TILE_STROKES = 24 };
#define TILE_LOST 0.25

/* A byte a cell. */
struct cells {
    struct mixed_plane page, layers; /* grey */
    struct mixed_plane inked;        /* 1 = a stencil paints here */
};

/* Means of a cell on the page, and of the inks alone. */
struct cell_sums {
    int page, inked, count, ink; /* sums of grey, pixels, pixels of ink */
};

static int grey_of(const uint8_t *pixel, int parts)
{
    return parts == 1 ? pixel[0] : (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2] + 128) >> 8;
}

static void sum_row(const struct mixed_work *work, const int *greys, int y, struct cell_sums *cells)
{
    const uint8_t *pixel = work->page.data + (size_t)y * work->page.stride;
    const uint8_t *ink = work->ink.data + (size_t)y * (size_t)work->ink.width;
    int width = work->page.width, across = work->ground.width;
    for (int x = 0; x < width; x++, pixel += work->parts) {
        struct cell_sums *cell = &cells[(long long)x * across / width];
        cell->page += grey_of(pixel, work->parts);
        cell->count++;
        if (ink[x]) {
            cell->inked += greys[ink[x] - 1];
            cell->ink++;
        }
    }
}

/* Grey of page and layers, a cell each. */
static void compare_planes(const struct mixed_work *work, PIX *ground, struct cells *planes)
{
    int across = work->ground.width, greys[MIXED_INKS_MAX], y = 0;
    struct cell_sums *cells = mem_new((size_t)across, sizeof *cells);
    for (size_t i = 0; i < work->ink_count; i++)
        greys[i] = grey_of(work->colours[i], 3);
    for (int row = 0; row < work->ground.height; row++) {
        for (int x = 0; x < across; x++)
            cells[x] = (struct cell_sums){0};
        for (;
             y < work->page.height && (long long)y * work->ground.height / work->page.height == row;
             y++)
            sum_row(work, greys, y, cells);
        const l_uint32 *line = pixGetData(ground) + (size_t)row * (size_t)pixGetWpl(ground);
        for (int x = 0; x < across; x++) {
            const struct cell_sums *cell = &cells[x];
            int below = GET_DATA_BYTE(line, x), count = cell->count ? cell->count : 1;
            size_t at = (size_t)row * (size_t)across + (size_t)x;
            planes->inked.data[at] = cell->ink > 0;
            planes->page.data[at] = (uint8_t)(cell->page / count);
            planes->layers.data[at] =
                (uint8_t)((cell->inked + below * (cell->count - cell->ink)) / count);
        }
    }
    free(cells);
}

/* Mean of the 3 by 3 cells around: grain is no stroke. */
static int mean_at(const struct mixed_plane *plane, int x, int y)
{
    const uint8_t *at = plane->data + (size_t)y * (size_t)plane->width + (size_t)x;
    int sum = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            sum += at[(ptrdiff_t)dy * plane->width + dx];
    return sum / 9;
}

/* Paper of a cell: the lightest mean in reach would be dear; the brightest of some around does. */
static int paper_at(const struct mixed_plane *plane, int x, int y, int reach)
{
    static const int steps[8][2] = {{-1, 0},  {1, 0}, {0, -1}, {0, 1},
                                    {-1, -1}, {1, 1}, {-1, 1}, {1, -1}};
    int best = 0;
    for (int i = 0; i < 8; i++) {
        int px = x + steps[i][0] * reach, py = y + steps[i][1] * reach;
        if (px < 1 || py < 1 || px + 1 >= plane->width || py + 1 >= plane->height)
            continue;
        int level = mean_at(plane, px, py);
        best = level > best ? level : best;
    }
    return best;
}

struct tally {
    int strokes, lost, soft;
};

static void judge(const struct cells *cells, int x, int y, int reach, struct tally *tally)
{
    int here = mean_at(&cells->page, x, y), paper = paper_at(&cells->page, x, y, reach);
    if (paper - here < STROKE_LEAST)
        return;
    int left = paper_at(&cells->layers, x, y, reach) - mean_at(&cells->layers, x, y);
    tally->strokes++;
    tally->lost += left < LEFT_LEAST * (paper - here);
    tally->soft += !cells->inked.data[(size_t)y * (size_t)cells->inked.width + (size_t)x];
}

static void add_tile(const struct tally *tile, struct tally *page)
{
    page->strokes += tile->strokes;
    page->soft += tile->soft;
    if (tile->strokes >= TILE_STROKES && tile->lost > TILE_LOST * tile->strokes)
        page->lost += tile->lost;
}

static struct tally judge_all(const struct mixed_work *work, const struct cells *cells)
{
    int width = cells->page.width, height = cells->page.height;
    int side = (int)(work->tiles.side * ((double)width / work->page.width)) + 1;
    int across = width / side + 1, reach = side / 4 + 2;
    struct tally all = {0}, *tiles = mem_new((size_t)across, sizeof *tiles);
    for (int y = 1; y + 1 < height; y++) {
        for (int x = 1; x + 1 < width; x++)
            judge(cells, x, y, reach, &tiles[x / side]);
        if ((y + 1) % side && y + 2 < height)
            continue;
        for (int i = 0; i < across; i++) {
            add_tile(&tiles[i], &all);
            tiles[i] = (struct tally){0};
        }
    }
    free(tiles);
    return all;
}

/* Pixels of ink for each at its edge. */
static double thickness(const struct mixed_plane *ink)
{
    long area = 0, edge = 0;
    ptrdiff_t width = ink->width;
    for (int y = 1; y + 1 < ink->height; y++)
        for (int x = 1; x + 1 < ink->width; x++) {
            const uint8_t *at = ink->data + y * width + x;
            area += *at != 0;
            edge += *at && !(at[-1] && at[1] && at[-width] && at[width]);
        }
    return edge ? (double)area / (double)edge : 0;
}

static bool cells_init(struct cells *cells, int width, int height)
{
    return mixed_plane_init(&cells->page, width, height) &&
           mixed_plane_init(&cells->layers, width, height) &&
           mixed_plane_init(&cells->inked, width, height);
}

enum err_code mixed_measure(const struct mixed_work *work, const struct bytes *ground,
                            struct mixed_loss *ret, struct err *err)
{
    PIX *read = pixReadMemJpeg(ground->data, ground->length, 0, 1, NULL, 0);
    PIX *grey = read ? pixConvertTo8(read, 0) : NULL;
    struct cells cells = {0};
    int width = work->ground.width, height = work->ground.height;
    enum err_code code = ERR_OK;
    if (!grey || pixGetWidth(grey) != width || pixGetHeight(grey) != height)
        code = fault_encode("JPEG", err);
    else if (!cells_init(&cells, width, height))
        code = fault_memory(err);
    if (!code) {
        compare_planes(work, grey, &cells);
        struct tally all = judge_all(work, &cells);
        double strokes = all.strokes ? all.strokes : 1;
        *ret = (struct mixed_loss){all.lost / strokes, all.soft / strokes, thickness(&work->ink)};
    }
    free(cells.page.data);
    free(cells.layers.data);
    free(cells.inked.data);
    pixDestroy(&read);
    pixDestroy(&grey);
    return code;
}
