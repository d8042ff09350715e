/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/version: finishing a record: its values in force become an immutable version.
 *
 * Body (the store adds record, parents and salt, and makes it canonical):
 *   {"drafted":N, "fields":{NAME:{"normal","status","written"}}, "frame":N, "master":SHA-256,
 *    "page":{"id","revision"}, "region":[x,y,w,h]|null, "row":N|null, "schema":{"hash","name"}}
 */
#ifndef WORKFLOW_VERSION_H
#define WORKFLOW_VERSION_H

#include "base/arena.h"
#include "model/id.h"
#include "model/record.h"

struct office;

/* Makes a version of the values in force, signs it as verified, moves the record; one transaction.
 * ERR_STATE when the state does not allow it, or two heads wait for a person. */
enum err_code version_finish(struct office *office, const struct uuid *record,
                             struct uuid *ret_version, struct err *err) MUST_CHECK;

struct version_value {
    const char *name;
    struct value value;
};
struct version_values {
    struct version_value *items;
    size_t count;
    long drafted; /* drafts up to this number are contained */
};
/* Texts of the arena. ERR_DAMAGED. */
enum err_code version_parse(const char *body, struct arena *arena, struct version_values *ret,
                            struct err *err) MUST_CHECK;

#endif
