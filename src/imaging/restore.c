/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/restore: see the header. Owns the ladder in front of the code reader and the search for
 * places that look like codes. May include Leptonica.
 */
#include "imaging/restore.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/pix.h"

enum {
    LOOK_DPI = 75,      /* the search works at this resolution */
    CLOSE = 5,          /* pixels at LOOK_DPI that join the modules of a code */
    OPEN = 13,          /* pixels at LOOK_DPI: higher than a line of writing */
    DARKER = 40,        /* grey levels below the paper */
    SIDE_MIN_UM = 7000, /* micrometres of the longer side */
    SIDE_MAX_UM = 80000,
    FILL_PERCENT = 70,    /* of the box of a blob that is covered */
    HEIGHT_MIN_UM = 5000, /* a line of writing is lower */
    CHANGES_BOTH = 7,     /* changes between dark and light on a line: the smallest QR has 10 */
    CHANGES_ONE = 20      /* along a barcode, where the other direction has none */
};

static PIX *scaled(PIX *pix, int factor)
{
    PIX *larger = pix ? pixScale(pix, (float)factor, (float)factor) : NULL;
    pixDestroy(&pix);
    return larger;
}

static PIX *sharpen(PIX *pix)
{
    return scaled(pixUnsharpMasking(pix, 3, 2.0f), 2);
}

static PIX *soften(PIX *pix)
{
    PIX *mean = pixBlockconv(pix, 1, 1);
    PIX *sharp = mean ? pixUnsharpMasking(mean, 3, 1.5f) : NULL;
    pixDestroy(&mean);
    return scaled(sharp, 2);
}

static PIX *binarise(PIX *pix)
{
    PIX *large = scaled(pixBlockconv(pix, 1, 1), 3);
    PIX *binary = NULL;
    if (large && pixGetWidth(large) > 52 && pixGetHeight(large) > 52)
        pixSauvolaBinarize(large, 24, 0.15f, 1, NULL, NULL, NULL, &binary);
    pixDestroy(&large);
    PIX *grey = binary ? pixConvert1To8(NULL, binary, 255, 0) : NULL;
    pixDestroy(&binary);
    return grey;
}

static PIX *median(PIX *pix)
{
    return scaled(pixMedianFilter(pix, 3, 3), 2);
}

static PIX *same(PIX *pix)
{
    return pixCopy(NULL, pix);
}

static const struct {
    PIX *(*make)(PIX *pix);
    int factor;
} rungs[RESTORE_KIND_COUNT] = {
    [RESTORE_NONE] = {same, 1},     [RESTORE_SHARPEN] = {sharpen, 2},
    [RESTORE_SOFTEN] = {soften, 2}, [RESTORE_BINARISE] = {binarise, 3},
    [RESTORE_MEDIAN] = {median, 2},
};

int restore_factor(enum restore_kind kind)
{
    return rungs[kind].factor;
}

enum err_code image_restore(const struct image *grey, enum restore_kind kind,
                            struct image **ret_new, struct err *err)
{
    return image_take_pix(rungs[kind].make(grey->pix), grey->dpi * rungs[kind].factor, ret_new,
                          err);
}

/* A blob at LOOK_DPI that may be a code: solid, not as low as a line, within the sizes. */
static bool may_be_code(PIX *blob, const BOX *box)
{
    const int um = 25400 / LOOK_DPI;
    int longer = box->w > box->h ? box->w : box->h;
    int shorter = box->w > box->h ? box->h : box->w;
    if (longer * um < SIDE_MIN_UM || longer * um > SIDE_MAX_UM || shorter * um < HEIGHT_MIN_UM)
        return false;
    l_int32 covered = 0;
    pixCountPixels(blob, &covered, NULL);
    return (long)covered * 100 >= (long)box->w * box->h * FILL_PERCENT;
}

/* The grey level that most of the page has, from the top of the histogram: 0..255. */
static int paper_level(PIX *small)
{
    l_int32 level = 255;
    NUMA *histogram = pixGetGrayHistogram(small, 1);
    if (histogram) {
        l_float32 value = 255;
        numaHistogramGetValFromRank(histogram, 0.8f, &value);
        level = (l_int32)value;
    }
    numaDestroy(&histogram);
    return level;
}

/* Means of 4 x 4 pixels; a word holds four pixels, whose order does not matter for a sum. */
static PIX *reduce_by_four(PIX *pix)
{
    PIX *small = pixCreateNoInit(pixGetWidth(pix) / 4, pixGetHeight(pix) / 4, 8);
    int width = small ? pixGetWidth(small) : 0;
    uint16_t *sums = small ? mem_try((size_t)width, sizeof *sums) : NULL;
    if (!sums) {
        pixDestroy(&small);
        return NULL;
    }
    pixSetPadBits(small, 0);
    for (int y = 0; y < pixGetHeight(small); y++) {
        l_uint32 *to = pixGetData(small) + (size_t)y * (size_t)pixGetWpl(small);
        memset(sums, 0, (size_t)width * sizeof *sums);
        for (int dy = 0; dy < 4; dy++) {
            const l_uint32 *from = pixGetData(pix) + (size_t)(4 * y + dy) * (size_t)pixGetWpl(pix);
            for (int x = 0; x < width; x++) {
                l_uint32 pairs = (from[x] & 0x00ff00ff) + (from[x] >> 8 & 0x00ff00ff);
                sums[x] = (uint16_t)(sums[x] + pairs + (pairs >> 16));
            }
        }
        for (int x = 0; x < width; x++)
            SET_DATA_BYTE(to, x, (sums[x] + 8) / 16);
    }
    free(sums);
    return small;
}

/* The page at LOOK_DPI; scale is what brings it there. */
static PIX *small_copy(PIX *pix, double scale)
{
    if (fabs(scale - 0.25) < 0.001 && pixGetWidth(pix) >= 4 && pixGetHeight(pix) >= 4)
        return reduce_by_four(pix);
    return scale < 0.7 ? pixScaleAreaMap(pix, (float)scale, (float)scale)
                       : pixScale(pix, (float)scale, (float)scale);
}

/* Averaged over a module and more, a code is an even grey: what is darker than the paper, with the
 * gaps between modules closed and all that is as low as a line of writing opened away. */
static PIX *solid_mask(PIX *small)
{
    int level = paper_level(small) - DARKER;
    PIX *dark = pixThresholdToBinary(small, level > 1 ? level : 1);
    PIX *closed = dark ? pixCloseSafeBrick(NULL, dark, CLOSE, CLOSE) : NULL;
    pixDestroy(&dark);
    PIX *opened = closed ? pixOpenBrick(NULL, closed, OPEN, OPEN) : NULL;
    pixDestroy(&closed);
    return opened;
}

/* ---- is there the texture of a code? ---- */

/* The levels that a twentieth of the area is darker and lighter than, from every fourth pixel. */
static void area_levels(PIX *pix, struct rect area, int *ret_dark, int *ret_light)
{
    unsigned histogram[256] = {0}, count = 0, below = 0;
    int wpl = pixGetWpl(pix);
    for (int y = area.y; y < rect_bottom(area); y += 4) {
        const l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)wpl;
        for (int x = area.x; x < rect_right(area); x += 4, count++)
            histogram[GET_DATA_BYTE(line, x)]++;
    }
    *ret_dark = 255;
    *ret_light = 0;
    for (int level = 0; level < 256; level++) {
        below += histogram[level];
        if (below * 20 >= count && level < *ret_dark)
            *ret_dark = level;
        if (below * 20 <= count * 19)
            *ret_light = level;
    }
}

/* Changes between dark and light along a row or a column of the area. */
static int count_changes(PIX *pix, struct rect area, int at, bool across, int dark, int light)
{
    int wpl = pixGetWpl(pix), margin = (light - dark) / 8, middle = (dark + light) / 2, changes = 0;
    bool black = false;
    const l_uint32 *data = pixGetData(pix);
    for (int i = 0; i < (across ? area.w : area.h); i++) {
        int x = area.x + (across ? i : at), y = area.y + (across ? at : i);
        int value = GET_DATA_BYTE(data + (size_t)y * (size_t)wpl, x);
        if (value < middle - margin ? !black : value > middle + margin && black) {
            black = !black;
            changes++;
        }
    }
    return changes;
}

/* Changes on the middle one of the sampled lines, by their number. */
static int usual_changes(PIX *pix, struct rect area, bool across, int dark, int light)
{
    enum { LINES = 31 };
    int counts[LINES] = {0}, length = across ? area.h : area.w;
    for (int i = 0; i < LINES; i++) {
        int now = count_changes(pix, area, length * (i + 1) / (LINES + 1), across, dark, light);
        int k = i;
        for (; k > 0 && counts[k - 1] > now; k--)
            counts[k] = counts[k - 1];
        counts[k] = now;
    }
    return counts[LINES / 2];
}

/* A stamp, a photo or a thick stroke is as solid as a code but has few changes. */
static bool has_texture(PIX *pix, struct rect area)
{
    int dark, light;
    area_levels(pix, area, &dark, &light);
    int across = usual_changes(pix, area, true, dark, light);
    int down = usual_changes(pix, area, false, dark, light);
    int fewer = across < down ? across : down, more = across < down ? down : across;
    return fewer >= CHANGES_BOTH || more >= CHANGES_ONE;
}

static void keep_largest(struct rect *items, size_t room, size_t *count, struct rect found)
{
    size_t at = *count < room ? (*count)++ : room;
    if (at == room) {
        struct rect last = items[room - 1];
        if ((long)last.w * last.h >= (long)found.w * found.h)
            return;
        at = room - 1;
    }
    while (at > 0 && (long)items[at - 1].w * items[at - 1].h < (long)found.w * found.h) {
        items[at] = items[at - 1];
        at--;
    }
    items[at] = found;
}

enum err_code image_find_codes(const struct image *grey, double dpi, struct rect *ret, size_t room,
                               size_t *ret_count, struct err *err)
{
    double scale = LOOK_DPI / (dpi > 0 ? dpi : 300.0);
    if (scale > 1)
        scale = 1;
    PIX *small = small_copy(grey->pix, scale);
    PIX *mask = small ? solid_mask(small) : NULL;
    pixDestroy(&small);
    if (!mask)
        return err_set(err, ERR_NOMEM, 215, _("not enough memory to look for codes on the page"));
    PIXA *blobs = NULL;
    BOXA *boxes = pixConnComp(mask, &blobs, 8);
    pixDestroy(&mask);
    size_t count = 0;
    struct rect page = {0, 0, image_width(grey), image_height(grey)};
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        PIX *blob = pixaGetPix(blobs, i, L_CLONE);
        if (may_be_code(blob, box)) {
            struct rect at = {box->x, box->y, box->w, box->h};
            int quiet = at.w / 8 + 4;
            at = rect_cut(rect_scale(rect_grow(at, quiet, quiet), 1 / scale), page);
            if (has_texture(grey->pix, at))
                keep_largest(ret, room, &count, at);
        }
        boxDestroy(&box);
        pixDestroy(&blob);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&blobs);
    *ret_count = count;
    return ERR_OK;
}
