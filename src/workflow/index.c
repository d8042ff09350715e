/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/index: a record's entry in the search: its values, one a line, as normalised and, where
 * that differs, as written; a page's entry: where it belongs, and its text. What neither says comes
 * from the book. May include: base, store.
 */
#include "workflow/index.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/number.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/ledger.h"
#include "store/page.h"
#include "store/search.h"
#include "workflow/office.h"
#include "workflow/query.h"

static const char *value_text(const struct value *value)
{
    return value->normal ? value->normal : value->written;
}

static const char *field_text(const struct record_view *view, const char *name)
{
    const struct field_view *field = record_view_lookup(view, name);
    return field ? value_text(&field->value) : NULL;
}

/* The year at the start of a normalised date; 0 = none. */
static int year_of(const struct record_view *view, const char *field)
{
    enum { YEAR_LENGTH = 4 };
    const char *text = field_text(view, field);
    struct str head = STR_INIT;
    long year = 0;
    str_add(&head, text ? text : "");
    str_cut(&head, head.length < YEAR_LENGTH ? head.length : YEAR_LENGTH);
    bool found = text_to_long(str_peek(&head), 1000, 9999, &year);
    str_release(&head);
    return found ? (int)year : 0;
}

/* The year of the register that the record stands in, where its number does not say it: that of the
 * book, when it has only one, else of registration. */
static int register_year(const struct record_view *view)
{
    int fixed = view->book ? view->book->year : 0;
    return fixed ? fixed : year_of(view, "ngay_dang_ky");
}

/* The year that a clerk would look under: of registration, else of the first date. */
static int find_year(const struct record_view *view)
{
    static const char *const names[] = {"ngay_sinh", "ngay_chet", "ngay_cap"};
    struct entry_number number;
    int year = register_year(view);
    if (!year && entry_number_parse(field_text(view, "so"), &number))
        year = number.year;
    for (size_t i = 0; i < ARRAY_SIZE(names) && !year; i++)
        year = year_of(view, names[i]);
    return year;
}

static const char *find_place(const struct record_view *view)
{
    const char *place = field_text(view, "noi_dang_ky");
    return place || !view->book ? place : view->book->book.place;
}

enum err_code index_record(struct office *office, const struct uuid *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    struct str text = STR_INIT;
    enum err_code code = record_view_get(office, record, arena, &view, err);
    if (!code && view.record.withdrawn)
        code = search_remove(office_store(office), SEARCH_RECORD, record, err);
    if (code || view.record.withdrawn)
        goto out;
    for (size_t i = 0; i < view.field_count; i++) {
        const struct value *value = &view.fields[i].value;
        if (value_text(value))
            str_format(&text, "%s\n", value_text(value));
        if (value->normal && value->written && !text_equal(value->normal, value->written))
            str_format(&text, "%s\n", value->written);
    }
    struct search_entry entry = {
        .kind = SEARCH_RECORD,
        .id = *record,
        .schema = view.schema->name,
        .number = field_text(&view, "so"),
        .entry_year = register_year(&view),
        .place = find_place(&view),
        .year = find_year(&view),
        .text = str_peek(&text),
    };
    code = search_put(office_store(office), &entry, err);
out:
    str_release(&text);
    arena_free(arena);
    return code;
}

/* ---- pages ---- */

static void add_line(struct str *text, const char *line)
{
    if (line && *line)
        str_format(text, "%s\n", line);
}

/* What was read so far, without its text while nothing was. */
static enum err_code add_plain(struct store *store, const struct uuid *page, struct arena *arena,
                               struct str *text, struct err *err)
{
    struct page_text read = {0};
    struct err local = {0};
    enum err_code code = text_get(store, page, arena, &read, NULL, &local);
    if (code == ERR_MISSING)
        return ERR_OK;
    if (code && err)
        *err = local;
    if (!code)
        add_line(text, read.plain);
    return code;
}

static enum err_code put_page(struct store *store, const struct page *page, struct arena *arena,
                              struct err *err)
{
    struct batch batch = {0};
    struct book_fixed *fixed = NULL;
    struct str text = STR_INIT;
    enum err_code code = batch_get(store, &page->batch, arena, &batch, err);
    if (!code && !uuid_is_null(&batch.book))
        code = book_fixed_get(store, &batch.book, arena, &fixed, err);
    struct search_entry entry = {.kind = SEARCH_PAGE, .id = page->id, .schema = batch.schema};
    add_line(&text, batch.name);
    if (!code && fixed) {
        entry.schema = batch.schema ? batch.schema : fixed->book.schema;
        entry.place = fixed->book.place;
        entry.year = fixed->year;
        add_line(&text, fixed->book.number);
        add_line(&text, fixed->book.place);
    }
    if (!code)
        code = add_plain(store, &page->id, arena, &text, err);
    entry.text = str_peek(&text);
    if (!code)
        code = search_put(store, &entry, err);
    str_release(&text);
    return code;
}

enum err_code index_page(struct store *store, const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct page page;
    enum err_code code = page_get(store, id, arena, &page, err);
    if (!code)
        code = put_page(store, &page, arena, err);
    arena_free(arena);
    return code;
}

static enum err_code index_some(struct store *store, const struct page_filter *filter,
                                size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct page *pages = NULL;
    enum err_code code = page_list(store, filter, arena, &pages, ret_count, err);
    for (size_t i = 0; !code && i < *ret_count; i++) {
        struct arena *scratch = arena_new();
        code = put_page(store, &pages[i], scratch, err);
        arena_free(scratch);
    }
    arena_free(arena);
    return code;
}

enum err_code index_batches(struct store *store, const json_t *batches, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < json_array_size(batches) && !code; i++) {
        struct uuid batch;
        struct page_filter filter = {.batch = &batch, .limit = STORE_LIST_MAX};
        size_t count = STORE_LIST_MAX;
        if (!uuid_parse(json_string_value(json_array_get(batches, i)), &batch))
            continue;
        for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX)
            code = index_some(store, &filter, &count, err);
    }
    return code;
}

/* ---- all of a book ---- */

static enum err_code index_records(struct office *office, const struct record_filter *filter,
                                   size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    enum err_code code = record_list(office_store(office), filter, arena, &records, ret_count, err);
    for (size_t i = 0; !code && i < *ret_count; i++)
        code = index_record(office, &records[i].id, err);
    arena_free(arena);
    return code;
}

static enum err_code index_its_pages(struct store *store, const struct uuid *book, struct err *err)
{
    struct arena *arena = arena_new();
    struct uuid *batches = NULL;
    size_t count = 0;
    json_t *ids = json_array();
    enum err_code code = book_batch_list(store, book, arena, &batches, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        char id[UUID_TEXT_SIZE];
        uuid_show(&batches[i], id);
        json_array_append_new(ids, json_string(id));
    }
    if (!code)
        code = index_batches(store, ids, err);
    json_decref(ids);
    arena_free(arena);
    return code;
}

enum err_code index_book(struct office *office, const struct uuid *book, struct err *err)
{
    struct record_filter filter = {.book = book, .limit = STORE_LIST_MAX};
    size_t count = STORE_LIST_MAX;
    enum err_code code = index_its_pages(office_store(office), book, err);
    for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX)
        code = index_records(office, &filter, &count, err);
    return code;
}
