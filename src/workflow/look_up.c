/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/look_up: see the header. May include: base, store.
 */
#include "workflow/look_up.h"

#include "workflow/assign.h"
#include "workflow/office.h"
#include "workflow/second.h"

enum err_code look_up_find(struct office *office, const struct search_query *query,
                           struct arena *arena, struct search_hit **ret, size_t *ret_count,
                           struct err *err)
{
    enum err_code code = search_query(office_store(office), query, arena, ret, ret_count, err);
    if (!code)
        code = assign_only_my_hits(office, *ret, ret_count, err);
    return code ? code : second_hide_hits(office, *ret, *ret_count, err);
}
