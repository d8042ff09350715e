/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/form: rows of labels and values over leaders; heads and sign blocks. May include base,
 * paint.
 */
#include "form.h"

#include <assert.h>

#include "base/mem.h"
#include "base/str.h"
#include "stamp.h"
#include "wide.h"

/* ---- rows ---- */

static const double GAP = 1.2; /* mm between label and value */

static struct style item_style(const struct form *form, const struct form_item *item)
{
    struct style style = style_value(form->sheet);
    style.bold = (style.bold || item->bold) && !style.hand;
    return style;
}

static double item_width(struct form *form, const struct form_item *item)
{
    struct style label = style_label(form->sheet), value = item_style(form, item);
    double width = sheet_width(form->sheet, &label, item->label) + 2 * GAP;
    return width + (item->written ? sheet_width(form->sheet, &value, item->written) : 12);
}

static void put_leader(struct form *form, double from, double value, double behind, double end)
{
    struct sheet *sheet = form->sheet;
    switch (sheet->look.leader) {
    case LEADER_UNDER: sheet_dots(sheet, from, end, form->y); break;
    case LEADER_AFTER: sheet_dots(sheet, behind, end, form->y); break;
    case LEADER_BOTH:
        sheet_dots(sheet, from, value - GAP / 2, form->y);
        sheet_dots(sheet, behind + GAP / 2, end, form->y);
        break;
    case LEADER_BOX:
        canvas_frame(sheet->canvas, sheet_px(sheet, from - 0.6), sheet_px(sheet, form->y - 5.2),
                     sheet_px(sheet, end - from + 0.6), sheet_px(sheet, 7.2), sheet_px(sheet, 0.2),
                     sheet->look.ink);
        break;
    default: break;
    }
}

/* The value from x on, over as many lines as it takes; leaves the form on its last line. */
static void put_value(struct form *form, const struct form_item *item, double x, double end)
{
    struct sheet *sheet = form->sheet;
    struct style style = item_style(form, item);
    const char *left = item->written ? item->written : "";
    double from = x;
    if (!left[0] && item->field)
        sheet_blank(sheet, item->field, x, form->y - 4, end - x, 5);
    if (sheet->look.leader == LEADER_BOTH)
        x += sheet->look.dot_period * dice_int(&sheet->maker->dice, 2, 5);
    for (;;) {
        size_t fits = sheet_fit(sheet, &style, left, end - x);
        struct str part = STR_INIT;
        str_add_span(&part, left, fits);
        str_trim(&part);
        double lift = form->y - (style.hand ? 0.5 : 0.15);
        double behind = sheet_put(sheet, x, lift, &style, str_peek(&part), item->field);
        put_leader(form, from, x, behind, end);
        str_release(&part);
        left += fits;
        if (!left[0])
            break;
        sheet_end_line(sheet);
        form->y += form->step;
        x = from = form->left;
    }
    if (item->field && item->value)
        sheet_mean(sheet, item->field, item->value);
}

static void put_item(struct form *form, const struct form_item *item, double x, double end)
{
    struct style label = style_label(form->sheet);
    double behind = sheet_put(form->sheet, x, form->y, &label, item->label, NULL);
    put_value(form, item, behind + GAP, end);
}

/* How many items from the first on stand beside each other. */
static size_t row_count(struct form *form, const struct form_item *items, size_t count,
                        double *ret_slack)
{
    double width = form->right - form->left, used = 0;
    size_t fits = 0;
    for (; fits < count; fits++) {
        double need = item_width(form, &items[fits]);
        if (fits && used + need > width)
            break;
        used += need;
    }
    *ret_slack = used < width ? (width - used) / (double)fits : 0;
    return fits;
}

enum { ITEMS_MAX = 8 };

/* The items, their labels worded as this paper has them. */
static void word_items(struct form *form, const struct form_item *items, size_t count,
                       struct form_item *ret)
{
    for (size_t i = 0; i < count; i++) {
        ret[i] = items[i];
        ret[i].label = wide_label(form->sheet->maker, items[i].label);
    }
}

void form_row(struct form *form, const struct form_item *given, size_t count)
{
    struct form_item worded[ITEMS_MAX], *items = worded;
    assert(count <= ITEMS_MAX);
    word_items(form, given, count, worded);
    while (count) {
        double slack, x = form->left;
        size_t row = row_count(form, items, count, &slack);
        sheet_end_line(form->sheet);
        for (size_t i = 0; i < row; i++) {
            double end = x + item_width(form, &items[i]) + slack;
            bool last = i + 1 == row;
            put_item(form, &items[i], x, last ? form->right : end - GAP);
            x = end;
        }
        sheet_end_line(form->sheet);
        form->y += form->step;
        items += row;
        count -= row;
    }
}

/* ---- heads and feet ---- */

double head_nation(struct sheet *sheet, double x, double y, double points)
{
    struct style style = style_label(sheet);
    style.points = points;
    style.bold = true;
    bool old_tone = dice_chance(&sheet->maker->dice, 0.85);
    sheet_line(sheet, x, y, 0.5, &style,
               old_tone ? "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
                        : "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
               NULL);
    y += points * 0.3528 * 1.45;
    style.points = points + 1;
    const char *motto = "Độc lập - Tự do - Hạnh phúc";
    double half = sheet_width(sheet, &style, motto) / 2;
    sheet_line(sheet, x, y, 0.5, &style, motto, NULL);
    y += 1.8;
    canvas_line(sheet->canvas, (struct point){sheet_px(sheet, x - half), sheet_px(sheet, y)},
                (struct point){sheet_px(sheet, x + half), sheet_px(sheet, y)},
                sheet_px(sheet, 0.25), sheet->look.ink);
    return y;
}

double sign_put(struct sheet *sheet, const struct sign_block *block)
{
    struct dice *dice = &sheet->maker->dice;
    struct style style = style_label(sheet);
    double step = style.points * 0.3528 * 1.35, y = block->y;
    style.bold = true;
    for (int i = 0; i < 3 && block->heading[i]; i++, y += step)
        sheet_line(sheet, block->x, y, 0.5, &style, block->heading[i],
                   block->heading_field && i >= block->field_from ? block->heading_field : NULL);
    style.bold = false;
    style.italic = true;
    style.points -= 1.5;
    if (block->hint) {
        sheet_line(sheet, block->x, y, 0.5, &style, block->hint, NULL);
        y += step;
    }
    double room = dice_real(dice, 15, 21);
    signature_put(sheet, block->x, y + room * 0.35, dice_real(dice, 20, 34));
    style = style_label(sheet);
    style.bold = true;
    y += room;
    if (block->signer)
        sheet_line(sheet, block->x, y, 0.5, &style, block->signer, block->signer_field);
    if (block->office)
        stamp_put(sheet, block->x - dice_real(dice, 8, 17), y - dice_real(dice, 5, 12),
                  dice_real(dice, 14.5, 18), block->office);
    return y + step;
}
