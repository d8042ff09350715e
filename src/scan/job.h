/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/job: pages from one scanner, a step at a time. A step does one bounded piece of work (start
 * a page, read some bytes) and says what came of it, so that the caller can look for a wish to stop
 * in between; nothing runs behind its back.
 *
 *   READY -> READING -> (page) -> READY … -> DONE
 *     \________________________________________^   error, cancel
 */
#ifndef SCAN_JOB_H
#define SCAN_JOB_H

#include "base/json.h"
#include "model/raster.h"
#include "scan/device.h"

struct scan_options {
    const char *source;   /* NULL = as the scanner stands; exact, or a part like "adf" */
    const char *mode;     /* NULL = as it stands; exact, or colour, grey, lineart */
    double resolution;    /* dpi; 0 = as it stands; of a device that cannot set it, a statement */
    int pages;            /* 0 = until the feeder is empty (one page from a glass) */
    const json_t *others; /* object: name -> text or number; set last, in order; or NULL */
};

enum scan_event {
    SCAN_GOES_ON, /* share of the page in job progress */
    SCAN_PAGE,    /* ret_page is filled */
    SCAN_DONE,    /* why says why */
    SCAN_EVENT_COUNT
};
enum scan_why {
    SCAN_EMPTY,  /* the feeder is empty after at least one page */
    SCAN_COUNT,  /* as many pages as asked for */
    SCAN_SINGLE, /* a glass gives one page */
    SCAN_CANCEL, /* asked to stop */
    SCAN_WHY_COUNT
};
const char *scan_why_name(enum scan_why why); /* "empty" ...; static */

struct scan_job; /* opaque */

/* Makes the settings: source, mode, resolution, then the others. The scanner must live longer. */
enum err_code scan_job_new(struct scanner *scanner, const struct scan_options *options,
                           struct scan_job **ret_new, struct err *err) MUST_CHECK;
void scan_job_free(struct scan_job *job); /* ends a page in work; NULL is fine */

/* On SCAN_PAGE *ret_page holds owned pixels exactly as SANE gave them (bit1 black is 1; colour of
 * one bit becomes rgb24). A page that came incomplete is an error, never a page: K-340 to K-347. No
 * paper at the very first page is ERR_EMPTY. After SCAN_DONE or an error only free. */
enum err_code scan_job_step(struct scan_job *job, enum scan_event *ret_event,
                            struct raster *ret_page, struct err *err) MUST_CHECK;
/* Ends it with SCAN_CANCEL once the page in work is whole; asked again: with the next step, and
 * that page is dropped. */
void scan_job_cancel(struct scan_job *job);

int scan_job_pages(const struct scan_job *job);       /* complete ones */
double scan_job_progress(const struct scan_job *job); /* of the page in work, 0..1 */
enum scan_why scan_job_why(const struct scan_job *job);
const char *scan_job_peek_mode(const struct scan_job *job); /* as the scanner calls it, or "" */

#endif
