/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/damage_scan: how the paper lies on the glass, and what the scanner makes of it. May
 * include base, model.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "damage.h"
#include "field.h"

/* ---- lying on the glass ---- */

/* The paper at (x, y), between four pixels; lid where there is no paper. */
static void sample(const struct raster *paper, double x, double y, uint8_t lid, uint8_t out[3])
{
    int left = (int)floor(x - 0.5), top = (int)floor(y - 0.5);
    if (left < -1 || top < -1 || left >= paper->width || top >= paper->height) {
        memset(out, lid, 3);
        return;
    }
    const uint8_t *four[4], none[3] = {lid, lid, lid};
    for (int i = 0; i < 4; i++) {
        int px = left + (i & 1), py = top + (i >> 1);
        bool off = px < 0 || py < 0 || px >= paper->width || py >= paper->height;
        four[i] = off ? none : paper->data + (size_t)py * paper->stride + 3 * (size_t)px;
    }
    int dx = (int)((x - 0.5 - left) * 256), dy = (int)((y - 0.5 - top) * 256);
    for (int c = 0; c < 3; c++) {
        int upper = four[0][c] * (256 - dx) + four[1][c] * dx;
        int lower = four[2][c] * (256 - dx) + four[3][c] * dx;
        out[c] = (uint8_t)((upper * (256 - dy) + lower * dy + 32768) >> 16);
    }
}

/* Black bands along the edges, a little ragged. */
static void put_borders(const struct wear *wear, struct dice *dice, double scale,
                        struct raster *page)
{
    struct field ragged = field_make(dice, page->width, page->height, 80 * scale);
    for (int y = 0; y < page->height; y++) {
        uint8_t *row = page->data + (size_t)y * page->stride;
        for (int x = 0; x < page->width; x++) {
            double swing = 0.9 + 0.2 * field_at(&ragged, x, y);
            double in[4] = {x, y, page->width - 1 - x, page->height - 1 - y};
            for (int side = 0; side < 4; side++)
                if (wear->border[side] > 0 && in[side] < wear->border[side] * scale * swing)
                    memset(row + 3 * x, 14, 3);
        }
    }
    field_release(&ragged);
}

enum err_code damage_lay(const struct wear *wear, struct dice *dice, const struct raster *paper,
                         const struct view *view, double scale, struct raster *ret, struct err *err)
{
    enum err_code code = damage_raster(RASTER_RGB24, view->page_width, view->page_height, ret, err);
    if (code)
        return code;
    ret->dpi = paper->dpi;
    double x0, y0, x1, y1, x2, y2;
    view_point_to_upright(view, 0, 0, &x0, &y0);
    view_point_to_upright(view, 1, 0, &x1, &y1);
    view_point_to_upright(view, 0, 1, &x2, &y2);
    for (int y = 0; y < ret->height; y++) {
        uint8_t *row = ret->data + (size_t)y * ret->stride;
        for (int x = 0; x < ret->width; x++) {
            double px = x + 0.5, py = y + 0.5;
            sample(paper, x0 + px * (x1 - x0) + py * (x2 - x0),
                   y0 + px * (y1 - y0) + py * (y2 - y0), (uint8_t)(wear->lid * 240), row + 3 * x);
        }
    }
    put_borders(wear, dice, scale, ret);
    return ERR_OK;
}

/* ---- blur ---- */

enum { BLUR_REACH = 4 };

/* One pass along a row or column; weights for sigma in pixels, in 1/65536. */
static void blur_pass(struct raster *page, double sigma, bool down)
{
    double sum = 0;
    int weights[BLUR_REACH + 1];
    for (int i = -BLUR_REACH; i <= BLUR_REACH; i++)
        sum += exp(-i * i / (2 * sigma * sigma));
    for (int i = 0; i <= BLUR_REACH; i++)
        weights[i] = (int)(exp(-i * i / (2 * sigma * sigma)) / sum * 65536);
    weights[0] = 65536;
    for (int i = 1; i <= BLUR_REACH; i++)
        weights[0] -= 2 * weights[i];
    int length = down ? page->height : page->width, lanes = 3 * (down ? page->width : page->height);
    size_t step = down ? page->stride : 3;
    uint8_t *line = mem_new((size_t)length + 2 * BLUR_REACH, 1), *from = line + BLUR_REACH;
    for (int lane = 0; lane < lanes; lane++) {
        uint8_t *at =
            down ? page->data + lane : page->data + (size_t)(lane / 3) * page->stride + lane % 3;
        for (int i = 0; i < length; i++)
            from[i] = at[(size_t)i * step];
        memset(line, from[0], BLUR_REACH);
        memset(from + length, from[length - 1], BLUR_REACH);
        for (int i = 0; i < length; i++) {
            int v = weights[0] * from[i] + 32768;
            for (int k = 1; k <= BLUR_REACH; k++)
                v += weights[k] * (from[i - k] + from[i + k]);
            at[(size_t)i * step] = (uint8_t)(v >> 16);
        }
    }
    free(line);
}

/* ---- light, contrast, noise ---- */

/* About normal, deviation 1, from the eight bytes of one throw. */
static double grain(struct dice *dice)
{
    uint64_t bits = dice_next(dice);
    int sum = 0;
    for (int i = 0; i < 8; i++)
        sum += (int)(bits >> (8 * i) & 255);
    return (sum - 1020) / 209.0;
}

static void expose(const struct wear *wear, struct dice *dice, double scale, struct raster *page)
{
    struct field light = field_make(dice, page->width, page->height, 90 * scale);
    for (int y = 0; y < page->height; y++) {
        uint8_t *row = page->data + (size_t)y * page->stride;
        for (int x = 0; x < page->width; x++) {
            double lit = 1 - wear->light * field_at(&light, x, y),
                   noise = grain(dice) * wear->noise;
            for (int c = 0; c < 3; c++) {
                double v = (255 - (255 - row[3 * x + c]) * wear->contrast) * lit + noise;
                row[3 * x + c] = damage_byte(v);
            }
        }
    }
    field_release(&light);
}

/* ---- JPEG-like blocks ---- */

enum { BLOCK = 8 };

static void dct_make(float basis[BLOCK][BLOCK])
{
    for (int k = 0; k < BLOCK; k++)
        for (int n = 0; n < BLOCK; n++)
            basis[k][n] =
                (float)((k ? 0.5 : sqrt(0.125)) * cos(M_PI * (2 * n + 1) * k / (2.0 * BLOCK)));
}

/* out = basis in basis^T, or the inverse. */
static void dct_turn(const float basis[BLOCK][BLOCK], const float in[BLOCK][BLOCK],
                     float out[BLOCK][BLOCK], bool back)
{
    float half[BLOCK][BLOCK];
    for (int i = 0; i < BLOCK; i++)
        for (int j = 0; j < BLOCK; j++) {
            float sum = 0;
            for (int k = 0; k < BLOCK; k++)
                sum += (back ? basis[k][i] : basis[i][k]) * in[k][j];
            half[i][j] = sum;
        }
    for (int i = 0; i < BLOCK; i++)
        for (int j = 0; j < BLOCK; j++) {
            float sum = 0;
            for (int k = 0; k < BLOCK; k++)
                sum += half[i][k] * (back ? basis[k][j] : basis[j][k]);
            out[i][j] = sum;
        }
}

/* Quantises the brightness of one block; all channels take the same change. */
static void block_press(struct raster *page, int left, int top, const float basis[BLOCK][BLOCK],
                        float coarse)
{
    float in[BLOCK][BLOCK], wave[BLOCK][BLOCK], out[BLOCK][BLOCK];
    for (int y = 0; y < BLOCK; y++)
        for (int x = 0; x < BLOCK; x++) {
            const uint8_t *p = page->data + (size_t)(top + y) * page->stride + 3 * (left + x);
            in[y][x] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
        }
    dct_turn(basis, in, wave, false);
    for (int y = 0; y < BLOCK; y++)
        for (int x = 0; x < BLOCK; x++) {
            float step = coarse * (float)(10 + 7 * (x + y));
            wave[y][x] = roundf(wave[y][x] / step) * step;
        }
    dct_turn(basis, wave, out, true);
    for (int y = 0; y < BLOCK; y++)
        for (int x = 0; x < BLOCK; x++) {
            uint8_t *p = page->data + (size_t)(top + y) * page->stride + 3 * (left + x);
            for (int c = 0; c < 3; c++)
                p[c] = damage_byte(p[c] + out[y][x] - in[y][x]);
        }
}

static void press(struct raster *page, int quality)
{
    float basis[BLOCK][BLOCK];
    float coarse = (float)(quality < 50 ? 50.0 / quality : 2 - quality / 50.0);
    dct_make(basis);
    for (int y = 0; y + BLOCK <= page->height; y += BLOCK)
        for (int x = 0; x + BLOCK <= page->width; x += BLOCK)
            block_press(page, x, y, basis, coarse);
}

/* ---- all of it ---- */

static enum err_code make_grey(struct raster *page, struct err *err)
{
    struct raster grey;
    enum err_code code = damage_raster(RASTER_GREY8, page->width, page->height, &grey, err);
    if (code)
        return code;
    for (int y = 0; y < page->height; y++) {
        const uint8_t *from = page->data + (size_t)y * page->stride;
        uint8_t *to = grey.data + (size_t)y * grey.stride;
        for (int x = 0; x < page->width; x++, from += 3)
            to[x] = (uint8_t)((from[0] * 77 + from[1] * 150 + from[2] * 29) >> 8);
    }
    grey.dpi = page->dpi;
    raster_release(page);
    *page = grey;
    return ERR_OK;
}

/* Scanners that whiten the ground: whatever is about as light as the paper becomes white. */
static void whiten(const struct wear *wear, struct raster *page)
{
    int white[3];
    for (int c = 0; c < 3; c++)
        white[c] = (int)(wear->paper[c] * (1 - wear->light) * 255 - 4 * wear->noise - 6);
    for (int y = 0; y < page->height; y++) {
        uint8_t *row = page->data + (size_t)y * page->stride;
        for (int x = 0; x < page->width; x++, row += 3)
            if (row[0] >= white[0] && row[1] >= white[1] && row[2] >= white[2])
                memset(row, 255, 3);
    }
}

/* Few values a channel, counted from the paper's own, so that its noise vanishes in one of them. */
static void keep_few_values(struct raster *page, const struct wear *wear)
{
    enum { STEP = 16 };
    size_t channels = page->format == RASTER_GREY8 ? 1 : 3;
    for (size_t c = 0; c < channels; c++) {
        uint8_t map[256];
        int paper = (int)(wear->paper[channels == 1 ? 1 : c] * (1 - wear->light / 2) * 255);
        for (int v = 0; v < 256; v++)
            map[v] = damage_byte(paper - STEP * round((paper - v) / (double)STEP));
        for (int y = 0; y < page->height; y++)
            for (size_t x = c; x < channels * (size_t)page->width; x += channels) {
                uint8_t *p = page->data + (size_t)y * page->stride + x;
                *p = map[*p];
            }
    }
}

/* Sensors of office scanners give no more; it also keeps the files small. */
static void drop_low_bits(struct raster *page, double noise)
{
    uint8_t mask = noise > 1.5 ? 0xf8 : 0xfc;
    size_t count = raster_row_bytes(page->format, page->width);
    for (int y = 0; y < page->height; y++)
        for (size_t x = 0; x < count; x++) {
            uint8_t *p = page->data + (size_t)y * page->stride + x;
            *p = *p >= 252 ? 255 : (uint8_t)(*p & mask);
        }
}

enum err_code damage_scan(const struct wear *wear, struct dice *dice, double scale,
                          struct raster *page, struct err *err)
{
    double sigma = wear->blur * scale;
    if (sigma > 0.3) {
        blur_pass(page, sigma, false);
        blur_pass(page, sigma, true);
    }
    expose(wear, dice, scale, page);
    if (wear->block_quality)
        press(page, wear->block_quality);
    if (wear->whitened)
        whiten(wear, page);
    enum err_code code = wear->colour ? ERR_OK : make_grey(page, err);
    if (code)
        return code;
    if (wear->coarse)
        keep_few_values(page, wear);
    else
        drop_low_bits(page, wear->noise);
    return ERR_OK;
}
