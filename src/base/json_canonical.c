/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json: canonical JSON (RFC 8785), the bytes that hashes and signatures are made over.
 * May include: jansson (through its header), base.
 */
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Integers beyond this are not exact as a JSON number of RFC 8785. */
#define INTEGER_MAX 9007199254740991LL

static void add_value(struct str *out, const json_t *value);

static void add_text(struct str *out, const char *text, size_t length)
{
    static const char short_names[32] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    size_t from = 0; /* what is not yet added */
    str_add_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        str_add_span(out, text + from, i - from);
        from = i + 1;
        if (c >= 0x20)
            str_format(out, "\\%c", c);
        else if (short_names[c])
            str_format(out, "\\%c", short_names[c]);
        else
            str_format(out, "\\u%04x", c);
    }
    str_add_span(out, text + from, length - from);
    str_add_char(out, '"');
}

/* The first UTF-16 unit of a code point. */
static uint32_t first_unit(uint32_t rune)
{
    return rune < 0x10000 ? rune : 0xD800 + ((rune - 0x10000) >> 10);
}

static int compare_keys(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    uint32_t rune_a, rune_b;
    do {
        rune_a = utf8_next(&a);
        rune_b = utf8_next(&b);
    } while (rune_a == rune_b && rune_a != 0);
    uint32_t unit_a = first_unit(rune_a), unit_b = first_unit(rune_b);
    if (unit_a != unit_b)
        return unit_a < unit_b ? -1 : 1;
    return (rune_a > rune_b) - (rune_a < rune_b);
}

static void add_object(struct str *out, const json_t *object)
{
    size_t count = json_object_size(object), at = 0;
    const char **keys = mem_new(count, sizeof *keys), *key;
    json_t *value;
    json_object_foreach ((json_t *)object, key, value)
        keys[at++] = key;
    qsort(keys, count, sizeof *keys, compare_keys);

    str_add_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            str_add_char(out, ',');
        add_text(out, keys[i], strlen(keys[i]));
        str_add_char(out, ':');
        add_value(out, json_object_get(object, keys[i]));
    }
    str_add_char(out, '}');
    free(keys);
}

static void add_array(struct str *out, const json_t *array)
{
    str_add_char(out, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i > 0)
            str_add_char(out, ',');
        add_value(out, json_array_get(array, i));
    }
    str_add_char(out, ']');
}

static void add_integer(struct str *out, long long value)
{
    assert(value >= -INTEGER_MAX && value <= INTEGER_MAX);
    str_format(out, "%lld", value);
}

static void add_value(struct str *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: add_object(out, value); break;
    case JSON_ARRAY: add_array(out, value); break;
    case JSON_STRING: add_text(out, json_string_value(value), json_string_length(value)); break;
    case JSON_INTEGER: add_integer(out, json_integer_value(value)); break;
    case JSON_TRUE: str_add(out, "true"); break;
    case JSON_FALSE: str_add(out, "false"); break;
    case JSON_NULL: str_add(out, "null"); break;
    default: assert(!"a real number has no canonical form here"); abort();
    }
}

char *json_canonical(const json_t *value)
{
    struct str out = STR_INIT;
    add_value(&out, value);
    return str_take(&out);
}
