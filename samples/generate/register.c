/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/register: draws a ruled table row by row; a row is as high as its fullest cell. May
 * include base, paint.
 */
#include "register.h"

#include <assert.h>

#include "base/mem.h"
#include "base/str.h"
#include "form.h"

struct table {
    struct sheet *sheet;
    const struct register_page *page;
    double edges[REGISTER_COLUMNS_MAX + 1]; /* mm */
    double y;                               /* top of the next row */
    double rule;                            /* thickness, mm */
    double pad;
};

static double line_step(const struct style *style)
{
    return style->points * 0.3528 * 1.25;
}

/* Lines that text takes in width. */
static int count_lines(struct sheet *sheet, const struct style *style, const char *text,
                       double width)
{
    int lines = 0;
    for (; text && text[0]; lines++)
        text += sheet_fit(sheet, style, text, width);
    return lines;
}

static void put_cell(struct table *table, size_t column, const struct style *style,
                     const char *text, const char *field, bool centred, double height, int lines)
{
    struct sheet *sheet = table->sheet;
    double left = table->edges[column] + table->pad, right = table->edges[column + 1] - table->pad;
    double step = line_step(style), free_room = height - lines * step;
    double y = table->y + (centred ? free_room / 2 : table->pad) + step * 0.78;
    sheet->cell = (int)column;
    while (text[0]) {
        struct str part = STR_INIT;
        size_t fits = sheet_fit(sheet, style, text, right - left);
        str_add_span(&part, text, fits);
        str_trim(&part);
        sheet_line(sheet, centred ? (left + right) / 2 : left, y, centred ? 0.5 : 0, style,
                   str_peek(&part), field);
        str_release(&part);
        text += fits;
        y += step;
    }
}

static void rule_row(struct table *table, double y)
{
    struct sheet *sheet = table->sheet;
    canvas_line(sheet->canvas, (struct point){sheet_px(sheet, table->edges[0]), sheet_px(sheet, y)},
                (struct point){sheet_px(sheet, table->edges[table->page->column_count]),
                               sheet_px(sheet, y)},
                sheet_px(sheet, table->rule), sheet->look.ink);
}

/* One row of cells; fields only for entries. False when it does not fit above bottom. */
static bool put_row(struct table *table, const struct style *style, const struct cell *cells,
                    bool entry, bool centred, double least, double bottom)
{
    struct sheet *sheet = table->sheet;
    int lines[REGISTER_COLUMNS_MAX] = {0}, most = 1;
    for (size_t i = 0; i < table->page->column_count; i++) {
        double width = table->edges[i + 1] - table->edges[i] - 2 * table->pad;
        lines[i] = count_lines(sheet, style, cells[i].written, width);
        most = lines[i] > most ? lines[i] : most;
    }
    double height = most * line_step(style) + 2 * table->pad;
    height = height < least ? least : height;
    if (table->y + height > bottom)
        return false;
    sheet->table_row++;
    for (size_t i = 0; i < table->page->column_count; i++) {
        const struct column *column = &table->page->columns[i];
        const char *text = cells[i].written ? cells[i].written : "";
        put_cell(table, i, style, text, entry ? column->field : NULL, centred || column->centred,
                 height, lines[i]);
        if (!entry)
            continue;
        if (!text[0])
            sheet_blank(sheet, column->field, table->edges[i], table->y,
                        table->edges[i + 1] - table->edges[i], height);
        else if (cells[i].value)
            sheet_mean(sheet, column->field, cells[i].value);
    }
    table->y += height;
    rule_row(table, table->y);
    return true;
}

static void put_head(struct table *table)
{
    const struct register_page *page = table->page;
    struct cell titles[REGISTER_COLUMNS_MAX] = {0}, numbers[REGISTER_COLUMNS_MAX] = {0};
    struct style style = style_label(table->sheet);
    for (size_t i = 0; i < page->column_count; i++) {
        titles[i].written = page->columns[i].title;
        numbers[i].written = format_text(table->sheet->maker, "(%zu)", i + 1);
    }
    rule_row(table, table->y);
    style.bold = true;
    style.points *= 0.92;
    put_row(table, &style, titles, false, true, 10, table->sheet->height);
    style.bold = false;
    style.italic = true;
    style.points *= 0.9;
    put_row(table, &style, numbers, false, true, 0, table->sheet->height);
}

static void put_entries(struct table *table)
{
    const struct register_page *page = table->page;
    struct sheet *sheet = table->sheet;
    struct dice *dice = &sheet->maker->dice;
    struct style style = style_value(sheet);
    int count = dice_int(dice, page->entries_least, page->entries_most);
    int first = dice_int(dice, 1, 150);
    for (int i = 0; i < count; i++) {
        struct cell cells[REGISTER_COLUMNS_MAX] = {0};
        sheet->row = i;
        page->entry(sheet, page, first + i, cells);
        if (!put_row(table, &style, cells, true, false, style.hand ? 17 : 13, sheet->height - 12))
            break;
    }
    sheet->row = -1;
}

static void set_edges(struct table *table)
{
    const struct register_page *page = table->page;
    double sum = 0, left = 12, right = table->sheet->width - 10;
    for (size_t i = 0; i < page->column_count; i++)
        sum += page->columns[i].weight;
    table->edges[0] = left;
    for (size_t i = 0; i < page->column_count; i++)
        table->edges[i + 1] = table->edges[i] + (right - left) * page->columns[i].weight / sum;
}

static void put_title(struct table *table)
{
    const struct register_page *page = table->page;
    struct sheet *sheet = table->sheet;
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet);
    sheet_line(sheet, 12, 13, 0, &style, page->office, NULL);
    sheet_line(
        sheet, sheet->width - 10, 13, 1, &style,
        format_text(maker, "Quyển số: %02d/%d - Trang số: %d", page->book, page->year, page->page),
        NULL);
    style.bold = true;
    style.points *= 1.35;
    sheet_line(sheet, sheet->width / 2, 21, 0.5, &style, page->title, NULL);
}

void register_put(struct sheet *sheet, const struct register_page *page)
{
    assert(page->column_count <= REGISTER_COLUMNS_MAX);
    struct table table = {.sheet = sheet, .page = page, .y = 26, .pad = 1};
    struct dice *dice = &sheet->maker->dice;
    table.rule = dice_real(dice, 0.16, 0.4);
    set_edges(&table);
    put_title(&table);
    double top = table.y;
    put_head(&table);
    put_entries(&table);
    for (size_t i = 0; i <= page->column_count; i++) {
        double x = sheet_px(sheet, table.edges[i]);
        canvas_line(sheet->canvas, (struct point){x, sheet_px(sheet, top)},
                    (struct point){x, sheet_px(sheet, table.y)}, sheet_px(sheet, table.rule),
                    sheet->look.ink);
    }
    sheet->table_row = -1;
}
