/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_work: one page on its way: what a worker answered about it, and what the stages of
 * the machine keep of that. Each keep function writes derived rows only, but for adopt.
 */
#ifndef WORKFLOW_PAGE_WORK_H
#define WORKFLOW_PAGE_WORK_H

#include "base/arena.h"
#include "base/json.h"
#include "model/record.h"
#include "model/text.h"
#include "store/page.h"

struct office;

struct page_work {
    struct office *office; /* borrowed */
    struct page page;
    const json_t *reply; /* of a worker's "read"; borrowed */
    const char *profile; /* it was read with; "" = built-in values */
    const char *schema;  /* it was read for; NULL = whatever it is */
    struct text_page text;
    struct proposal_list proposals;
    struct arena *arena; /* owns text and proposals; borrowed */
};

/* Parses the answer into text and proposals. */
enum err_code page_work_parse(struct page_work *work, struct err *err) MUST_CHECK;

/* The answer becomes rows: the page goes its whole way, records are adopted; all of it in one
 * transaction, or nothing. Needs page.id, page.revision and schema, as of when it was given to the
 * worker; ERR_EXISTS (K-839) when a newer revision is there or its batch is another kind of paper
 * now: read it again. */
enum err_code page_work_settle(struct page_work *work, struct err *err) MUST_CHECK;

/* The stages, in their order. */
enum err_code keep_text(struct page_work *work, struct err *err) MUST_CHECK;
enum err_code keep_proposals(struct page_work *work, struct err *err) MUST_CHECK;
/* Proposals of a page without records become its records; else new ones wait for a person. */
enum err_code adopt_records(struct page_work *work, struct err *err) MUST_CHECK;

#endif
