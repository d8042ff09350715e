/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/measure: how often a person's entries are right. What two people entered and a third one
 * settled says who erred; known fields that are mixed in say it too. Nothing here is a ranking: a
 * person sees their own figures, a leader who needs help.
 *
 * Bodies of the acts that are counted:
 *   "settle" {"asked":[NAME…],"first":{"person":ID,"wrong":[NAME…]},"second":{the same}}
 *   "seed"   {"kind":WORD,"wrong":true|false}; the person who acts is the one who is measured
 */
#ifndef WORKFLOW_MEASURE_H
#define WORKFLOW_MEASURE_H

#include "store/person_check.h"
#include "store/record.h"

/* What is taken for granted while little is known of a person: 2 wrong of 20. */
enum { MEASURE_PRIOR_WRONG = 2, MEASURE_PRIOR_FIELDS = 20 };

/* Of one act; other kinds count nothing. Needs an open transaction. */
enum err_code measure_act(struct store *store, const struct act *act, struct err *err) MUST_CHECK;
/* All acts again, after a rebuild. Needs an open transaction. */
enum err_code measure_restore(struct store *store, struct err *err) MUST_CHECK;

/* The part of a person's fields that was wrong, 0..1, drawn towards the prior. */
enum err_code measure_rate(struct store *store, const struct uuid *person, double *ret,
                           struct err *err) MUST_CHECK;

#endif
