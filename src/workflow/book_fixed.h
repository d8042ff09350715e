/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_fixed: what a book fixes for each of its records, so that nobody types it: place,
 * number of the book, signer, kind of registration, and the year where the book has only one.
 */
#ifndef WORKFLOW_BOOK_FIXED_H
#define WORKFLOW_BOOK_FIXED_H

#include "base/json.h"
#include "record/schema.h"
#include "store/batch.h"

/* Texts of the arena that it was got with. */
struct book_fixed {
    struct book book;
    int year; /* of all its series; 0 = none, or several */
};
enum err_code book_fixed_get(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_fixed **ret, struct err *err) MUST_CHECK;
/* The book's value for a field that the schema carries over from the book ("carry": "book");
 * NULL when there is none. Borrowed. */
const char *book_fixed_value(const struct book_fixed *fixed, const struct schema_field *field);
/* What a book may fix: the field that a schema gives it, and what a person calls it. */
struct book_fact {
    const char *field, *label; /* "quyen_so", "Quyển số" */
};
enum { BOOK_FACTS = 4 };
extern const struct book_fact book_facts[BOOK_FACTS];
const char *book_fixed_fact(const struct book_fixed *fixed, size_t fact); /* or NULL; borrowed */
/* {"id","number","place","signer","registration","year"}; what is unknown is left out; new. */
json_t *book_fixed_json(const struct book_fixed *fixed);

#endif
