/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/model/test_wire: a page of text and its proposals to JSON and back; each damaged member is
 * refused; the plain text of a page. May include: model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "model/record.h"
#include "model/text.h"

static float chars[] = {0.9f, 0.5f, 1.0f, 0.25f, 0.125f};
static struct text_word words[] = {
    {.text = "Hường", .box = {10, 10, 50, 20}, .confidence = 0.97f, .char_confidence = chars},
    {.text = "sinh", .box = {70, 10, 40, 20}, .confidence = 1},
};
static int row_edges[] = {100, 150, 200}, column_edges[] = {10, 200};
static struct text_line lines[] = {
    {.box = {10, 10, 100, 20},
     .words = words,
     .word_count = 2,
     .confidence = 0.9f,
     .x_height = 13.5f,
     .table = -1,
     .row = -1,
     .column = -1},
    {.box = {10, 100, 40, 20}, .words = words, .word_count = 1, .table = 0, .row = 0},
    {.box = {10, 120, 40, 20}, .words = words + 1, .word_count = 1, .table = 0, .row = 0},
    {.box = {60, 100, 40, 20},
     .words = words + 1,
     .word_count = 1,
     .table = 0,
     .row = 0,
     .column = 2},
    {.box = {10, 150, 40, 20}, .words = words, .word_count = 1, .table = 0, .row = 1},
    {.box = {10, 250, 40, 20}, .kind = TEXT_HAND, .table = -1, .row = -1, .column = -1},
    {.box = {10, 300, 40, 20},
     .words = words,
     .word_count = 1,
     .table = -1,
     .row = -1,
     .column = -1},
};
static struct text_table table = {{10, 100, 190, 100}, row_edges, column_edges, 2, 1, 0.75f};
static struct text_code code = {"QRCode", "1|2", {1, 2, 3, 4}};
static const struct text_page page = {.view = {1000, 1400, 1, -0.75},
                                      .dpi = 300,
                                      .orientation_sure = 0.5f,
                                      .lines = lines,
                                      .line_count = ARRAY_SIZE(lines),
                                      .tables = &table,
                                      .table_count = 1,
                                      .codes = &code,
                                      .code_count = 1};

static void test_page_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(text_line_text(&lines[0], arena), "Hường sinh");
    assert_string_equal(text_page_text(&page, arena),
                        "Hường sinh\nHường sinh\t\tsinh\nHường\nHường");
    struct text_page blank = {.blank = true};
    assert_string_equal(text_page_text(&blank, arena), "");
    arena_free(arena);
}

static void test_page_round_trip(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    json_t *first = text_page_to_json(&page);
    struct text_page back;
    struct err err = {0};
    if (text_page_from_json(first, arena, &back, &err) != ERR_OK)
        fail_msg("%s", err.text);
    json_t *second = text_page_to_json(&back);
    assert_true(json_equal(first, second));
    assert_string_equal(back.lines[0].words[0].text, "Hường");
    assert_true(back.lines[0].words[0].char_confidence[3] == 0.25f);
    assert_null(back.lines[0].words[1].char_confidence);
    assert_int_equal(back.lines[5].kind, TEXT_HAND);
    assert_int_equal(back.tables[0].row_edges[2], 200);
    json_decref(first);
    json_decref(second);
    arena_free(arena);
}

/* Puts value at a path like "lines/0/words/1/text"; NULL removes. */
static void damage(json_t *root, const char *path, const char *value)
{
    char part[64];
    json_t *at = root;
    for (;;) {
        size_t length = strcspn(path, "/");
        snprintf(part, sizeof part, "%.*s", (int)length, path);
        path += length;
        if (!*path)
            break;
        path++;
        at = json_is_array(at) ? json_array_get(at, strtoul(part, NULL, 10))
                               : json_object_get(at, part);
        assert_non_null(at);
    }
    json_t *put = value ? json_loads(value, JSON_DECODE_ANY, NULL) : NULL;
    if (json_is_array(at))
        json_array_set_new(at, strtoul(part, NULL, 10), put);
    else if (put)
        json_object_set_new(at, part, put);
    else
        json_object_del(at, part);
}

static void test_page_damaged(void **state)
{
    (void)state;
    static const struct {
        const char *path, *value;
    } cases[] = {
        {"view", NULL},
        {"view/turns", "4"},
        {"view/skew", "\"x\""},
        {"view/width", "-1"},
        {"dpi", "1e9"},
        {"lines", "{}"},
        {"lines/0", "null"},
        {"lines/0/box", "[1,2,3]"},
        {"lines/0/box/2", "99999999"},
        {"lines/0/kind", "\"verse\""},
        {"lines/0/confidence", "1.5"},
        {"lines/0/cell/1", "-2"},
        {"lines/0/words/0/text", "\"\""},
        {"lines/0/words/0/text", "\"a b\""},
        {"lines/0/words/0/text", "\"e\\u0323\""},
        {"lines/0/words/0/chars", "[1]"},
        {"lines/0/words/0/chars/0", "true"},
        {"tables/0/rows", "[5]"},
        {"tables/0/columns", "[7,6]"},
        {"codes/0/text", "null"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        json_t *json = text_page_to_json(&page);
        damage(json, cases[i].path, cases[i].value);
        struct text_page back = {.dpi = 77};
        struct err err = {0};
        if (text_page_from_json(json, arena, &back, &err) != ERR_FORMAT)
            fail_msg("%s passed", cases[i].path);
        assert_int_equal(err.number, 151);
        assert_true(back.dpi == 77);
        json_decref(json);
        arena_free(arena);
    }
}

static struct proposed_field fields[] = {
    {.name = "ho_ten",
     .value = {"NGUYỄN  VĂN A", "NGUYỄN VĂN A", VALUE_OK},
     .other = "NGUYỄN VÂN A",
     .confidence = 0.9995f,
     .box = {1, 2, 3, 4},
     .problems = {{"not-a-name", {"A", "B"}}, {"short", {0}}},
     .problem_count = 2},
    {.name = "so", .value = {.status = VALUE_BLANK}, .handwritten = true},
};
static struct proposal items[] = {{"khai-sinh", {0, 0, 5, 5}, -1, fields, 2}};
static const struct proposal_list list = {"khai-sinh", 1, items, 1};

static void test_proposals(void **state)
{
    (void)state;
    static const struct {
        const char *path, *value;
    } cases[] = {
        {"items", NULL},
        {"schema", "1"},
        {"schema_sure", "-1"},
        {"items/0/row", "-2"},
        {"items/0/region", "[]"},
        {"items/0/fields/0/name", "null"},
        {"items/0/fields/0/status", "\"perhaps\""},
        {"items/0/fields/0/problems/0/args", "[\"1\",\"2\",\"3\",\"4\"]"},
        {"items/0/fields/0/problems/0/code", NULL},
        {"items/0/fields/1/confidence", "2"},
    };
    struct arena *arena = arena_new();
    json_t *first = proposal_list_to_json(&list);
    struct proposal_list back;
    assert_int_equal(proposal_list_from_json(first, arena, &back, NULL), ERR_OK);
    json_t *second = proposal_list_to_json(&back);
    assert_true(json_equal(first, second));
    assert_null(back.items[0].fields[0].problems[0].args[2]);
    json_decref(first);
    json_decref(second);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *json = proposal_list_to_json(&list);
        damage(json, cases[i].path, cases[i].value);
        if (proposal_list_from_json(json, arena, &back, NULL) != ERR_FORMAT)
            fail_msg("%s passed", cases[i].path);
        json_decref(json);
    }
    struct proposal_list unknown = {0};
    json_t *json = proposal_list_to_json(&unknown);
    assert_int_equal(proposal_list_from_json(json, arena, &back, NULL), ERR_OK);
    assert_null(back.schema);
    json_decref(json);
    arena_free(arena);
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < VALUE_STATUS_COUNT; i++) {
        enum value_status back;
        assert_true(value_status_parse(value_status_name((enum value_status)i), &back));
        assert_int_equal(back, i);
    }
    for (int i = 0; i < PAGE_STATE_COUNT; i++) {
        enum page_state back;
        assert_true(page_state_parse(page_state_name((enum page_state)i), &back));
        assert_int_equal(back, i);
    }
    for (int i = 0; i < RECORD_STATE_COUNT; i++) {
        enum record_state back;
        assert_true(record_state_parse(record_state_name((enum record_state)i), &back));
        assert_int_equal(back, i);
    }
    enum page_state untouched = PAGE_ASIDE;
    assert_false(page_state_parse("x", &untouched) || page_state_parse(NULL, &untouched));
    assert_int_equal(untouched, PAGE_ASIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page_text),    cmocka_unit_test(test_page_round_trip),
        cmocka_unit_test(test_page_damaged), cmocka_unit_test(test_proposals),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
