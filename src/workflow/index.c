/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/index: a record's entry in the search: its values, one a line, as normalised
 * and, where that differs, as written. May include: base, store.
 */
#include "workflow/index.h"

#include "base/str.h"
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

/* The year that a clerk would look under: of registration, else of the first date. */
static int find_year(const struct record_view *view)
{
    static const char *const names[] = {"ngay_dang_ky", "ngay_sinh", "ngay_chet", "ngay_cap"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = field_text(view, names[i]);
        struct str head = STR_INIT;
        long year = 0;
        str_add(&head, text ? text : "");
        str_cut(&head, head.length < 4 ? head.length : 4);
        bool found = text_to_long(str_peek(&head), 1000, 9999, &year);
        str_release(&head);
        if (found)
            return (int)year;
    }
    return 0;
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
        .place = field_text(&view, "noi_dang_ky"),
        .year = find_year(&view),
        .text = str_peek(&text),
    };
    code = search_put(office_store(office), &entry, err);
out:
    str_release(&text);
    arena_free(arena);
    return code;
}
