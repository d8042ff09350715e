/* SPDX-License-Identifier: Apache-2.0
 *
 * model/text: a read page as JSON and back; the way back trusts nothing. May include: base.
 */
#include <math.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/text.h"
#include "model/wire.h"

static const char *const kind_names[TEXT_KIND_COUNT] = {
    [TEXT_PRINT] = "print",
    [TEXT_HAND] = "hand",
};

/* ---- to JSON ---- */

static json_t *word_to_json(const struct text_word *word)
{
    json_t *json = json_object();
    json_put_text(json, "text", word->text);
    json_put_new(json, "box", wire_box_new(word->box));
    json_put_new(json, "confidence", wire_share_new(word->confidence));
    if (!word->char_confidence)
        return json;
    json_t *chars = json_array();
    size_t count = utf8_count(word->text);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(chars, wire_share_new(word->char_confidence[i]));
    json_put_new(json, "chars", chars);
    return json;
}

static json_t *line_to_json(const struct text_line *line)
{
    json_t *json = json_object(), *words = json_array();
    json_put_new(json, "box", wire_box_new(line->box));
    json_put_text(json, "kind", kind_names[line->kind]);
    json_put_new(json, "confidence", wire_share_new(line->confidence));
    json_put_new(json, "x_height", wire_share_new(line->x_height));
    json_put_new(json, "cell", json_pack("[i,i,i]", line->table, line->row, line->column));
    for (size_t i = 0; i < line->word_count; i++)
        json_array_append_new(words, word_to_json(&line->words[i]));
    json_put_new(json, "words", words);
    return json;
}

static json_t *edges_to_json(const int *edges, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, json_integer(edges[i]));
    return array;
}

static json_t *table_to_json(const struct text_table *table)
{
    json_t *json = json_object();
    json_put_new(json, "box", wire_box_new(table->box));
    json_put_new(json, "rows", edges_to_json(table->row_edges, table->row_count + 1));
    json_put_new(json, "columns", edges_to_json(table->column_edges, table->column_count + 1));
    json_put_new(json, "sure", wire_share_new(table->sure));
    return json;
}

static json_t *code_to_json(const struct text_code *code)
{
    json_t *json = json_object();
    json_put_text(json, "kind", code->kind);
    json_put_text(json, "text", code->text);
    json_put_new(json, "box", wire_box_new(code->box));
    return json;
}

static json_t *view_to_json(const struct view *view)
{
    json_t *json = json_object();
    json_put_long(json, "width", view->page_width);
    json_put_long(json, "height", view->page_height);
    json_put_long(json, "turns", view->turns);
    json_put_double(json, "skew", view->skew);
    return json;
}

json_t *text_page_to_json(const struct text_page *page)
{
    json_t *json = json_object(), *lines = json_array();
    json_t *tables = json_array(), *codes = json_array();
    json_put_new(json, "view", view_to_json(&page->view));
    json_put_double(json, "dpi", page->dpi);
    json_put_bool(json, "blank", page->blank);
    json_put_new(json, "orientation_sure", wire_share_new(page->orientation_sure));
    for (size_t i = 0; i < page->line_count; i++)
        json_array_append_new(lines, line_to_json(&page->lines[i]));
    for (size_t i = 0; i < page->table_count; i++)
        json_array_append_new(tables, table_to_json(&page->tables[i]));
    for (size_t i = 0; i < page->code_count; i++)
        json_array_append_new(codes, code_to_json(&page->codes[i]));
    json_put_new(json, "lines", lines);
    json_put_new(json, "tables", tables);
    json_put_new(json, "codes", codes);
    return json;
}

/* ---- and back ---- */

static bool word_text_ok(const char *text)
{
    if (!*text || !utf8_is_nfc(text))
        return false;
    for (const char *at = text; *at;)
        if (utf8_is_space(utf8_next(&at)))
            return false;
    return true;
}

static bool chars_from_json(const json_t *array, struct arena *arena, struct text_word *ret)
{
    if (!array)
        return true;
    size_t count = utf8_count(ret->text);
    if (!json_is_array(array) || json_array_size(array) != count)
        return false;
    float *chars = arena_take(arena, count, sizeof *chars);
    for (size_t i = 0; i < count; i++)
        if (!wire_share(json_array_get(array, i), &chars[i]))
            return false;
    ret->char_confidence = chars;
    return true;
}

static bool word_from_json(const json_t *json, struct arena *arena, struct text_word *ret)
{
    return wire_text(json_object_get(json, "text"), false, arena, &ret->text) &&
           word_text_ok(ret->text) && wire_box(json_object_get(json, "box"), &ret->box) &&
           wire_share(json_object_get(json, "confidence"), &ret->confidence) &&
           chars_from_json(json_object_get(json, "chars"), arena, ret);
}

static bool words_from_json(const json_t *array, struct arena *arena, struct text_line *ret)
{
    if (!json_is_array(array) || json_array_size(array) > PAGE_WORDS_MAX)
        return false;
    ret->word_count = json_array_size(array);
    ret->words = arena_take(arena, ret->word_count, sizeof *ret->words);
    for (size_t i = 0; i < ret->word_count; i++)
        if (!word_from_json(json_array_get(array, i), arena, &ret->words[i]))
            return false;
    return true;
}

static bool cell_from_json(const json_t *array, struct text_line *ret)
{
    return json_array_size(array) == 3 &&
           wire_int(json_array_get(array, 0), -1, PAGE_WORDS_MAX, &ret->table) &&
           wire_int(json_array_get(array, 1), -1, PAGE_WORDS_MAX, &ret->row) &&
           wire_int(json_array_get(array, 2), -1, PAGE_WORDS_MAX, &ret->column);
}

static bool kind_from_json(const char *name, enum text_kind *ret)
{
    for (int i = 0; i < TEXT_KIND_COUNT; i++)
        if (text_equal(name, kind_names[i])) {
            *ret = (enum text_kind)i;
            return true;
        }
    return false;
}

static bool line_from_json(const json_t *json, struct arena *arena, struct text_line *ret)
{
    return wire_box(json_object_get(json, "box"), &ret->box) &&
           kind_from_json(json_peek_text(json, "kind"), &ret->kind) &&
           wire_share(json_object_get(json, "confidence"), &ret->confidence) &&
           wire_float(json_object_get(json, "x_height"), 0, IMAGE_SIDE_MAX, &ret->x_height) &&
           cell_from_json(json_object_get(json, "cell"), ret) &&
           words_from_json(json_object_get(json, "words"), arena, ret);
}

/* At least two rising edges; *ret_count is the number of spaces between them. */
static bool edges_from_json(const json_t *array, struct arena *arena, int **ret, size_t *ret_count)
{
    size_t count = json_array_size(array);
    if (count < 2 || count > PAGE_WORDS_MAX)
        return false;
    int *edges = arena_take(arena, count, sizeof *edges);
    for (size_t i = 0; i < count; i++)
        if (!wire_int(json_array_get(array, i), -WIRE_COORDINATE_MAX, WIRE_COORDINATE_MAX,
                      &edges[i]) ||
            (i > 0 && edges[i] < edges[i - 1]))
            return false;
    *ret = edges;
    *ret_count = count - 1;
    return true;
}

static bool table_from_json(const json_t *json, struct arena *arena, struct text_table *ret)
{
    return wire_box(json_object_get(json, "box"), &ret->box) &&
           edges_from_json(json_object_get(json, "rows"), arena, &ret->row_edges,
                           &ret->row_count) &&
           edges_from_json(json_object_get(json, "columns"), arena, &ret->column_edges,
                           &ret->column_count) &&
           wire_share(json_object_get(json, "sure"), &ret->sure);
}

static bool code_from_json(const json_t *json, struct arena *arena, struct text_code *ret)
{
    return wire_text(json_object_get(json, "kind"), false, arena, &ret->kind) &&
           wire_text(json_object_get(json, "text"), false, arena, &ret->text) &&
           wire_box(json_object_get(json, "box"), &ret->box);
}

static bool view_from_json(const json_t *json, struct view *ret)
{
    ret->skew = json_peek_double(json, "skew", NAN);
    return wire_int(json_object_get(json, "width"), 0, IMAGE_SIDE_MAX, &ret->page_width) &&
           wire_int(json_object_get(json, "height"), 0, IMAGE_SIDE_MAX, &ret->page_height) &&
           wire_int(json_object_get(json, "turns"), 0, 3, &ret->turns) && fabs(ret->skew) <= 90;
}

static bool lists_from_json(const json_t *json, struct arena *arena, struct text_page *ret)
{
    const json_t *lines = json_peek_array(json, "lines");
    const json_t *tables = json_peek_array(json, "tables");
    const json_t *codes = json_peek_array(json, "codes");
    ret->line_count = json_array_size(lines);
    ret->table_count = json_array_size(tables);
    ret->code_count = json_array_size(codes);
    if (!lines || ret->line_count + ret->table_count + ret->code_count > PAGE_WORDS_MAX)
        return false;
    ret->lines = arena_take(arena, ret->line_count, sizeof *ret->lines);
    ret->tables = arena_take(arena, ret->table_count, sizeof *ret->tables);
    ret->codes = arena_take(arena, ret->code_count, sizeof *ret->codes);
    bool good = true;
    for (size_t i = 0; good && i < ret->line_count; i++)
        good = line_from_json(json_array_get(lines, i), arena, &ret->lines[i]);
    for (size_t i = 0; good && i < ret->table_count; i++)
        good = table_from_json(json_array_get(tables, i), arena, &ret->tables[i]);
    for (size_t i = 0; good && i < ret->code_count; i++)
        good = code_from_json(json_array_get(codes, i), arena, &ret->codes[i]);
    return good;
}

enum err_code text_page_from_json(const json_t *json, struct arena *arena, struct text_page *ret,
                                  struct err *err)
{
    struct text_page page = {.dpi = json_peek_double(json, "dpi", -1),
                             .blank = json_peek_bool(json, "blank", false)};
    if (!(page.dpi >= 0 && page.dpi <= IMAGE_DPI_MAX) ||
        !view_from_json(json_object_get(json, "view"), &page.view) ||
        !wire_share(json_object_get(json, "orientation_sure"), &page.orientation_sure) ||
        !lists_from_json(json, arena, &page))
        return err_set(err, ERR_FORMAT, 151,
                       _("the text of a page is damaged; read the page again"));
    *ret = page;
    return ERR_OK;
}
