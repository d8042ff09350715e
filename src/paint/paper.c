/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/paper: cairo's PDF surface behind a canvas. May include base, cairo.
 */
#include "paint/paper.h"

#include <cairo-pdf.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "paint/canvas_part.h"

struct paper {
    struct canvas *canvas;
    struct str bytes;
    bool full; /* more than a file of this kind may have */
};

static cairo_status_t take_bytes(void *context, const unsigned char *data, unsigned length)
{
    struct paper *paper = context;
    if (paper->bytes.length + length > MEBI * 64) {
        paper->full = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    str_add_span(&paper->bytes, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

enum err_code paper_new(const char *title, int64_t made_ms, struct paper **ret_new, struct err *err)
{
    char when[CLOCK_TEXT_SIZE];
    struct paper *paper = mem_new(1, sizeof *paper);
    struct canvas *canvas = mem_new(1, sizeof *canvas);
    clock_iso(made_ms, when);
    canvas->surface =
        cairo_pdf_surface_create_for_stream(take_bytes, paper, PAPER_WIDTH, PAPER_HEIGHT);
    cairo_pdf_surface_restrict_to_version(canvas->surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
    canvas->cairo = cairo_create(canvas->surface);
    paper->canvas = canvas;
    if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS) {
        paper_free(paper);
        return err_set(err, ERR_NOMEM, 224,
                       _("not enough memory for a page to print; close other programs"));
    }
    *ret_new = paper;
    return ERR_OK;
}

void paper_free(struct paper *paper)
{
    if (!paper)
        return;
    canvas_free(paper->canvas);
    str_release(&paper->bytes);
    free(paper);
}

struct canvas *paper_canvas(struct paper *paper)
{
    return paper->canvas;
}

void paper_turn(struct paper *paper)
{
    cairo_show_page(paper->canvas->cairo);
}

enum err_code paper_finish(struct paper *paper, struct bytes *ret_new, struct err *err)
{
    cairo_show_page(paper->canvas->cairo);
    cairo_surface_finish(paper->canvas->surface);
    if (paper->full || cairo_surface_status(paper->canvas->surface) != CAIRO_STATUS_SUCCESS)
        return err_set(err, ERR_NOMEM, 225, _("the page to print could not be made"));
    size_t length = paper->bytes.length;
    *ret_new = (struct bytes){(unsigned char *)str_take(&paper->bytes), length};
    return ERR_OK;
}
