/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/layered: a page in layers as a page worker makes them, for a PDF. Nothing is decoded.
 */
#ifndef WORKFLOW_LAYERED_H
#define WORKFLOW_LAYERED_H

#include "base/file.h"
#include "base/json.h"
#include "export/pdf.h"

/* Zero-initialise; layered_release ends it. */
struct layered {
    struct bytes bytes; /* of all layers */
    struct pdf_layer layers[PDF_LAYERS_MAX];
    size_t count;
    int width, height;
    double dpi;
};
void layered_release(struct layered *layered);

/* Turns a request about a page (name, frame, region) into one for its layers, reduced to what a
 * copy needs. */
void layered_ask(json_t *request);
/* From the answer; fd is read and stays the caller's. ERR_FORMAT K-2891. */
enum err_code layered_take(const json_t *reply, int fd, struct layered *ret,
                           struct err *err) MUST_CHECK;
/* The page of a PDF: layers, size and resolution. Borrows from the picture. */
struct pdf_page layered_page(const struct layered *layered);

#endif
