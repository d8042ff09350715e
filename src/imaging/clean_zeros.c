/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_zeros: see the header. No other sign of Vietnamese papers holds a free piece of ink
 * within a closed ring, so what is found is a zero's dot or dirt.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_zeros.h"

#include <stdlib.h>

#include "base/mem.h"
#include "imaging/clean_plane.h"
#include "imaging/clean_step.h"

/* Millimetres of a digit; its dot takes at most half of it either way. */
#define RING_WIDE_LEAST 0.9
#define RING_WIDE_MOST  4.0
#define RING_HIGH_LEAST 1.5
#define RING_HIGH_MOST  6.0
#define RING_SLIM       1.15 /* a zero is so much higher than wide; an O seldom is */
#define DOT_SHARE       0.5
#define OFF_CENTRE      0.2 /* of the ring's sides */

struct speck {
    int x, part; /* x: of its left edge */
};

static int compare_specks(const void *a, const void *b)
{
    const struct speck *p = a, *q = b;
    return p->x != q->x ? (p->x > q->x) - (p->x < q->x) : p->part - q->part;
}

static bool is_ring(const struct part *part, double dpi)
{
    struct rect box = part->box;
    return box.w >= clean_px(dpi, RING_WIDE_LEAST, 5) &&
           box.w <= clean_px(dpi, RING_WIDE_MOST, 5) &&
           box.h >= clean_px(dpi, RING_HIGH_LEAST, 8) &&
           box.h <= clean_px(dpi, RING_HIGH_MOST, 8) && box.h > RING_SLIM * box.w &&
           part->area * 10 < box.w * box.h * 7;
}

static bool is_centred(struct rect dot, struct rect ring)
{
    int dx = abs(2 * dot.x + dot.w - 2 * ring.x - ring.w);
    int dy = abs(2 * dot.y + dot.h - 2 * ring.y - ring.h);
    return dot.w <= DOT_SHARE * ring.w && dot.h <= DOT_SHARE * ring.h && dot.x > ring.x &&
           rect_right(dot) < rect_right(ring) && dx <= 2 * OFF_CENTRE * ring.w &&
           dy <= 2 * OFF_CENTRE * ring.h;
}

/* Ink between (x, y) and the edge of the ring's box, that way. */
static bool meets_ink(PIX *mask, int x, int y, int dx, int dy, struct rect ring)
{
    for (x += dx, y += dy; rect_has(ring, x, y); x += dx, y += dy)
        if (mask_bit(mask, x, y))
            return true;
    return false;
}

/* Seen from the edges of the dot, whichever way one looks. */
static bool is_closed_in(PIX *mask, struct rect dot, struct rect ring)
{
    int left = dot.x - 1, right = rect_right(dot), top = dot.y - 1, bottom = rect_bottom(dot);
    int x = dot.x + dot.w / 2, y = dot.y + dot.h / 2;
    return meets_ink(mask, left, y, -1, 0, ring) && meets_ink(mask, right, y, 1, 0, ring) &&
           meets_ink(mask, x, top, 0, -1, ring) && meets_ink(mask, x, bottom, 0, 1, ring) &&
           meets_ink(mask, left, top, -1, -1, ring) && meets_ink(mask, right, top, 1, -1, ring) &&
           meets_ink(mask, left, bottom, -1, 1, ring) && meets_ink(mask, right, bottom, 1, 1, ring);
}

static size_t first_from(const struct speck *specks, size_t count, int x)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (specks[middle].x < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t fill_ring(const struct parts *parts, PIX *mask, struct raster *plane,
                        struct rect ring, const struct speck *specks, size_t count)
{
    size_t filled = 0;
    for (size_t i = first_from(specks, count, ring.x); i < count && specks[i].x < rect_right(ring);
         i++) {
        struct rect dot = parts->items[specks[i].part].box;
        if (!is_centred(dot, ring) || !is_closed_in(mask, dot, ring))
            continue;
        plane_fill(plane, rect_grow(dot, 1, 1), CLEAN_PAPER);
        filled++;
    }
    return filled;
}

size_t clean_zeros_fill(const struct parts *parts, PIX *mask, struct raster *plane)
{
    struct speck *specks = mem_new(parts->count + 1, sizeof *specks);
    int most = clean_px(plane->dpi, DOT_SHARE * RING_HIGH_MOST, 3);
    size_t count = 0, filled = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].box.w <= most && parts->items[i].box.h <= most)
            specks[count++] = (struct speck){parts->items[i].box.x, (int)i};
    if (count)
        qsort(specks, count, sizeof *specks, compare_specks);
    for (size_t i = 0; i < parts->count && count; i++)
        if (is_ring(&parts->items[i], plane->dpi))
            filled += fill_ring(parts, mask, plane, parts->items[i].box, specks, count);
    free(specks);
    return filled;
}
