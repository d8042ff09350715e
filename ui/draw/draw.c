/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw: the frame: title, key bar, where the parts go; and the image as others want it. May
 * include: base, model, paint, present.
 */
#include "draw/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "draw/draw_part.h"
#include "paint/png.h"

/* ---- life ---- */

enum err_code draw_resize(struct draw *draw, int width, int height, double scale, struct err *err)
{
    struct canvas *canvas;
    enum err_code code =
        canvas_new(width < 320 ? 320 : width, height < 240 ? 240 : height, &canvas, err);
    if (code)
        return code;
    canvas_free(draw->canvas);
    draw->canvas = canvas;
    draw->scale = scale;
    draw->row_mark_count = 0;
    return ERR_OK;
}

enum err_code draw_new(int width, int height, double scale, struct draw **ret_new, struct err *err)
{
    struct draw *draw = mem_new(1, sizeof *draw);
    enum err_code code = draw_resize(draw, width, height, scale, err);
    if (code) {
        free(draw);
        return code;
    }
    *ret_new = draw;
    return ERR_OK;
}

void draw_free(struct draw *draw)
{
    if (!draw)
        return;
    canvas_free(draw->canvas);
    free(draw->row_marks);
    free(draw);
}

int draw_width(const struct draw *draw)
{
    return canvas_width(draw->canvas);
}

int draw_height(const struct draw *draw)
{
    return canvas_height(draw->canvas);
}

/* ---- text and boxes ---- */

struct color draw_color(const struct draw *draw, enum color_name name)
{
    static const uint32_t VALUES[COLOR_COUNT][2] = {
#define X(name, usual, strong) {usual, strong},
        COLORS(X)
#undef X
    };
    uint32_t value = VALUES[name][draw->strong];
    return (struct color){(value >> 16) / 255.0, (value >> 8 & 0xff) / 255.0,
                          (value & 0xff) / 255.0, 1};
}

struct text_style draw_style(const struct draw *draw, double size, enum color_name color, bool bold)
{
    return (struct text_style){.family = FONT_FAMILY,
                               .size = px(draw, size),
                               .bold = bold,
                               .color = draw_color(draw, color)};
}

double draw_width_of(struct draw *draw, const struct text_style *style, const char *text)
{
    struct text_extent extent;
    text_measure(draw->canvas, style, text, &extent);
    return extent.width;
}

/* As much of the text as goes into width, with a sign that there is more; heap. */
static char *shorten(struct draw *draw, const struct text_style *style, const char *text,
                     double width)
{
    struct str part = STR_INIT;
    size_t low = 0, high = strlen(text);
    while (low < high) {
        size_t middle = (low + high + 1) / 2, at = middle;
        while (at > low && ((unsigned char)text[at] & 0xc0) == 0x80)
            at--;
        str_clear(&part);
        str_add_span(&part, text, at);
        str_add(&part, "…");
        if (draw_width_of(draw, style, str_peek(&part)) <= width && at > low)
            low = at;
        else
            high = middle - 1;
    }
    while (low > 0 && ((unsigned char)text[low] & 0xc0) == 0x80)
        low--;
    str_clear(&part);
    str_add_span(&part, text, low);
    str_add(&part, "…");
    return str_take(&part);
}

static double line_at(struct draw *draw, const struct text_style *style, struct rect box, double x,
                      const char *text)
{
    struct text_extent extent;
    if (!*text || rect_empty(box))
        return 0;
    text_measure(draw->canvas, style, text, &extent);
    if (extent.width > box.w + 0.5) {
        char *part = shorten(draw, style, text, box.w);
        extent.width = box.w;
        canvas_clip(draw->canvas, box.x, box.y, box.w, box.h);
        text_draw(draw->canvas, style, box.x,
                  whole(box.y + (box.h + extent.ascent - extent.descent) / 2), part);
        canvas_restore(draw->canvas);
        free(part);
        return extent.width;
    }
    double baseline = box.y + (box.h + extent.ascent - extent.descent) / 2;
    canvas_clip(draw->canvas, box.x, box.y, box.w, box.h);
    text_draw(draw->canvas, style, x < 0 ? box.x + box.w - extent.width : x, whole(baseline), text);
    canvas_restore(draw->canvas);
    return extent.width;
}

double draw_line_in(struct draw *draw, const struct text_style *style, struct rect box,
                    const char *text)
{
    return line_at(draw, style, box, box.x, text);
}

double draw_line_right(struct draw *draw, const struct text_style *style, struct rect box,
                       const char *text)
{
    return line_at(draw, style, box, -1, text);
}

int draw_block(struct draw *draw, const struct text_style *style, struct rect box, const char *text)
{
    int line = whole(style->size * 1.5), y = box.y;
    while (*text && y + line <= box.y + box.h) {
        size_t length = text_fit(draw->canvas, style, text, box.w);
        char *part = mem_copy_text(text);
        part[length] = '\0';
        draw_line_in(draw, style, (struct rect){box.x, y, box.w, line}, part);
        free(part);
        text += length;
        y += line;
    }
    return y - box.y;
}

bool draw_is_low(const struct draw *draw)
{
    return draw_height(draw) < px(draw, LOW_SCREEN);
}

void draw_fill(struct draw *draw, struct rect box, enum color_name color)
{
    canvas_box(draw->canvas, box.x, box.y, box.w, box.h, draw_color(draw, color));
}

void draw_edge(struct draw *draw, struct rect box, double thick, enum color_name color)
{
    canvas_frame(draw->canvas, box.x + thick / 2, box.y + thick / 2, box.w - thick, box.h - thick,
                 thick, draw_color(draw, color));
}

/* ---- the frame ---- */

static void draw_head(struct draw *draw, const struct shown *shown)
{
    int width = draw_width(draw), height = whole(px(draw, HEAD)), air = whole(px(draw, AIR));
    struct text_style title = draw_style(draw, LARGE - 4, INK, true);
    struct text_style body = draw_style(draw, BODY, FAINT, false);
    struct text_style mark = draw_style(draw, BODY, FAULT, true);
    struct rect box = {air, 0, width - 2 * air, height};
    draw_fill(draw, (struct rect){0, 0, width, height}, PANEL);
    draw_fill(draw, (struct rect){0, height - 1, width, 1}, HAIRLINE);
    if (shown->practice) {
        const char *word = "LUYỆN TẬP";
        int wide = whole(draw_width_of(draw, &mark, word)) + air;
        struct rect at = {width - air - wide, height / 5, wide, height - 2 * (height / 5)};
        draw_edge(draw, at, px(draw, 2), FAULT);
        draw_line_in(draw, &mark, rect_grow(at, -air / 2, 0), word);
        box.w -= wide + air;
    }
    box.w -= whole(draw_line_right(draw, &body, box, shown->person)) + air;
    int used = whole(draw_line_in(draw, &title, box, shown->title)) + 2 * air;
    box.x += used;
    box.w -= used;
    draw_line_in(draw, &body, box, shown->place);
}

/* Keys and what they do, in as many lines as they need; gives the height. */
static int draw_keys(struct draw *draw, const struct shown *shown, bool measure_only)
{
    struct text_style key = draw_style(draw, BODY - 1, ACCENT, true);
    struct text_style help = draw_style(draw, BODY - 1, INK, false);
    int air = whole(px(draw, AIR)), line = whole(px(draw, ROW)), width = draw_width(draw);
    int lines = 1;
    for (int pass = measure_only ? 1 : 0; pass < 2; pass++) {
        int top = draw_height(draw) - lines * line - air / 2;
        double x = air;
        int at = 0;
        if (pass == 1 && !measure_only) {
            draw_fill(draw, (struct rect){0, top, width, lines * line + air / 2}, PANEL);
            draw_fill(draw, (struct rect){0, top, width, 1}, HAIRLINE);
        }
        for (size_t i = 0; i < shown->key_count; i++) {
            double key_width = draw_width_of(draw, &key, shown->keys[i].key);
            double help_width = draw_width_of(draw, &help, shown->keys[i].help);
            double all = key_width + px(draw, 6) + help_width;
            if (x + all > width - air && x > air) {
                x = air;
                at++;
            }
            if (pass == 1 && !measure_only) {
                struct rect box = {whole(x), top + air / 4 + at * line, whole(all) + 1, line};
                draw_line_in(draw, &key, box, shown->keys[i].key);
                box.x += whole(key_width + px(draw, 6));
                draw_line_in(draw, &help, box, shown->keys[i].help);
            }
            x += all + px(draw, AIR + 6);
        }
        lines = at + 1;
    }
    return lines * line + air / 2;
}

static void draw_notice(struct draw *draw, const struct shown *shown, int bottom)
{
    static const char *const GLYPHS[NOTICE_COUNT] = {"", "✓ ", "! ", "✗ "};
    static const enum color_name colors[NOTICE_COUNT] = {INK, GOOD, DOUBT_EDGE, FAULT};
    static const enum color_name papers[NOTICE_COUNT] = {PAPER, PAPER, DOUBT, FAULT_PALE};
    if (shown->notice_kind == NOTICE_NONE)
        return;
    struct text_style style = draw_style(draw, BODY, colors[shown->notice_kind], true);
    int air = whole(px(draw, AIR)), height = whole(px(draw, ROW + 6)), width = draw_width(draw);
    struct str text = STR_INIT;
    str_format(&text, "%s%s", GLYPHS[shown->notice_kind], shown->notice);
    bool two = draw_width_of(draw, &style, str_peek(&text)) > width - 2 * air;
    struct rect box = {0, bottom - height * (1 + two), width, height * (1 + two)};
    draw_fill(draw, box, papers[shown->notice_kind]);
    draw_fill(draw, (struct rect){box.x, box.y, box.w, 1}, HAIRLINE);
    if (two)
        draw_block(draw, &style, rect_grow(box, -air, -air / 2), str_peek(&text));
    else
        draw_line_in(draw, &style, rect_grow(box, -air, 0), str_peek(&text));
    str_release(&text);
}

/* Without a picture everything stands in one column in the middle. */
static struct rect column(struct draw *draw, const struct shown *shown, struct rect box)
{
    int most = whole(px(draw, COLUMN));
    bool wall = shown->row_count > 0 && shown->rows[0].kind == ROW_PIECE;
    if (!shown->picture.on && !wall && box.w > most) {
        box.x += (box.w - most) / 2;
        box.w = most;
    }
    return box;
}

void draw_frame(struct draw *draw, const struct shown *shown)
{
    int width = draw_width(draw), air = whole(px(draw, AIR)), head = whole(px(draw, HEAD));
    int bottom = draw_height(draw) - draw_keys(draw, shown, true);
    struct rect right = {0, head, width, bottom - head};
    draw->strong = shown->contrast;
    canvas_fill(draw->canvas, draw_color(draw, PAPER));
    draw->rows_seen = 0;
    draw->input_at = draw->picture_at = (struct rect){0};
    if (shown->picture.on) {
        struct rect left = {0, head, width * 11 / 20, bottom - head};
        draw_picture(draw, shown, left);
        right.x = left.w;
        right.w -= left.w;
    }
    right = column(draw, shown, rect_grow(right, -air, -air / 2));
    bool wall = shown->row_count > 0 && shown->rows[0].kind == ROW_PIECE;
    if (shown->picture.snippet && !wall) {
        int height = whole(px(draw, draw_is_low(draw) ? SNIPPET_LOW : SNIPPET));
        draw_snippet(draw, shown, (struct rect){right.x, right.y, right.w, height});
        height += shown->has_input || *shown->done ? 0 : air;
        right.y += height;
        right.h -= height;
    }
    if (shown->has_input || *shown->done) {
        int height = draw_input(draw, shown, right);
        right.y += height;
        right.h -= height;
    }
    draw_rows(draw, shown, right);
    draw_head(draw, shown);
    draw_notice(draw, shown, bottom);
    draw_keys(draw, shown, false);
}

/* ---- the image ---- */

const uint32_t *draw_peek(struct draw *draw, size_t *ret_stride)
{
    return canvas_peek(draw->canvas, ret_stride);
}

/* FNV-1a over the words of a row. */
static uint64_t mark_row(const uint32_t *row, int width)
{
    uint64_t mark = 0xcbf29ce484222325u;
    for (int x = 0; x < width; x++)
        mark = (mark ^ (row[x] & 0xffffffu)) * 0x100000001b3u;
    return mark;
}

size_t draw_bands(struct draw *draw, struct band ret[BANDS_MAX])
{
    size_t stride, count = 0;
    const uint32_t *pixels = draw_peek(draw, &stride);
    int width = draw_width(draw), height = draw_height(draw);
    bool all = draw->row_mark_count != height;
    if (all) {
        draw->row_marks = mem_grow(draw->row_marks, (size_t)height, sizeof *draw->row_marks);
        draw->row_mark_count = height;
    }
    for (int y = 0; y < height; y++) {
        uint64_t mark = mark_row(pixels + (size_t)y * (stride / 4), width);
        bool changed = all || mark != draw->row_marks[y];
        draw->row_marks[y] = mark;
        if (!changed)
            continue;
        struct band *last = count ? &ret[count - 1] : NULL;
        /* Near bands are one: fewer, larger messages. */
        if (last && (y - (last->y + last->height) < 8 || count == BANDS_MAX))
            last->height = y + 1 - last->y;
        else
            ret[count++] = (struct band){y, 1};
    }
    return count;
}

enum err_code draw_png(struct draw *draw, struct bytes *ret_new, struct err *err)
{
    struct raster raster;
    size_t stride;
    const uint32_t *pixels = draw_peek(draw, &stride);
    if (!raster_init(&raster, RASTER_RGB24, draw_width(draw), draw_height(draw)))
        return err_set(err, ERR_NOMEM, 1961, _("not enough memory for a picture of the screen"));
    for (int y = 0; y < raster.height; y++) {
        const uint32_t *from = pixels + (size_t)y * (stride / 4);
        uint8_t *to = raster.data + (size_t)y * raster.stride;
        for (int x = 0; x < raster.width; x++) {
            to[3 * x] = (uint8_t)(from[x] >> 16);
            to[3 * x + 1] = (uint8_t)(from[x] >> 8);
            to[3 * x + 2] = (uint8_t)from[x];
        }
    }
    enum err_code code = png_encode(&raster, ret_new, err);
    raster_release(&raster);
    return code;
}

/* ---- what lies there ---- */

static size_t offset_at(struct draw *draw, const char *text, double x)
{
    struct text_style style = draw_style(draw, LARGE, INK, false);
    size_t best = 0;
    char *part = mem_copy_text(text);
    for (const char *at = text; *at;) {
        (void)utf8_next(&at);
        size_t length = (size_t)(at - text);
        part[length] = '\0';
        double width = draw_width_of(draw, &style, part);
        part[length] = text[length];
        if (width > x + px(draw, 4))
            break;
        best = length;
    }
    free(part);
    return best;
}

struct hit draw_hit(struct draw *draw, const struct shown *shown, int x, int y)
{
    if (shown->has_input && rect_has(draw->input_at, x, y))
        return (struct hit){.kind = HIT_INPUT,
                            .index = offset_at(draw, shown->input.text, x - draw->input_text_x)};
    for (size_t i = 0; i < draw->rows_seen; i++)
        if (rect_has(draw->rows_at[i].at, x, y))
            return (struct hit){.kind = HIT_ROW, .index = draw->rows_at[i].index};
    if (rect_has(draw->picture_at, x, y))
        return (struct hit){
            .kind = HIT_PICTURE, .width = draw->picture_at.w, .height = draw->picture_at.h};
    return (struct hit){.kind = HIT_NOTHING};
}

void draw_caret(const struct draw *draw, int *ret_x, int *ret_y)
{
    *ret_x = draw->caret_x;
    *ret_y = draw->caret_y;
}
