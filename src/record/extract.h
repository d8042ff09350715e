/* SPDX-License-Identifier: Apache-2.0
 *
 * record/extract: from the text of a page to proposals for its fields. Pure: no I/O, no engine;
 * the same page gives the same proposals. Derived data only: what a person touched is not seen
 * here and not changed by it.
 *
 * Values are found by printed labels despite reading errors, by the order of the form's parts, by
 * ruled tables (one record a row), by column headings where no rules were seen, and by zones where
 * a form fixes them. Stamps, leaders, signatures and printed instructions are left out.
 */
#ifndef RECORD_EXTRACT_H
#define RECORD_EXTRACT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/record.h"
#include "model/text.h"
#include "record/schema.h"

/* wanted: name of the schema; NULL = recognise the kind of paper (ret->schema is NULL when none
 * fits); "" = no extraction (an empty list). ERR_MISSING K-420 when wanted is not among schemas.
 * A form gives one proposal, a register page one a row (none when it has no entry). Every proposal
 * holds every field of its schema, in its order. Proposals live in arena; names point into the
 * schemas. */
enum err_code extract_page(const struct schema *const *schemas, size_t count, const char *wanted,
                           const struct text_page *page, struct arena *arena,
                           struct proposal_list *ret, struct err *err) MUST_CHECK;

/* The kind of paper that fits best; NULL: none. *ret_sure: 0..1, how clear that is. */
const struct schema *schema_recognise(const struct schema *const *schemas, size_t count,
                                      const struct text_page *page, float *ret_sure);
/* How well a page fits a schema, 0..1: title and labels. */
float extract_fit(const struct schema *schema, const struct text_page *page);

#endif
