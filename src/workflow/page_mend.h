/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_mend: single pages put right: another image, one more page, another place, another
 * way up, two pages out of one image, or out of its batch. What was there stays as an older
 * revision; each is a change that can be undone (workflow/change). Records of a page that gets
 * another image are marked to be looked at again.
 */
#ifndef WORKFLOW_PAGE_MEND_H
#define WORKFLOW_PAGE_MEND_H

#include "base/arena.h"
#include "base/err.h"
#include "model/id.h"

struct office;

enum page_task {
    PAGE_REPLACE, /* another image, from a file */
    PAGE_INSERT,  /* a page more, from a file */
    PAGE_MOVE,    /* to another place or batch */
    PAGE_TURN,    /* another way up */
    PAGE_SPLIT,   /* an image of two pages: the page keeps the left one */
    PAGE_PIECE,   /* it is a torn-off piece of an entry: another image of that record */
    PAGE_REMOVE,  /* it should not be there: out of its batch, its records too; nothing is erased */
    PAGE_TASK_COUNT
};
const char *page_task_name(enum page_task task); /* "replace" ...; static */

struct page_order {
    enum page_task task;
    struct uuid page;   /* all but INSERT */
    struct uuid batch;  /* INSERT, MOVE */
    long position;      /* INSERT, MOVE: 1..; beyond the end = last */
    const char *file;   /* REPLACE, INSERT */
    struct uuid from;   /* REPLACE without file: by the image of this page, which is removed */
    long frame;         /* of the file, from 0 */
    int turns;          /* TURN: 0..3, PAGE_TURNS_UNKNOWN = let the machine find out */
    struct uuid record; /* PIECE: whose */
    int at;             /* SPLIT: pixels of the upright page; 0 = the middle */
    bool dry_run;
};
struct page_tally {
    struct uuid page; /* INSERT, SPLIT: the new one; else the page */
    int revision;     /* REPLACE, TURN, SPLIT: the new one of the page */
    long records;     /* of the page */
    long look;        /* of them marked to be looked at again */
    long moved;       /* SPLIT: of them on the new page */
};
/* ERR_STATE K-1821 when a record there is confirmed; ERR_USAGE K-1829, K-1830. */
enum err_code page_mend(struct office *office, const struct page_order *order, struct arena *arena,
                        struct page_tally *ret, struct err *err) MUST_CHECK;

#endif
