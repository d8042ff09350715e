/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/canvas: shapes on a cairo image surface. Owns surface and context; text is in text.c.
 * May include base, model, cairo.
 */
#include "paint/canvas.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "paint/canvas_part.h"

enum err_code canvas_new(int width, int height, struct canvas **ret_new, struct err *err)
{
    assert(width > 0 && height > 0);
    if (width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX ||
        (double)width * height > IMAGE_PIXELS_MAX)
        return err_set(err, ERR_LIMIT, 226, _("a picture of %d x %d pixels is too large to draw"),
                       width, height);
    struct canvas *canvas = mem_new(1, sizeof *canvas);
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    canvas->cairo = cairo_create(canvas->surface);
    if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS) {
        canvas_free(canvas);
        return err_set(err, ERR_NOMEM, 227,
                       _("not enough memory to draw %d x %d pixels; close other programs"), width,
                       height);
    }
    canvas_fill(canvas, COLOR_WHITE);
    *ret_new = canvas;
    return ERR_OK;
}

void canvas_free(struct canvas *canvas)
{
    if (!canvas)
        return;
    if (canvas->layout)
        g_object_unref(canvas->layout);
    if (canvas->pango)
        g_object_unref(canvas->pango);
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    free(canvas);
}

int canvas_width(const struct canvas *canvas)
{
    return cairo_image_surface_get_width(canvas->surface);
}

int canvas_height(const struct canvas *canvas)
{
    return cairo_image_surface_get_height(canvas->surface);
}

static void set_color(struct canvas *canvas, struct color color)
{
    cairo_set_source_rgba(canvas->cairo, color.red, color.green, color.blue, color.alpha);
}

static void stroke(struct canvas *canvas, double thick, struct color color)
{
    set_color(canvas, color);
    cairo_set_line_width(canvas->cairo, thick);
    cairo_stroke(canvas->cairo);
}

void canvas_fill(struct canvas *canvas, struct color color)
{
    set_color(canvas, color);
    cairo_paint(canvas->cairo);
}

void canvas_box(struct canvas *canvas, double x, double y, double w, double h, struct color color)
{
    set_color(canvas, color);
    cairo_rectangle(canvas->cairo, x, y, w, h);
    cairo_fill(canvas->cairo);
}

void canvas_frame(struct canvas *canvas, double x, double y, double w, double h, double thick,
                  struct color color)
{
    cairo_rectangle(canvas->cairo, x, y, w, h);
    stroke(canvas, thick, color);
}

void canvas_line(struct canvas *canvas, struct point from, struct point to, double thick,
                 struct color color)
{
    cairo_move_to(canvas->cairo, from.x, from.y);
    cairo_line_to(canvas->cairo, to.x, to.y);
    stroke(canvas, thick, color);
}

void canvas_dots(struct canvas *canvas, double x, double end, double y, double period, double size,
                 struct color color)
{
    assert(period > 0);
    for (; x < end; x += period) {
        cairo_new_sub_path(canvas->cairo);
        cairo_arc(canvas->cairo, x, y, size / 2, 0, 2 * M_PI);
    }
    set_color(canvas, color);
    cairo_fill(canvas->cairo);
}

/* Catmull-Rom through the points, as Bezier pieces. */
void canvas_curve(struct canvas *canvas, const struct point *points, size_t count, double thick,
                  struct color color)
{
    assert(count >= 2);
    cairo_set_line_cap(canvas->cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_move_to(canvas->cairo, points[0].x, points[0].y);
    for (size_t i = 0; i + 1 < count; i++) {
        struct point before = points[i ? i - 1 : 0], from = points[i], to = points[i + 1];
        struct point after = points[i + 2 < count ? i + 2 : count - 1];
        cairo_curve_to(canvas->cairo, from.x + (to.x - before.x) / 6,
                       from.y + (to.y - before.y) / 6, to.x - (after.x - from.x) / 6,
                       to.y - (after.y - from.y) / 6, to.x, to.y);
    }
    stroke(canvas, thick, color);
    cairo_set_line_cap(canvas->cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_MITER);
}

void canvas_polygon(struct canvas *canvas, const struct point *points, size_t count,
                    struct color color)
{
    for (size_t i = 0; i < count; i++)
        cairo_line_to(canvas->cairo, points[i].x, points[i].y);
    cairo_close_path(canvas->cairo);
    set_color(canvas, color);
    cairo_fill(canvas->cairo);
}

void canvas_circle(struct canvas *canvas, double x, double y, double radius, double thick,
                   struct color color)
{
    cairo_new_path(canvas->cairo);
    cairo_arc(canvas->cairo, x, y, radius, 0, 2 * M_PI);
    if (thick > 0) {
        stroke(canvas, thick, color);
        return;
    }
    set_color(canvas, color);
    cairo_fill(canvas->cairo);
}

void canvas_turn(struct canvas *canvas, double x, double y, double degrees, double scale_x,
                 double scale_y)
{
    cairo_save(canvas->cairo);
    cairo_translate(canvas->cairo, x, y);
    cairo_rotate(canvas->cairo, degrees * M_PI / 180);
    cairo_scale(canvas->cairo, scale_x, scale_y);
    cairo_translate(canvas->cairo, -x, -y);
}

void canvas_clip(struct canvas *canvas, double x, double y, double w, double h)
{
    cairo_save(canvas->cairo);
    cairo_new_path(canvas->cairo);
    cairo_rectangle(canvas->cairo, x, y, w, h);
    cairo_clip(canvas->cairo);
}

void canvas_restore(struct canvas *canvas)
{
    cairo_restore(canvas->cairo);
}

uint32_t *canvas_peek(struct canvas *canvas, size_t *ret_stride)
{
    cairo_surface_flush(canvas->surface);
    *ret_stride = (size_t)cairo_image_surface_get_stride(canvas->surface);
    return (uint32_t *)(void *)cairo_image_surface_get_data(canvas->surface);
}

void canvas_touched(struct canvas *canvas)
{
    cairo_surface_mark_dirty(canvas->surface);
}
