/* SPDX-License-Identifier: Apache-2.0
 *
 * present/kept_values: what people keyed a moment ago: the values of the record finished last, for
 * "as in the last record", and earlier values of each field, for completion. Memory only.
 */
#ifndef PRESENT_KEPT_VALUES_H
#define PRESENT_KEPT_VALUES_H

#include "model/record.h"

struct kept_values; /* opaque */

struct kept_values *kept_values_new(void);
void kept_values_free(struct kept_values *values); /* NULL is fine */
/* A new record begins: what follows is the last one now. */
void kept_values_begin(struct kept_values *values);
void kept_values_add(struct kept_values *values, const char *field, const struct value *value);
/* False: the last record has no such field. Borrowed until the next change. */
bool kept_values_last(const struct kept_values *values, const char *field, struct value *ret);
/* The newest earlier value of the field that begins with text (marks may be left out) and is
 * longer; NULL when there is none or text is too short to tell. Borrowed until the next change. */
const char *kept_values_complete(const struct kept_values *values, const char *field,
                                 const char *text);

#endif
