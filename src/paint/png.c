/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/png: encodes through cairo's PNG writer, then puts the pHYs chunk (resolution) behind IHDR,
 * which cairo does not write. May include base, model, cairo.
 */
#include "paint/png.h"

#include <assert.h>
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PNG_IHDR_END = 8 + 25, PNG_PHYS_SIZE = 21 };

struct sink {
    unsigned char *data;
    size_t length, room;
};

static cairo_status_t sink_add(void *closure, const unsigned char *data, unsigned int length)
{
    struct sink *sink = closure;
    if (sink->length + length > sink->room) {
        size_t room = (sink->length + length) * 2;
        unsigned char *grown = realloc(sink->data, room);
        if (!grown)
            return CAIRO_STATUS_NO_MEMORY;
        sink->data = grown;
        sink->room = room;
    }
    memcpy(sink->data + sink->length, data, length);
    sink->length += length;
    return CAIRO_STATUS_SUCCESS;
}

/* CRC-32 of PNG (ISO 3309). */
static uint32_t crc32_of(const unsigned char *data, size_t length)
{
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < length; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    return ~crc;
}

static void put_u32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void make_phys(double dpi, unsigned char chunk[PNG_PHYS_SIZE])
{
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    put_u32(chunk, 9);
    memcpy(chunk + 4, "pHYs", 4);
    put_u32(chunk + 8, per_metre);
    put_u32(chunk + 12, per_metre);
    chunk[16] = 1; /* metres */
    put_u32(chunk + 17, crc32_of(chunk + 4, 13));
}

static void copy_row_rgb(const uint8_t *from, int width, uint32_t *to)
{
    for (int x = 0; x < width; x++)
        to[x] = (uint32_t)from[3 * x] << 16 | (uint32_t)from[3 * x + 1] << 8 | from[3 * x + 2];
}

/* cairo writes A8 as 8-bit grey. NULL when memory is gone. */
static cairo_surface_t *surface_new(const struct raster *raster)
{
    bool grey = raster->format == RASTER_GREY8;
    cairo_surface_t *surface = cairo_image_surface_create(
        grey ? CAIRO_FORMAT_A8 : CAIRO_FORMAT_RGB24, raster->width, raster->height);
    unsigned char *data = cairo_image_surface_get_data(surface);
    if (!data) {
        cairo_surface_destroy(surface);
        return NULL;
    }
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (int y = 0; y < raster->height; y++) {
        const uint8_t *from = raster->data + (size_t)y * raster->stride;
        unsigned char *to = data + (size_t)y * stride;
        if (grey)
            memcpy(to, from, (size_t)raster->width);
        else
            copy_row_rgb(from, raster->width, (uint32_t *)(void *)to);
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* Puts the resolution in (unless 0), and a NUL behind the last byte. */
static cairo_status_t finish(struct sink *sink, double dpi)
{
    unsigned char chunk[PNG_PHYS_SIZE];
    size_t extra = dpi > 0 ? PNG_PHYS_SIZE : 0;
    unsigned char *grown = realloc(sink->data, sink->length + extra + 1);
    if (!grown)
        return CAIRO_STATUS_NO_MEMORY;
    if (extra) {
        make_phys(dpi, chunk);
        memmove(grown + PNG_IHDR_END + extra, grown + PNG_IHDR_END, sink->length - PNG_IHDR_END);
        memcpy(grown + PNG_IHDR_END, chunk, extra);
    }
    sink->data = grown;
    sink->length += extra;
    grown[sink->length] = 0;
    return CAIRO_STATUS_SUCCESS;
}

enum err_code png_encode(const struct raster *raster, struct bytes *ret_new, struct err *err)
{
    assert(raster->format == RASTER_GREY8 || raster->format == RASTER_RGB24);
    struct sink sink = {0};
    cairo_surface_t *surface = surface_new(raster);
    cairo_status_t status = surface ? cairo_surface_write_to_png_stream(surface, sink_add, &sink)
                                    : CAIRO_STATUS_NO_MEMORY;
    if (status == CAIRO_STATUS_SUCCESS)
        status = finish(&sink, raster->dpi);
    if (surface)
        cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        free(sink.data);
        return err_set(err, ERR_NOMEM, 228, _("cannot write a picture as PNG: %s"),
                       cairo_status_to_string(status));
    }
    *ret_new = (struct bytes){sink.data, sink.length};
    return ERR_OK;
}
