/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/quality: which pages were captured so badly that the paper should be scanned again, and
 * why. Such a page goes its way like any other; it waits in the queue of store/quality until a new
 * picture of it comes or a person keeps it as it is.
 */
#ifndef WORKFLOW_QUALITY_H
#define WORKFLOW_QUALITY_H

#include "model/quality.h"
#include "store/quality.h"
#include "workflow/page_work.h"

enum quality_reason {
    QUALITY_UNREADABLE, /* set aside: the machine could not read it at all */
    QUALITY_PARTIAL,
    QUALITY_RESOLUTION,
    QUALITY_BLUR,
    QUALITY_DARK,
    QUALITY_PALE,
    QUALITY_SKEW,
    QUALITY_CUT,
    QUALITY_SAME,
    QUALITY_BLANK,
    QUALITY_ODD,      /* the last one of a scan of two sides, of which one is missing */
    QUALITY_RETURNED, /* an official sent a record of it back */
    QUALITY_REASON_COUNT
};

/* Another picture of the page itself would not help. */
#define QUALITY_BESIDE (1u << QUALITY_SAME | 1u << QUALITY_BLANK | 1u << QUALITY_ODD)

/* The one list of reasons: stable word, what a person reads, what to do. English msgids. */
struct quality_rule {
    const char *name, *title, *remedy;
};
extern const struct quality_rule quality_table[QUALITY_REASON_COUNT];

/* Bits 1u << reason. likeness: to the page before it (quality_likeness), 0 = none. */
unsigned quality_judge(const struct page_quality *quality, double likeness);
/* "blur,cut" and back; unknown words are left out. Heap. */
char *quality_reasons_text(unsigned reasons);
unsigned quality_reasons_parse(const char *text);
/* The reasons of a page in the queue, set aside included. */
unsigned quality_rescan_reasons(const struct rescan *rescan);

/* Judges what the worker measured of a page, beside its neighbours in the batch, and keeps it. In
 * the transaction of page_work_settle. */
enum err_code quality_settle(struct page_work *work, struct err *err) MUST_CHECK;

/* A reason that no picture shows, found while scanning; it stays when the page is read. */
enum err_code quality_mark(struct store *store, const struct uuid *page, enum quality_reason reason,
                           struct err *err) MUST_CHECK;

/* {"page","batch","position","file","reasons":[…],"detail"}; new. */
json_t *quality_rescan_json(const struct rescan *rescan);
/* A person keeps the page as it is: it leaves the queue. ERR_DENIED. */
enum err_code quality_keep_page(struct office *office, const struct rescan *rescan,
                                struct err *err) MUST_CHECK;

#endif
