/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/report_sheet: the report of a week (workflow/report) as one A4 page to print, to sign
 * and to keep: figures, what is missing in which book, the head of each team's chain.
 */
#ifndef WORKFLOW_REPORT_SHEET_H
#define WORKFLOW_REPORT_SHEET_H

#include "base/json.h"

/* Writes it (sheet_file_write). Books and teams that find no room on the page are counted.
 */
enum err_code report_sheet_write(const json_t *report, const char *path,
                                 struct err *err) MUST_CHECK;

#endif
