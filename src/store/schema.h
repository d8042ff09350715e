/* SPDX-License-Identifier: Apache-2.0
 *
 * store/schema: schemas by the hash of their bytes, settings.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/store.h"

struct stored_schema {
    struct digest id; /* SHA-256 of body */
    const char *name;
    const char *body; /* the schema file's bytes */
    int64_t added_ms;
};
/* The same bytes again are fine and write nothing. */
enum err_code schema_put(struct store *store, const char *name, const char *body,
                         struct digest *ret_id, struct err *err) MUST_CHECK;
enum err_code schema_get(struct store *store, const struct digest *id, struct arena *arena,
                         struct stored_schema *ret, struct err *err) MUST_CHECK;
/* All that were ever used, by name, oldest first. */
enum err_code schema_stored_list(struct store *store, struct arena *arena,
                                 struct stored_schema **ret, size_t *ret_count,
                                 struct err *err) MUST_CHECK;

/* Settings of the store ("lang", ...). Getting an unset one gives NULL. */
enum err_code setting_get(struct store *store, const char *name, struct arena *arena,
                          const char **ret, struct err *err) MUST_CHECK;
enum err_code setting_set(struct store *store, const char *name, const char *value,
                          struct err *err) MUST_CHECK; /* value NULL = back to the default */

#endif
