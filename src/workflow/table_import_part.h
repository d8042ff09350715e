/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/table_import_part: what the files of a table coming in share. Private to
 * workflow/table_import*.
 */
#ifndef WORKFLOW_TABLE_IMPORT_PART_H
#define WORKFLOW_TABLE_IMPORT_PART_H

#include "base/csv.h"
#include "model/number.h"
#include "store/batch.h"
#include "store/ledger.h"
#include "workflow/handover.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/table_import.h"

enum { TABLE_NO_COLUMN = -1 };

struct table_job {
    struct office *office;
    struct store *store;
    const struct table_plan *plan;
    struct arena *arena;
    struct table_result *result;
    struct book_fixed *book;
    struct book_series *series;
    size_t series_count;
    struct handover *handover;
    struct csv csv;
    int column_of[CSV_CELLS_MAX]; /* of a cell: column of the profile, or TABLE_NO_COLUMN */
    int number_cell, date_cell, reason_cell;
    struct book_entry *entries;
    size_t entry_count;
    bool *seen; /* one an entry: the table has a row for it */
    bool may_key, may_return;
};

/* The file as rows; a workbook is read by a worker. */
enum err_code table_file_read(const char *path, struct arena *arena, struct csv *ret,
                              struct err *err) MUST_CHECK;
/* The cell of a row, "" when it has none. */
const char *table_cell(const struct csv_row *row, int cell);
/* One matched row: compares, enters, marks, sends back. */
enum err_code table_row_compare(struct table_job *job, const struct csv_row *row,
                                struct table_row_result *ret, struct err *err) MUST_CHECK;

#endif
