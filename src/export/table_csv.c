/* SPDX-License-Identifier: Apache-2.0
 *
 * export/table: CSV for office programs (RFC 4180, CRLF, UTF-8 with BOM). A cell that a
 * spreadsheet would run as a formula begins with an apostrophe. May include: model, base.
 */
#include <string.h>

#include "export/table.h"

static void add_quoted(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            str_add_char(out, '"');
        str_add_char(out, *text);
    }
    str_add_char(out, '"');
}

static void add_cell(struct str *out, const char *text, bool first)
{
    if (!first)
        str_add_char(out, ',');
    if (!text || !*text)
        return;
    struct str guarded = STR_INIT;
    if (strchr("=+-@\t\r", *text))
        str_add_char(&guarded, '\'');
    str_add(&guarded, text);
    if (strpbrk(str_peek(&guarded), ",\"\r\n"))
        add_quoted(out, str_peek(&guarded));
    else
        str_add(out, str_peek(&guarded));
    str_release(&guarded);
}

static void add_head(struct str *out, const struct table_head *head)
{
    str_add(out, "\xEF\xBB\xBF");
    add_cell(out, "id", true);
    for (size_t i = 0; i < head->column_count; i++) {
        const struct table_column *column = &head->columns[i];
        add_cell(out, column->label ? column->label : column->name, false);
    }
    if (head->mark)
        add_cell(out, head->mark, false);
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
    add_cell(out, row->id, true);
    for (size_t i = 0; i < head->column_count; i++)
        add_cell(out, shown(&row->cells[i].value), false);
    if (head->mark)
        add_cell(out, head->mark, false);
    str_add(out, "\r\n");
}

const struct table_driver table_csv = {
    .name = "csv",
    .extension = ".csv",
    .add_head = add_head,
    .add_row = add_row,
};
