/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/rebuild: derived things, dropped and restored. May include: base, store.
 */
#include "workflow/rebuild.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "store/derived.h"
#include "store/page.h"
#include "store/record.h"
#include "store/reservation.h"
#include "workflow/index.h"
#include "workflow/measure.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/quality.h"
#include "workflow/transition.h"

/* A page is found by where it belongs, also before it is read again. */
static enum err_code index_some(struct office *office, long offset, size_t *ret_count,
                                struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct page_filter filter = {.offset = offset, .limit = STORE_LIST_MAX};
    struct page *pages = NULL;
    enum err_code code = page_list(store, &filter, arena, &pages, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++)
        code = index_page(store, &pages[i].id, err);
    arena_free(arena);
    return code;
}

static enum err_code restore_some(struct office *office, long offset, size_t *ret_count,
                                  struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct record_filter filter = {.withdrawn = true, .offset = offset, .limit = STORE_LIST_MAX};
    struct record *records = NULL;
    enum err_code code = record_list(store, &filter, arena, &records, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++) {
        code = transition_restore(store, &records[i].id, err);
        if (!code)
            code = index_record(office, &records[i].id, err);
    }
    arena_free(arena);
    return code;
}

/* Marks that no reading finds again: they are carried over. */
static enum err_code list_marks(struct store *store, struct id_list *marked, struct err *err)
{
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct rescan *some = NULL;
        code = rescan_list(store, NULL, offset, STORE_LIST_MAX, arena, &some, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            if (quality_rescan_reasons(&some[i]) & 1u << QUALITY_ODD)
                *ARRAY_ADD(marked) = some[i].page;
        arena_free(arena);
    }
    return code;
}

static enum err_code drop_all(struct store *store, struct err *err)
{
    struct id_list marked = {0};
    enum err_code code = list_marks(store, &marked, err);
    if (!code)
        code = derived_drop_all(store, err);
    for (size_t i = 0; i < marked.count && !code; i++)
        code = quality_mark(store, &marked.items[i], QUALITY_ODD, err);
    free(marked.items);
    return code;
}

static enum err_code drop_and_restore(struct office *office, struct err *err)
{
    size_t count = STORE_LIST_MAX;
    enum err_code code = drop_all(office_store(office), err);
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = index_some(office, offset, &count, err);
    count = STORE_LIST_MAX;
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = restore_some(office, offset, &count, err);
    return code ? code : measure_restore(office_store(office), err);
}

enum err_code rebuild_start(struct office *office, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    enum err_code code = reservation_take(store, "runner", arena, NULL, err);
    arena_free(arena);
    if (code)
        return code;
    code = store_begin(store, AUDIT_PAGE, err);
    if (!code) {
        code = drop_and_restore(office, err);
        if (!code)
            code = store_commit(store, err);
        else
            store_rollback(store);
    }
    (void)!reservation_end(store, "runner", NULL);
    return code;
}
