/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: the tables and the page for browsers, written in one pass over the entries;
 * what a table cannot say goes into a list of its own. May include: base, model, store, record,
 * export.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/cells.h"
#include "export/review_html.h"
#include "export/table.h"
#include "workflow/release.h"
#include "workflow/submission_part.h"

enum { DRIVERS_MAX = 4, COLUMNS_ROOM = HANDOVER_COLUMNS_MAX + 1 };

struct tables {
    struct submission *submission;
    const char *mark;                /* LUYỆN TẬP, or NULL */
    const char *names[COLUMNS_ROOM]; /* headings of the hand-over table */
    struct cells_head head, unsaid_head;
    struct cells_writer *writers[DRIVERS_MAX], *unsaid;
    struct file_writer *lines; /* JSON Lines */
    struct review_writer *html;
    json_t *keys; /* of the entries so far */
    long row;
};

static const char *const unsaid_names[] = {N_("No."), N_("Entry"), N_("Column"), N_("Field"),
                                           N_("Why")};

/* ---- opening ---- */

static char *named(const struct submission *submission, const char *ending)
{
    struct str name = STR_INIT;
    str_format(&name, "%s%s", submission->name, ending);
    char *path = submission_path(submission, str_peek(&name));
    str_release(&name);
    return path;
}

static enum err_code open_cells(struct tables *tables, struct err *err)
{
    struct submission *submission = tables->submission;
    const struct handover *handover = submission->handover;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < handover->column_count; i++)
        tables->names[i] = handover->columns[i].name;
    tables->names[handover->column_count] = tables->mark;
    tables->head = (struct cells_head){
        .names = tables->names,
        .count = handover->column_count + (tables->mark != NULL),
        .sheet = tables->mark ? tables->mark : handover->sheet,
        .title = handover->title,
        .made_ms = submission->made_ms,
    };
    for (size_t i = 0; i < DRIVERS_MAX && cells_driver_peek(i) && !code; i++) {
        const struct cells_driver *driver = cells_driver_peek(i);
        char *path = named(submission, driver->extension);
        code = cells_open(driver, path, &tables->head, &tables->writers[i], err);
        free(path);
    }
    return code;
}

static enum err_code open_unsaid(struct tables *tables, struct err *err)
{
    struct submission *submission = tables->submission;
    const char **names = arena_take(submission->arena, ARRAY_SIZE(unsaid_names), sizeof *names);
    for (size_t i = 0; i < ARRAY_SIZE(unsaid_names); i++)
        names[i] = _(unsaid_names[i]);
    tables->unsaid_head = (struct cells_head){
        .names = names, .count = ARRAY_SIZE(unsaid_names), .made_ms = submission->made_ms};
    char *path = submission_path(submission, "khong-ghi-duoc-vao-bang.csv");
    enum err_code code = cells_open(&cells_csv, path, &tables->unsaid_head, &tables->unsaid, err);
    free(path);
    return code;
}

static enum err_code open_html(struct tables *tables, struct err *err)
{
    struct submission *submission = tables->submission;
    const struct book *book = &submission->book->book;
    struct arena *arena = submission->arena;
    size_t count = submission->entries.count - (size_t)submission->tally.aside;
    struct review_fact facts[] = {
        {_("Book"), book->number},
        {_("Place of registration"), book->place},
        {_("Hand-over"), arena_format(arena, _("part %d"), submission->number)},
        {_("Entries"), arena_format(arena, "%zu", count)},
    };
    struct review_head head = {
        .title = submission->handover->title,
        .mark = tables->mark,
        .facts = facts,
        .fact_count = ARRAY_SIZE(facts),
        .token = submission->name,
    };
    char *path = submission_path(submission, "index.html");
    enum err_code code = review_open(path, &head, &tables->html, err);
    free(path);
    return code;
}

static enum err_code tables_open(struct tables *tables, struct err *err)
{
    enum err_code code = open_cells(tables, err);
    if (!code)
        code = open_unsaid(tables, err);
    if (!code)
        code = open_html(tables, err);
    char *path = named(tables->submission, ".jsonl");
    if (!code)
        code = file_writer_open(path, FILE_REPLACE, &tables->lines, err);
    free(path);
    tables->keys = json_object();
    return code;
}

/* ---- the hand-over table ---- */

static enum err_code add_unsaid(struct tables *tables, const struct submission_record *record,
                                const struct handover_fault *fault, const char *number,
                                struct err *err)
{
    char id[UUID_TEXT_SIZE];
    const struct schema_field *field =
        fault->field ? schema_field_lookup(record->view.schema, fault->field) : NULL;
    uuid_show(&record->view.record.id, id);
    const char *const cells[] = {number, id, fault->column,
                                 field ? schema_field_label(field) : fault->field, fault->why};
    tables->submission->tally.unsaid++;
    return cells_add(tables->unsaid, cells, err);
}

static const char *number_of(const struct submission_record *record)
{
    for (size_t i = 0; i < record->entry.count; i++)
        if (text_equal(record->values[i].name, "so"))
            return record->values[i].value.normal ? record->values[i].value.normal
                                                  : record->values[i].value.written;
    return NULL;
}

/* An entry that stands in the table already is listed; both rows stay. */
static enum err_code check_twice(struct tables *tables, const struct submission_record *record,
                                 const char *const *row, struct arena *arena, struct err *err)
{
    const char *key = handover_key(tables->submission->handover, row, arena);
    bool twice = json_object_get(tables->keys, key) != NULL;
    struct handover_fault fault = {.why = _("an entry of this number stands in the table twice")};
    json_put_bool(tables->keys, key, true);
    return twice ? add_unsaid(tables, record, &fault, number_of(record), err) : ERR_OK;
}

static enum err_code add_cells(struct tables *tables, struct submission_record *record,
                               struct arena *arena, struct err *err)
{
    const struct handover *handover = tables->submission->handover;
    struct handover_faults faults = {0};
    const char *row[COLUMNS_ROOM] = {0};
    enum err_code code = ERR_OK;
    record->entry.facts[FACT_ROW] = arena_format(arena, "%ld", ++tables->row);
    const char *const *cells = handover_row(handover, &record->entry, arena, &faults);
    for (size_t i = 0; i < handover->column_count; i++)
        row[i] = cells[i];
    row[handover->column_count] = tables->mark;
    for (size_t i = 0; i < DRIVERS_MAX && tables->writers[i] && !code; i++)
        code = cells_add(tables->writers[i], row, err);
    for (size_t i = 0; i < faults.count && !code; i++)
        code = add_unsaid(tables, record, &faults.items[i], number_of(record), err);
    if (!code)
        code = check_twice(tables, record, row, arena, err);
    free(faults.items);
    return code;
}

/* ---- JSON Lines ---- */

static enum err_code add_line(struct tables *tables, const struct submission_entry *entry,
                              const struct submission_record *record, struct arena *arena,
                              struct err *err)
{
    const struct record_view *view = &record->view;
    char id[UUID_TEXT_SIZE], page[UUID_TEXT_SIZE], version[UUID_TEXT_SIZE];
    struct table_column *columns = arena_take(arena, view->field_count + 1, sizeof *columns);
    struct table_cell *cells = arena_take(arena, view->field_count + 1, sizeof *cells);
    struct str line = STR_INIT;
    uuid_show(&view->record.id, id);
    uuid_show(&view->record.page, page);
    uuid_show(&entry->version, version);
    for (size_t i = 0; i < view->field_count; i++) {
        const struct proposed_field *proposed = view->fields[i].proposed;
        columns[i].name = view->fields[i].field->name;
        cells[i].value = record->values[i].value;
        if (proposed && !rect_empty(proposed->box)) {
            cells[i].page = page;
            cells[i].box = proposed->box;
        }
    }
    struct table_head head = {.schema = view->schema->name,
                              .columns = columns,
                              .column_count = view->field_count,
                              .mark = tables->mark};
    json_t *book = book_fixed_json(tables->submission->book);
    struct table_row row = {.id = id,
                            .version = version,
                            .state = record_state_name(view->record.state),
                            .cells = cells,
                            .book = book};
    table_jsonl.add_row(&line, &head, &row);
    json_decref(book);
    enum err_code code = file_writer_add(tables->lines, str_peek(&line), line.length, err);
    str_release(&line);
    return code;
}

/* ---- the page for browsers ---- */

static const char *note_of(const struct value *value)
{
    return value->status == VALUE_ILLEGIBLE ? _("cannot be read") : NULL;
}

static enum err_code add_html(struct tables *tables, const struct submission_entry *entry,
                              const struct submission_record *record, struct arena *arena,
                              struct err *err)
{
    const struct record_view *view = &record->view;
    struct review_field *fields = arena_take(arena, view->field_count + 1, sizeof *fields);
    const char *title = NULL;
    for (size_t i = 0; i < view->field_count; i++) {
        const struct field_view *field = &view->fields[i];
        const struct value *value = &record->values[i].value;
        fields[i].label = schema_field_label(field->field);
        if (value->status == VALUE_OK)
            fields[i].value = value->written ? value->written : value->normal;
        fields[i].note = note_of(value);
        if (!title && field->field->kind == KIND_NAME && fields[i].value)
            title = fields[i].value;
    }
    struct review_row row = {
        .number = number_of(record),
        .title = title ? title : "",
        .file = arena_format(arena, "pdf/%s", entry->pdf),
        .fields = fields,
        .field_count = view->field_count,
    };
    enum err_code code =
        page_pictures_put(tables->submission->pictures, view, arena, &row, fields, err);
    return code ? code : review_add(tables->html, &row, err);
}

/* ---- all ---- */

static enum err_code add_entry(struct tables *tables, const struct submission_entry *entry,
                               struct err *err)
{
    struct arena *arena = arena_new();
    struct submission_record record;
    enum err_code code = submission_load(tables->submission, entry, arena, &record, err);
    if (!code)
        code = add_cells(tables, &record, arena, err);
    if (!code)
        code = add_line(tables, entry, &record, arena, err);
    if (!code)
        code = add_html(tables, entry, &record, arena, err);
    arena_free(arena);
    return code;
}

static enum err_code tables_finish(struct tables *tables, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < DRIVERS_MAX && tables->writers[i] && !code; i++) {
        struct cells_writer *writer = tables->writers[i];
        tables->writers[i] = NULL;
        code = cells_finish(writer, err);
    }
    struct cells_writer *unsaid = tables->unsaid;
    if (!code) {
        tables->unsaid = NULL;
        code = cells_finish(unsaid, err);
    }
    struct review_writer *html = tables->html;
    if (!code) {
        tables->html = NULL;
        code = review_finish(html, err);
    }
    struct file_writer *lines = tables->lines;
    if (!code) {
        tables->lines = NULL;
        code = file_writer_finish(lines, err);
    }
    return code;
}

enum err_code submission_tables(struct submission *submission, struct err *err)
{
    struct tables tables = {.submission = submission,
                            .mark = store_practice(submission->store) ? RELEASE_MARK : NULL};
    enum err_code code = tables_open(&tables, err);
    for (size_t i = 0; i < submission->entries.count && !code; i++)
        if (!submission->entries.items[i].aside) {
            code = add_entry(&tables, &submission->entries.items[i], err);
            submission->tally.entries++;
        }
    if (!code)
        code = tables_finish(&tables, err);
    for (size_t i = 0; i < DRIVERS_MAX; i++)
        cells_drop(tables.writers[i]);
    cells_drop(tables.unsaid);
    file_writer_drop(tables.lines);
    review_drop(tables.html);
    json_decref(tables.keys);
    return code;
}
