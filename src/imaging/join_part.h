/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_part: what the files of imaging/join share.
 */
#ifndef IMAGING_JOIN_PART_H
#define IMAGING_JOIN_PART_H

#include "imaging/join.h"

/* A reduced picture with its surroundings taken out: 0 = as bright as they are. */
struct join_plane {
    float *ink;         /* w x h */
    double *sum, *sums; /* (w + 1) x (h + 1): of ink, of ink squared, left above a pixel */
    int w, h;
};
enum err_code join_plane_make(const struct image *grey, double scale, struct join_plane *ret,
                              struct err *err) MUST_CHECK;
/* The same with its rows, for comparing heights only. */
enum err_code join_plane_rows(const struct image *grey, double scale, struct join_plane *ret,
                              struct err *err) MUST_CHECK;
/* Turned about its middle by degrees, clockwise as seen; same size. */
enum err_code join_plane_turn(const struct join_plane *plane, double degrees,
                              struct join_plane *ret, struct err *err) MUST_CHECK;
void join_plane_release(struct join_plane *plane);
/* -1..1: how alike they are when right lies at (x, y) of left; -1 too when less than `least`
 * pixels lie over each other. */
double join_plane_like(const struct join_plane *left, const struct join_plane *right, int x, int y,
                       int least);

/* Full resolution: improves fit (whose a, b, dx, dy are right within some pixels), fills sure, off,
 * places. */
enum err_code join_fine(const struct raster *left, const struct raster *right, struct join_fit *fit,
                        struct err *err) MUST_CHECK;

static inline void join_to_left(const struct join_fit *fit, double x, double y, double *ret_x,
                                double *ret_y)
{
    *ret_x = fit->a * x - fit->b * y + fit->dx;
    *ret_y = fit->b * x + fit->a * y + fit->dy;
}

static inline void join_to_right(const struct join_fit *fit, double x, double y, double *ret_x,
                                 double *ret_y)
{
    double square = fit->a * fit->a + fit->b * fit->b;
    x -= fit->dx;
    y -= fit->dy;
    *ret_x = (fit->a * x + fit->b * y) / square;
    *ret_y = (fit->a * y - fit->b * x) / square;
}

#endif
