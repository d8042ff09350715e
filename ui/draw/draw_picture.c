/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw_picture: the page beside the form, following the field, and the field's piece of it
 * over the input. May include: base, model, paint, present.
 */
#include <math.h>

#include "draw/draw_part.h"
#include "draw/piece.h"

/* ---- scaling ---- */

/* How the picture lies on the canvas: level 0 pixel (x, y) at ((x - left) * scale, …) of box. */
struct mapping {
    struct rect box;
    double left, top, scale;
};

struct rgb {
    int r, g, b;
};

/* Between four pixels; fx and fy 0..256. */
static inline uint32_t between(const uint8_t *a, const uint8_t *b, int step, int fx, int fy)
{
    uint32_t out = 0;
    for (int c = 0; c < 3; c++) {
        int up = a[c] * (256 - fx) + a[step + c] * fx;
        int low = b[c] * (256 - fx) + b[step + c] * fx;
        out = out << 8 | (uint32_t)((up * (256 - fy) + low * fy) >> 16);
    }
    return out;
}

static void copy_row(const struct raster *level, const struct mapping *map, double factor, int y,
                     uint32_t *to)
{
    double step = 1 / (map->scale * factor);
    double sy = (map->top + (y + 0.5) / map->scale) / factor - 0.5;
    int row = (int)floor(sy), fy = (int)((sy - row) * 256);
    if (row < -1 || row >= level->height)
        return;
    int upper = row < 0 ? 0 : row, lower = row + 1 < level->height ? row + 1 : row;
    const uint8_t *a = level->data + (size_t)upper * level->stride;
    const uint8_t *b = level->data + (size_t)lower * level->stride;
    double sx = (map->left + 0.5 / map->scale) / factor - 0.5;
    for (int x = 0; x < map->box.w; x++, sx += step) {
        int at = (int)floor(sx);
        if (at < -1 || at >= level->width)
            continue;
        int first = at < 0 ? 0 : at, more = at >= 0 && at + 1 < level->width ? 3 : 0;
        to[x] = between(a + 3 * first, b + 3 * first, more, (int)((sx - at) * 256), fy);
    }
}

/* The level that is at most twice as fine as the canvas, then between its pixels. */
static void copy_picture(struct draw *draw, const struct picture *picture,
                         const struct mapping *map)
{
    size_t level = 0, stride;
    double factor = 1;
    while (level + 1 < picture->level_count && map->scale * factor * 2 <= 1.0) {
        level++;
        factor *= 2;
    }
    uint32_t *pixels = canvas_peek(draw->canvas, &stride);
    struct rect box = rect_cut(map->box, (struct rect){0, 0, draw_width(draw), draw_height(draw)});
    struct mapping cut = *map;
    cut.box = box;
    for (int y = 0; y < box.h; y++)
        copy_row(&picture->levels[level], &cut, factor, y,
                 pixels + (size_t)(box.y + y) * (stride / 4) + box.x);
    canvas_touched(draw->canvas);
}

static struct rect on_canvas(const struct mapping *map, struct rect box)
{
    return (struct rect){map->box.x + whole((box.x - map->left) * map->scale),
                         map->box.y + whole((box.y - map->top) * map->scale),
                         whole(box.w * map->scale), whole(box.h * map->scale)};
}

/* ---- the page ---- */

static double clamp(double value, double most)
{
    return most < 0 ? most / 2 : value < 0 ? 0 : value > most ? most : value;
}

/* The middle of what the field is about stands in the middle, as far as the page goes. */
static struct mapping follow(const struct shown_picture *shown, struct rect box)
{
    const struct raster *top = &shown->picture->levels[0];
    struct mapping map = {.box = box, .scale = shown->zoom * box.w / top->width};
    double wide = box.w / map.scale, high = box.h / map.scale;
    struct rect at = !rect_empty(shown->box) ? shown->box : shown->ruler;
    double x = rect_empty(at) ? top->width / 2.0 : at.x + at.w / 2.0;
    double y = rect_empty(at) ? 0 : at.y + at.h / 2.0;
    map.left = clamp(x - wide / 2 + shown->pan_x * wide, top->width - wide);
    map.top = clamp(y - high / 2 + shown->pan_y * high, top->height - high);
    return map;
}

void draw_thumb(struct draw *draw, const struct picture *picture, struct rect box)
{
    const struct raster *top = &picture->levels[0];
    double wide = (double)box.w / top->width, high = (double)box.h / top->height;
    struct mapping map = {.scale = wide < high ? wide : high};
    map.box.w = whole(top->width * map.scale);
    map.box.h = whole(top->height * map.scale);
    map.box.x = box.x + (box.w - map.box.w) / 2;
    map.box.y = box.y + (box.h - map.box.h) / 2;
    copy_picture(draw, picture, &map);
}

static void say_missing(struct draw *draw, const struct shown_picture *shown, struct rect box)
{
    struct text_style style = draw_style(draw, BODY, INK, false);
    const char *text = *shown->missing ? shown->missing : _("The picture is on its way …");
    draw_block(draw, &style, rect_grow(box, -whole(px(draw, 2 * AIR)), -whole(px(draw, 2 * AIR))),
               text);
}

/* The row in hand stays light, the rest of the page goes back a little. */
static void draw_ruler(struct draw *draw, struct rect ruler, struct rect box)
{
    struct color shade = {0.1, 0.15, 0.25, 0.16};
    int above = ruler.y - box.y, below = box.y + box.h - (ruler.y + ruler.h);
    if (above > 0)
        canvas_box(draw->canvas, box.x, box.y, box.w, above, shade);
    if (below > 0)
        canvas_box(draw->canvas, box.x, ruler.y + ruler.h, box.w, below, shade);
    canvas_box(draw->canvas, box.x, ruler.y - px(draw, 2), box.w, px(draw, 2),
               draw_color(draw, ACCENT));
    canvas_box(draw->canvas, box.x, ruler.y + ruler.h, box.w, px(draw, 2),
               draw_color(draw, ACCENT));
}

static void draw_lines(struct draw *draw, const struct shown_picture *picture,
                       const struct mapping *map)
{
    struct color usual = {0.1, 0.35, 0.7, 0.75}, chosen = {0.85, 0.1, 0.1, 0.9};
    for (size_t i = 0; i < picture->line_count; i++) {
        const struct shown_line *line = &picture->lines[i];
        struct rect at = on_canvas(
            map, (struct rect){line->x, line->y, line->to_x - line->x, line->to_y - line->y});
        double thick = px(draw, line->chosen ? 3 : 1.5);
        canvas_box(draw->canvas, at.x - (at.w ? 0 : thick / 2), at.y - (at.h ? 0 : thick / 2),
                   at.w ? at.w : thick, at.h ? at.h : thick, line->chosen ? chosen : usual);
    }
}

void draw_picture(struct draw *draw, const struct shown *shown, struct rect box)
{
    const struct shown_picture *picture = &shown->picture;
    draw_fill(draw, box, DESK);
    draw->picture_at = box;
    if (!picture->picture) {
        say_missing(draw, picture, box);
        return;
    }
    struct mapping map = follow(picture, box);
    copy_picture(draw, picture->picture, &map);
    canvas_clip(draw->canvas, box.x, box.y, box.w, box.h);
    if (!rect_empty(picture->ruler))
        draw_ruler(draw, on_canvas(&map, picture->ruler), box);
    if (!rect_empty(picture->box))
        draw_edge(draw,
                  rect_grow(on_canvas(&map, picture->box), whole(px(draw, 5)), whole(px(draw, 4))),
                  px(draw, 3), ACCENT);
    draw_lines(draw, picture, &map);
    canvas_restore(draw->canvas);
    draw_fill(draw, (struct rect){box.x + box.w - 1, box.y, 1, box.h}, HAIRLINE);
}

/* ---- the piece over the input ---- */

/* What is not the field's goes back a little. */
static void shade_around(struct draw *draw, struct rect inner, struct rect box)
{
    struct color shade = {0.1, 0.15, 0.25, 0.2};
    struct rect in = rect_cut(rect_grow(inner, whole(px(draw, 6)), whole(px(draw, 4))), box);
    double right = rect_right(in), below = rect_bottom(in);
    canvas_box(draw->canvas, box.x, box.y, box.w, in.y - box.y, shade);
    canvas_box(draw->canvas, box.x, below, box.w, rect_bottom(box) - below, shade);
    canvas_box(draw->canvas, box.x, in.y, in.x - box.x, in.h, shade);
    canvas_box(draw->canvas, right, in.y, rect_right(box) - right, in.h, shade);
}

void draw_snippet(struct draw *draw, const struct shown *shown, struct rect box)
{
    struct text_style faint = draw_style(draw, BODY, FAINT, false);
    const struct shown_picture *picture = &shown->picture;
    draw_fill(draw, box, PANEL);
    if (picture->picture && !rect_empty(picture->box)) {
        struct rect from = piece_region(picture, (double)box.w / box.h);
        struct mapping map = {box, from.x, from.y, (double)box.w / from.w};
        copy_picture(draw, picture->picture, &map);
        if (!rect_empty(picture->ruler))
            shade_around(draw, on_canvas(&map, picture->box), box);
    } else if (shown->has_input && picture->picture) {
        draw_line_in(draw, &faint, rect_grow(box, -whole(px(draw, AIR)), 0),
                     _("This field was not found on the page."));
    }
    draw_edge(draw, box, px(draw, 1), HAIRLINE);
}
