/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_stencil: ink as bits. Where a letter ends between two pixels of the scan is known
 * from their greys; stencils are cut finer than the scan, so that a viewer can show those edges.
 * May include: Leptonica, model, base.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/encode.h"
#include "imaging/fault.h"
#include "imaging/mixed_part.h"

/* Pages up to FINE_DPI are cut twice as fine. */
enum { FINE_DPI = 320, FINE_GRAIN = 3 };

/* A row of the page between two of its rows, in quarters of the lower one. */
static void mix_rows(const struct mixed_plane *plane, int y, int quarters, uint8_t *ret)
{
    int next = y + 1 < plane->height ? y + 1 : y;
    const uint8_t *upper = plane->data + (size_t)(y < 0 ? 0 : y) * (size_t)plane->width;
    const uint8_t *lower = plane->data + (size_t)next * (size_t)plane->width;
    for (int x = 0; x < plane->width; x++)
        ret[x] = (uint8_t)((upper[x] * (4 - quarters) + lower[x] * quarters + 2) >> 2);
}

struct cutter {
    const struct mixed_work *work;
    uint8_t *key, *limits; /* a row each */
    int times;
};

/* Is this pixel, or one beside it, of the ink? Edges reach half a pixel beyond. */
static bool near_ink(const struct mixed_plane *ink, int x, int y, uint8_t number)
{
    const uint8_t *at = ink->data + (size_t)y * (size_t)ink->width + (size_t)x;
    if (*at)
        return *at == number;
    return (x > 0 && at[-1] == number) || (x + 1 < ink->width && at[1] == number) ||
           (y > 0 && at[-ink->width] == number) ||
           (y + 1 < ink->height && at[ink->width] == number);
}

static void cut_row(const struct cutter *cutter, int y, uint8_t number, uint8_t *bits)
{
    const struct mixed_plane *ink = &cutter->work->ink;
    for (int x = 0; x < ink->width; x++) {
        if (!near_ink(ink, x, y, number))
            continue;
        int left = cutter->key[x ? x - 1 : 0], here = cutter->key[x];
        int right = cutter->key[x + 1 < ink->width ? x + 1 : x], limit = cutter->limits[x];
        int at = 2 * x;
        if (3 * here + left < 4 * limit)
            bits[at >> 3] |= (uint8_t)(0x80 >> (at & 7));
        at++;
        if (3 * here + right < 4 * limit)
            bits[at >> 3] |= (uint8_t)(0x80 >> (at & 7));
    }
}

static void cut_fine(const struct cutter *cutter, uint8_t number, struct raster *bits)
{
    const struct mixed_work *work = cutter->work;
    for (int y = 0; y < bits->height; y++) {
        int row = y / 2;
        mixed_tiles_row(&work->tiles, work->tiles.limit, row, work->ink.width, cutter->limits);
        mix_rows(&work->key, y & 1 ? row : row - 1, y & 1 ? 1 : 3, cutter->key);
        cut_row(cutter, row, number, bits->data + (size_t)y * bits->stride);
    }
}

static void cut_plain(const struct mixed_plane *ink, uint8_t number, struct raster *bits)
{
    for (int y = 0; y < ink->height; y++) {
        const uint8_t *row = ink->data + (size_t)y * (size_t)ink->width;
        uint8_t *to = bits->data + (size_t)y * bits->stride;
        for (int x = 0; x < ink->width; x++)
            if (row[x] == number)
                to[x >> 3] |= (uint8_t)(0x80 >> (x & 7));
    }
}

enum err_code mixed_cut_stencils(const struct mixed_work *work, struct mixed *mixed,
                                 struct err *err)
{
    int times = work->page.dpi <= FINE_DPI && work->grain <= FINE_GRAIN ? 2 : 1,
        width = work->ink.width;
    struct cutter cutter = {work, NULL, NULL, times};
    struct raster bits;
    enum err_code code = ERR_OK;
    if (!raster_init(&bits, RASTER_BIT1, times * width, times * work->ink.height))
        return fault_memory(err);
    cutter.key = mem_new((size_t)width, 1);
    cutter.limits = mem_new((size_t)width, 1);
    for (size_t i = 0; i < work->ink_count && !code; i++) {
        struct mixed_layer *layer = mixed_layer_add(mixed, MIXED_STENCIL, bits.width, bits.height);
        memcpy(layer->colour, work->colours[i], sizeof layer->colour);
        memset(bits.data, 0, bits.stride * (size_t)bits.height);
        if (times == 2)
            cut_fine(&cutter, (uint8_t)(i + 1), &bits);
        else
            cut_plain(&work->ink, (uint8_t)(i + 1), &bits);
        code = raster_encode_g4(&bits, &layer->bytes, err);
    }
    free(cutter.key);
    free(cutter.limits);
    raster_release(&bits);
    return code;
}
