/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_ink: the mask from which lines are found: ink of the size and the contrast of
 * letters. The mask finds things; what is read is always the grey.
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
    if (box.w <= 2 && box.h <= 2)
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

/* Ink-weighted median of the contrasts of the kept parts. */
static double usual_contrast(const struct layout_ink *ink, const double *contrast)
{
    double weights[256] = {0}, total = 0, sum = 0;
    for (size_t i = 0; i < ink->parts.count; i++)
        if (ink->kept[i]) {
            int level = (int)contrast[i];
            weights[level < 0 ? 0 : level > 255 ? 255 : level] += ink->parts.items[i].area;
            total += ink->parts.items[i].area;
        }
    for (int level = 0; level < 256; level++) {
        sum += weights[level];
        if (sum * 2 >= total)
            return level;
    }
    return 0;
}

static void choose_parts(struct layout_ink *ink, const struct raster *plane, double share)
{
    double *contrast = mem_new(ink->parts.count + 1, sizeof *contrast);
    for (size_t i = 0; i < ink->parts.count; i++) {
        ink->kept[i] = letter_like(&ink->parts.items[i], plane, ink->x_height);
        if (ink->kept[i])
            contrast[i] = part_darkness(&ink->parts, i, plane);
    }
    ink->usual = usual_contrast(ink, contrast);
    for (size_t i = 0; i < ink->parts.count; i++) {
        ink->kept[i] = ink->kept[i] && contrast[i] >= share * ink->usual;
        if (!ink->kept[i])
            part_paint(&ink->parts, i, ink->mask, false);
    }
    free(contrast);
}

static enum err_code find_parts(const struct raster *smooth, int level, struct layout_ink *ink,
                                struct err *err)
{
    enum err_code code = plane_mask(smooth, level, &ink->mask, err);
    if (!code)
        code = parts_find(ink->mask, &ink->parts, err);
    if (!code)
        ink->kept = mem_new(ink->parts.count + 1, sizeof *ink->kept);
    return code;
}

/* Pale pages need a darker limit, or what shows through joins the letters. */
static double ink_share(const struct clean_page *page, double share)
{
    double pale = (page->ink - 90) / 40;
    return share - 0.09 * (pale < 0 ? 0 : pale > 1 ? 1 : pale);
}

static int otsu_level(const struct raster *plane)
{
    unsigned histogram[256] = {0};
    for (int y = 0; y < plane->height; y++) {
        const uint8_t *row = plane_row(plane, y);
        for (int x = 0; x < plane->width; x++)
            histogram[row[x]]++;
    }
    return plane_otsu(histogram);
}

/* Thin letters are paler than the page's darkest ink: on a page with dark ink Otsu may raise it. */
static int ink_level(const struct clean_page *page, const struct raster *smooth, double share)
{
    int level = clean_level(page, ink_share(page, share));
    int otsu = page->ink < 110 ? otsu_level(smooth) : 0;
    otsu = otsu > 200 ? 200 : otsu;
    return otsu > level ? otsu : level;
}

enum err_code layout_ink_find(const struct clean_page *page, const struct raster *smooth,
                              const struct layout_settings *settings, struct layout_ink *ret,
                              struct err *err)
{
    struct layout_ink ink = {0};
    enum err_code code = find_parts(smooth, ink_level(page, smooth, settings->level), &ink, err);
    if (code) {
        layout_ink_release(&ink);
        return code;
    }
    ink.x_height = measure_x_height(&ink.parts, page->work.dpi);
    choose_parts(&ink, smooth, settings->contrast);
    *ret = ink;
    return ERR_OK;
}

/* Does a line found so far hold the middle of the box? */
static bool in_line(const struct layout *layout, struct rect box)
{
    for (size_t i = 0; i < layout->line_count; i++)
        if (rect_has(layout->lines[i].ink, box.x + box.w / 2, box.y + box.h / 2))
            return true;
    return false;
}

enum err_code layout_ink_find_pale(const struct clean_page *page, const struct raster *smooth,
                                   const struct layout_settings *settings,
                                   const struct layout_ink *strong, const struct layout *layout,
                                   struct layout_ink *ret, struct err *err)
{
    struct layout_ink ink = {.x_height = strong->x_height, .usual = strong->usual};
    enum err_code code = find_parts(smooth, clean_level(page, settings->pale), &ink, err);
    if (code) {
        layout_ink_release(&ink);
        return code;
    }
    for (size_t i = 0; i < ink.parts.count; i++) {
        const struct part *part = &ink.parts.items[i];
        ink.kept[i] = part->area >= 6 && letter_like(part, smooth, ink.x_height) &&
                      !in_line(layout, part->box) &&
                      part_darkness(&ink.parts, i, smooth) >= settings->faint * ink.usual;
        if (!ink.kept[i])
            part_paint(&ink.parts, i, ink.mask, false);
        ink.kept_count += ink.kept[i];
    }
    *ret = ink;
    return ERR_OK;
}

void layout_ink_release(struct layout_ink *ink)
{
    pixDestroy(&ink->mask);
    parts_release(&ink->parts);
    free(ink->kept);
    *ink = (struct layout_ink){0};
}
