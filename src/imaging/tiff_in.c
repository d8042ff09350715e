/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/tiff_in: TIFF pages into rows. Plain grey, colour and 1 bit pages are read a row at a
 * time and exactly; everything else (palette, CMYK, tiles, JPEG colour) through libtiff's RGBA
 * reader in bands. May include base, model, imaging, libtiff.
 */
#include "imaging/tiff_in.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/mem.h"
#include "imaging/fault.h"

/* --- libtiff on a descriptor --- */

struct tiff_source {
    int fd;
    off_t at;
};

static tmsize_t source_read(thandle_t handle, void *buffer, tmsize_t size)
{
    struct tiff_source *source = handle;
    tmsize_t done = 0;

    while (done < size) {
        ssize_t got =
            pread(source->fd, (char *)buffer + done, (size_t)(size - done), source->at + done);
        if (got <= 0)
            break;
        done += got;
    }
    source->at += done;
    return done;
}

static tmsize_t source_write(thandle_t handle, void *buffer, tmsize_t size)
{
    (void)handle, (void)buffer, (void)size;
    return -1;
}

static toff_t source_size(thandle_t handle)
{
    const struct tiff_source *source = handle;
    struct stat info;

    return fstat(source->fd, &info) == 0 ? (toff_t)info.st_size : 0;
}

static toff_t source_seek(thandle_t handle, toff_t to, int whence)
{
    struct tiff_source *source = handle;

    if (whence == SEEK_CUR)
        to += (toff_t)source->at;
    else if (whence == SEEK_END)
        to += source_size(handle);
    source->at = (off_t)to;
    return to;
}

static int source_close(thandle_t handle)
{
    (void)handle;
    return 0;
}

static void complain(const char *module, const char *format, va_list args)
{
    (void)format, (void)args; /* file contents stay out of the log */
    log_debug("imaging", "libtiff: %s", module ? module : "?");
}

static TIFF *source_open(struct tiff_source *source)
{
    TIFFSetWarningHandler(NULL);
    TIFFSetErrorHandler(complain);
    /* m: no memory map, so that a vanishing file is an error and no signal */
    return TIFFClientOpen("-", "rm", source, source_read, source_write, source_seek, source_close,
                          source_size, NULL, NULL);
}

/* --- what a page is --- */

struct tiff_page {
    uint32_t width, height;
    uint16_t bits, samples, photometric, planar, compression, orientation, sample_format;
    bool tiled;
    double dpi;
};

static double page_dpi(TIFF *tiff)
{
    uint16_t unit = RESUNIT_INCH;
    float x = 0;

    TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
    if (!TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) || unit == RESUNIT_NONE)
        return 0;
    return unit == RESUNIT_CENTIMETER ? x * 2.54 : x;
}

static void page_describe(TIFF *tiff, struct tiff_page *page)
{
    *page = (struct tiff_page){.orientation = 1};
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &page->width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &page->height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &page->bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &page->samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &page->planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &page->compression);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &page->orientation);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &page->sample_format);
    if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &page->photometric))
        page->photometric = page->samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISWHITE;
    page->tiled = TIFFIsTiled(tiff) != 0;
    page->dpi = page_dpi(tiff);
    if (page->orientation < 1 || page->orientation > 8)
        page->orientation = 1;
}

static bool page_is_grey(const struct tiff_page *page)
{
    return page->samples == 1 && (page->photometric == PHOTOMETRIC_MINISWHITE ||
                                  page->photometric == PHOTOMETRIC_MINISBLACK);
}

/* True when rows can be taken as they are stored. The old JPEG gives no single rows. */
static bool page_is_plain(const struct tiff_page *page)
{
    if (page->tiled || page->compression == COMPRESSION_OJPEG ||
        page->sample_format > SAMPLEFORMAT_UINT)
        return false;
    if (page_is_grey(page))
        return page->bits == 1 || page->bits == 8 || page->bits == 16;
    return page->samples == 3 && page->photometric == PHOTOMETRIC_RGB &&
           page->planar == PLANARCONFIG_CONTIG && (page->bits == 8 || page->bits == 16);
}

static enum raster_format page_format(const struct tiff_page *page)
{
    bool grey = page_is_grey(page);

    if (!page_is_plain(page))
        return grey ? RASTER_GREY8 : RASTER_RGB24;
    if (grey)
        return page->bits == 1 ? RASTER_BIT1 : page->bits == 8 ? RASTER_GREY8 : RASTER_GREY16;
    return page->bits == 8 ? RASTER_RGB24 : RASTER_RGB48;
}

static void page_frame(const struct tiff_page *page, struct probe_frame *ret)
{
    bool small = page->width <= INT32_MAX && page->height <= INT32_MAX;

    ret->width = small ? (int)page->width : 0;
    ret->height = small ? (int)page->height : 0;
    ret->format = page_format(page);
    ret->orientation = page->orientation;
    ret->dpi = image_plausible_dpi(page->dpi, ret->width, ret->height);
}

/* --- the list of pages --- */

static bool is_preview(TIFF *tiff)
{
    uint32_t type = 0;

    TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &type);
    return (type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
}

/* Moves to the next full page; first: start with the directory that open read. *ret_broken: the
 * file says that there is another one, but it cannot be read. */
static bool next_page(TIFF *tiff, bool first, bool *ret_broken)
{
    for (;; first = false) {
        bool last = TIFFLastDirectory(tiff);
        if (!first && (last || !TIFFReadDirectory(tiff))) {
            *ret_broken = !last;
            return false;
        }
        if (!is_preview(tiff))
            return true;
    }
}

/* One more page in the list; true when its size is within the limits. */
static bool list_page(TIFF *tiff, const char *name, struct probe *probe, size_t *capacity)
{
    struct err ignored = {0};
    struct tiff_page page;
    struct probe_frame *frame;

    page_describe(tiff, &page);
    array_reserve((void **)&probe->frames, capacity, probe->frame_count + 1, sizeof *frame);
    frame = &probe->frames[probe->frame_count++];
    page_frame(&page, frame);
    return !fault_check_size(name, 0, page.width, page.height, &ignored);
}

/* The list broke off: a page without a size stands for what is missing, so that reading it fails
 * and a person sees that pages are lost. */
static void list_damage(struct probe *probe, size_t *capacity)
{
    array_reserve((void **)&probe->frames, capacity, probe->frame_count + 1, sizeof *probe->frames);
    probe->frames[probe->frame_count++] = (struct probe_frame){.orientation = 1};
    probe->damaged = true;
}

enum err_code tiff_probe(int fd, const char *name, struct probe *ret, struct err *err)
{
    struct tiff_source source = {fd, 0};
    TIFF *tiff = source_open(&source);
    size_t capacity = 0, usable = 0;
    enum err_code code = ERR_OK;
    bool broken = false;

    if (!tiff)
        return fault_broken(name, 0, err);
    while (ret->frame_count <= MASTER_FRAMES_MAX && next_page(tiff, ret->frame_count == 0, &broken))
        usable += list_page(tiff, name, ret, &capacity);
    if (ret->frame_count == 0)
        code = fault_broken(name, 0, err);
    else if (ret->frame_count > MASTER_FRAMES_MAX)
        code = fault_many(name, err);
    else if (usable == 0)
        code = fault_check_size(name, 0, ret->frames[0].width, ret->frames[0].height, err);
    else if (broken)
        list_damage(ret, &capacity);
    TIFFClose(tiff);
    return code;
}

/* --- pixels --- */

static void row_invert(uint8_t *row, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        row[i] = (uint8_t)~row[i];
}

static enum err_code decode_plain(TIFF *tiff, const struct tiff_page *page, struct sink *sink)
{
    size_t bytes = raster_row_bytes(page_format(page), (int)page->width);
    tmsize_t size = TIFFScanlineSize(tiff);
    bool invert =
        page->samples == 1 && (page->bits == 1) != (page->photometric == PHOTOMETRIC_MINISWHITE);
    enum err_code code = ERR_OK;
    uint8_t *row;

    if (size < 0 || (size_t)size < bytes)
        return ERR_FORMAT;
    row = mem_new((size_t)size, 1);
    for (uint32_t y = 0; y < page->height && !code; y++) {
        if (TIFFReadScanline(tiff, row, y, 0) < 0)
            code = ERR_FORMAT;
        if (invert)
            row_invert(row, bytes);
        if (page->bits == 1 && page->width % 8)
            row[bytes - 1] &= (uint8_t)(0xff << (8 - page->width % 8));
        sink_row(sink, (int)y, row);
    }
    free(row);
    return code;
}

static uint32_t band_rows(TIFF *tiff, const struct tiff_page *page)
{
    uint32_t rows = 0;

    if (page->tiled)
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &rows);
    else
        TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rows);
    if (rows == 0 || rows > page->height)
        rows = page->height;
    while (rows < 64 && rows * 2 <= page->height)
        rows *= 2;
    return rows;
}

static void band_to_sink(const uint32_t *band, const struct tiff_page *page, uint32_t y,
                         uint32_t rows, uint8_t *row, struct sink *sink)
{
    bool grey = sink->format == RASTER_GREY8;

    for (uint32_t i = 0; i < rows; i++) {
        const uint32_t *pixel = band + (size_t)i * page->width;
        uint8_t *out = row;
        for (uint32_t x = 0; x < page->width; x++) {
            *out++ = (uint8_t)TIFFGetR(pixel[x]);
            if (grey)
                continue;
            *out++ = (uint8_t)TIFFGetG(pixel[x]);
            *out++ = (uint8_t)TIFFGetB(pixel[x]);
        }
        sink_row(sink, (int)(y + i), row);
    }
}

/* Alpha is blended by libtiff against black when associated; paper is opaque, so it is ignored. */
static enum err_code decode_other(TIFF *tiff, const struct tiff_page *page, struct sink *sink)
{
    uint32_t rows = band_rows(tiff, page);
    enum err_code code = ERR_OK;
    uint32_t *band = NULL;
    uint8_t *line = NULL;
    TIFFRGBAImage rgba;
    char why[1024];

    if (!TIFFRGBAImageOK(tiff, why) || !TIFFRGBAImageBegin(&rgba, tiff, 1, why))
        return ERR_STATE;
    rgba.orientation = rgba.req_orientation = ORIENTATION_TOPLEFT;
    band = mem_try((size_t)rows * page->width, sizeof *band);
    line = mem_try(page->width, 3);
    if (!band || !line)
        code = ERR_NOMEM;
    for (uint32_t y = 0; y < page->height && !code; y += rows) {
        uint32_t count = page->height - y < rows ? page->height - y : rows;
        rgba.row_offset = (int)y;
        if (TIFFRGBAImageGet(&rgba, band, page->width, count))
            band_to_sink(band, page, y, count, line, sink);
        else
            code = ERR_FORMAT;
    }
    TIFFRGBAImageEnd(&rgba);
    free(band);
    free(line);
    return code;
}

static enum err_code seek_page(TIFF *tiff, const char *name, int frame, struct err *err)
{
    bool broken = false;

    for (int i = 0; i <= frame; i++)
        if (i >= MASTER_FRAMES_MAX || !next_page(tiff, i == 0, &broken))
            return broken ? fault_broken(name, frame, err)
                          : fault_frame(name, frame, (size_t)i, err);
    return ERR_OK;
}

static enum err_code decode_page(TIFF *tiff, const char *name, int frame,
                                 const struct tiff_page *page, struct sink *sink, struct err *err)
{
    enum err_code code =
        sink_begin(sink, page_format(page), (int)page->width, (int)page->height, err);
    if (code)
        return code;
    if (!TIFFIsCODECConfigured(page->compression))
        return fault_feature(name, frame, err);
    code = page_is_plain(page) ? decode_plain(tiff, page, sink) : decode_other(tiff, page, sink);
    if (code == ERR_NOMEM)
        return fault_memory(err);
    if (code == ERR_STATE)
        return fault_feature(name, frame, err);
    return code ? fault_broken(name, frame, err) : ERR_OK;
}

enum err_code tiff_decode(int fd, const char *name, int frame, struct sink *sink,
                          struct probe_frame *ret_frame, struct err *err)
{
    struct tiff_source source = {fd, 0};
    TIFF *tiff = source_open(&source);
    struct tiff_page page;
    enum err_code code;

    if (!tiff)
        return fault_broken(name, frame, err);
    code = seek_page(tiff, name, frame, err);
    if (!code) {
        page_describe(tiff, &page);
        page_frame(&page, ret_frame);
        code = fault_check_size(name, frame, page.width, page.height, err);
    }
    if (!code)
        code = decode_page(tiff, name, frame, &page, sink, err);
    TIFFClose(tiff);
    return code;
}
