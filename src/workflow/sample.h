/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sample: an official looks at a part of a batch and confirms the whole, where the kind of
 * paper allows it ("sample" in its file). Plans: all of it; every n-th record from a random start;
 * single sampling for normal inspection, general level II, of ISO 2859-1 (tables 1 and 2-A), by its
 * quality limit in faulty records of a hundred.
 *
 * Drawing is an act about the drawn versions: {"accept","batch","letter","lot","plan","size"}. Each
 * drawn record is then confirmed, put right or sent back like any other; one that is not confirmed
 * as it was drawn counts as faulty. With no more faulty ones than the plan accepts the rest of the
 * batch can be confirmed under one act, which names the sample.
 */
#ifndef WORKFLOW_SAMPLE_H
#define WORKFLOW_SAMPLE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/id.h"

struct office;

enum sample_sort { SAMPLE_ALL, SAMPLE_EVERY, SAMPLE_ISO2859 };
struct sample_plan {
    enum sample_sort sort;
    long every; /* SAMPLE_EVERY */
    int limit;  /* SAMPLE_ISO2859: index of its quality limit */
};
/* "all", "every:10", "iso2859-1:1.0"; false: it is none, or a limit that the table has not. */
bool sample_plan_parse(const char *text, struct sample_plan *ret);

struct sample_size {
    char letter; /* code letter; 0 = none */
    long size, accept;
};
struct sample_size sample_size_of(const struct sample_plan *plan, long lot);

struct sample_drawn {
    struct sample_size size;
    long lot;
    struct uuid *records; /* arena */
    size_t count;
};
/* Of the verified records of the batch. ERR_USAGE K-2879: a plan that is none; ERR_STATE K-1885: a
 * kind of paper that allows no sample; ERR_EMPTY K-1886: nothing waits there. */
enum err_code sample_draw(struct office *office, const struct uuid *batch, const char *plan,
                          struct arena *arena, struct sample_drawn *ret,
                          struct err *err) MUST_CHECK;
/* Confirms the rest by the last sample of the batch. ERR_STATE: none was drawn (K-1887), drawn
 * records wait to be looked at (K-1888), too many were faulty (K-1889). */
enum err_code sample_confirm(struct office *office, const struct uuid *batch, long *ret_confirmed,
                             struct err *err) MUST_CHECK;

#endif
