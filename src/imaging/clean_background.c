/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_background: makes the paper even: every tile's paper level becomes CLEAN_PAPER,
 * whatever the light, the yellowing or the lamp did; what the border step marked becomes paper.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(background, "one paper level for the whole page"),
    CLEAN_PARAM(background, tile, 4, 1, 20, "mm; side of a tile whose paper level is measured"),
    CLEAN_PARAM(background, share, 0.80, 0.5, 0.99,
                "share of a tile's pixels that are darker than its paper level"),
    CLEAN_PARAM(background, least, 0.45, 0.1, 0.95,
                "share of the page's paper level; darker tiles take their neighbours' level"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_background, settings, err);
}

/* Paper levels of the tiles; 0 = not known. */
struct tiles {
    uint8_t *level;
    int columns, rows, side; /* side in pixels of the small copy */
};

static uint8_t tile_level(const struct clean_page *page, struct rect where, double share)
{
    int histogram[256] = {0}, count = 0;
    for (int y = where.y; y < rect_bottom(where); y++)
        for (int x = where.x; x < rect_right(where); x++)
            if (!mask_bit(page->border, x, y)) {
                histogram[plane_row(&page->small, y)[x]]++;
                count++;
            }
    if (count * 4 < where.w * where.h)
        return 0;
    int level = 255, sum = 0, want = (int)(count * (1 - share));
    while (level > 1 && (sum += histogram[level]) <= want)
        level--;
    return (uint8_t)level;
}

static void measure_tiles(const struct clean_page *page, double share, struct tiles *tiles)
{
    struct rect all = {0, 0, page->small.width, page->small.height};
    for (int row = 0; row < tiles->rows; row++)
        for (int column = 0; column < tiles->columns; column++) {
            struct rect where = {column * tiles->side, row * tiles->side, tiles->side, tiles->side};
            tiles->level[row * tiles->columns + column] =
                tile_level(page, rect_cut(where, all), share);
        }
}

static int compare_levels(const void *a, const void *b)
{
    return *(const uint8_t *)a - *(const uint8_t *)b;
}

/* The level that two thirds of the known tiles reach; 255 when nothing is known. */
static int page_level(const struct tiles *tiles)
{
    size_t count = 0, total = (size_t)tiles->columns * (size_t)tiles->rows;
    uint8_t *known = mem_new(total, 1);
    for (size_t i = 0; i < total; i++)
        if (tiles->level[i])
            known[count++] = tiles->level[i];
    qsort(known, count, 1, compare_levels);
    int level = count ? known[count * 2 / 3] : 255;
    free(known);
    return level;
}

/* Mean of the known neighbours, 0 when there is none. */
static uint8_t neighbour_mean(const struct tiles *tiles, const uint8_t *level, int row, int column)
{
    int sum = 0, count = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            int y = row + dy, x = column + dx;
            if (y < 0 || x < 0 || y >= tiles->rows || x >= tiles->columns)
                continue;
            if (level[y * tiles->columns + x]) {
                sum += level[y * tiles->columns + x];
                count++;
            }
        }
    return (uint8_t)(count ? (sum + count / 2) / count : 0);
}

/* Grows the known levels into the unknown tiles, ring by ring. */
static void fill_tiles(struct tiles *tiles, int otherwise)
{
    size_t total = (size_t)tiles->columns * (size_t)tiles->rows;
    uint8_t *old = mem_new(total, 1);
    bool more = true;
    for (int round = 0; more && round < tiles->columns + tiles->rows; round++) {
        more = false;
        memcpy(old, tiles->level, total);
        for (int row = 0; row < tiles->rows; row++)
            for (int column = 0; column < tiles->columns; column++) {
                uint8_t *level = &tiles->level[row * tiles->columns + column];
                if (*level)
                    continue;
                *level = neighbour_mean(tiles, old, row, column);
                more = more || !*level;
            }
    }
    for (size_t i = 0; i < total; i++)
        if (!tiles->level[i])
            tiles->level[i] = (uint8_t)otherwise;
    free(old);
}

/* Median of nine against single tiles full of ink. */
static void smooth_tiles(struct tiles *tiles)
{
    size_t total = (size_t)tiles->columns * (size_t)tiles->rows;
    uint8_t *old = mem_new(total, 1);
    memcpy(old, tiles->level, total);
    for (int row = 1; row + 1 < tiles->rows; row++)
        for (int column = 1; column + 1 < tiles->columns; column++) {
            uint8_t nine[9];
            for (int i = 0; i < 9; i++)
                nine[i] = old[(row + i / 3 - 1) * tiles->columns + column + i % 3 - 1];
            qsort(nine, 9, 1, compare_levels);
            tiles->level[row * tiles->columns + column] = nine[5];
        }
    free(old);
}

/* The paper level under every pixel of row y of a plane of that width, times 16. */
static void level_row(const struct tiles *tiles, double tile_px, int y, int width, uint16_t *levels)
{
    double at = (y + 0.5) / tile_px - 0.5;
    int row = at < 0 ? 0 : (int)at;
    if (row > tiles->rows - 1)
        row = tiles->rows - 1;
    int next = row + 1 < tiles->rows ? row + 1 : row;
    double part = at - row < 0 ? 0 : at - row > 1 ? 1 : at - row;
    const uint8_t *a = tiles->level + row * tiles->columns;
    const uint8_t *b = tiles->level + next * tiles->columns;
    double left = a[0] + (b[0] - a[0]) * part;
    int x = 0;
    for (int column = 0; column <= tiles->columns; column++) {
        int c = column < tiles->columns ? column : tiles->columns - 1;
        double right = a[c] + (b[c] - a[c]) * part;
        int end = (int)((column + 0.5) * tile_px);
        end = column == tiles->columns || end > width ? width : end;
        double slope = end > x ? (right - left) * 4096 / (end - x) : 0;
        int fixed = (int)(left * 4096), step = (int)slope;
        for (; x < end; x++, fixed += step)
            levels[x] = (uint16_t)(fixed >> 8);
        left = right;
    }
}

static void even_row(uint8_t *row, const uint16_t *gain, int width)
{
    for (int x = 0; x < width; x++) {
        unsigned value = ((unsigned)row[x] * gain[x]) >> 12;
        row[x] = (uint8_t)(value > 255 ? 255 : value);
    }
}

/* Gain of a pixel = CLEAN_PAPER / level, times 4096; levels come times 16. */
static void levels_to_gains(uint16_t *levels, int width, const uint16_t *table)
{
    for (int x = 0; x < width; x++)
        levels[x] = table[levels[x]];
}

static void fill_gains(uint16_t *table)
{
    for (int i = 0; i < 4096; i++) {
        int gain = i < 256 ? 65535 : CLEAN_PAPER * 65536 / i;
        table[i] = (uint16_t)(gain > 65535 ? 65535 : gain);
    }
}

static void even_plane(struct raster *plane, const struct tiles *tiles, double tile_px,
                       const uint16_t *table, uint16_t *levels)
{
    for (int y = 0; y < plane->height; y++) {
        if (y % 4 == 0) {
            level_row(tiles, tile_px, y, plane->width, levels);
            levels_to_gains(levels, plane->width, table);
        }
        even_row(plane_row(plane, y), levels, plane->width);
    }
}

/* What is not paper becomes paper. */
static void paint_border(struct raster *plane, PIX *border)
{
    double x_step = (double)plane->width / pixGetWidth(border);
    double y_step = (double)plane->height / pixGetHeight(border);
    for (int y = 0; y < pixGetHeight(border); y++) {
        int from = 0;
        for (int x = 0; x <= pixGetWidth(border); x++) {
            bool on = x < pixGetWidth(border) && mask_bit(border, x, y);
            if (on)
                continue;
            if (x > from) {
                int left = (int)(from * x_step), top = (int)(y * y_step);
                struct rect where = {left, top, (int)(x * x_step + 1) - left,
                                     (int)((y + 1) * y_step + 1) - top};
                plane_fill(plane, where, CLEAN_PAPER);
            }
            from = x + 1;
        }
    }
}

/* The grey that the darkest hundredth of the page reaches; a nearly empty page gets black ink. */
static double measure_ink(const struct raster *plane)
{
    size_t histogram[256] = {0}, sum = 0;
    for (int y = 0; y < plane->height; y++)
        for (int x = 0; x < plane->width; x++)
            histogram[plane_row(plane, y)[x]]++;
    size_t want = (size_t)plane->width * (size_t)plane->height / 80;
    int level = 0;
    while (level < 255 && (sum += histogram[level]) < want)
        level++;
    return level > CLEAN_PAPER - 35 ? 60 : level;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    const struct clean_background *set = &settings->background;
    struct tiles tiles = {.side = clean_px(page->small.dpi, set->tile, 4)};
    tiles.columns = (page->small.width + tiles.side - 1) / tiles.side;
    tiles.rows = (page->small.height + tiles.side - 1) / tiles.side;
    size_t total = (size_t)tiles.columns * (size_t)tiles.rows;
    uint16_t *levels = mem_try((size_t)page->source.width, sizeof *levels);
    uint16_t *table = mem_new(4096, sizeof *table);
    enum err_code code = ERR_OK;
    tiles.level = mem_new(total, 1);
    if (!levels) {
        code = err_set(err, ERR_NOMEM, 238, _("not enough memory to even out a page"));
        goto out;
    }
    measure_tiles(page, set->share, &tiles);
    int paper = page_level(&tiles);
    for (size_t i = 0; i < total; i++)
        if (!set->use)
            tiles.level[i] = (uint8_t)paper;
        else if (tiles.level[i] < paper * set->least)
            tiles.level[i] = 0;
    fill_tiles(&tiles, paper);
    smooth_tiles(&tiles);
    fill_gains(table);
    double ratio = (double)page->source.width / page->small.width;
    even_plane(&page->source, &tiles, tiles.side * ratio, table, levels);
    even_plane(&page->small, &tiles, tiles.side, table, levels);
    paint_border(&page->source, page->border);
    paint_border(&page->small, page->border);
    int factor = (int)(page->source.dpi / 150 + 0.5);
    code = plane_reduce(&page->source, factor > 1 ? factor : 1, &page->middle, err);
    if (!code)
        page->ink = measure_ink(&page->middle);
out:
    free(levels);
    free(table);
    free(tiles.level);
    return code;
}

const struct clean_step clean_step_background = {
    .name = "background",
    .comment = "uneven light, yellow paper",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = clean_peek_source,
};
