/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/reader: files in, pages read out, without a store. Pages come in the order of the input;
 * a page or file that cannot be read comes as a page with its reason, and the rest goes on.
 */
#ifndef WORKFLOW_READER_H
#define WORKFLOW_READER_H

#include "base/arena.h"
#include "model/record.h"
#include "model/text.h"
#include "workflow/layered.h"

struct reader; /* opaque */

struct reader_options {
    const char *schema;    /* name; NULL = find the kind of paper; "" = no fields */
    const char *profile;   /* name or path; NULL = built-in values */
    json_t *parsed;        /* the profile itself, borrowed; NULL = by its name */
    const json_t *schemas; /* array of schema documents; borrowed during reader_new */
    bool only_fields;      /* running text that holds no field need not be read */
    unsigned jobs;         /* 0 = one a core */
    const char *trace;     /* folder for the images after each step, or NULL */
    const int *turns;      /* clockwise quarter turns set by hand, or NULL; borrowed */
    const double *skew;    /* degrees set by hand, or NULL; borrowed */
    bool want_image;       /* also the page in layers, for a PDF */
};

struct read_page {
    const char *file;               /* path as given or found */
    int number;                     /* from 1; 0: the file as a whole */
    struct err err;                 /* code ERR_OK: text and proposals are there */
    struct text_page text;          /* upright space; text.view leads to the page */
    struct proposal_list proposals; /* schema NULL and count 0 when there are none */
    bool simplified;                /* read by the simple chain after a failure */
    const json_t *timing;           /* milliseconds by step, borrowed */
    struct layered picture;         /* want_image: the page as it came; else empty */
    struct arena *arena;            /* owns what the page points to */
    json_t *reply;                  /* owned */
};
void read_page_release(struct read_page *page);

/* paths: files and folders. */
enum err_code reader_new(const struct reader_options *options, char *const *paths, size_t count,
                         struct reader **ret_new, struct err *err) MUST_CHECK;
void reader_free(struct reader *reader); /* NULL is fine; ends work in progress */

/* The next page. ERR_TIMEOUT: none within timeout_ms (or a signal came): ask again; ERR_EMPTY: that
 * was all. No other code; what is wrong with a page stands in the page. */
enum err_code reader_next(struct reader *reader, int timeout_ms, struct read_page *ret) MUST_CHECK;

/* For progress: files in all, pages known so far, pages given out. */
void reader_progress(const struct reader *reader, size_t *ret_done, size_t *ret_known);

#endif
