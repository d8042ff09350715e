/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_parts: the connected parts (eight neighbours) of a bit mask, as runs of pixels. One
 * pass over the mask, so that a page of letters costs a few milliseconds. Inside the room only.
 */
#ifndef IMAGING_CLEAN_PARTS_H
#define IMAGING_CLEAN_PARTS_H

#include <leptonica/allheaders.h>

#include "base/err.h"
#include "model/geometry.h"
#include "model/raster.h"

/* Pixels x0 <= x < x1 of row y. */
struct run {
    int y, x0, x1;
    int part;
};
struct part {
    struct rect box;
    int area;           /* pixels */
    int run, run_count; /* its runs: runs[run] ... */
};
struct parts {
    struct part *items;
    size_t count;
    struct run *runs; /* grouped by part, each top to bottom */
    size_t run_count;
};

/* ERR_NOMEM K-234. */
enum err_code parts_find(PIX *mask, struct parts *ret, struct err *err) MUST_CHECK;
void parts_release(struct parts *parts);
/* Mean darkness of a part's pixels against even paper, from a plane of the mask's size. */
double part_darkness(const struct parts *parts, size_t index, const struct raster *plane);
/* Sets or clears the pixels of one part. */
void part_paint(const struct parts *parts, size_t index, PIX *mask, bool on);

#endif
