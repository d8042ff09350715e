/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission_part: what the files of a hand-over share. Private to workflow/submission*.
 */
#ifndef WORKFLOW_SUBMISSION_PART_H
#define WORKFLOW_SUBMISSION_PART_H

#include "workflow/handover.h"
#include "workflow/office.h"
#include "workflow/page_picture.h"
#include "workflow/query.h"
#include "workflow/submission.h"

struct submission_entry {
    struct uuid record, version, page;
    const char *pdf; /* name of its file */
    bool aside;      /* no PDF could be made */
};

struct submission {
    struct office *office;
    struct store *store;
    struct events *events;
    struct arena *arena; /* of what lives as long as this */
    struct submission_plan plan;
    struct book_fixed *book;
    struct handover *handover;
    int64_t made_ms;
    int number;       /* đợt */
    const char *name; /* of the folder; base of the names of files */
    char *final, *staging;
    struct {
        struct submission_entry *items;
        size_t count, capacity;
    } entries;
    struct entry_pdf *maker;
    struct page_pictures *pictures;
    size_t next_pdf;
    bool published;
    struct submission_past *past;
    size_t past_count;
    struct submission_tally tally;
};

/* A record as it leaves: the values of its version, the book's facts. Texts of the arena. */
struct submission_record {
    struct record_view view;
    struct handover_entry entry;
    struct handover_value *values; /* one a field of the schema, in its order */
};
enum err_code submission_load(struct submission *submission, const struct submission_entry *entry,
                              struct arena *arena, struct submission_record *ret,
                              struct err *err) MUST_CHECK;

/* Which entries leave; their PDFs' names. */
enum err_code submission_choose(struct submission *submission, struct err *err) MUST_CHECK;
/* PDFs, a bounded piece of work; ERR_EMPTY when all are there. */
enum err_code submission_pdfs(struct submission *submission, int timeout_ms,
                              struct err *err) MUST_CHECK;
/* Tables and the page for browsers, in one pass. */
enum err_code submission_tables(struct submission *submission, struct err *err) MUST_CHECK;
/* Report, schemas, audit rows, manifests, signature, name, act. */
enum err_code submission_close(struct submission *submission, struct err *err) MUST_CHECK;

/* Heap path of data/NAME in the staging folder; the folders are made. */
char *submission_path(const struct submission *submission, const char *name);

#endif
