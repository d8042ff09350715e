/* SPDX-License-Identifier: Apache-2.0
 *
 * export/table: CSV for office programs (RFC 4180, CRLF, UTF-8 with BOM). A cell that a
 * spreadsheet would run as a formula begins with an apostrophe. May include: model, base.
 */
#include "export/table.h"

#include "export/cells.h"

static void add_titles(struct str *out, const struct table_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_cell_add(out, columns[i].label ? columns[i].label : columns[i].name, false);
}

static void add_head(struct str *out, const struct table_head *head)
{
    str_add(out, CSV_BOM);
    csv_cell_add(out, "id", true);
    add_titles(out, head->columns, head->column_count);
    add_titles(out, head->facts, head->fact_count);
    if (head->mark)
        csv_cell_add(out, head->mark, false);
    str_add(out, "\r\n");
}

static const char *shown(const struct value *value)
{
    if (value->status != VALUE_OK)
        return "";
    return value->normal ? value->normal : value->written;
}

static void add_row(struct str *out, const struct table_head *head, const struct table_row *row)
{
    csv_cell_add(out, row->id, true);
    for (size_t i = 0; i < head->column_count; i++)
        csv_cell_add(out, shown(&row->cells[i].value), false);
    for (size_t i = 0; i < head->fact_count; i++)
        csv_cell_add(out, row->facts[i], false);
    if (head->mark)
        csv_cell_add(out, head->mark, false);
    str_add(out, "\r\n");
}

const struct table_driver table_csv = {
    .name = "csv",
    .extension = ".csv",
    .add_head = add_head,
    .add_row = add_row,
};
