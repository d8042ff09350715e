/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/ledger: the ledger of a book (bảng kê số): each number that must be there with what
 * became of it: seen, missing, or accounted for by a person (cancelled, unreadable, absent); then
 * what stands in the way of closing the book: numbers twice, numbers outside of its series, entries
 * without a number. Worked out anew each time; plain data of the arena.
 */
#ifndef WORKFLOW_LEDGER_H
#define WORKFLOW_LEDGER_H

#include "store/batch.h"
#include "store/ledger.h"

struct office;

enum { LEDGER_LINES_MAX = 100000 }; /* numbers of one book */

enum ledger_state {
    LEDGER_SEEN,
    LEDGER_MISSING,
    LEDGER_CANCELLED,
    LEDGER_UNREADABLE,
    LEDGER_ABSENT,
    LEDGER_STATE_COUNT
};
const char *ledger_state_name(enum ledger_state state);  /* "seen" ...; static */
const char *ledger_state_title(enum ledger_state state); /* translated; static */

struct ledger_line { /* one number */
    int year;
    struct entry_number number;
    enum ledger_state state;
    bool expected;            /* of the series; false: between them (12a) */
    bool twice;               /* several entries have it, and nobody said that the book is so */
    long entries;             /* records with this number */
    long verified, confirmed; /* of these; confirmed ones count as verified too */
    const struct book_entry *first; /* NULL = none */
    const char *keyed_by;           /* names, ", " between; NULL = nobody yet */
    const char *confirmed_by;
    const char *reason; /* of the mark; NULL = none */
    const char *marked_by;
};

struct ledger_counts {
    long expected;                                     /* numbers of the series */
    long seen, missing, cancelled, unreadable, absent; /* of these, each in one */
    long extra;                                        /* numbers between (12a) */
    long twice;                                        /* numbers, not entries */
    long entries, verified, confirmed;                 /* records of the book */
    long unnumbered;                                   /* records without a number */
    long strange; /* records with a number that is none, or that no series holds */
};

struct ledger_series {
    struct book_series series; /* last: as far as known when open */
    bool open;                 /* nobody said how far it goes */
    struct ledger_counts counts;
    const struct ledger_line *lines; /* rising */
    size_t line_count;
};

struct ledger {
    struct book book;
    struct book_pages pages;
    struct ledger_counts counts;
    struct ledger_series *series; /* as the book has them */
    size_t series_count;
    const struct book_entry **unnumbered; /* counts.unnumbered, in the order of the pages */
    const struct book_entry **strange;    /* counts.strange */
    /* Every number of closed series is seen or accounted for, none stands twice, and no entry is
     * without its number. */
    bool complete;
    bool confirmed; /* and an official confirmed every entry */
};

/* ERR_LIMIT K-1801 beyond LEDGER_LINES_MAX numbers. */
enum err_code ledger_get(struct office *office, const struct uuid *book, struct arena *arena,
                         struct ledger *ret, struct err *err) MUST_CHECK;

/* Numbers of one series in this state (or standing twice) as "12-15, 20"; "" for none. Suffixed
 * ones stand alone: "12a". */
const char *ledger_numbers(const struct ledger_series *series, enum ledger_state state,
                           struct arena *arena);
const char *ledger_numbers_twice(const struct ledger_series *series, struct arena *arena);

#endif
