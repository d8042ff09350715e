/* SPDX-License-Identifier: Apache-2.0
 *
 * store/ledger: what the ledger of a book (bảng kê số) is made from: what people said of its
 * numbers (marks: content, written once), the entries that are there with their numbers, and whose
 * hands they went through. What follows from it is worked out in workflow/ledger.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "model/number.h"
#include "model/record.h"
#include "store/store.h"

/* --- marks -------------------------------------------------------------------------------- */

enum mark_kind {
    MARK_NONE,       /* nothing said, or taken back */
    MARK_CANCELLED,  /* the entry was struck out in the book */
    MARK_UNREADABLE, /* it stands there and nobody can read it */
    MARK_ABSENT,     /* the book never had this number, or the sheet is gone */
    MARK_DOUBLE,     /* the book really has this number more than once */
    MARK_KIND_COUNT
};
const char *mark_kind_name(enum mark_kind kind); /* "cancelled" ...; "" for none; static */
bool mark_kind_parse(const char *name, enum mark_kind *ret);

struct book_mark {
    int year; /* of the series; 0 = a book without years */
    struct entry_number entry;
    enum mark_kind kind;
    const char *reason; /* in words, no field values; NULL = none */
    /* read only */
    struct uuid person;
    const char *person_name;
    int64_t at_ms;
};
/* By the acting person. MARK_NONE takes back what was said. ERR_DENIED when nobody acts. */
enum err_code book_mark_put(struct store *store, const struct uuid *book,
                            const struct book_mark *mark, struct err *err) MUST_CHECK;
/* The newest of each number; those taken back are left out. By year, number, suffix. */
enum err_code book_mark_list(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_mark **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* --- entries ------------------------------------------------------------------------------ */

/* A record of the book, with its number as the search index knows it (derived). */
struct book_entry {
    struct uuid record;
    const char *number;        /* as normalised; NULL = none keyed or read */
    bool parsed;               /* it is a number of a register */
    struct entry_number entry; /* when parsed; entry.year = year of the register, 0 = unknown */
    enum record_state state;
    const char *batch; /* name; NULL without image */
    long position;     /* of the page in its batch */
    int row;           /* on the page, -1 */
};
/* All records of the book, by batch, page and row. */
enum err_code book_entry_list(struct store *store, const struct uuid *book, struct arena *arena,
                              struct book_entry **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;

/* Who did something to a record of the book. */
enum hand_kind { HAND_KEYED, HAND_CONFIRMED };
struct book_hand {
    struct uuid record;
    struct uuid person;
    const char *name;
    enum hand_kind kind;
};
/* By record; each (record, person, kind) once. Confirmed: the act about the newest version. */
enum err_code book_hand_list(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_hand **ret, size_t *ret_count, struct err *err) MUST_CHECK;

/* Counts for a shelf of books. */
struct book_pages {
    long pages;   /* in batches of the book */
    long aside;   /* of these set aside */
    long waiting; /* of these not read yet */
};
enum err_code book_pages_get(struct store *store, const struct uuid *book, struct book_pages *ret,
                             struct err *err) MUST_CHECK;
/* Its batches, oldest first. */
enum err_code book_batch_list(struct store *store, const struct uuid *book, struct arena *arena,
                              struct uuid **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* Books with the same kind of paper, number and place (NULL fits only NULL), but for the one named
 * (may be NULL): a natural key warns, it never forbids. */
enum err_code book_alike_count(struct store *store, const char *schema, const char *number,
                               const char *place, const struct uuid *but, long *ret,
                               struct err *err) MUST_CHECK;

/* Books whose series hold this number: where an entry must stand that nobody keyed yet. year 0: of
 * any year; schema and book NULL: any. The oldest books first, at most limit. */
struct book_holding {
    struct uuid book;
    const char *number, *place, *schema;
    int year;
    long before; /* numbers of the book in front of it, and all of them: where to leaf to */
    long numbers;
    long pages; /* scanned */
};
struct book_wanted {
    long number;
    int year;
    const char *schema;
    const struct uuid *book;
};
enum err_code book_holding_list(struct store *store, const struct book_wanted *wanted, long limit,
                                struct arena *arena, struct book_holding **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;
/* The page of the book with this place in the order of its pages, 1..; ERR_EMPTY without text when
 * it has not so many. */
enum err_code book_page_at(struct store *store, const struct uuid *book, long place,
                           struct uuid *ret_page, struct err *err) MUST_CHECK;

#endif
