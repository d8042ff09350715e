/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/release_tables: records -> rows of tables. May include: base, record, store, export.
 */
#include "workflow/release_tables.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/table.h"
#include "store/record.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/release.h"

enum { DRIVERS_MAX = 4 };

/* The open files of one kind of paper. */
struct sheet {
    const struct schema *schema; /* of the office */
    struct table_column *columns;
    struct table_column facts[BOOK_FACTS]; /* what a book fixes and the schema has no field for */
    size_t fact_numbers[BOOK_FACTS], fact_count;
    struct table_head head;
    struct table_writer *writers[DRIVERS_MAX];
    char *paths[DRIVERS_MAX];
};

struct sheets {
    struct sheet **items;
    size_t count, capacity;
};

static void list_facts(struct sheet *sheet)
{
    for (size_t i = 0; i < BOOK_FACTS; i++) {
        if (schema_field_lookup(sheet->schema, book_facts[i].field))
            continue;
        sheet->facts[sheet->fact_count] =
            (struct table_column){book_facts[i].field, book_facts[i].label};
        sheet->fact_numbers[sheet->fact_count++] = i;
    }
}

static enum err_code sheet_open(struct sheets *sheets, const char *folder,
                                const struct schema *schema, struct sheet **ret, struct err *err)
{
    struct sheet *sheet = mem_new(1, sizeof *sheet);
    enum err_code code = ERR_OK;
    *ARRAY_ADD(sheets) = sheet;
    sheet->schema = schema;
    sheet->columns = mem_new(schema->field_count, sizeof *sheet->columns);
    for (size_t i = 0; i < schema->field_count; i++)
        sheet->columns[i] =
            (struct table_column){schema->fields[i].name, schema->fields[i].label_vi};
    list_facts(sheet);
    sheet->head = (struct table_head){.schema = schema->name,
                                      .columns = sheet->columns,
                                      .column_count = schema->field_count,
                                      .facts = sheet->facts,
                                      .fact_count = sheet->fact_count,
                                      .mark = RELEASE_MARK};
    for (size_t i = 0; i < DRIVERS_MAX && table_driver_peek(i) && !code; i++) {
        const struct table_driver *driver = table_driver_peek(i);
        struct str path = STR_INIT;
        str_format(&path, "%s/%s%s%s", folder, RELEASE_FILE_PREFIX, schema->name,
                   driver->extension);
        sheet->paths[i] = str_take(&path);
        code = table_writer_open(driver, sheet->paths[i], &sheet->head, &sheet->writers[i], err);
    }
    *ret = sheet;
    return code;
}

static void sheets_release(struct sheets *sheets)
{
    for (size_t i = 0; i < sheets->count; i++) {
        struct sheet *sheet = sheets->items[i];
        for (size_t k = 0; k < DRIVERS_MAX; k++) {
            table_writer_drop(sheet->writers[k]);
            free(sheet->paths[k]);
        }
        free(sheet->columns);
        free(sheet);
    }
    free(sheets->items);
}

static enum err_code find_sheet(struct sheets *sheets, const char *folder,
                                const struct schema *schema, struct sheet **ret, struct err *err)
{
    for (size_t i = 0; i < sheets->count; i++) {
        if (text_equal(sheets->items[i]->schema->name, schema->name)) {
            *ret = sheets->items[i];
            return ERR_OK;
        }
    }
    return sheet_open(sheets, folder, schema, ret, err);
}

static enum err_code add_row(struct sheet *sheet, const struct record_view *view,
                             struct arena *arena, struct err *err)
{
    char id[UUID_TEXT_SIZE], page[UUID_TEXT_SIZE], version[UUID_TEXT_SIZE];
    struct table_cell *cells = arena_take(arena, sheet->head.column_count, sizeof *cells);
    uuid_show(&view->record.id, id);
    uuid_show(&view->record.page, page);
    uuid_show(&view->version, version);
    for (size_t i = 0; i < sheet->head.column_count; i++) {
        const struct field_view *field = record_view_lookup(view, sheet->columns[i].name);
        cells[i].value.status = VALUE_MISSING;
        if (!field)
            continue;
        cells[i].value = field->value;
        cells[i].origin = value_origin_name(field->origin);
        if (field->proposed && !rect_empty(field->proposed->box)) {
            cells[i].page = page;
            cells[i].box = field->proposed->box;
        }
    }
    const char *facts[BOOK_FACTS] = {NULL};
    for (size_t i = 0; view->book && i < sheet->fact_count; i++)
        facts[i] = book_fixed_fact(view->book, sheet->fact_numbers[i]);
    json_t *book = view->book ? book_fixed_json(view->book) : NULL;
    struct table_row row = {
        .id = id,
        .version = uuid_is_null(&view->version) ? NULL : version,
        .state = record_state_name(view->record.state),
        .cells = cells,
        .facts = facts,
        .book = book,
    };
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < DRIVERS_MAX && sheet->writers[i] && !code; i++)
        code = table_writer_add(sheet->writers[i], &row, err);
    json_decref(book);
    return code;
}

static enum err_code add_record(struct office *office, struct sheets *sheets, const char *folder,
                                const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    struct sheet *sheet = NULL;
    enum err_code code = record_view_get(office, id, arena, &view, err);
    if (!code)
        code = find_sheet(sheets, folder, view.schema, &sheet, err);
    if (!code)
        code = add_row(sheet, &view, arena, err);
    arena_free(arena);
    return code;
}

static enum err_code finish_all(struct sheets *sheets, struct file_names *names, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < sheets->count; i++) {
        struct sheet *sheet = sheets->items[i];
        for (size_t k = 0; k < DRIVERS_MAX && sheet->writers[k] && !code; k++) {
            code = table_writer_finish(sheet->writers[k], err);
            sheet->writers[k] = NULL;
            if (code)
                break;
            *ARRAY_ADD(names) = sheet->paths[k];
            sheet->paths[k] = NULL;
        }
    }
    return code;
}

enum err_code release_tables(struct office *office, const char *folder, const struct uuid *batch,
                             struct file_names *names, long *ret_records, struct err *err)
{
    struct record_filter filter = {.batch = batch, .limit = STORE_LIST_MAX};
    struct sheets sheets = {0};
    enum err_code code = ERR_OK;
    size_t count = STORE_LIST_MAX;
    *ret_records = 0;
    while (!code && count == STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct record *records = NULL;
        code = record_list(office_store(office), &filter, arena, &records, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            code = add_record(office, &sheets, folder, &records[i].id, err);
        *ret_records += (long)count;
        filter.offset += STORE_LIST_MAX;
        arena_free(arena);
    }
    if (!code)
        code = finish_all(&sheets, names, err);
    sheets_release(&sheets);
    return code;
}
