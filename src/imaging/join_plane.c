/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_plane: reduced pictures that are compared with each other. May include base, model,
 * Leptonica.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/join_part.h"
#include "imaging/pix.h"

enum { AROUND = 9 };   /* pixels of the reduced picture to each side */
#define INK_MOST 48.0f /* a black border says no more than a letter */
#define DEGREES  57.29577951308232

static enum err_code plane_room(int w, int h, struct join_plane *ret, struct err *err)
{
    size_t corners = (size_t)(w + 1) * (size_t)(h + 1);
    *ret = (struct join_plane){.w = w, .h = h};
    ret->ink = mem_try((size_t)w * (size_t)h, sizeof *ret->ink);
    ret->sum = mem_try(corners, sizeof *ret->sum);
    ret->sums = mem_try(corners, sizeof *ret->sums);
    if (ret->ink && ret->sum && ret->sums)
        return ERR_OK;
    join_plane_release(ret);
    return fault_memory(err);
}

void join_plane_release(struct join_plane *plane)
{
    free(plane->ink);
    free(plane->sum);
    free(plane->sums);
    *plane = (struct join_plane){0};
}

static void plane_add_up(struct join_plane *plane)
{
    size_t stride = (size_t)plane->w + 1;
    memset(plane->sum, 0, stride * sizeof *plane->sum);
    memset(plane->sums, 0, stride * sizeof *plane->sums);
    for (int y = 0; y < plane->h; y++) {
        const float *ink = plane->ink + (size_t)y * (size_t)plane->w;
        double *sum = plane->sum + (size_t)(y + 1) * stride;
        double *sums = plane->sums + (size_t)(y + 1) * stride;
        double row = 0, rows = 0;
        sum[0] = sums[0] = 0;
        for (int x = 0; x < plane->w; x++) {
            row += (double)ink[x];
            rows += (double)ink[x] * (double)ink[x];
            sum[x + 1] = sum[x + 1 - (int)stride] + row;
            sums[x + 1] = sums[x + 1 - (int)stride] + rows;
        }
    }
}

static double box_of(const double *sum, int stride, int x, int y, int w, int h)
{
    const double *top = sum + (size_t)y * (size_t)stride + x,
                 *low = top + (size_t)h * (size_t)stride;
    return low[w] - low[0] - top[w] + top[0];
}

static double mean_around(const struct join_plane *plane, int x, int y, int across, int down)
{
    int left = x > across ? x - across : 0, top = y > down ? y - down : 0;
    int right = x + across < plane->w ? x + across + 1 : plane->w;
    int low = y + down < plane->h ? y + down + 1 : plane->h;
    return box_of(plane->sum, plane->w + 1, left, top, right - left, low - top) /
           ((right - left) * (double)(low - top));
}

typedef float pixel_rule(const struct join_plane *plane, int x, int y, float value);

static void each_pixel(struct join_plane *plane, pixel_rule *rule)
{
    size_t pixels = (size_t)plane->w * (size_t)plane->h;
    float *made = mem_new(pixels, sizeof *made);
    for (int y = 0; y < plane->h; y++)
        for (int x = 0; x < plane->w; x++) {
            size_t at = (size_t)y * (size_t)plane->w + (size_t)x;
            made[at] = rule(plane, x, y, plane->ink[at]);
        }
    memcpy(plane->ink, made, pixels * sizeof *made);
    free(made);
    plane_add_up(plane);
}

/* How much darker a pixel is than what lies around it. */
static float darker(const struct join_plane *plane, int x, int y, float value)
{
    float ink = (float)mean_around(plane, x, y, AROUND, AROUND) - value;
    return ink > INK_MOST ? INK_MOST : ink < -INK_MOST / 4 ? -INK_MOST / 4 : ink;
}

/* Rules and rows of text look alike along their length: only what differs there tells a place. */
static float not_along(const struct join_plane *plane, int x, int y, float value)
{
    return value -
           (float)(mean_around(plane, x, y, AROUND, 0) + mean_around(plane, x, y, 0, AROUND) -
                   mean_around(plane, x, y, AROUND, AROUND));
}

enum err_code join_plane_rows(const struct image *grey, double scale, struct join_plane *ret,
                              struct err *err)
{
    struct image *small = NULL;
    struct raster raster;
    enum err_code code = image_scale(grey, scale, &small, err);
    if (!code)
        code = image_copy_raster(small, &raster, err);
    image_free(small);
    if (code)
        return code;
    code = plane_room(raster.width, raster.height, ret, err);
    for (int y = 0; y < raster.height && !code; y++)
        for (int x = 0; x < raster.width; x++)
            ret->ink[(size_t)y * (size_t)raster.width + (size_t)x] =
                raster.data[(size_t)y * raster.stride + (size_t)x];
    raster_release(&raster);
    if (code)
        return code;
    plane_add_up(ret);
    each_pixel(ret, darker);
    return ERR_OK;
}

enum err_code join_plane_make(const struct image *grey, double scale, struct join_plane *ret,
                              struct err *err)
{
    enum err_code code = join_plane_rows(grey, scale, ret, err);
    if (!code)
        each_pixel(ret, not_along);
    return code;
}

/* One row of the turned plane: from (x, y) on in steps of (c, -s); 0 outside. */
static void turn_row(const struct join_plane *plane, float x, float y, float c, float s, float *out)
{
    float most_x = (float)(plane->w - 1), most_y = (float)(plane->h - 1);
    for (int i = 0; i < plane->w; i++, x += c, y -= s) {
        if (!(x >= 0 && y >= 0 && x < most_x && y < most_y)) {
            out[i] = 0;
            continue;
        }
        int left = (int)x, top = (int)y;
        const float *at = plane->ink + (size_t)top * (size_t)plane->w + left;
        float dx = x - (float)left, dy = y - (float)top;
        float upper = at[0] + (at[1] - at[0]) * dx;
        float lower = at[plane->w] + (at[plane->w + 1] - at[plane->w]) * dx;
        out[i] = upper + (lower - upper) * dy;
    }
}

enum err_code join_plane_turn(const struct join_plane *plane, double degrees,
                              struct join_plane *ret, struct err *err)
{
    double c = cos(degrees / DEGREES), s = sin(degrees / DEGREES);
    double mx = plane->w / 2.0, my = plane->h / 2.0;
    enum err_code code = plane_room(plane->w, plane->h, ret, err);
    if (code)
        return code;
    for (int y = 0; y < plane->h; y++)
        turn_row(plane, (float)(-c * mx + s * (y - my) + mx), (float)(c * (y - my) + s * mx + my),
                 (float)c, (float)s, ret->ink + (size_t)y * (size_t)plane->w);
    plane_add_up(ret);
    return ERR_OK;
}

double join_plane_like(const struct join_plane *left, const struct join_plane *right, int x, int y,
                       int least)
{
    int lx = x > 0 ? x : 0, ly = y > 0 ? y : 0, rx = lx - x, ry = ly - y;
    int w = left->w - lx < right->w - rx ? left->w - lx : right->w - rx;
    int h = left->h - ly < right->h - ry ? left->h - ly : right->h - ry;
    double product = 0, pixels = (double)w * h;
    if (w <= 0 || h <= 0 || pixels < least)
        return -1;
    for (int row = 0; row < h; row++) {
        const float *one = left->ink + (size_t)(ly + row) * (size_t)left->w + lx;
        const float *other = right->ink + (size_t)(ry + row) * (size_t)right->w + rx;
        float sum[8] = {0};
        int i = 0;
        for (; i + 8 <= w; i += 8)
            for (int k = 0; k < 8; k++)
                sum[k] += one[i + k] * other[i + k];
        for (; i < w; i++)
            sum[0] += one[i] * other[i];
        for (int k = 0; k < 8; k++)
            product += (double)sum[k];
    }
    double a = box_of(left->sum, left->w + 1, lx, ly, w, h);
    double b = box_of(right->sum, right->w + 1, rx, ry, w, h);
    double aa = box_of(left->sums, left->w + 1, lx, ly, w, h) - a * a / pixels;
    double bb = box_of(right->sums, right->w + 1, rx, ry, w, h) - b * b / pixels;
    if (aa < pixels || bb < pixels) /* nothing but paper */
        return -1;
    return (product - a * b / pixels) / sqrt(aa * bb);
}
