/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: page by page to a finished PDF/A in memory. qpdf never touches a file: on a full
 * disk it reports success. May include: qpdf, model, base.
 */
#include "export/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "export/pdf_part.h"

struct pdf {
    qpdf_data qpdf;
    enum pdf_level level;
    struct pdf_font font;
    char *title, *lang;
    int64_t made_ms;
    qpdf_oh mark;
    double mark_aspect; /* 0: no mark */
    size_t page_count;
};

enum err_code pdf_new(const struct pdf_options *options, struct pdf **ret_new, struct err *err)
{
    struct pdf *pdf = mem_new(1, sizeof *pdf);
    pdf->qpdf = qpdf_init();
    pdf->level = options->level;
    pdf->title = mem_copy_text(options->title);
    pdf->lang = mem_copy_text(options->lang);
    pdf->made_ms = options->made_ms;
    qpdf_silence_errors(pdf->qpdf);
    qpdf_set_suppress_warnings(pdf->qpdf, QPDF_TRUE);
    qpdf_empty_pdf(pdf->qpdf);
    enum err_code code = pdf_font_init(&pdf->font, pdf->qpdf, err);
    if (code == ERR_OK && options->mark && *options->mark)
        code = pdf_mark_new(pdf->qpdf, options->mark, &pdf->mark, &pdf->mark_aspect, err);
    if (code == ERR_OK)
        code = pdf_trouble(pdf->qpdf, err);
    if (code == ERR_OK)
        *ret_new = pdf;
    else
        pdf_free(pdf);
    return code;
}

void pdf_free(struct pdf *pdf)
{
    if (!pdf)
        return;
    qpdf_cleanup(&pdf->qpdf);
    free(pdf->title);
    free(pdf->lang);
    free(pdf);
}

static enum err_code resources_new(struct pdf *pdf, const struct pdf_page *page, qpdf_oh *ret,
                                   struct err *err)
{
    qpdf_data qpdf = pdf->qpdf;
    qpdf_oh resources = qpdf_oh_new_dictionary(qpdf), images = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh fonts = qpdf_oh_new_dictionary(qpdf);
    for (size_t i = 0; i < page->layer_count; i++) {
        char name[32];
        qpdf_oh image;
        enum err_code code = pdf_layer_new(qpdf, &page->layers[i], &image, err);
        if (code != ERR_OK)
            return code;
        snprintf(name, sizeof name, "/Im%zu", i);
        pdf_put(qpdf, images, name, image);
    }
    if (pdf->mark_aspect > 0)
        pdf_put(qpdf, images, "/Mark", pdf->mark);
    pdf_put(qpdf, fonts, "/F1", pdf->font.object);
    pdf_put(qpdf, resources, "/XObject", images);
    pdf_put(qpdf, resources, "/Font", fonts);
    *ret = resources;
    return ERR_OK;
}

static qpdf_oh page_new(struct pdf *pdf, const struct pdf_page *page, qpdf_oh resources)
{
    struct str text = STR_INIT;
    struct pdf_place place;
    pdf_place_make(page, &place);
    str_format(&text, "<< /Type /Page /MediaBox [0 0 %.3f %.3f] >>", place.width, place.height);
    qpdf_oh object = pdf_dict_new(pdf->qpdf, str_peek(&text));
    pdf_put(pdf->qpdf, object, "/Resources", resources);
    str_clear(&text);
    pdf_content_add(&text, page, &place, &pdf->font, pdf->mark_aspect);
    pdf_put(pdf->qpdf, object, "/Contents",
            pdf_stream_new(pdf->qpdf, "<< >>", str_peek(&text), text.length, NULL));
    str_release(&text);
    return object;
}

enum err_code pdf_add_page(struct pdf *pdf, const struct pdf_page *page, struct err *err)
{
    qpdf_oh resources;
    if (pdf->page_count >= PDF_PAGES_MAX)
        return err_set(err, ERR_LIMIT, 604, _("a PDF takes at most %d pages; write several"),
                       PDF_PAGES_MAX);
    if (page->layer_count == 0 || page->layer_count > PDF_LAYERS_MAX || page->width <= 0 ||
        page->height <= 0)
        return err_set(err, ERR_FORMAT, 622, _("a page for the PDF has no image; make it again"));
    enum err_code code = resources_new(pdf, page, &resources, err);
    if (code != ERR_OK)
        return code;
    qpdf_add_page(pdf->qpdf, pdf->qpdf, page_new(pdf, page, resources), QPDF_FALSE);
    pdf->page_count++;
    return pdf_trouble(pdf->qpdf, err);
}

enum err_code pdf_attach(struct pdf *pdf, const struct pdf_attachment *attachment, struct err *err)
{
    if (pdf->level != PDF_A3U)
        return err_set(err, ERR_USAGE, 620,
                       _("only a PDF/A-3 can carry a file; choose that kind or attach nothing"));
    pdf_attach_new(pdf->qpdf, attachment, pdf->made_ms);
    return pdf_trouble(pdf->qpdf, err);
}

static void set_writer(qpdf_data qpdf, enum pdf_level level)
{
    qpdf_init_write_memory(qpdf);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
    qpdf_set_stream_data_mode(qpdf, qpdf_s_compress);
    qpdf_set_decode_level(qpdf, qpdf_dl_generalized);
    qpdf_force_pdf_version(qpdf, level == PDF_A1B ? "1.4" : "1.7");
}

enum err_code pdf_finish(struct pdf *pdf, struct bytes *ret_new, struct err *err)
{
    if (pdf->page_count == 0)
        return err_set(err, ERR_EMPTY, 605, _("there is no page for the PDF"));
    pdf_font_finish(&pdf->font, pdf->qpdf);
    struct pdf_options options = {
        .level = pdf->level, .title = pdf->title, .made_ms = pdf->made_ms, .lang = pdf->lang};
    enum err_code code = pdf_meta_add(pdf->qpdf, &options, err);
    if (code != ERR_OK)
        return code;
    set_writer(pdf->qpdf, pdf->level);
    qpdf_write(pdf->qpdf);
    code = pdf_trouble(pdf->qpdf, err);
    if (code != ERR_OK)
        return code;
    struct bytes bytes = {.length = qpdf_get_buffer_length(pdf->qpdf)};
    bytes.data = mem_try(bytes.length + 1, 1);
    if (!bytes.data)
        return err_set(err, ERR_NOMEM, 606, _("not enough memory for the PDF; write fewer pages"));
    memcpy(bytes.data, qpdf_get_buffer(pdf->qpdf), bytes.length);
    bytes.data[bytes.length] = '\0';
    *ret_new = bytes;
    return ERR_OK;
}

enum err_code pdf_write(struct pdf *pdf, const char *path, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = pdf_finish(pdf, &bytes, err);
    if (code == ERR_OK)
        code = file_write(path, bytes.data, bytes.length, FILE_REPLACE, err);
    bytes_release(&bytes);
    return code;
}
