/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the drawing of one page: the image, the mark over it, the invisible words.
 * The page is shown upright and level: its image bytes stay as they are and are turned by the
 * drawing matrix, so that lines of text are level too (readers of text take the words of a slanted
 * line for several lines). Points are 1/72 inch from the lower left corner. May include: model,
 * base.
 */
#include <math.h>

#include "base/limits.h"
#include "export/pdf_part.h"

/* An A4 page stands for what has no resolution. */
#define LONG_SIDE_INCHES (297 / 25.4)

static double image_dpi(const struct pdf_page *page, const struct jpeg_shape *shape)
{
    int side = shape->width > shape->height ? shape->width : shape->height;
    if (page->dpi >= IMAGE_DPI_MIN && page->dpi <= IMAGE_DPI_MAX)
        return page->dpi;
    return side / LONG_SIDE_INCHES;
}

void pdf_place_make(const struct pdf_page *page, const struct jpeg_shape *shape,
                    struct pdf_place *ret)
{
    struct pdf_place place = {.view = {shape->width, shape->height, page->turns, 0}};
    if (page->text && page->text->view.page_width > 0)
        place.view = page->text->view;
    place.scale = 72 / image_dpi(page, shape) * shape->width / place.view.page_width;
    double right = -INFINITY, bottom = -INFINITY;
    place.left = place.top = INFINITY;
    for (int corner = 0; corner < 4; corner++) {
        double x, y;
        view_point_to_upright(&place.view, corner & 1 ? place.view.page_width : 0,
                              corner & 2 ? place.view.page_height : 0, &x, &y);
        place.left = fmin(place.left, x);
        place.top = fmin(place.top, y);
        right = fmax(right, x);
        bottom = fmax(bottom, y);
    }
    place.width = (right - place.left) * place.scale;
    place.height = (bottom - place.top) * place.scale;
    *ret = place;
}

static double point_x(const struct pdf_place *place, double x)
{
    return (x - place->left) * place->scale;
}

static double point_y(const struct pdf_place *place, double y)
{
    return place->height - (y - place->top) * place->scale;
}

/* ---- image ---- */

struct pdf_point {
    double x, y;
};

/* A point of page space, in points of the PDF. */
static struct pdf_point page_point(const struct pdf_place *place, int x, int y)
{
    double ux, uy;
    view_point_to_upright(&place->view, x, y, &ux, &uy);
    return (struct pdf_point){point_x(place, ux), point_y(place, uy)};
}

static void add_image(struct str *out, const struct pdf_place *place)
{
    int w = place->view.page_width, h = place->view.page_height;
    struct pdf_point origin = page_point(place, 0, h), right = page_point(place, w, h),
                     up = page_point(place, 0, 0);
    str_format(out, "q\n%.4f %.4f %.4f %.4f %.4f %.4f cm\n/Im0 Do\nQ\n", right.x - origin.x,
               right.y - origin.y, up.x - origin.x, up.y - origin.y, origin.x, origin.y);
}

/* ---- words ---- */

static void add_word(struct str *out, struct pdf_font *font, const struct layer_word *word,
                     double size, double scale)
{
    struct str hex = STR_INIT;
    int codes = pdf_font_add_text(font, &hex, word->text);
    double natural = codes * 0.5 * size, wide = word->box.w * scale;
    double stretch = natural > 0 && wide > 0 ? 100 * wide / natural : 100;
    str_format(out, "%.3f Tz %s Tj\n", stretch, str_peek(&hex));
    str_release(&hex);
}

/* One baseline and one size a line; each word begins where it stands on the paper. */
static void add_line(struct str *out, struct pdf_font *font, const struct pdf_place *place,
                     const struct layer_line *line)
{
    if (line->count == 0 || rect_empty(line->box))
        return;
    double size = line->box.h * place->scale;
    int at = line->words[0].box.x;
    str_format(out, "/F1 %.3f Tf 1 0 0 1 %.3f %.3f Tm\n", size, point_x(place, at),
               point_y(place, rect_bottom(line->box)));
    for (size_t i = 0; i < line->count; i++) {
        if (i > 0)
            str_format(out, "%.3f 0 Td ", (line->words[i].box.x - at) * place->scale);
        at = line->words[i].box.x;
        add_word(out, font, &line->words[i], size, place->scale);
    }
}

static void add_words(struct str *out, const struct pdf_page *page, const struct pdf_place *place,
                      struct pdf_font *font)
{
    struct arena *arena = arena_new();
    struct layer layer;
    layer_make(page, arena, &layer);
    str_add(out, "BT\n3 Tr\n");
    for (size_t i = 0; i < layer.count; i++)
        add_line(out, font, place, &layer.lines[i]);
    str_add(out, "ET\n");
    arena_free(arena);
}

/* ---- mark ---- */

/* Across the middle, rising, four fifths of the diagonal long. */
static void add_mark(struct str *out, const struct pdf_place *place, double aspect)
{
    double angle = atan2(place->height, place->width);
    double wide = 0.8 * hypot(place->width, place->height), high = wide / aspect;
    double c = cos(angle), s = sin(angle);
    double x = (place->width - wide * c + high * s) / 2;
    double y = (place->height - wide * s - high * c) / 2;
    str_format(out, "q\n0.94 0.55 0.55 rg\n%.4f %.4f %.4f %.4f %.3f %.3f cm\n/Mark Do\nQ\n",
               wide * c, wide * s, -high * s, high * c, x, y);
}

void pdf_content_add(struct str *out, const struct pdf_page *page, const struct pdf_place *place,
                     struct pdf_font *font, double mark_aspect)
{
    add_image(out, place);
    if (mark_aspect > 0)
        add_mark(out, place, mark_aspect);
    if (page->text && page->text->view.page_width > 0)
        add_words(out, page, place, font);
}
