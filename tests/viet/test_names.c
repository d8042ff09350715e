/* SPDX-License-Identifier: Apache-2.0
 *
 * Names of persons. All persons are invented. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include <stdlib.h>

#include "viet/names.h"
#include "viet/person_id.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void title_case(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"NGUYỄN VĂN AN", "Nguyễn Văn An"},
        {"  đặng   thị  hòa ", "Đặng Thị Hòa"},
        {"Y BHIĂK NIÊ", "Y Bhiăk Niê"},
        {"H'HEN NIÊ", "H'Hen Niê"},
        {"ê-ban", "Ê-Ban"},
        {"giàng a sử", "Giàng A Sử"},
        {"Nguye\xcc\x82\xcc\x83n", "Nguyễn"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char *title = name_title(CASES[i][0]);
        assert_string_equal(title, CASES[i][1]);
        free(title);
    }
}

static void edges_are_cleaned(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {": .. Nguyễn Văn An ......", "Nguyễn Văn An"},
        {"Nguyễn Văn An", "Nguyễn Văn An"},
        {"_-~ H'Hen Niê,", "H'Hen Niê"},
        {"....", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char *clean = name_clean(CASES[i][0]);
        assert_string_equal(clean, CASES[i][1]);
        free(clean);
    }
}

static void likely_names_stand_above_others(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"Nguyễn Văn An", "TRẦN THỊ BÍCH", "Thạch Sa Rây",
                                        "Y Bhiăk Niê",   "Giàng A Sử",    "Lê Thị Hoà",
                                        "Nguyên Văn An"};
    static const char *const OTHERS[] = {"",          "15/03/2010",  "Số: 45", "(ký tên)",
                                         "1 2 3 4 5", "nơi cư trú:", "......"};
    for (size_t i = 0; i < COUNT(NAMES); i++)
        assert_true(name_likely(NAMES[i]) >= 0.6f);
    for (size_t i = 0; i < COUNT(OTHERS); i++)
        assert_true(name_likely(OTHERS[i]) < 0.5f);
}

static void surnames(void **state)
{
    (void)state;
    assert_string_equal(name_surname("Nguyễn Văn An"), "Nguyễn");
    assert_string_equal(name_surname("NGUYỄN VĂN AN"), "Nguyễn");
    assert_null(name_surname("Nguyên Văn An"));
    assert_null(name_surname(""));
    float distance;
    assert_string_equal(name_surname_near("Nguyên", &distance), "Nguyễn");
    assert_float_equal(distance, 0.25, 0.001);
    assert_string_equal(name_surname_near("Nguyen", NULL), "Nguyễn");
    assert_null(name_surname_near("xyzxyz", NULL));
}

static void middle_names_hint_at_sex(void **state)
{
    (void)state;
    assert_int_equal(name_sex_hint("Trần Thị Bích"), SEX_FEMALE);
    assert_int_equal(name_sex_hint("NGUYỄN VĂN AN"), SEX_MALE);
    assert_int_equal(name_sex_hint("Lê Minh"), SEX_UNKNOWN);
    assert_int_equal(name_sex_hint(""), SEX_UNKNOWN);
}

static void words_are_found_by_their_start(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *wanted;
        bool first;
    } CASES[] = {
        {"ng", "Nguyễn", true},  {"tra", "Trần", true}, {"trà", "Trà", true}, {"đ", "Đặng", true},
        {"hanh", "Hạnh", false}, {"xyz", NULL, true},   {"BÙ", "Bùi", true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const char *word = name_word_begin(CASES[i].typed, CASES[i].first);
        if (CASES[i].wanted)
            assert_string_equal(word, CASES[i].wanted);
        else
            assert_null(word);
    }
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(words_are_found_by_their_start),
        cmocka_unit_test(title_case),
        cmocka_unit_test(edges_are_cleaned),
        cmocka_unit_test(likely_names_stand_above_others),
        cmocka_unit_test(surnames),
        cmocka_unit_test(middle_names_hint_at_sex),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
