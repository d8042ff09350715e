/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/evaluate: reads pages whose truth is known with an OCR profile, through the ordinary
 * workers, and scores each.
 */
#ifndef WORKFLOW_EVALUATE_H
#define WORKFLOW_EVALUATE_H

#include "record/score.h"

/* A page with its truth. */
struct truth_page {
    char *file;          /* path of the picture */
    const json_t *truth; /* borrowed from the set */
};
/* Pages that count (printed, not blank), in order of kind of paper, level and name. */
struct truth_set {
    struct truth_page *items;
    size_t count, capacity;
    json_t *truths;
    size_t skipped; /* handwritten, blank or without a picture */
};
/* ERR_MISSING K-870 when the folder holds no such page. */
enum err_code truth_set_load(const char *folder, struct truth_set *ret, struct err *err) MUST_CHECK;
void truth_set_release(struct truth_set *set);

struct evaluation {
    struct score *pages; /* one a page, as in the set; heap */
    size_t count;
};
void evaluation_release(struct evaluation *evaluation);
/* Adds the pages up by schema and level; the set must outlive the scores. */
void evaluation_sum(const struct evaluation *evaluation, struct scores *into);
struct score evaluation_total(const struct evaluation *evaluation);

struct evaluate_options {
    const struct truth_set *set;
    const bool *use; /* one a page, NULL = all; pages left out have pages == 0 */
    json_t *profile; /* parsed, borrowed; NULL = built-in values */
    bool by_schema;  /* the worker is told the kind of paper */
    unsigned jobs;   /* 0 = one a core */
    /* Called often; anything but ERR_OK ends the work with that code. May be NULL. */
    enum err_code (*progress)(void *context, size_t done, size_t total, struct err *err);
    void *context;
};
/* A page that cannot be read counts as read empty; a missing model ends the work. */
enum err_code evaluate(const struct evaluate_options *options, struct evaluation *ret,
                       struct err *err) MUST_CHECK;

#endif
