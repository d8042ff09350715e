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

#endif
