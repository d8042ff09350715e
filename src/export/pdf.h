/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: a searchable PDF/A from page images and what was read on them. Made in memory by
 * qpdf, the same bytes for the same input. A page is its layers, their bytes untouched but turned
 * in quarters until it is upright; the words lie invisibly above their places. Not
 * thread-safe.
 */
#ifndef EXPORT_PDF_H
#define EXPORT_PDF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/file.h"
#include "model/text.h"

enum { PDF_PAGES_MAX = 200 }; /* of one file; a page holds its image in memory */

/* What the file promises: 1b as TCVN 14159-1 asks; 2u and 3u every word as Unicode; 3u may carry
 * data. */
enum pdf_level { PDF_A1B, PDF_A2U, PDF_A3U, PDF_LEVEL_COUNT };
const char *pdf_level_name(enum pdf_level level); /* "1b", "2u", "3u"; static */
bool pdf_level_parse(const char *name, enum pdf_level *ret);

struct pdf_options {
    enum pdf_level level;
    const char *title; /* for people, or NULL */
    int64_t made_ms;   /* UTC; stands in the file, so give the same for the same bytes */
    const char *mark;  /* drawn large and pale over each page ("LUYỆN TẬP"), or NULL */
    const char *lang;  /* of the document; NULL = "vi-VN" */
};

/* A value that a person may have corrected: inside its box it replaces the words read there. */
struct pdf_value {
    const char *text; /* as written on the paper, NFC; "" takes the words away */
    struct rect box;  /* upright space of the page's text */
};

enum pdf_layer_kind {
    PDF_JPEG,   /* grey or RGB (not CMYK); fills the page, whatever its own size */
    PDF_STENCIL /* CCITT group 4; its black is painted in the colour */
};
struct pdf_layer {
    enum pdf_layer_kind kind;
    int width, height; /* of a stencil, in its pixels */
    uint8_t colour[3]; /* of a stencil: R, G, B */
    const unsigned char *data;
    size_t length;
};
enum { PDF_LAYERS_MAX = 8 };

struct pdf_page {
    const struct pdf_layer *layers; /* from below, in page space: not turned, not deskewed */
    size_t layer_count;
    int width, height; /* of the page in pixels */
    double dpi;        /* of these pixels; 0 = unknown: the long side is taken for 297 mm */
    int turns;         /* clockwise quarter turns that make it upright; with text its view counts */
    /* Or NULL. Its page space may be larger (a smaller render): scaled. */
    const struct text_page *text;
    const struct pdf_value *values; /* or NULL */
    size_t value_count;
};

struct pdf; /* opaque */
enum err_code pdf_new(const struct pdf_options *options, struct pdf **ret_new,
                      struct err *err) MUST_CHECK;
void pdf_free(struct pdf *pdf); /* NULL is fine */
/* Copies what it needs. ERR_FORMAT when a layer is no such JPEG or empty; ERR_LIMIT. */
enum err_code pdf_add_page(struct pdf *pdf, const struct pdf_page *page,
                           struct err *err) MUST_CHECK;
/* JSON that belongs to the document as its data, once; copied. ERR_USAGE K-620 below 3u. */
struct pdf_attachment {
    const char *name; /* of the file for who takes it out: plain letters, "KS-2017-05.json" */
    const void *data;
    size_t length;
};
enum err_code pdf_attach(struct pdf *pdf, const struct pdf_attachment *attachment,
                         struct err *err) MUST_CHECK;
/* The finished file; the pdf can only be freed afterwards. */
enum err_code pdf_finish(struct pdf *pdf, struct bytes *ret_new, struct err *err) MUST_CHECK;
/* pdf_finish and file_write. */
enum err_code pdf_write(struct pdf *pdf, const char *path, struct err *err) MUST_CHECK;

#endif
