/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/pix: what stands inside struct image. For files of src/imaging only.
 */
#ifndef IMAGING_PIX_H
#define IMAGING_PIX_H

#include <leptonica/allheaders.h>

#include "imaging/image.h"

struct image {
    PIX *pix;     /* depth 1, 8, 16 or 32 (RGB, alpha unused); no colormap; owned */
    double dpi;   /* 0 = unknown; the resolution inside pix is not used */
    bool partial; /* part of the file could not be decoded */
};

/* Takes pix (also on failure). NULL pix: ERR_NOMEM K-200. */
enum err_code image_take_pix(PIX *pix, double dpi, struct image **ret_new,
                             struct err *err) MUST_CHECK;

/* dpi, or 0 when base/limits.h or the size of paper that it means rule it out. */
double image_plausible_dpi(double dpi, int width, int height);

/* Depth of the PIX that holds that format (colour is 32). */
int pix_depth_of(enum raster_format format);
/* One row of raster samples into a PIX of pix_depth_of(format), and out again (in the format of the
 * PIX: bit1, grey8, grey16 host order, rgb24). */
void pix_put_row(PIX *pix, int y, enum raster_format format, const uint8_t *row);
void pix_get_row(PIX *pix, int y, uint8_t *row);

#endif
