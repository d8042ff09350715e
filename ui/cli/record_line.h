/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/record_line: a record for the eye: one line of a list, or all its fields.
 */
#ifndef CLI_RECORD_LINE_H
#define CLI_RECORD_LINE_H

#include "workflow/query.h"

/* One line: id, kind of paper, place, number and name, number of doubtful fields. */
void record_line_print(const struct record_view *view);
/* All fields, or only the doubtful ones; each with what the machine has to say about it. */
void record_fields_print(const struct record_view *view, bool doubtful_only);

#endif
