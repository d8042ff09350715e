/* SPDX-License-Identifier: Apache-2.0
 *
 * record/schema: a checked schema file as plain structs. Texts are borrowed from the JSON, which
 * the schema keeps; lists live in its arena. Includes base, model, trust and record.
 */
#include "record/schema.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/schema_words.h"
#include "trust/hash.h"

const char *const WORDS_FIND[] = {
    [FIND_LABEL] = "label",          [FIND_SIGNER] = "signer",
    [FIND_OFFICE] = "office",        [FIND_ISSUER] = "issuer",
    [FIND_PLACEDATE] = "place-date", [FIND_LIST] = "list",
    [FIND_NOWHERE] = "nowhere",      [FIND_COUNT] = NULL,
};
const char *const WORDS_SIDE[] = {
    [SIDE_NONE] = "none",
    [SIDE_LEFT] = "left",
    [SIDE_RIGHT] = "right",
    [SIDE_COUNT] = NULL,
};
const char *const WORDS_CARRY[] = {
    [CARRY_NONE] = "none",
    [CARRY_BOOK] = "book",
    [CARRY_LAST] = "last",
    [CARRY_COUNT] = NULL,
};
const char *const WORDS_SHAPE[] = {
    [PAPER_FORM] = "form",
    [PAPER_ROWS] = "rows",
    [PAPER_SHAPE_COUNT] = NULL,
};

/* ---- building; the document is checked, so members have their shapes ---- */

static int word_index(const char *const *words, const json_t *object, const char *key)
{
    const char *word = json_peek_text(object, key);
    for (int i = 0; word && words[i]; i++)
        if (text_equal(words[i], word))
            return i;
    return 0;
}

static text_list take_texts(struct arena *arena, const json_t *object, const char *key)
{
    json_t *array = json_peek_array(object, key);
    size_t count = json_array_size(array);
    const char **list = arena_take(arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = json_string_value(json_array_get(array, i));
    return list;
}

static struct zone take_zone(const json_t *field)
{
    struct zone zone = {0};
    json_t *array = json_peek_array(field, "zone");
    if (!array)
        return zone;
    zone.x = (double)json_integer_value(json_array_get(array, 0)) / 1000;
    zone.y = (double)json_integer_value(json_array_get(array, 1)) / 1000;
    zone.w = (double)json_integer_value(json_array_get(array, 2)) / 1000;
    zone.h = (double)json_integer_value(json_array_get(array, 3)) / 1000;
    return zone;
}

static void take_field(struct arena *arena, const char *name, const json_t *notes,
                       struct schema_field *ret)
{
    ret->name = name;
    (void)field_kind_parse(json_peek_text(notes, "kind"), &ret->kind);
    ret->label_vi = json_peek_text(notes, "label");
    ret->label_en = json_peek_text(notes, "label_en");
    ret->print = take_texts(arena, notes, "print");
    ret->columns =
        json_peek_array(notes, "columns") ? take_texts(arena, notes, "columns") : ret->print;
    ret->block = json_peek_text(notes, "block");
    if (!ret->block)
        ret->block = "";
    ret->find = (enum field_find)word_index(WORDS_FIND, notes, "find");
    ret->zone = take_zone(notes);
    ret->side = (enum paper_side)word_index(WORDS_SIDE, notes, "side");
    ret->lines = (int)json_peek_long(notes, "lines", 1);
    ret->required = json_peek_bool(notes, "required", false);
    ret->second = json_peek_bool(notes, "second", false);
    ret->mask = take_texts(arena, notes, "mask");
    ret->carry = (enum field_carry)word_index(WORDS_CARRY, notes, "carry");
    ret->keep = json_peek_bool(notes, "keep", false);
    ret->choices = take_texts(arena, notes, "choices");
}

static void take_fields(struct schema *schema)
{
    json_t *order = json_peek_array(schema->json, "required");
    json_t *properties = json_peek_object(schema->json, "properties");
    schema->field_count = json_array_size(order);
    struct schema_field *fields = arena_take(schema->arena, schema->field_count, sizeof *fields);
    for (size_t i = 0; i < schema->field_count; i++) {
        const char *name = json_string_value(json_array_get(order, i));
        json_t *property = json_object_get(properties, name);
        take_field(schema->arena, name, json_peek_object(property, "x-sohoa"), &fields[i]);
    }
    schema->fields = fields;
}

static void take_blocks(struct schema *schema, const json_t *notes)
{
    json_t *list = json_peek_array(notes, "blocks");
    schema->block_count = json_array_size(list);
    struct schema_block *blocks =
        arena_take(schema->arena, schema->block_count + 1, sizeof *blocks);
    for (size_t i = 0; i < schema->block_count; i++) {
        blocks[i].name = json_peek_text(json_array_get(list, i), "name");
        blocks[i].print = take_texts(schema->arena, json_array_get(list, i), "print");
    }
    schema->blocks = blocks;
}

static void take_notes(struct schema *schema)
{
    const json_t *notes = json_peek_object(schema->json, "x-sohoa");
    const json_t *title = json_peek_object(notes, "title");
    schema->name = json_peek_text(notes, "name");
    schema->version = (int)json_peek_long(notes, "version", 1);
    schema->title_vi = json_peek_text(title, "vi");
    schema->title_en = json_peek_text(title, "en");
    schema->code = json_peek_text(notes, "code");
    if (!schema->code)
        schema->code = "";
    schema->papers = take_texts(schema->arena, notes, "papers");
    schema->not_papers = take_texts(schema->arena, notes, "not_papers");
    schema->stops = take_texts(schema->arena, notes, "stops");
    schema->prose = json_peek_bool(notes, "prose", false);
    schema->sample = json_peek_bool(notes, "sample", false);
    schema->shape = (enum paper_shape)word_index(WORDS_SHAPE, notes, "shape");
    schema->landscape =
        text_equal(json_peek_text(json_peek_object(notes, "page"), "orientation"), "landscape");
    take_blocks(schema, notes);
}

static void keep_first(void *context, const struct err *violation)
{
    struct err *err = context;
    if (err && err->code == ERR_OK)
        *err = *violation;
}

enum err_code schema_new(json_t *json, const char *name, struct schema **ret_new, struct err *err)
{
    struct err first = {0};
    if (schema_check(json, name, keep_first, &first) > 0)
        return err_set(err, first.code, first.number, "%s", first.text);
    struct schema *schema = mem_new(1, sizeof *schema);
    schema->arena = arena_new();
    schema->json = json_incref(json);
    take_notes(schema);
    take_fields(schema);
    char *canonical = json_canonical(json);
    hash_bytes(canonical, strlen(canonical), &schema->hash);
    free(canonical);
    *ret_new = schema;
    return ERR_OK;
}

enum err_code schema_load(const char *path, struct schema **ret_new, struct err *err)
{
    json_t *json = NULL;
    enum err_code code = json_read_file(path, &json, err);
    if (code)
        return code;
    const char *slash = strrchr(path, '/');
    code = schema_new(json, slash ? slash + 1 : path, ret_new, err);
    json_decref(json);
    return code;
}

void schema_free(struct schema *schema)
{
    if (!schema)
        return;
    json_decref((json_t *)schema->json);
    arena_free(schema->arena);
    free(schema);
}

/* ---- looking up ---- */

int schema_field_index(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (text_equal(schema->fields[i].name, name))
            return (int)i;
    return -1;
}

const struct schema_field *schema_field_lookup(const struct schema *schema, const char *name)
{
    int index = schema_field_index(schema, name);
    return index < 0 ? NULL : &schema->fields[index];
}

/* The catalogue says which language is in force: TRANSLATORS: "vi" in Vietnamese. */
static bool speaks_vietnamese(void)
{
    return text_equal(_("language of the labels: en"), "vi");
}

const char *schema_field_label(const struct schema_field *field)
{
    return speaks_vietnamese() ? field->label_vi : field->label_en;
}

const char *schema_title(const struct schema *schema)
{
    return speaks_vietnamese() ? schema->title_vi : schema->title_en;
}
