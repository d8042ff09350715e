/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/piece: cutting and averaging. May include: base, model, present.
 */
#include "draw/piece.h"

#include "present/picture.h"

struct rect piece_region(const struct shown_picture *picture, double shape)
{
    struct rect at = rect_grow(picture->box, picture->box.h / 2, picture->box.h / 3);
    double width = at.w, height = at.h;
    if (width / height < shape) { /* the text starts at the left, like the input under it */
        width = height * shape;
    } else {
        double higher = width / shape;
        at.y -= (int)((higher - height) / 2);
        height = higher;
    }
    return (struct rect){at.x, at.y, (int)(width + 0.5), (int)(height + 0.5)};
}

/* The mean of the pixels from (x0, y0) up to (x1, y1), at least one; white outside. */
static void mean(const struct raster *level, double x0, double y0, double x1, double y1,
                 uint8_t ret[3])
{
    int left = (int)x0, top = (int)y0;
    int right = (int)x1 > left ? (int)x1 : left + 1, bottom = (int)y1 > top ? (int)y1 : top + 1;
    long sums[3] = {0}, count = 0;
    for (int y = top < 0 ? 0 : top; y < bottom && y < level->height; y++)
        for (int x = left < 0 ? 0 : left; x < right && x < level->width; x++, count++)
            for (int c = 0; c < 3; c++)
                sums[c] += level->data[(size_t)y * level->stride + (size_t)(3 * x + c)];
    for (int c = 0; c < 3; c++)
        ret[c] = count ? (uint8_t)(sums[c] / count) : 255;
}

enum err_code piece_get(const struct shown_picture *picture, int width, int height, double tall,
                        struct raster *ret_new, struct err *err)
{
    struct raster out;
    if (!picture->picture || rect_empty(picture->box) || width < 1 || height < 1)
        return ERR_EMPTY;
    if (!raster_init(&out, RASTER_RGB24, width, height))
        return err_set(err, ERR_NOMEM, 1966, _("not enough memory for a piece of the picture"));
    struct rect from = piece_region(picture, width / (height * tall));
    double across = (double)from.w / width, down = (double)from.h / height;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            mean(&picture->picture->levels[0], from.x + x * across, from.y + y * down,
                 from.x + (x + 1) * across, from.y + (y + 1) * down,
                 out.data + (size_t)y * out.stride + (size_t)(3 * x));
    *ret_new = out;
    return ERR_OK;
}
