/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/rescan: new pictures into the places of bad ones. May include: base, store.
 */
#include "workflow/rescan.h"

#include <stdlib.h>

#include "base/mem.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/page_mend.h"
#include "workflow/quality.h"

enum err_code rescan_sheets(struct office *office, const struct uuid *batch, struct arena *arena,
                            struct rescan **ret, size_t *ret_count, struct err *err)
{
    long waiting = 0;
    size_t count = STORE_LIST_MAX;
    struct rescan *some = NULL;
    enum err_code code = rescan_count(office_store(office), batch, &waiting, err);
    struct rescan *sheets = arena_take(arena, (size_t)waiting + 1, sizeof *sheets);
    *ret_count = 0;
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        code = rescan_list(office_store(office), batch, offset, STORE_LIST_MAX, arena, &some,
                           &count, err);
        for (size_t i = 0; i < count && !code && *ret_count < (size_t)waiting; i++)
            if (quality_rescan_reasons(&some[i]) & ~QUALITY_BESIDE)
                sheets[(*ret_count)++] = some[i];
    }
    *ret = sheets;
    return code;
}

static enum err_code replace(struct office *office, const struct rescan *sheet,
                             const struct uuid *came, struct err *err)
{
    struct page_order order = {.task = PAGE_REPLACE, .page = sheet->page, .from = *came};
    struct arena *arena = arena_new();
    struct page_tally tally;
    enum err_code code = page_mend(office, &order, arena, &tally, err);
    arena_free(arena);
    return code;
}

enum err_code rescan_replace(struct office *office, const struct uuid *batch,
                             const struct rescan *sheets, size_t count, long first,
                             long *ret_replaced, struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(office_store(office), batch, 0, &pages, err);
    *ret_replaced = 0;
    for (size_t i = 0; i < count && !code && (size_t)first - 1 + i < pages.count; i++) {
        code = replace(office, &sheets[i], &pages.items[(size_t)first - 1 + i], err);
        *ret_replaced += !code;
    }
    free(pages.items);
    return code;
}
