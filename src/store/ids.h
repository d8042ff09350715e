/* SPDX-License-Identifier: Apache-2.0
 *
 * store/ids: inside of this room only. Ids in one text, as SQL's group_concat gives them.
 */
#ifndef STORE_IDS_H
#define STORE_IDS_H

#include <stddef.h>

#include "base/arena.h"
#include "model/id.h"

/* "id id id" as an array of the arena; NULL text = none. */
const struct uuid *ids_from_list(const char *text, struct arena *arena, size_t *ret_count);

#endif
