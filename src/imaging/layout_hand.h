/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_hand: handwriting told from print, by region, from the shape of the ink alone.
 * The yardstick is the page's own print: its headings and labels. Boxes: pixels of clean_page.work.
 */
#ifndef IMAGING_LAYOUT_HAND_H
#define IMAGING_LAYOUT_HAND_H

#include "imaging/layout.h"

/* Means over pairs of letters that stand beside each other, and over letters. Additive: a region
 * is the sum of its lines. */
struct hand_sums {
    double pairs, base, height; /* change of base line and of height, in x-heights */
    double letters, slant, stroke, ink, wide;
};

/* One for each line of the layout; ret has line_count items. ERR_NOMEM. */
enum err_code layout_hand_measure(const struct clean_page *page, const struct layout *layout,
                                  struct hand_sums *ret, struct err *err) MUST_CHECK;
/* Sets layout_line.hand, 0 = print to 1 = handwriting, and kind = TEXT_HAND where that is certain:
 * those lines need not be read. */
enum err_code layout_hand_find(const struct clean_page *page, struct layout *layout,
                               struct err *err) MUST_CHECK;

#endif
