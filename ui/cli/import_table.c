/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/import_table: a table beside the entries of a book, as lines. May include: base, model,
 * store, workflow.
 */
#include "cli/import_table.h"

#include "base/str.h"
#include "cli/open.h"
#include "workflow/book.h"
#include "workflow/table_import.h"

static json_t *cell_json(const struct table_cell_result *cell)
{
    json_t *json = json_object();
    json_put_text(json, "column", cell->column);
    json_put_text(json, "field", cell->field);
    json_put_text(json, "state", table_cell_state_name(cell->state));
    json_put_text(json, "table", cell->table);
    json_put_text(json, "entry", cell->entry);
    return json;
}

static void row_json(const struct table_row_result *row)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object(), *cells = json_array();
    uuid_show(&row->record, id);
    json_put_long(json, "line", row->line);
    json_put_text(json, "number", row->number);
    json_put_text(json, "state", table_row_state_name(row->state));
    json_put_text(json, "record", row->state == TABLE_MATCHED ? id : NULL);
    json_put_text(json, "reason", row->reason);
    json_put_bool(json, "back", row->sent_back);
    for (size_t i = 0; i < row->cell_count; i++)
        json_array_append_new(cells, cell_json(&row->cells[i]));
    json_put_new(json, "cells", cells);
    cli_json_line(json);
}

/* Only what a person must know: nothing of cells that are the same. */
static void row_text(const struct table_row_result *row)
{
    if (row->state != TABLE_MATCHED)
        cli_print(_("line %ld, number %s: %s"), row->line, *row->number ? row->number : "-",
                  table_row_state_title(row->state));
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct table_cell_result *cell = &row->cells[i];
        if (cell->state == TABLE_DIFFERENT)
            cli_print(_("line %ld, number %s, %s: table \"%s\", entry \"%s\""), row->line,
                      row->number, cell->column, cell->table, cell->entry);
        else if (cell->state == TABLE_NOT_TAKEN)
            cli_print(_("line %ld, number %s, %s: table \"%s\", not taken over"), row->line,
                      row->number, cell->column, cell->table);
    }
    if (row->reason && row->sent_back)
        cli_print(_("line %ld, number %s: back into the work: %s"), row->line, row->number,
                  row->reason);
}

static void summary_json(const struct table_result *result, bool preview)
{
    json_t *json = json_object(), *missing = json_array(), *unused = json_array();
    for (size_t i = 0; i < result->missing_count; i++)
        json_array_append_new(missing, json_string(result->missing[i]));
    for (size_t i = 0; i < result->unused_count; i++)
        json_array_append_new(unused, json_string(result->unused[i]));
    json_put_bool(json, "preview", preview);
    json_put_long(json, "rows", (long)result->count);
    for (int i = 0; i < TABLE_ROW_STATE_COUNT; i++)
        json_put_long(json, table_row_state_name((enum table_row_state)i), result->states[i]);
    json_put_long(json, "same", result->same);
    json_put_long(json, "filled", result->filled);
    json_put_long(json, "different", result->different);
    json_put_long(json, "not_taken", result->not_taken);
    json_put_new(json, "missing_rows", missing);
    json_put_new(json, "unused", unused);
    cli_json_line(json);
}

static void summary_text(const struct table_result *result, bool preview)
{
    struct str missing = STR_INIT;
    for (size_t i = 0; i < result->missing_count; i++)
        str_format(&missing, "%s%s", i ? ", " : "", result->missing[i]);
    for (size_t i = 0; i < result->unused_count; i++)
        cli_print(_("the profile does not know the column \"%s\""), result->unused[i]);
    if (result->missing_count)
        cli_print(_("entries without a row in the table: %zu: %s"), result->missing_count,
                  str_peek(&missing));
    cli_print(_("rows: %zu, with their entry: %ld, page not there yet: %ld, no such number: %ld"),
              result->count, result->states[TABLE_MATCHED], result->states[TABLE_MISSING_PAGE],
              result->states[TABLE_NO_PAPER]);
    cli_print(_("values the same: %ld, entered from the table: %ld, different: %ld, not taken "
                "over: %ld"),
              result->same, result->filled, result->different, result->not_taken);
    if (preview)
        cli_print(_("only looked; nothing was changed"));
    str_release(&missing);
}

enum err_code import_table(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct table_result result;
    struct book book;
    struct table_plan plan = {.path = cli_option(cli, "table"),
                              .profile = cli_option(cli, "profile"),
                              .preview = cli_flag(cli, "preview")};
    enum err_code code = book_open(office, cli_option(cli, "book"), arena, &book, err);
    plan.book = book.id;
    if (!code)
        code = table_import(office, &plan, arena, &result, err);
    for (size_t i = 0; !code && i < result.count; i++) {
        if (cli->json)
            row_json(&result.rows[i]);
        else
            row_text(&result.rows[i]);
    }
    if (!code && cli->json)
        summary_json(&result, plan.preview);
    else if (!code)
        summary_text(&result, plan.preview);
    arena_free(arena);
    return code;
}
