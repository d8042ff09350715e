/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/sheet: writing on a paper and remembering what was written. May include base, model,
 * paint.
 */
#include "sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum err_code sheet_init(struct sheet *sheet, struct maker *maker, double width, double height,
                         double dpi, struct err *err)
{
    *sheet = (struct sheet){.maker = maker,
                            .width = width,
                            .height = height,
                            .scale = dpi / 25.4,
                            .row = -1,
                            .table_row = -1};
    return canvas_new((int)lround(width * sheet->scale), (int)lround(height * sheet->scale),
                      &sheet->canvas, err);
}

void sheet_release(struct sheet *sheet)
{
    canvas_free(sheet->canvas);
    free(sheet->lines.items);
    free(sheet->fields.items);
    *sheet = (struct sheet){0};
}

double sheet_px(const struct sheet *sheet, double mm)
{
    return mm * sheet->scale;
}

struct style style_label(const struct sheet *sheet)
{
    return (struct style){
        .face = sheet->look.label_face, .points = sheet->look.size, .ink = sheet->look.ink};
}

struct style style_value(const struct sheet *sheet)
{
    const struct look *look = &sheet->look;
    return (struct style){.face = look->handwritten ? look->hand_face : look->value_face,
                          .points = look->value_size,
                          .bold = look->value_bold && !look->handwritten,
                          .hand = look->handwritten,
                          .typed = look->typed && !look->handwritten,
                          .ink = look->value_ink};
}

/* ---- measuring ---- */

static struct text_style paint_style(const struct sheet *sheet, const struct style *style)
{
    double point = sheet->scale * 25.4 / 72;
    return (struct text_style){.family = style->face,
                               .size = style->points * point,
                               .bold = style->bold,
                               .italic = style->italic,
                               .spacing = style->spacing * point,
                               .color = style->ink};
}

double sheet_width(struct sheet *sheet, const struct style *style, const char *text)
{
    struct text_style paint = paint_style(sheet, style);
    struct text_extent extent;
    text_measure(sheet->canvas, &paint, text, &extent);
    return extent.width / sheet->scale;
}

size_t sheet_fit(struct sheet *sheet, const struct style *style, const char *text, double width)
{
    struct text_style paint = paint_style(sheet, style);
    return text_fit(sheet->canvas, &paint, text, sheet_px(sheet, width));
}

/* ---- truth ---- */

static void line_add(struct sheet *sheet, const char *text, struct rect box, double baseline)
{
    struct maker *maker = sheet->maker;
    if (!sheet->line_open) {
        *ARRAY_ADD(&sheet->lines) = (struct truth_line){.text = text,
                                                        .box = box,
                                                        .baseline = baseline,
                                                        .table_row = sheet->table_row,
                                                        .cell = sheet->cell};
        sheet->line_open = true;
        return;
    }
    struct truth_line *line = &sheet->lines.items[sheet->lines.count - 1];
    line->text = format_text(maker, "%s %s", line->text, text);
    line->box = rect_union(line->box, box);
}

static struct truth_field *field_lookup(struct sheet *sheet, const char *name)
{
    for (size_t i = sheet->fields.count; i-- > 0;)
        if (sheet->fields.items[i].row == sheet->row &&
            strcmp(sheet->fields.items[i].name, name) == 0)
            return &sheet->fields.items[i];
    return NULL;
}

static void field_add(struct sheet *sheet, const char *name, const char *text, struct rect box)
{
    struct truth_field *field = field_lookup(sheet, name);
    if (!field) {
        *ARRAY_ADD(&sheet->fields) = (struct truth_field){
            .row = sheet->row, .name = name, .written = text, .status = "ok", .box = box};
        return;
    }
    field->written = format_text(sheet->maker, "%s %s", field->written, text);
    field->box = rect_union(field->box, box);
}

void sheet_mean(struct sheet *sheet, const char *name, const char *value)
{
    struct truth_field *field = field_lookup(sheet, name);
    if (field)
        field->value = value;
}

void sheet_contradict(struct sheet *sheet, const char *name)
{
    struct truth_field *field = field_lookup(sheet, name);
    if (field)
        field->contradicts = true;
}

void sheet_blank(struct sheet *sheet, const char *name, double x, double y, double w, double h)
{
    double s = sheet->scale;
    struct rect box = {(int)(x * s), (int)(y * s), (int)(w * s), (int)(h * s)};
    *ARRAY_ADD(&sheet->fields) =
        (struct truth_field){.row = sheet->row, .name = name, .status = "blank", .box = box};
}

/* ---- writing ---- */

static struct rect ink_rect(const struct text_extent *ink, double x, double y)
{
    int left = (int)floor(x + ink->ink_x), top = (int)floor(y + ink->ink_y);
    return (struct rect){left, top, (int)ceil(x + ink->ink_x + ink->ink_w) - left,
                         (int)ceil(y + ink->ink_y + ink->ink_h) - top};
}

/* Letter by letter, each a little off: a typewriter's type, or a hand with its slant. */
static void draw_letters(struct sheet *sheet, const struct text_style *paint,
                         const struct style *style, const char *text, double x, double y)
{
    struct dice *dice = &sheet->maker->dice;
    const struct look *look = &sheet->look;
    double off = (style->hand ? look->hand_jitter : 0.012) * paint->size,
           wave = dice_real(dice, 0, 6);
    const char *at = text;
    uint32_t rune;
    while ((rune = utf8_next(&at))) {
        char letter[5];
        struct text_extent extent;
        utf8_encode(rune, letter);
        text_measure(sheet->canvas, paint, letter, &extent);
        double turn = style->hand ? look->hand_slant + dice_normal(dice) * 2.5 : 0;
        double big = style->hand ? 1 + dice_normal(dice) * 0.05 : 1;
        double dy = dice_normal(dice) * off + (style->hand ? sin(wave) * off : 0);
        canvas_turn(sheet->canvas, x, y + dy, turn, big, big);
        text_draw(sheet->canvas, paint, x, y + dy, letter);
        canvas_restore(sheet->canvas);
        x += extent.width;
        wave += 0.35;
    }
}

double sheet_put(struct sheet *sheet, double x, double y, const struct style *style,
                 const char *text, const char *field)
{
    if (!text[0])
        return x;
    struct text_style paint = paint_style(sheet, style);
    struct text_extent extent;
    double left = sheet_px(sheet, x), base = sheet_px(sheet, y);
    text_measure(sheet->canvas, &paint, text, &extent);
    if (style->hand || style->typed)
        draw_letters(sheet, &paint, style, text, left, base);
    else
        text_draw(sheet->canvas, &paint, left, base, text);
    struct rect box = ink_rect(&extent, left, base);
    if (style->hand)
        box = rect_grow(box, (int)(paint.size * 0.1), (int)(paint.size * 0.1));
    struct rect paper = {0, 0, canvas_width(sheet->canvas), canvas_height(sheet->canvas)};
    box = rect_cut(box, paper);
    const char *kept = arena_copy_text(sheet->maker->arena, text);
    line_add(sheet, kept, box, y);
    if (field)
        field_add(sheet, field, kept, box);
    return x + extent.width / sheet->scale;
}

void sheet_end_line(struct sheet *sheet)
{
    sheet->line_open = false;
}

void sheet_line(struct sheet *sheet, double x, double y, double align, const struct style *style,
                const char *text, const char *field)
{
    sheet_end_line(sheet);
    sheet_put(sheet, x - align * sheet_width(sheet, style, text), y, style, text, field);
    sheet_end_line(sheet);
}

void sheet_dots(struct sheet *sheet, double x, double end, double y)
{
    const struct look *look = &sheet->look;
    double half = look->dot_size / 2;
    canvas_dots(sheet->canvas, sheet_px(sheet, x + half), sheet_px(sheet, end - half),
                sheet_px(sheet, y + look->dot_drop), sheet_px(sheet, look->dot_period),
                sheet_px(sheet, look->dot_size), look->ink);
}
