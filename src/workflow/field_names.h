/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/field_names: some fields of a record, by name, as acts list them.
 */
#ifndef WORKFLOW_FIELD_NAMES_H
#define WORKFLOW_FIELD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/json.h"

struct field_names {
    const char **items;
    size_t count;
};

bool field_names_have(const struct field_names *names, const char *name);
/* Texts of the arena; anything but an array gives none. */
struct field_names field_names_read(const json_t *array, struct arena *arena);
json_t *field_names_json(const struct field_names *names); /* new */
/* The list under a key of an act's body; a body of NULL gives none. ERR_DAMAGED. */
enum err_code field_names_of(const char *body, const char *key, struct arena *arena,
                             struct field_names *ret, struct err *err) MUST_CHECK;

#endif
