/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/truth: lines and fields of a sheet as JSON. May include base, model.
 */
#include "truth.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

static json_t *box_new(const struct view *view, struct rect upright)
{
    struct rect box = view_to_page(view, upright);
    return json_pack("[iiii]", box.x, box.y, box.w, box.h);
}

/* ---- text ---- */

/* What is read as one: a line, or all cells of a table row. */
struct unit {
    struct str text;
    double baseline, x;
};

struct units {
    struct unit *items;
    size_t count, capacity;
};

static void unit_add_line(struct units *units, const struct truth_line *line,
                          const struct truth_line *before)
{
    if (before && line->table_row >= 0 && before->table_row == line->table_row) {
        struct unit *unit = &units->items[units->count - 1];
        str_add(&unit->text, before->cell == line->cell ? " " : "\t");
        str_add(&unit->text, line->text);
        return;
    }
    struct unit *unit = ARRAY_ADD(units);
    unit->baseline = line->baseline;
    unit->x = line->box.x;
    str_add(&unit->text, line->text);
}

/* Table rows as one unit each, or every line for itself. */
static struct units units_make(const struct sheet *sheet, bool tables)
{
    struct units units = {0};
    for (size_t i = 0; i < sheet->lines.count; i++)
        unit_add_line(&units, &sheet->lines.items[i],
                      i && tables ? &sheet->lines.items[i - 1] : NULL);
    return units;
}

static void units_release(struct units *units)
{
    for (size_t i = 0; i < units->count; i++)
        str_release(&units->items[i].text);
    free(units->items);
}

static int by_baseline(const void *a, const void *b)
{
    const struct unit *one = a, *two = b;
    return (one->baseline > two->baseline) - (one->baseline < two->baseline);
}

static int by_x(const void *a, const void *b)
{
    const struct unit *one = a, *two = b;
    return (one->x > two->x) - (one->x < two->x);
}

/* Top to bottom; pieces whose baselines are within 1.6 mm left to right. */
static void units_sort_rows(struct units *units)
{
    if (!units->count)
        return;
    qsort(units->items, units->count, sizeof *units->items, by_baseline);
    for (size_t i = 0, end; i < units->count; i = end) {
        for (end = i + 1; end < units->count; end++)
            if (units->items[end].baseline - units->items[i].baseline > 1.6)
                break;
        qsort(units->items + i, end - i, sizeof *units->items, by_x);
    }
}

static json_t *units_text(const struct units *units)
{
    struct str all = STR_INIT;
    for (size_t i = 0; i < units->count; i++) {
        if (i)
            str_add_char(&all, '\n');
        str_add(&all, str_peek(&units->items[i].text));
    }
    json_t *text = json_string(str_peek(&all));
    str_release(&all);
    return text;
}

static void put_texts(json_t *out, const struct sheet *sheet)
{
    struct units units = units_make(sheet, true);
    json_put_new(out, "text", units_text(&units));
    units_release(&units);
    units = units_make(sheet, false);
    units_sort_rows(&units);
    json_put_new(out, "text_rows", units_text(&units));
    units_release(&units);
}

/* ---- lines and fields ---- */

static json_t *lines_new(const struct truth_page *page)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < page->sheet->lines.count; i++) {
        const struct truth_line *line = &page->sheet->lines.items[i];
        json_t *item = json_object();
        json_put_text(item, "text", line->text);
        json_put_new(item, "box", box_new(page->view, line->box));
        json_array_append_new(lines, item);
    }
    return lines;
}

static json_t *field_new(const struct truth_page *page, const struct truth_field *field)
{
    json_t *item = json_object();
    json_put_text(item, "value", field->value ? field->value : field->written);
    json_put_text(item, "written", field->written);
    json_put_text(item, "status", field->status);
    json_put_new(item, "box", box_new(page->view, field->box));
    if (field->contradicts)
        json_put_bool(item, "contradicts", true);
    return item;
}

static json_t *record_new(const struct truth_page *page, int row)
{
    json_t *record = json_object(), *fields = json_object();
    if (row < 0)
        json_put_text(record, "schema", page->schema);
    else
        json_put_long(record, "row", row);
    for (size_t i = 0; i < page->sheet->fields.count; i++)
        if (page->sheet->fields.items[i].row == row)
            json_put_new(fields, page->sheet->fields.items[i].name,
                         field_new(page, &page->sheet->fields.items[i]));
    json_put_new(record, "fields", fields);
    return record;
}

static void put_records(json_t *out, const struct truth_page *page)
{
    int last = -2;
    for (size_t i = 0; i < page->sheet->fields.count; i++)
        if (page->sheet->fields.items[i].row > last)
            last = page->sheet->fields.items[i].row;
    if (last == -1)
        json_put_new(out, "record", record_new(page, -1));
    if (last < 0)
        return;
    json_t *records = json_array();
    for (int row = 0; row <= last; row++)
        json_array_append_new(records, record_new(page, row));
    json_put_new(out, "records", records);
}

json_t *truth_new(const struct truth_page *page)
{
    json_t *out = json_object();
    json_put_text(out, "schema", page->blank ? NULL : page->schema);
    json_put_text(out, "level", page->level);
    json_put_long(out, "width", page->view->page_width);
    json_put_long(out, "height", page->view->page_height);
    json_put_long(out, "dpi", lround(page->dpi));
    json_put_long(out, "turns", page->view->turns);
    json_put_double(out, "skew", round(page->view->skew * 100) / 100);
    json_put_bool(out, "blank", page->blank);
    json_put_bool(out, "handwritten", page->handwritten);
    put_texts(out, page->sheet);
    json_put_new(out, "lines", lines_new(page));
    put_records(out, page);
    return out;
}
