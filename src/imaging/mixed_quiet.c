/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_quiet: the grain of the paper and of the scanner, which costs a JPEG most of its
 * bytes, is taken out of a plane. May include: Leptonica, model, base.
 */
#include "imaging/mixed_part.h"

enum { QUIET_REACH = 2, QUIET_LEAST = 6 };

/* The mean of the cells around that differ from this one by no more than grain: strokes and seals
 * stay sharp, the grain of the paper goes. */
static uint8_t quiet(const struct raster *plane, int parts, int x, int y, int i, int grain)
{
    int here = plane->data[(size_t)y * plane->stride + (size_t)(x * parts + i)], sum = 0, count = 0;
    for (int py = y - QUIET_REACH; py <= y + QUIET_REACH; py++)
        for (int px = x - QUIET_REACH; px <= x + QUIET_REACH; px++) {
            if (px < 0 || py < 0 || px >= plane->width || py >= plane->height)
                continue;
            int level = plane->data[(size_t)py * plane->stride + (size_t)(px * parts + i)];
            if (level - here <= grain && here - level <= grain) {
                sum += level;
                count++;
            }
        }
    return (uint8_t)((sum + count / 2) / count);
}

bool mixed_quieten(struct raster *plane, int grain)
{
    struct raster calm;
    int parts = plane->format == RASTER_RGB24 ? 3 : 1;
    grain = grain < QUIET_LEAST ? QUIET_LEAST : grain;
    if (!raster_init(&calm, plane->format, plane->width, plane->height))
        return false;
    for (int y = 0; y < plane->height; y++)
        for (int x = 0; x < plane->width; x++)
            for (int i = 0; i < parts; i++)
                calm.data[(size_t)y * calm.stride + (size_t)(x * parts + i)] =
                    quiet(plane, parts, x, y, i, grain);
    raster_release(plane);
    *plane = calm;
    return true;
}
