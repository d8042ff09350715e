/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_ids: pages by state, in pieces. May include: base, store.
 */
#include "workflow/page_ids.h"

#include "base/mem.h"
#include "store/page.h"

enum err_code page_ids_list(struct store *store, const struct uuid *batch, unsigned states,
                            struct id_list *ids, struct err *err)
{
    struct page_filter filter = {.batch = batch, .states = states, .limit = STORE_LIST_MAX};
    enum err_code code = ERR_OK;
    size_t count = STORE_LIST_MAX;
    while (!code && count == STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct page *pages = NULL;
        code = page_list(store, &filter, arena, &pages, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            *ARRAY_ADD(ids) = pages[i].id;
        filter.offset += STORE_LIST_MAX;
        arena_free(arena);
    }
    return code;
}
