/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_layer: texts and values of a page for a PDF. May include: base, model, store,
 * export.
 */
#include "workflow/page_layer.h"

#include "base/mem.h"
#include "store/derived.h"
#include "workflow/office.h"
#include "workflow/query.h"

enum err_code page_layer_text(struct store *store, const struct uuid *page, int revision,
                              struct arena *arena, struct text_page *ret, bool *ret_some,
                              struct err *err)
{
    struct page_text kept;
    struct err local = {0};
    json_t *json = NULL;
    enum err_code code = text_get(store, page, arena, &kept, &json, &local);
    *ret_some = !code && kept.revision == revision;
    if (*ret_some)
        code = text_page_from_json(json, arena, ret, &local);
    json_decref(json);
    if (!code || code == ERR_MISSING)
        return ERR_OK;
    *ret_some = false;
    if (err)
        *err = local;
    return code;
}

enum err_code page_layer_values(struct office *office, const struct uuid *record,
                                const struct page_view *view, const struct text_page *text,
                                struct arena *arena, struct page_values *values, struct err *err)
{
    bool practice = store_practice(office_store(office));
    struct record_view seen;
    enum err_code code = record_view_get(office, record, arena, &seen, err);
    for (size_t i = 0; !code && i < seen.field_count; i++) {
        const struct field_view *field = &seen.fields[i];
        if (field->origin != ORIGIN_VERSION && !(practice && value_origin_keyed(field->origin)))
            continue;
        if (!field->proposed || rect_empty(field->proposed->box) || !field->value.written)
            continue;
        struct rect box = page_box_to_picture(view, field->proposed->box);
        *ARRAY_ADD(values) =
            (struct pdf_value){field->value.written, view_to_upright(&text->view, box)};
    }
    return code;
}
