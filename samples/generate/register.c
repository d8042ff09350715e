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

static const double FIRST_EDGE = 12, LAST_EDGE = 10; /* mm from the paper's edges */

struct table {
    struct sheet *sheet;
    const struct register_page *page;
    size_t count;                           /* columns */
    double edges[REGISTER_COLUMNS_MAX + 1]; /* mm */
    double y;                               /* top of the next row */
    double rule;                            /* thickness, mm */
    double pad;
    bool middle; /* values stand in the middle of their cells' height, not at the top */
};

/* A row about to be drawn. */
struct row {
    const char *texts[REGISTER_COLUMNS_MAX]; /* NULL = empty */
    struct style style;
    bool entry;   /* texts are values of fields */
    bool centred; /* all cells, whatever the column says */
    double least; /* height */
};

void entry_set(struct entry *entry, const char *field, const char *written, const char *value)
{
    assert(entry->count < ENTRY_VALUES_MAX);
    entry->values[entry->count].field = field;
    entry->values[entry->count].written = written;
    entry->values[entry->count++].value = value;
}

void entry_contradict(struct entry *entry, const char *field, bool so)
{
    for (size_t i = 0; so && i < entry->count; i++)
        if (text_equal(entry->values[i].field, field))
            entry->values[i].contradicts = true;
}

/* ---- rules ---- */

/* A rule that may be worn: gaps of a few mm. */
static void put_rule(struct table *table, struct point from, struct point to)
{
    struct sheet *sheet = table->sheet;
    struct dice *dice = &sheet->maker->dice;
    bool across = from.y == to.y;
    double at = across ? from.x : from.y, end = across ? to.x : to.y;
    while (at < end) {
        double stop = end;
        if (sheet->look.rule_gaps > 0)
            stop = at + dice_real(dice, 2, 60) * (1.1 - sheet->look.rule_gaps);
        stop = stop > end ? end : stop;
        struct point a = across ? (struct point){at, from.y} : (struct point){from.x, at};
        struct point b = across ? (struct point){stop, from.y} : (struct point){from.x, stop};
        canvas_line(sheet->canvas, (struct point){sheet_px(sheet, a.x), sheet_px(sheet, a.y)},
                    (struct point){sheet_px(sheet, b.x), sheet_px(sheet, b.y)},
                    sheet_px(sheet, table->rule), sheet->look.ink);
        at = stop + (sheet->look.rule_gaps > 0 ? dice_real(dice, 0.4, 4) : 0);
    }
}

static void rule_row(struct table *table, double y, size_t from, size_t to)
{
    put_rule(table, (struct point){table->edges[from], y}, (struct point){table->edges[to], y});
}

static void rule_column(struct table *table, size_t edge, double top, double bottom)
{
    put_rule(table, (struct point){table->edges[edge], top},
             (struct point){table->edges[edge], bottom});
}

/* ---- cells ---- */

static double line_step(const struct style *style)
{
    return style->points * 0.3528 * 1.25;
}

static int count_lines(struct sheet *sheet, const struct style *style, const char *text,
                       double width)
{
    int lines = 0;
    for (; text && text[0]; lines++)
        text += sheet_fit(sheet, style, text, width);
    return lines;
}

/* Text inside a rectangle, wrapped; in the middle or from the top left. */
struct box_text {
    const char *text, *field;
    double left, right, top, height;
    bool centred, middle;
};

static void put_box(struct sheet *sheet, const struct style *style, const struct box_text *box)
{
    const char *text = box->text;
    double step = line_step(style), width = box->right - box->left;
    double slack = box->height - count_lines(sheet, style, text, width) * step;
    double y = box->top + (box->middle ? slack / 2 : 1) + step * 0.78;
    while (text[0]) {
        struct str part = STR_INIT;
        size_t fits = sheet_fit(sheet, style, text, width);
        str_add_span(&part, text, fits);
        str_trim(&part);
        sheet_line(sheet, box->centred ? (box->left + box->right) / 2 : box->left, y,
                   box->centred ? 0.5 : 0, style, str_peek(&part), box->field);
        str_release(&part);
        text += fits;
        y += step;
    }
}

static double row_height(struct table *table, const struct row *row)
{
    int most = 1;
    for (size_t i = 0; i < table->count; i++) {
        double width = table->edges[i + 1] - table->edges[i] - 2 * table->pad;
        int lines = count_lines(table->sheet, &row->style, row->texts[i], width);
        most = lines > most ? lines : most;
    }
    double height = most * line_step(&row->style) + 2 * table->pad;
    return height < row->least ? row->least : height;
}

static void put_cell(struct table *table, const struct row *row, size_t i, double height)
{
    struct sheet *sheet = table->sheet;
    const struct column *column = &table->page->columns[i];
    sheet->cell = (int)i;
    if (row->texts[i] && row->texts[i][0])
        put_box(sheet, &row->style,
                &(struct box_text){.text = row->texts[i],
                                   .field = row->entry ? column->field : NULL,
                                   .left = table->edges[i] + table->pad,
                                   .right = table->edges[i + 1] - table->pad,
                                   .top = table->y,
                                   .height = height,
                                   .centred = row->centred || column->centred,
                                   .middle = table->middle || row->centred});
    else if (row->entry)
        sheet_blank(sheet, column->field, table->edges[i], table->y,
                    table->edges[i + 1] - table->edges[i], height);
}

/* One row of cells with the rule under it. */
static void put_row(struct table *table, const struct row *row)
{
    double height = row_height(table, row);
    table->sheet->table_row++;
    for (size_t i = 0; i < table->count; i++)
        put_cell(table, row, i, height);
    for (size_t i = 0; i <= table->count; i++)
        rule_column(table, i, table->y, table->y + height);
    table->y += height;
    rule_row(table, table->y, 0, table->count);
}

/* ---- head ---- */

/* Columns from i on that share its group. */
static size_t group_length(const struct table *table, size_t i)
{
    size_t end = i + 1;
    const struct column *columns = table->page->columns;
    while (columns[i].group && end < table->count &&
           text_equal(columns[end].group, columns[i].group))
        end++;
    return end - i;
}

/* How the head is split: a low row for groups' headings above the row of titles. */
struct group_head {
    const struct row *titles;
    double above, height;
};

static bool group_leads(const struct column *columns, size_t i)
{
    return !i || !text_equal(columns[i].group, columns[i - 1].group);
}

/* One cell of the head: a group's heading, a title under one, or a title of full height. */
static void put_title_cell(struct table *table, const struct group_head *head, size_t i, bool under)
{
    const char *group = table->page->columns[i].group;
    size_t length = under || !group ? 1 : group_length(table, i);
    table->sheet->cell = (int)i;
    put_box(table->sheet, &head->titles->style,
            &(struct box_text){.text = under || !group ? head->titles->texts[i] : group,
                               .left = table->edges[i] + table->pad,
                               .right = table->edges[i + length] - table->pad,
                               .top = table->y + (under ? head->above : 0),
                               .height = !group  ? head->height
                                         : under ? head->height - head->above
                                                 : head->above,
                               .centred = true,
                               .middle = true});
    if (!under && group)
        rule_row(table, table->y + head->above, i, i + length);
}

/* Titles with a group: its heading above, then the titles under it; others take both heights. */
static void put_group_titles(struct table *table, const struct row *titles)
{
    const struct column *columns = table->page->columns;
    struct group_head head = {.titles = titles,
                              .above = line_step(&titles->style) + 2 * table->pad};
    head.height = row_height(table, titles) + head.above;
    for (int under = 0; under < 2; under++) {
        table->sheet->table_row++;
        for (size_t i = 0; i < table->count; i++)
            if (under ? columns[i].group != NULL : !columns[i].group || group_leads(columns, i))
                put_title_cell(table, &head, i, under);
    }
    for (size_t i = 0; i <= table->count; i++) {
        bool inside = i && i < table->count && columns[i].group && !group_leads(columns, i);
        rule_column(table, i, table->y + (inside ? head.above : 0), table->y + head.height);
    }
    table->y += head.height;
    rule_row(table, table->y, 0, table->count);
}

static void put_head(struct table *table)
{
    const struct register_page *page = table->page;
    struct row titles = {.style = style_label(table->sheet), .centred = true, .least = 9};
    struct row numbers = titles;
    bool groups = false;
    for (size_t i = 0; i < table->count; i++) {
        titles.texts[i] = page->columns[i].title;
        numbers.texts[i] = format_text(table->sheet->maker, "(%zu)", i + 1);
        groups = groups || page->columns[i].group;
    }
    titles.style.bold = true;
    titles.style.points *= 0.92;
    numbers.style.italic = true;
    numbers.style.points *= 0.84;
    numbers.least = 0;
    rule_row(table, table->y, 0, table->count);
    if (groups)
        put_group_titles(table, &titles);
    else
        put_row(table, &titles);
    if (dice_chance(&table->sheet->maker->dice, 0.75))
        put_row(table, &numbers);
}

/* ---- entries ---- */

static void take_texts(const struct table *table, const struct entry *entry, struct row *ret)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t k = 0; k < entry->count; k++)
            if (text_equal(entry->values[k].field, table->page->columns[i].field))
                ret->texts[i] = entry->values[k].written;
}

static void mean_values(struct sheet *sheet, const struct entry *entry)
{
    for (size_t k = 0; k < entry->count; k++) {
        if (entry->values[k].written && entry->values[k].value)
            sheet_mean(sheet, entry->values[k].field, entry->values[k].value);
        if (entry->values[k].written && entry->values[k].contradicts)
            sheet_contradict(sheet, entry->values[k].field);
    }
}

static void put_entries(struct table *table)
{
    const struct register_page *page = table->page;
    struct sheet *sheet = table->sheet;
    struct dice *dice = &sheet->maker->dice;
    int count = dice_int(dice, page->entries_least, page->entries_most);
    int first = dice_int(dice, 1, 150);
    for (int i = 0; i < count; i++) {
        struct entry entry = {0};
        struct row row = {.style = style_value(sheet), .entry = true};
        row.least = row.style.hand ? 16 : 12;
        sheet->row = i;
        entry_set(&entry, "stt", format_text(sheet->maker, "%d", i + 1), NULL);
        page->entry(sheet, page, first + i, &entry);
        take_texts(table, &entry, &row);
        if (table->y + row_height(table, &row) > sheet->height - 10)
            break;
        put_row(table, &row);
        mean_values(sheet, &entry);
    }
    sheet->row = -1;
}

/* ---- the page ---- */

static void set_edges(struct table *table)
{
    const struct column *columns = table->page->columns;
    double sum = 0, left = FIRST_EDGE, right = table->sheet->width - LAST_EDGE;
    for (; columns[table->count].title; table->count++)
        sum += columns[table->count].weight;
    assert(table->count <= REGISTER_COLUMNS_MAX);
    table->edges[0] = left;
    for (size_t i = 0; i < table->count; i++)
        table->edges[i + 1] = table->edges[i] + (right - left) * columns[i].weight / sum;
}

static void put_title(struct table *table)
{
    const struct register_page *page = table->page;
    struct sheet *sheet = table->sheet;
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet);
    sheet_line(sheet, FIRST_EDGE, 13, 0, &style,
               format_text(maker, "UBND %s, %s", page->place.commune, page->place.district), NULL);
    sheet_line(
        sheet, sheet->width - LAST_EDGE, 13, 1, &style,
        format_text(maker, "Quyển số: %02d/%d - Trang số: %d", page->book, page->year, page->page),
        NULL);
    style.bold = true;
    style.points *= 1.35;
    sheet_line(sheet, sheet->width / 2, 21, 0.5, &style, page->title, NULL);
}

/* Letters as large as the columns allow. */
static void set_sizes(struct table *table)
{
    struct look *look = &table->sheet->look;
    struct dice *dice = &table->sheet->maker->dice;
    look->size = dice_real(dice, 8.8, 9.8) + (table->count < 12 ? 0.8 : 0);
    look->value_size = look->size * (look->handwritten ? 1.12 : look->typed ? 0.88 : 1);
}

void register_put(struct sheet *sheet, const struct register_page *page)
{
    struct table table = {.sheet = sheet, .page = page, .y = 26, .pad = 1};
    table.rule = dice_real(&sheet->maker->dice, 0.14, 0.36);
    table.middle = dice_chance(&sheet->maker->dice, 0.3);
    set_edges(&table);
    set_sizes(&table);
    put_title(&table);
    put_head(&table);
    put_entries(&table);
    sheet->table_row = -1;
}
