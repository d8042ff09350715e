/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/make: pictures and files for tests, also broken ones. Descriptors returned are
 * memory files that the caller closes.
 */
#ifndef IMAGING_MAKE_H
#define IMAGING_MAKE_H

#include "base/file.h"
#include "imaging/image.h"

/* Tight rows with a pattern that differs at every pixel and is not symmetric. */
struct raster make_raster(enum raster_format format, int width, int height);
bool same_raster(const struct raster *a, const struct raster *b);

int make_fd(const void *data, size_t length);

/* What libtiff is asked to write; 0 = the usual. */
struct make_tiff {
    int width, height, pages;
    int bits, samples, photometric, compression, orientation;
    int tile; /* side of the tiles */
    int planar;
    float dpi;
    bool centimetre;
    bool bomb;    /* a few bytes that claim to be the page */
    bool preview; /* a reduced image in front of every page */
};
int make_tiff(const struct make_tiff *spec); /* positioned at its start */

/* The value that page number page of make_tiff has at x, y (8 bit, before inversion). */
uint8_t make_value(int page, int x, int y, int sample);

struct bytes make_bmp(int width, int height);
struct bytes make_webp(int width, int height);
/* A JPEG of a pattern with an EXIF orientation; progressive and colour. */
struct bytes make_jpeg(int width, int height, int orientation);

#endif
