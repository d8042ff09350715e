/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/version: finishing a record: its values in force become an immutable version.
 *
 * Body (the store adds record, parents and salt, and makes it canonical):
 *   {"drafted":N, "fields":{NAME:{"normal","status","written"}}, "frame":N, "master":SHA-256,
 *    "page":{"id","revision"}, "region":[x,y,w,h]|null, "row":N|null, "schema":{"hash","name"}}
 *
 * A second entry is a version of its own with the parents of the first one, so that the two stand
 * side by side as heads: "entry":"second", and only the fields that were asked for. What settles
 * them has both as parents; "seconded":N says which second and settling drafts are in it. So the
 * hash that an official signs covers both entries.
 */
#ifndef WORKFLOW_VERSION_H
#define WORKFLOW_VERSION_H

#include "base/arena.h"
#include "model/id.h"
#include "model/record.h"

struct office;
struct record_view;

/* Makes a version of the values in force, signs it as verified, moves the record; one transaction.
 * ERR_STATE when the state does not allow it, or two heads wait for a person. */
enum err_code version_finish(struct office *office, const struct uuid *record,
                             struct uuid *ret_version, struct err *err) MUST_CHECK;

/* A version of the view's fields. second: a blind second entry. Needs an open transaction. */
struct version_plan {
    const struct record_view *view;
    bool second;
    long seconded;
    const struct uuid *parents;
    size_t parent_count;
};
enum err_code version_make(struct office *office, const struct version_plan *plan,
                           struct arena *arena, struct uuid *ret_version,
                           struct err *err) MUST_CHECK;

struct version_value {
    const char *name;
    struct value value;
};
struct version_values {
    struct version_value *items;
    size_t count;
    long drafted;  /* drafts up to this number are contained */
    long seconded; /* second and settling ones up to this number */
    bool second;   /* a blind second entry */
};
/* Texts of the arena. ERR_DAMAGED. */
enum err_code version_parse(const char *body, struct arena *arena, struct version_values *ret,
                            struct err *err) MUST_CHECK;

/* Does the record still stand where this body says: page and revision, region, row, kind of paper,
 * and is it not withdrawn? What the body does not say fits. */
struct record;
bool version_fits(const char *body, const struct record *record);

#endif
