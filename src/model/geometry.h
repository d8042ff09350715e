/* SPDX-License-Identifier: Apache-2.0
 *
 * model/geometry: boxes and the way between the two pixel spaces of a page.
 *
 * - page space: pixels of (master, frame) exactly as it came in. What leaves the program (JSON,
 *   store, PDF) is in this space.
 * - upright space: the page after its quarter turns and deskew, same scale (source resolution),
 *   width and height swapped for odd turns, rotated about the centre without growing. Layout,
 *   text and extraction work here.
 */
#ifndef MODEL_GEOMETRY_H
#define MODEL_GEOMETRY_H

#include <stdbool.h>

/* x, y = left upper pixel; w, h in pixels; empty when w or h <= 0. */
struct rect {
    int x, y, w, h;
};
static inline int rect_right(struct rect r)
{
    return r.x + r.w;
}
static inline int rect_bottom(struct rect r)
{
    return r.y + r.h;
}
bool rect_empty(struct rect r);
struct rect rect_union(struct rect a, struct rect b); /* an empty one does not count */
struct rect rect_cut(struct rect a, struct rect b);   /* intersection; empty: w = h = 0 */
struct rect rect_grow(struct rect r, int dx, int dy);
struct rect rect_scale(struct rect r, double factor);     /* outward rounding */
double rect_overlap(struct rect a, struct rect b);        /* intersection over union, 0..1 */
double rect_inside(struct rect inner, struct rect outer); /* covered share of inner, 0..1 */
bool rect_has(struct rect r, int x, int y);

/* How upright space lies in page space. */
struct view {
    int page_width, page_height; /* pixels of page space */
    int turns;                   /* clockwise quarter turns that make the page upright: 0..3 */
    double skew;                 /* degrees; clockwise rotation applied after the turns */
};
void view_size(const struct view *view, int *ret_width, int *ret_height); /* upright size */
/* The enclosing box in the other space, clipped to that space. */
struct rect view_to_page(const struct view *view, struct rect upright);
struct rect view_to_upright(const struct view *view, struct rect page);
void view_point_to_page(const struct view *view, double x, double y, double *ret_x, double *ret_y);
void view_point_to_upright(const struct view *view, double x, double y, double *ret_x,
                           double *ret_y);

#endif
