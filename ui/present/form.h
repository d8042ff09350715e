/* SPDX-License-Identifier: Apache-2.0
 *
 * present/form: one record on its way through a person's hands: a text field for each of its
 * fields, what is saved of them, and which one comes next. A field is on the disk (a draft) before
 * the next one has the focus.
 */
#ifndef PRESENT_FORM_H
#define PRESENT_FORM_H

#include "present/text_field.h"
#include "viet/shorthand.h"
#include "workflow/query.h"

struct form_field {
    struct text_field text;   /* empty unless status is ok */
    enum value_status status; /* as a person sees it now */
    bool touched;             /* differs from what is on the disk */
};

/* The same form serves keying and the blind second entry, which has only the fields that are asked
 * for (workflow/second). */
enum form_way { FORM_KEY, FORM_SECOND, FORM_WAY_COUNT };

struct form {
    struct office *office;
    enum form_way way;
    struct arena *arena;     /* of view */
    struct record_view view; /* as on the disk; fields in the same order as ours */
    struct form_field *fields;
    size_t count;
    size_t focus; /* count = all is looked at: one Enter more finishes the record */
    enum typing_style style;
    bool new_style;
    const struct short_forms *short_forms; /* the office's own; borrowed; NULL = none */
    struct keyed_list *keyed;              /* what is written is noted here; borrowed; NULL */
};

/* What was written to the disk, in order, over many records: for undo. */
struct keyed {
    struct uuid record;
    size_t field;
};
struct keyed_list {
    struct keyed *items;
    size_t count, capacity;
};

/* Reads the record; the focus is on the first doubtful field. */
enum err_code form_open(struct office *office, const struct uuid *record, enum typing_style style,
                        bool new_style, struct form *ret, struct err *err) MUST_CHECK;
enum err_code form_open_second(struct office *office, const struct uuid *record,
                               enum typing_style style, bool new_style, struct form *ret,
                               struct err *err) MUST_CHECK;
void form_release(struct form *form); /* a zeroed one is fine; nothing is saved */

struct form_field *form_peek(struct form *form); /* the one in focus; NULL at the end */
const struct field_view *form_field_view(const struct form *form, size_t index);

/* Saves what stands in the field in focus; confirm: a person says that it is right as it stands,
 * also where nothing was typed. ERR_EMPTY (K-1953): there is nothing that could be confirmed. */
enum err_code form_save(struct form *form, bool confirm, struct err *err) MUST_CHECK;
/* The field becomes missing, blank or illegible; saved. */
enum err_code form_set_status(struct form *form, enum value_status status,
                              struct err *err) MUST_CHECK;
/* Takes back what was saved last in the field in focus. ERR_EMPTY: nothing. (Not noted.) */
enum err_code form_undo(struct form *form, struct err *err) MUST_CHECK;
/* The values become a version; the record moves on. */
enum err_code form_finish(struct form *form, struct err *err) MUST_CHECK;

/* Nobody looked at it yet, and somebody should: it is doubtful, the machine read nothing of this
 * record at all, or it is the margin note of a register's entry. What the book fixes never waits.
 */
bool form_waits(const struct form *form, size_t index);
/* The next field that waits behind index, going round once; count when there is none. */
size_t form_next_doubtful(const struct form *form, size_t index);
void form_focus(struct form *form, size_t index);

/* Telex makes nothing of numbers and dates: the style for this field. */
enum typing_style form_style(const struct form *form, size_t index);
/* What the field's text would become by its kind's shorthand (010110, nguyễn văn an, x tân lập);
 * arena text, NULL when it stays. */
const char *form_expand(const struct form *form, size_t index, struct arena *arena);
/* Most fields are written by hand: it is keyed from the picture. */
bool form_by_hand(const struct form *form);

#endif
