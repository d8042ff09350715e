/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/header: sizes and resolution of PNG, JPEG, PNM, BMP and WebP from their first bytes, read
 * defensively and without decoding. May include base, imaging, Leptonica (WebP only).
 */
#include <string.h>

#include "base/mem.h"
#include "imaging/fault.h"
#include "imaging/input.h"
#include "imaging/pix.h"

/* A window on foreign bytes; reading beyond it gives 0. */
struct window {
    const uint8_t *data;
    size_t length;
    bool little; /* byte order of u16 and u32 */
};

static uint32_t u8(const struct window *w, size_t at)
{
    return at < w->length ? w->data[at] : 0;
}

static uint32_t u16(const struct window *w, size_t at)
{
    return w->little ? u8(w, at) | u8(w, at + 1) << 8 : u8(w, at) << 8 | u8(w, at + 1);
}

static uint32_t u32(const struct window *w, size_t at)
{
    return w->little ? u16(w, at) | u16(w, at + 2) << 16 : u16(w, at) << 16 | u16(w, at + 2);
}

static bool has(const struct window *w, size_t at, const char *text, size_t length)
{
    return at < w->length && length <= w->length - at && memcmp(w->data + at, text, length) == 0;
}

/* --- PNG --- */

static void png_resolution(const struct window *w, struct probe_frame *ret)
{
    size_t at = 8;

    while (at + 12 <= w->length && !has(w, at + 4, "IDAT", 4)) {
        uint32_t length = u32(w, at);
        if (has(w, at + 4, "pHYs", 4) && length == 9 && u8(w, at + 16) == 1)
            ret->dpi = u32(w, at + 8) * 0.0254;
        if (length > w->length)
            return;
        at += 12 + (size_t)length;
    }
}

static bool png_header(const struct window *w, struct probe_frame *ret)
{
    uint32_t depth = u8(w, 24), colour = u8(w, 25);

    if (!has(w, 12, "IHDR", 4))
        return false;
    ret->width = (int)(u32(w, 16) & 0x7fffffff);
    ret->height = (int)(u32(w, 20) & 0x7fffffff);
    ret->format = colour == 0 ? (depth == 1 ? RASTER_BIT1 : RASTER_GREY8) : RASTER_RGB24;
    png_resolution(w, ret);
    return true;
}

/* --- JPEG --- */

/* EXIF is a little TIFF: orientation and resolution of its first directory. */
static void exif_read(const struct window *exif, struct probe_frame *ret)
{
    struct window w = *exif;
    uint32_t ifd, count;
    double unit = 1, dpi = 0;

    w.little = has(&w, 0, "II*\0", 4);
    if (!w.little && !has(&w, 0, "MM\0*", 4))
        return;
    ifd = u32(&w, 4);
    count = u16(&w, ifd);
    for (uint32_t i = 0; i < count && ifd + 14 + 12 * (size_t)i <= w.length; i++) {
        size_t entry = ifd + 2 + 12 * (size_t)i;
        uint32_t at = u32(&w, entry + 8);
        switch (u16(&w, entry)) {
        case 0x0112: ret->orientation = (int)u16(&w, entry + 8); break;
        case 0x011a: dpi = u32(&w, at + 4) ? (double)u32(&w, at) / u32(&w, at + 4) : 0; break;
        case 0x0128: unit = u16(&w, entry + 8) == 3 ? 2.54 : 1; break;
        default: break;
        }
    }
    if (ret->dpi <= 0)
        ret->dpi = dpi * unit;
}

static void jpeg_segment(const struct window *w, size_t at, uint32_t marker,
                         struct probe_frame *ret)
{
    if (marker == 0xe0 && has(w, at + 2, "JFIF\0", 5)) {
        double density = u16(w, at + 10);
        if (u8(w, at + 9) == 1)
            ret->dpi = density;
        else if (u8(w, at + 9) == 2)
            ret->dpi = density * 2.54;
    } else if (marker == 0xe1 && has(w, at + 2, "Exif\0\0", 6)) {
        struct window exif = {w->data + at + 8, w->length - at - 8, false};
        uint32_t size = u16(w, at);
        if (size > 8 && exif.length > size - 8)
            exif.length = size - 8;
        exif_read(&exif, ret);
    }
}

static bool jpeg_is_frame(uint32_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool jpeg_header(const struct window *w, struct probe_frame *ret)
{
    size_t at = 2;

    while (at + 9 < w->length) {
        uint32_t marker = u8(w, at + 1);
        if (u8(w, at) != 0xff)
            return false;
        if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
            at += marker == 0xff ? 1 : 2;
            continue;
        }
        if (jpeg_is_frame(marker)) {
            ret->height = (int)u16(w, at + 5);
            ret->width = (int)u16(w, at + 7);
            ret->format = u8(w, at + 9) == 1 ? RASTER_GREY8 : RASTER_RGB24;
            return true;
        }
        if (marker == 0xda || marker == 0xd9 || u16(w, at + 2) < 2)
            return false;
        jpeg_segment(w, at + 2, marker, ret);
        at += 2 + u16(w, at + 2);
    }
    return false;
}

/* --- PNM, BMP, WebP --- */

/* One number of a PNM header behind spaces and comments; false at anything else. */
static bool pnm_number(const struct window *w, size_t *at, int *ret)
{
    long value = 0;

    while (*at < w->length && (strchr(" \t\r\n", (int)u8(w, *at)) || u8(w, *at) == '#')) {
        if (u8(w, *at) == '#')
            while (*at < w->length && u8(w, *at) != '\n')
                ++*at;
        else
            ++*at;
    }
    if (u8(w, *at) < '0' || u8(w, *at) > '9')
        return false;
    while (u8(w, *at) >= '0' && u8(w, *at) <= '9' && value < 100000000)
        value = value * 10 + (long)u8(w, (*at)++) - '0';
    *ret = (int)value;
    return true;
}

static bool pnm_header(const struct window *w, struct probe_frame *ret)
{
    static const enum raster_format formats[] = {RASTER_BIT1, RASTER_GREY8, RASTER_RGB24};
    size_t at = 2;
    int type = (int)u8(w, 1) - '1', most = 1;

    if (!pnm_number(w, &at, &ret->width) || !pnm_number(w, &at, &ret->height))
        return false;
    if (type % 3 != 0 && !pnm_number(w, &at, &most))
        return false;
    ret->format = formats[type % 3];
    if (ret->format == RASTER_GREY8 && most > 255)
        ret->format = RASTER_GREY16;
    return true;
}

static bool bmp_header(const struct window *window, struct probe_frame *ret)
{
    struct window w = {window->data, window->length, true};
    int32_t height = (int32_t)u32(&w, 22);

    if (u32(&w, 14) < 40)
        return false;
    ret->width = (int)(u32(&w, 18) & 0x7fffffff);
    ret->height = height < 0 && height != INT32_MIN ? -height : height;
    ret->format = u16(&w, 28) == 1 ? RASTER_BIT1 : u16(&w, 28) > 8 ? RASTER_RGB24 : RASTER_GREY8;
    ret->dpi = (int32_t)u32(&w, 38) * 0.0254;
    return true;
}

static bool webp_header(const struct window *w, struct probe_frame *ret)
{
    l_int32 samples = 0;

    ret->format = RASTER_RGB24;
    return readHeaderMemWebP(w->data, w->length, &ret->width, &ret->height, &samples) == 0;
}

/* --- */

static bool (*const parsers[IMAGE_KIND_COUNT])(const struct window *, struct probe_frame *) = {
    [IMAGE_PNG] = png_header, [IMAGE_JPEG] = jpeg_header, [IMAGE_PNM] = pnm_header,
    [IMAGE_BMP] = bmp_header, [IMAGE_WEBP] = webp_header,
};

enum err_code input_header(const struct bytes *start, enum image_kind kind, const char *name,
                           struct probe_frame *ret, struct err *err)
{
    struct window window = {start->data, start->length, false};
    struct probe_frame frame = {.orientation = 1, .format = RASTER_RGB24};
    enum err_code code;

    if (!parsers[kind](&window, &frame))
        return fault_broken(name, 0, err);
    code = fault_check_size(name, 0, frame.width, frame.height, err);
    if (code)
        return code;
    frame.dpi = image_plausible_dpi(frame.dpi, frame.width, frame.height);
    if (frame.orientation < 1 || frame.orientation > 8)
        frame.orientation = 1;
    *ret = frame;
    return ERR_OK;
}
