/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_fixed: what records inherit from their book. May include: base, record, store.
 */
#include "workflow/book_fixed.h"

#include "base/mem.h"
#include "base/str.h"

enum err_code book_fixed_get(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_fixed **ret, struct err *err)
{
    struct book_fixed *fixed = arena_take(arena, 1, sizeof *fixed);
    struct book_series *series = NULL;
    size_t count = 0;
    enum err_code code = book_get(store, book, arena, &fixed->book, err);
    if (!code)
        code = book_series_list(store, book, arena, &series, &count, err);
    if (!code && count)
        fixed->year = series[0].year;
    for (size_t i = 1; i < count && !code; i++)
        if (series[i].year != series[0].year)
            fixed->year = 0;
    if (!code)
        *ret = fixed;
    return code;
}

const struct book_fact book_facts[BOOK_FACTS] = {
    {"quyen_so", "Quyển số"},
    {"noi_dang_ky", "Nơi đăng ký"},
    {"nguoi_ky", "Người ký"},
    {"loai_dang_ky", "Loại đăng ký"},
};

const char *book_fixed_fact(const struct book_fixed *fixed, size_t fact)
{
    const struct book *book = &fixed->book;
    const char *const texts[BOOK_FACTS] = {book->number, book->place, book->signer,
                                           book->registration};
    return texts[fact];
}

const char *book_fixed_value(const struct book_fixed *fixed, const struct schema_field *field)
{
    for (size_t i = 0; i < BOOK_FACTS && field->carry == CARRY_BOOK; i++)
        if (text_equal(book_facts[i].field, field->name))
            return book_fixed_fact(fixed, i);
    return NULL;
}

json_t *book_fixed_json(const struct book_fixed *fixed)
{
    const struct book *book = &fixed->book;
    const struct {
        const char *name, *text;
    } texts[] = {
        {"number", book->number},
        {"place", book->place},
        {"signer", book->signer},
        {"registration", book->registration},
    };
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&book->id, id);
    json_put_text(json, "id", id);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].text)
            json_put_text(json, texts[i].name, texts[i].text);
    if (fixed->year)
        json_put_long(json, "year", fixed->year);
    return json;
}
