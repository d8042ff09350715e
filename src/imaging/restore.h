/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/restore: for codes on paper: where one may stand, and small areas made readable again.
 */
#ifndef IMAGING_RESTORE_H
#define IMAGING_RESTORE_H

#include "imaging/image.h"

/* One rung each of the ladder that brings blurred, noisy and small codes back (the figures were
 * measured with ZXing on synthetic codes of 2 to 6 px a module). */
enum restore_kind {
    RESTORE_NONE,     /* as it is */
    RESTORE_SHARPEN,  /* unsharp 3, 2.0; twice the size: blur */
    RESTORE_SOFTEN,   /* 3x3 mean, unsharp 3, 1.5; twice the size: blur with noise */
    RESTORE_BINARISE, /* 3x3 mean; three times the size; Sauvola 24, 0.15: uneven light */
    RESTORE_MEDIAN,   /* 3x3 median; twice the size: speckle */
    RESTORE_KIND_COUNT
};
/* How many times larger the result is than the image. */
int restore_factor(enum restore_kind kind);
/* grey must be GREY8; the result is a new GREY8 image. */
enum err_code image_restore(const struct image *grey, enum restore_kind kind,
                            struct image **ret_new, struct err *err) MUST_CHECK;

/* Areas dense with black and white in both directions, as codes are: 7 to 80 mm a side, at most
 * room of them, largest first, grown by a quiet zone; pixels of grey. dpi 0 = take 300. */
enum err_code image_find_codes(const struct image *grey, double dpi, struct rect *ret, size_t room,
                               size_t *ret_count, struct err *err) MUST_CHECK;

#endif
