/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the mark of practice pages as a one-bit stencil, painted once and used by each page.
 * May include: qpdf, paint, model, base.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "export/pdf_part.h"
#include "paint/canvas.h"
#include "paint/text.h"

enum { MARK_SIZE = 96, MARGIN = 4, HATCH = 5 };

static const struct text_style style = {
    .family = "DejaVu Sans", .size = MARK_SIZE, .bold = true, .color = {0, 0, 0, 1}};

/* 1 = not painted; a fifth of the ink is: one slanted line of dots in each five. */
static unsigned char *stencil_new(struct canvas *canvas, int width, int height, size_t row)
{
    size_t stride;
    const uint32_t *pixels = canvas_peek(canvas, &stride);
    unsigned char *bits = mem_new((size_t)height, row);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            uint32_t pixel = pixels[(size_t)y * stride / 4 + (size_t)x];
            bool ink = (pixel & 0xFF) < 128 && (x + y) % HATCH < 1;
            if (!ink)
                bits[(size_t)y * row + (size_t)x / 8] |= (unsigned char)(0x80 >> (x % 8));
        }
    return bits;
}

static qpdf_oh stencil_object(qpdf_data qpdf, struct canvas *canvas, int width, int height)
{
    size_t row = ((size_t)width + 7) / 8;
    unsigned char *bits = stencil_new(canvas, width, height, row);
    struct str dict = STR_INIT;
    str_format(&dict,
               "<< /Type /XObject /Subtype /Image /Width %d /Height %d /ImageMask true"
               " /BitsPerComponent 1 >>",
               width, height);
    qpdf_oh mark = pdf_stream_new(qpdf, str_peek(&dict), bits, row * (size_t)height, NULL);
    str_release(&dict);
    free(bits);
    return mark;
}

enum err_code pdf_mark_new(qpdf_data qpdf, const char *text, qpdf_oh *ret, double *ret_aspect,
                           struct err *err)
{
    struct canvas *canvas = NULL;
    enum err_code code = canvas_new(8, 8, &canvas, err);
    if (code != ERR_OK)
        return code;
    struct text_extent extent;
    text_measure(canvas, &style, text, &extent);
    canvas_free(canvas);
    canvas = NULL;
    int width = (int)ceil(extent.ink_w) + 2 * MARGIN, height = (int)ceil(extent.ink_h) + 2 * MARGIN;
    code = canvas_new(width, height, &canvas, err);
    if (code != ERR_OK)
        return code;
    text_draw(canvas, &style, MARGIN - extent.ink_x, MARGIN - extent.ink_y, text);
    *ret = stencil_object(qpdf, canvas, width, height);
    *ret_aspect = (double)width / height;
    canvas_free(canvas);
    return ERR_OK;
}
