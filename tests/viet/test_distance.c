/* SPDX-License-Identifier: Apache-2.0
 *
 * Weighted edit distance: costs, symmetry, limit, substring search. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include <stdlib.h>
#include <string.h>

#include "viet/distance.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
    const char *a, *b;
    float distance;
} CASES[] = {
    {"", "", 0},
    {"abc", "ABC", 0},
    {"hòa", "HÒA", 0},
    {"", "abc", 3},
    {"", " . ", 1.1f},
    {"hòa", "hoa", .25f},
    {"hòa", "hóa", .25f},
    {"hôa", "hoa", .35f},
    {"hồa", "hoa", .6f},
    {"đa", "da", .35f},
    {"cat", "cut", 1},
    {"2O1O", "2010", .6f},
    {"l5", "15", .3f},
    {"15", "IS", .6f},
    {"B8", "88", .3f},
    {"nam", "narn", .3f},
    {"dem", "clem", .3f},
    {"Ho,ten", "Ho, ten", .4f},
    {"Ho:", "Ho", .3f},
    {"a.", "a,", .3f},
    {"läm", "lăm", .35f},
    {"nghln", "nghìn", .55f},
    {"kitten", "sitting", 3},
};

static void costs_are_as_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        assert_float_equal(distance_edit(CASES[i].a, CASES[i].b), CASES[i].distance, 0.001);
        assert_float_equal(distance_edit(CASES[i].b, CASES[i].a), CASES[i].distance, 0.001);
    }
}

static void limit_never_changes_what_is_within(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        for (float limit = 0; limit < 4; limit += 0.5f) {
            float within = distance_edit_within(CASES[i].a, CASES[i].b, limit);
            if (CASES[i].distance <= limit)
                assert_float_equal(within, CASES[i].distance, 0.001);
            else
                assert_true(within > limit);
        }
    }
}

static void likeness_is_between_0_and_1(void **state)
{
    (void)state;
    assert_float_equal(distance_likeness("", ""), 1, 0.001);
    assert_float_equal(distance_likeness("Hà Nội", "HÀ NỘI"), 1, 0.001);
    assert_float_equal(distance_likeness("abc", "xyz"), 0, 0.001);
    assert_true(distance_likeness("Hà Nôi", "Hà Nội") > 0.95f);
}

static void a_label_is_found_in_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *needle, *text, *part;
        float most;
    } FIND[] = {
        {"Giới tính:", "Họ tên: An Giới tính: Nam", "Giới tính:", 0},
        {"Giới tính:", "Họ tên: An Giơi tinh: Nam", "Giơi tinh:", .5f},
        {"Dân tộc", "1. Dán tôc: Kinh", "Dán tôc", .86f},
        {"abc", "", "", 3},
        {"", "abc", "", 0},
    };
    for (size_t i = 0; i < COUNT(FIND); i++) {
        int start, end;
        float distance = distance_find(FIND[i].needle, FIND[i].text, &start, &end);
        assert_true(distance <= FIND[i].most + 0.001f);
        assert_int_equal(end - start, strlen(FIND[i].part));
        assert_memory_equal(FIND[i].text + start, FIND[i].part, strlen(FIND[i].part));
    }
}

static void long_texts_are_cut(void **state)
{
    (void)state;
    enum { LENGTH = DISTANCE_RUNES_MAX * 3 };
    char *a = malloc(LENGTH + 1), *b = malloc(LENGTH + 1);
    memset(a, 'x', LENGTH);
    memset(b, 'x', LENGTH);
    b[LENGTH - 1] = 'y';
    a[LENGTH] = b[LENGTH] = '\0';
    assert_float_equal(distance_edit(a, b), 0, 0.001);
    assert_float_equal(distance_edit(a, ""), DISTANCE_RUNES_MAX, 0.001);
    free(a);
    free(b);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(costs_are_as_told),
        cmocka_unit_test(limit_never_changes_what_is_within),
        cmocka_unit_test(likeness_is_between_0_and_1),
        cmocka_unit_test(a_label_is_found_in_a_line),
        cmocka_unit_test(long_texts_are_cut),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
