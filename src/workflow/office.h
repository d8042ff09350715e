/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/office: one open store with what is needed to work in it: the acting person and the
 * schemas, those of the program and those that records were made with.
 */
#ifndef WORKFLOW_OFFICE_H
#define WORKFLOW_OFFICE_H

#include "record/schema.h"
#include "store/store.h"

struct office; /* opaque; one thread */
struct sign_key;
struct day_pin;

/* person: name or id, NULL = nobody (in a practice store the practice person). In an office's store
 * the person is chosen and still locked: workflow/sign_in. */
enum err_code office_open(const char *folder, const char *person, struct office **ret_new,
                          struct err *err) MUST_CHECK;
void office_close(struct office *office);                /* NULL is fine */
struct store *office_store(const struct office *office); /* borrowed */
/* Inside of this room (workflow/sign_in): the acting person signs with key from now on; the one
 * before is wiped. Takes key; NULL = locked. */
void office_take_key(struct office *office, struct sign_key *key);
struct day_pin *office_pin(struct office *office);

/* Makes a folder for what leaves: never among what is kept. ERR_USAGE K-846; nothing is made then.
 */
enum err_code office_folder_out(struct office *office, const char *folder,
                                struct err *err) MUST_CHECK;

/* Schemas of the program, loaded when first asked for. ERR_MISSING (K-835) when there is none of
 * that name; a NULL name is fine. */
enum err_code office_schema_check(struct office *office, const char *name,
                                  struct err *err) MUST_CHECK;
/* All of them, for workers. */
enum err_code office_schemas_json(struct office *office, json_t **ret_new,
                                  struct err *err) MUST_CHECK;
/* The same as a set; borrowed. */
enum err_code office_schemas_load(struct office *office, const struct schema_set **ret,
                                  struct err *err) MUST_CHECK;
/* NULL when there is none, or none was loaded yet. */
const struct schema *office_schema_lookup(const struct office *office, const char *name);

/* Keeps the program's schema of that name in the store, once; its id there. */
enum err_code office_schema_keep(struct office *office, const char *name, struct digest *ret_id,
                                 struct err *err) MUST_CHECK;
/* The schema a record was made with; lives as long as the office. */
enum err_code office_schema_get(struct office *office, const struct digest *id,
                                const struct schema **ret, struct err *err) MUST_CHECK;

#endif
