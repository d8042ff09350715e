/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_place: see the header. May include: base, model, store.
 */
#include "workflow/page_place.h"

#include "store/derived.h"

enum err_code page_place_get(struct store *store, const struct uuid *page, struct arena *arena,
                             struct page_view *ret_page, struct view *ret_view, struct err *err)
{
    struct page now;
    struct page_text kept;
    struct err local = {0};
    json_t *json = NULL;
    enum err_code code = page_get(store, page, arena, &now, err);
    if (code)
        return code;
    struct view view = {.turns = now.view.turns};
    code = text_get(store, page, arena, &kept, &json, &local);
    if (code && code != ERR_MISSING) {
        if (err)
            *err = local;
        return code;
    }
    const json_t *read = json_object_get(json, "view");
    view.page_width = (int)json_integer_value(json_object_get(read, "width"));
    view.page_height = (int)json_integer_value(json_object_get(read, "height"));
    if (view.turns == PAGE_TURNS_UNKNOWN)
        view.turns = (int)json_integer_value(json_object_get(read, "turns")) & 3;
    json_decref(json);
    *ret_page = now.view;
    *ret_view = view;
    return ERR_OK;
}
