/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/second: the blind second entry. Which fields need one is decided when a record is
 * finished and stands in the act "first" ({"asked":[NAME…]}), so that it does not change when the
 * page is read again:
 *
 *   - the kind of paper says that the field matters ("second" in its file), and
 *   - it was keyed by hand: written by hand, from a book of handwriting, or not as the machine read
 *     it; or what is left of the machine's doubt times how often this person lets errors pass
 *     (workflow/measure) is not below the limit of the office;
 *   - and it is not what a version holds that went through before: a small correction asks for one
 *     field again, not for the whole record.
 *
 * An office of one person who keys asks for none, since no record may wait for a person who is not
 * there; a practice store only where its setting says so, and there the one person does both.
 *
 * The second person works with drafts of their own kind and sees no value of the asked fields
 * (record_view_see); what they finish becomes a version beside the first one (workflow/version).
 * Where the two agree, the record is verified at once; else it waits to be settled
 * (workflow/settle).
 */
#ifndef WORKFLOW_SECOND_H
#define WORKFLOW_SECOND_H

#include "store/search.h"
#include "workflow/action.h"
#include "workflow/field_names.h"
#include "workflow/query.h"

/* Setting "second_entry"; "second_risk" is the limit, in wrong fields of ten thousand. */
enum second_policy { SECOND_AUTO, SECOND_ON, SECOND_OFF, SECOND_POLICY_COUNT };
enum { SECOND_RISK_USUAL = 20, SECOND_RISK_MOST = 10000 };
const char *second_policy_name(enum second_policy policy); /* "auto" ...; static */
bool second_policy_parse(const char *name, enum second_policy *ret);
enum err_code second_policy_get(struct office *office, enum second_policy *ret, long *ret_risk,
                                struct err *err) MUST_CHECK;
/* By whom ACTION_SECOND_POLICY allows. risk < 0: stays. */
enum err_code second_policy_set(struct office *office, enum second_policy policy, long risk,
                                struct err *err) MUST_CHECK;

/* Adds the names of the fields that need a second entry to the array asked; view: as it is about to
 * be finished by the acting person. */
enum err_code second_need(struct office *office, const struct record_view *view,
                          struct arena *arena, json_t *asked, struct err *err) MUST_CHECK;
/* Of a record that waits for a second entry or for settling. */
enum err_code second_asked(struct store *store, const struct uuid *record, struct arena *arena,
                           struct field_names *ret, struct err *err) MUST_CHECK;
/* The acting person may be the one to enter it blind. */
enum err_code second_is_blind(struct office *office, const struct record_view *view, bool *ret,
                              struct err *err) MUST_CHECK;

/* Only the asked fields, with what the acting person entered; nothing of the first entry. A field
 * is doubtful until it is entered. ERR_STATE (K-832, K-2870: the first reader is the same). */
enum err_code second_view_get(struct office *office, const struct uuid *record, struct arena *arena,
                              struct record_view *ret, struct err *err) MUST_CHECK;

/* What is found by its values shows none of those that the acting person enters blind. */
enum err_code second_hide_hits(struct office *office, struct search_hit *hits, size_t count,
                               struct err *err) MUST_CHECK;

/* Actions. Finishing asks that every field was entered (ERR_STATE K-2871). */
enum err_code second_key(struct action_call *call, struct err *err) MUST_CHECK;
enum err_code second_undo(struct action_call *call, struct err *err) MUST_CHECK;
enum err_code second_finish(struct action_call *call, struct err *err) MUST_CHECK;
/* Nobody is left who could enter it a second time: it goes on with one entry. ERR_STATE K-2873 when
 * there is somebody. */
enum err_code second_waive(struct action_call *call, struct err *err) MUST_CHECK;

#endif
