/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw_tiles: pages side by side as small pictures, each with its number, its sign and what is
 * wrong with it in words; the one in focus is always seen. May include: base, model, paint,
 * present.
 */
#include "draw/draw_part.h"

/* How the tiles lie in their place. */
struct grid {
    struct rect box;
    int columns, width, height; /* of a tile with its air */
    size_t first;               /* tile on top left */
};

static struct grid lay(const struct draw *draw, bool pieces, size_t count, long focus,
                       struct rect box)
{
    int air = whole(px(draw, AIR)) / 2, line = whole(px(draw, LINE));
    int columns = box.w / whole(px(draw, pieces ? PIECE : TILE));
    struct grid grid = {.box = box, .columns = columns < 1 ? 1 : columns};
    grid.width = box.w / grid.columns;
    int picture = pieces ? whole(px(draw, PIECE_HIGH)) : (grid.width - air) * 5 / 4;
    int ideal = picture + 2 * line + 2 * air;
    int fit = (box.h + ideal / 3) / ideal; /* rather somewhat smaller than half a row empty */
    long row = focus / grid.columns, rows = ((long)count + grid.columns - 1) / grid.columns;
    if (pieces && fit < rows) /* all that one key confirms is seen */
        fit = (int)rows;
    if (fit < 1)
        fit = 1;
    grid.height = box.h / fit < ideal ? box.h / fit : ideal;
    if (focus >= 0 && rows > fit) {
        long top = row - fit + 1 + (row + 1 < rows && fit > 1);
        top = top < 0 ? 0 : top > rows - fit ? rows - fit : top;
        grid.first = (size_t)(top * grid.columns);
    }
    return grid;
}

static void draw_words(struct draw *draw, const struct shown_row *row, bool both, struct rect box)
{
    int line = whole(px(draw, LINE));
    struct text_style number = draw_style(draw, BODY, INK, true);
    struct text_style words = draw_style(draw, BODY, row->sign == SIGN_FAULT ? FAULT : INK, false);
    struct rect sign = {box.x, box.y, whole(px(draw, 26)), line};
    draw_sign(draw, row->sign, sign);
    draw_line_in(draw, &number, (struct rect){box.x + sign.w + 4, box.y, box.w - sign.w - 4, line},
                 row->label);
    if (!both)
        return;
    struct rect under = {box.x, box.y + line, box.w, line};
    under.w -= whole(draw_line_right(draw, &words, under, row->extra));
    draw_line_in(draw, &words, under, row->text);
}

static void draw_tile(struct draw *draw, const struct shown_row *row, struct rect box, bool chosen)
{
    int air = whole(px(draw, AIR)) / 2, line = whole(px(draw, LINE));
    bool low = row->kind == ROW_PIECE && box.h < whole(px(draw, PIECE_HIGH)) + 2 * line;
    int words = low ? line : 2 * line;
    struct rect inner = rect_grow(box, -air / 2, -air / 2);
    struct rect place = {inner.x, inner.y, inner.w, inner.h - words};
    if (chosen)
        draw_fill(draw, box, CHOSEN);
    draw_fill(draw, place, row->kind == ROW_PIECE ? PANEL : DESK);
    if (row->thumb && row->thumb->level_count > 0)
        draw_thumb(draw, row->thumb, place);
    if (chosen)
        draw_edge(draw, rect_grow(place, 2, 2), px(draw, 3), ACCENT);
    draw_words(draw, row, !low, (struct rect){inner.x + 2, place.y + place.h, inner.w - 2, words});
}

void draw_tiles(struct draw *draw, const struct shown *shown, size_t first, struct rect box)
{
    size_t count = shown->row_count - first;
    bool pieces = shown->rows[first].kind == ROW_PIECE;
    struct grid grid = lay(draw, pieces, count, shown->focus - (long)first, box);
    canvas_clip(draw->canvas, box.x, box.y, box.w, box.h);
    for (size_t i = grid.first; i < count && draw->rows_seen < ROWS_SEEN_MAX; i++) {
        int at = (int)(i - grid.first);
        struct rect tile = {box.x + at % grid.columns * grid.width,
                            box.y + at / grid.columns * grid.height, grid.width, grid.height};
        if (tile.y >= box.y + box.h)
            break;
        draw_tile(draw, &shown->rows[first + i], tile, (long)(first + i) == shown->focus);
        draw_seen(draw, first + i, rect_cut(tile, box));
    }
    canvas_restore(draw->canvas);
}
