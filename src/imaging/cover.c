/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/cover: painting over and putting together. May include: Leptonica, model, base.
 */
#include "imaging/cover.h"

#include <math.h>

#include "base/str.h"
#include "imaging/pix.h"

/* ---- painting over ---- */

/* Pixels from..end of row y whose middle lies in the box: a straight line cuts a box once. */
static bool row_inside(const struct view *view, struct rect box, int y, int *ret_from, int *ret_end)
{
    double x0, y0, x1, y1, from = 0, end = view->page_width;
    view_point_to_upright(view, 0.5, y + 0.5, &x0, &y0);
    view_point_to_upright(view, 1.5, y + 0.5, &x1, &y1);
    const double start[2] = {x0, y0}, step[2] = {x1 - x0, y1 - y0};
    const double low[2] = {box.x, box.y}, high[2] = {rect_right(box), rect_bottom(box)};
    for (int axis = 0; axis < 2; axis++) {
        if (fabs(step[axis]) < 1e-9) {
            if (start[axis] < low[axis] || start[axis] > high[axis])
                return false;
            continue;
        }
        double a = (low[axis] - start[axis]) / step[axis];
        double b = (high[axis] - start[axis]) / step[axis];
        from = fmax(from, fmin(a, b));
        end = fmin(end, fmax(a, b) + 1);
    }
    *ret_from = (int)ceil(from);
    *ret_end = (int)floor(end);
    return *ret_from < *ret_end;
}

static void paint_run(PIX *pix, int y, int from, int end)
{
    l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix), colour = 0;
    composeRGBPixel(COVER_GREY, COVER_GREY, COVER_GREY, &colour);
    for (int x = from; x < end; x++)
        switch (pixGetDepth(pix)) {
        case 1: CLEAR_DATA_BIT(line, x); break;
        case 8: SET_DATA_BYTE(line, x, COVER_GREY); break;
        default: line[x] = colour; break;
        }
}

enum err_code image_cover(struct image *image, const struct view *view, const struct rect *boxes,
                          size_t count, struct err *err)
{
    int depth = pixGetDepth(image->pix);
    if (depth != 1 && depth != 8 && depth != 32)
        return err_set(err, ERR_USAGE, 1248, _("a page of %d bits cannot be painted over"), depth);
    for (size_t i = 0; i < count; i++) {
        struct rect seen = view_to_page(view, boxes[i]);
        for (int y = seen.y; y < rect_bottom(seen); y++) {
            int from, end;
            if (row_inside(view, boxes[i], y, &from, &end))
                paint_run(image->pix, y, from, end);
        }
    }
    return ERR_OK;
}

/* ---- putting together ---- */

enum err_code image_stack(const struct image *image, const struct rect *boxes, size_t count,
                          struct image **ret_new, struct err *err)
{
    struct rect all = {0, 0, image_width(image), image_height(image)};
    int width = 0, height = 0, y = 0;
    for (size_t i = 0; i < count; i++) {
        struct rect box = rect_cut(boxes[i], all);
        if (rect_empty(box))
            return err_set(err, ERR_USAGE, 1249, _("a part of the page is empty"));
        width = box.w > width ? box.w : width;
        height += box.h;
    }
    PIX *pix = width ? pixCreate(width, height, pixGetDepth(image->pix)) : NULL;
    if (pix)
        pixSetBlackOrWhite(pix, L_SET_WHITE);
    for (size_t i = 0; i < count && pix; i++) {
        struct rect box = rect_cut(boxes[i], all);
        pixRasterop(pix, 0, y, box.w, box.h, PIX_SRC, image->pix, box.x, box.y);
        y += box.h;
    }
    return image_take_pix(pix, image->dpi, ret_new, err);
}
