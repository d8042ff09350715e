/* SPDX-License-Identifier: Apache-2.0
 *
 * present/confirm_part: what the files of present/confirm share: a page with its records, what is
 * marked in them, and which of that the official has looked at.
 */
#ifndef PRESENT_CONFIRM_PART_H
#define PRESENT_CONFIRM_PART_H

#include "present/screen.h"
#include "workflow/marks.h"

struct confirm_record {
    struct arena *arena;
    struct record_view view; /* of the head */
    struct record_marks marks;
    bool *seen;    /* a field: the official said that it is right */
    bool open;     /* all its fields are shown */
    bool left_out; /* not confirmed with the others */
};

/* A line of the list: a record, one of its fields, or (record = count) the end. */
struct confirm_cell {
    size_t record;
    int field; /* -1 = the record itself */
};

enum confirm_mode { CONFIRM_LOOK, CONFIRM_EDIT, CONFIRM_REASON, CONFIRM_WITHDRAW };

struct confirm {
    struct uuid *pages; /* those with records that wait */
    size_t page_count, at;
    struct confirm_record *records; /* of the page in hand, all states */
    size_t count;
    struct confirm_cell *cells;
    size_t cell_count, focus;
    enum confirm_mode mode;
    struct text_field text; /* a value, or words */
    size_t reason;          /* enum return_reason */
    struct lens lens;
};

const struct confirm_cell *confirm_peek(const struct confirm *confirm); /* in focus; never NULL */
/* Of the cell in focus; NULL at the end of the list. */
struct confirm_record *confirm_peek_record(const struct confirm *confirm);
/* Marked fields that were not looked at. */
size_t confirm_unseen(const struct confirm_record *record);
bool confirm_waits(const struct confirm_record *record); /* verified, not yet confirmed */
/* Would be confirmed now. */
size_t confirm_ready(const struct confirm *confirm);

void confirm_show(struct desk *desk, void *state, struct shown *ret); /* confirm_show.c */

/* confirm_load.c: pages and records. */
enum err_code confirm_read_pages(struct desk *desk, struct confirm *confirm,
                                 struct err *err) MUST_CHECK;
enum err_code confirm_read_page(struct desk *desk, struct confirm *confirm,
                                struct err *err) MUST_CHECK;
/* The same records once more, after they changed; what was looked at or left out stays so. */
enum err_code confirm_read_again(struct desk *desk, struct confirm *confirm,
                                 struct err *err) MUST_CHECK;
void confirm_make_cells(struct confirm *confirm);
void confirm_go_on(struct confirm *confirm); /* focus: the next mark from here on, else the end */
void confirm_release(struct confirm *confirm);

#endif
