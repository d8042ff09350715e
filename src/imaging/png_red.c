/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/png_red: see the header. Each channel of a PNG is filtered by itself, so that of a colour
 * page only the red bytes need be restored: a third of the work and no colour image. Whatever is
 * unusual is left to libpng. May include base, imaging, Leptonica, libdeflate.
 */
#include "imaging/png_red.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

enum {
    HEAD = 8,           /* the signature */
    CHUNK_EXTRA = 12,   /* length, name and checksum of a chunk */
    HEADER_LENGTH = 13, /* of IHDR */
    RAW_MAX = 64 << 20  /* bytes of all filtered rows; larger pages take the way row by row */
};

enum filter { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_MEAN, FILTER_PAETH };

/* ---- chunks ---- */

static uint32_t big32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool named(const uint8_t *chunk, const char *name)
{
    return memcmp(chunk + 4, name, 4) == 0;
}

/* Chunks that change no pixel of the plain kinds: the ones with a small first letter, except for
 * the transparent colour. */
static bool harmless(const uint8_t *chunk)
{
    return (chunk[4] & 0x20) && !named(chunk, "tRNS");
}

static bool plain_header(const uint8_t *chunk, int *ret_channels)
{
    const uint8_t *data = chunk + 8;
    bool colour = data[9] == 2;

    if (!named(chunk, "IHDR") || big32(chunk) != HEADER_LENGTH || data[8] != 8 ||
        (data[9] != 0 && !colour) || data[10] || data[11] || data[12])
        return false;
    *ret_channels = colour ? 3 : 1;
    return true;
}

/* The compressed bytes of all IDAT chunks behind each other; false unless every chunk of the file
 * is whole, known and in order. */
static bool join_data(const struct bytes *file, uint8_t *joined, size_t *ret_length)
{
    size_t at = HEAD, length = 0;
    bool inside = false, behind = false;

    while (at + CHUNK_EXTRA <= file->length) {
        const uint8_t *chunk = file->data + at;
        size_t size = big32(chunk);
        bool data = named(chunk, "IDAT");
        if (size > file->length - at - CHUNK_EXTRA ||
            libdeflate_crc32(0, chunk + 4, size + 4) != big32(chunk + 8 + size))
            return false;
        if (named(chunk, "IEND")) {
            *ret_length = length;
            return length > 0;
        }
        if ((data && behind) || (!data && at > HEAD && !harmless(chunk)))
            return false;
        behind = behind || (inside && !data);
        inside = inside || data;
        if (data) {
            memcpy(joined + length, chunk + 8, size);
            length += size;
        }
        at += CHUNK_EXTRA + size;
    }
    return false;
}

/* ---- rows ---- */

static uint8_t paeth(int left, int above, int corner)
{
    int to_left = abs(above - corner), to_above = abs(left - corner);
    int to_corner = abs(left + above - 2 * corner);

    if (to_left <= to_above && to_left <= to_corner)
        return (uint8_t)left;
    return (uint8_t)(to_above <= to_corner ? above : corner);
}

/* Restores the bytes of one channel in place; above: the row before it, restored. */
static bool restore_row(uint8_t *row, const uint8_t *above, int width, enum filter filter)
{
    uint8_t left = 0, corner = 0;

    switch (filter) {
    case FILTER_NONE: return true;
    case FILTER_SUB:
        for (int x = 0; x < width; x++)
            row[x] = left = (uint8_t)(row[x] + left);
        return true;
    case FILTER_UP:
        for (int x = 0; x < width; x++)
            row[x] = (uint8_t)(row[x] + above[x]);
        return true;
    case FILTER_MEAN:
        for (int x = 0; x < width; x++)
            row[x] = left = (uint8_t)(row[x] + (left + above[x]) / 2);
        return true;
    case FILTER_PAETH:
        for (int x = 0; x < width; x++) {
            row[x] = left = (uint8_t)(row[x] + paeth(left, above[x], corner));
            corner = above[x];
        }
        return true;
    default: return false;
    }
}

static bool restore_rows(const uint8_t *raw, int channels, uint8_t *rows[2], PIX *pix)
{
    int width = pixGetWidth(pix);

    for (int y = 0; y < pixGetHeight(pix); y++) {
        uint8_t *row = rows[y & 1];
        enum filter filter = (enum filter) * raw++;
        if (channels == 1)
            memcpy(row, raw, (size_t)width);
        else
            for (int x = 0; x < width; x++)
                row[x] = raw[3 * x];
        if (!restore_row(row, rows[~y & 1], width, filter))
            return false;
        pix_put_row(pix, y, RASTER_GREY8, row);
        raw += (size_t)width * (size_t)channels;
    }
    return true;
}

/* ---- all ---- */

static bool inflate_all(const struct bytes *file, uint8_t *raw, size_t raw_length)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    uint8_t *joined = mem_try(file->length, 1);
    size_t length = 0;
    bool done = inflater && joined && join_data(file, joined, &length) &&
                libdeflate_zlib_decompress(inflater, joined, length, raw, raw_length, NULL) ==
                    LIBDEFLATE_SUCCESS;

    free(joined);
    libdeflate_free_decompressor(inflater);
    return done;
}

PIX *png_red_read(const struct bytes *file, int width, int height)
{
    int channels = 0;
    uint8_t *raw = NULL, *rows[2] = {NULL, NULL};
    PIX *pix = NULL;

    if (file->length < HEAD + CHUNK_EXTRA + HEADER_LENGTH ||
        !plain_header(file->data + HEAD, &channels))
        return NULL;
    size_t raw_length = ((size_t)width * (size_t)channels + 1) * (size_t)height;
    if (raw_length > RAW_MAX)
        return NULL;
    raw = mem_try(raw_length, 1);
    for (int i = 0; i < 2; i++)
        rows[i] = mem_try((size_t)width, 1);
    if (raw && rows[0] && rows[1] && inflate_all(file, raw, raw_length))
        pix = pixCreateNoInit(width, height, 8);
    if (pix) {
        memset(rows[1], 0, (size_t)width); /* the row before the first */
        pixSetPadBits(pix, 0);
        if (!restore_rows(raw, channels, rows, pix))
            pixDestroy(&pix);
    }
    free(raw);
    free(rows[0]);
    free(rows[1]);
    return pix;
}
