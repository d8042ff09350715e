/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_ink: which pixels of a page are writing. Each tile of some millimetres has its own
 * limit between its paper and its darkest ink, so that pale writing beside dark one is found; a
 * tile full of shades (a photograph) has none. Colours are judged by their red: a red seal is no
 * writing. May include: Leptonica, model, base.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/mixed_part.h"

#define TILE_INCHES 0.21
/* Paper = lighter than this share of a tile's pixels; its ink is the darkest hundredth. */
#define PAPER_SHARE 0.80
#define INK_SHARE   0.01
/* Where between paper and ink the limit lies, and how far below the paper at least: in grey levels,
 * and in standard deviations of the paper's grain. */
#define LIMIT_SHARE 0.42
/* Ink is as dark as this share of the usual writing of the page, or touches such; seals, pale
 * writing beside dark one and what shines through from the back stay with the paper. */
#define STRONG_SHARE   0.60
#define STRONG_IN_TILE 0.70
#define PALE_SHARE     0.52
#define LIMIT_LEAST    16
#define LIMIT_MOST     60
#define GRAIN_TIMES    4.5
/* A tile of so much contrast with so many pixels half-way between is a picture. */
enum { PICTURE_CONTRAST = 50, GRAIN_FINE = 3, STRONG_REACH = 2 };
#define PICTURE_SHARE 0.45

bool mixed_plane_init(struct mixed_plane *plane, int width, int height)
{
    plane->data = mem_try((size_t)width * (size_t)height + 1, 1);
    if (!plane->data)
        return false;
    memset(plane->data, 0, (size_t)width * (size_t)height);
    plane->width = width;
    plane->height = height;
    return true;
}

/* ---- the key channel, on a grainy page smoothed by 1 2 1 both ways ---- */

static void key_row(const struct raster *page, int parts, int y, uint16_t *ret)
{
    int last = page->width - 1;
    y = y < 0 ? 0 : y >= page->height ? page->height - 1 : y;
    const uint8_t *row = page->data + (size_t)y * page->stride;
    for (int x = 0; x <= last; x++) {
        int left = row[(x ? x - 1 : 0) * parts], right = row[(x < last ? x + 1 : last) * parts];
        ret[x] = (uint16_t)(left + 2 * row[x * parts] + right);
    }
}

static bool key_copy(const struct raster *page, int parts, struct mixed_plane *ret)
{
    if (!mixed_plane_init(ret, page->width, page->height))
        return false;
    for (int y = 0; y < page->height; y++) {
        const uint8_t *row = page->data + (size_t)y * page->stride;
        uint8_t *to = ret->data + (size_t)y * (size_t)page->width;
        for (int x = 0; x < page->width; x++)
            to[x] = row[x * parts];
    }
    return true;
}

static bool key_smooth(const struct raster *page, int parts, struct mixed_plane *ret)
{
    size_t width = (size_t)page->width;
    uint16_t *lines = mem_new(3 * width, sizeof *lines), *rows[3];
    bool good = mixed_plane_init(ret, page->width, page->height);
    for (int i = 0; good && i < 3; i++)
        rows[i] = lines + (size_t)i * width;
    for (int i = 0; good && i < 2; i++)
        key_row(page, parts, i - 1, rows[i]);
    for (int y = 0; good && y < page->height; y++) {
        uint8_t *to = ret->data + (size_t)y * width;
        key_row(page, parts, y + 1, rows[2]);
        for (size_t x = 0; x < width; x++)
            to[x] = (uint8_t)((rows[0][x] + 2 * rows[1][x] + rows[2][x] + 8) >> 4);
        uint16_t *oldest = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = oldest;
    }
    free(lines);
    return good;
}

/* ---- tiles ---- */

struct tile {
    int paper, ink, grain; /* grain: from the middle to the darkest sixth, about one deviation */
    bool picture;
};

static int level_at(const int histogram[256], double count)
{
    int level = 0;
    for (double sum = histogram[0]; sum < count && level < 255; sum += histogram[level])
        level++;
    return level;
}

static struct tile tile_look(const struct mixed_plane *key, struct rect where)
{
    int histogram[256] = {0};
    for (int y = where.y; y < rect_bottom(where); y++)
        for (int x = where.x; x < rect_right(where); x++)
            histogram[key->data[(size_t)y * (size_t)key->width + (size_t)x]]++;
    double count = (double)where.w * where.h, between = 0;
    struct tile tile = {
        level_at(histogram, count * PAPER_SHARE), level_at(histogram, count * INK_SHARE),
        level_at(histogram, count * 0.5) - level_at(histogram, count * 0.16), false};
    int contrast = tile.paper - tile.ink;
    for (int level = tile.ink + contrast / 4; level < tile.paper - contrast / 4; level++)
        between += histogram[level];
    tile.picture = contrast > PICTURE_CONTRAST && between > count * PICTURE_SHARE;
    return tile;
}

static int by_size(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The usual grain of the page: the middle one of its tiles. */
static int usual_grain(const struct tile *tiles, size_t count)
{
    int *grains = mem_new(count, sizeof *grains);
    for (size_t i = 0; i < count; i++)
        grains[i] = tiles[i].grain;
    qsort(grains, count, sizeof *grains, by_size);
    int middle = grains[count / 2];
    free(grains);
    return middle;
}

/* How much darker than its paper the usual writing is; 0 = there is none. */
static int usual_contrast(const struct tile *tiles, size_t count, double least)
{
    int *contrasts = mem_new(count, sizeof *contrasts);
    size_t some = 0;
    for (size_t i = 0; i < count; i++)
        if (!tiles[i].picture && tiles[i].paper - tiles[i].ink > 2 * least)
            contrasts[some++] = tiles[i].paper - tiles[i].ink;
    qsort(contrasts, some, sizeof *contrasts, by_size);
    int middle = some ? contrasts[some / 2] : 0;
    free(contrasts);
    return middle;
}

/* How much darker than the paper ink is at least, as far as this tile tells: where all writing is
 * somewhat paler than usual, it is ink as a whole. */
static double strong_of(const struct tile *tile, double usual)
{
    int contrast = tile->paper - tile->ink;
    if (contrast < PALE_SHARE * usual || contrast > usual)
        return STRONG_SHARE * usual;
    return fmin(STRONG_SHARE * usual, STRONG_IN_TILE * contrast);
}

/* The least of a tile and those around it: a rule beside it does not tear a pale word. */
static double strong_around(const struct tile *looks, const struct mixed_tiles *tiles, int column,
                            int row)
{
    double least = STRONG_SHARE * tiles->contrast;
    for (int y = row - 1; y <= row + 1; y++)
        for (int x = column - 1; x <= column + 1; x++)
            if (x >= 0 && y >= 0 && x < tiles->across && y < tiles->down)
                least = fmin(least, strong_of(&looks[y * tiles->across + x], tiles->contrast));
    return least;
}

static int set_limits(const struct tile *looks, struct mixed_tiles *tiles)
{
    size_t count = (size_t)tiles->across * (size_t)tiles->down;
    int grain = usual_grain(looks, count);
    double least = fmin(LIMIT_MOST, fmax(LIMIT_LEAST, GRAIN_TIMES * grain));
    tiles->contrast = usual_contrast(looks, count, least);
    for (size_t i = 0; i < count; i++) {
        double below = fmax(least, LIMIT_SHARE * (looks[i].paper - looks[i].ink));
        double limit = looks[i].picture ? 0 : fmax(0, looks[i].paper - below);
        tiles->paper[i] = (uint8_t)looks[i].paper;
        tiles->limit[i] = (uint8_t)limit;
        double strong = strong_around(looks, tiles, (int)i % tiles->across, (int)i / tiles->across);
        tiles->strong[i] = (uint8_t)fmax(0, fmin(limit, looks[i].paper - strong));
    }
    return grain;
}

/* Returns the grain of the page. */
static int make_tiles(const struct mixed_plane *key, double dpi, struct mixed_tiles *ret)
{
    int side = (int)lround(dpi * TILE_INCHES);
    ret->side = side < 8 ? 8 : side;
    ret->across = (key->width + ret->side - 1) / ret->side;
    ret->down = (key->height + ret->side - 1) / ret->side;
    size_t count = (size_t)ret->across * (size_t)ret->down;
    struct tile *looks = mem_new(count, sizeof *looks);
    struct rect all = {0, 0, key->width, key->height};
    ret->paper = mem_new(count, 1);
    ret->limit = mem_new(count, 1);
    ret->strong = mem_new(count, 1);
    for (int row = 0; row < ret->down; row++)
        for (int column = 0; column < ret->across; column++) {
            struct rect where = {column * ret->side, row * ret->side, ret->side, ret->side};
            looks[row * ret->across + column] = tile_look(key, rect_cut(where, all));
        }
    int grain = set_limits(looks, ret);
    free(looks);
    return grain;
}

/* Two neighbours of `count` centres and the share of the second, in 1/256. */
static void between(double at, int count, int ret[3])
{
    double first = floor(at);
    int share = (int)((at - first) * 256), low = (int)first, high = low + 1;
    ret[0] = low < 0 ? 0 : low >= count ? count - 1 : low;
    ret[1] = high < 0 ? 0 : high >= count ? count - 1 : high;
    ret[2] = share;
}

void mixed_tiles_row(const struct mixed_tiles *tiles, const uint8_t *values, int y, int width,
                     uint8_t *ret)
{
    int down[3], across[3];
    between((y + 0.5) / tiles->side - 0.5, tiles->down, down);
    const uint8_t *upper = values + (size_t)down[0] * (size_t)tiles->across;
    const uint8_t *lower = values + (size_t)down[1] * (size_t)tiles->across;
    for (int x = 0; x < width; x++) {
        between((x + 0.5) / tiles->side - 0.5, tiles->across, across);
        int left = upper[across[0]] * (256 - down[2]) + lower[across[0]] * down[2];
        int right = upper[across[1]] * (256 - down[2]) + lower[across[1]] * down[2];
        ret[x] = (uint8_t)((left * (256 - across[2]) + right * across[2]) >> 16);
    }
}

static void tiles_release(struct mixed_tiles *tiles)
{
    free(tiles->paper);
    free(tiles->limit);
    free(tiles->strong);
}

/* Key and tiles. */
static bool look(struct mixed_work *work)
{
    if (!key_copy(&work->page, work->parts, &work->key))
        return false;
    work->grain = make_tiles(&work->key, work->page.dpi, &work->tiles);
    if (work->grain <= GRAIN_FINE)
        return true;
    free(work->key.data);
    tiles_release(&work->tiles);
    if (!key_smooth(&work->page, work->parts, &work->key))
        return false;
    (void)make_tiles(&work->key, work->page.dpi, &work->tiles);
    return true;
}

/* Marks what is strong, and what is ink within reach of it. */
static void mark_ink(struct mixed_work *work, struct mixed_plane *strong)
{
    int width = work->ink.width, height = work->ink.height;
    uint8_t *limits = mem_new((size_t)width, 1);
    for (int y = 0; y < height; y++) {
        const uint8_t *key = work->key.data + (size_t)y * (size_t)width;
        uint8_t *to = strong->data + (size_t)y * (size_t)width;
        mixed_tiles_row(&work->tiles, work->tiles.strong, y, width, limits);
        for (int x = 0, until = -1; x < width; x++) {
            if (key[x] < limits[x]) {
                for (int back = x - STRONG_REACH < 0 ? 0 : x - STRONG_REACH; back < x; back++)
                    to[back] = 1;
                until = x + STRONG_REACH;
            }
            to[x] = x <= until;
        }
    }
    for (int y = 0; y < height; y++) {
        size_t row = (size_t)y * (size_t)width;
        mixed_tiles_row(&work->tiles, work->tiles.limit, y, width, limits);
        for (int x = 0; x < width; x++) {
            bool near = false;
            for (int dy = -STRONG_REACH; dy <= STRONG_REACH && !near; dy++)
                near = y + dy >= 0 && y + dy < height &&
                       strong->data[(size_t)(y + dy) * (size_t)width + (size_t)x];
            work->ink.data[row + (size_t)x] = near && work->key.data[row + (size_t)x] < limits[x];
        }
    }
    free(limits);
}

enum err_code mixed_find_ink(struct mixed_work *work, struct err *err)
{
    struct mixed_plane strong = {0};
    int width = work->page.width, height = work->page.height;
    bool good = look(work) && mixed_plane_init(&work->ink, width, height) &&
                mixed_plane_init(&strong, width, height);
    if (good)
        mark_ink(work, &strong);
    free(strong.data);
    return good ? ERR_OK : fault_memory(err);
}
