/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/cover: for a copy that shows one entry of a page: others painted over, its parts put
 * below each other.
 */
#ifndef IMAGING_COVER_H
#define IMAGING_COVER_H

#include "imaging/image.h"

enum { COVER_GREY = 225 }; /* even, paler than ink and darker than most paper: seen to be covered */

/* Paints boxes of upright space over; the view is that of the image. In place. ERR_USAGE K-1248 for
 * an image that is neither bit1, grey8 nor colour. */
enum err_code image_cover(struct image *image, const struct view *view, const struct rect *boxes,
                          size_t count, struct err *err) MUST_CHECK;
/* A new image: these boxes of the image, clipped to it, below each other from the left edge; what
 * is beside a narrow one is white. ERR_USAGE K-1249 when one is empty. */
enum err_code image_stack(const struct image *image, const struct rect *boxes, size_t count,
                          struct image **ret_new, struct err *err) MUST_CHECK;

#endif
