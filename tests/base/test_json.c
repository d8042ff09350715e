/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_json: parsing with limits, canonical form, lines, members.
 * May include: base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"

static json_t *parse(const char *text)
{
    json_t *value = NULL;
    struct err err = {0};
    if (json_parse(text, strlen(text), "t", &value, &err) != ERR_OK)
        fail_msg("%s", err.text);
    return value;
}

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
    } cases[] = {
        {"", ERR_FORMAT},
        {"{", ERR_FORMAT},
        {"{}x", ERR_FORMAT},
        {"{\"a\":1,\"a\":2}", ERR_FORMAT},
        {"[1e999]", ERR_FORMAT},
        {"[99999999999999999999999]", ERR_FORMAT},
        {"[\"\\u0000\"]", ERR_FORMAT},
        {"[\"\\ud800\"]", ERR_FORMAT},
        {"[\"\xFF\"]", ERR_FORMAT},
        {"['a']", ERR_FORMAT},
        {"[01]", ERR_FORMAT},
        {"[NaN]", ERR_FORMAT},
        {"\"[[[[\"", ERR_OK},
        {"[\"\\\"[\"]", ERR_OK},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *value = NULL;
        struct err err = {0};
        enum err_code code = json_parse(cases[i].text, strlen(cases[i].text), "f", &value, &err);
        if (code != cases[i].code)
            fail_msg("case %zu (%s): %s", i, cases[i].text, err_code_name(code));
        assert_true((value != NULL) == (code == ERR_OK));
        if (code == ERR_FORMAT)
            assert_int_equal(err.number, 110);
        json_decref(value);
    }
}

static void test_depth(void **state)
{
    (void)state;
    for (size_t depth = JSON_DEPTH_MAX; depth <= 100000; depth = depth * 40 + 1) {
        char *text = mem_new(depth * 2 + 1, 1);
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        json_t *value = NULL;
        enum err_code code = json_parse(text, depth * 2, "deep", &value, NULL);
        assert_int_equal(code, depth <= JSON_DEPTH_MAX ? ERR_OK : ERR_LIMIT);
        json_decref(value);
        free(text);
    }
}

static void test_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"{\"b\":1,\"a\":[ true, false, null ]}", "{\"a\":[true,false,null],\"b\":1}"},
        {"[-0, 9007199254740991, -5]", "[0,9007199254740991,-5]"},
        {"{}", "{}"},
        {"\"\\u20ac$\\u000f\\nA'B\\\"\\\\\\/\\u007f\\b\\f\\r\\t\"",
         "\"€$\\u000f\\nA'B\\\"\\\\/\x7f\\b\\f\\r\\t\""},
        {"\"\\u2028<đ>\"", "\"\xE2\x80\xA8<đ>\""},
        /* The sorting example of RFC 8785, 3.2.3: by UTF-16 units, not by UTF-8 bytes. */
        {"{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
         "\"\\u00f6\":7}",
         "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"\xF0\x9F\x98\x80\":5,"
         "\"\xEF\xAC\xB3\":3}"},
        {"{\"aa\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"aa\":1}"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *value = parse(cases[i].in);
        char *text = json_canonical(value);
        assert_string_equal(text, cases[i].out);
        free(text);
        json_decref(value);
    }
}

static void test_lines(void **state)
{
    (void)state;
    json_t *value = parse("{\"z\":0.123456789,\"a\":\"ệ\",\"n\":null}");
    char *line = json_line(value), *pretty = json_pretty(value);
    assert_string_equal(line, "{\"z\":0.123457,\"a\":\"ệ\",\"n\":null}");
    assert_non_null(strstr(pretty, "\n  \"a\": \"ệ\""));
    free(line);
    free(pretty);
    json_decref(value);
}

static void test_members(void **state)
{
    (void)state;
    json_t *value =
        parse("{\"t\":\"x\",\"i\":3,\"r\":1.5,\"b\":true,\"o\":{},\"l\":[1],\"n\":null}");
    assert_string_equal(json_peek_text(value, "t"), "x");
    assert_null(json_peek_text(value, "n"));
    assert_null(json_peek_text(value, "i"));
    assert_null(json_peek_text(NULL, "i"));
    assert_int_equal(json_peek_long(value, "i", 9), 3);
    assert_int_equal(json_peek_long(value, "r", 9), 9);
    assert_true(json_peek_double(value, "i", 0) == 3.0);
    assert_true(json_peek_double(value, "t", 7) == 7.0);
    assert_true(json_peek_bool(value, "b", false));
    assert_true(json_peek_bool(value, "t", true));
    assert_non_null(json_peek_object(value, "o"));
    assert_null(json_peek_object(value, "l"));
    assert_non_null(json_peek_array(value, "l"));
    json_put_text(value, "n",
                  "a\xff\xe1\xbb"
                  "b\xe1\xbb\x87");
    assert_string_equal(json_peek_text(value, "n"), "a\uFFFD\uFFFD\uFFFD"
                                                    "b\u1EC7");
    json_put_text(value, "n", NULL);
    json_put_long(value, "i", 4);
    json_put_bool(value, "b", false);
    json_put_double(value, "r", 2.5);
    json_put_new(value, "o", json_array());
    char *line = json_line(value);
    assert_string_equal(
        line, "{\"t\":\"x\",\"i\":4,\"r\":2.5,\"b\":false,\"o\":[],\"l\":[1],\"n\":null}");
    free(line);
    json_decref(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile),   cmocka_unit_test(test_depth),
        cmocka_unit_test(test_canonical), cmocka_unit_test(test_lines),
        cmocka_unit_test(test_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
