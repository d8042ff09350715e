/* SPDX-License-Identifier: Apache-2.0
 *
 * model/id_map: from ids to numbers 0, 1, 2 … in the order in which they were first seen.
 */
#ifndef MODEL_ID_MAP_H
#define MODEL_ID_MAP_H

#include <stddef.h>

#include "model/id.h"

struct id_map {
    struct uuid *items; /* in their order */
    size_t count, capacity;
    size_t *slots; /* number + 1; 0 = free */
    size_t slot_count;
};
void id_map_release(struct id_map *map); /* usable again afterwards */
/* The number of id, which is added when it is new. */
size_t id_map_add(struct id_map *map, const struct uuid *id);
/* (size_t)-1 when it is not there. */
size_t id_map_lookup(const struct id_map *map, const struct uuid *id);

#endif
