/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed: a scanned page in a few small layers for a PDF: the paper with its pictures, seals
 * and shades as a coarse JPEG, and over it the writing as fine stencils, each painted in one
 * colour. What the layers make of the page is compared with it; where writing would be lost, the
 * whole page becomes one JPEG instead. Pages of black and white alone are one stencil, without
 * loss.
 */
#ifndef IMAGING_MIXED_H
#define IMAGING_MIXED_H

#include <stdint.h>

#include "imaging/image.h"

enum { MIXED_INKS_MAX = 4, MIXED_LAYERS_MAX = MIXED_INKS_MAX + 1 };

enum mixed_kind {
    MIXED_JPEG,    /* grey or RGB; fills the page whatever its size in pixels */
    MIXED_STENCIL, /* CCITT group 4, black paints; as many pixels as the page */
    MIXED_KIND_COUNT
};
const char *mixed_kind_name(enum mixed_kind kind); /* "jpeg", "stencil"; static */

struct mixed_layer {
    enum mixed_kind kind;
    int width, height;
    uint8_t colour[3]; /* of a stencil: R, G, B */
    struct bytes bytes;
};
struct mixed {
    int width, height; /* of the page in pixels, after reduction */
    double dpi;
    struct mixed_layer layers[MIXED_LAYERS_MAX]; /* from below */
    size_t count;
    double lost; /* share of the writing that layers of writing and paper would lose, 0..1 */
    bool whole;  /* one JPEG, because more would have been lost */
};
void mixed_release(struct mixed *mixed);

struct mixed_options {
    double most_dpi; /* finer pages are reduced; black and white ones stay as they are */
};
/* image: freed in every case. Its resolution must be known. */
enum err_code image_mix(struct image *image, const struct mixed_options *options, struct mixed *ret,
                        struct err *err) MUST_CHECK;

#endif
