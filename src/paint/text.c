/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/text: pango on a canvas with pinned font options. May include base, cairo, pango.
 */
#include "paint/text.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "paint/canvas_part.h"

/* ---- the pinned context ---- */

static cairo_font_options_t *make_options(void)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    return options;
}

static void make_context(struct canvas *canvas)
{
    cairo_font_options_t *options = make_options();
    canvas->pango = pango_font_map_create_context(pango_cairo_font_map_get_default());
    pango_cairo_context_set_font_options(canvas->pango, options);
    pango_cairo_context_set_resolution(canvas->pango, 72);
    pango_context_set_language(canvas->pango, pango_language_from_string("vi"));
    pango_context_set_base_dir(canvas->pango, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(canvas->pango, FALSE);
    canvas->layout = pango_layout_new(canvas->pango);
    pango_layout_set_auto_dir(canvas->layout, FALSE);
    pango_layout_set_single_paragraph_mode(canvas->layout, TRUE);
    cairo_font_options_destroy(options);
}

static PangoFontDescription *describe(const struct text_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->family);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return font;
}

/* The canvas's layout with text and style; borrowed, valid until the next call. */
static PangoLayout *lay_out(struct canvas *canvas, const struct text_style *style, const char *text,
                            size_t length)
{
    if (!canvas->pango)
        make_context(canvas);
    PangoFontDescription *font = describe(style);
    PangoAttrList *attributes = pango_attr_list_new();
    if (style->spacing != 0)
        pango_attr_list_insert(
            attributes, pango_attr_letter_spacing_new((int)lround(style->spacing * PANGO_SCALE)));
    pango_layout_set_width(canvas->layout, -1);
    pango_layout_set_font_description(canvas->layout, font);
    pango_layout_set_attributes(canvas->layout, attributes);
    pango_layout_set_text(canvas->layout, text, (int)length);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return canvas->layout;
}

/* ---- measuring and drawing ---- */

static double units(int value)
{
    return (double)value / PANGO_SCALE;
}

void text_measure(struct canvas *canvas, const struct text_style *style, const char *text,
                  struct text_extent *ret)
{
    PangoLayout *layout = lay_out(canvas, style, text, strlen(text));
    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    double baseline = units(pango_layout_get_baseline(layout));
    *ret = (struct text_extent){
        .width = units(logical.width),
        .ascent = baseline - units(logical.y),
        .descent = units(logical.y + logical.height) - baseline,
        .ink_x = units(ink.x),
        .ink_y = units(ink.y) - baseline,
        .ink_w = units(ink.width),
        .ink_h = units(ink.height),
    };
}

void text_draw(struct canvas *canvas, const struct text_style *style, double x, double baseline,
               const char *text)
{
    PangoLayout *layout = lay_out(canvas, style, text, strlen(text));
    cairo_set_source_rgba(canvas->cairo, style->color.red, style->color.green, style->color.blue,
                          style->color.alpha);
    cairo_move_to(canvas->cairo, x, baseline - units(pango_layout_get_baseline(layout)));
    pango_cairo_show_layout(canvas->cairo, layout);
}

static double span_width(struct canvas *canvas, const struct text_style *style, const char *text,
                         size_t length)
{
    PangoRectangle logical;
    pango_layout_get_extents(lay_out(canvas, style, text, length), NULL, &logical);
    return units(logical.width);
}

size_t text_fit(struct canvas *canvas, const struct text_style *style, const char *text,
                double width)
{
    size_t fits = 0, at = 0;
    while (text[at]) {
        size_t end = at + strcspn(text + at, " ");
        if (fits && span_width(canvas, style, text, end) > width)
            break;
        at = end + strspn(text + end, " ");
        fits = at;
    }
    return fits;
}

/* ---- coverage ---- */

static bool run_covered(const PangoGlyphItem *run, const char *family)
{
    PangoFontDescription *font = pango_font_describe(run->item->analysis.font);
    bool same = g_ascii_strcasecmp(pango_font_description_get_family(font), family) == 0;
    pango_font_description_free(font);
    for (int i = 0; same && i < run->glyphs->num_glyphs; i++)
        same = !(run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) ||
               run->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY;
    return same;
}

bool text_covered(struct canvas *canvas, const struct text_style *style, const char *text)
{
    PangoLayout *layout = lay_out(canvas, style, text, strlen(text));
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (GSList *run = line ? line->runs : NULL; run; run = run->next)
        if (!run_covered(run->data, style->family))
            return false;
    return true;
}
