/* SPDX-License-Identifier: Apache-2.0
 *
 * model/geometry: boxes, and the turns and skew between page space and upright space.
 * May include: base.
 */
#include "model/geometry.h"

#include <math.h>

/* Rounding noise of the rotation that must not widen a box by a pixel. */
#define NOISE 1e-6

/* ---- boxes ---- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static double area(struct rect r)
{
    return rect_empty(r) ? 0 : (double)r.w * r.h;
}

bool rect_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_empty(a))
        return b;
    if (rect_empty(b))
        return a;
    int x = least(a.x, b.x), y = least(a.y, b.y);
    return (struct rect){x, y, most(rect_right(a), rect_right(b)) - x,
                         most(rect_bottom(a), rect_bottom(b)) - y};
}

struct rect rect_cut(struct rect a, struct rect b)
{
    int x = most(a.x, b.x), y = most(a.y, b.y);
    struct rect cut = {x, y, least(rect_right(a), rect_right(b)) - x,
                       least(rect_bottom(a), rect_bottom(b)) - y};
    if (rect_empty(cut))
        cut.w = cut.h = 0;
    return cut;
}

struct rect rect_grow(struct rect r, int dx, int dy)
{
    return (struct rect){r.x - dx, r.y - dy, r.w + 2 * dx, r.h + 2 * dy};
}

static struct rect rect_around(double left, double top, double right, double bottom)
{
    int x = (int)floor(left + NOISE), y = (int)floor(top + NOISE);
    return (struct rect){x, y, (int)ceil(right - NOISE) - x, (int)ceil(bottom - NOISE) - y};
}

struct rect rect_scale(struct rect r, double factor)
{
    return rect_around(r.x * factor, r.y * factor, (r.x + r.w) * factor, (r.y + r.h) * factor);
}

double rect_overlap(struct rect a, struct rect b)
{
    double both = area(rect_cut(a, b)), all = area(a) + area(b) - both;
    return all > 0 ? both / all : 0;
}

double rect_inside(struct rect inner, struct rect outer)
{
    double whole = area(inner);
    return whole > 0 ? area(rect_cut(inner, outer)) / whole : 0;
}

bool rect_has(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < rect_right(r) && y < rect_bottom(r);
}

/* ---- views ---- */

void view_size(const struct view *view, int *ret_width, int *ret_height)
{
    bool odd = view->turns & 1;
    *ret_width = odd ? view->page_height : view->page_width;
    *ret_height = odd ? view->page_width : view->page_height;
}

/* Rotates (x, y) clockwise about the centre of the upright page. */
static void rotate(const struct view *view, double degrees, double *x, double *y)
{
    if (degrees == 0)
        return;
    int width, height;
    view_size(view, &width, &height);
    double angle = degrees * M_PI / 180, c = cos(angle), s = sin(angle);
    double dx = *x - width / 2.0, dy = *y - height / 2.0;
    *x = width / 2.0 + dx * c - dy * s;
    *y = height / 2.0 + dx * s + dy * c;
}

void view_point_to_upright(const struct view *view, double x, double y, double *ret_x,
                           double *ret_y)
{
    double w = view->page_width, h = view->page_height, ux = x, uy = y;
    switch (view->turns & 3) {
    case 1: ux = h - y, uy = x; break;
    case 2: ux = w - x, uy = h - y; break;
    case 3: ux = y, uy = w - x; break;
    default: break;
    }
    rotate(view, view->skew, &ux, &uy);
    *ret_x = ux;
    *ret_y = uy;
}

void view_point_to_page(const struct view *view, double x, double y, double *ret_x, double *ret_y)
{
    double w = view->page_width, h = view->page_height;
    rotate(view, -view->skew, &x, &y);
    double px = x, py = y;
    switch (view->turns & 3) {
    case 1: px = y, py = h - x; break;
    case 2: px = w - x, py = h - y; break;
    case 3: px = w - y, py = x; break;
    default: break;
    }
    *ret_x = px;
    *ret_y = py;
}

typedef void point_map(const struct view *, double, double, double *, double *);

/* The enclosing box of the four mapped corners. */
static struct rect map_box(const struct view *view, point_map *map, struct rect r)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (int corner = 0; corner < 4; corner++) {
        double x, y;
        map(view, corner & 1 ? rect_right(r) : r.x, corner & 2 ? rect_bottom(r) : r.y, &x, &y);
        left = fmin(left, x);
        right = fmax(right, x);
        top = fmin(top, y);
        bottom = fmax(bottom, y);
    }
    return rect_around(left, top, right, bottom);
}

struct rect view_to_page(const struct view *view, struct rect upright)
{
    struct rect page = {0, 0, view->page_width, view->page_height};
    return rect_cut(map_box(view, view_point_to_page, upright), page);
}

struct rect view_to_upright(const struct view *view, struct rect page)
{
    struct rect whole = {0};
    view_size(view, &whole.w, &whole.h);
    return rect_cut(map_box(view, view_point_to_upright, page), whole);
}
