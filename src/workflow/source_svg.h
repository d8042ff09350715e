/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_svg: is a page of a PDF one picture and nothing else? pdftocairo draws the page
 * as SVG, where all that is painted stands one by one, and a JPEG picture byte by byte as it is in
 * the PDF. Only the one plain shape is known here: one picture, upright or turned or mirrored, that
 * covers the page; text that is not painted (of an OCR) does not count. Everything else is not it.
 */
#ifndef WORKFLOW_SOURCE_SVG_H
#define WORKFLOW_SOURCE_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/file.h"

struct source_svg {
    size_t at, length;  /* of the picture's base64 letters in the text */
    bool jpeg;          /* as it stands in the PDF; else a PNG of its pixels */
    long width, height; /* pixels, as stored */
    double dpi;         /* on the paper that the page says; 0 = no size of a paper */
    int orientation;    /* TIFF numbers 1..8: how the page shows it */
};
/* bytes: a NUL stands behind them. */
bool source_svg_parse(const struct bytes *bytes, struct source_svg *ret);

/* The picture itself, in place: bytes holds nothing else afterwards. False when it is broken. */
bool source_svg_take(struct bytes *bytes, const struct source_svg *svg);

#endif
