/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the drawing of one page: the image, the mark over it, the invisible words.
 * Points are 1/72 inch from the lower left corner of the page as its image lies.
 * May include: model, base.
 */
#include <math.h>

#include "export/pdf_part.h"

/* The way from upright pixels to points. */
struct ground {
    const struct view *view;
    const struct page_size *size;
    double scale; /* points a pixel of page space */
};

static void to_points(const struct ground *ground, double x, double y, double *ret_x, double *ret_y)
{
    double px, py;
    view_point_to_page(ground->view, x, y, &px, &py);
    *ret_x = px * ground->scale;
    *ret_y = ground->size->height - py * ground->scale;
}

static void add_word(struct str *out, struct pdf_font *font, const struct layer_word *word,
                     double size, double scale)
{
    struct str hex = STR_INIT;
    int units = pdf_font_add_text(font, &hex, word->text);
    double natural = units * 0.5 * size, wide = word->box.w * scale;
    double stretch = natural > 0 && wide > 0 ? 100 * wide / natural : 100;
    str_format(out, "%.3f Tz %s Tj\n", stretch, str_peek(&hex));
    str_release(&hex);
}

/* One baseline and one size a line; each word begins where it stands on the paper. */
static void add_line(struct str *out, struct pdf_font *font, const struct ground *ground,
                     const struct layer_line *line)
{
    if (line->count == 0 || rect_empty(line->box))
        return;
    double base = rect_bottom(line->box), size = line->box.h * ground->scale;
    double x, y, ahead_x, ahead_y;
    to_points(ground, line->words[0].box.x, base, &x, &y);
    to_points(ground, line->words[0].box.x + 1000.0, base, &ahead_x, &ahead_y);
    double c = (ahead_x - x) / (1000 * ground->scale), s = (ahead_y - y) / (1000 * ground->scale);
    str_format(out, "/F1 %.3f Tf %.6f %.6f %.6f %.6f %.3f %.3f Tm\n", size, c, s, -s, c, x, y);
    double at = line->words[0].box.x;
    for (size_t i = 0; i < line->count; i++) {
        double step = (line->words[i].box.x - at) * ground->scale;
        if (i > 0)
            str_format(out, "%.3f 0 Td ", step);
        at = line->words[i].box.x;
        add_word(out, font, &line->words[i], size, ground->scale);
    }
}

static void add_words(struct str *out, const struct pdf_page *page, const struct page_size *size,
                      struct pdf_font *font)
{
    struct ground ground = {.view = &page->text->view, .size = size};
    if (ground.view->page_width <= 0)
        return;
    ground.scale = size->width / ground.view->page_width;
    struct arena *arena = arena_new();
    struct layer layer;
    layer_make(page, arena, &layer);
    str_add(out, "BT\n3 Tr\n");
    for (size_t i = 0; i < layer.count; i++)
        add_line(out, font, &ground, &layer.lines[i]);
    str_add(out, "ET\n");
    arena_free(arena);
}

/* Across the middle of the page as a reader sees it, rising, four fifths of the diagonal long. */
static void add_mark(struct str *out, const struct pdf_page *page, const struct page_size *size,
                     double aspect)
{
    bool odd = page->turns & 1;
    double seen_w = odd ? size->height : size->width, seen_h = odd ? size->width : size->height;
    double angle = atan2(seen_h, seen_w) + page->turns * M_PI / 2;
    double wide = 0.8 * hypot(seen_w, seen_h), high = wide / aspect;
    double c = cos(angle), s = sin(angle);
    double x = size->width / 2 - (wide * c - high * s) / 2;
    double y = size->height / 2 - (wide * s + high * c) / 2;
    str_format(out, "q\n0.85 0.25 0.25 rg\n%.4f %.4f %.4f %.4f %.3f %.3f cm\n/Mark Do\nQ\n",
               wide * c, wide * s, -high * s, high * c, x, y);
}

void pdf_content_add(struct str *out, const struct pdf_page *page, const struct page_size *size,
                     struct pdf_font *font, double mark_aspect)
{
    str_format(out, "q\n%.3f 0 0 %.3f 0 0 cm\n/Im0 Do\nQ\n", size->width, size->height);
    if (mark_aspect > 0)
        add_mark(out, page, size, mark_aspect);
    if (page->text)
        add_words(out, page, size, font);
}
