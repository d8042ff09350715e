/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml: YAML files (OCR profiles, hand-over profiles) as json_t with places for messages.
 * A plain subset: one document, mappings, sequences, scalars (null, true/false, integers, reals,
 * strings); no anchors, tags or merge keys (ERR_FORMAT K-115 with line and column).
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/json.h"

/* Parsed value; *ret_places_new maps a path ("clean/deskew/limit", "list/0") to "line:column";
 * with a colon behind it ("clean/deskew/limit:") it maps to the place of the key.
 * ret_places_new may be NULL. */
enum err_code yaml_read_file(const char *path, json_t **ret_new, json_t **ret_places_new,
                             struct err *err) MUST_CHECK;
enum err_code yaml_parse(const char *bytes, size_t length, const char *name, json_t **ret_new,
                         json_t **ret_places_new, struct err *err) MUST_CHECK;

#endif
