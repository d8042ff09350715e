/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/image: one image in memory, opaque around Leptonica's PIX. Only this folder includes
 * Leptonica and libtiff; files of this folder that need the PIX itself include imaging/pix.h.
 *
 * An image holds 1, 8, 16 (grey) or 24 bit (colour) pixels without a palette and without
 * transparency, in the way up that the file's orientation tag asks for. One owner per image; not
 * thread-safe. Sizes are pixels, resolution is dpi (0 = unknown).
 */
#ifndef IMAGING_IMAGE_H
#define IMAGING_IMAGE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"
#include "model/geometry.h"
#include "model/id.h"
#include "model/raster.h"

struct image; /* opaque */

void image_free(struct image *image); /* NULL is fine */
int image_width(const struct image *image);
int image_height(const struct image *image);
double image_dpi(const struct image *image);         /* 0 = unknown */
void image_set_dpi(struct image *image, double dpi); /* implausible values become 0 */
bool image_partial(const struct image *image); /* decoded from a damaged file; part is missing */
enum raster_format image_format(const struct image *image); /* never RASTER_RGB48 */

/* A copy; rows may have any stride >= raster_row_bytes. RGB48 becomes 24 bit. ERR_NOMEM K-200. */
enum err_code image_from_raster(const struct raster *raster, struct image **ret_new,
                                struct err *err) MUST_CHECK;
/* Tight rows in the image's own format; ends with raster_release. */
enum err_code image_copy_raster(const struct image *image, struct raster *ret_new,
                                struct err *err) MUST_CHECK;

/* Each of these makes a new image and leaves the old one alone. */
enum err_code image_cut(const struct image *image, struct rect region, struct image **ret_new,
                        struct err *err) MUST_CHECK; /* clipped; ERR_USAGE K-201 when empty */
enum err_code image_turn(const struct image *image, int turns, struct image **ret_new,
                         struct err *err) MUST_CHECK; /* clockwise quarter turns, 0..3 */
enum err_code image_scale(const struct image *image, double factor, struct image **ret_new,
                          struct err *err) MUST_CHECK; /* area average down; dpi follows */
enum err_code image_grey(const struct image *image, struct image **ret_new,
                         struct err *err) MUST_CHECK; /* 8 bit luminance */
enum err_code image_red(const struct image *image, struct image **ret_new,
                        struct err *err) MUST_CHECK; /* 8 bit; colour: its red channel */

/* SHA-256 over tight rows; unused bits of the last byte of a bit1 row count as 0. */
void raster_hash(const struct raster *raster, struct digest *ret);

#endif
