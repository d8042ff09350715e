/* SPDX-License-Identifier: Apache-2.0
 *
 * present/confirm_load: the pages that wait for an official, the records of one, their marks and
 * the lines of the list. May include: base, model, store, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/confirm_part.h"
#include "store/record.h"
#include "workflow/waits.h"

/* ---- pages ---- */

enum err_code confirm_read_pages(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    struct record_filter filter = {.states = wait_states(WAIT_CONFIRM), .limit = STORE_LIST_MAX};
    enum err_code code =
        record_list(office_store(desk->office), &filter, arena, &records, &count, err);
    free(confirm->pages);
    confirm->pages = mem_new(count + 1, sizeof *confirm->pages);
    confirm->page_count = confirm->at = 0;
    for (size_t i = 0; i < count && !code; i++) {
        size_t last = confirm->page_count;
        if (!uuid_is_null(&records[i].page) &&
            (last == 0 || !uuid_equal(&confirm->pages[last - 1], &records[i].page)))
            confirm->pages[confirm->page_count++] = records[i].page;
    }
    arena_free(arena);
    return code;
}

/* ---- records ---- */

static void release_records(struct confirm *confirm)
{
    for (size_t i = 0; i < confirm->count; i++) {
        arena_free(confirm->records[i].arena);
        free(confirm->records[i].seen);
    }
    free(confirm->records);
    confirm->records = NULL;
    confirm->count = 0;
}

static enum err_code read_record(struct desk *desk, const struct uuid *id,
                                 struct confirm_record *record, struct err *err)
{
    struct arena *arena = arena_new();
    enum err_code code = record_view_head(desk->office, id, arena, &record->view, err);
    if (!code)
        code = marks_get(desk->office, &record->view, arena, &record->marks, err);
    arena_free(record->arena);
    record->arena = arena;
    if (!record->seen)
        record->seen = mem_new(record->view.field_count + 1, sizeof *record->seen);
    return code;
}

enum err_code confirm_read_page(struct desk *desk, struct confirm *confirm, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = ERR_OK;
    release_records(confirm);
    if (confirm->at < confirm->page_count) {
        struct record_filter filter = {.page = &confirm->pages[confirm->at]};
        code = record_list(office_store(desk->office), &filter, arena, &records, &count, err);
    }
    confirm->records = mem_new(count + 1, sizeof *confirm->records);
    for (size_t i = 0; i < count && !code; i++) {
        confirm->count++;
        code = read_record(desk, &records[i].id, &confirm->records[i], err);
    }
    arena_free(arena);
    confirm->focus = 0;
    confirm_make_cells(confirm);
    confirm_go_on(confirm);
    lens_centre(&confirm->lens);
    return code;
}

enum err_code confirm_read_again(struct desk *desk, struct confirm *confirm, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < confirm->count && !code; i++) {
        struct uuid id = confirm->records[i].view.record.id;
        code = read_record(desk, &id, &confirm->records[i], err);
    }
    confirm_make_cells(confirm);
    return code;
}

void confirm_release(struct confirm *confirm)
{
    release_records(confirm);
    text_field_release(&confirm->text);
    free(confirm->cells);
    free(confirm->pages);
}

/* ---- lines ---- */

static void add_cell(struct confirm *confirm, size_t record, int field)
{
    confirm->cells[confirm->cell_count++] = (struct confirm_cell){record, field};
}

void confirm_make_cells(struct confirm *confirm)
{
    size_t most = 1;
    struct confirm_cell before = confirm->cells ? *confirm_peek(confirm) : (struct confirm_cell){0};
    for (size_t i = 0; i < confirm->count; i++)
        most += 1 + confirm->records[i].view.field_count;
    free(confirm->cells);
    confirm->cells = mem_new(most, sizeof *confirm->cells);
    confirm->cell_count = 0;
    for (size_t i = 0; i < confirm->count; i++) {
        const struct confirm_record *record = &confirm->records[i];
        add_cell(confirm, i, -1);
        for (size_t k = 0; k < record->view.field_count; k++)
            if (record->open || (confirm_waits(record) && record->marks.fields[k] != MARK_NONE))
                add_cell(confirm, i, (int)k);
    }
    add_cell(confirm, confirm->count, -1);
    confirm->focus = 0;
    for (size_t i = 0; i < confirm->cell_count; i++)
        if (confirm->cells[i].record == before.record &&
            (confirm->cells[i].field == before.field || confirm->cells[i].field == -1))
            confirm->focus = i;
}

static bool is_open(const struct confirm *confirm, size_t at)
{
    const struct confirm_cell *cell = &confirm->cells[at];
    if (cell->record >= confirm->count || cell->field < 0)
        return false;
    const struct confirm_record *record = &confirm->records[cell->record];
    return confirm_waits(record) && !record->left_out &&
           record->marks.fields[cell->field] != MARK_NONE && !record->seen[cell->field];
}

void confirm_go_on(struct confirm *confirm)
{
    for (size_t i = 0; i < confirm->cell_count; i++) {
        size_t at = (confirm->focus + i) % confirm->cell_count;
        if (!is_open(confirm, at))
            continue;
        confirm->focus = at;
        return;
    }
    confirm->focus = confirm->cell_count - 1;
}
