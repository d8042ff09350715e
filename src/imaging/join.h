/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join: two pictures of one sheet, left and right with an overlap, put together: where the
 * right one lies is found by comparing the overlap, never by its edges.
 *
 * Found coarse to fine: normalised cross-correlation of strongly reduced pictures over overlap,
 * vertical offset and small rotations, the best places again on finer ones (Lewis, "Fast
 * Normalized Cross-Correlation", 1995); then small places with corners in them are compared in full
 * resolution (the smaller eigenvalue of their gradients says which: Shi and Tomasi 1994), and the
 * rotation, scale and offset that most of them agree on are taken by least squares (Umeyama 1991).
 * Brightness does not matter: every comparison takes its own mean and contrast out.
 */
#ifndef IMAGING_JOIN_H
#define IMAGING_JOIN_H

#include "imaging/image.h"

/* Pixel (x, y) of the right picture lies at (a x - b y + dx, b x + a y + dy) of the left one. */
struct join_fit {
    double a, b, dx, dy;
    int light[3]; /* what makes red, green, blue of the right one as bright as the left, 1000 = 1 */
    int seam;     /* x in the left picture: left of it the left one is shown */
    double sure;  /* 0..1 */
    double off;   /* pixels by which the compared places disagree, root mean square */
    int places;   /* that agree */
};

/* Rotations up to 2.5 degrees, vertical offsets up to a fifth of the height, overlaps from a
 * fiftieth of the width; pictures with known resolutions may differ in it. ERR_FORMAT K-1240: the
 * pictures do not match; K-1241: nothing in the overlap to compare. */
enum err_code join_find(const struct image *left, const struct image *right, struct join_fit *ret,
                        struct err *err) MUST_CHECK;

/* Facing pages of a book, which have nothing in common: edge to edge, their rows at one height as
 * far as that can be told (sure 0: it cannot). */
enum err_code join_beside(const struct image *left, const struct image *right, struct join_fit *ret,
                          struct err *err) MUST_CHECK;

/* The joined picture: colour if both are, else grey. *ret_x and *ret_y: where the left
 * picture's corner lies in it. ERR_LIMIT when it is too large. */
enum err_code join_make(const struct image *left, const struct image *right,
                        const struct join_fit *fit, struct image **ret_new, int *ret_x, int *ret_y,
                        struct err *err) MUST_CHECK;

#endif
