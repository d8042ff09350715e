/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/tune: searches better numbers for an OCR profile on pages whose truth is known: one
 * number after the other up and down, steps that shrink, within a time. One half of the pages is
 * searched on; the other half, which the search never saw, decides whether the result may be kept.
 */
#ifndef WORKFLOW_TUNE_H
#define WORKFLOW_TUNE_H

#include "workflow/verdict.h"

/* What the search is about at this moment. */
struct tune_news {
    const char *path;      /* number on trial, "clean/dots/size"; NULL: a first or last reading */
    double from, to;       /* its value until now, on trial */
    size_t done, total;    /* pages of this reading */
    bool tried, better;    /* tried: the reading is over and came out better or not */
    double loss, best;     /* of this trial, of the best so far: see tune_loss */
    size_t trials;         /* over */
    double seconds, limit; /* since the start; of the whole search */
};
struct tune_options {
    const struct truth_set *set; /* at least two pages, else ERR_MISSING K-872 */
    const char *path;            /* file of the profile to start from */
    double minutes;
    bool by_schema;
    unsigned jobs; /* 0 = one a core */
    /* Called often; anything but ERR_OK ends the search with that code. */
    enum err_code (*progress)(void *context, const struct tune_news *news, struct err *err);
    void *context;
};
struct tune_result {
    json_t *profile; /* the best one, as it would be written; owned */
    size_t trials, changes, search_pages, confirm_pages;
    double loss_start, loss_best;    /* on the searched half */
    struct score old_half, new_half; /* on the other half */
    struct verdict verdict;
    bool confirmed; /* changed, and not worse on the other half */
};
/* Per cent of letters wrong plus per cent of fields wrong. */
double tune_loss(const struct score *score);
enum err_code tune(const struct tune_options *options, struct tune_result *ret,
                   struct err *err) MUST_CHECK;
void tune_result_release(struct tune_result *result);

#endif
