/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_work: batches put right: pages moved, a batch split off or merged, another book,
 * another kind of paper. Everything is counted by really doing it, so a preview (dry_run) is exact
 * and leaves nothing; everything else can be taken back (workflow/change: change_undo).
 *
 * Values that people keyed are kept by field name: those whose field the new kind of paper has
 * stand in the record as before, the rest is listed in the tally and comes back with an undo.
 */
#ifndef WORKFLOW_BATCH_WORK_H
#define WORKFLOW_BATCH_WORK_H

#include "base/arena.h"
#include "model/record.h"
#include "workflow/change.h"

struct office;

enum batch_task {
    BATCH_MOVE,     /* pages to another batch */
    BATCH_SPLIT,    /* pages to a new batch */
    BATCH_MERGE,    /* all pages to another batch; this one is gone from the lists */
    BATCH_REBOOK,   /* it is from another book; its records are too */
    BATCH_RESCHEMA, /* it is another kind of paper; its pages are read again */
    BATCH_TASK_COUNT
};
const char *batch_task_name(enum batch_task task); /* "move" ...; static */

struct batch_order {
    enum batch_task task;
    struct uuid batch;
    struct uuid into;         /* MOVE, MERGE */
    const struct uuid *pages; /* MOVE, SPLIT: in their order */
    size_t page_count;
    const char *name;   /* SPLIT: of the new batch */
    struct uuid book;   /* REBOOK; null id = loose papers */
    const char *schema; /* RESCHEMA: name; NULL = find out page by page */
    bool dry_run;
};

/* A keyed value that has no field any more. */
struct value_left {
    struct uuid record;
    const char *field;
    struct value value;
};

struct batch_tally {
    long pages, records;
    long typed;              /* records in which a person keyed or finished something */
    long changed;            /* records that are of another book or kind now */
    long withdrawn;          /* records that only the machine had seen: they are read anew */
    long again;              /* pages that wait to be read again */
    long kept;               /* keyed values that found their field */
    struct uuid batch;       /* SPLIT: the new one */
    struct value_left *left; /* of the arena */
    size_t left_count, left_room;
};
/* ERR_STATE K-1821: a record that would change is confirmed; ERR_USAGE K-1824: nothing to do. */
enum err_code batch_work(struct office *office, const struct batch_order *order,
                         struct arena *arena, struct batch_tally *ret, struct err *err) MUST_CHECK;

/* The pages of a batch that "3-5,8" names, in the order of the batch. ERR_USAGE K-1825. */
enum err_code batch_pages_parse(struct office *office, const struct uuid *batch, const char *text,
                                struct arena *arena, struct uuid **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;

#endif
