/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/restore: see the header. Owns the ladder in front of the code reader and the search for
 * places that look like codes. May include Leptonica.
 */
#include "imaging/restore.h"

#include "base/mem.h"
#include "imaging/pix.h"

enum {
    LOOK_DPI = 75,      /* the search works at this resolution */
    CLOSE = 5,          /* pixels at LOOK_DPI that join the modules of a code */
    OPEN = 13,          /* pixels at LOOK_DPI: higher than a line of writing */
    DARKER = 40,        /* grey levels below the paper */
    SIDE_MIN_UM = 7000, /* micrometres of the longer side */
    SIDE_MAX_UM = 80000,
    FILL_PERCENT = 70,   /* of the box of a blob that is covered */
    HEIGHT_MIN_UM = 5000 /* a line of writing is lower */
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
    PIX *small = scale < 0.7 ? pixScaleAreaMap(grey->pix, (float)scale, (float)scale)
                             : pixScale(grey->pix, (float)scale, (float)scale);
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
            keep_largest(ret, room, &count,
                         rect_cut(rect_scale(rect_grow(at, quiet, quiet), 1 / scale), page));
        }
        boxDestroy(&box);
        pixDestroy(&blob);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&blobs);
    *ret_count = count;
    return ERR_OK;
}
