/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/truth: what stands on a page, as JSON beside it.
 */
#ifndef GENERATE_TRUTH_H
#define GENERATE_TRUTH_H

#include "base/json.h"
#include "model/geometry.h"
#include "sheet.h"

struct truth_page {
    const char *schema, *level;
    const struct sheet *sheet; /* NULL or without lines: a blank page */
    const struct view *view;   /* how the upright paper lies in the picture */
    double dpi;
    bool blank, handwritten;
};

/* {schema, level, width, height, dpi, turns, skew, blank, handwritten, text, text_rows, lines,
 * record | records}: text in the order of columns, blocks and cells; text_rows the same words by
 * height on the paper, left to right (what a reader without layout could give at best). Boxes in
 * pixels of the picture. A field that contradicts others on purpose says so (contradicts: true);
 * what is written stays the truth. */
json_t *truth_new(const struct truth_page *page);

#endif
