/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/table_import: one row beside its entry: cell by cell in the form of the table, so that a
 * code and the word it stands for are the same. May include: base, model, viet, record, store,
 * export.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/normalise.h"
#include "store/record.h"
#include "viet/date.h"
#include "viet/fold.h"
#include "workflow/action.h"
#include "workflow/difficulty.h"
#include "workflow/returned.h"
#include "workflow/table_import_part.h"
#include "workflow/transition.h"

const char *table_cell_state_name(enum table_cell_state state)
{
    static const char *const names[] = {
        [TABLE_SAME] = "same",
        [TABLE_FILLED] = "filled",
        [TABLE_DIFFERENT] = "different",
        [TABLE_NOT_TAKEN] = "not-taken",
    };
    return names[state];
}

/* Case, spaces and where a tone stands make no difference; a leading apostrophe is a spreadsheet's.
 */
static bool same_text(const struct handover_column *column, const char *a, const char *b,
                      struct arena *arena)
{
    struct date_reading one, two;
    if (column->form == HANDOVER_DATE && date_parse(a, &one) && date_parse(b, &two))
        return one.date.year == two.date.year && one.date.month == two.date.month &&
               one.date.day == two.date.day;
    return fold_tone_equal(value_plain(a + (*a == '\''), arena),
                           value_plain(b + (*b == '\''), arena));
}

/* The text to be entered for a cell; NULL: the table's form cannot be turned back. */
static const char *text_to_enter(const struct handover_column *column, const char *cell)
{
    if (column->form == HANDOVER_PAPER)
        return NULL;
    if (!column->list)
        return cell;
    for (size_t i = 0; i < column->list->count; i++)
        if (text_equal(column->list->codes[i].code, cell))
            return column->list->codes[i].texts[0];
    return NULL;
}

/* Nobody said anything about this field, and the machine saw nothing there. */
static bool is_free(const struct record_view *view, const char *field)
{
    const struct field_view *found = record_view_lookup(view, field);
    return found && !value_origin_keyed(found->origin) && !found->value.written &&
           !found->value.normal;
}

struct row_work {
    struct table_job *job;
    struct record_view view;
    const char *const *ours; /* cells of the entry, in the form of the table */
    bool keyable;
    struct table_cell_result *cells;
    size_t count;
};

static enum err_code enter(struct row_work *work, const struct handover_column *column,
                           const char *cell, struct table_cell_result *result, struct err *err)
{
    struct table_job *job = work->job;
    const char *text = text_to_enter(column, cell);
    result->state = TABLE_NOT_TAKEN;
    if (!text || !work->keyable)
        return ERR_OK;
    result->state = TABLE_FILLED;
    if (job->plan->preview)
        return ERR_OK;
    struct action_call call = {
        .office = job->office,
        .record = work->view.record.id,
        .field = result->field,
        .written = text,
        .arena = job->arena,
    };
    struct err local = {0};
    enum err_code code = action_run(ACTION_KEY, &call, &local);
    if (code == ERR_LIMIT || code == ERR_FORMAT || code == ERR_USAGE) {
        result->state = TABLE_NOT_TAKEN; /* the text is no value of this field */
        return ERR_OK;
    }
    if (code && err)
        *err = local;
    return code;
}

static enum err_code compare_cell(struct row_work *work, size_t index, const char *cell,
                                  struct err *err)
{
    struct table_job *job = work->job;
    const struct handover_column *column = &job->handover->columns[index];
    const struct handover_source *source = &column->sources[0];
    const char *ours = work->ours[index];
    if (!*cell || !column->source_count || source->fact == FACT_ROW)
        return ERR_OK;
    if (column->list && text_equal(column->list->empty, cell))
        return ERR_OK; /* the code of no value says nothing */
    struct table_cell_result *result = &work->cells[work->count++];
    *result = (struct table_cell_result){.column = arena_copy_text(job->arena, column->name),
                                         .field = arena_copy_text(job->arena, source->field),
                                         .state = TABLE_SAME,
                                         .table = arena_copy_text(job->arena, cell),
                                         .entry = arena_copy_text(job->arena, ours)};
    if (same_text(column, cell, ours, job->arena))
        return ERR_OK;
    if (source->field && is_free(&work->view, source->field) && !*ours)
        return enter(work, column, cell, result, err);
    result->state = TABLE_DIFFERENT;
    return ERR_OK;
}

/* What stands in force, as the table would say it. */
static enum err_code load(struct row_work *work, const struct uuid *record, struct err *err)
{
    struct table_job *job = work->job;
    struct handover_faults faults = {0};
    enum err_code code = record_view_get(job->office, record, job->arena, &work->view, err);
    if (code)
        return code;
    struct handover_value *values =
        arena_take(job->arena, work->view.field_count + 1, sizeof *values);
    for (size_t i = 0; i < work->view.field_count; i++)
        values[i] =
            (struct handover_value){work->view.fields[i].field->name, work->view.fields[i].value};
    struct handover_entry entry = {.values = values, .count = work->view.field_count};
    handover_entry_book(&entry, job->book, job->arena);
    work->ours = handover_row(job->handover, &entry, job->arena, &faults);
    free(faults.items);
    work->keyable = job->may_key && !transition_allowed(job->store, record, STAGE_KEY, NULL);
    return ERR_OK;
}

/* ---- rows that the intake refused ---- */

static enum err_code send_back(struct row_work *work, struct table_row_result *ret, struct err *err)
{
    struct table_job *job = work->job;
    struct err local = {0};
    enum record_state state = work->view.record.state;
    enum err_code code = ERR_STATE;
    if (!ret->reason || job->plan->preview)
        return ERR_OK;
    if (job->may_return && (state == RECORD_VERIFIED || state == RECORD_CONFIRMED)) {
        struct return_plan plan = {.reason = RETURN_OTHER, .words = ret->reason};
        code = record_return(job->office, &ret->record, &plan, &local);
    }
    if (code == ERR_STATE) {
        struct uuid id;
        struct difficulty plan = {
            .category = "other", .step = "release", .words = ret->reason, .record = ret->record};
        err_clear(&local);
        code = difficulty_report(job->office, &plan, &id, &local);
    }
    ret->sent_back = !code;
    if (code == ERR_USAGE) /* its words hold a person's number: it stays in the list */
        return ERR_OK;
    if (code && err)
        *err = local;
    return code;
}

static void count(struct table_job *job, const struct table_cell_result *cells, size_t number)
{
    for (size_t i = 0; i < number; i++) {
        job->result->same += cells[i].state == TABLE_SAME;
        job->result->filled += cells[i].state == TABLE_FILLED;
        job->result->different += cells[i].state == TABLE_DIFFERENT;
        job->result->not_taken += cells[i].state == TABLE_NOT_TAKEN;
    }
}

static enum err_code change(struct row_work *work, const struct csv_row *row,
                            struct table_row_result *ret, struct err *err)
{
    struct table_job *job = work->job;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < row->count && i < job->csv.rows->count && !code; i++)
        if (job->column_of[i] >= 0 && (int)i != job->number_cell) /* it found the entry */
            code = compare_cell(work, (size_t)job->column_of[i], row->cells[i], err);
    return code ? code : send_back(work, ret, err);
}

enum err_code table_row_compare(struct table_job *job, const struct csv_row *row,
                                struct table_row_result *ret, struct err *err)
{
    struct row_work work = {.job = job};
    work.cells = arena_take(job->arena, row->count + 1, sizeof *work.cells);
    enum err_code code = load(&work, &ret->record, err);
    if (!code && !job->plan->preview)
        code = store_begin(job->store, AUDIT_DRAFT, err);
    if (code)
        return code;
    code = change(&work, row, ret, err);
    if (!job->plan->preview && code)
        store_rollback(job->store);
    else if (!job->plan->preview)
        code = store_commit(job->store, err);
    ret->cells = work.cells;
    ret->cell_count = work.count;
    count(job, work.cells, work.count);
    return code;
}
