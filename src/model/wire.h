/* SPDX-License-Identifier: Apache-2.0
 *
 * model/wire: small checked readers for the JSON of text and proposals. Private to src/model.
 * Each returns false when the member is there but is not what it should be, or is missing although
 * it is needed.
 */
#ifndef MODEL_WIRE_H
#define MODEL_WIRE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/json.h"
#include "model/geometry.h"

static inline json_t *wire_box_new(struct rect box)
{
    return json_pack("[i,i,i,i]", box.x, box.y, box.w, box.h);
}

/* Five decimals are enough for a confidence and keep the text short. */
static inline json_t *wire_share_new(double value)
{
    double scaled = value * 100000.0;
    return json_real((double)(long)(scaled + (scaled < 0 ? -0.5 : 0.5)) / 100000.0);
}

static inline bool wire_int(const json_t *value, long min, long max, int *ret)
{
    if (!json_is_integer(value) || json_integer_value(value) < min ||
        json_integer_value(value) > max)
        return false;
    *ret = (int)json_integer_value(value);
    return true;
}

enum { WIRE_COORDINATE_MAX = 1000000 };

static inline bool wire_box(const json_t *array, struct rect *ret)
{
    struct rect box;
    int *const parts[4] = {&box.x, &box.y, &box.w, &box.h};
    if (!json_is_array(array) || json_array_size(array) != 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!wire_int(json_array_get(array, i), -WIRE_COORDINATE_MAX, WIRE_COORDINATE_MAX,
                      parts[i]))
            return false;
    *ret = box;
    return true;
}

static inline bool wire_float(const json_t *value, double min, double max, float *ret)
{
    if (!json_is_number(value) || !(json_number_value(value) >= min) ||
        !(json_number_value(value) <= max))
        return false;
    *ret = (float)json_number_value(value);
    return true;
}

static inline bool wire_share(const json_t *value, float *ret)
{
    return wire_float(value, 0, 1, ret);
}

/* A text; NULL for null or a missing one when optional. */
static inline bool wire_text(const json_t *value, bool optional, struct arena *arena,
                             const char **ret)
{
    if (json_is_string(value))
        *ret = arena_copy_text(arena, json_string_value(value));
    else if (optional && (!value || json_is_null(value)))
        *ret = NULL;
    else
        return false;
    return true;
}

#endif
