/* SPDX-License-Identifier: Apache-2.0
 *
 * present/record_show: what screens about one record show alike: where it stands, its picture, its
 * values in words.
 */
#ifndef PRESENT_RECORD_SHOW_H
#define PRESENT_RECORD_SHOW_H

#include "present/screen.h"
#include "workflow/query.h"

/* "missing", "illegible", "left empty"; "" when there is a value. Static, translated. */
const char *record_status_word(enum value_status status);
/* The value as it stands, else its status in brackets; arena text of the desk. */
const char *record_value_text(struct desk *desk, const struct value *value);
/* Kind of paper, batch, page, row, state; arena text of the desk. */
const char *record_place(struct desk *desk, const struct record_view *view);
/* The same of its page. */
const char *record_page_place(struct desk *desk, const struct record_view *view);
/* With the record's row, and the box (page space; empty = none) cut out. */
void record_picture(struct desk *desk, const struct record *record, struct rect box,
                    const struct lens *lens, struct shown *ret);

#endif
