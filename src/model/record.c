/* SPDX-License-Identifier: Apache-2.0
 *
 * model/record: names of states and statuses; proposals on the wire. May include: base.
 */
#include "model/record.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/wire.h"

/* ---- names ---- */

static const char *const status_names[VALUE_STATUS_COUNT] = {
    [VALUE_OK] = "ok",
    [VALUE_MISSING] = "missing",
    [VALUE_ILLEGIBLE] = "illegible",
    [VALUE_BLANK] = "blank",
};
static const char *const page_names[PAGE_STATE_COUNT] = {
    [PAGE_CAPTURED] = "captured",   [PAGE_CLEANED] = "cleaned", [PAGE_RECOGNISED] = "recognised",
    [PAGE_EXTRACTED] = "extracted", [PAGE_ASIDE] = "aside",
};
static const char *const record_names[RECORD_STATE_COUNT] = {
    [RECORD_ENTERED] = "entered",     [RECORD_SECOND] = "second",
    [RECORD_DIFFERS] = "differs",     [RECORD_VERIFIED] = "verified",
    [RECORD_CONFIRMED] = "confirmed", [RECORD_RETURNED] = "returned",
};

static const char *show_name(const char *const *names, size_t count, size_t index)
{
    return index < count ? names[index] : "unknown";
}

static bool parse_name(const char *const *names, size_t count, const char *name, size_t *ret)
{
    for (size_t i = 0; name && i < count; i++)
        if (text_equal(names[i], name)) {
            *ret = i;
            return true;
        }
    return false;
}

const char *value_status_name(enum value_status status)
{
    return show_name(status_names, VALUE_STATUS_COUNT, status);
}

bool value_status_parse(const char *name, enum value_status *ret)
{
    size_t index;
    if (!parse_name(status_names, VALUE_STATUS_COUNT, name, &index))
        return false;
    *ret = (enum value_status)index;
    return true;
}

const char *page_state_name(enum page_state state)
{
    return show_name(page_names, PAGE_STATE_COUNT, state);
}

bool page_state_parse(const char *name, enum page_state *ret)
{
    size_t index;
    if (!parse_name(page_names, PAGE_STATE_COUNT, name, &index))
        return false;
    *ret = (enum page_state)index;
    return true;
}

const char *record_state_name(enum record_state state)
{
    return show_name(record_names, RECORD_STATE_COUNT, state);
}

bool record_state_parse(const char *name, enum record_state *ret)
{
    size_t index;
    if (!parse_name(record_names, RECORD_STATE_COUNT, name, &index))
        return false;
    *ret = (enum record_state)index;
    return true;
}

/* ---- proposals to JSON ---- */

static json_t *problem_to_json(const struct problem *problem)
{
    json_t *json = json_object(), *args = json_array();
    json_put_text(json, "code", problem->code);
    for (size_t i = 0; i < ARRAY_SIZE(problem->args) && problem->args[i]; i++)
        json_array_append_new(args, json_string(problem->args[i]));
    json_put_new(json, "args", args);
    return json;
}

static json_t *field_to_json(const struct proposed_field *field)
{
    json_t *json = json_object(), *problems = json_array();
    json_put_text(json, "name", field->name);
    json_put_text(json, "written", field->value.written);
    json_put_text(json, "normal", field->value.normal);
    json_put_text(json, "status", value_status_name(field->value.status));
    json_put_text(json, "other", field->other);
    json_put_new(json, "confidence", wire_share_new(field->confidence));
    json_put_new(json, "box", wire_box_new(field->box));
    json_put_bool(json, "handwritten", field->handwritten);
    for (size_t i = 0; i < field->problem_count; i++)
        json_array_append_new(problems, problem_to_json(&field->problems[i]));
    json_put_new(json, "problems", problems);
    return json;
}

static json_t *proposal_to_json(const struct proposal *proposal)
{
    json_t *json = json_object(), *fields = json_array();
    json_put_text(json, "schema", proposal->schema);
    json_put_new(json, "region", wire_box_new(proposal->region));
    json_put_long(json, "row", proposal->row);
    for (size_t i = 0; i < proposal->field_count; i++)
        json_array_append_new(fields, field_to_json(&proposal->fields[i]));
    json_put_new(json, "fields", fields);
    return json;
}

json_t *proposal_list_to_json(const struct proposal_list *list)
{
    json_t *json = json_object(), *items = json_array();
    json_put_text(json, "schema", list->schema);
    json_put_new(json, "schema_sure", wire_share_new(list->schema_sure));
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(items, proposal_to_json(&list->items[i]));
    json_put_new(json, "items", items);
    return json;
}

/* ---- and back ---- */

static bool problem_from_json(const json_t *json, struct arena *arena, struct problem *ret)
{
    const json_t *args = json_peek_array(json, "args");
    if (!wire_text(json_object_get(json, "code"), false, arena, &ret->code) ||
        json_array_size(args) > ARRAY_SIZE(ret->args))
        return false;
    for (size_t i = 0; i < json_array_size(args); i++)
        if (!wire_text(json_array_get(args, i), false, arena, &ret->args[i]))
            return false;
    return true;
}

static bool problems_from_json(const json_t *array, struct arena *arena, struct proposed_field *ret)
{
    if (!json_is_array(array) || json_array_size(array) > PROBLEMS_MAX)
        return false;
    ret->problem_count = json_array_size(array);
    for (size_t i = 0; i < ret->problem_count; i++)
        if (!problem_from_json(json_array_get(array, i), arena, &ret->problems[i]))
            return false;
    return true;
}

static bool field_from_json(const json_t *json, struct arena *arena, struct proposed_field *ret)
{
    ret->handwritten = json_peek_bool(json, "handwritten", false);
    return wire_text(json_object_get(json, "name"), false, arena, &ret->name) &&
           wire_text(json_object_get(json, "written"), true, arena, &ret->value.written) &&
           wire_text(json_object_get(json, "normal"), true, arena, &ret->value.normal) &&
           wire_text(json_object_get(json, "other"), true, arena, &ret->other) &&
           value_status_parse(json_peek_text(json, "status"), &ret->value.status) &&
           wire_share(json_object_get(json, "confidence"), &ret->confidence) &&
           wire_box(json_object_get(json, "box"), &ret->box) &&
           problems_from_json(json_object_get(json, "problems"), arena, ret);
}

static bool proposal_from_json(const json_t *json, struct arena *arena, struct proposal *ret)
{
    const json_t *fields = json_peek_array(json, "fields");
    if (!fields || json_array_size(fields) > SCHEMA_FIELDS_MAX ||
        !wire_text(json_object_get(json, "schema"), false, arena, &ret->schema) ||
        !wire_box(json_object_get(json, "region"), &ret->region) ||
        !wire_int(json_object_get(json, "row"), -1, WIRE_COORDINATE_MAX, &ret->row))
        return false;
    ret->field_count = json_array_size(fields);
    ret->fields = arena_take(arena, ret->field_count, sizeof *ret->fields);
    for (size_t i = 0; i < ret->field_count; i++)
        if (!field_from_json(json_array_get(fields, i), arena, &ret->fields[i]))
            return false;
    return true;
}

static bool list_from_json(const json_t *json, struct arena *arena, struct proposal_list *ret)
{
    const json_t *items = json_peek_array(json, "items");
    if (!items || json_array_size(items) > PAGE_WORDS_MAX ||
        !wire_text(json_object_get(json, "schema"), true, arena, &ret->schema) ||
        !wire_share(json_object_get(json, "schema_sure"), &ret->schema_sure))
        return false;
    ret->count = json_array_size(items);
    ret->items = arena_take(arena, ret->count, sizeof *ret->items);
    for (size_t i = 0; i < ret->count; i++)
        if (!proposal_from_json(json_array_get(items, i), arena, &ret->items[i]))
            return false;
    return true;
}

enum err_code proposal_list_from_json(const json_t *json, struct arena *arena,
                                      struct proposal_list *ret, struct err *err)
{
    struct proposal_list list = {0};
    if (!list_from_json(json, arena, &list))
        return err_set(err, ERR_FORMAT, 150,
                       _("the proposals of a page are damaged; read the page again"));
    *ret = list;
    return ERR_OK;
}
