/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/people_sheet: the recovery sheet of an office as a sheet of paper: the twelve words, the
 * root's public key, the head of the chain on the day of the founding.
 */
#ifndef WORKFLOW_PEOPLE_SHEET_H
#define WORKFLOW_PEOPLE_SHEET_H

#include "base/file.h"
#include "store/audit.h"
#include "trust/recovery.h"

struct people_sheet {
    const char *office; /* name */
    const struct recovery *recovery;
    const struct audit_head *head;
};
/* A PDF to print, or else text. Wipe and release it after use. */
enum err_code people_sheet_make(const struct people_sheet *sheet, bool pdf, struct bytes *ret_new,
                                struct err *err) MUST_CHECK;

#endif
