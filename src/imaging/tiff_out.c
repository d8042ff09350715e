/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/tiff_out: one raster as a lossless TIFF in memory (part of imaging/encode). May include
 * base, model, imaging, libtiff.
 */
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "base/limits.h"
#include "base/mem.h"
#include "imaging/encode.h"
#include "imaging/fault.h"

/* Level 4 is 3 to 4 times faster than the usual 6 on scanned pages and costs 9 % more bytes. */
enum { STRIP_BYTES = 1 << 18, DEFLATE_LEVEL = 4 };

/* --- libtiff on growing memory --- */

struct tiff_memory {
    uint8_t *data;
    size_t length, capacity, at;
    bool failed; /* TIFFClose cannot say so */
};

static bool memory_reserve(struct tiff_memory *memory, size_t need)
{
    size_t capacity = memory->capacity ? memory->capacity : STRIP_BYTES;
    uint8_t *grown;

    if (need <= memory->capacity)
        return true;
    if (need > MASTER_BYTES_MAX)
        return false;
    while (capacity < need)
        capacity += capacity / 2;
    grown = realloc(memory->data, capacity + 1);
    if (!grown)
        return false;
    memory->data = grown;
    memory->capacity = capacity;
    return true;
}

static tmsize_t memory_write(thandle_t handle, void *bytes, tmsize_t size)
{
    struct tiff_memory *memory = handle;
    size_t end = memory->at + (size_t)size;

    if (size < 0 || !memory_reserve(memory, end)) {
        memory->failed = true;
        return -1;
    }
    if (memory->at > memory->length)
        memset(memory->data + memory->length, 0, memory->at - memory->length);
    memcpy(memory->data + memory->at, bytes, (size_t)size);
    memory->at = end;
    if (end > memory->length)
        memory->length = end;
    return size;
}

static tmsize_t memory_read(thandle_t handle, void *bytes, tmsize_t size)
{
    struct tiff_memory *memory = handle;
    size_t rest = memory->at < memory->length ? memory->length - memory->at : 0;
    size_t count = (size_t)size < rest ? (size_t)size : rest;

    if (count)
        memcpy(bytes, memory->data + memory->at, count);
    memory->at += count;
    return (tmsize_t)count;
}

static toff_t memory_seek(thandle_t handle, toff_t to, int whence)
{
    struct tiff_memory *memory = handle;

    if (whence == SEEK_CUR)
        to += memory->at;
    else if (whence == SEEK_END)
        to += memory->length;
    memory->at = (size_t)to;
    return to;
}

static toff_t memory_size(thandle_t handle)
{
    return ((struct tiff_memory *)handle)->length;
}

static int memory_close(thandle_t handle)
{
    (void)handle;
    return 0;
}

/* --- one page --- */

struct tiff_shape {
    uint16_t bits, samples, photometric, compression;
};

static const struct tiff_shape shapes[RASTER_FORMAT_COUNT] = {
    [RASTER_BIT1] = {1, 1, PHOTOMETRIC_MINISWHITE, COMPRESSION_CCITTFAX4},
    [RASTER_GREY8] = {8, 1, PHOTOMETRIC_MINISBLACK, COMPRESSION_ADOBE_DEFLATE},
    [RASTER_GREY16] = {16, 1, PHOTOMETRIC_MINISBLACK, COMPRESSION_ADOBE_DEFLATE},
    [RASTER_RGB24] = {8, 3, PHOTOMETRIC_RGB, COMPRESSION_ADOBE_DEFLATE},
    [RASTER_RGB48] = {16, 3, PHOTOMETRIC_RGB, COMPRESSION_ADOBE_DEFLATE},
};

/* G4 pages are one strip, as PDF wants them. */
static uint32_t strip_rows(const struct raster *raster)
{
    size_t rows = STRIP_BYTES / raster_row_bytes(raster->format, raster->width);

    if (raster->format == RASTER_BIT1 || rows > (size_t)raster->height)
        return (uint32_t)raster->height;
    return rows ? (uint32_t)rows : 1;
}

static bool write_tags(TIFF *tiff, const struct raster *raster, const struct tiff_options *options)
{
    const struct tiff_shape *shape = &shapes[raster->format];
    bool good = TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, (uint32_t)raster->width) &&
                TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, (uint32_t)raster->height) &&
                TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, shape->bits) &&
                TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, shape->samples) &&
                TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, shape->photometric) &&
                TIFFSetField(tiff, TIFFTAG_COMPRESSION, shape->compression) &&
                TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
                TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) &&
                TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, strip_rows(raster));

    if (good && shape->compression == COMPRESSION_ADOBE_DEFLATE)
        good = TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) &&
               TIFFSetField(tiff, TIFFTAG_ZIPQUALITY, DEFLATE_LEVEL);
    if (good && raster->dpi > 0)
        good = TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) &&
               TIFFSetField(tiff, TIFFTAG_XRESOLUTION, raster->dpi) &&
               TIFFSetField(tiff, TIFFTAG_YRESOLUTION, raster->dpi);
    if (good && options && options->software)
        good = TIFFSetField(tiff, TIFFTAG_SOFTWARE, options->software);
    if (good && options && options->device)
        good = TIFFSetField(tiff, TIFFTAG_MODEL, options->device);
    return good;
}

/* Tight rows first: libtiff may change the buffer that it encodes. */
static bool write_strips(TIFF *tiff, const struct raster *raster)
{
    size_t bytes = raster_row_bytes(raster->format, raster->width);
    uint32_t rows = strip_rows(raster), strip = 0;
    uint8_t *buffer = mem_try(rows, bytes);
    bool good = buffer != NULL;

    for (uint32_t y = 0; good && y < (uint32_t)raster->height; y += rows, strip++) {
        uint32_t count = (uint32_t)raster->height - y < rows ? (uint32_t)raster->height - y : rows;
        for (uint32_t i = 0; i < count; i++)
            memcpy(buffer + i * bytes, raster->data + (y + i) * raster->stride, bytes);
        good = TIFFWriteEncodedStrip(tiff, strip, buffer, (tmsize_t)(count * bytes)) >= 0;
    }
    free(buffer);
    return good;
}

/* Where the first strip lies in the file. */
struct strip {
    size_t at, length;
};

/* Opens, writes and closes. */
static bool write_page(struct tiff_memory *memory, const struct raster *raster,
                       const struct tiff_options *options, struct strip *ret_strip)
{
    uint64_t *offsets = NULL, *counts = NULL;
    TIFFSetWarningHandler(NULL);
    TIFFSetErrorHandler(NULL);
    TIFF *tiff = TIFFClientOpen("-", "wm", memory, memory_read, memory_write, memory_seek,
                                memory_close, memory_size, NULL, NULL);
    bool good = tiff && write_tags(tiff, raster, options) && write_strips(tiff, raster);
    if (good && TIFFGetField(tiff, TIFFTAG_STRIPOFFSETS, &offsets) &&
        TIFFGetField(tiff, TIFFTAG_STRIPBYTECOUNTS, &counts))
        *ret_strip = (struct strip){(size_t)offsets[0], (size_t)counts[0]};
    good = good && TIFFFlush(tiff); /* forgets the strips */
    if (tiff)
        TIFFClose(tiff);
    return good && !memory->failed;
}

enum err_code raster_encode_tiff(const struct raster *raster, const struct tiff_options *options,
                                 struct bytes *ret_new, struct err *err)
{
    enum err_code code = fault_check_size("TIFF", 0, raster->width, raster->height, err);
    struct tiff_memory memory = {0};
    struct strip strip;
    if (code)
        return code;
    if (!write_page(&memory, raster, options, &strip)) {
        free(memory.data);
        return fault_encode("TIFF", err);
    }
    memory.data[memory.length] = 0;
    *ret_new = (struct bytes){memory.data, memory.length};
    return ERR_OK;
}

enum err_code raster_encode_g4(const struct raster *bits, struct bytes *ret_new, struct err *err)
{
    enum err_code code = fault_check_size("G4", 0, bits->width, bits->height, err);
    struct tiff_memory memory = {0};
    struct strip strip = {0};
    if (code)
        return code;
    if (!write_page(&memory, bits, NULL, &strip) || strip.length == 0 ||
        strip.at + strip.length > memory.length) {
        free(memory.data);
        return fault_encode("G4", err);
    }
    memmove(memory.data, memory.data + strip.at, strip.length);
    memory.data[strip.length] = 0;
    *ret_new = (struct bytes){memory.data, strip.length};
    return ERR_OK;
}
