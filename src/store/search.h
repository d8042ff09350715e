/* SPDX-License-Identifier: Apache-2.0
 *
 * store/search: finding pages and records by folded text: marks optional, old and new tone
 * position equal, numbers with and without leading zeros equal, hits written exactly like the
 * query first. Derived.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

enum search_kind { SEARCH_ANY, SEARCH_PAGE, SEARCH_RECORD, SEARCH_KIND_COUNT };
const char *search_kind_name(enum search_kind kind); /* "any", "page", "record"; static */

/* What is found by: the text of a page, or the values of a record (one a line). */
struct search_entry {
    enum search_kind kind; /* page or record */
    struct uuid id;
    const char *schema; /* name; NULL = none */
    const char *number; /* as normalised; NULL */
    int entry_year;     /* of the register, where the number itself does not tell; 0 = unknown */
    const char *place;  /* NULL */
    int year;           /* under which a clerk would look; 0 = none */
    const char *text;   /* NFC */
};
/* Replaces the entry of (kind, id). */
enum err_code search_put(struct store *store, const struct search_entry *entry,
                         struct err *err) MUST_CHECK;
enum err_code search_remove(struct store *store, enum search_kind kind, const struct uuid *id,
                            struct err *err) MUST_CHECK;

struct search_query {
    const char *text; /* all words must occur; the last one may be a beginning; "a b" in quotes
                       * stand together; NULL or "" = filters only */
    enum search_kind kind;
    const struct uuid *batch;   /* NULL = all */
    const struct uuid *book;    /* NULL = all */
    const char *schema, *place; /* NULL = all; place by folded words */
    const char *number;         /* "45", "45a": in any year; "45/1999": of that year; anything
                                 * else: as written. NULL = all */
    int year;                   /* 0 = all */
    long offset, limit;
};
struct search_hit {
    enum search_kind kind;
    struct uuid id;   /* of the page or record */
    struct uuid page; /* where to look */
    const char *schema, *number;
    int year;
    bool exact;          /* contains its words with their marks */
    const char *snippet; /* the line around the hit, NFC */
};
/* With marks as typed first; among these and among the others: words that stand together first,
 * then in the order of entering. */
enum err_code search_query(struct store *store, const struct search_query *query,
                           struct arena *arena, struct search_hit **ret, size_t *ret_count,
                           struct err *err) MUST_CHECK;

#endif
