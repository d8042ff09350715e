/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/ground_truth: lines for training a model: what a person verified or set, each as a pair
 * of files, the image of the line as it is read (NAME.png) and its text (NAME.gt.txt, NFC, one
 * line).
 *
 * Only fields that a person touched count. A value that runs over several lines is divided as its
 * words stand on the page; where the words on the page and those of the value cannot be matched one
 * to one, the value is left out: a pair that does not agree would teach the wrong thing. Names hold
 * the record's id, the field and the line, no values; files can be read by their owner only.
 */
#ifndef WORKFLOW_GROUND_TRUTH_H
#define WORKFLOW_GROUND_TRUTH_H

#include <stddef.h>

#include "base/err.h"
#include "model/id.h"

struct office;

struct ground_truth_plan {
    const char *folder;       /* new or empty, outside the store */
    const struct uuid *batch; /* NULL = all */
    /* Called after each page; anything but ERR_OK ends the work with that code. */
    enum err_code (*progress)(void *context, size_t done, size_t total, struct err *err);
    /* A page whose picture cannot be cut; the rest goes on. */
    void (*report)(void *context, const char *where, const struct err *failure);
    void *context;
};
struct ground_truth_tally {
    size_t pages, aside; /* aside: could not be cut */
    size_t fields;       /* written */
    size_t left_out;     /* touched by a person, but with nothing on the page to match */
    size_t lines;        /* pairs of files */
};
/* Runs a page worker of its own. ERR_EXISTS K-880: the folder holds something. */
enum err_code ground_truth_write(struct office *office, const struct ground_truth_plan *plan,
                                 struct ground_truth_tally *ret, struct err *err) MUST_CHECK;

#endif
