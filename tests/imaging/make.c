/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/make: pictures and files for tests. May include libtiff and Leptonica.
 */
#include "make.h"

#include <assert.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "base/mem.h"
#include "imaging/encode.h"

struct raster make_raster(enum raster_format format, int width, int height)
{
    struct raster raster;
    uint32_t state = 12345;

    assert(raster_init(&raster, format, width, height));
    for (size_t i = 0; i < raster.stride * (size_t)height; i++) {
        state = state * 1664525 + 1013904223;
        raster.data[i] = (uint8_t)(state >> 24);
    }
    if (format == RASTER_BIT1 && width % 8)
        for (int y = 0; y < height; y++)
            raster.data[(size_t)y * raster.stride + (size_t)width / 8] &=
                (uint8_t)(0xff << (8 - width % 8));
    raster.dpi = 300;
    return raster;
}

bool same_raster(const struct raster *a, const struct raster *b)
{
    size_t bytes = raster_row_bytes(a->format, a->width);

    if (a->format != b->format || a->width != b->width || a->height != b->height)
        return false;
    for (int y = 0; y < a->height; y++)
        if (memcmp(a->data + (size_t)y * a->stride, b->data + (size_t)y * b->stride, bytes) != 0)
            return false;
    return true;
}

int make_fd(const void *data, size_t length)
{
    struct err err = {0};
    int fd = -1;

    assert(!file_memory_new("test", data, length, &fd, &err));
    return fd;
}

uint8_t make_value(int page, int x, int y, int sample)
{
    return (uint8_t)((x / 4 * 16 + y / 4 * 8 + sample * 40 + page * 32) & 0xf0);
}

/* --- TIFF --- */

static void fill_unit(const struct make_tiff *spec, int page, int x0, int y0, int w, int h,
                      int plane, uint8_t *out)
{
    int samples = spec->planar == PLANARCONFIG_SEPARATE ? 1 : spec->samples;
    size_t row = ((size_t)w * (size_t)spec->bits * (size_t)samples + 7) / 8;

    memset(out, 0, row * (size_t)h);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            for (int s = 0; s < samples; s++) {
                uint8_t value = make_value(page, x0 + x, y0 + y, s + plane);
                size_t bit = (size_t)(x * samples + s) * (size_t)spec->bits;
                uint8_t *at = out + (size_t)y * row + bit / 8;
                if (spec->bits == 16)
                    at[0] = value, at[1] = value;
                else
                    *at |= (uint8_t)((value >> (8 - spec->bits)) << (8 - spec->bits - bit % 8));
            }
}

static void write_palette(TIFF *tiff, const struct make_tiff *spec)
{
    uint16_t red[256], green[256], blue[256];

    for (int i = 0; i < 1 << spec->bits; i++) {
        red[i] = (uint16_t)(i * 65535 / ((1 << spec->bits) - 1));
        green[i] = (uint16_t)(65535 - red[i]);
        blue[i] = 0;
    }
    TIFFSetField(tiff, TIFFTAG_COLORMAP, red, green, blue);
}

static void write_tags(TIFF *tiff, const struct make_tiff *spec)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, spec->width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, spec->height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, spec->bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, spec->samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, spec->photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, spec->compression);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, spec->planar);
    if (spec->orientation)
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, spec->orientation);
    if (spec->photometric == PHOTOMETRIC_PALETTE)
        write_palette(tiff, spec);
    if (spec->photometric == PHOTOMETRIC_SEPARATED)
        TIFFSetField(tiff, TIFFTAG_INKSET, INKSET_CMYK);
    if (spec->photometric == PHOTOMETRIC_YCBCR)
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    if (spec->dpi > 0) {
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, spec->dpi);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, spec->dpi);
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT,
                     spec->centimetre ? RESUNIT_CENTIMETER : RESUNIT_INCH);
    }
}

static void write_strips(TIFF *tiff, const struct make_tiff *spec, int page)
{
    int planes = spec->planar == PLANARCONFIG_SEPARATE ? spec->samples : 1, strip = 0;
    uint8_t *buffer = mem_new((size_t)spec->width * 16, 16);

    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 16);
    for (int plane = 0; plane < planes; plane++)
        for (int y = 0; y < spec->height; y += 16, strip++) {
            int rows = spec->height - y < 16 ? spec->height - y : 16;
            size_t row = ((size_t)spec->width * (size_t)spec->bits *
                              (size_t)(planes > 1 ? 1 : spec->samples) +
                          7) /
                         8;
            fill_unit(spec, page, 0, y, spec->width, rows, plane, buffer);
            assert(TIFFWriteEncodedStrip(tiff, (uint32_t)strip, buffer,
                                         (tmsize_t)(row * (size_t)rows)) >= 0);
        }
    free(buffer);
}

static void write_tiles(TIFF *tiff, const struct make_tiff *spec, int page)
{
    uint8_t *buffer = mem_new((size_t)(spec->tile * spec->tile), 16);

    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, spec->tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, spec->tile);
    for (int y = 0; y < spec->height; y += spec->tile)
        for (int x = 0; x < spec->width; x += spec->tile) {
            fill_unit(spec, page, x, y, spec->tile, spec->tile, 0, buffer);
            assert(TIFFWriteTile(tiff, buffer, (uint32_t)x, (uint32_t)y, 0, 0) >= 0);
        }
    free(buffer);
}

/* One strip of next to nothing that stands for the whole page. */
static void write_bomb(TIFF *tiff)
{
    uint8_t few[8] = {0};

    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, (uint32_t)-1);
    assert(TIFFWriteRawStrip(tiff, 0, few, sizeof few) >= 0);
}

static void write_preview(TIFF *tiff)
{
    uint8_t row[8] = {0};

    TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, 8);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, 1);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    assert(TIFFWriteEncodedStrip(tiff, 0, row, sizeof row) >= 0);
    TIFFWriteDirectory(tiff);
}

int make_tiff(const struct make_tiff *from)
{
    struct make_tiff spec = *from;
    int fd = make_fd("", 0);
    TIFF *tiff = TIFFFdOpen(dup(fd), "test", "w");

    spec.planar = spec.planar ? spec.planar : PLANARCONFIG_CONTIG;
    spec.bits = spec.bits ? spec.bits : 8;
    spec.samples = spec.samples ? spec.samples : 1;
    spec.compression = spec.compression ? spec.compression : COMPRESSION_NONE;
    assert(tiff);
    for (int page = 0; page < (spec.pages ? spec.pages : 1); page++) {
        if (spec.preview)
            write_preview(tiff);
        write_tags(tiff, &spec);
        if (spec.bomb)
            write_bomb(tiff);
        else if (spec.tile)
            write_tiles(tiff, &spec, page);
        else
            write_strips(tiff, &spec, page);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    assert(lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

/* --- others --- */

static void put32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

struct bytes make_bmp(int width, int height)
{
    size_t row = ((size_t)width * 3 + 3) / 4 * 4, length = 54 + row * (size_t)height;
    struct bytes bytes = {mem_new(length + 1, 1), length};

    bytes.data[0] = 'B', bytes.data[1] = 'M';
    put32(bytes.data + 2, (uint32_t)length);
    put32(bytes.data + 10, 54);
    put32(bytes.data + 14, 40);
    put32(bytes.data + 18, (uint32_t)width);
    put32(bytes.data + 22, (uint32_t)height);
    bytes.data[26] = 1, bytes.data[28] = 24;
    put32(bytes.data + 38, 7874); /* 200 dpi */
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int c = 0; c < 3; c++)
                bytes.data[54 + (size_t)(height - 1 - y) * row + (size_t)x * 3 + (size_t)(2 - c)] =
                    make_value(0, x, y, c);
    return bytes;
}

static PIX *make_pix(int width, int height)
{
    PIX *pix = pixCreate(width, height, 32);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            pixSetRGBPixel(pix, x, y, make_value(0, x, y, 0), make_value(0, x, y, 1),
                           make_value(0, x, y, 2));
    return pix;
}

struct bytes make_webp(int width, int height)
{
    PIX *pix = make_pix(width, height);
    struct bytes bytes = {0};

    assert(pixWriteMemWebP(&bytes.data, &bytes.length, pix, 80, 1) == 0);
    pixDestroy(&pix);
    return bytes;
}

struct bytes make_jpeg(int width, int height, int orientation)
{
    static const uint8_t exif[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0,    0,    'M', 'M',
                                   0,    42,   0, 0,  0,   8,   0,   1,   0x01, 0x12, 0,   3,
                                   0,    0,    0, 1,  0,   0,   0,   0,   0,    0,    0,   0};
    PIX *pix = make_pix(width, height);
    l_uint8 *plain = NULL;
    size_t length = 0;
    struct bytes bytes;

    pixSetResolution(pix, 240, 240);
    assert(pixWriteMemJpeg(&plain, &length, pix, 95, 1) == 0);
    pixDestroy(&pix);
    bytes.length = length + sizeof exif;
    bytes.data = mem_new(bytes.length + 1, 1);
    memcpy(bytes.data, plain, 2);
    memcpy(bytes.data + 2, exif, sizeof exif);
    bytes.data[2 + 29] = (uint8_t)orientation;
    memcpy(bytes.data + 2 + sizeof exif, plain + 2, length - 2);
    free(plain);
    return bytes;
}
