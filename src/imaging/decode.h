/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/decode: foreign image files into pixels: PNG, JPEG, TIFF (many pages, G3, G4, LZW,
 * deflate, JPEG, 1 to 16 bit, palette, CMYK, tiles), PNM, BMP, WebP. The file is told by its first
 * bytes, never by its name. Sizes are checked against base/limits.h before anything is decoded.
 */
#ifndef IMAGING_DECODE_H
#define IMAGING_DECODE_H

#include "imaging/image.h"

struct decode_options {
    const char *name; /* stands in messages; never opened */
    int frame;        /* from 0 */
    bool red;         /* 8 bit for reading: grey as it is, the red channel of colour, 1 bit as
                       * 0 and 255; made without a colour image in between where possible */
    int orientation;  /* instead of the file's own tag: TIFF numbers 1..8; 0 = its own */
};

/* fd is a file or memory file; its position does not matter and is not kept. A damaged JPEG of
 * which something can be seen is accepted and marked image_partial. Errors: ERR_FORMAT (foreign
 * K-210, broken K-211), ERR_LIMIT (too big K-212), ERR_MISSING (no such page K-213), ERR_NOMEM. */
enum err_code image_decode(int fd, const struct decode_options *options, struct image **ret_new,
                           struct err *err) MUST_CHECK;
/* The exact samples of the file, also 16 bit colour; for proving a scan pixel for pixel. Ends with
 * raster_release. options->red is not used. */
enum err_code image_decode_raster(int fd, const struct decode_options *options,
                                  struct raster *ret_new, struct err *err) MUST_CHECK;

#endif
