/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_ask: the child sohoa-scan: how it is started, and questions to it that are no scan:
 * which scanners there are, which options one has. Drivers may take their time over an answer.
 */
#ifndef WORKFLOW_SCAN_ASK_H
#define WORKFLOW_SCAN_ASK_H

#include "base/json.h"
#include "base/proc.h"

/* ---- step by step, to be given up at any moment ---- */
struct scan_ask; /* opaque */
/* device NULL: which scanners there are. */
enum err_code scan_ask_new(const char *device, struct scan_ask **ret_new,
                           struct err *err) MUST_CHECK;
/* Waits at most timeout_ms. ERR_OK: no answer yet; ERR_EMPTY: there it is (err not filled). */
enum err_code scan_ask_step(struct scan_ask *ask, int timeout_ms, struct err *err) MUST_CHECK;
/* {"devices":[{"name","vendor","model","type"}]}; {"options":[…]} of one device. Borrowed; NULL
 * before there is an answer. */
const json_t *scan_ask_peek(const struct scan_ask *ask);
void scan_ask_free(struct scan_ask *ask); /* ends the child; NULL is fine */

/* ---- at once: the same, waited for. New references. ---- */
enum err_code scan_devices(json_t **ret_new, struct err *err) MUST_CHECK;
enum err_code scan_options(const char *device, json_t **ret_new, struct err *err) MUST_CHECK;

/* ---- the child itself, for workflow/scan_job ---- */
enum err_code scan_child_start(struct proc *child, struct err *err) MUST_CHECK;
enum err_code scan_child_gone(struct err *err); /* what a person reads when it went away */

#endif
