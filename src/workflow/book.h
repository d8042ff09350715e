/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book: books (quyển) as a person gives them: words understood, checked, added; the shelf
 * of all books with how far each is; which book a number must stand in. What became of each number
 * is workflow/ledger; tables of books coming in are workflow/book_import.
 */
#ifndef WORKFLOW_BOOK_H
#define WORKFLOW_BOOK_H

#include "store/batch.h"
#include "workflow/ledger.h"

struct office;

enum {
    BOOK_TEXT_MAX = 300, /* bytes of one of its texts */
    BOOK_PAGES_MAX = 5000,
    BOOK_SERIES_MAX = 64
};

/* As typed; texts may be NULL or empty = unknown. */
struct book_words {
    const char *type;   /* "so-khai-sinh", "KS", "Sổ đăng ký khai sinh", "khai sinh" */
    const char *number; /* "01/2017" */
    const char *place;  /* as named in its time */
    const char *signer;
    const char *registration; /* "đúng hạn", "đăng ký lại" … as the office calls it */
    const char *script;       /* "print", "hand", "mixed"; "in", "viết tay", "cả hai" */
    const char *era;          /* which printed form */
    const char *pages;        /* "200" */
    const char *series;       /* "2005:1-212; 2006:1-45"; "2007:1-" = open */
};
enum book_word {
    BOOK_TYPE,
    BOOK_NUMBER,
    BOOK_PLACE,
    BOOK_SIGNER,
    BOOK_REGISTRATION,
    BOOK_SCRIPT,
    BOOK_ERA,
    BOOK_PAGES,
    BOOK_SERIES,
    BOOK_WORD_COUNT
};
const char *book_word_title(enum book_word word); /* translated; static */
/* The text of a word, to read or set it by its place in the enum. */
const char **book_words_at(struct book_words *words, enum book_word word);

struct book_plan {
    struct book book;
    struct book_series series[BOOK_SERIES_MAX];
    size_t series_count;
};
/* Understands and checks; texts of the arena. On an error *ret_word says which word is wrong.
 * ERR_USAGE K-1802…1811, ERR_MISSING K-1803 for an unknown type. */
enum err_code book_plan_make(struct office *office, const struct book_words *words,
                             struct arena *arena, struct book_plan *ret, enum book_word *ret_word,
                             struct err *err) MUST_CHECK;
/* "2005:1-212; 2006:1-45" adds to the plan. K-1806…1809. */
enum err_code book_series_parse(const char *text, struct book_plan *plan,
                                struct err *err) MUST_CHECK;
/* The book as it is, with what the words say put in its place; a series of a known year and first
 * number gets another end (closes), others are added. Errors as book_plan_make. */
enum err_code book_plan_again(struct office *office, const struct uuid *book,
                              const struct book_words *words, struct arena *arena,
                              struct book_plan *ret, enum book_word *ret_word,
                              struct err *err) MUST_CHECK;
/* Puts it into force; its pages and records are found by it at once. Values that a person keyed or
 * finished stay as they are. ERR_DENIED. */
enum err_code book_plan_change(struct office *office, const struct book_plan *plan,
                               struct err *err) MUST_CHECK;
/* Adds it, by the acting person; *ret_alike (may be NULL) = how many of the same type, number and
 * place were there before: worth a warning, never an obstacle. ERR_DENIED. */
enum err_code book_plan_add(struct office *office, const struct book_plan *plan,
                            struct uuid *ret_id, long *ret_alike, struct err *err) MUST_CHECK;

/* One line of the shelf. */
struct book_line {
    struct book book;
    struct ledger_counts counts;
    struct book_pages pages;
    bool complete, confirmed;
};
/* Oldest first, at most limit (0 = STORE_LIST_MAX). */
enum err_code book_shelf_list(struct office *office, long offset, long limit, struct arena *arena,
                              struct book_line **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;
/* By number, id or 8 or more characters of the id. ERR_MISSING K-523. */
enum err_code book_open(struct office *office, const char *text, struct arena *arena,
                        struct book *ret, struct err *err) MUST_CHECK;

/* Where an entry must stand that no record shows yet: the books whose series hold its number, and
 * about which of their scanned pages. */
struct book_guess {
    struct book_holding where;
    struct uuid page; /* null id: nothing of the book is scanned */
    long leaf;        /* that page in the order of the book's pages, 1..; 0 = none */
};
struct book_question {
    const char *number; /* "45", "45a", "45/1999"; anything else finds nothing */
    int year;           /* 0 = that of the number, or any */
    const char *schema; /* NULL = any */
    const char *place;  /* words, with or without marks; NULL = any */
    const struct uuid *book;
};
enum err_code book_guess_list(struct office *office, const struct book_question *question,
                              struct arena *arena, struct book_guess **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;

/* What a person says of numbers: "12-15, 20", "12a", "12/2005". year 0: the only one of the book,
 * else ERR_USAGE K-1812. All in one act. *ret_count = numbers. */
struct book_say {
    struct uuid book;
    const char *numbers;
    int year;
    enum mark_kind kind; /* MARK_NONE takes back */
    const char *reason;  /* NULL only when taking back: ERR_USAGE K-1814 */
};
enum err_code book_say(struct office *office, const struct book_say *say, long *ret_count,
                       struct err *err) MUST_CHECK;

#endif
