/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sheet_file: a sheet of paper (export/sheet) as the file that its name says.
 */
#ifndef WORKFLOW_SHEET_FILE_H
#define WORKFLOW_SHEET_FILE_H

#include "export/sheet.h"

/* *.pdf as PDF, *.txt as text; anything else ERR_USAGE K-1899. */
enum err_code sheet_file_write(const struct sheet_paper *sheet, const char *path,
                               struct err *err) MUST_CHECK;

#endif
