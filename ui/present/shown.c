/* SPDX-License-Identifier: Apache-2.0
 *
 * present/shown: names of its signs, and its dump for tests. May include: base.
 */
#include "present/shown.h"

static const struct {
    const char *name, *glyph;
} SIGNS[SIGN_COUNT] = {
    [SIGN_NONE] = {"none", " "}, [SIGN_DOUBT] = {"doubt", "?"}, [SIGN_GOOD] = {"good", "✓"},
    [SIGN_SURE] = {"sure", "·"}, [SIGN_WAIT] = {"wait", "○"},   [SIGN_FAULT] = {"fault", "!"},
};

const char *sign_name(enum shown_sign sign)
{
    return SIGNS[sign].name;
}

const char *sign_glyph(enum shown_sign sign)
{
    return SIGNS[sign].glyph;
}

const char *row_kind_name(enum row_kind kind)
{
    static const char *const NAMES[ROW_KIND_COUNT] = {[ROW_ITEM] = "item",
                                                      [ROW_HEADING] = "heading",
                                                      [ROW_NOTE] = "note",
                                                      [ROW_PIECE] = "piece",
                                                      [ROW_TILE] = "tile"};
    return NAMES[kind];
}

static json_t *rows_json(const struct shown *shown)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < shown->row_count; i++) {
        json_t *row = json_object();
        json_put_text(row, "kind", row_kind_name(shown->rows[i].kind));
        json_put_text(row, "label", shown->rows[i].label);
        json_put_text(row, "text", shown->rows[i].text);
        json_put_text(row, "extra", shown->rows[i].extra);
        json_put_text(row, "sign", sign_name(shown->rows[i].sign));
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *readings_json(const struct shown_input *input)
{
    json_t *readings = json_array();
    for (size_t i = 0; i < input->reading_count; i++) {
        const struct shown_reading *reading = &input->readings[i];
        json_t *json = json_object();
        json_put_text(json, "key", reading->key);
        json_put_text(json, "text", reading->text);
        json_put_bool(json, "chosen", reading->chosen);
        json_array_append_new(readings, json);
    }
    return readings;
}

static json_t *input_json(const struct shown_input *input)
{
    json_t *json = json_object(), *problems = json_array();
    json_put_text(json, "label", input->label);
    json_put_text(json, "text", input->text);
    json_put_long(json, "caret", (long long)input->caret);
    json_put_text(json, "state", input->state);
    json_put_text(json, "becomes", input->becomes);
    json_put_text(json, "hint", input->hint);
    json_put_text(json, "other", input->other);
    json_put_text(json, "style", input->style);
    for (size_t i = 0; i < input->problem_count; i++)
        json_array_append_new(problems, json_string(input->problems[i]));
    json_put_new(json, "problems", problems);
    if (input->reading_count)
        json_put_new(json, "readings", readings_json(input));
    return json;
}

json_t *shown_json(const struct shown *shown)
{
    json_t *json = json_object(), *keys = json_object();
    json_put_text(json, "screen", shown->screen);
    json_put_text(json, "title", shown->title);
    json_put_text(json, "place", shown->place);
    json_put_text(json, "notice", shown->notice);
    json_put_long(json, "focus", shown->focus);
    json_put_new(json, "rows", rows_json(shown));
    json_put_new(json, "input", shown->has_input ? input_json(&shown->input) : json_null());
    json_put_bool(json, "picture", shown->picture.picture != NULL);
    for (size_t i = 0; i < shown->key_count; i++)
        json_put_text(keys, shown->keys[i].key, shown->keys[i].help);
    json_put_new(json, "keys", keys);
    return json;
}
