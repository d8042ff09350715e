/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml: a plain subset of YAML as json_t, with the place of every value.
 * Built by recursion over libyaml's events; depth is capped. The only file that includes libyaml.
 * May include: libyaml, base.
 */
#include "base/yaml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"

struct reader {
    yaml_parser_t parser;
    const char *name; /* for messages */
    struct str path;  /* of the value being read */
    json_t *places;
    struct err *err;
    int depth;
};

static json_t *read_value(struct reader *reader, yaml_event_t *event);

/* ---- failing ---- */

static json_t *fail(struct reader *reader, yaml_mark_t mark, const char *why)
{
    err_set(reader->err, ERR_FORMAT, 115, "%s:%zu:%zu: %s", reader->name, mark.line + 1,
            mark.column + 1, why);
    return NULL;
}

/* The next event, or false with the error set. The caller deletes the event. */
static bool next_event(struct reader *reader, yaml_event_t *ret)
{
    if (yaml_parser_parse(&reader->parser, ret))
        return true;
    yaml_mark_t mark = reader->parser.problem_mark;
    fail(reader, mark, _("this is not valid YAML; correct it there"));
    return false;
}

/* ---- scalars ---- */

static json_t *plain_number(const char *text)
{
    long whole;
    double real;
    if (text_to_long(text, -9007199254740991, 9007199254740991, &whole))
        return json_integer(whole);
    if (strpbrk(text, "0123456789") && text_to_double(text, -HUGE_VAL, HUGE_VAL, &real) &&
        isfinite(real))
        return json_real(real);
    return NULL;
}

static json_t *plain_value(const char *text)
{
    if (!*text || text_equal(text, "~") || text_equal(text, "null"))
        return json_null();
    if (text_equal(text, "true"))
        return json_true();
    if (text_equal(text, "false"))
        return json_false();
    json_t *number = plain_number(text);
    return number ? number : json_string(text);
}

static json_t *read_scalar(struct reader *reader, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    if (event->data.scalar.tag || event->data.scalar.anchor)
        return fail(reader, event->start_mark, _("anchors and tags are not allowed here"));
    if (strlen(text) != event->data.scalar.length)
        return fail(reader, event->start_mark, _("a text here holds a zero byte"));
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
        return plain_value(text);
    return json_string(text);
}

/* ---- containers ---- */

/* Reads the value of one member with the path led on; the path is put back. */
static json_t *read_member(struct reader *reader, const char *step, yaml_event_t *event)
{
    size_t before = reader->path.length;
    str_format(&reader->path, "%s%s", before ? "/" : "", step);
    json_t *value = read_value(reader, event);
    str_cut(&reader->path, before);
    return value;
}

static json_t *read_sequence(struct reader *reader)
{
    json_t *array = json_array();
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            break;
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        char step[24];
        snprintf(step, sizeof step, "%zu", json_array_size(array));
        json_t *value = end ? NULL : read_member(reader, step, &event);
        yaml_event_delete(&event);
        if (end)
            return array;
        if (!value)
            break;
        json_array_append_new(array, value);
    }
    json_decref(array);
    return NULL;
}

static bool key_allowed(struct reader *reader, const json_t *mapping, const yaml_event_t *event)
{
    const char *why = NULL;
    const char *key = (const char *)event->data.scalar.value;
    if (event->type != YAML_SCALAR_EVENT)
        why = _("a key must be a plain word");
    else if (event->data.scalar.anchor || event->data.scalar.tag || text_equal(key, "<<"))
        why = _("anchors, tags and merge keys are not allowed here");
    else if (json_object_get(mapping, key))
        why = _("this key stands twice; remove one");
    if (why)
        fail(reader, event->start_mark, why);
    return !why;
}

static void note_place(struct reader *reader, const char *path, yaml_mark_t mark)
{
    struct str place = STR_INIT;
    str_format(&place, "%zu:%zu", mark.line + 1, mark.column + 1);
    json_put_text(reader->places, path, str_peek(&place));
    str_release(&place);
}

static void note_key(struct reader *reader, const char *key, yaml_mark_t mark)
{
    size_t before = reader->path.length;
    str_format(&reader->path, "%s%s:", before ? "/" : "", key);
    note_place(reader, str_peek(&reader->path), mark);
    str_cut(&reader->path, before);
}

/* One key and its value. Returns 1 when read, 0 at the end, -1 on failure. */
static int read_pair(struct reader *reader, json_t *mapping)
{
    yaml_event_t key, event;
    if (!next_event(reader, &key))
        return -1;
    int result = key.type == YAML_MAPPING_END_EVENT ? 0 : -1;
    if (result == 0 || !key_allowed(reader, mapping, &key) || !next_event(reader, &event))
        goto out;
    const char *name = (const char *)key.data.scalar.value;
    note_key(reader, name, key.start_mark);
    json_t *value = read_member(reader, name, &event);
    yaml_event_delete(&event);
    if (value && json_object_set_new(mapping, name, value) == 0)
        result = 1;
    else
        fail(reader, key.start_mark, _("this is not valid YAML; correct it there"));
out:
    yaml_event_delete(&key);
    return result;
}

static json_t *read_mapping(struct reader *reader)
{
    json_t *mapping = json_object();
    int result = 1;
    while (result == 1)
        result = read_pair(reader, mapping);
    if (result == 0)
        return mapping;
    json_decref(mapping);
    return NULL;
}

static json_t *read_container(struct reader *reader, const yaml_event_t *event)
{
    bool mapping = event->type == YAML_MAPPING_START_EVENT;
    const void *anchor =
        mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const void *tag = mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    if (anchor || tag)
        return fail(reader, event->start_mark, _("anchors and tags are not allowed here"));
    if (reader->depth >= YAML_DEPTH_MAX)
        return fail(reader, event->start_mark, _("this is nested too deeply"));
    reader->depth++;
    json_t *value = mapping ? read_mapping(reader) : read_sequence(reader);
    reader->depth--;
    return value;
}

static json_t *read_value(struct reader *reader, yaml_event_t *event)
{
    note_place(reader, str_peek(&reader->path), event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT: return read_scalar(reader, event);
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT: return read_container(reader, event);
    default: return fail(reader, event->start_mark, _("anchors and tags are not allowed here"));
    }
}

/* ---- documents ---- */

/* Skips to the first event of the document; fails on an empty stream. */
static json_t *read_document(struct reader *reader)
{
    json_t *value = NULL;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            break;
        yaml_event_type_t type = event.type;
        if (type == YAML_STREAM_END_EVENT && !value)
            fail(reader, event.start_mark, _("the file is empty"));
        else if (type == YAML_DOCUMENT_START_EVENT && value)
            fail(reader, event.start_mark, _("only one document is allowed in a file"));
        else if (type != YAML_STREAM_START_EVENT && type != YAML_STREAM_END_EVENT &&
                 type != YAML_DOCUMENT_START_EVENT && type != YAML_DOCUMENT_END_EVENT)
            value = read_value(reader, &event);
        yaml_event_delete(&event);
        if (type == YAML_STREAM_END_EVENT || reader->err->code != ERR_OK)
            break;
    }
    if (reader->err->code == ERR_OK)
        return value;
    json_decref(value);
    return NULL;
}

enum err_code yaml_parse(const char *bytes, size_t length, const char *name, json_t **ret_new,
                         json_t **ret_places_new, struct err *err)
{
    if (length > YAML_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 116, _("%s: the YAML text is too big"), name);
    struct err why = {0};
    struct reader reader = {.name = name, .places = json_object(), .err = &why};
    if (!yaml_parser_initialize(&reader.parser))
        abort();
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)bytes, length);
    json_t *value = read_document(&reader);
    yaml_parser_delete(&reader.parser);
    str_release(&reader.path);

    if (value && ret_places_new)
        *ret_places_new = json_incref(reader.places);
    if (value)
        *ret_new = value;
    else if (err && err->code == ERR_OK)
        *err = why;
    json_decref(reader.places);
    return why.code;
}

enum err_code yaml_read_file(const char *path, json_t **ret_new, json_t **ret_places_new,
                             struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, YAML_BYTES_MAX, &bytes, err);
    if (code == ERR_OK)
        code = yaml_parse((char *)bytes.data, bytes.length, path, ret_new, ret_places_new, err);
    bytes_release(&bytes);
    return code;
}
