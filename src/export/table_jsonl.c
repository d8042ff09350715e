/* SPDX-License-Identifier: Apache-2.0
 *
 * export/table: JSON Lines: {id, schema, version, values: {name: string or null}, fields: {…}},
 * and `book` with what the book of the record fixes.
 * `values` holds normalised values only, so that it validates against the schema; what stands on
 * the paper is in `fields`. Texts are never altered. May include: model, base.
 */
#include <stdlib.h>

#include "base/json.h"
#include "export/table.h"

static json_t *field_new(const struct table_cell *cell)
{
    json_t *field = json_object();
    json_put_text(field, "value", cell->value.normal);
    json_put_text(field, "written", cell->value.written);
    json_put_text(field, "status", value_status_name(cell->value.status));
    json_put_text(field, "page", cell->page);
    if (rect_empty(cell->box))
        json_put_text(field, "box", NULL);
    else
        json_put_new(field, "box",
                     json_pack("[i,i,i,i]", cell->box.x, cell->box.y, cell->box.w, cell->box.h));
    json_put_text(field, "origin", cell->origin);
    return field;
}

static void add_row(struct str *out, const struct table_head *head, const struct table_row *row)
{
    json_t *line = json_object(), *values = json_object(), *fields = json_object();
    json_put_text(line, "id", row->id);
    json_put_text(line, "schema", head->schema);
    json_put_text(line, "version", row->version);
    if (row->state)
        json_put_text(line, "state", row->state);
    if (head->mark)
        json_put_text(line, "mark", head->mark);
    for (size_t i = 0; i < head->column_count; i++) {
        const struct table_cell *cell = &row->cells[i];
        bool known = cell->value.status == VALUE_OK;
        json_put_text(values, head->columns[i].name, known ? cell->value.normal : NULL);
        json_put_new(fields, head->columns[i].name, field_new(cell));
    }
    if (row->book)
        json_put_new(line, "book", json_deep_copy(row->book));
    json_put_new(line, "values", values);
    json_put_new(line, "fields", fields);
    char *text = json_line(line);
    str_add(out, text);
    str_add_char(out, '\n');
    free(text);
    json_decref(line);
}

const struct table_driver table_jsonl = {
    .name = "jsonl",
    .extension = ".jsonl",
    .add_row = add_row,
};
