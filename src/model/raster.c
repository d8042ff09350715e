/* SPDX-License-Identifier: Apache-2.0
 *
 * model/raster: sizes and room of plain pixels. May include: base.
 */
#include "model/raster.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"

static const struct {
    const char *name;
    unsigned bits; /* a pixel */
} formats[RASTER_FORMAT_COUNT] = {
    [RASTER_BIT1] = {"bit1", 1},      [RASTER_GREY8] = {"grey8", 8},
    [RASTER_GREY16] = {"grey16", 16}, [RASTER_RGB24] = {"rgb24", 24},
    [RASTER_RGB48] = {"rgb48", 48},
};

const char *raster_format_name(enum raster_format format)
{
    return (unsigned)format < RASTER_FORMAT_COUNT ? formats[format].name : "unknown";
}

size_t raster_row_bytes(enum raster_format format, int width)
{
    return ((size_t)width * formats[format].bits + 7) / 8;
}

bool raster_init(struct raster *raster, enum raster_format format, int width, int height)
{
    if (width <= 0 || height <= 0 || width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX ||
        (int64_t)width * height > IMAGE_PIXELS_MAX)
        return false;
    struct raster made = {.width = width, .height = height, .format = format};
    made.stride = raster_row_bytes(format, width);
    made.data = mem_try((size_t)height, made.stride);
    if (!made.data)
        return false;
    *raster = made;
    return true;
}

void raster_release(struct raster *raster)
{
    free(raster->data);
    *raster = (struct raster){0};
}
