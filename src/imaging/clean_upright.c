/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_upright: the one time that pixels are sampled anew: quarter turns, deskew and scale
 * in one pass. Defines the page's view.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct clean_param params[] = {
    CLEAN_PARAM(upright, dpi, 300, 120, 400, "at which dots and rules are looked for"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_upright, settings, err);
}

/* Where pixel (x, y) of the new plane lies in the source: x0 + x * xx + y * xy, 16.16 numbers. */
struct way {
    int64_t x0, xx, xy, y0, yx, yy;
};

static struct way find_way(const struct view *view, double scale, double source_scale)
{
    double ox, oy, rx, ry, dx, dy, unit = source_scale * 65536;
    view_point_to_page(view, 0.5 / scale, 0.5 / scale, &ox, &oy);
    view_point_to_page(view, 1000.5 / scale, 0.5 / scale, &rx, &ry);
    view_point_to_page(view, 0.5 / scale, 1000.5 / scale, &dx, &dy);
    return (struct way){
        .x0 = llround((ox * source_scale - 0.5) * 65536),
        .xx = llround((rx - ox) / 1000 * unit),
        .xy = llround((dx - ox) / 1000 * unit),
        .y0 = llround((oy * source_scale - 0.5) * 65536),
        .yx = llround((ry - oy) / 1000 * unit),
        .yy = llround((dy - oy) / 1000 * unit),
    };
}

/* The range of x for which source pixels and their neighbours exist. */
static void clip_range(int64_t start, int64_t step, int64_t limit, int *from, int *to)
{
    if (step == 0) {
        if (start < 0 || start >= limit)
            *to = *from;
        return;
    }
    double a = (double)(0 - start) / (double)step, b = (double)(limit - 1 - start) / (double)step;
    double low = a < b ? a : b, high = a < b ? b : a;
    if (low > *from)
        *from = low > 1e6 ? *to : (int)ceil(low);
    if (high < *to - 1)
        *to = high < 0 ? *from : (int)floor(high) + 1;
    if (*to < *from)
        *to = *from;
}

/* One by one: for pages that lie on their side. */
static void sample_any(const struct raster *source, int64_t x, int64_t y, const struct way *way,
                       uint8_t *to, int count)
{
    const uint8_t *data = source->data;
    size_t stride = source->stride;
    for (int i = 0; i < count; i++, x += way->xx, y += way->yx) {
        const uint8_t *at = data + (size_t)(y >> 16) * stride + (size_t)(x >> 16);
        int fx = (int)(x >> 8) & 255, fy = (int)(y >> 8) & 255;
        int top = at[0] * 256 + (at[1] - at[0]) * fx;
        int low = at[stride] * 256 + (at[stride + 1] - at[stride]) * fx;
        to[i] = (uint8_t)((top * 256 + (low - top) * fy + 32768) >> 16);
    }
}

/* Pixels whose sources follow each other in two rows; the same sums, in lanes of 16 bits. fx, fy:
 * 0.16 numbers that grow by dx and dy and do not pass a whole one. */
static void sample_run(const uint8_t *restrict above, const uint8_t *restrict below, unsigned fx,
                       int dx, unsigned fy, int dy, uint8_t *restrict to, int count)
{
    for (int i = 0; i < count; i++) {
        uint16_t right = (uint16_t)(fx + (unsigned)(i * dx)) >> 8;
        uint16_t down = (uint16_t)(fy + (unsigned)(i * dy)) >> 8;
        uint16_t left = (uint16_t)(256 - right), up = (uint16_t)(256 - down);
        uint16_t top = (uint16_t)(above[i] * left + above[i + 1] * right);
        uint16_t low = (uint16_t)(below[i] * left + below[i + 1] * right);
        to[i] = (uint8_t)(((uint32_t)top * up + (uint32_t)low * down + 32768) >> 16);
    }
}

/* How many pixels from here have the same whole part, when the fraction grows by step. */
static int run_length(unsigned fraction, int step, int most)
{
    unsigned length = (unsigned)most;
    if (step > 0)
        length = (65535 - fraction) / (unsigned)step + 1;
    else if (step < 0)
        length = fraction / (unsigned)-step + 1;
    return length < (unsigned)most ? (int)length : most;
}

static void sample_row(const struct raster *source, int64_t x, int64_t y, const struct way *way,
                       uint8_t *to, int count)
{
    enum { SLOPE_MAX = 65536 / 8 }; /* steeper or scaled: the runs would be too short */
    int dx = (int)(way->xx - 65536), dy = (int)way->yx;
    if (abs(dx) > SLOPE_MAX || abs(dy) > SLOPE_MAX) {
        sample_any(source, x, y, way, to, count);
        return;
    }
    for (int i = 0; i < count;) {
        unsigned fx = (unsigned)(x & 65535), fy = (unsigned)(y & 65535);
        int length = run_length(fy, dy, run_length(fx, dx, count - i));
        const uint8_t *at = source->data + (size_t)(y >> 16) * source->stride + (size_t)(x >> 16);
        sample_run(at, at + source->stride, fx, dx, fy, dy, to + i, length);
        i += length;
        x += way->xx * length;
        y += way->yx * length;
    }
}

static void sample_plane(const struct raster *source, const struct way *way, struct raster *to)
{
    int64_t x_limit = ((int64_t)source->width - 1) << 16;
    int64_t y_limit = ((int64_t)source->height - 1) << 16;
    for (int row = 0; row < to->height; row++) {
        int64_t x = way->x0 + way->xy * row, y = way->y0 + way->yy * row;
        int from = 0, end = to->width;
        clip_range(x, way->xx, x_limit, &from, &end);
        clip_range(y, way->yx, y_limit, &from, &end);
        uint8_t *out = plane_row(to, row);
        memset(out, CLEAN_PAPER, (size_t)from);
        memset(out + end, CLEAN_PAPER, (size_t)(to->width - end));
        sample_row(source, x + way->xx * from, y + way->yx * from, way, out + from, end - from);
    }
}

enum err_code clean_sample(const struct clean_page *page, double scale, struct raster *ret,
                           struct err *err)
{
    int width, height;
    view_size(&page->view, &width, &height);
    struct raster to;
    enum err_code code = plane_new((int)(width * scale + 0.5), (int)(height * scale + 0.5),
                                   page->dpi * scale, &to, err);
    if (code)
        return code;
    struct way way = find_way(&page->view, scale, page->source_scale);
    sample_plane(&page->source, &way, &to);
    *ret = to;
    return ERR_OK;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    page->view = (struct view){.page_width = page->width,
                               .page_height = page->height,
                               .turns = (int)page->turns.value & 3,
                               .skew = page->skew.value};
    double scale = settings->upright.dpi / page->dpi;
    double most = page->source_scale; /* never enlarge here */
    if (scale > most || scale > 0.8 * most)
        scale = most;
    page->upright_scale = scale;
    return clean_sample(page, scale, &page->upright, err);
}

const struct clean_step clean_step_upright = {
    .name = "upright",
    .comment = "turned, straightened, scaled in one pass",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = clean_peek_upright,
};
