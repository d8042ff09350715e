/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/png: pixels as a PNG file in memory, with their resolution (pHYs).
 */
#ifndef PAINT_PNG_H
#define PAINT_PNG_H

#include "base/err.h"
#include "base/file.h"
#include "model/raster.h"

/* RASTER_GREY8 gives 8-bit grey, RASTER_RGB24 gives 24-bit colour; others are our bug (assert).
 * raster->dpi 0 leaves the resolution out. ERR_NOMEM. */
enum err_code png_encode(const struct raster *raster, struct bytes *ret_new,
                         struct err *err) MUST_CHECK;

#endif
