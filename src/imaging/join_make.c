/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_make: the joined picture. Left of the seam stands the left one as it is; right of it
 * the right one, turned, shifted and as bright as the left; a few pixels go over smoothly. What
 * neither shows is as white as the paper. May include base, model.
 */
#include <math.h>
#include <stdlib.h>

#include "imaging/fault.h"
#include "imaging/join_part.h"

enum { SOFT = 5, PAPER = 235 }; /* pixels to each side of the seam; brightness */

struct canvas {
    const struct raster *left, *right;
    const struct join_fit *fit;
    int x, y; /* of the left picture's corner */
    int channels;
    struct raster out;
};

static void take_extent(struct canvas *canvas)
{
    double low = 0, right = canvas->left->width, high = canvas->left->height;
    for (int corner = 0; corner < 4; corner++) {
        double x, y;
        join_to_left(canvas->fit, corner & 1 ? canvas->right->width : 0,
                     corner & 2 ? canvas->right->height : 0, &x, &y);
        low = y < low ? y : low;
        high = y > high ? y : high;
        right = x > right ? x : right;
    }
    canvas->x = 0;
    canvas->y = (int)ceil(-low);
    canvas->out.width = (int)ceil(right);
    canvas->out.height = canvas->y + (int)ceil(high);
}

static bool left_at(const struct canvas *canvas, int x, int y, int value[3])
{
    const struct raster *left = canvas->left;
    if (x < 0 || y < 0 || x >= left->width || y >= left->height)
        return false;
    const uint8_t *at =
        left->data + (size_t)y * left->stride + (size_t)x * (size_t)canvas->channels;
    for (int i = 0; i < canvas->channels; i++)
        value[i] = at[i];
    return true;
}

static bool right_at(const struct canvas *canvas, int x, int y, int value[3])
{
    const struct raster *right = canvas->right;
    double rx, ry;
    join_to_right(canvas->fit, x, y, &rx, &ry);
    int column = (int)floor(rx), row = (int)floor(ry), step = canvas->channels;
    if (column < 0 || row < 0 || column + 1 >= right->width || row + 1 >= right->height)
        return false;
    float dx = (float)(rx - column), dy = (float)(ry - row);
    const uint8_t *at = right->data + (size_t)row * right->stride + (size_t)column * (size_t)step;
    const uint8_t *under = at + right->stride;
    for (int i = 0; i < step; i++) {
        float upper = (float)at[i] + (float)(at[i + step] - at[i]) * dx;
        float lower = (float)under[i] + (float)(under[i + step] - under[i]) * dx;
        float lit = (upper + (lower - upper) * dy) * (float)canvas->fit->light[i] / 1000;
        value[i] = !(lit > 0) ? 0 : lit > 255 ? 255 : (int)(lit + 0.5f);
    }
    return true;
}

static void fill_row(struct canvas *canvas, int row)
{
    uint8_t *out = canvas->out.data + (size_t)row * canvas->out.stride;
    int y = row - canvas->y;
    for (int x = 0; x < canvas->out.width; x++, out += canvas->channels) {
        int one[3] = {PAPER, PAPER, PAPER}, other[3] = {PAPER, PAPER, PAPER};
        int past = x - canvas->fit->seam; /* the right one's weight goes from 0 to 2 SOFT */
        int weight = past <= -SOFT ? 0 : past >= SOFT ? 2 * SOFT : past + SOFT;
        bool has_one = weight < 2 * SOFT && left_at(canvas, x, y, one);
        bool has_other = weight > 0 && right_at(canvas, x, y, other);
        if (!has_one && !has_other) /* the other side's picture is better than nothing */
            has_one = left_at(canvas, x, y, one);
        if (!has_one && !has_other)
            has_other = right_at(canvas, x, y, other);
        if (!has_other)
            weight = 0;
        else if (!has_one)
            weight = 2 * SOFT;
        for (int i = 0; i < canvas->channels; i++)
            out[i] = (uint8_t)((one[i] * (2 * SOFT - weight) + other[i] * weight) / (2 * SOFT));
    }
}

static enum err_code make(struct canvas *canvas, double dpi, struct image **ret_new,
                          struct err *err)
{
    take_extent(canvas);
    enum err_code code = fault_check_size("-", 0, canvas->out.width, canvas->out.height, err);
    if (code)
        return code;
    if (!raster_init(&canvas->out, canvas->channels == 3 ? RASTER_RGB24 : RASTER_GREY8,
                     canvas->out.width, canvas->out.height))
        return fault_memory(err);
    canvas->out.dpi = dpi;
    for (int row = 0; row < canvas->out.height; row++)
        fill_row(canvas, row);
    code = image_from_raster(&canvas->out, ret_new, err);
    raster_release(&canvas->out);
    return code;
}

enum err_code join_make(const struct image *left, const struct image *right,
                        const struct join_fit *fit, struct image **ret_new, int *ret_x, int *ret_y,
                        struct err *err)
{
    bool colour = image_format(left) == RASTER_RGB24 && image_format(right) == RASTER_RGB24;
    struct image *one = NULL, *other = NULL;
    struct raster a = {0}, b = {0};
    enum err_code code = ERR_OK;
    if (!colour) { /* one of them has no colours: then both have none */
        code = image_grey(left, &one, err);
        if (!code)
            code = image_grey(right, &other, err);
    }
    if (!code)
        code = image_copy_raster(one ? one : left, &a, err);
    if (!code)
        code = image_copy_raster(other ? other : right, &b, err);
    struct canvas canvas = {.left = &a, .right = &b, .fit = fit, .channels = colour ? 3 : 1};
    if (!code)
        code = make(&canvas, image_dpi(left), ret_new, err);
    *ret_x = canvas.x;
    *ret_y = canvas.y;
    raster_release(&a);
    raster_release(&b);
    image_free(one);
    image_free(other);
    return code;
}
