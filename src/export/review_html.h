/* SPDX-License-Identifier: Apache-2.0
 *
 * export/review_html: a page for any browser on any PC, without network: entries with their values,
 * pieces of their image and the whole page. Everything can be read and printed without scripts;
 * with them it filters, and, when people are to decide, each entry has a tick and a reason, which
 * are saved as a decision file. Written row by row; images stand as files beside it.
 */
#ifndef EXPORT_REVIEW_HTML_H
#define EXPORT_REVIEW_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/geometry.h"

struct review_fact {
    const char *label, *value; /* value NULL = left out */
};
struct review_head {
    const char *title;
    const char *mark; /* "LUYỆN TẬP", or NULL */
    const struct review_fact *facts;
    size_t fact_count;
    bool decide;       /* ticks, reasons, a file of decisions */
    const char *token; /* names this bundle in the decision file */
};
struct review_field {
    const char *label;
    const char *value; /* NULL = nothing */
    const char *note;  /* "mờ, không đọc được", a doubt; or NULL */
    struct rect piece; /* of the image, in its pixels; empty = none */
};
struct review_row {
    const char *id, *hash; /* of the record and its version; only when people decide */
    const char *number;    /* of the entry; NULL = unknown */
    const char *title;     /* who it is about */
    const char *image;     /* file, relative; NULL = none */
    int image_width, image_height;
    const char *file; /* the PDF, relative; NULL = none */
    const struct review_field *fields;
    size_t field_count;
};

struct review_writer; /* opaque */
enum err_code review_open(const char *path, const struct review_head *head,
                          struct review_writer **ret_new, struct err *err) MUST_CHECK;
enum err_code review_add(struct review_writer *writer, const struct review_row *row,
                         struct err *err) MUST_CHECK;
enum err_code review_finish(struct review_writer *writer, struct err *err) MUST_CHECK;
void review_drop(struct review_writer *writer); /* NULL is fine */

#endif
