/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_capture: how well was this page captured? Sharpness, light and letters that the
 * edge of the picture cuts, measured before anything is evened; and, when the page is clean, the
 * grid of its ink by which two captures of one page are told. Changes nothing on the page.
 *
 * Sharpness: an edge of ink blurred by a Gaussian of s pixels rises by at most contrast * 0.4 / s a
 * pixel, whatever the contrast is; the median over the tiles that hold ink counts.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <stdlib.h>

#include "imaging/clean_parts.h"

enum { TILES_LEAST = 12, HISTOGRAM = 256 };

static const struct clean_param params[] = {
    CLEAN_SWITCH(capture, "nothing is measured"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_capture, settings, err);
}

/* ---- light ---- */

/* x, y: pixels of the small copy; what lies beyond is no paper. */
static bool on_border(const struct clean_page *page, int x, int y)
{
    return x >= page->small.width || y >= page->small.height || mask_bit(page->border, x, y);
}

/* The grey that a share of the paper's pixels exceed. */
static int level_at(const unsigned *histogram, double share)
{
    double total = 0, sum = 0;
    int level = HISTOGRAM - 1;
    for (int i = 0; i < HISTOGRAM; i++)
        total += histogram[i];
    while (level > 0 && (sum += histogram[level]) < total * share)
        level--;
    return level;
}

static void measure_light(struct clean_page *page, const struct raster *plane)
{
    unsigned histogram[HISTOGRAM] = {0};
    double scale = (double)page->small.width / plane->width;
    for (int y = 0; y < plane->height; y += 2) {
        for (int x = 0; x < plane->width; x += 2)
            if (!on_border(page, (int)(x * scale), (int)(y * scale)))
                histogram[plane_row(plane, y)[x]]++;
    }
    page->quality.paper = level_at(histogram, 0.25);
    page->quality.ink = level_at(histogram, 0.995);
}

/* ---- sharpness ---- */

struct tile {
    int low, high;    /* greys */
    int across, down; /* steepest change a pixel, three times, over three rows or columns */
};

static struct tile look_at(const struct raster *plane, struct rect box)
{
    struct tile tile = {.low = 255};
    for (int y = box.y; y < rect_bottom(box); y++) {
        const uint8_t *above = plane_row(plane, y - 1), *row = plane_row(plane, y);
        const uint8_t *below = plane_row(plane, y + 1);
        for (int x = box.x; x < rect_right(box); x++) {
            int across =
                abs(above[x + 1] + row[x + 1] + below[x + 1] - above[x] - row[x] - below[x]);
            int down =
                abs(below[x - 1] + below[x] + below[x + 1] - row[x - 1] - row[x] - row[x + 1]);
            tile.low = row[x] < tile.low ? row[x] : tile.low;
            tile.high = row[x] > tile.high ? row[x] : tile.high;
            tile.across = across > tile.across ? across : tile.across;
            tile.down = down > tile.down ? down : tile.down;
        }
    }
    return tile;
}

static bool tile_is_paper(const struct clean_page *page, struct rect box, double scale)
{
    return !on_border(page, (int)(box.x * scale), (int)(box.y * scale)) &&
           !on_border(page, (int)((rect_right(box) - 1) * scale),
                      (int)((rect_bottom(box) - 1) * scale));
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

/* The slower of the two directions counts: a page that moved is blurred in one only. */
static void measure_blur(struct clean_page *page, const struct raster *plane)
{
    struct page_quality *quality = &page->quality;
    int side = clean_px(plane->dpi, 4, 8);
    size_t columns = (size_t)(plane->width / side), rows = (size_t)(plane->height / side);
    double *across = mem_new(columns * rows + 1, sizeof *across);
    double *down = mem_new(columns * rows + 1, sizeof *down);
    double scale = (double)page->small.width / plane->width;
    size_t count = 0;
    for (size_t i = 0; i < columns * rows; i++) {
        struct rect box = {(int)(i % columns) * side + 1, (int)(i / columns) * side + 1, side - 2,
                           side - 2};
        if (!tile_is_paper(page, box, scale))
            continue;
        struct tile tile = look_at(plane, box);
        if (tile.high - tile.low < 0.5 * (quality->paper - quality->ink))
            continue;
        across[count] = tile.across / 3.0 / (tile.high - tile.low + 1);
        down[count++] = tile.down / 3.0 / (tile.high - tile.low + 1);
    }
    if (count >= TILES_LEAST && quality->paper - quality->ink >= 30) {
        double a = median_of(across, count), d = median_of(down, count);
        double steepest = a < d ? a : d;
        quality->blur = steepest > 0.01 ? 0.4 / steepest * 25.4 / plane->dpi : 0;
    }
    free(across);
    free(down);
}

/* ---- what the edges cut ---- */

/* The border step takes a letter at the edge for border: here only its size tells. */

static void count_cut(const struct raster *small, struct rect box, int cut[SIDE_EDGES])
{
    int least = clean_px(small->dpi, 1.2, 3), most = clean_px(small->dpi, 9, 20);
    if (box.w > most || box.h > most)
        return;
    cut[SIDE_LEFT_EDGE] += box.x == 0 && box.h >= least;
    cut[SIDE_RIGHT_EDGE] += rect_right(box) == small->width && box.h >= least;
    cut[SIDE_TOP_EDGE] += box.y == 0 && box.w >= least;
    cut[SIDE_BOTTOM_EDGE] += rect_bottom(box) == small->height && box.w >= least;
}

static enum err_code measure_cut(struct clean_page *page, struct err *err)
{
    PIX *mask = NULL;
    struct parts parts = {0};
    int level = (int)((page->quality.paper + page->quality.ink) / 2);
    enum err_code code = plane_mask(&page->small, level, &mask, err);
    if (!code)
        code = parts_find(mask, &parts, err);
    for (size_t i = 0; i < parts.count && !code; i++)
        count_cut(&page->small, parts.items[i].box, page->quality.cut);
    parts_release(&parts);
    pixDestroy(&mask);
    return code;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    struct raster plane;
    int factor = (int)(page->source.dpi / 150 + 0.5);
    if (!settings->capture.use)
        return ERR_OK;
    enum err_code code = plane_reduce(&page->source, factor > 1 ? factor : 1, &plane, err);
    if (code)
        return code;
    measure_light(page, &plane);
    measure_blur(page, &plane);
    raster_release(&plane);
    return measure_cut(page, err);
}

/* ---- the grid of the ink ---- */

static char cell_digit(const struct raster *plane, struct rect box)
{
    int dark = 0, cells = box.w * box.h;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++)
            dark += CLEAN_PAPER - 70 > plane_row(plane, y)[x];
    int value = cells > 0 ? 30 * dark / cells : 0;
    return "0123456789abcdef"[value < 15 ? value : 15];
}

void clean_capture_print(struct clean_page *page)
{
    const struct raster *plane = &page->upright;
    if (!plane->data)
        return;
    for (int i = 0; i < PRINT_CELLS; i++) {
        int column = i % PRINT_WIDTH, row = i / PRINT_WIDTH;
        int x = column * plane->width / PRINT_WIDTH, y = row * plane->height / PRINT_HEIGHT;
        page->quality.print[i] =
            cell_digit(plane, (struct rect){x, y, (column + 1) * plane->width / PRINT_WIDTH - x,
                                            (row + 1) * plane->height / PRINT_HEIGHT - y});
    }
    page->quality.print[PRINT_CELLS] = 0;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->small;
}

const struct clean_step clean_step_capture = {
    .name = "capture",
    .comment = "how well the page was captured: sharpness, light, cut edges",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
