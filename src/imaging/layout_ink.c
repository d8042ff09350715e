/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_ink: the mask from which lines are found: what is darker than a share of the
 * darkest ink nearby, so that thin typing beside bold print keeps its strokes and what shows
 * through under print does not join its letters. The mask finds things; what is read is always the
 * grey. The threshold at half of the local contrast is Bernsen's (J. Bernsen, ICPR 1986).
 * May include: Leptonica, model, base.
 */
#include "imaging/layout_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/clean_step.h"

/* Median height of the parts, weighted by width. */
static double measure_x_height(const struct parts *parts, double dpi)
{
    double weights[128] = {0}, sum = 0, total = 0;
    int least = clean_px(dpi, 0.8, 4), most = clean_px(dpi, 9, 20);
    for (size_t i = 0; i < parts->count; i++) {
        struct rect box = parts->items[i].box;
        if (box.h < least || box.h > most || box.h > 127 || box.w < 2 || box.w > 6 * box.h)
            continue;
        weights[box.h] += box.w;
        total += box.w;
    }
    for (int h = 0; h < 128; h++) {
        sum += weights[h];
        if (total > 0 && sum * 2 >= total)
            return h < 8 ? 8 : h > 40 ? 40 : h;
    }
    return clean_px(dpi, 2.1, 8);
}

static bool letter_like(const struct part *part, const struct raster *plane, double x_height)
{
    struct rect box = part->box;
    if (part->area < 2)
        return false;
    if (box.h > 5 * x_height || box.w > 34 * x_height)
        return false;
    if (box.w > 8 * box.h && box.h <= 3 && box.w > 2.5 * x_height)
        return false; /* what is left of a rule */
    if (box.h > 8 * box.w && box.h > 2.5 * x_height)
        return false;
    return box.x > 1 && box.y > 1 && rect_right(box) < plane->width - 1 &&
           rect_bottom(box) < plane->height - 1;
}

/* ---- the mask ---- */

enum { BLOCK = 4 }; /* pixels; side of a block of which only the darkest pixel is kept */

/* Darkness of the darkest pixel around each block. */
struct depth {
    uint8_t *around;
    int columns, rows;
};

static uint8_t darkness(uint8_t grey)
{
    return grey < CLEAN_PAPER ? (uint8_t)(CLEAN_PAPER - grey) : 0;
}

static void fill_blocks(const struct raster *plane, const struct depth *depth, uint8_t *blocks)
{
    memset(blocks, 0, (size_t)depth->columns * (size_t)depth->rows);
    for (int y = 0; y < plane->height; y++) {
        const uint8_t *row = plane_row(plane, y);
        uint8_t *to = blocks + (size_t)(y / BLOCK) * (size_t)depth->columns;
        for (int x = 0; x < plane->width; x++) {
            uint8_t here = darkness(row[x]);
            to[x / BLOCK] = here > to[x / BLOCK] ? here : to[x / BLOCK];
        }
    }
}

/* Greatest of count values, stride apart, within reach of each. */
static void spread(const uint8_t *from, uint8_t *to, int count, int stride, int reach)
{
    for (int i = 0; i < count; i++) {
        int first = i > reach ? i - reach : 0, last = i + reach < count ? i + reach : count - 1;
        uint8_t most = 0;
        for (int k = first; k <= last; k++)
            most =
                from[(size_t)k * (size_t)stride] > most ? from[(size_t)k * (size_t)stride] : most;
        to[(size_t)i * (size_t)stride] = most;
    }
}

static enum err_code depth_init(struct depth *depth, const struct raster *plane, struct err *err)
{
    *depth = (struct depth){.columns = (plane->width + BLOCK - 1) / BLOCK,
                            .rows = (plane->height + BLOCK - 1) / BLOCK};
    size_t size = (size_t)depth->columns * (size_t)depth->rows;
    uint8_t *blocks = mem_try(size, 1);
    depth->around = mem_try(size, 1);
    if (!blocks || !depth->around) {
        free(blocks);
        return err_set(err, ERR_NOMEM, 229, _("not enough memory to find the ink of a page"));
    }
    fill_blocks(plane, depth, depth->around);
    int along = clean_px(plane->dpi, 2.2, BLOCK) / BLOCK;
    int across = clean_px(plane->dpi, 1.6, BLOCK) / BLOCK;
    for (int row = 0; row < depth->rows; row++) {
        size_t at = (size_t)row * (size_t)depth->columns;
        spread(depth->around + at, blocks + at, depth->columns, 1, along);
    }
    for (int column = 0; column < depth->columns; column++)
        spread(blocks + column, depth->around + column, depth->rows, depth->columns, across);
    free(blocks);
    return ERR_OK;
}

/* Darkness that the grain of the paper does not reach: the spread of what is lighter than the
 * median, which no ink has a part in. */
static int grain_limit(const struct raster *plane, double times)
{
    size_t histogram[256] = {0}, total = 0, sum = 0;
    for (int y = 0; y < plane->height; y += 2) {
        const uint8_t *row = plane_row(plane, y);
        for (int x = 0; x < plane->width; x += 2)
            histogram[row[x]]++;
    }
    for (int i = 0; i < 256; i++)
        total += histogram[i];
    int median = 0, light = 255;
    while (median < 255 && (sum += histogram[median]) * 2 < total)
        median++;
    sum = 0;
    while (light > median && (sum += histogram[light]) * 100 < total * 16)
        light--;
    double limit = CLEAN_PAPER - median + times * (light - median);
    return limit < 10 ? 10 : limit > 60 ? 60 : (int)limit;
}

static enum err_code mask_ink(const struct raster *plane, const struct depth *depth, double level,
                              int least, PIX **ret_new, struct err *err)
{
    PIX *mask = pixCreate(plane->width, plane->height, 1);
    uint8_t limits[256];
    if (!mask)
        return err_set(err, ERR_NOMEM, 249, _("not enough memory to find the ink of a page"));
    for (int i = 0; i < 256; i++) {
        int limit = (int)(level * i + 0.5);
        limits[i] = (uint8_t)(limit > least ? limit : least);
    }
    for (int y = 0; y < plane->height; y++) {
        const uint8_t *row = plane_row(plane, y);
        const uint8_t *around = depth->around + (size_t)(y / BLOCK) * (size_t)depth->columns;
        l_uint32 *to = pixGetData(mask) + (size_t)y * (size_t)pixGetWpl(mask);
        for (int x = 0; x < plane->width; x++)
            if (darkness(row[x]) > limits[around[x / BLOCK]])
                to[x >> 5] |= 0x80000000u >> (x & 31);
    }
    *ret_new = mask;
    return ERR_OK;
}

static enum err_code find_parts(const struct raster *smooth, const struct layout_settings *settings,
                                struct layout_ink *ink, struct err *err)
{
    struct depth depth = {0};
    int least = grain_limit(smooth, settings->grain);
    enum err_code code = depth_init(&depth, smooth, err);
    if (!code)
        code = mask_ink(smooth, &depth, settings->level, least, &ink->mask, err);
    if (!code)
        code = parts_find(ink->mask, &ink->parts, err);
    free(depth.around);
    return code;
}

/* ---- what can be letters ---- */

/* Mean step of the grey at both ends of the part's runs: how sharp its edge is. */
static double edge_steps(const struct parts *parts, size_t index, const struct raster *plane)
{
    const struct part *part = &parts->items[index];
    double steps = 0;
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        const uint8_t *row = plane_row(plane, run->y);
        if (run->x0 > 0)
            steps += row[run->x0 - 1] - row[run->x0];
        if (run->x1 < plane->width)
            steps += row[run->x1] - row[run->x1 - 1];
    }
    return part->run_count ? steps / (2 * part->run_count) : 0;
}

/* Ink-weighted median of the darkness of the kept parts. */
static double usual_darkness(const struct layout_ink *ink)
{
    double weights[256] = {0}, total = 0, sum = 0;
    for (size_t i = 0; i < ink->parts.count; i++)
        if (ink->kept[i]) {
            weights[(int)ink->dark[i]] += ink->parts.items[i].area;
            total += ink->parts.items[i].area;
        }
    for (int level = 0; level < 256; level++) {
        sum += weights[level];
        if (sum * 2 >= total)
            return level;
    }
    return 0;
}

/* Area-weighted median of the sharpness of the dark parts, per grey level of darkness. */
static double usual_sharpness(const struct layout_ink *ink)
{
    enum { CLASSES = 128 };
    double weights[CLASSES] = {0}, total = 0, sum = 0;
    for (size_t i = 0; i < ink->parts.count; i++)
        if (ink->kept[i] && ink->dark[i] >= 0.7 * ink->usual) {
            int class = (int)(ink->sharp[i] * 64);
            weights[class < 0         ? 0
                    : class < CLASSES ? class
                                      : CLASSES - 1] += ink->parts.items[i].area;
            total += ink->parts.items[i].area;
        }
    for (int class = 0; class < CLASSES; class ++) {
        sum += weights[class];
        if (sum * 2 >= total)
            return (class + 0.5) / 64;
    }
    return 0;
}

/* Ink of the other side is paler than usual, and blurred by the paper it came through. */
static bool other_side(const struct layout_ink *ink, size_t index,
                       const struct layout_settings *settings)
{
    double dark = ink->dark[index] / ink->usual;
    return dark < settings->faint ||
           (dark < settings->contrast && ink->sharp[index] < settings->blurred * ink->usual_sharp);
}

/* Do two parts stand side by side in a line? */
static bool beside(struct rect a, struct rect b, double reach)
{
    int high = a.y > b.y ? a.y : b.y;
    int low = rect_bottom(a) < rect_bottom(b) ? rect_bottom(a) : rect_bottom(b);
    int least = a.h < b.h ? a.h : b.h;
    int gap = a.x > b.x ? a.x - rect_right(b) : b.x - rect_right(a);
    return (low - high) * 2 >= least && gap <= reach;
}

#define ALIKE 0.72 /* of the darkness of a neighbour: ink of the same line */

/* Thin letters of this side come near the limits: what stands among letters that were kept, and is
 * hardly paler than they, is theirs. */
static bool among_kept(const struct layout_ink *ink, const bool *other, size_t index)
{
    struct rect box = ink->parts.items[index].box;
    long kept = 0, dropped = 0;
    for (size_t i = 0; i < ink->parts.count; i++) {
        const struct part *part = &ink->parts.items[i];
        if (!ink->kept[i] || !beside(box, part->box, 6 * ink->x_height))
            continue;
        if (other[i])
            dropped += part->area;
        else if (ink->dark[index] > ALIKE * (double)ink->dark[i])
            kept += part->area;
    }
    return kept > 3 * dropped;
}

static void drop_other_side(struct layout_ink *ink, const struct layout_settings *settings)
{
    bool *other = mem_new(2 * ink->parts.count + 2, sizeof *other);
    bool *back = other + ink->parts.count + 1;
    for (size_t i = 0; i < ink->parts.count; i++)
        other[i] = ink->kept[i] && other_side(ink, i, settings);
    for (size_t i = 0; i < ink->parts.count; i++)
        back[i] =
            other[i] && ink->dark[i] >= settings->faint * ink->usual && among_kept(ink, other, i);
    for (size_t i = 0; i < ink->parts.count; i++)
        ink->kept[i] = ink->kept[i] && (!other[i] || back[i]);
    free(other);
}

static void choose_parts(struct layout_ink *ink, const struct raster *smooth,
                         const struct raster *plane, const struct layout_settings *settings)
{
    size_t count = ink->parts.count + 1;
    ink->kept = mem_new(count, sizeof *ink->kept);
    ink->dark = mem_new(count, sizeof *ink->dark);
    ink->sharp = mem_new(count, sizeof *ink->sharp);
    for (size_t i = 0; i < ink->parts.count; i++) {
        ink->kept[i] = letter_like(&ink->parts.items[i], smooth, ink->x_height);
        if (!ink->kept[i])
            continue;
        ink->dark[i] = (float)part_darkness(&ink->parts, i, smooth);
        ink->sharp[i] = (float)edge_steps(&ink->parts, i, plane) / fmaxf(ink->dark[i], 1);
    }
    ink->usual = usual_darkness(ink);
    ink->usual_sharp = usual_sharpness(ink);
    drop_other_side(ink, settings);
    for (size_t i = 0; i < ink->parts.count; i++)
        if (!ink->kept[i])
            part_paint(&ink->parts, i, ink->mask, false);
}

enum err_code layout_ink_find(const struct clean_page *page, const struct raster *smooth,
                              const struct layout_settings *settings, struct layout_ink *ret,
                              struct err *err)
{
    struct layout_ink ink = {0};
    enum err_code code = find_parts(smooth, settings, &ink, err);
    if (code) {
        layout_ink_release(&ink);
        return code;
    }
    ink.x_height = measure_x_height(&ink.parts, page->work.dpi);
    choose_parts(&ink, smooth, &page->work, settings);
    *ret = ink;
    return ERR_OK;
}

void layout_ink_release(struct layout_ink *ink)
{
    pixDestroy(&ink->mask);
    parts_release(&ink->parts);
    free(ink->kept);
    free(ink->dark);
    free(ink->sharp);
    *ink = (struct layout_ink){0};
}
