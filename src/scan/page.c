/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/page: see the header. May include base, model, SANE's types.
 */
#include "scan/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

enum { GROW_LINES = 1024 };

/* --- what the frame is --- */

static bool is_pass(SANE_Frame format)
{
    return format == SANE_FRAME_RED || format == SANE_FRAME_GREEN || format == SANE_FRAME_BLUE;
}

static int samples_of(const SANE_Parameters *params)
{
    return params->format == SANE_FRAME_RGB ? 3 : 1;
}

/* Bytes of a line that carry pixels; colour of one bit comes as a byte each of R, G, B. */
static size_t line_bytes(const SANE_Parameters *params)
{
    size_t width = (size_t)params->pixels_per_line;

    if (params->depth == 1)
        return (width + 7) / 8 * (size_t)samples_of(params);
    return width * (size_t)params->depth / 8 * (size_t)samples_of(params);
}

static bool is_known(const SANE_Parameters *params)
{
    bool format = params->format == SANE_FRAME_GRAY || params->format == SANE_FRAME_RGB ||
                  is_pass(params->format);
    bool depth = params->depth == 1 || params->depth == 8 || params->depth == 16;

    return format && depth && params->pixels_per_line > 0 && params->lines != 0 &&
           params->lines >= -1 && params->bytes_per_line > 0 &&
           (size_t)params->bytes_per_line >= line_bytes(params);
}

static enum raster_format format_of(const SANE_Parameters *params)
{
    if (params->format == SANE_FRAME_GRAY)
        return params->depth == 1 ? RASTER_BIT1 : params->depth == 8 ? RASTER_GREY8 : RASTER_GREY16;
    return params->depth == 16 ? RASTER_RGB48 : RASTER_RGB24;
}

/* --- begin --- */

static enum err_code check_size(const SANE_Parameters *params, int lines, struct err *err)
{
    double pixels = (double)params->pixels_per_line * lines;

    if (params->pixels_per_line <= IMAGE_SIDE_MAX && lines <= IMAGE_SIDE_MAX &&
        pixels <= IMAGE_PIXELS_MAX && params->bytes_per_line <= IMAGE_SIDE_MAX * 8)
        return ERR_OK;
    return err_set(err, ERR_LIMIT, 342,
                   _("the scanned page is too big (%d x %d pixels); choose a lower resolution or a "
                     "smaller area"),
                   params->pixels_per_line, lines);
}

static enum err_code no_memory(struct err *err)
{
    return err_set(err, ERR_NOMEM, 343,
                   _("not enough memory for the scanned page; choose a lower resolution"));
}

static enum err_code first_frame(struct page *page, struct err *err)
{
    const SANE_Parameters *params = &page->params;
    int lines = params->lines > 0 ? params->lines : GROW_LINES;
    enum err_code code = check_size(params, lines, err);

    page->height = -1;
    page->passes = 0;
    if (code)
        return code;
    if (!raster_init(&page->raster, format_of(params), params->pixels_per_line, lines))
        return no_memory(err);
    memset(page->raster.data, 0, page->raster.stride * (size_t)lines);
    return ERR_OK;
}

enum err_code page_begin(struct page *page, const SANE_Parameters *params, struct err *err)
{
    enum err_code code = ERR_OK;

    if (!is_known(params))
        return err_set(err, ERR_DEVICE, 340,
                       _("the scanner offers a kind of image that is not known; choose another "
                         "mode"));
    page->params = *params;
    page->lines = 0;
    page->filled = 0;
    if (!page->raster.data)
        code = first_frame(page, err);
    else if (format_of(params) != page->raster.format || !is_pass(params->format) ||
             params->pixels_per_line != page->raster.width)
        code =
            err_set(err, ERR_DEVICE, 341,
                    _("the colours of this page do not fit together; put it back on top and scan "
                      "on"));
    if (code)
        return code;
    free(page->line);
    page->line = mem_new((size_t)params->bytes_per_line, 1);
    return ERR_OK;
}

/* --- lines --- */

static unsigned bit_at(const uint8_t *row, int x)
{
    return row[x / 8] >> (7 - x % 8) & 1;
}

static void put_bits(const struct page *page, uint8_t *row, int channel)
{
    int width = page->raster.width;

    if (page->params.format == SANE_FRAME_RGB)
        for (int x = 0; x < width; x++)
            for (int c = 0; c < 3; c++)
                row[3 * x + c] = page->line[x / 8 * 3 + c] >> (7 - x % 8) & 1 ? 255 : 0;
    else
        for (int x = 0; x < width; x++)
            row[3 * x + channel] = bit_at(page->line, x) ? 255 : 0;
}

static void put_channel(const struct page *page, uint8_t *row, int channel)
{
    size_t bytes = (size_t)page->params.depth / 8;

    for (int x = 0; x < page->raster.width; x++)
        memcpy(row + ((size_t)x * 3 + (size_t)channel) * bytes, page->line + (size_t)x * bytes,
               bytes);
}

static void put_line(struct page *page)
{
    const SANE_Parameters *params = &page->params;
    uint8_t *row = page->raster.data + (size_t)page->lines * page->raster.stride;
    int channel = params->format == SANE_FRAME_GREEN  ? 1
                  : params->format == SANE_FRAME_BLUE ? 2
                                                      : 0;

    if (params->depth == 1 && params->format != SANE_FRAME_GRAY)
        put_bits(page, row, channel);
    else if (is_pass(params->format))
        put_channel(page, row, channel);
    else
        memcpy(row, page->line, line_bytes(params));
    if (page->raster.format == RASTER_BIT1 && page->raster.width % 8)
        row[page->raster.width / 8] &= (uint8_t)(0xff << (8 - page->raster.width % 8));
}

/* Room for more lines of a page whose length is not known. */
static enum err_code page_grow(struct page *page, struct err *err)
{
    struct raster *raster = &page->raster;
    int most = IMAGE_PIXELS_MAX / raster->width, lines = raster->height + raster->height / 2;
    enum err_code code = check_size(&page->params, raster->height + 1, err);
    uint8_t *grown;

    if (code)
        return code;
    if (most > IMAGE_SIDE_MAX)
        most = IMAGE_SIDE_MAX;
    if (lines > most)
        lines = most;
    grown = realloc(raster->data, raster->stride * (size_t)lines);
    if (!grown)
        return no_memory(err);
    raster->data = grown;
    raster->height = lines;
    return ERR_OK;
}

static enum err_code line_room(struct page *page, struct err *err)
{
    bool open_end = page->height < 0 && page->params.lines < 0;

    if (page->lines < (page->height >= 0 ? page->height : page->raster.height))
        return ERR_OK;
    if (open_end)
        return page_grow(page, err);
    return err_set(err, ERR_DEVICE, 344,
                   _("the scanner sent more than it announced (%d lines); put this page back on "
                     "top and scan on"),
                   page->lines);
}

enum err_code page_add(struct page *page, const SANE_Byte *data, size_t length, struct err *err)
{
    size_t whole = (size_t)page->params.bytes_per_line;

    while (length > 0) {
        size_t part = whole - page->filled < length ? whole - page->filled : length;
        enum err_code code = page->filled == 0 ? line_room(page, err) : ERR_OK;
        if (code)
            return code;
        memcpy(page->line + page->filled, data, part);
        page->filled += part;
        data += part;
        length -= part;
        if (page->filled < whole)
            break;
        put_line(page);
        page->lines++;
        page->filled = 0;
    }
    return ERR_OK;
}

/* --- end --- */

static enum err_code incomplete(const struct page *page, int want, struct err *err)
{
    return err_set(err, ERR_DEVICE, 345,
                   _("the page came incomplete from the scanner (%d of %d lines); put it back on "
                     "top and scan on"),
                   page->lines, want > 0 ? want : page->lines + 1);
}

enum err_code page_end(struct page *page, bool *ret_whole, struct err *err)
{
    int want = page->height >= 0 ? page->height : page->params.lines;
    bool pass = is_pass(page->params.format);

    if (page->filled > 0 || page->lines == 0 || (want > 0 && page->lines != want))
        return incomplete(page, want, err);
    page->height = page->lines;
    page->passes++;
    if (pass && page->params.last_frame && page->passes != 3)
        return err_set(
            err, ERR_DEVICE, 346,
            _("the scanner left out a colour of this page; put it back on top and scan on"));
    *ret_whole = !pass || page->params.last_frame || page->passes == 3;
    return ERR_OK;
}

void page_take(struct page *page, struct raster *ret)
{
    *ret = page->raster;
    ret->height = page->height;
    free(page->line);
    *page = (struct page){0};
}

double page_progress(const struct page *page)
{
    double share = page->raster.height > 0 && page->params.lines > 0
                       ? (double)page->lines / page->raster.height
                       : 0;

    return is_pass(page->params.format) ? (page->passes + share) / 3 : share;
}

void page_release(struct page *page)
{
    raster_release(&page->raster);
    free(page->line);
    *page = (struct page){0};
}
