/* SPDX-License-Identifier: Apache-2.0
 *
 * present/picture: pictures of pages for the eye. A thread of its own, with its own store handle
 * and one page worker, decodes the masters and makes the levels that zooming needs; the drawing
 * thread only looks whether one is there. The last few stay in memory.
 */
#ifndef PRESENT_PICTURE_H
#define PRESENT_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/geometry.h"
#include "model/id.h"
#include "model/raster.h"

enum { PICTURE_LEVELS_MAX = 5, PICTURES_KEPT = 6 };

/* Upright by quarter turns. RGB24; each level is half as wide and high as the one before. */
struct picture {
    struct uuid page;
    int revision;
    struct raster levels[PICTURE_LEVELS_MAX];
    size_t level_count; /* 0: it cannot be shown, failure says why */
    struct rect region; /* of the page's frame that is shown; empty = all of it */
    int turns;
    double scale; /* pixels of level 0 a pixel of the page */
    struct err failure;
    bool stale; /* the page was read since: it may lie another way */
};
/* From a box in page space to pixels of level 0. Empty stays empty. */
struct rect picture_box(const struct picture *picture, struct rect box);

/* A picture from P5 or P6 bytes (checked: they are foreign), with its levels, level 0 at most
 * pixels_max; ERR_FORMAT, ERR_LIMIT, ERR_NOMEM. */
enum err_code picture_from_pnm(const unsigned char *data, size_t length, struct picture *ret,
                               struct err *err) MUST_CHECK;
void picture_release(struct picture *picture);

struct pictures; /* opaque */
enum err_code pictures_new(const char *folder, struct pictures **ret_new,
                           struct err *err) MUST_CHECK;
void pictures_free(struct pictures *pictures); /* ends the thread; NULL is fine */
/* NULL while it is on its way (then it is made before all others). Borrowed until pictures_step. */
const struct picture *pictures_peek(struct pictures *pictures, const struct uuid *page,
                                    int revision);
void pictures_want(struct pictures *pictures, const struct uuid *page, int revision); /* soon */
/* The page may lie another way now: what is there is shown until a new picture has come. */
void pictures_renew(struct pictures *pictures, const struct uuid *page);
/* A small one (present/thumbs); wanted: it is made when it is not there. Borrowed as above. */
const struct picture *pictures_thumb(struct pictures *pictures, const struct uuid *page,
                                     int revision, bool wanted);
int pictures_fd(const struct pictures *pictures); /* readable when one has come */
bool pictures_step(struct pictures *pictures);    /* takes what has come; true: there was one */

#endif
