/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_yaml: the plain subset, places, and what is refused and where.
 * May include: base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/yaml.h"

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"a: 1\nb: -2.5\nc: true\nd: ~\ne:\nf: yes\n",
         "{\"a\":1,\"b\":-2.5,\"c\":true,\"d\":null,\"e\":null,\"f\":\"yes\"}"},
        {"a: \"1\"\nb: 'true'\n", "{\"a\":\"1\",\"b\":\"true\"}"},
        {"- x\n- [1, 2]\n- {k: v}\n", "[\"x\",[1,2],{\"k\":\"v\"}]"},
        {"# lời\nten: Đặng Thị Hường\n", "{\"ten\":\"Đặng Thị Hường\"}"},
        {"a: 012\nb: 1e3\nc: .\nd: 1.2.3\ne: -\n", NULL},
        {"a: 1e3\nb: 1.2.3\nc: '-'\n", "{\"a\":1000.0,\"b\":\"1.2.3\",\"c\":\"-\"}"},
        {"text: |\n  one\n  two\n", "{\"text\":\"one\\ntwo\\n\"}"},
        {"42\n", "42"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *value = NULL;
        struct err err = {0};
        enum err_code code =
            yaml_parse(cases[i].in, strlen(cases[i].in), "t.yaml", &value, NULL, &err);
        assert_int_equal(code, cases[i].out ? ERR_OK : ERR_FORMAT);
        if (!cases[i].out)
            continue;
        char *line = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
        assert_string_equal(line, cases[i].out);
        free(line);
        json_decref(value);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *in, *where;
    } cases[] = {
        {"", "t.yaml:1:1:"},
        {"a: &x 1\n", "t.yaml:1:4:"},
        {"a: 1\nb: *x\n", "t.yaml:2:4:"},
        {"a: !!str 1\n", "t.yaml:1:4:"},
        {"<<: {a: 1}\n", "t.yaml:1:1:"},
        {"a: 1\nb: 2\na: 3\n", "t.yaml:3:1:"},
        {"a: [1, 2\n", "t.yaml:2:1:"},
        {"a: 1\n---\nb: 2\n", "t.yaml:2:1:"},
        {"? [a]\n: b\n", "t.yaml:1:3:"},
        {"a:\n\t- b\n", "t.yaml:2:1:"},
        {"a: \"\\0\"\n", "t.yaml:1:4:"},
        {"[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n", "t.yaml:1:17:"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *value = NULL, *places = NULL;
        struct err err = {0};
        enum err_code code =
            yaml_parse(cases[i].in, strlen(cases[i].in), "t.yaml", &value, &places, &err);
        if (code != ERR_FORMAT || strncmp(err.text, cases[i].where, strlen(cases[i].where)) != 0)
            fail_msg("case %zu: %s %s", i, err_code_name(code), err.text);
        assert_int_equal(err.number, 115);
        assert_null(value);
        assert_null(places);
    }
    json_t *value = NULL;
    assert_int_equal(yaml_parse("a: \xFF", 4, "t", &value, NULL, NULL), ERR_FORMAT);
}

static void test_places(void **state)
{
    (void)state;
    static const char text[] = "clean:\n  deskew:\n    limit: 7\nlist:\n  - a\n  - b\n";
    json_t *value = NULL, *places = NULL;
    assert_int_equal(yaml_parse(text, sizeof text - 1, "t", &value, &places, NULL), ERR_OK);
    assert_string_equal(json_peek_text(places, "clean/deskew/limit"), "3:12");
    assert_string_equal(json_peek_text(places, "clean/deskew/limit:"), "3:5");
    assert_string_equal(json_peek_text(places, "list:"), "4:1");
    assert_string_equal(json_peek_text(places, "list/1"), "6:5");
    json_decref(value);
    json_decref(places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
