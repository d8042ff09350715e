/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_line: see the header. May include: model, base.
 */
#include "ocr/lstm_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

static int most_of(int a, int b)
{
    return a > b ? a : b;
}

static const uint8_t *row_of(const struct raster *page, int y)
{
    return page->data + (size_t)y * page->stride;
}

/* ---- where the line is ---- */

enum { INK_STEPS = 64 }; /* so much darker than the paper is ink: a quarter of the range */

static int paper_level(const struct raster *page, struct rect box)
{
    int most = 0;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++)
            most = most_of(most, row_of(page, y)[x]);
    return most;
}

struct rect lstm_line_ink(const struct raster *page, struct rect box)
{
    int level = paper_level(page, box) - INK_STEPS;
    int left = rect_right(box), right = box.x, top = rect_bottom(box), bottom = box.y;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++)
            if (row_of(page, y)[x] < level) {
                left = least_of(left, x);
                right = most_of(right, x + 1);
                top = least_of(top, y);
                bottom = y + 1;
            }
    return right > left ? (struct rect){left, top, right - left, bottom - top} : (struct rect){0};
}

/* In x-heights. What reads best of 9,000 lines at 150 dpi: letters fill the height, accents and
 * tails just fit, hardly any white at the ends (there the model sees dots and quotation marks). */
#define RISE   0.4 /* capitals and ascenders are taken to reach so far above the x-height */
#define FALL   0.5 /* and tails so far below the base line, where there are none */
#define MARGIN 0.2 /* white above and below */
#define ENDS   0.1 /* white at both ends */
#define CORE   0.5 /* of the ink's height: the x-height where nobody measured it */

static double core_height(struct rect ink, const struct ocr_place *where)
{
    int measured = where->core_bottom - where->core_top;
    return measured > 0 ? measured : CORE * ink.h;
}

static void line_extent(struct rect ink, const struct ocr_place *where, double *ret_top,
                        double *ret_bottom)
{
    double core = core_height(ink, where);
    double top = ink.y, bottom = rect_bottom(ink);
    if (where->core_bottom > where->core_top) {
        top = fmin(top, where->core_top - RISE * core);
        bottom = fmax(bottom, where->core_bottom + FALL * core);
    }
    *ret_top = top - MARGIN * core;
    *ret_bottom = bottom + MARGIN * core;
}

/* ---- sampling: each new pixel is a mean of old ones around its centre ---- */

enum { TAPS_MAX = 24 };
#define STEP_MOST 10.0 /* old pixels a new one: lines of 360 pixels, far beyond any text */

struct lstm_taps {
    int first, count;
    float weight[TAPS_MAX];
};

/* A triangle, two new pixels wide, or two old ones where those are wider. */
static void make_taps(struct lstm_taps *taps, double centre, double step)
{
    double reach = fmax(step, 1), sum = 0;
    taps->first = (int)ceil(centre - reach);
    taps->count = least_of((int)floor(centre + reach) - taps->first + 1, TAPS_MAX);
    for (int i = 0; i < taps->count; i++) {
        taps->weight[i] = (float)(1 - fabs(taps->first + i - centre) / reach);
        sum += (double)taps->weight[i];
    }
    for (int i = 0; i < taps->count; i++)
        taps->weight[i] /= (float)sum;
}

static int clamp(int value, int count)
{
    return value < 0 ? 0 : value >= count ? count - 1 : value;
}

/* One row of the page in the new width; beyond the page its edge goes on. */
static void sample_row(const struct raster *page, const struct lstm_line *line, int y, float *to)
{
    const uint8_t *row = row_of(page, clamp(y, page->height));
    for (int x = 0; x < line->width; x++) {
        const struct lstm_taps *taps = &line->taps[x];
        bool inside = taps->first >= 0 && taps->first + taps->count <= page->width;
        to[x] = 0;
        for (int i = 0; i < taps->count; i++)
            to[x] += taps->weight[i] *
                     (float)row[inside ? taps->first + i : clamp(taps->first + i, page->width)];
    }
}

static void add_row(float *to, const float *from, float weight, int width)
{
    for (int x = 0; x < width; x++)
        to[x] += weight * from[x];
}

/* work: the new rows, behind them the rows of the page in the new width. */
static void sample(const struct raster *page, struct lstm_line *line, double top, int rows)
{
    size_t width = (size_t)line->width;
    int first = (int)floor(top - line->step) - 1;
    float *across = line->work + (size_t)line->height * width;
    for (int x = 0; x < line->width; x++)
        make_taps(&line->taps[x], line->left + (x + 0.5) * line->step - 0.5, line->step);
    for (int y = 0; y < rows; y++)
        sample_row(page, line, first + y, across + (size_t)y * width);
    memset(line->work, 0, (size_t)line->height * width * sizeof *line->work);
    for (int y = 0; y < line->height; y++) {
        struct lstm_taps taps;
        make_taps(&taps, top + (y + 0.5) * line->step - 0.5, line->step);
        for (int i = 0; i < taps.count; i++)
            add_row(line->work + (size_t)y * width,
                    across + (size_t)(taps.first + i - first) * width, taps.weight[i], line->width);
    }
}

/* ---- levels ---- */

static float share_of(const int *histogram, double share, float none)
{
    int all = 0, sum = 0;
    for (int i = 0; i < 256; i++)
        all += histogram[i];
    for (int i = 0; i < 256; i++) {
        sum += histogram[i];
        if (all && sum >= share * all)
            return (float)i;
    }
    return none;
}

/* Of the middle row: the darker quarter of its valleys is ink, the lighter quarter of its hills is
 * paper; so were the lines that the model was trained on. */
static void ink_and_paper(const struct lstm_line *line, float *ret_ink, float *ret_paper)
{
    int valleys[256] = {0}, hills[256] = {0};
    const float *row = line->work + (size_t)(line->height / 2) * (size_t)line->width;
    for (int x = 1; x + 1 < line->width; x++) {
        int before = (int)lrintf(row[x - 1]), at = (int)lrintf(row[x]);
        int behind = (int)lrintf(row[x + 1]);
        valleys[at] += (at < before && at <= behind) || (at <= before && at < behind);
        hills[at] += (at > before && at >= behind) || (at >= before && at > behind);
    }
    *ret_ink = share_of(valleys, 0.25, 0);
    *ret_paper = share_of(hills, 0.75, 255);
}

static void make_levels(struct lstm_line *line)
{
    float ink, paper;
    ink_and_paper(line, &ink, &paper);
    float contrast = fmaxf((paper - ink) / 2, 0.5F);
    for (size_t i = 0; i < (size_t)line->width * (size_t)line->height; i++) {
        float level = ((line->work[i] - ink) / contrast - 1) * 128;
        line->levels[i] = (int8_t)lrintf(level < -127 ? -127 : level > 127 ? 127 : level);
    }
}

/* ---- a line ---- */

static bool make_room(struct lstm_line *line, size_t size)
{
    if (size <= line->room)
        return true;
    free(line->levels);
    free(line->work);
    free(line->taps);
    line->levels = mem_try(size, sizeof *line->levels);
    line->work = mem_try(size, sizeof *line->work);
    line->taps = mem_try(size / (size_t)line->height + 1, sizeof *line->taps);
    line->room = line->levels && line->work && line->taps ? size : 0;
    return line->room > 0;
}

bool lstm_line_take(struct lstm_line *line, const struct raster *page,
                    const struct ocr_place *where, int height)
{
    struct rect ink = rect_empty(where->ink) ? lstm_line_ink(page, where->box) : where->ink;
    double top, bottom;
    if (ink.w < 1)
        return false;
    line_extent(ink, where, &top, &bottom);
    double ends = ENDS * core_height(ink, where);
    line->step = fmin((bottom - top) / height, STEP_MOST);
    line->left = ink.x - ends;
    line->height = height;
    line->width = most_of((int)((ink.w + 2 * ends) / line->step + 0.5), 3);
    int rows = (int)ceil((height + 2) * line->step) + 4;
    if (!make_room(line, (size_t)line->width * (size_t)(height + rows)))
        return false;
    sample(page, line, top, rows);
    make_levels(line);
    return true;
}

void lstm_line_release(struct lstm_line *line)
{
    free(line->levels);
    free(line->work);
    free(line->taps);
    *line = (struct lstm_line){0};
}
