/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_question: does a batch fit what was said of it? Once three of its pages are read,
 * their titles are compared with its kind of paper and the numbers of their entries with its book.
 * What does not fit is a question to a person, asked until it is answered: by putting the batch
 * right (batch_work), or by saying that it is right as it is, which is remembered.
 */
#ifndef WORKFLOW_BATCH_QUESTION_H
#define WORKFLOW_BATCH_QUESTION_H

#include "base/arena.h"
#include "store/batch.h"

struct office;

enum { QUESTION_PAGES = 3 }; /* read pages that are looked at, blank ones apart */

enum question_kind { QUESTION_NONE, QUESTION_SCHEMA, QUESTION_BOOK, QUESTION_KIND_COUNT };
const char *question_kind_name(enum question_kind kind); /* "none", "schema", "book"; static */

struct batch_question {
    enum question_kind kind; /* NONE: it fits, too little is read, or it was answered */
    const char *found; /* SCHEMA: name of the kind that the pages are; BOOK: id of the book that it
                          is not */
    const char *text;  /* the question as a sentence, in the language of the reader */
};
enum err_code batch_question_get(struct office *office, const struct uuid *batch,
                                 struct arena *arena, struct batch_question *ret,
                                 struct err *err) MUST_CHECK;
/* The batch is right as it is. ERR_EMPTY K-1833 when nothing is asked. */
enum err_code batch_question_keep(struct office *office, const struct uuid *batch,
                                  struct arena *arena, struct err *err) MUST_CHECK;

#endif
