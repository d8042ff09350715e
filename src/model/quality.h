/* SPDX-License-Identifier: Apache-2.0
 *
 * model/quality: what was measured of how a page was captured, as plain data, and how alike two
 * pages look. Measured in the page worker (imaging/clean_capture, imaging/capture_print); what is
 * bad about it is judged by workflow/quality. Pure functions, any thread.
 */
#ifndef MODEL_QUALITY_H
#define MODEL_QUALITY_H

#include <stdbool.h>

#include "base/json.h"

enum quality_side { SIDE_LEFT_EDGE, SIDE_TOP_EDGE, SIDE_RIGHT_EDGE, SIDE_BOTTOM_EDGE, SIDE_EDGES };

/* The ink of the upright page without its rules, in a grid: one hexadecimal digit a cell, row by
 * row, 0 = no ink, f = half of the cell or more is ink. */
enum { PRINT_WIDTH = 48, PRINT_HEIGHT = 72, PRINT_CELLS = PRINT_WIDTH * PRINT_HEIGHT };

struct page_quality {
    double dpi;  /* as the file says; 0 = it says nothing that can be true */
    double skew; /* degrees */
    double blur; /* mm, standard deviation of the blur of an edge of ink; 0 = no ink to measure at
                  */
    double paper, ink;           /* greys of paper and of the darkest ink as they came in, 0..255 */
    double letter;               /* pixels, height of a small letter; 0 = unknown */
    int cut[SIDE_EDGES];         /* letters that the edge of the picture cuts */
    bool blank, partial;         /* nothing on it; decoded from a damaged file */
    char print[PRINT_CELLS + 1]; /* "" = none (blank) */
};

json_t *quality_to_json(const struct page_quality *quality);
/* The bytes come from a child: what is missing or cannot be becomes 0, "unknown". */
void quality_from_json(const json_t *json, struct page_quality *ret);

/* Correlation of the ink of two prints, best over small shifts: 1 = the same page, near 0 = nothing
 * in common; 0 when one is "" or of a wrong length. */
double quality_likeness(const char *a, const char *b);

#endif
