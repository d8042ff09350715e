/* SPDX-License-Identifier: Apache-2.0
 *
 * export/sheet_pdf: a sheet drawn on A4 pages; a cell takes as many lines as it needs, the heads of
 * the columns stand on every page, signatures are never torn from each other. May include: base,
 * paint.
 */
#include <string.h>

#include "base/arena.h"
#include "export/sheet.h"
#include "paint/paper.h"
#include "paint/text.h"

/* Points. */
static const double LEFT = 57, RIGHT = PAPER_WIDTH - 43, TOP = 57, BOTTOM = PAPER_HEIGHT - 57;
static const double LINE = 14, PADDING = 3, SIGN_HEIGHT = 110;

static const struct text_style plain = {
    .family = "Liberation Serif", .size = 11, .color = {0, 0, 0, 1}};
static const struct text_style bold = {
    .family = "Liberation Serif", .size = 11, .bold = true, .color = {0, 0, 0, 1}};
static const struct text_style small = {
    .family = "Liberation Serif", .size = 10, .italic = true, .color = {0, 0, 0, 1}};
static const struct text_style heading = {
    .family = "Liberation Serif", .size = 16, .bold = true, .color = {0, 0, 0, 1}};
static const struct text_style pale = {
    .family = "Liberation Serif", .size = 60, .bold = true, .color = {0.85, 0.85, 0.85, 1}};

struct writer {
    const struct sheet_paper *sheet;
    struct paper *paper;
    struct canvas *canvas;
    struct arena *arena;
    double y; /* where the next line's upper edge comes */
    long page;
};

/* ---- pages ---- */

static void draw_centred(struct writer *writer, const struct text_style *style, double left,
                         double right, double baseline, const char *text)
{
    struct text_extent extent;
    text_measure(writer->canvas, style, text, &extent);
    text_draw(writer->canvas, style, (left + right - extent.width) / 2, baseline, text);
}

static void dress_page(struct writer *writer)
{
    const char *number = arena_format(writer->arena, "%ld", ++writer->page);
    if (writer->sheet->mark) {
        struct canvas *canvas = writer->canvas;
        canvas_turn(canvas, PAPER_WIDTH / 2.0, PAPER_HEIGHT / 2.0, -35, 1, 1);
        draw_centred(writer, &pale, 0, PAPER_WIDTH, PAPER_HEIGHT / 2.0, writer->sheet->mark);
        canvas_restore(canvas);
    }
    draw_centred(writer, &small, LEFT, RIGHT, BOTTOM + 25, number);
    writer->y = TOP;
}

static void turn_page(struct writer *writer)
{
    paper_turn(writer->paper);
    dress_page(writer);
}

static void need(struct writer *writer, double height)
{
    if (writer->y + height > BOTTOM)
        turn_page(writer);
}

/* ---- text in a column ---- */

/* Lines of the text in this width; drawn when draw is set. */
static size_t flow(struct writer *writer, const struct text_style *style, double x, double y,
                   double width, const char *text, bool draw)
{
    size_t lines = 0;
    while (text && *text) {
        size_t length = text_fit(writer->canvas, style, text, width);
        if (draw) {
            char *line = arena_copy_span(writer->arena, text, length);
            text_draw(writer->canvas, style, x, y + LINE * (double)(lines + 1) - PADDING, line);
        }
        text += length;
        lines++;
    }
    return lines;
}

static void add_paragraph(struct writer *writer, const struct text_style *style, const char *text)
{
    double height = LINE * (double)flow(writer, style, LEFT, 0, RIGHT - LEFT, text, false);
    need(writer, height);
    (void)flow(writer, style, LEFT, writer->y, RIGHT - LEFT, text, true);
    writer->y += height;
}

/* ---- the table ---- */

static double row_height(struct writer *writer, const struct text_style *style,
                         const char *const *cells)
{
    size_t most = 1;
    for (size_t i = 0; i < writer->sheet->column_count; i++) {
        double width = writer->sheet->columns[i].share * (RIGHT - LEFT) - 2 * PADDING;
        size_t lines = flow(writer, style, 0, 0, width, cells[i], false);
        most = lines > most ? lines : most;
    }
    return LINE * (double)most + PADDING;
}

static void draw_row(struct writer *writer, const struct text_style *style,
                     const char *const *cells, double height)
{
    double x = LEFT;
    for (size_t i = 0; i < writer->sheet->column_count; i++) {
        double width = writer->sheet->columns[i].share * (RIGHT - LEFT);
        canvas_frame(writer->canvas, x, writer->y, width, height, 0.5, COLOR_BLACK);
        (void)flow(writer, style, x + PADDING, writer->y, width - 2 * PADDING, cells[i], true);
        x += width;
    }
    writer->y += height;
}

static void draw_titles(struct writer *writer)
{
    const char *titles[SHEET_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < writer->sheet->column_count; i++)
        titles[i] = writer->sheet->columns[i].title;
    draw_row(writer, &bold, titles, row_height(writer, &bold, titles));
}

static void add_row(struct writer *writer, const struct sheet_row *row)
{
    bool over_all = !row->cells[0] && row->cells[1];
    double height = over_all ? LINE + PADDING : row_height(writer, &plain, row->cells);
    if (writer->y + height > BOTTOM) {
        turn_page(writer);
        draw_titles(writer);
    }
    if (!over_all) {
        draw_row(writer, &plain, row->cells, height);
        return;
    }
    canvas_frame(writer->canvas, LEFT, writer->y, RIGHT - LEFT, height, 0.5, COLOR_BLACK);
    (void)flow(writer, &bold, LEFT + PADDING, writer->y, RIGHT - LEFT, row->cells[1], true);
    writer->y += height;
}

/* ---- all of it ---- */

static void add_head(struct writer *writer)
{
    const struct sheet_paper *sheet = writer->sheet;
    if (sheet->office)
        add_paragraph(writer, &bold, sheet->office);
    writer->y += LINE;
    draw_centred(writer, &heading, LEFT, RIGHT, writer->y + LINE, sheet->title);
    writer->y += 2.5 * LINE;
    for (size_t i = 0; i < sheet->fact_count; i++)
        add_paragraph(
            writer, &plain,
            arena_format(writer->arena, "%s: %s", sheet->facts[i].label, sheet->facts[i].value));
    writer->y += LINE;
}

static void add_signatures(struct writer *writer)
{
    const struct sheet_paper *sheet = writer->sheet;
    double room = sheet->signature_count ? (RIGHT - LEFT) / (double)sheet->signature_count : 0;
    need(writer, SIGN_HEIGHT);
    writer->y += LINE;
    for (size_t i = 0; i < sheet->signature_count; i++) {
        double left = LEFT + room * (double)i;
        draw_centred(writer, &bold, left, left + room, writer->y + LINE, sheet->signatures[i]);
        draw_centred(writer, &small, left, left + room, writer->y + 2 * LINE,
                     sheet->signature_hint);
    }
}

static enum err_code draw_sheet(const struct sheet_paper *sheet, struct bytes *ret_new,
                                long *ret_pages, struct err *err)
{
    struct writer writer = {.sheet = sheet};
    enum err_code code = paper_new(sheet->title, sheet->made_ms, &writer.paper, err);
    if (code)
        return code;
    writer.canvas = paper_canvas(writer.paper);
    writer.arena = arena_new();
    dress_page(&writer);
    add_head(&writer);
    draw_titles(&writer);
    for (size_t i = 0; i < sheet->row_count; i++)
        add_row(&writer, &sheet->rows[i]);
    writer.y += LINE;
    for (size_t i = 0; i < sheet->sentence_count; i++)
        add_paragraph(&writer, &plain, sheet->sentences[i]);
    add_signatures(&writer);
    code = paper_finish(writer.paper, ret_new, err);
    *ret_pages = writer.page;
    arena_free(writer.arena);
    paper_free(writer.paper);
    return code;
}

enum err_code sheet_pdf(const struct sheet_paper *sheet, struct bytes *ret_new, struct err *err)
{
    long pages = 0;
    return draw_sheet(sheet, ret_new, &pages, err);
}

enum err_code sheet_pages(const struct sheet_paper *sheet, long *ret, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = draw_sheet(sheet, &bytes, ret, err);
    bytes_release(&bytes);
    return code;
}
