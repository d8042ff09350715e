/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record/test_score: distances, fields by sort, and the sign test, counted by hand.
 * May include: record, base, cmocka.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cmocka_first.h"
#include "record/score.h"

static void test_distance(void **state)
{
    (void)state;
    static const struct {
        const char *truth, *read;
        struct distance letters, plain, words;
    } cases[] = {
        {"", "", {0, 0}, {0, 0}, {0, 0}},
        {"", "ab c", {0, 4}, {0, 4}, {0, 2}},
        {"ab c", "", {4, 4}, {4, 4}, {2, 2}},
        {"  Đặng \n\tThị ", "Đặng Thị", {8, 0}, {8, 0}, {2, 0}},
        {"Đặng Thị", "Dang Thi", {8, 3}, {8, 0}, {2, 2}},
        {"Hoa\xCC\x80", "Ho\xC3\xA0", {3, 0}, {3, 0}, {1, 0}},
        {"một hai ba", "một ba", {10, 4}, {10, 4}, {3, 1}},
        {"a b", "b a", {3, 2}, {3, 2}, {2, 2}},
        {"abc", "abd x", {3, 3}, {3, 3}, {1, 2}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct distance wanted[] = {cases[i].letters, cases[i].plain, cases[i].words};
        for (enum distance_form form = 0; form < DISTANCE_FORM_COUNT; form++) {
            struct distance got = distance_of(cases[i].truth, cases[i].read, form);
            if (got.count != wanted[form].count || got.edits != wanted[form].edits)
                fail_msg("case %zu form %d: %zu of %zu", i, (int)form, got.edits, got.count);
        }
    }
}

static void test_sign(void **state)
{
    (void)state;
    static const struct {
        size_t better, worse;
        double chance;
    } cases[] = {
        {0, 0, 1},       {1, 0, 1},       {5, 5, 1},         {5, 0, 0.0625},
        {6, 0, 0.03125}, {0, 6, 0.03125}, {8, 1, 0.0390625}, {7, 1, 0.0703125},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        double chance = sign_test(cases[i].better, cases[i].worse);
        if (fabs(chance - cases[i].chance) > 1e-9)
            fail_msg("case %zu: %g", i, chance);
    }
    assert_true(sign_test(5000, 4000) < 0.001);
    assert_true(sign_test(5000, 5010) > 0.5);
}

static json_t *parse(const char *text)
{
    json_t *json = NULL;
    assert_int_equal(json_parse(text, strlen(text), "t", &json, NULL), ERR_OK);
    return json;
}

static void test_page(void **state)
{
    (void)state;
    struct schema_set schemas = {0};
    assert_int_equal(schema_set_load(NULL, &schemas, NULL), ERR_OK);
    json_t *truth = parse(
        "{\"schema\":\"khai-sinh\",\"text\":\"a b\",\"text_rows\":\"b a\",\"record\":{\"fields\":{"
        "\"so\":{\"value\":\"12\"},\"ngay_sinh\":{\"value\":\"2010-03-15\"},"
        "\"so_dinh_danh\":{\"value\":\"1\"},\"ho_ten\":{\"value\":\"x\"},"
        "\"giay_to\":{\"value\":null}}}}");
    json_t *read = parse(
        "{\"file\":\"p.png\",\"text\":\"b a\",\"timing\":{\"read\":1500,\"clean\":500},\"record\":{"
        "\"schema\":\"khai-sinh\",\"fields\":{\"so\":{\"value\":\"13\",\"confidence\":0.9995},"
        "\"ngay_sinh\":{\"value\":\"2010-03-15\"},\"ho_ten\":{\"value\":\"x\"}}}}");
    struct score_options options = {.schemas = &schemas};
    struct scores scores = {0};
    score_page(score_of(&scores, truth_schema(truth), truth_level(truth)), truth, read, &options);
    score_page(score_of(&scores, truth_schema(truth), truth_level(truth)), truth, NULL, &options);
    struct score all = scores_gather(&scores, NULL, "-");
    assert_int_equal(all.pages, 2);
    assert_int_equal(all.unread, 1);
    assert_int_equal(all.pages_known, 1);
    assert_int_equal(all.texts[DISTANCE_LETTERS].edits, 3); /* the nearer order; then nothing */
    assert_int_equal(all.fields.count, 8);
    assert_int_equal(all.fields.exact, 2);
    assert_int_equal(all.fields.sure_wrong, 1);
    assert_int_equal(all.fields.sorts[SORT_NUMBER].wrong, 2);
    assert_int_equal(all.fields.sorts[SORT_PERSON_ID].wrong, 2);
    assert_int_equal(all.fields.sorts[SORT_DATE].wrong, 1);
    assert_int_equal(all.fields.sorts[SORT_DATE].count, 2);
    assert_true(fabs(all.seconds - 2) < 1e-9);
    scores_release(&scores);
    json_decref(truth);
    json_decref(read);
    schema_set_release(&schemas);
}

/* A page that lies askew: a row's box reaches more than half into the next. The first row was not
 * found; the others must not be taken for the rows above them. */
static void test_rows_askew(void **state)
{
    (void)state;
    json_t *truth = parse("{\"schema\":\"so-khai-sinh\",\"records\":["
                          "{\"fields\":{\"so\":{\"value\":\"1\",\"box\":[0,0,900,220]}}},"
                          "{\"fields\":{\"so\":{\"value\":\"2\",\"box\":[0,100,900,220]}}},"
                          "{\"fields\":{\"so\":{\"value\":\"3\",\"box\":[0,200,900,220]}}}]}");
    static const struct {
        const char *read;
        size_t found, exact;
    } cases[] = {
        {"[]", 0, 0},
        /* all but the first */
        {"[{\"region\":[0,100,900,220],\"fields\":{\"so\":{\"value\":\"2\"}}},"
         "{\"region\":[0,200,900,220],\"fields\":{\"so\":{\"value\":\"3\"}}}]",
         2, 2},
        /* all but the one in the middle */
        {"[{\"region\":[0,0,900,220],\"fields\":{\"so\":{\"value\":\"1\"}}},"
         "{\"region\":[0,200,900,220],\"fields\":{\"so\":{\"value\":\"3\"}}}]",
         2, 2},
        /* values that slipped down by one row are wrong, whatever they are */
        {"[{\"region\":[0,100,900,220],\"fields\":{\"so\":{\"value\":\"1\"}}},"
         "{\"region\":[0,200,900,220],\"fields\":{\"so\":{\"value\":\"2\"}}}]",
         2, 0},
        /* one too many, between two */
        {"[{\"region\":[0,0,900,220],\"fields\":{\"so\":{\"value\":\"1\"}}},"
         "{\"region\":[0,50,900,220],\"fields\":{\"so\":{\"value\":\"9\"}}},"
         "{\"region\":[0,100,900,220],\"fields\":{\"so\":{\"value\":\"2\"}}},"
         "{\"region\":[0,200,900,220],\"fields\":{\"so\":{\"value\":\"3\"}}}]",
         3, 3},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct score_options options = {0};
        struct field_sum sum = {0};
        json_t *read = json_object();
        json_put_text(read, "schema", "so-khai-sinh");
        json_put_new(read, "records", parse(cases[i].read));
        (void)fields_compare(truth, read, &options, &sum);
        if (sum.count != 3 || sum.records_found != cases[i].found || sum.exact != cases[i].exact)
            fail_msg("case %zu: %zu fields, %zu found, %zu exact", i, sum.count, sum.records_found,
                     sum.exact);
        json_decref(read);
    }
    json_decref(truth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_sign),
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_rows_askew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
