/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw_rows: the rows of a screen: lists, forms, running text; the row in focus is always
 * seen. May include: base, paint, present.
 */
#include "draw/draw_part.h"

static enum color_name sign_color(enum shown_sign sign)
{
    switch (sign) {
    case SIGN_DOUBT: return DOUBT_EDGE;
    case SIGN_GOOD: return GOOD;
    case SIGN_FAULT: return FAULT;
    case SIGN_WAIT: return ACCENT;
    default: return FAINT;
    }
}

void draw_sign(struct draw *draw, enum shown_sign sign, struct rect box)
{
    struct text_style style = draw_style(draw, BODY, sign_color(sign), true);
    struct rect tile = rect_grow(box, -whole(px(draw, 3)), -whole(px(draw, 5)));
    if (sign == SIGN_NONE)
        return;
    if (sign == SIGN_DOUBT || sign == SIGN_FAULT) {
        draw_fill(draw, tile, sign == SIGN_DOUBT ? DOUBT : FAULT_PALE);
        draw_edge(draw, tile, px(draw, 1), sign_color(sign));
    }
    double width = draw_width_of(draw, &style, sign_glyph(sign));
    box.x += whole((box.w - width) / 2);
    box.w = whole(width) + 2;
    draw_line_in(draw, &style, box, sign_glyph(sign));
}

static void draw_bar(struct draw *draw, double part, struct rect box)
{
    struct rect bar = rect_grow(box, 0, -whole(px(draw, ROW) * 0.32));
    struct rect done = bar;
    done.w = whole(bar.w * (part > 1 ? 1 : part));
    draw_fill(draw, bar, PANEL);
    draw_fill(draw, done, ACCENT);
    draw_edge(draw, bar, px(draw, 1), FAINT);
}

static void draw_item(struct draw *draw, const struct shown_row *row, struct rect box, bool chosen)
{
    struct text_style label = draw_style(draw, BODY, chosen ? INK : FAINT, chosen);
    struct text_style value = draw_style(draw, BODY, INK, false);
    struct text_style extra = draw_style(draw, BODY, FAINT, false);
    int sign = whole(px(draw, 32)), gap = whole(px(draw, AIR)) / 2;
    if (chosen) {
        draw_fill(draw, box, CHOSEN);
        draw_fill(draw, (struct rect){box.x, box.y, whole(px(draw, 4)), box.h}, ACCENT);
    }
    draw_sign(draw, row->sign, (struct rect){box.x + gap, box.y, sign, box.h});
    struct rect rest = {box.x + gap + sign + gap, box.y, box.w - 3 * gap - sign, box.h};
    int column = rest.w * 2 / 5, right = whole(draw_line_right(draw, &extra, rest, row->extra));
    if (!*row->text && row->bar < 0) {
        rest.w -= right;
        draw_line_in(draw, &label, rest, row->label);
        return;
    }
    struct rect left = rest;
    left.w = column - gap;
    draw_line_in(draw, &label, left, row->label);
    rest.x += column;
    rest.w -= column;
    if (row->bar >= 0) {
        struct rect bar = rest;
        bar.w = rest.w / 3;
        draw_bar(draw, row->bar, bar);
        rest.x += bar.w + 2 * gap;
        rest.w -= bar.w + 2 * gap;
    }
    rest.w -= right ? right + gap : 0;
    draw_line_in(draw, &value, rest, row->text);
}

/* before: the row above, NULL at the top. */
static int draw_row(struct draw *draw, const struct shown_row *row, const struct shown_row *before,
                    struct rect box, bool chosen)
{
    int height = whole(px(draw, ROW));
    struct text_style heading = draw_style(draw, BODY, ACCENT, true);
    struct text_style note = draw_style(draw, BODY, INK, false);
    switch (row->kind) {
    case ROW_HEADING: {
        int above = whole(px(draw, AIR)) / 2;
        struct rect line = {box.x, box.y + above, box.w, height};
        draw_line_in(draw, &heading, line, row->label);
        draw_fill(draw, (struct rect){box.x, line.y + height - 2, box.w, 1}, HAIRLINE);
        return height + above;
    }
    case ROW_NOTE: {
        int gap = whole(px(draw, AIR)) / 2, above = before && before->kind == ROW_ITEM ? gap : 0;
        struct rect text = {box.x, box.y + above, box.w, box.h - above};
        return above + draw_block(draw, &note, text, row->label) + gap;
    }
    default:
        draw_item(draw, row, (struct rect){box.x, box.y, box.w, height}, chosen);
        return height;
    }
}

/* The first row, so that the one in focus is seen with some that follow it. */
static size_t first_row(const struct draw *draw, const struct shown *shown, struct rect box)
{
    int fit = box.h / whole(px(draw, ROW));
    int behind = fit / 4;
    if (shown->focus < 0 || (int)shown->row_count <= fit || fit < 2)
        return 0;
    int first = shown->focus - (fit - 1 - behind);
    int most = (int)shown->row_count - fit;
    return first <= 0 ? 0 : (size_t)(first > most ? most : first);
}

void draw_seen(struct draw *draw, size_t index, struct rect at)
{
    draw->rows_at[draw->rows_seen].at = at;
    draw->rows_at[draw->rows_seen++].index = index;
}

/* The first tile; row_count = there is none. What stands before it does not move away. */
static size_t first_tile(const struct shown *shown)
{
    size_t at = 0;
    while (at < shown->row_count && shown->rows[at].kind != ROW_TILE &&
           shown->rows[at].kind != ROW_PIECE)
        at++;
    return at;
}

void draw_rows(struct draw *draw, const struct shown *shown, struct rect box)
{
    struct rect at = box;
    size_t tile = first_tile(shown);
    size_t from = tile < shown->row_count ? 0 : first_row(draw, shown, box);
    canvas_clip(draw->canvas, box.x, box.y, box.w, box.h);
    for (size_t i = from; i < tile && draw->rows_seen < ROWS_SEEN_MAX; i++) {
        struct rect row = {at.x, at.y, at.w, box.y + box.h - at.y};
        if (row.h <= 0)
            break;
        row.h = draw_row(draw, &shown->rows[i], i ? &shown->rows[i - 1] : NULL, row,
                         (int)i == shown->focus);
        draw_seen(draw, i, row);
        at.y += row.h;
    }
    canvas_restore(draw->canvas);
    at.h = box.y + box.h - at.y;
    if (tile < shown->row_count && at.h > 0)
        draw_tiles(draw, shown, tile, at);
}
