/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/image: one image in memory and its plain operations: copy, cut, turn, scale, grey.
 * Owns nothing global. May include base, model, trust, Leptonica.
 */
#include "imaging/image.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/pix.h"
#include "trust/hash.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "rows are swapped for little endian");

#define PAGE_INCHES_MAX 40.0 /* a longer page means that its resolution is wrong */

/* --- life --- */

double image_plausible_dpi(double dpi, int width, int height)
{
    double side = width > height ? width : height;

    if (!(dpi >= IMAGE_DPI_MIN && dpi <= IMAGE_DPI_MAX) || side / dpi > PAGE_INCHES_MAX)
        return 0;
    return dpi;
}

enum err_code image_take_pix(PIX *pix, double dpi, struct image **ret_new, struct err *err)
{
    struct image *image;

    if (!pix)
        return fault_memory(err);
    image = mem_new(1, sizeof *image);
    image->pix = pix;
    image_set_dpi(image, dpi);
    *ret_new = image;
    return ERR_OK;
}

void image_free(struct image *image)
{
    if (!image)
        return;
    pixDestroy(&image->pix);
    free(image);
}

int image_width(const struct image *image)
{
    return pixGetWidth(image->pix);
}

int image_height(const struct image *image)
{
    return pixGetHeight(image->pix);
}

double image_dpi(const struct image *image)
{
    return image->dpi;
}

void image_set_dpi(struct image *image, double dpi)
{
    int rounded;

    image->dpi = image_plausible_dpi(dpi, image_width(image), image_height(image));
    rounded = (int)lround(image->dpi);
    pixSetResolution(image->pix, rounded, rounded);
}

bool image_partial(const struct image *image)
{
    return image->partial;
}

enum raster_format image_format(const struct image *image)
{
    switch (pixGetDepth(image->pix)) {
    case 1: return RASTER_BIT1;
    case 8: return RASTER_GREY8;
    case 16: return RASTER_GREY16;
    default: return RASTER_RGB24;
    }
}

/* --- rows: Leptonica keeps 32-bit words with the first pixel in the most significant bits --- */

int pix_depth_of(enum raster_format format)
{
    static const int depths[RASTER_FORMAT_COUNT] = {
        [RASTER_BIT1] = 1,   [RASTER_GREY8] = 8,  [RASTER_GREY16] = 16,
        [RASTER_RGB24] = 32, [RASTER_RGB48] = 32,
    };
    return depths[format];
}

/* Bytes in pixel order to words; the swap is its own inverse. */
static void words_from_bytes(l_uint32 *line, const uint8_t *row, size_t count)
{
    size_t whole = count / 4;
    uint8_t tail[4] = {0};

    for (size_t i = 0; i < whole; i++) {
        uint32_t word;
        memcpy(&word, row + 4 * i, sizeof word);
        line[i] = __builtin_bswap32(word);
    }
    if (count % 4) {
        uint32_t word;
        memcpy(tail, row + 4 * whole, count % 4);
        memcpy(&word, tail, sizeof word);
        line[whole] = __builtin_bswap32(word);
    }
}

static void bytes_from_words(uint8_t *row, const l_uint32 *line, size_t count)
{
    size_t whole = count / 4;

    for (size_t i = 0; i < whole; i++) {
        uint32_t word = __builtin_bswap32(line[i]);
        memcpy(row + 4 * i, &word, sizeof word);
    }
    if (count % 4) {
        uint32_t word = __builtin_bswap32(line[whole]);
        memcpy(row + 4 * whole, &word, count % 4);
    }
}

static void words_from_rgb48(l_uint32 *line, const uint8_t *row, int width)
{
    const uint8_t *high = row + 1; /* the more significant byte of each sample */

    for (int x = 0; x < width; x++, high += 6)
        line[x] = (l_uint32)high[0] << 24 | (l_uint32)high[2] << 16 | (l_uint32)high[4] << 8;
}

void pix_put_row(PIX *pix, int y, enum raster_format format, const uint8_t *row)
{
    l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
    int width = pixGetWidth(pix);

    switch (format) {
    case RASTER_GREY16:
        for (int x = 0; x < width; x++)
            SET_DATA_TWO_BYTES(line, x, (unsigned)(row[2 * x] | row[2 * x + 1] << 8));
        break;
    case RASTER_RGB24:
        for (int x = 0; x < width; x++, row += 3)
            line[x] = (l_uint32)row[0] << 24 | (l_uint32)row[1] << 16 | (l_uint32)row[2] << 8;
        break;
    case RASTER_RGB48: words_from_rgb48(line, row, width); break;
    default: words_from_bytes(line, row, raster_row_bytes(format, width)); break;
    }
}

void pix_get_row(PIX *pix, int y, uint8_t *row)
{
    const l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
    int width = pixGetWidth(pix);

    switch (pixGetDepth(pix)) {
    case 32:
        for (int x = 0; x < width; x++, row += 3) {
            row[0] = (uint8_t)(line[x] >> 24);
            row[1] = (uint8_t)(line[x] >> 16);
            row[2] = (uint8_t)(line[x] >> 8);
        }
        break;
    case 16:
        for (int x = 0; x < width; x++) {
            unsigned sample = GET_DATA_TWO_BYTES(line, x);
            row[2 * x] = (uint8_t)sample;
            row[2 * x + 1] = (uint8_t)(sample >> 8);
        }
        break;
    default: bytes_from_words(row, line, ((size_t)width * (size_t)pixGetDepth(pix) + 7) / 8); break;
    }
}

/* --- rasters --- */

enum err_code image_from_raster(const struct raster *raster, struct image **ret_new,
                                struct err *err)
{
    enum err_code code = fault_check_size("-", 0, raster->width, raster->height, err);
    PIX *pix;

    if (code)
        return code;
    pix = pixCreateNoInit(raster->width, raster->height, pix_depth_of(raster->format));
    if (!pix)
        return fault_memory(err);
    for (int y = 0; y < raster->height; y++)
        pix_put_row(pix, y, raster->format, raster->data + (size_t)y * raster->stride);
    pixSetPadBits(pix, 0);
    return image_take_pix(pix, raster->dpi, ret_new, err);
}

enum err_code image_copy_raster(const struct image *image, struct raster *ret_new, struct err *err)
{
    struct raster raster;

    if (!raster_init(&raster, image_format(image), image_width(image), image_height(image)))
        return fault_memory(err);
    raster.dpi = image->dpi;
    for (int y = 0; y < raster.height; y++)
        pix_get_row(image->pix, y, raster.data + (size_t)y * raster.stride);
    *ret_new = raster;
    return ERR_OK;
}

void raster_hash(const struct raster *raster, struct digest *ret)
{
    struct hash *hash = hash_new();
    size_t bytes = raster_row_bytes(raster->format, raster->width);
    bool odd = raster->format == RASTER_BIT1 && raster->width % 8 != 0;

    for (int y = 0; y < raster->height; y++) {
        const uint8_t *row = raster->data + (size_t)y * raster->stride;
        if (odd) {
            uint8_t last = row[bytes - 1] & (uint8_t)(0xff << (8 - raster->width % 8));
            hash_add(hash, row, bytes - 1);
            hash_add(hash, &last, 1);
        } else {
            hash_add(hash, row, bytes);
        }
    }
    hash_finish(hash, ret);
}

/* --- operations --- */

static enum err_code image_derive(const struct image *from, PIX *pix, double dpi,
                                  struct image **ret_new, struct err *err)
{
    enum err_code code = image_take_pix(pix, dpi, ret_new, err);

    if (!code)
        (*ret_new)->partial = from->partial;
    return code;
}

enum err_code image_cut(const struct image *image, struct rect region, struct image **ret_new,
                        struct err *err)
{
    struct rect whole = {0, 0, image_width(image), image_height(image)};
    struct rect cut = rect_cut(region, whole);
    BOX *box;
    PIX *pix;

    if (rect_empty(cut))
        return err_set(err, ERR_USAGE, 201,
                       _("the region lies outside of the page (%d x %d pixels)"), whole.w, whole.h);
    box = boxCreate(cut.x, cut.y, cut.w, cut.h);
    pix = box ? pixClipRectangle(image->pix, box, NULL) : NULL;
    boxDestroy(&box);
    return image_derive(image, pix, image->dpi, ret_new, err);
}

enum err_code image_turn(const struct image *image, int turns, struct image **ret_new,
                         struct err *err)
{
    PIX *pix = pixRotateOrth(image->pix, ((turns % 4) + 4) % 4);

    return image_derive(image, pix, image->dpi, ret_new, err);
}

enum err_code image_scale(const struct image *image, double factor, struct image **ret_new,
                          struct err *err)
{
    double width = image_width(image) * factor, height = image_height(image) * factor;
    enum err_code code = fault_check_size("-", 0, ceil(width), ceil(height), err);
    PIX *even = NULL, *scaled = NULL;

    if (code)
        return code;
    even = pixGetDepth(image->pix) < 32 ? pixConvertTo8(image->pix, 0) : pixClone(image->pix);
    if (even)
        scaled = pixScaleGeneral(even, (float)factor, (float)factor, 0.0f, 0);
    pixDestroy(&even);
    return image_derive(image, scaled, image->dpi * factor, ret_new, err);
}

enum err_code image_grey(const struct image *image, struct image **ret_new, struct err *err)
{
    return image_derive(image, pixConvertTo8(image->pix, 0), image->dpi, ret_new, err);
}

enum err_code image_red(const struct image *image, struct image **ret_new, struct err *err)
{
    PIX *pix = pixGetDepth(image->pix) == 32 ? pixGetRGBComponent(image->pix, COLOR_RED)
                                             : pixConvertTo8(image->pix, 0);

    return image_derive(image, pix, image->dpi, ret_new, err);
}
