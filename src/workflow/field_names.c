/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/field_names: see the header. May include: base.
 */
#include "workflow/field_names.h"

#include <string.h>

#include "base/str.h"

bool field_names_have(const struct field_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return true;
    return false;
}

struct field_names field_names_read(const json_t *array, struct arena *arena)
{
    struct field_names names = {.count = json_array_size(array)};
    names.items = arena_take(arena, names.count + 1, sizeof *names.items);
    for (size_t i = 0; i < names.count; i++)
        names.items[i] = arena_copy_text(arena, json_string_value(json_array_get(array, i)));
    return names;
}

json_t *field_names_json(const struct field_names *names)
{
    json_t *array = json_array();
    for (size_t i = 0; i < names->count; i++)
        json_array_append_new(array, json_string(names->items[i]));
    return array;
}

enum err_code field_names_of(const char *body, const char *key, struct arena *arena,
                             struct field_names *ret, struct err *err)
{
    json_t *json = NULL;
    *ret = (struct field_names){0};
    if (!body)
        return ERR_OK;
    enum err_code code = json_parse(body, strlen(body), "act", &json, err);
    if (!code)
        *ret = field_names_read(json_peek_array(json, key), arena);
    json_decref(json);
    return code;
}
