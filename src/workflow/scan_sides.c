/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_sides: backs between fronts. May include: base, store.
 */
#include "workflow/scan_sides.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/page.h"
#include "workflow/action.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/quality.h"

/* Page i of the batch from here on, once the backs lie between the fronts. */
static size_t source_of(size_t i, size_t fronts)
{
    return i % 2 == 0 ? i / 2 : 2 * fronts - 1 - i / 2;
}

static enum err_code put_between(struct store *store, const struct uuid *batch,
                                 const struct id_list *list, size_t first, size_t fronts,
                                 struct err *err)
{
    struct uuid *order = mem_new(list->count + 1, sizeof *order);
    for (size_t i = 0; i < list->count; i++)
        order[i] = list->items[i < first ? i : first + source_of(i - first, fronts)];
    enum err_code code = page_arrange(store, batch, order, list->count, err);
    free(order);
    return code;
}

enum err_code scan_sides_join(struct office *office, const struct batch_choice *choice, long first,
                              long last, struct err *err)
{
    struct store *store = office_store(office);
    struct id_list list = {0};
    struct uuid batch;
    enum err_code code = action_check(office, ACTION_SCAN, err);
    if (!code)
        code = store_begin(store, AUDIT_SCAN, err);
    if (code)
        return code;
    code = batch_choice_open(office, choice, &batch, err);
    if (!code)
        code = page_ids_list(store, &batch, 0, &list, err);
    long fronts = last - first + 1, backs = (long)list.count - last;
    if (!code && (first < 1 || fronts < 1 || backs != fronts))
        code = err_set(err, ERR_STATE, 1876,
                       _("%ld fronts but %ld backs: one sheet was missed or fed twice; the pages "
                         "stay in the order they were scanned in"),
                       fronts, backs > 0 ? backs : 0);
    if (!code)
        code = put_between(store, &batch, &list, (size_t)first - 1, (size_t)fronts, err);
    if (!code)
        code = store_commit(store, err);
    else
        store_rollback(store);
    if (code == ERR_STATE && list.count)
        (void)!quality_mark(store, &list.items[list.count - 1], QUALITY_ODD, NULL);
    free(list.items);
    return code;
}
