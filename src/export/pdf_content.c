/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the drawing of one page: its layers, the mark over them, the invisible words.
 * The layers keep their pixels and are turned in quarters only, so that no viewer has to resample
 * them; each word begins and ends where it does on the paper, its base line as high as that of its
 * middle, but runs level: readers of text take a slanted word for several. Points are 1/72 inch
 * from the lower left corner. May include: model, base.
 */
#include <math.h>

#include "base/limits.h"
#include "export/pdf_part.h"

/* An A4 page stands for what has no resolution. */
#define LONG_SIDE_INCHES (297 / 25.4)
/* Points; a viewer that rounds the size in pixels up gets those of the scan and not one more. */
#define SHORTER 0.001
/* Share of the height of a line; readers of text take words that are nearer for one. */
#define GAP_LEAST 0.17

static double page_dpi(const struct pdf_page *page)
{
    int side = page->width > page->height ? page->width : page->height;
    if (page->dpi >= IMAGE_DPI_MIN && page->dpi <= IMAGE_DPI_MAX)
        return page->dpi;
    return side / LONG_SIDE_INCHES;
}

void pdf_place_make(const struct pdf_page *page, struct pdf_place *ret)
{
    struct pdf_place place = {.view = {page->width, page->height, page->turns, 0}};
    if (page->text && page->text->view.page_width > 0)
        place.view = page->text->view;
    int width, height;
    view_size(&place.view, &width, &height);
    place.scale = 72 / page_dpi(page) * page->width / place.view.page_width;
    place.width = width * place.scale - SHORTER;
    place.height = height * place.scale - SHORTER;
    *ret = place;
}

struct pdf_point {
    double x, y;
};

/* ---- layers ---- */

/* A corner of the page as it came, on the turned page. */
static struct pdf_point corner(const struct pdf_place *place, int x, int y)
{
    struct view turned = place->view;
    double ux, uy;
    turned.skew = 0;
    view_point_to_upright(&turned, x, y, &ux, &uy);
    return (struct pdf_point){ux * place->scale, place->height - uy * place->scale};
}

static void add_layers(struct str *out, const struct pdf_page *page, const struct pdf_place *place)
{
    int w = place->view.page_width, h = place->view.page_height;
    struct pdf_point origin = corner(place, 0, h), right = corner(place, w, h),
                     up = corner(place, 0, 0);
    str_format(out, "q\n%.4f %.4f %.4f %.4f %.4f %.4f cm\n", right.x - origin.x, right.y - origin.y,
               up.x - origin.x, up.y - origin.y, origin.x, origin.y);
    for (size_t i = 0; i < page->layer_count; i++) {
        const struct pdf_layer *layer = &page->layers[i];
        if (layer->kind == PDF_STENCIL)
            str_format(out, "%.3f %.3f %.3f rg\n", layer->colour[0] / 255.0,
                       layer->colour[1] / 255.0, layer->colour[2] / 255.0);
        str_format(out, "/Im%zu Do\n", i);
    }
    str_add(out, "Q\n");
}

/* ---- words ---- */

/* The middle of a box of upright space, on the turned page. */
static struct pdf_point middle(const struct view *slanted, struct rect box)
{
    struct pdf_point at;
    view_point_to_page(slanted, box.x + box.w / 2.0, box.y + box.h / 2.0, &at.x, &at.y);
    return at;
}

/* box: as high as the line, so that its words have one size and, where it is level, one base. most:
 * width in points that leaves a gap to the next word. */
static void add_word(struct str *out, struct pdf_font *font, const struct pdf_place *place,
                     const struct view *slanted, struct rect box, double most, const char *text)
{
    struct rect seen = view_to_page(slanted, box);
    struct pdf_point at = middle(slanted, box);
    double size = box.h * place->scale, base = place->height - (at.y + box.h / 2.0) * place->scale;
    struct str hex = STR_INIT;
    int codes = pdf_font_add_text(font, &hex, text);
    double natural = codes * 0.5 * size, wide = fmin(seen.w * place->scale, most);
    double stretch = natural > 0 && wide > 0 ? 100 * wide / natural : 100;
    str_format(out, "1 0 0 1 %.3f %.3f Tm %.3f Tz %s Tj\n", seen.x * place->scale, base, stretch,
               str_peek(&hex));
    str_release(&hex);
}

/* Points from the left edge of a word to where the gap before the next one begins. */
static double room_for(const struct pdf_place *place, const struct view *slanted,
                       const struct layer_line *line, size_t at)
{
    if (at + 1 >= line->count)
        return INFINITY;
    struct rect here = view_to_page(slanted, line->words[at].box);
    struct rect next = view_to_page(slanted, line->words[at + 1].box);
    double room = next.x - here.x - GAP_LEAST * line->box.h, least = here.w / 2.0;
    return next.x <= here.x ? INFINITY : fmax(room, least) * place->scale;
}

static void add_line(struct str *out, struct pdf_font *font, const struct pdf_place *place,
                     const struct layer_line *line)
{
    struct view slanted = {.skew = place->view.skew};
    view_size(&place->view, &slanted.page_width, &slanted.page_height);
    if (line->count == 0 || rect_empty(line->box))
        return;
    str_format(out, "/F1 %.3f Tf\n", line->box.h * place->scale);
    for (size_t i = 0; i < line->count; i++) {
        struct rect box = line->words[i].box;
        box.y = line->box.y;
        box.h = line->box.h;
        add_word(out, font, place, &slanted, box, room_for(place, &slanted, line, i),
                 line->words[i].text);
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
    add_layers(out, page, place);
    if (mark_aspect > 0)
        add_mark(out, place, mark_aspect);
    if (page->text && page->text->view.page_width > 0)
        add_words(out, page, place, font);
}
