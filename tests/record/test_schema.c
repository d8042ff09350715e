/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: schema files, good and bad.
 */
#include "record/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cmocka_first.h"

#define HEAD                                                                                       \
    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:x\",\"title\":"   \
    "\"T\",\"type\":\"object\","
#define NOTES                                                                                      \
    "\"x-sohoa\":{\"name\":\"giay\",\"version\":1,\"title\":{\"vi\":\"A\",\"en\":\"B\"},"          \
    "\"shape\":\"form\",\"page\":{\"size\":\"A4\",\"orientation\":\"portrait\"},"                  \
    "\"papers\":[\"Giấy\"]},"
#define FIELD(more)                                                                                \
    "\"properties\":{\"so\":{\"type\":[\"string\",\"null\"],\"x-sohoa\":{\"kind\":\"number\","     \
    "\"label\":\"Số\",\"label_en\":\"Number\"" more "}}},"
#define TAIL "\"required\":[\"so\"],\"additionalProperties\":false}"

static const struct bad {
    const char *json;
    int number;        /* 0 = good */
    const char *place; /* stands in the text */
} CASES[] = {
    {HEAD NOTES FIELD("") TAIL, 0, ""},
    {HEAD NOTES FIELD(",\"zone\":[0,0,1000,1000],\"lines\":3,\"keep\":true") TAIL, 0, ""},
    {"[]", 402, "object"},
    {"{}", 401, "$schema"},
    {HEAD NOTES FIELD("") "\"patternProperties\":{}," TAIL, 400, "patternProperties"},
    {HEAD NOTES FIELD(",\"pattern\":\"x\"") TAIL, 400, "properties/so/x-sohoa/pattern"},
    {HEAD NOTES FIELD(",\"lines\":0") TAIL, 402, "properties/so/x-sohoa/lines"},
    {HEAD NOTES FIELD(",\"lines\":41") TAIL, 402, "properties/so/x-sohoa/lines"},
    {HEAD NOTES FIELD(",\"lines\":\"3\"") TAIL, 402, "lines"},
    {HEAD NOTES FIELD(",\"zone\":[0,0,0,10]") TAIL, 402, "properties/so/x-sohoa/zone"},
    {HEAD NOTES FIELD(",\"zone\":[900,0,200,10]") TAIL, 402, "zone"},
    {HEAD NOTES FIELD(",\"zone\":[0.5,0,0.1,0.1]") TAIL, 402, "zone"},
    {HEAD NOTES FIELD(",\"side\":\"up\"") TAIL, 403, "properties/so/x-sohoa/side"},
    {HEAD NOTES FIELD(",\"find\":\"zone\"") TAIL, 403, "find"},
    {HEAD NOTES FIELD(",\"block\":\"me\"") TAIL, 405, "me"},
    {HEAD NOTES FIELD(",\"print\":[\"Số\",\"Số\"]") TAIL, 402, "print"},
    {HEAD NOTES FIELD(",\"print\":[\"So\xCC\x82\xCC\x81\"]") TAIL, 402, "print"},
    {HEAD NOTES FIELD(",\"required\":1") TAIL, 402, "required"},
    {HEAD NOTES FIELD("") "\"required\":[\"so\",\"so\"],\"additionalProperties\":false}", 402, ""},
    {HEAD NOTES FIELD("") "\"required\":[],\"additionalProperties\":false}", 406, "required"},
    {HEAD NOTES FIELD("") "\"required\":[\"ten\"],\"additionalProperties\":false}", 406, ""},
    {HEAD NOTES FIELD("") "\"required\":[\"so\"],\"additionalProperties\":true}", 402,
     "additionalProperties"},
    {HEAD NOTES "\"properties\":{\"So\":{\"type\":[\"string\",\"null\"],\"x-sohoa\":{\"kind\":"
                "\"number\",\"label\":\"a\",\"label_en\":\"b\"}}},\"required\":[\"So\"],"
                "\"additionalProperties\":false}",
     404, "So"},
    {HEAD NOTES "\"properties\":{\"so\":{\"type\":\"string\",\"x-sohoa\":{\"kind\":\"number\","
                "\"label\":\"a\",\"label_en\":\"b\"}}}," TAIL,
     402, "properties/so/type"},
    {HEAD NOTES "\"properties\":{\"so\":{\"type\":[\"string\",\"null\"],\"x-sohoa\":{\"kind\":"
                "\"colour\",\"label\":\"a\",\"label_en\":\"b\"}}}," TAIL,
     403, "properties/so/x-sohoa/kind"},
};

static void check_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        json_t *json = NULL;
        struct schema *schema = NULL;
        struct err err = {0};
        assert_int_equal(json_parse(CASES[i].json, strlen(CASES[i].json), "t", &json, &err), 0);
        enum err_code code = schema_new(json, "t.json", &schema, &err);
        if (err.number != CASES[i].number || (code == ERR_OK) != (CASES[i].number == 0))
            fail_msg("case %zu: K-%d %s, not K-%d", i, err.number, err.text, CASES[i].number);
        if (CASES[i].number && !strstr(err.text, CASES[i].place))
            fail_msg("case %zu: '%s' does not name %s", i, err.text, CASES[i].place);
        schema_free(schema);
        json_decref(json);
    }
}

static void count_one(void *context, const struct err *violation)
{
    size_t *count = context;
    assert_int_equal(violation->code, ERR_FORMAT);
    (*count)++;
}

static void check_reports_all(void **state)
{
    (void)state;
    static const char BAD[] = HEAD NOTES FIELD(
        ",\"a\":1,\"b\":2,\"side\":\"up\"") "\"required\":[],\"additionalProperties\":true}";
    json_t *json = NULL;
    struct err err = {0};
    size_t count = 0;
    assert_int_equal(json_parse(BAD, strlen(BAD), "t", &json, &err), 0);
    assert_int_equal(schema_check(json, "t", count_one, &count), 5);
    assert_int_equal(count, 5);
    json_decref(json);
}

static const struct {
    const char *name;
    size_t least; /* fields */
    const char *first, *last;
} INSTALLED[] = {
    {"can-cuoc", 9, "so", "ngay_cap"},     {"cong-van", 8, "so_ky_hieu", "nguoi_ky"},
    {"ket-hon", 16, "so", "nguoi_ky"},     {"khai-sinh", 25, "so", "nguoi_ky"},
    {"khai-tu", 21, "so", "nguoi_ky"},     {"so-ket-hon", 20, "stt", "trang"},
    {"so-khac", 20, "stt", "trang"},       {"so-khai-sinh", 30, "stt", "trang"},
    {"so-khai-tu", 25, "stt", "trang"},    {"so-nhan-cha-me-con", 25, "stt", "trang"},
    {"so-tinh-trang", 20, "stt", "trang"},
};

static void installed_set(void **state)
{
    (void)state;
    struct schema_set set = {0}, again = {0};
    struct err err = {0};
    if (schema_set_load(NULL, &set, &err))
        fail_msg("K-%d %s", err.number, err.text);
    assert_int_equal(set.count, sizeof INSTALLED / sizeof *INSTALLED);
    for (size_t i = 0; i < set.count; i++) {
        const struct schema *schema = set.items[i];
        assert_string_equal(schema->name, INSTALLED[i].name);
        assert_true(schema->field_count >= INSTALLED[i].least);
        assert_string_equal(schema->fields[0].name, INSTALLED[i].first);
        assert_string_equal(schema->fields[schema->field_count - 1].name, INSTALLED[i].last);
        assert_ptr_equal(schema_set_lookup(&set, schema->name), schema);
        assert_int_equal(schema_field_index(schema, schema->fields[3].name), 3);
        assert_null(schema_field_lookup(schema, "khong_co"));
    }
    json_t *json = schema_set_to_json(&set);
    assert_int_equal(schema_set_from_json(json, &again, &err), 0);
    for (size_t i = 0; i < set.count; i++)
        assert_true(digest_equal(&set.items[i]->hash, &again.items[i]->hash));
    json_array_append(json, json_array_get(json, 0));
    struct schema_set twice = {0};
    assert_int_equal(schema_set_from_json(json, &twice, &err), ERR_EXISTS);
    assert_int_equal(err.number, 407);
    json_decref(json);
    schema_set_release(&set);
    schema_set_release(&again);
}

static void folder_faults(void **state)
{
    (void)state;
    struct schema_set set = {0};
    struct err err = {0};
    assert_int_equal(schema_set_load("/nonexistent/schemas", &set, &err), ERR_MISSING);
    assert_int_equal(err.number, 408);
    err_clear(&err);
    assert_int_equal(schema_set_load("/proc/self/fdinfo", &set, &err), ERR_MISSING);
    assert_int_equal(err.number, 409);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_cases),
        cmocka_unit_test(check_reports_all),
        cmocka_unit_test(installed_set),
        cmocka_unit_test(folder_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
