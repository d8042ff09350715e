/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/workbook: the first sheet of an .xlsx workbook as rows of texts. Foreign bytes: everything
 * has a cap, a document type in the XML is refused; where they come from outside, the page worker
 * reads them. What stands in a cell is told as a spreadsheet shows it: texts unchanged, whole
 * numbers with all their digits, dates as dd/mm/yyyy (by the cell's format), formulas by their
 * stored result.
 */
#ifndef PACK_WORKBOOK_H
#define PACK_WORKBOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    WORKBOOK_ROWS_MAX = 100001,
    WORKBOOK_CELLS_MAX = 200,              /* of a row */
    WORKBOOK_CELL_BYTES_MAX = 8192,        /* of a cell */
    WORKBOOK_PART_MAX = 512 * 1024 * 1024, /* one part of the file, unpacked */
    WORKBOOK_TEXTS_MAX = 64 * 1024 * 1024  /* shared texts, together */
};

/* row: 1.., as the sheet counts; rows without a cell are left out. cells: "" where nothing stands;
 * borrowed for the call. A result other than ERR_OK ends the reading with it. */
typedef enum err_code (*workbook_row)(void *context, long row, const char *const *cells,
                                      size_t count, struct err *err);

/* fd: seekable; read from its start. name stands in messages. ERR_FORMAT K-675, K-676 (no workbook;
 * damaged, with the part), K-677 (no sheet); ERR_LIMIT K-678, K-679. */
enum err_code workbook_read(int fd, const char *name, workbook_row call, void *context,
                            struct err *err) MUST_CHECK;

#endif
