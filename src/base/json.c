/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json: reading with limits, writing lines, borrowed members with defaults.
 * May include: jansson (through its header), base.
 */
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

/* ---- reading ---- */

/* Deepest nesting outside strings; counted before the parser recurses on foreign bytes. */
static size_t nesting(const char *bytes, size_t length)
{
    size_t depth = 0, deepest = 0;
    bool in_string = false;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            deepest = ++depth > deepest ? depth : deepest;
        } else if ((c == ']' || c == '}') && depth > 0) {
            depth--;
        }
    }
    return deepest;
}

enum err_code json_parse(const char *bytes, size_t length, const char *name, json_t **ret_new,
                         struct err *err)
{
    if (length > JSON_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 111, _("%s: the JSON text is too big"), name);
    if (nesting(bytes, length) > JSON_DEPTH_MAX)
        return err_set(err, ERR_LIMIT, 112, _("%s: the JSON text is nested too deeply"), name);
    json_error_t why;
    json_t *value = json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (!value)
        return err_set(err, ERR_FORMAT, 110, _("%s:%d:%d: not valid JSON; correct it there"), name,
                       why.line, why.column);
    *ret_new = value;
    return ERR_OK;
}

enum err_code json_read_file(const char *path, json_t **ret_new, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, JSON_BYTES_MAX, &bytes, err);
    if (code == ERR_OK)
        code = json_parse((char *)bytes.data, bytes.length, path, ret_new, err);
    bytes_release(&bytes);
    return code;
}

/* ---- writing ---- */

static char *dump(const json_t *value, size_t flags)
{
    char *text = json_dumps(value, flags | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
    if (!text)
        abort();
    return text;
}

char *json_line(const json_t *value)
{
    return dump(value, JSON_COMPACT);
}

char *json_pretty(const json_t *value)
{
    return dump(value, JSON_INDENT(2));
}

/* ---- members ---- */

const char *json_peek_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

long json_peek_long(const json_t *object, const char *key, long otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? (long)json_integer_value(value) : otherwise;
}

double json_peek_double(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}

bool json_peek_bool(const json_t *object, const char *key, bool otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

json_t *json_peek_object(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_object(value) ? value : NULL;
}

json_t *json_peek_array(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_array(value) ? value : NULL;
}

void json_put_text(json_t *object, const char *key, const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    if (!value) {
        char *clean = utf8_clean(text);
        value = json_string(clean);
        free(clean);
    }
    json_put_new(object, key, value);
}

void json_put_long(json_t *object, const char *key, long long value)
{
    json_put_new(object, key, json_integer(value));
}

void json_put_double(json_t *object, const char *key, double value)
{
    json_put_new(object, key, json_real(value));
}

void json_put_bool(json_t *object, const char *key, bool value)
{
    json_put_new(object, key, json_boolean(value));
}

void json_put_new(json_t *object, const char *key, json_t *value)
{
    /* NULL here is our bug: bytes that are not UTF-8, or not a number. */
    if (json_object_set_new(object, key, value) != 0)
        abort();
}
