/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: one book in, one hand-over out: a folder in the form of BagIt with one PDF
 * an entry, the table by a hand-over profile (XLSX, CSV, JSON Lines), what the table cannot say, a
 * page for any browser, a report against the legal floor, the kinds of paper and the audit rows;
 * its tag manifest is signed by the official.
 *
 * Only confirmed versions leave. A part of a book may leave (đợt 1, đợt 2 …): each hand-over takes
 * what is confirmed and did not leave in its present version. A practice store gives out what is
 * verified, marks everything LUYỆN TẬP, signs nothing and remembers nothing.
 *
 * All is written in a hidden folder first; it gets its name, and the store its act, at the end.
 */
#ifndef WORKFLOW_SUBMISSION_H
#define WORKFLOW_SUBMISSION_H

#include "base/arena.h"
#include "workflow/entry_pdf.h"
#include "workflow/events.h"

struct submission; /* opaque */

struct submission_plan {
    const char *folder; /* the hand-over's own folder is made in it */
    struct uuid book;
    const char *profile; /* hand-over profile; NULL = the one for the kind of register */
    bool all;            /* what left before in its present version too */
    bool alto;           /* what the machine read on each page, as ALTO */
    enum entry_extent extent;
    unsigned jobs; /* 0 = one a core */
};
struct submission_tally {
    long entries;     /* in it */
    long unconfirmed; /* of the book, and left out */
    long before;      /* left before in their present version, and left out */
    long aside;       /* no PDF could be made of them; told by an event; left out */
    long unsaid;      /* values that the table cannot say */
    long failed;      /* files below the legal floor */
    long done, total; /* pictures, for a progress bar */
};

/* ERR_DENIED; ERR_EMPTY K-3800: nothing to hand over; ERR_EXISTS K-3801; what handover_open says.
 */
enum err_code submission_new(struct office *office, const struct submission_plan *plan,
                             struct events *events, struct submission **ret_new,
                             struct err *err) MUST_CHECK;
/* ERR_OK: there is more; ERR_EMPTY: all is written and has its name; else it is over and nothing is
 * left behind. */
enum err_code submission_step(struct submission *submission, int timeout_ms,
                              struct err *err) MUST_CHECK;
struct submission_tally submission_tally(const struct submission *submission);
/* The folder of the hand-over, also the name without folder. Borrowed. */
const char *submission_peek_folder(const struct submission *submission);
void submission_free(struct submission *submission); /* NULL is fine */

/* ---- what left before ---- */

struct submission_past {
    struct uuid act;
    int number;       /* đợt: 1.. in the book */
    const char *name; /* of the folder */
    const char *tags; /* hash of the tag manifest, hex */
    long entries;
    long superseded; /* of these: a later version is there now */
    int64_t at_ms;
};
/* Of one book, oldest first; arena. */
enum err_code submission_past_list(struct office *office, const struct uuid *book,
                                   struct arena *arena, struct submission_past **ret,
                                   size_t *ret_count, struct err *err) MUST_CHECK;

#endif
