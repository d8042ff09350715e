/* SPDX-License-Identifier: Apache-2.0
 *
 * present/into: where new pages go: the batch or book, and the kind of paper. What was used last is
 * chosen already, so that one key starts. The scan station and bringing in share it.
 */
#ifndef PRESENT_INTO_H
#define PRESENT_INTO_H

#include "present/screen.h"
#include "workflow/intake.h"

/* Things of which one is chosen. */
struct choice {
    char *value;  /* as the workflow knows it; "" = left open */
    char *title;  /* translated */
    char *schema; /* of a batch or book: its kind of paper, NULL = any */
    bool fixed;   /* a batch that is there: its kind of paper stands */
};
struct choices {
    struct choice *items;
    size_t count, capacity, at;
};
struct choice *choices_add(struct choices *choices, const char *value, const char *title);
void choices_clear(struct choices *choices); /* empties; at = 0 */
void choices_step(struct choices *choices, int step);
void choices_choose(struct choices *choices, const char *value);  /* unknown: as it was */
const struct choice *choices_peek(const struct choices *choices); /* NULL when empty */

struct into {
    struct choices schemas, batches; /* values of batches: "", "batch:NAME", "book:NUMBER" */
    struct text_field name;          /* of a new batch, typed by a person; "" = what is chosen */
};
enum into_row { INTO_BATCH, INTO_SCHEMA, INTO_ROWS };

/* goal: this batch, else the one used last. */
enum err_code into_open(struct desk *desk, struct into *into, const struct screen_goal *goal,
                        struct err *err) MUST_CHECK;
void into_release(struct into *into); /* a zeroed one is fine */
void into_step(struct into *into, enum into_row row, int step);
/* Pages came: the batch of today may be there by now, with its kind of paper. */
enum err_code into_renew(struct desk *desk, struct into *into, struct err *err) MUST_CHECK;
/* Texts borrowed until the next step or letter. */
struct batch_choice into_choice(const struct into *into);
/* The batch that is meant; null id when it is still to be made. */
enum err_code into_batch(struct desk *desk, const struct into *into, struct uuid *ret,
                         struct err *err) MUST_CHECK;
/* It is what was used last from now on. */
enum err_code into_keep(struct desk *desk, const struct into *into, struct err *err) MUST_CHECK;
/* One line; focus: the one that the arrow keys change. */
void into_show(struct desk *desk, const struct into *into, enum into_row row, bool focus,
               struct row_list *rows);
/* "‹ text ›" where the arrow keys change it. */
const char *choice_text(struct desk *desk, const char *text, bool focus);

#endif
