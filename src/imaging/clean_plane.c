/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_plane: see the header. Plain loops that the compiler turns into vector code.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_plane.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum err_code plane_new(int width, int height, double dpi, struct raster *ret, struct err *err)
{
    struct raster plane = {0};
    if (width < 1 || height < 1 || !raster_init(&plane, RASTER_GREY8, width, height))
        return err_set(err, ERR_NOMEM, 230,
                       _("not enough memory for a page of %d x %d pixels; close other programs"),
                       width, height);
    plane.dpi = dpi;
    *ret = plane;
    return ERR_OK;
}

/* Adds factor rows of source into one row of sums, then divides. */
static void reduce_row(const struct raster *from, int factor, int y, uint16_t *sums, uint8_t *to,
                       int width)
{
    memset(sums, 0, (size_t)width * sizeof *sums);
    for (int dy = 0; dy < factor; dy++) {
        const uint8_t *row = plane_row(from, y * factor + dy);
        for (int x = 0; x < width; x++)
            for (int dx = 0; dx < factor; dx++)
                sums[x] = (uint16_t)(sums[x] + row[x * factor + dx]);
    }
    unsigned area = (unsigned)(factor * factor);
    for (int x = 0; x < width; x++)
        to[x] = (uint8_t)((sums[x] + area / 2) / area);
}

/* The same sums for factor 4: a word holds four pixels, whose order does not matter. */
static void reduce_row_by_four(const struct raster *from, int y, uint16_t *sums, uint8_t *to,
                               int width)
{
    memset(sums, 0, (size_t)width * sizeof *sums);
    for (int dy = 0; dy < 4; dy++) {
        const uint8_t *row = plane_row(from, 4 * y + dy);
        for (int x = 0; x < width; x++) {
            uint32_t word;
            memcpy(&word, row + 4 * x, sizeof word);
            word = (word & 0x00ff00ff) + (word >> 8 & 0x00ff00ff);
            sums[x] = (uint16_t)(sums[x] + word + (word >> 16));
        }
    }
    for (int x = 0; x < width; x++)
        to[x] = (uint8_t)((sums[x] + 8) >> 4);
}

static void reduce_row_by_two(const struct raster *from, int y, uint8_t *to, int width)
{
    const uint8_t *a = plane_row(from, 2 * y), *b = plane_row(from, 2 * y + 1);
    for (int x = 0; x < width; x++)
        to[x] = (uint8_t)((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2);
}

enum err_code plane_reduce(const struct raster *from, int factor, struct raster *ret,
                           struct err *err)
{
    struct raster to;
    int width = from->width / factor, height = from->height / factor;
    enum err_code code =
        plane_new(width > 0 ? width : 1, height > 0 ? height : 1, from->dpi / factor, &to, err);
    if (code)
        return code;
    uint16_t *sums = mem_try((size_t)to.width, sizeof *sums);
    if (!sums || factor > 16) {
        raster_release(&to);
        free(sums);
        return err_set(err, ERR_NOMEM, 232, _("not enough memory to reduce a page"));
    }
    if (width < 1 || height < 1)
        memset(to.data, 255, to.stride * (size_t)to.height);
    for (int y = 0; y < height && width > 0; y++) {
        if (factor == 2)
            reduce_row_by_two(from, y, plane_row(&to, y), width);
        else if (factor == 4)
            reduce_row_by_four(from, y, sums, plane_row(&to, y), width);
        else
            reduce_row(from, factor, y, sums, plane_row(&to, y), width);
    }
    free(sums);
    *ret = to;
    return ERR_OK;
}

/* Eight flags (0 or 1 each), the first one in the lowest byte, as bits, the first one highest. */
static l_uint32 pack_flags(const uint8_t *flags)
{
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | flags[i];
    return (l_uint32)((word * 0x8040201008040201u) >> 56);
}

static void mask_row(const uint8_t *row, int width, int level, l_uint32 *to)
{
    int x = 0;
    uint8_t limit = (uint8_t)(level > 255 ? 255 : level < 0 ? 0 : level), flags[32];
    for (; x + 32 <= width; x += 32, to++) {
        for (int i = 0; i < 32; i++)
            flags[i] = row[x + i] < limit;
        *to = pack_flags(flags) << 24 | pack_flags(flags + 8) << 16 | pack_flags(flags + 16) << 8 |
              pack_flags(flags + 24);
    }
    for (; x < width; x++)
        if (row[x] < limit)
            *to |= 0x80000000u >> (x & 31);
}

enum err_code plane_mask(const struct raster *plane, int level, PIX **ret_new, struct err *err)
{
    PIX *mask = pixCreate(plane->width, plane->height, 1);
    if (!mask)
        return err_set(err, ERR_NOMEM, 231, _("not enough memory for the mask of a page"));
    l_uint32 *data = pixGetData(mask);
    int words = pixGetWpl(mask);
    for (int y = 0; y < plane->height; y++)
        mask_row(plane_row(plane, y), plane->width, level, data + (size_t)y * (size_t)words);
    *ret_new = mask;
    return ERR_OK;
}

static void blur_row(const uint8_t *a, const uint8_t *b, const uint8_t *c, uint16_t *sums,
                     uint8_t *to, int width)
{
    for (int x = 0; x < width; x++)
        sums[x] = (uint16_t)(a[x] + b[x] + c[x]);
    to[0] = b[0];
    to[width - 1] = b[width - 1];
    for (int x = 1; x + 1 < width; x++) /* 7282 / 65536 = 1 / 9 */
        to[x] = (uint8_t)(((unsigned)(sums[x - 1] + sums[x] + sums[x + 1]) * 7282u) >> 16);
}

enum err_code plane_blur(const struct raster *from, struct raster *ret, struct err *err)
{
    struct raster to;
    enum err_code code = plane_new(from->width, from->height, from->dpi, &to, err);
    if (code)
        return code;
    uint16_t *sums = mem_try((size_t)to.width, sizeof *sums);
    if (!sums) {
        raster_release(&to);
        return err_set(err, ERR_NOMEM, 233, _("not enough memory to smooth a page"));
    }
    int last = from->height - 1;
    for (int y = 0; y <= last; y++)
        blur_row(plane_row(from, y > 0 ? y - 1 : 0), plane_row(from, y),
                 plane_row(from, y < last ? y + 1 : last), sums, plane_row(&to, y), to.width);
    free(sums);
    *ret = to;
    return ERR_OK;
}

int plane_otsu(const unsigned *histogram)
{
    double total = 0, sum = 0, below = 0, below_sum = 0, best = -1;
    int level = 128;
    for (int i = 0; i < 256; i++) {
        total += histogram[i];
        sum += (double)i * histogram[i];
    }
    for (int i = 0; i < 255; i++) {
        below += histogram[i];
        below_sum += (double)i * histogram[i];
        if (below <= 0 || below >= total)
            continue;
        double gap = below_sum / below - (sum - below_sum) / (total - below);
        double between = below * (total - below) * gap * gap;
        if (between > best) {
            best = between;
            level = i + 1;
        }
    }
    return level;
}

void plane_fill(struct raster *plane, struct rect where, uint8_t value)
{
    struct rect cut = rect_cut(where, (struct rect){0, 0, plane->width, plane->height});
    for (int y = cut.y; y < rect_bottom(cut); y++)
        memset(plane_row(plane, y) + cut.x, value, (size_t)cut.w);
}

void mask_span(PIX *mask, int y, int x0, int x1, bool on)
{
    if (x1 <= x0)
        return;
    l_uint32 *row = pixGetData(mask) + (size_t)y * (size_t)pixGetWpl(mask);
    int first = x0 >> 5, last = (x1 - 1) >> 5;
    for (int word = first; word <= last; word++) {
        l_uint32 bits = 0xffffffffu;
        if (word == first)
            bits &= 0xffffffffu >> (x0 & 31);
        if (word == last)
            bits &= 0xffffffffu << (31 - ((x1 - 1) & 31));
        row[word] = on ? row[word] | bits : row[word] & ~bits;
    }
}

/* ---- lines: a run of n pixels is built from two of n / 2, so that length costs little ---- */

/* row[x] = row[x] & row[x + shift]; copy: the row, with zeros behind it. */
static void and_left(l_uint32 *restrict row, const l_uint32 *restrict copy, int words, int shift)
{
    const l_uint32 *from = copy + (shift >> 5);
    int part = shift & 31;
    for (int i = 0; i < words; i++)
        row[i] &= part ? from[i] << part | from[i + 1] >> (32 - part) : from[i];
}

/* row[x] = row[x] | row[x - shift]; copy: the row, with zeros before it. */
static void or_right(l_uint32 *restrict row, const l_uint32 *restrict copy, int words, int shift)
{
    const l_uint32 *from = copy - (shift >> 5);
    int part = shift & 31;
    for (int i = 0; i < words; i++)
        row[i] |= part ? from[i] >> part | from[i - 1] << (32 - part) : from[i];
}

static void or_words(l_uint32 *restrict to, const l_uint32 *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] |= from[i];
}

static void and_words(l_uint32 *restrict to, const l_uint32 *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] &= from[i];
}

static void shift_rows(PIX *mask, int shift, bool grow)
{
    l_uint32 *data = pixGetData(mask);
    size_t words = (size_t)pixGetWpl(mask), reach = (size_t)shift * words;
    int height = pixGetHeight(mask);
    for (int y = height - 1; grow && y >= shift; y--)
        or_words(data + (size_t)y * words, data + (size_t)y * words - reach, words);
    for (int y = 0; !grow && y < height; y++)
        if (y + shift < height)
            and_words(data + (size_t)y * words, data + (size_t)y * words + reach, words);
        else
            memset(data + (size_t)y * words, 0, words * sizeof *data);
}

static void shift_columns(PIX *mask, int shift, bool grow)
{
    int words = pixGetWpl(mask), reach = (shift >> 5) + 1;
    l_uint32 *scratch = mem_new((size_t)(words + 2 * reach), sizeof *scratch);
    l_uint32 *copy = scratch + reach;
    for (int y = 0; y < pixGetHeight(mask); y++) {
        l_uint32 *row = pixGetData(mask) + (size_t)y * (size_t)words;
        memcpy(copy, row, (size_t)words * sizeof *copy);
        if (grow)
            or_right(row, copy, words, shift);
        else
            and_left(row, copy, words, shift);
    }
    free(scratch);
}

/* Runs of length pixels: what all of them (shrink) or any of them (grow) hold. */
static void run_line(PIX *mask, int length, bool across, bool grow)
{
    for (int done = 1; done < length;) {
        int shift = 2 * done <= length ? done : length - done;
        if (across)
            shift_columns(mask, shift, grow);
        else
            shift_rows(mask, shift, grow);
        done += shift;
    }
}

void mask_open_line(PIX *mask, int length, bool across)
{
    run_line(mask, length, across, false);
    run_line(mask, length, across, true);
}

void mask_close_line(PIX *mask, int length, bool across)
{
    run_line(mask, length, across, true);
    run_line(mask, length, across, false);
}
