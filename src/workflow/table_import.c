/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/table_import: the file, its headings, and which row is which entry. May include: base,
 * model, viet, record, store, export.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "viet/fold.h"
#include "workflow/action.h"
#include "workflow/pool.h"
#include "workflow/setup.h"
#include "workflow/table_import_part.h"

static const char *const state_names[TABLE_ROW_STATE_COUNT] = {
    [TABLE_MATCHED] = "matched",       [TABLE_NO_NUMBER] = "no-number",
    [TABLE_OTHER_BOOK] = "other-book", [TABLE_TWICE] = "twice",
    [TABLE_AMBIGUOUS] = "ambiguous",   [TABLE_MISSING_PAGE] = "missing-page",
    [TABLE_NO_PAPER] = "no-paper",
};
static const char *const state_titles[TABLE_ROW_STATE_COUNT] = {
    [TABLE_MATCHED] = N_("found its entry"),
    [TABLE_NO_NUMBER] = N_("has no number that can be understood"),
    [TABLE_OTHER_BOOK] = N_("is of another book"),
    [TABLE_TWICE] = N_("stands in the table twice"),
    [TABLE_AMBIGUOUS] = N_("several entries have this number"),
    [TABLE_MISSING_PAGE] = N_("the page of this number is not there yet"),
    [TABLE_NO_PAPER] = N_("the book has no such number"),
};

const char *table_row_state_name(enum table_row_state state)
{
    return state_names[state];
}

const char *table_row_state_title(enum table_row_state state)
{
    return _(state_titles[state]);
}

const char *table_cell(const struct csv_row *row, int cell)
{
    return cell >= 0 && (size_t)cell < row->count ? row->cells[cell] : "";
}

/* ---- the file ---- */

/* A workbook is foreign: a worker makes CSV of it. */
static enum err_code read_workbook(const char *path, struct bytes *ret_new, struct err *err)
{
    struct pool *pool = NULL;
    json_t *request = json_object(), *reply = NULL;
    int fd = -1, out = -1;
    enum err_code code = file_open_read(path, &fd, err);
    if (!code)
        code = setup_prober(1, &pool, err);
    if (!code) {
        json_put_text(request, "op", "table");
        json_put_text(request, "name", file_peek_name(path));
        code = pool_call(pool, json_incref(request), fd, &reply, &out, err);
        fd = -1;
    }
    if (!code)
        code = file_read_fd(out, CSV_BYTES_MAX, path, ret_new, err);
    if (fd >= 0)
        close(fd);
    if (out >= 0)
        close(out);
    json_decref(request);
    json_decref(reply);
    pool_free(pool);
    return code;
}

enum err_code table_file_read(const char *path, struct arena *arena, struct csv *ret,
                              struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = text_ends(path, ".xlsx") ? read_workbook(path, &bytes, err)
                                                  : file_read(path, CSV_BYTES_MAX, &bytes, err);
    if (!code)
        code = csv_parse((const char *)bytes.data, bytes.length, arena, ret, err);
    bytes_release(&bytes);
    return code;
}

/* ---- headings ---- */

static bool is_reason(const char *fold)
{
    static const char *const words[] = {"lydo", "ly do", "reason", "ly do tra lai", "loi"};
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (text_equal(words[i], fold))
            return true;
    return false;
}

static int find_column(const struct handover *handover, const char *fold)
{
    int found = TABLE_NO_COLUMN;
    for (size_t i = 0; i < handover->column_count && found < 0; i++) {
        char *name = fold_search(handover->columns[i].name);
        if (text_equal(name, fold))
            found = (int)i;
        free(name);
    }
    return found;
}

static bool feeds(const struct handover *handover, int column, const char *field)
{
    return column >= 0 && handover->columns[column].source_count == 1 &&
           text_equal(handover->columns[column].sources[0].field, field);
}

static enum err_code read_headings(struct table_job *job, struct err *err)
{
    struct table_result *result = job->result;
    const struct csv_row *row = job->csv.rows;
    job->number_cell = job->date_cell = job->reason_cell = TABLE_NO_COLUMN;
    if (job->csv.count)
        result->unused = arena_take(job->arena, row->count + 1, sizeof *result->unused);
    for (size_t i = 0; job->csv.count && i < row->count; i++) {
        char *fold = fold_search(row->cells[i]);
        int column = find_column(job->handover, fold);
        job->column_of[i] = column;
        if (feeds(job->handover, column, "so"))
            job->number_cell = (int)i;
        else if (feeds(job->handover, column, "ngay_dang_ky"))
            job->date_cell = (int)i;
        else if (column < 0 && is_reason(fold))
            job->reason_cell = (int)i;
        else if (column < 0 && *fold)
            result->unused[result->unused_count++] = row->cells[i];
        free(fold);
    }
    if (job->number_cell >= 0)
        return ERR_OK;
    return err_set(
        err, ERR_FORMAT, 3804,
        _("the first row of the table must hold the headings of the profile %s, with the "
          "column of the number"),
        job->handover->title);
}

/* ---- which entry ---- */

/* The year that a row belongs to; 0 = it does not say, or the book has only one. */
static int year_of(const struct table_job *job, const struct csv_row *row,
                   const struct entry_number *number)
{
    const char *date = table_cell(row, job->date_cell);
    size_t length = strlen(date);
    long year = 0;
    if (number->year)
        return number->year;
    if (job->series_count > 1 && length >= 4 &&
        text_to_long(date + length - 4, NUMBER_YEAR_MIN, NUMBER_YEAR_MAX, &year))
        return (int)year;
    return 0;
}

static bool same_entry(const struct book_entry *entry, const struct entry_number *number, int year)
{
    return entry->parsed && entry_number_order(&entry->entry, number) == 0 &&
           (!year || !entry->entry.year || entry->entry.year == year);
}

static bool in_series(const struct table_job *job, const struct entry_number *number, int year)
{
    for (size_t i = 0; i < job->series_count; i++) {
        const struct book_series *series = &job->series[i];
        if ((!year || series->year == year) && number->number >= series->first &&
            (!series->last || number->number <= series->last))
            return true;
    }
    return !job->series_count;
}

/* A cell that says of which book or place the row is. */
static bool other_book(const struct table_job *job, const struct csv_row *row)
{
    const struct book *book = &job->book->book;
    for (size_t i = 0; i < job->csv.rows->count && i < row->count; i++) {
        int column = job->column_of[i];
        if (column < 0 || job->handover->columns[column].source_count != 1 || !*row->cells[i])
            continue;
        enum handover_fact fact = job->handover->columns[column].sources[0].fact;
        const char *ours = fact == FACT_NUMBER  ? book->number
                           : fact == FACT_PLACE ? book->place
                                                : NULL;
        if (!ours)
            continue;
        char *one = fold_search(ours), *two = fold_search(row->cells[i]);
        bool differs = !text_equal(one, two);
        free(one);
        free(two);
        if (differs)
            return true;
    }
    return false;
}

static enum err_code place_row(struct table_job *job, const struct csv_row *row,
                               struct table_row_result *ret, struct err *err)
{
    struct entry_number number;
    size_t found = job->entry_count, count = 0;
    ret->line = row->line;
    ret->number = arena_copy_text(job->arena, table_cell(row, job->number_cell));
    if (*table_cell(row, job->reason_cell))
        ret->reason = arena_copy_text(job->arena, table_cell(row, job->reason_cell));
    ret->state = TABLE_NO_NUMBER;
    if (!entry_number_parse(ret->number, &number))
        return ERR_OK;
    ret->state = TABLE_OTHER_BOOK;
    if (other_book(job, row))
        return ERR_OK;
    int year = year_of(job, row, &number);
    for (size_t i = 0; i < job->entry_count; i++)
        if (same_entry(&job->entries[i], &number, year)) {
            found = i;
            count++;
        }
    ret->state = count > 1                                 ? TABLE_AMBIGUOUS
                 : !count && in_series(job, &number, year) ? TABLE_MISSING_PAGE
                 : !count                                  ? TABLE_NO_PAPER
                 : job->seen[found]                        ? TABLE_TWICE
                                                           : TABLE_MATCHED;
    for (size_t i = 0; count > 1 && i < job->entry_count; i++)
        job->seen[i] = job->seen[i] || same_entry(&job->entries[i], &number, year);
    if (ret->state != TABLE_MATCHED)
        return ERR_OK;
    job->seen[found] = true;
    ret->record = job->entries[found].record;
    return table_row_compare(job, row, ret, err);
}

static void list_missing(struct table_job *job)
{
    struct table_result *result = job->result;
    result->missing = arena_take(job->arena, job->entry_count + 1, sizeof *result->missing);
    for (size_t i = 0; i < job->entry_count; i++)
        if (!job->seen[i])
            result->missing[result->missing_count++] =
                job->entries[i].number ? job->entries[i].number : "?";
}

/* ---- all ---- */

static enum err_code prepare(struct table_job *job, struct err *err)
{
    struct arena *arena = job->arena;
    enum err_code code = action_check(job->office, ACTION_TABLE, err);
    if (!code)
        code = book_fixed_get(job->store, &job->plan->book, arena, &job->book, err);
    if (!code)
        code = book_series_list(job->store, &job->plan->book, arena, &job->series,
                                &job->series_count, err);
    if (!code)
        code = handover_open(job->plan->profile, job->book->book.schema, &job->handover, err);
    if (!code)
        code = table_file_read(job->plan->path, arena, &job->csv, err);
    if (!code)
        code = read_headings(job, err);
    if (!code)
        code = book_entry_list(job->store, &job->plan->book, arena, &job->entries,
                               &job->entry_count, err);
    job->seen = arena_take(arena, job->entry_count + 1, sizeof *job->seen);
    job->may_key = !action_check(job->office, ACTION_KEY, NULL);
    job->may_return = !action_check(job->office, ACTION_RETURN, NULL);
    return code;
}

enum err_code table_import(struct office *office, const struct table_plan *plan,
                           struct arena *arena, struct table_result *ret, struct err *err)
{
    struct table_job job = {.office = office,
                            .store = office_store(office),
                            .plan = plan,
                            .arena = arena,
                            .result = ret};
    *ret = (struct table_result){0};
    enum err_code code = prepare(&job, err);
    size_t rows = code ? 0 : job.csv.count - 1;
    ret->rows = arena_take(arena, rows + 1, sizeof *ret->rows);
    for (size_t i = 0; i < rows && !code; i++) {
        code = place_row(&job, &job.csv.rows[i + 1], &ret->rows[i], err);
        ret->count = i + 1;
        ret->states[ret->rows[i].state]++;
    }
    if (!code)
        list_missing(&job);
    handover_free(job.handover);
    return code;
}
