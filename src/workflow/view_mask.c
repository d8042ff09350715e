/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/view_mask: see the header. May include: base, record, store.
 */
#include "workflow/view_mask.h"

#include "base/str.h"
#include "base/utf8.h"
#include "store/person.h"
#include "workflow/office.h"

enum { SHOWN_AT_END = 3 };

const char *view_mask_text(const char *text, struct arena *arena)
{
    size_t count = utf8_count(text), at = 0;
    struct str masked = STR_INIT;
    for (const char *rest = text; *rest; at++) {
        uint32_t rune = utf8_next(&rest);
        if (at + SHOWN_AT_END < count || count <= SHOWN_AT_END)
            str_add(&masked, "•");
        else
            str_add_rune(&masked, rune);
    }
    const char *copy = arena_copy_text(arena, str_peek(&masked));
    str_release(&masked);
    return copy;
}

static bool is_masked(const struct schema_field *field, const char *role)
{
    for (size_t i = 0; field->mask && field->mask[i]; i++)
        if (!role || text_equal(field->mask[i], role))
            return true;
    return false;
}

static void mask_field(struct field_view *field, struct arena *arena)
{
    struct value value = field->value;
    field_view_hide(field, arena); /* the machine's readings too */
    field->hidden = false;
    field->value.status = value.status;
    if (value.written)
        field->value.written = view_mask_text(value.written, arena);
    if (value.normal)
        field->value.normal = view_mask_text(value.normal, arena);
}

enum err_code view_mask(struct office *office, struct record_view *view, struct arena *arena,
                        struct err *err)
{
    struct store *store = office_store(office);
    const struct uuid *id = store_peek_person(store);
    struct person person = {.role = NULL};
    if (!store_peek_office(store) || view->record.state != RECORD_CONFIRMED)
        return ERR_OK;
    enum err_code code = uuid_is_null(id) ? ERR_OK : person_get(store, id, arena, &person, err);
    for (size_t i = 0; !code && i < view->field_count; i++)
        if (is_masked(view->fields[i].field, person.role))
            mask_field(&view->fields[i], arena);
    return code;
}
