/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/halves: halves of a picture. May include base, model.
 */
#include "halves.h"

#include <math.h>

#include "damage.h"

#define LID 40 /* what shows where there is no paper */

/* How a half lies in the whole: a pixel of it at (x, y) shows (cut + c x - s y + ..., ...). */
struct taking {
    int cut, width;
    double cosine, sine, down, light;
};

static struct taking choose(struct dice *dice, enum half half, const struct raster *page)
{
    double overlap = dice_real(dice, 0.09, 0.16) * page->width;
    double angle = dice_real(dice, -1.2, 1.2) / 57.29577951308232;
    double down = dice_real(dice, -0.015, 0.015) * page->height;
    double light = dice_real(dice, 0.84, 1.04);
    int end = (int)((page->width + overlap) / 2), start = (int)((page->width - overlap) / 2);
    if (half == HALF_LEFT)
        return (struct taking){.width = end, .cosine = 1, .light = 1};
    return (struct taking){.cut = start,
                           .width = page->width - start,
                           .cosine = cos(angle),
                           .sine = sin(angle),
                           .down = down,
                           .light = light};
}

static uint8_t show(const struct raster *page, double x, double y, size_t channels, size_t channel,
                    double light)
{
    int left = (int)floor(x), top = (int)floor(y);
    if (left < 0 || top < 0 || left + 1 >= page->width || top + 1 >= page->height)
        return LID;
    const uint8_t *at = page->data + (size_t)top * page->stride + (size_t)left * channels + channel;
    const uint8_t *under = at + page->stride;
    double dx = x - left, dy = y - top;
    double upper = at[0] + (at[channels] - at[0]) * dx;
    double lower = under[0] + (under[channels] - under[0]) * dx;
    return damage_byte((upper + (lower - upper) * dy) * light);
}

enum err_code half_take(struct dice dice, enum half half, struct raster *page, struct err *err)
{
    struct taking taking = choose(&dice, half, page);
    struct raster out;
    size_t channels = page->format == RASTER_GREY8 ? 1 : 3;
    double mx = taking.width / 2.0, my = page->height / 2.0;
    enum err_code code = damage_raster(page->format, taking.width, page->height, &out, err);
    if (code)
        return code;
    for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++) {
            double u = x - mx, v = y - my;
            double sx = taking.cosine * u - taking.sine * v + mx + taking.cut;
            double sy = taking.sine * u + taking.cosine * v + my + taking.down;
            uint8_t *at = out.data + (size_t)y * out.stride + (size_t)x * channels;
            for (size_t i = 0; i < channels; i++)
                at[i] = show(page, sx, sy, channels, i, taking.light);
        }
    out.dpi = page->dpi;
    raster_release(page);
    *page = out;
    return ERR_OK;
}
