/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_import: headings understood, rows made into plans of books, faults collected. May
 * include: base, store, viet.
 */
#include "workflow/book_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "viet/fold.h"
#include "workflow/office.h"

/* ---- headings ---- */

/* Columns that are a word of a book come first, under the numbers of enum book_word. */
enum column { COLUMN_YEAR = BOOK_WORD_COUNT, COLUMN_FIRST, COLUMN_LAST, COLUMN_COUNT };

static const struct {
    enum column column;
    const char *heading; /* compared without marks, case and signs */
} headings[] = {
    {(enum column)BOOK_TYPE, "loại sổ"},
    {(enum column)BOOK_TYPE, "loại"},
    {(enum column)BOOK_TYPE, "loại giấy tờ"},
    {(enum column)BOOK_TYPE, "type"},
    {(enum column)BOOK_NUMBER, "quyển số"},
    {(enum column)BOOK_NUMBER, "số quyển"},
    {(enum column)BOOK_NUMBER, "quyển"},
    {(enum column)BOOK_NUMBER, "number"},
    {(enum column)BOOK_PLACE, "nơi đăng ký"},
    {(enum column)BOOK_PLACE, "nơi"},
    {(enum column)BOOK_PLACE, "xã"},
    {(enum column)BOOK_PLACE, "place"},
    {(enum column)BOOK_SIGNER, "người ký"},
    {(enum column)BOOK_SIGNER, "signer"},
    {(enum column)BOOK_REGISTRATION, "loại đăng ký"},
    {(enum column)BOOK_REGISTRATION, "registration"},
    {(enum column)BOOK_SCRIPT, "viết tay hay in"},
    {(enum column)BOOK_SCRIPT, "cách ghi"},
    {(enum column)BOOK_SCRIPT, "chữ"},
    {(enum column)BOOK_SCRIPT, "script"},
    {(enum column)BOOK_ERA, "mẫu sổ"},
    {(enum column)BOOK_ERA, "mẫu"},
    {(enum column)BOOK_ERA, "form"},
    {(enum column)BOOK_PAGES, "số trang"},
    {(enum column)BOOK_PAGES, "trang"},
    {(enum column)BOOK_PAGES, "pages"},
    {(enum column)BOOK_SERIES, "dãy số"},
    {(enum column)BOOK_SERIES, "series"},
    {COLUMN_YEAR, "năm"},
    {COLUMN_YEAR, "year"},
    {COLUMN_FIRST, "từ số"},
    {COLUMN_FIRST, "số đầu"},
    {COLUMN_FIRST, "first"},
    {COLUMN_LAST, "đến số"},
    {COLUMN_LAST, "số cuối"},
    {COLUMN_LAST, "last"},
};

struct import {
    struct office *office;
    struct arena *arena;
    const char *const *headings;
    size_t column_count;
    int places[COLUMN_COUNT]; /* index in a row, -1 = no such column */
    struct {
        struct import_book *items;
        size_t count, capacity;
    } books;
    struct {
        struct import_fault *items;
        size_t count, capacity;
    } faults;
    struct book_words above; /* of the row above, when that was good */
};

static int find_column(const char *heading)
{
    char *label = fold_label(heading);
    int found = -1;
    for (size_t i = 0; i < ARRAY_SIZE(headings) && found < 0; i++) {
        char *known = fold_label(headings[i].heading);
        if (text_equal(label, known))
            found = (int)headings[i].column;
        free(known);
    }
    free(label);
    return found;
}

static void fault_add(struct import *import, long line, int column, const struct err *err)
{
    const char *heading =
        column >= 0 && (size_t)column < import->column_count ? import->headings[column] : NULL;
    *ARRAY_ADD(&import->faults) = (struct import_fault){line, (size_t)(column + 1), heading, *err};
}

static enum err_code check_headings(const struct import *import, struct err *err)
{
    static const enum book_word needed[] = {BOOK_TYPE, BOOK_NUMBER};
    for (size_t i = 0; i < ARRAY_SIZE(needed); i++)
        if (import->places[needed[i]] < 0)
            return err_set(err, ERR_FORMAT, 1800,
                           _("the first line names no column \"%s\"; its columns are: Loại sổ, "
                             "Quyển số, Nơi đăng ký, Năm, Từ số, Đến số, Số trang …"),
                           book_word_title(needed[i]));
    return ERR_OK;
}

static enum err_code read_headings(struct import *import, const struct csv_row *row,
                                   struct book_table *table, struct err *err)
{
    const char **unused = arena_take(import->arena, row->count + 1, sizeof *unused);
    import->headings = row->cells;
    import->column_count = row->count;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        import->places[i] = -1;
    for (size_t i = 0; i < row->count; i++) {
        int column = row->cells[i][0] ? find_column(row->cells[i]) : -1;
        if (column < 0 && row->cells[i][0])
            unused[table->unused_count++] = row->cells[i];
        if (column < 0)
            continue;
        if (import->places[column] >= 0)
            return err_set(err, ERR_FORMAT, 1895, _("the columns \"%s\" and \"%s\" say the same"),
                           row->cells[import->places[column]], row->cells[i]);
        import->places[column] = (int)i;
    }
    table->unused = unused;
    return check_headings(import, err);
}

/* ---- rows ---- */

static const char *cell(const struct import *import, const struct csv_row *row, int column)
{
    int place = import->places[column];
    return place >= 0 && (size_t)place < row->count && row->cells[place][0] ? row->cells[place]
                                                                            : NULL;
}

static void read_words(const struct import *import, const struct csv_row *row,
                       struct book_words *ret)
{
    for (int word = 0; word < BOOK_WORD_COUNT; word++)
        *book_words_at(ret, (enum book_word)word) = cell(import, row, word);
}

/* Year, first and last in columns of their own, as a series; NULL when the row has none. */
static const char *row_series(const struct import *import, const struct csv_row *row)
{
    const char *year = cell(import, row, COLUMN_YEAR), *first = cell(import, row, COLUMN_FIRST);
    const char *last = cell(import, row, COLUMN_LAST);
    if (!year && !first && !last)
        return NULL;
    return arena_format(import->arena, "%s:%s-%s", year ? year : "", first ? first : "1",
                        last ? last : "");
}

static bool same_book(struct book_words *a, struct book_words *b)
{
    for (int word = 0; word < BOOK_WORD_COUNT; word++) {
        const char *here = *book_words_at(a, (enum book_word)word);
        const char *above = *book_words_at(b, (enum book_word)word);
        bool must = word == BOOK_TYPE || word == BOOK_NUMBER || word == BOOK_PLACE;
        if (word == BOOK_SERIES ? here != NULL : (must || here) && !text_equal(here, above))
            return false;
    }
    return true;
}

/* Which column the series of a row stands in. */
static int series_place(const struct import *import, bool own_columns)
{
    return own_columns ? import->places[COLUMN_YEAR] >= 0 ? import->places[COLUMN_YEAR]
                                                          : import->places[COLUMN_FIRST]
                       : import->places[BOOK_SERIES];
}

static bool more_than_headings(struct import *import, const struct csv_row *row)
{
    struct err err = {0};
    for (size_t i = import->column_count; i < row->count; i++) {
        if (!row->cells[i][0])
            continue;
        (void)!err_set(&err, ERR_FORMAT, 1896,
                       _("more cells than headings; is a separator inside of a text not quoted?"));
        fault_add(import, row->line, (int)i, &err);
        return true;
    }
    return false;
}

static enum err_code new_book(struct import *import, const struct csv_row *row,
                              const struct book_words *words, const char *series, struct err *err)
{
    struct store *store = office_store(import->office);
    struct import_book book = {.line = row->line};
    struct err wrong = {0};
    enum book_word word = BOOK_WORD_COUNT;
    if (book_plan_make(import->office, words, import->arena, &book.plan, &word, &wrong)) {
        fault_add(import, row->line, import->places[word], &wrong);
        return ERR_OK;
    }
    if (series && book_series_parse(series, &book.plan, &wrong)) {
        fault_add(import, row->line, series_place(import, true), &wrong);
        return ERR_OK;
    }
    enum err_code code = book_alike_count(store, book.plan.book.schema, book.plan.book.number,
                                          book.plan.book.place, NULL, &book.alike, err);
    if (!code)
        *ARRAY_ADD(&import->books) = book;
    return code;
}

static enum err_code read_row(struct import *import, const struct csv_row *row, struct err *err)
{
    struct book_words words = {0};
    struct err wrong = {0};
    const char *series = row_series(import, row);
    size_t before = import->books.count;
    enum err_code code = ERR_OK;
    read_words(import, row, &words);
    bool more = series && import->above.number && same_book(&words, &import->above);
    if (more_than_headings(import, row))
        return ERR_OK;
    if (!more) {
        code = new_book(import, row, &words, series, err);
        import->above = import->books.count > before ? words : (struct book_words){0};
    } else if (book_series_parse(series, &import->books.items[before - 1].plan, &wrong)) {
        fault_add(import, row->line, series_place(import, true), &wrong);
    }
    return code;
}

static void give_back(struct import *import, struct book_table *table)
{
    struct arena *arena = import->arena;
    table->count = import->books.count;
    table->books = arena_take(arena, table->count + 1, sizeof *table->books);
    if (table->count)
        memcpy(table->books, import->books.items, table->count * sizeof *table->books);
    table->fault_count = import->faults.count;
    table->faults = arena_take(arena, table->fault_count + 1, sizeof *table->faults);
    if (table->fault_count)
        memcpy(table->faults, import->faults.items, table->fault_count * sizeof *table->faults);
}

enum err_code book_table_parse(struct office *office, const char *bytes, size_t length,
                               struct arena *arena, struct book_table *ret, struct err *err)
{
    struct import import = {.office = office, .arena = arena};
    struct book_table table = {0};
    struct csv csv = {0};
    enum err_code code = csv_parse(bytes, length, arena, &csv, err);
    if (!code && !csv.count)
        code = err_set(err, ERR_FORMAT, 1897, _("the table is empty"));
    if (!code)
        code = read_headings(&import, &csv.rows[0], &table, err);
    for (size_t i = 1; i < csv.count && !code; i++)
        code = read_row(&import, &csv.rows[i], err);
    if (!code) {
        give_back(&import, &table);
        *ret = table;
    }
    free(import.books.items);
    free(import.faults.items);
    return code;
}

enum err_code book_table_read(struct office *office, const char *path, struct arena *arena,
                              struct book_table *ret, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, CSV_BYTES_MAX, &bytes, err);
    if (!code)
        code = book_table_parse(office, (const char *)bytes.data, bytes.length, arena, ret, err);
    bytes_release(&bytes);
    return code;
}

enum err_code book_table_add(struct office *office, const struct book_table *table, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = store_begin(store, AUDIT_BOOK, err);
    if (code)
        return code;
    for (size_t i = 0; i < table->count && !code; i++) {
        struct uuid id;
        code = book_plan_add(office, &table->books[i].plan, &id, NULL, err);
    }
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}
