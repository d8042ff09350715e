/* SPDX-License-Identifier: Apache-2.0
 *
 * store/batch: batches of pages that are worked on together, and books (quyển) with their series.
 * Names and numbers are looked up, never unique: two batches may share a name, the newest wins.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/store.h"

struct batch {
    struct uuid id;
    const char *name;
    const char *schema;  /* name; NULL = recognise the kind of paper */
    const char *profile; /* OCR profile; NULL = default */
    struct uuid book;    /* null id = none */
    struct uuid merged;  /* the batch that has its pages now; null id = it has them itself */
    int64_t created_ms;
    long pages; /* read only */
};
enum err_code batch_add(struct store *store, const struct batch *plan, struct uuid *ret_id,
                        struct err *err) MUST_CHECK;
/* Name, id, or 8 or more characters of its beginning or end. ERR_MISSING K-520. */
enum err_code batch_find(struct store *store, const char *name, struct arena *arena,
                         struct batch *ret, struct err *err) MUST_CHECK;
enum err_code batch_get(struct store *store, const struct uuid *id, struct arena *arena,
                        struct batch *ret, struct err *err) MUST_CHECK;
/* Oldest first; merged ones are left out, by batch_find too. */
enum err_code batch_list(struct store *store, long offset, long limit, struct arena *arena,
                         struct batch **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* Changes name, schema, profile, book and merged of plan->id. */
enum err_code batch_change(struct store *store, const struct batch *plan,
                           struct err *err) MUST_CHECK;

/* What a book fixes is inherited by its records. Texts may be NULL = unknown. */
struct book {
    struct uuid id;
    const char *schema;       /* what its entries are */
    const char *number;       /* "01/2017" */
    const char *place;        /* as named in its time */
    const char *signer;       /* who signed its entries */
    const char *registration; /* kind of registration */
    const char *script;       /* "print", "hand", "mixed" */
    const char *era;          /* form era */
    int pages;                /* 0 = unknown */
    int64_t created_ms;
};
struct book_series {
    int year, first, last; /* numbers of a year's entries; last 0 = open */
};
enum err_code book_add(struct store *store, const struct book *plan,
                       const struct book_series *series, size_t count, struct uuid *ret_id,
                       struct err *err) MUST_CHECK;
/* Changes all of plan->id but its time; series[i] replaces the one of that place, further ones are
 * added. None goes away. */
enum err_code book_change(struct store *store, const struct book *plan,
                          const struct book_series *series, size_t count,
                          struct err *err) MUST_CHECK;
enum err_code book_get(struct store *store, const struct uuid *id, struct arena *arena,
                       struct book *ret, struct err *err) MUST_CHECK;
enum err_code book_find(struct store *store, const char *number, struct arena *arena,
                        struct book *ret,
                        struct err *err) MUST_CHECK; /* number or id as in batch_find */
enum err_code book_list(struct store *store, long offset, long limit, struct arena *arena,
                        struct book **ret, size_t *ret_count, struct err *err) MUST_CHECK;
enum err_code book_series_list(struct store *store, const struct uuid *book, struct arena *arena,
                               struct book_series **ret, size_t *ret_count,
                               struct err *err) MUST_CHECK;

#endif
