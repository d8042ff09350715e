/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/stamp: seals and signatures. May include base, paint.
 */
#include "stamp.h"

#include <math.h>

#include "base/utf8.h"
#include "wide.h"

enum { STAR_POINTS = 10, STROKE_POINTS = 14 };

static void put_star(struct sheet *sheet, double x, double y, double radius, struct color color)
{
    struct point points[STAR_POINTS];
    for (int i = 0; i < STAR_POINTS; i++) {
        double angle = i * M_PI / 5 - M_PI / 2, r = i % 2 ? radius * 0.4 : radius;
        points[i] = (struct point){x + r * cos(angle), y + r * sin(angle)};
    }
    canvas_polygon(sheet->canvas, points, STAR_POINTS, color);
}

/* Letters along the upper rim, from lower left over the top to lower right. */
static void put_rim(struct sheet *sheet, double x, double y, double radius, const char *words,
                    struct color color)
{
    double size = radius * 0.21, step = size * 0.78 / radius;
    double angle = -(double)utf8_count(words) * step / 2;
    struct text_style style = {
        .family = "Liberation Sans", .size = size, .bold = true, .color = color};
    uint32_t rune;
    while ((rune = utf8_next(&words))) {
        char letter[5];
        utf8_encode(rune, letter);
        canvas_turn(sheet->canvas, x, y, angle * 180 / M_PI, 1, 1);
        text_draw(sheet->canvas, &style, x - size * 0.35, y - radius * 0.74, letter);
        canvas_restore(sheet->canvas);
        angle += step;
    }
}

void stamp_put(struct sheet *sheet, double x, double y, double radius, const char *words)
{
    struct dice *dice = &sheet->maker->dice;
    struct color color = {dice_real(dice, 0.72, 0.88), dice_real(dice, 0.05, 0.2),
                          dice_real(dice, 0.08, 0.25), dice_real(dice, 0.6, 0.85)};
    color = wide_stamp(sheet->maker, color);
    double cx = sheet_px(sheet, x), cy = sheet_px(sheet, y), r = sheet_px(sheet, radius);
    canvas_turn(sheet->canvas, cx, cy, dice_real(dice, -12, 12), 1, 1);
    canvas_circle(sheet->canvas, cx, cy, r, r * 0.045, color);
    canvas_circle(sheet->canvas, cx, cy, r * 0.92, r * 0.018, color);
    canvas_circle(sheet->canvas, cx, cy, r * 0.62, r * 0.018, color);
    put_star(sheet, cx, cy, r * 0.3, color);
    put_rim(sheet, cx, cy, r, words, color);
    canvas_restore(sheet->canvas);
    sheet->stamped = true;
}

void signature_put(struct sheet *sheet, double x, double y, double width)
{
    struct dice *dice = &sheet->maker->dice;
    struct point points[STROKE_POINTS];
    double px = sheet_px(sheet, x), py = sheet_px(sheet, y), w = sheet_px(sheet, width);
    for (int i = 0; i < STROKE_POINTS; i++) {
        double along = (double)i / (STROKE_POINTS - 1);
        double swing = (i % 2 ? -1 : 1) * dice_real(dice, 0.05, 0.26) * (1.2 - along);
        points[i] =
            (struct point){px + w * (along - 0.5) + w * dice_normal(dice) * 0.05, py + w * swing};
    }
    points[STROKE_POINTS - 1].x += w * 0.25;
    struct color ink = dice_chance(dice, 0.6)
                           ? (struct color){0.1, 0.15, dice_real(dice, 0.5, 0.75), 0.9}
                           : (struct color){0.08, 0.08, 0.1, 0.9};
    canvas_curve(sheet->canvas, points, STROKE_POINTS, sheet_px(sheet, 0.4), ink);
}
