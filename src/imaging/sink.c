/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/sink: takes decoded rows once, straight into their last form. May include base, model,
 * imaging, Leptonica.
 */
#include "imaging/sink.h"

#include <string.h>

#include "imaging/fault.h"

enum err_code sink_begin(struct sink *sink, enum raster_format format, int width, int height,
                         struct err *err)
{
    sink->format = format;
    if (sink->kind == SINK_RASTER)
        return raster_init(&sink->raster, format, width, height) ? ERR_OK : fault_memory(err);
    sink->pix = pixCreateNoInit(width, height, sink->kind == SINK_RED ? 8 : pix_depth_of(format));
    if (!sink->pix)
        return fault_memory(err);
    pixSetPadBits(sink->pix, 0);
    return ERR_OK;
}

/* 8 bit from every format: the high byte of the first sample. */
static void row_to_red(PIX *pix, int y, enum raster_format format, const uint8_t *row)
{
    static const size_t steps[RASTER_FORMAT_COUNT] = {
        [RASTER_GREY8] = 1, [RASTER_GREY16] = 2, [RASTER_RGB24] = 3, [RASTER_RGB48] = 6};
    l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
    int width = pixGetWidth(pix);

    if (format == RASTER_BIT1) {
        for (int x = 0; x < width; x++)
            SET_DATA_BYTE(line, x, row[x / 8] >> (7 - x % 8) & 1 ? 0 : 255);
        return;
    }
    if (format == RASTER_GREY16 || format == RASTER_RGB48)
        row++;
    for (int x = 0; x < width; x++, row += steps[format])
        SET_DATA_BYTE(line, x, *row);
}

void sink_row(struct sink *sink, int y, const uint8_t *row)
{
    struct raster *raster = &sink->raster;

    if (sink->kind == SINK_RASTER)
        memcpy(raster->data + (size_t)y * raster->stride, row,
               raster_row_bytes(raster->format, raster->width));
    else if (sink->kind == SINK_RED && sink->format != RASTER_GREY8)
        row_to_red(sink->pix, y, sink->format, row);
    else
        pix_put_row(sink->pix, y, sink->format, row);
}

void sink_release(struct sink *sink)
{
    pixDestroy(&sink->pix);
    raster_release(&sink->raster);
}
