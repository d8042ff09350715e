/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf_part: the parts of a PDF in the making. Private to export/pdf*.c.
 *
 * Objects are qpdf handles; all of them belong to the qpdf_data and die with it.
 */
#ifndef EXPORT_PDF_PART_H
#define EXPORT_PDF_PART_H

#include <qpdf/qpdf-c.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "export/pdf.h"

/* ---- objects (pdf_object.c) ---- */

/* A dictionary without references inside, as an indirect object. */
qpdf_oh pdf_dict_new(qpdf_data qpdf, const char *text);
/* A stream whose bytes are data; filter NULL: plain, for qpdf to compress. */
qpdf_oh pdf_stream_new(qpdf_data qpdf, const char *dict, const void *data, size_t length,
                       const char *filter);
/* dict[key] = the object `value`, by reference. */
void pdf_put(qpdf_data qpdf, qpdf_oh dict, const char *key, qpdf_oh value);
/* ERR_FORMAT K-610 when qpdf has met an error since the last look. */
enum err_code pdf_trouble(qpdf_data qpdf, struct err *err) MUST_CHECK;

/* ---- images (pdf_image.c) ---- */

struct jpeg_shape {
    int width, height, parts; /* parts: 1 grey, 3 colour */
};
/* Baseline or progressive, 8 bits, grey or three parts; else ERR_FORMAT. */
enum err_code jpeg_look(const unsigned char *bytes, size_t length, struct jpeg_shape *ret,
                        struct err *err) MUST_CHECK;
/* A layer of a page as an image; a JPEG says its own size. ERR_FORMAT when it is none. */
enum err_code pdf_layer_new(qpdf_data qpdf, const struct pdf_layer *layer, qpdf_oh *ret,
                            struct err *err) MUST_CHECK;

/* ---- the invisible font (pdf_font.c) ---- */

enum { PDF_RARE_MAX = 6400 };
struct pdf_font {
    qpdf_oh object;              /* the Type0 dictionary */
    uint8_t used[65536 / 8];     /* codes that stand in the file; a code is the code point */
    uint32_t rare[PDF_RARE_MAX]; /* but U+E000 and on stand for these, beyond 16 bits or private */
    int rare_count;
};
/* Reads pdf.ttf of Tesseract's data: ERR_MISSING K-602 names the package. */
enum err_code pdf_font_init(struct pdf_font *font, qpdf_data qpdf, struct err *err) MUST_CHECK;
/* Adds <hex> for text and a space behind; returns the codes of text alone. */
int pdf_font_add_text(struct pdf_font *font, struct str *out, const char *text);
void pdf_font_finish(struct pdf_font *font, qpdf_data qpdf); /* the way back to Unicode */

/* ---- words with the values in their place (pdf_layer.c) ---- */

struct layer_word {
    const char *text;
    struct rect box; /* upright space */
};
struct layer_line {
    struct rect box;
    struct layer_word *words;
    size_t count;
};
struct layer {
    struct layer_line *lines;
    size_t count;
};
void layer_make(const struct pdf_page *page, struct arena *arena, struct layer *ret);

/* ---- content (pdf_content.c) ---- */

/* How a page lies in the PDF: turned in quarters until it is upright. */
struct pdf_place {
    struct view view;            /* page space is that of the text, or of the layers without text */
    double width, height, scale; /* points; points a pixel of the view */
};
void pdf_place_make(const struct pdf_page *page, struct pdf_place *ret);
/* Layers, mark and invisible words of one page. mark_aspect is width / height; 0: no mark. */
void pdf_content_add(struct str *out, const struct pdf_page *page, const struct pdf_place *place,
                     struct pdf_font *font, double mark_aspect);

/* ---- mark (pdf_mark.c) ---- */

/* A stencil of the text, hatched so that what lies under it stays legible. */
enum err_code pdf_mark_new(qpdf_data qpdf, const char *text, qpdf_oh *ret, double *ret_aspect,
                           struct err *err) MUST_CHECK;

/* ---- what the file says about itself (pdf_meta.c) ---- */

enum { PDF_DATE_SIZE = 32 };
void pdf_date_make(int64_t ms, char ret[PDF_DATE_SIZE]); /* "D:20261122174005+07'00'" */
/* Info, XMP (equal to it), language, colour. ERR_MISSING K-603 names the package of the profile. */
enum err_code pdf_meta_add(qpdf_data qpdf, const struct pdf_options *options,
                           struct err *err) MUST_CHECK;

/* ---- data that rides along (pdf_attach.c) ---- */

void pdf_attach_new(qpdf_data qpdf, const struct pdf_attachment *attachment, int64_t made_ms);

#endif
