/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_job: a stack of paper becomes pages of a batch. The scanner is driven by the child
 * sohoa-scan; each page that arrives is stored as a master with its page in one transaction before
 * the next one is looked at.
 *
 * Pages are numbered as in their batch. Whatever ends a scan, the pages before it are stored, the
 * message names the page that was lost and what to do with its sheet, and the next scan into the
 * batch goes on behind the last stored page.
 */
#ifndef WORKFLOW_SCAN_JOB_H
#define WORKFLOW_SCAN_JOB_H

#include "base/json.h"
#include "model/id.h"
#include "workflow/events.h"
#include "workflow/intake.h"

struct office;
struct scan_job; /* opaque */

struct scan_plan {
    struct batch_choice batch; /* texts borrowed for the life of the job */
    const char *capture;       /* name of the capture profile, kept with each page; NULL = none */
    const char *device;        /* NULL = the first one found */
    const char *source;        /* "ADF", "Flatbed" …; NULL = as the device is set */
    const char *mode;          /* "Color", "Gray" …; NULL = colour where there is one */
    int resolution;            /* dpi; 0 = 300 */
    int quality;               /* JPEG 4:4:4 of this quality; 0 = lossless */
    int pages;                 /* 0 = until the feeder is empty */
    const json_t *options;     /* {name: text}, further SANE options; borrowed; NULL = none */
};

struct scan_tally {
    long first;      /* number in its batch of the first page */
    long pages;      /* stored */
    double progress; /* of the page in the scanner, 0..1 */
    char why[16];    /* how it ended: "empty", "count", "single", "cancel" */
    bool odd;        /* both sides at once, and one side is missing */
    bool cut_off;    /* the scan before this one into the batch ended without a word (a kill, the
                      * power): the sheet after the last stored page may lie scanned and unstored */
};

enum err_code scan_job_new(struct office *office, const struct scan_plan *plan,
                           struct events *events, struct scan_job **ret_new,
                           struct err *err) MUST_CHECK;
/* Waits at most timeout_ms. ERR_OK: there is more; ERR_EMPTY: the stack is done; else it is over
 * (jam, device gone …); what was stored stays. */
enum err_code scan_job_step(struct scan_job *job, int timeout_ms, struct err *err) MUST_CHECK;
void scan_job_cancel(struct scan_job *job); /* asks the scanner to stop after this page */
struct scan_tally scan_job_tally(const struct scan_job *job);
void scan_job_free(struct scan_job *job); /* NULL is fine */

#endif
