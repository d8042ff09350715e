/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/model/test_number: entry numbers as clerks of all times wrote them, and what is none; lists
 * of numbers. May include: model, base, cmocka.
 */
#include "../cmocka_all.h"
#include "base/mem.h"
#include "model/number.h"

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long number;
        const char *suffix;
        int year;
    } good[] = {
        {"12", 12, "", 0},
        {"0012", 12, "", 0},
        {"0", 0, "", 0},
        {" 12 ", 12, "", 0},
        {"12.", 12, "", 0},
        {"12a", 12, "a", 0},
        {"12A", 12, "a", 0},
        {"12 a", 12, "a", 0},
        {"12-b", 12, "b", 0},
        {"12bis", 12, "bis", 0},
        {"12 Bis", 12, "bis", 0},
        {"12/bis", 12, "bis", 0},
        {"12/2005", 12, "", 2005},
        {"012 / 2005", 12, "", 2005},
        {"12-2005", 12, "", 2005},
        {"12a/2005", 12, "a", 2005},
        {"12 bis/1975", 12, "bis", 1975},
        {"12/KS", 12, "", 0},
        {"12/KS/2005", 12, "", 2005},
        {"12/2005/KS", 12, "", 2005},
        {"12-KH", 12, "", 0},
        {"05/TLKT", 5, "", 0},
        {"Số 12", 12, "", 0},
        {"số: 12/2005", 12, "", 2005},
        {"9999999", 9999999, "", 0},
    };
    for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
        struct entry_number got = {.number = -1};
        if (!entry_number_parse(good[i].text, &got))
            fail_msg("\"%s\" not read", good[i].text);
        assert_int_equal(got.number, good[i].number);
        assert_string_equal(got.suffix, good[i].suffix);
        assert_int_equal(got.year, good[i].year);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",         " ",      "a12",      "12/05",   "12/5/2005", "12/2005/2006",
        "12a/b",    "12KS",   "12/3000",  "12/0205", "-12",       "12,5",
        "12 13",    "12/",    "12//",     "１２",    "99999999",  "12/KSABCDEFGH",
        "mười hai", "12\n13", "12/20055", "12 2005", "12đ",       "12/1999/",
    };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        struct entry_number got = {.number = 77};
        if (entry_number_parse(bad[i], &got))
            fail_msg("\"%s\" read as %ld%s/%d", bad[i], got.number, got.suffix, got.year);
        assert_int_equal(got.number, 77);
    }
    assert_false(entry_number_parse(NULL, &(struct entry_number){0}));
}

static void test_order(void **state)
{
    (void)state;
    static const char *const rising[] = {"1", "2", "2a", "2b", "2 bis", "10", "10a"};
    char text[NUMBER_TEXT_SIZE];
    for (size_t i = 0; i < ARRAY_SIZE(rising); i++) {
        for (size_t k = 0; k < ARRAY_SIZE(rising); k++) {
            struct entry_number a, b;
            assert_true(entry_number_parse(rising[i], &a) && entry_number_parse(rising[k], &b));
            int order = entry_number_order(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
        struct entry_number number;
        assert_true(entry_number_parse(rising[i], &number));
        entry_number_show(&number, text);
        assert_string_equal(text, rising[i]);
    }
}

static void test_lists(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown; /* shown NULL: a fault */
    } cases[] = {
        {"", ""},
        {"20", "20"},
        {"12-15, 20", "12-15, 20"},
        {"12 – 15,20", "12-15, 20"},
        {"12-13", "12, 13"},
        {"1;2;3", "1, 2, 3"},
        {"5-5", "5"},
        {"5-4", NULL},
        {"5-", NULL},
        {"-5", NULL},
        {"5 6", NULL},
        {"5,,6", NULL},
        {"a", NULL},
        {"5,x", NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct number_range ranges[8];
        struct str out = STR_INIT;
        size_t count = 0;
        const char *at = cases[i].text;
        while (count < 8 && number_range_next(&at, &ranges[count]))
            count++;
        if ((*at == '\0') != (cases[i].shown != NULL))
            fail_msg("\"%s\": %s", cases[i].text, *at ? "a fault" : "no fault");
        number_ranges_show(ranges, count, &out);
        if (cases[i].shown)
            assert_string_equal(str_peek(&out), cases[i].shown);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
