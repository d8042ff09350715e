/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/report: what a team did in a span of time, as plain JSON without any value of a record,
 * so that reports of many teams can be added up; and how right each person's entries are.
 *
 * {"station":[NAME…],"from":DAY,"to":DAY,"planned":N,"seen":N,"waits":{…},"rescans":N,
 *  "rescan_reasons":{REASON:N,…},"heads":[{"station","head"}…],"practice":true when it is,
 *  "done":{"pages":N,"first":N,"verify":N,"second":N,"settle":N,"confirm":N,"release":N,…},
 *  "returns":{REASON:N,…},"difficulties":{CATEGORY:N,…},"entries":{"fields":N,"wrong":N},
 *  "missing":[{"book","place","numbers","count"}…]}
 */
#ifndef WORKFLOW_REPORT_H
#define WORKFLOW_REPORT_H

#include "base/json.h"

struct office;

/* Of the last days, until now. */
enum err_code report_week(struct office *office, int days, json_t **ret_new,
                          struct err *err) MUST_CHECK;
/* Adds another team's report: figures are added, lists put together. ERR_FORMAT K-1884. */
enum err_code report_add(json_t *into, const json_t *other, struct err *err) MUST_CHECK;

/* A volunteer's own figures; for leaders and officials everybody's, by name and in no order of
 * merit. [{"person","fields","wrong","rate","help","days":[{"day","fields","wrong"}…]}…] */
enum err_code report_people(struct office *office, json_t **ret_new, struct err *err) MUST_CHECK;

#endif
