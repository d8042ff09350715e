/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book: adding books, the shelf, what is said of numbers. Words are understood in
 * workflow/book_words. May include: base, model, store, viet.
 */
#include "workflow/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/fold.h"
#include "workflow/action.h"
#include "workflow/index.h"
#include "workflow/office.h"

enum err_code book_plan_add(struct office *office, const struct book_plan *plan,
                            struct uuid *ret_id, long *ret_alike, struct err *err)
{
    struct store *store = office_store(office);
    const struct book *book = &plan->book;
    long alike = 0;
    enum err_code code = action_check(office, ACTION_BOOK, err);
    if (!code)
        code = book_alike_count(store, book->schema, book->number, book->place, NULL, &alike, err);
    if (!code)
        code = book_add(store, book, plan->series, plan->series_count, ret_id, err);
    if (!code && ret_alike)
        *ret_alike = alike;
    return code;
}

static enum err_code change(struct office *office, const struct book_plan *plan, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = book_change(store, &plan->book, plan->series, plan->series_count, err);
    return code ? code : index_book(office, &plan->book.id, err);
}

enum err_code book_plan_change(struct office *office, const struct book_plan *plan, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = action_check(office, ACTION_BOOK, err);
    if (!code)
        code = store_begin(store, AUDIT_BOOK, err);
    if (code)
        return code;
    code = change(office, plan, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

enum err_code book_open(struct office *office, const char *text, struct arena *arena,
                        struct book *ret, struct err *err)
{
    return book_find(office_store(office), text, arena, ret, err);
}

/* ---- the shelf ---- */

static enum err_code line_make(struct office *office, const struct book *book,
                               struct book_line *ret, struct err *err)
{
    struct arena *scratch = arena_new();
    struct ledger ledger;
    enum err_code code = ledger_get(office, &book->id, scratch, &ledger, err);
    if (!code)
        *ret = (struct book_line){.book = *book,
                                  .counts = ledger.counts,
                                  .pages = ledger.pages,
                                  .complete = ledger.complete,
                                  .confirmed = ledger.confirmed};
    arena_free(scratch);
    return code;
}

enum err_code book_shelf_list(struct office *office, long offset, long limit, struct arena *arena,
                              struct book_line **ret, size_t *ret_count, struct err *err)
{
    struct book *books = NULL;
    size_t count = 0;
    enum err_code code = book_list(office_store(office), offset, limit, arena, &books, &count, err);
    struct book_line *lines = code ? NULL : arena_take(arena, count + 1, sizeof *lines);
    for (size_t i = 0; i < count && !code; i++)
        code = line_make(office, &books[i], &lines[i], err);
    if (!code) {
        *ret = lines;
        *ret_count = count;
    }
    return code;
}

/* ---- where a number must stand ---- */

static bool place_fits(const char *place, const char *wanted)
{
    if (!wanted)
        return true;
    char *have = fold_search(place ? place : ""), *words = fold_search(wanted);
    bool fits = strstr(have, words) != NULL;
    free(have);
    free(words);
    return fits;
}

/* Entries fill the pages evenly enough to open the book near the right one. */
static enum err_code guess_page(struct store *store, struct book_guess *guess, struct err *err)
{
    const struct book_holding *where = &guess->where;
    if (where->pages <= 0 || where->numbers <= 0)
        return ERR_OK;
    guess->leaf = where->before * where->pages / where->numbers + 1;
    if (guess->leaf > where->pages)
        guess->leaf = where->pages;
    return book_page_at(store, &where->book, guess->leaf, &guess->page, err);
}

enum err_code book_guess_list(struct office *office, const struct book_question *question,
                              struct arena *arena, struct book_guess **ret, size_t *ret_count,
                              struct err *err)
{
    struct store *store = office_store(office);
    struct entry_number number;
    struct book_holding *found = NULL;
    size_t count = 0, kept = 0;
    *ret_count = 0;
    if (!entry_number_parse(question->number, &number))
        return ERR_OK;
    struct book_wanted wanted = {.number = number.number,
                                 .year = number.year ? number.year : question->year,
                                 .schema = question->schema,
                                 .book = question->book};
    enum err_code code = book_holding_list(store, &wanted, 0, arena, &found, &count, err);
    struct book_guess *guesses = code ? NULL : arena_take(arena, count + 1, sizeof *guesses);
    for (size_t i = 0; i < count && !code; i++) {
        if (!place_fits(found[i].place, question->place))
            continue;
        guesses[kept].where = found[i];
        code = guess_page(store, &guesses[kept++], err);
    }
    if (!code) {
        *ret = guesses;
        *ret_count = kept;
    }
    return code;
}

/* ---- what a person says of numbers ---- */

struct saying {
    struct store *store;
    const struct book_say *say;
    struct book_series *series;
    size_t series_count;
    char *reason; /* NFC, trimmed; NULL = none */
    long count;
};

static enum err_code check_reason(struct saying *saying, struct err *err)
{
    const char *reason = saying->say->reason;
    struct str text = STR_INIT;
    char *nfc = NULL;
    if (reason && strlen(reason) > FIELD_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 1813, _("the reason is longer than %d characters"),
                       FIELD_BYTES_MAX);
    enum err_code code = utf8_nfc(reason ? reason : "", &nfc, err);
    if (code)
        return code;
    str_add(&text, nfc);
    str_trim(&text);
    free(nfc);
    if (text.length)
        saying->reason = str_take(&text);
    str_release(&text);
    if (!saying->reason && saying->say->kind != MARK_NONE)
        return err_set(err, ERR_USAGE, 1814,
                       _("say why, so that whoever closes the book can judge: --reason TEXT"));
    return ERR_OK;
}

/* The year of the series that holds the number. */
static enum err_code find_year(const struct saying *saying, long number, int written, int *ret,
                               struct err *err)
{
    int wanted = written ? written : saying->say->year;
    size_t found = 0;
    for (size_t i = 0; i < saying->series_count; i++) {
        const struct book_series *series = &saying->series[i];
        bool held = number >= series->first && (!series->last || number <= series->last);
        if (!held || (wanted && series->year != wanted) || (found && *ret == series->year))
            continue;
        *ret = series->year;
        found++;
    }
    if (found == 1)
        return ERR_OK;
    if (found)
        return err_set(err, ERR_USAGE, 1812,
                       _("the book has number %ld in several years; add --year"), number);
    return err_set(err, ERR_USAGE, 1815,
                   _("number %ld is not among the numbers of this book; see: sohoa book show"),
                   number);
}

static enum err_code say_one(struct saying *saying, const struct entry_number *entry,
                             struct err *err)
{
    struct book_mark mark = {.entry = *entry, .kind = saying->say->kind, .reason = saying->reason};
    enum err_code code = find_year(saying, entry->number, entry->year, &mark.year, err);
    if (!code && ++saying->count > LEDGER_LINES_MAX)
        code = err_set(err, ERR_LIMIT, 1816, _("more than %d numbers at once"), LEDGER_LINES_MAX);
    mark.entry.year = 0;
    return code ? code : book_mark_put(saying->store, &saying->say->book, &mark, err);
}

/* One piece between commas: a range, or a number with suffix or year. */
static enum err_code say_piece(struct saying *saying, const char *piece, struct err *err)
{
    const char *at = piece;
    struct number_range range;
    struct entry_number entry;
    enum err_code code = ERR_OK;
    if (number_range_next(&at, &range)) {
        for (long number = range.first; number <= range.last && !code; number++)
            code = say_one(saying, &(struct entry_number){.number = number}, err);
        return code;
    }
    if (entry_number_parse(piece, &entry))
        return say_one(saying, &entry, err);
    return err_set(err, ERR_USAGE, 1817,
                   _("\"%s\" is no number of an entry; write for example: 12-15, 20, 21a"), piece);
}

static enum err_code say_all(struct saying *saying, struct err *err)
{
    const char *at = saying->say->numbers;
    enum err_code code = ERR_OK;
    while (*at && !code) {
        struct str piece = STR_INIT;
        size_t length = strcspn(at, ",;");
        str_add_span(&piece, at, length);
        str_trim(&piece);
        code = say_piece(saying, str_peek(&piece), err);
        at += length + (at[length] != '\0');
        str_release(&piece);
    }
    return code;
}

enum err_code book_say(struct office *office, const struct book_say *say, long *ret_count,
                       struct err *err)
{
    struct saying saying = {.store = office_store(office), .say = say};
    struct arena *arena = arena_new();
    bool open = false;
    enum err_code code = action_check(office, ACTION_MARK, err);
    if (!code)
        code = check_reason(&saying, err);
    if (!code)
        code = book_series_list(saying.store, &say->book, arena, &saying.series,
                                &saying.series_count, err);
    if (!code) {
        code = store_begin(saying.store, AUDIT_BOOK, err);
        open = !code;
    }
    if (!code)
        code = say_all(&saying, err);
    if (!code && !saying.count)
        code = err_set(err, ERR_USAGE, 1818, _("name at least one number"));
    if (!code)
        code = store_commit(saying.store, err);
    else if (open)
        store_rollback(saying.store);
    if (!code)
        *ret_count = saying.count;
    free(saying.reason);
    arena_free(arena);
    return code;
}
