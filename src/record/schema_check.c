/* SPDX-License-Identifier: Apache-2.0
 *
 * record/schema_check: is a JSON document one of our schemas? The documented subset of JSON Schema
 * 2020-12 and of our notes as tables of keywords; everything outside them is refused with its
 * place. Owns the tables; includes base and record only.
 */
#include "record/schema.h"

#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/schema_words.h"

/* ---- keywords ---- */

enum shape {
    IS_TEXT,   /* a text that is not empty, NFC */
    IS_WORD,   /* one of words */
    IS_FLAG,   /* true or false */
    IS_COUNT,  /* a whole number 1..max */
    IS_TEXTS,  /* a list of different texts */
    IS_OBJECT, /* checked by a table of its own */
    IS_LIST,   /* likewise, item by item */
    IS_OTHER   /* checked by hand */
};

struct keyword {
    const char *key;
    enum shape shape;
    bool must;
    long max;
    const char *const *words; /* NULL-terminated */
};

static const char *const WORDS_DIALECT[] = {"https://json-schema.org/draft/2020-12/schema", NULL};
static const char *const WORDS_OBJECT[] = {"object", NULL};
static const char *const WORDS_ORIENTATION[] = {"portrait", "landscape", NULL};

static const struct keyword DOCUMENT[] = {
    {"$schema", IS_WORD, true, .words = WORDS_DIALECT},
    {"$id", IS_TEXT, true},
    {"title", IS_TEXT, true},
    {"description", IS_TEXT, false},
    {"type", IS_WORD, true, .words = WORDS_OBJECT},
    {"x-sohoa", IS_OBJECT, true},
    {"properties", IS_OBJECT, true},
    {"required", IS_TEXTS, true},
    {"additionalProperties", IS_FLAG, true},
    {NULL},
};
static const struct keyword NOTES[] = {
    {"name", IS_TEXT, true},
    {"version", IS_COUNT, true, .max = 1000000},
    {"title", IS_OBJECT, true},
    {"shape", IS_WORD, true, .words = WORDS_SHAPE},
    {"page", IS_OBJECT, true},
    {"code", IS_TEXT, false},
    {"papers", IS_TEXTS, true},
    {"not_papers", IS_TEXTS, false},
    {"blocks", IS_LIST, false},
    {"stops", IS_TEXTS, false},
    {"prose", IS_FLAG, false},
    {"sample", IS_FLAG, false},
    {NULL},
};
static const struct keyword TITLE[] = {{"vi", IS_TEXT, true}, {"en", IS_TEXT, true}, {NULL}};
static const struct keyword PAGE[] = {
    {"size", IS_TEXT, true},
    {"orientation", IS_WORD, true, .words = WORDS_ORIENTATION},
    {NULL},
};
static const struct keyword BLOCK[] = {{"name", IS_TEXT, true}, {"print", IS_TEXTS, true}, {NULL}};
static const struct keyword PROPERTY[] = {
    {"type", IS_OTHER, true},
    {"title", IS_TEXT, false},
    {"description", IS_TEXT, false},
    {"x-sohoa", IS_OBJECT, true},
    {NULL},
};
static const struct keyword FIELD[] = {
    {"kind", IS_OTHER, true},
    {"label", IS_TEXT, true},
    {"label_en", IS_TEXT, true},
    {"print", IS_TEXTS, false},
    {"columns", IS_TEXTS, false},
    {"block", IS_TEXT, false},
    {"find", IS_WORD, false, .words = WORDS_FIND},
    {"zone", IS_OTHER, false},
    {"side", IS_WORD, false, .words = WORDS_SIDE},
    {"lines", IS_COUNT, false, .max = 40},
    {"required", IS_FLAG, false},
    {"second", IS_FLAG, false},
    {"mask", IS_TEXTS, false},
    {"carry", IS_WORD, false, .words = WORDS_CARRY},
    {"keep", IS_FLAG, false},
    {"choices", IS_TEXTS, false},
    {NULL},
};

/* ---- reporting ---- */

struct walk {
    const char *file;
    struct str place; /* "properties/so/x-sohoa/kind" */
    schema_report report;
    void *context;
    size_t count;
};

static size_t walk_enter(struct walk *walk, const char *key)
{
    size_t mark = walk->place.length;
    if (mark > 0)
        str_add_char(&walk->place, '/');
    str_add(&walk->place, key);
    return mark;
}

static void walk_leave(struct walk *walk, size_t mark)
{
    str_cut(&walk->place, mark);
}

static void walk_report(struct walk *walk, const struct err *violation)
{
    walk->count++;
    if (walk->report)
        walk->report(walk->context, violation);
}

static void report_unknown(struct walk *walk)
{
    struct err err = {0};
    (void)err_set(&err, ERR_FORMAT, 400,
                  _("%s: %s is not a keyword of a paper description; see docs/schemas.md"),
                  walk->file, str_peek(&walk->place));
    walk_report(walk, &err);
}

static void report_missing(struct walk *walk, const char *key)
{
    struct err err = {0};
    size_t mark = walk_enter(walk, key);
    (void)err_set(&err, ERR_FORMAT, 401, _("%s: %s is missing; add it"), walk->file,
                  str_peek(&walk->place));
    walk_leave(walk, mark);
    walk_report(walk, &err);
}

/* expected: already translated, "a text". */
static void report_shape(struct walk *walk, const char *expected)
{
    struct err err = {0};
    (void)err_set(&err, ERR_FORMAT, 402, _("%s: %s must be %s"), walk->file, str_peek(&walk->place),
                  expected);
    walk_report(walk, &err);
}

static void report_words(struct walk *walk, const char *const *words)
{
    struct err err = {0};
    struct str list = STR_INIT;
    for (size_t i = 0; words[i]; i++)
        str_format(&list, "%s%s", i ? ", " : "", words[i]);
    (void)err_set(&err, ERR_FORMAT, 403, _("%s: %s must be one of these words: %s"), walk->file,
                  str_peek(&walk->place), str_peek(&list));
    str_release(&list);
    walk_report(walk, &err);
}

/* ---- shapes ---- */

static bool is_text(const json_t *value)
{
    if (!json_is_string(value) || json_string_length(value) == 0)
        return false;
    return json_string_length(value) <= FIELD_BYTES_MAX && utf8_is_nfc(json_string_value(value));
}

static void check_texts(struct walk *walk, const json_t *value)
{
    bool good = json_is_array(value);
    for (size_t i = 0; good && i < json_array_size(value); i++) {
        good = is_text(json_array_get(value, i));
        for (size_t k = 0; good && k < i; k++)
            good = !json_equal(json_array_get(value, i), json_array_get(value, k));
    }
    if (!good)
        report_shape(walk, _("a list of texts without repetition, in composed letters (NFC)"));
}

static bool word_known(const char *const *words, const char *word)
{
    for (size_t i = 0; words[i]; i++)
        if (text_equal(words[i], word))
            return true;
    return false;
}

static void check_count(struct walk *walk, const json_t *value, long max)
{
    if (!json_is_integer(value) || json_integer_value(value) < 1 || json_integer_value(value) > max)
        report_shape(walk, _("a whole number that is not zero and not too large"));
}

static void check_shape(struct walk *walk, const struct keyword *keyword, const json_t *value)
{
    switch (keyword->shape) {
    case IS_TEXT:
        if (!is_text(value))
            report_shape(walk, _("a text, not empty, in composed letters (NFC)"));
        break;
    case IS_WORD:
        if (!json_is_string(value) || !word_known(keyword->words, json_string_value(value)))
            report_words(walk, keyword->words);
        break;
    case IS_FLAG:
        if (!json_is_boolean(value))
            report_shape(walk, _("true or false"));
        break;
    case IS_COUNT: check_count(walk, value, keyword->max); break;
    case IS_TEXTS: check_texts(walk, value); break;
    case IS_OBJECT:
        if (!json_is_object(value))
            report_shape(walk, _("an object {…}"));
        break;
    case IS_LIST:
        if (!json_is_array(value))
            report_shape(walk, _("a list […]"));
        break;
    case IS_OTHER: break;
    }
}

static const struct keyword *keyword_lookup(const struct keyword *table, const char *key)
{
    for (; table->key; table++)
        if (text_equal(table->key, key))
            return table;
    return NULL;
}

/* Keys, shapes and what must be there; false when value is no object at all. */
static bool check_keys(struct walk *walk, const struct keyword *table, const json_t *object)
{
    if (!json_is_object(object)) {
        report_shape(walk, _("an object {…}"));
        return false;
    }
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)object, key, value) {
        const struct keyword *keyword = keyword_lookup(table, key);
        size_t mark = walk_enter(walk, key);
        if (keyword)
            check_shape(walk, keyword, value);
        else
            report_unknown(walk);
        walk_leave(walk, mark);
    }
    for (; table->key; table++)
        if (table->must && !json_object_get(object, table->key))
            report_missing(walk, table->key);
    return true;
}

/* ---- parts ---- */

/* Names go into tables and file names: a-z, 0-9, - and _. */
static bool name_good(const char *name)
{
    size_t length = name ? strlen(name) : 0;
    return length > 0 && length <= 40 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length && name[0] >= 'a';
}

static void check_name(struct walk *walk, const char *name)
{
    if (!name || name_good(name))
        return;
    struct err err = {0};
    (void)err_set(&err, ERR_FORMAT, 404,
                  _("%s: the name %s must begin with a small letter and have only a-z, 0-9, - and "
                    "_, at most 40"),
                  walk->file, name);
    walk_report(walk, &err);
}

static void check_zone(struct walk *walk, const json_t *zone)
{
    if (!zone)
        return;
    size_t mark = walk_enter(walk, "zone");
    bool good = json_is_array(zone) && json_array_size(zone) == 4;
    long part[4] = {0};
    for (size_t i = 0; good && i < 4; i++) {
        good = json_is_integer(json_array_get(zone, i));
        part[i] = (long)json_integer_value(json_array_get(zone, i));
        good = good && part[i] >= 0 && part[i] <= 1000;
    }
    if (!good || part[2] == 0 || part[3] == 0 || part[0] + part[2] > 1000 ||
        part[1] + part[3] > 1000)
        report_shape(walk, _("[x, y, width, height] in thousandths of the upright page"));
    walk_leave(walk, mark);
}

static void check_kind(struct walk *walk, const json_t *field)
{
    const char *kind = json_peek_text(field, "kind");
    enum field_kind parsed;
    if (!json_object_get(field, "kind") || (kind && field_kind_parse(kind, &parsed)))
        return;
    const char *words[KIND_COUNT + 1] = {0};
    for (int i = 0; i < KIND_COUNT; i++)
        words[i] = field_kind_name((enum field_kind)i);
    size_t mark = walk_enter(walk, "kind");
    report_words(walk, words);
    walk_leave(walk, mark);
}

static bool block_known(const json_t *notes, const char *block)
{
    json_t *blocks = json_peek_array(notes, "blocks");
    for (size_t i = 0; i < json_array_size(blocks); i++)
        if (text_equal(json_peek_text(json_array_get(blocks, i), "name"), block))
            return true;
    return false;
}

static void check_field_block(struct walk *walk, const json_t *notes, const json_t *field)
{
    const char *block = json_peek_text(field, "block");
    if (!block || block_known(notes, block))
        return;
    struct err err = {0};
    (void)err_set(&err, ERR_FORMAT, 405,
                  _("%s: %s: the part %s is not described; add it to x-sohoa/blocks"), walk->file,
                  str_peek(&walk->place), block);
    walk_report(walk, &err);
}

static bool type_good(const json_t *type)
{
    return json_is_array(type) && json_array_size(type) == 2 &&
           text_equal(json_string_value(json_array_get(type, 0)), "string") &&
           text_equal(json_string_value(json_array_get(type, 1)), "null");
}

static void check_property(struct walk *walk, const json_t *notes, const char *name,
                           const json_t *property)
{
    size_t mark = walk_enter(walk, name);
    check_name(walk, name);
    if (check_keys(walk, PROPERTY, property)) {
        const json_t *type = json_object_get(property, "type");
        size_t inner = walk_enter(walk, "type");
        if (type && !type_good(type))
            report_shape(walk, "[\"string\", \"null\"]");
        walk_leave(walk, inner);
        const json_t *field = json_object_get(property, "x-sohoa");
        inner = walk_enter(walk, "x-sohoa");
        if (json_is_object(field) && check_keys(walk, FIELD, field)) {
            check_kind(walk, field);
            check_zone(walk, json_object_get(field, "zone"));
            check_field_block(walk, notes, field);
        }
        walk_leave(walk, inner);
    }
    walk_leave(walk, mark);
}

static void check_notes(struct walk *walk, const json_t *notes)
{
    size_t mark = walk_enter(walk, "x-sohoa");
    if (!json_is_object(notes) || !check_keys(walk, NOTES, notes))
        goto out;
    check_name(walk, json_peek_text(notes, "name"));
    size_t inner = walk_enter(walk, "title");
    if (json_peek_object(notes, "title"))
        (void)check_keys(walk, TITLE, json_peek_object(notes, "title"));
    walk_leave(walk, inner);
    inner = walk_enter(walk, "page");
    if (json_peek_object(notes, "page"))
        (void)check_keys(walk, PAGE, json_peek_object(notes, "page"));
    walk_leave(walk, inner);
    inner = walk_enter(walk, "blocks");
    json_t *blocks = json_peek_array(notes, "blocks");
    for (size_t i = 0; i < json_array_size(blocks); i++)
        if (check_keys(walk, BLOCK, json_array_get(blocks, i)))
            check_name(walk, json_peek_text(json_array_get(blocks, i), "name"));
    walk_leave(walk, inner);
out:
    walk_leave(walk, mark);
}

/* "required" lists every field: all keys stand in an exported line, and its order is the form's. */
static void check_order(struct walk *walk, const json_t *properties, const json_t *order)
{
    bool good = json_object_size(properties) == json_array_size(order);
    for (size_t i = 0; good && i < json_array_size(order); i++) {
        const char *name = json_string_value(json_array_get(order, i));
        good = name && json_object_get(properties, name);
    }
    if (good && json_array_size(order) > 0 && json_array_size(order) <= SCHEMA_FIELDS_MAX)
        return;
    struct err err = {0};
    (void)err_set(&err, ERR_FORMAT, 406,
                  _("%s: required must name every field of properties once, in the order of the "
                    "form (1 to %d fields)"),
                  walk->file, SCHEMA_FIELDS_MAX);
    walk_report(walk, &err);
}

size_t schema_check(const json_t *json, const char *name, schema_report report, void *context)
{
    struct walk walk = {.file = name, .report = report, .context = context};
    if (!check_keys(&walk, DOCUMENT, json))
        goto out;
    const json_t *notes = json_object_get(json, "x-sohoa");
    if (notes)
        check_notes(&walk, notes);
    const json_t *more = json_object_get(json, "additionalProperties");
    size_t mark = walk_enter(&walk, "additionalProperties");
    if (json_is_true(more))
        report_shape(&walk, "false");
    walk_leave(&walk, mark);
    const json_t *properties = json_peek_object(json, "properties");
    mark = walk_enter(&walk, "properties");
    const char *key;
    json_t *property;
    json_object_foreach ((json_t *)properties, key, property) {
        check_property(&walk, notes, key, property);
    }
    walk_leave(&walk, mark);
    if (properties && json_peek_array(json, "required"))
        check_order(&walk, properties, json_peek_array(json, "required"));
out:
    str_release(&walk.place);
    return walk.count;
}
