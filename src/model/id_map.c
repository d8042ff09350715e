/* SPDX-License-Identifier: Apache-2.0
 *
 * model/id_map: a table of ids with open addressing. May include: base, model.
 */
#include "model/id_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { SLOTS_FIRST = 64 };

void id_map_release(struct id_map *map)
{
    free(map->items);
    free(map->slots);
    *map = (struct id_map){0};
}

/* The last eight bytes of a UUIDv7 are random. */
static size_t slot_of(const struct id_map *map, const struct uuid *id)
{
    uint64_t random;
    memcpy(&random, id->bytes + 8, sizeof random);
    size_t at = (size_t)(random * 0x9E3779B97F4A7C15u >> 20) & (map->slot_count - 1);
    while (map->slots[at] && !uuid_equal(&map->items[map->slots[at] - 1], id))
        at = (at + 1) & (map->slot_count - 1);
    return at;
}

static void grow(struct id_map *map)
{
    free(map->slots);
    map->slot_count = map->slot_count ? map->slot_count * 2 : SLOTS_FIRST;
    map->slots = mem_new(map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        map->slots[slot_of(map, &map->items[i])] = i + 1;
}

size_t id_map_add(struct id_map *map, const struct uuid *id)
{
    if (map->count * 2 >= map->slot_count)
        grow(map);
    size_t slot = slot_of(map, id);
    if (!map->slots[slot]) {
        *ARRAY_ADD(map) = *id;
        map->slots[slot] = map->count;
    }
    return map->slots[slot] - 1;
}

size_t id_map_lookup(const struct id_map *map, const struct uuid *id)
{
    return map->slot_count ? map->slots[slot_of(map, id)] - 1 : (size_t)-1;
}
