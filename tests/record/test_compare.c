/* SPDX-License-Identifier: Apache-2.0
 *
 * Two entries set against each other. May include record, cmocka.
 */
#include "cmocka_first.h"

#include "record/compare.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void entries(void **state)
{
    (void)state;
    static const struct {
        enum field_kind kind;
        const char *a, *b;
        enum entry_match match;
    } CASES[] = {
        {KIND_NAME, "Nguyễn Văn An", "Nguyễn Văn An", ENTRY_EQUAL},
        {KIND_NAME, "Nguyễn  Văn An ", "Nguye\xcc\x82\xcc\x83n Văn An", ENTRY_EQUAL},
        {KIND_NAME, "Nguyễn Văn An", "NGUYỄN VĂN AN", ENTRY_ALIKE},
        {KIND_NAME, "Lê Thị Hòa", "Lê Thị Hoà", ENTRY_ALIKE},
        {KIND_NAME, "Lê Thị Hòa", "Lê Thị Hoa", ENTRY_DIFFERENT},
        {KIND_NAME, "Lê Thị Hòa", "Lê Thị Hóa", ENTRY_DIFFERENT},
        {KIND_DATE, "5/3/2010", "05-03-2010", ENTRY_SAME_FACT},
        {KIND_DATE, "ngày 5 tháng 3 năm 2010", "05/03/2010", ENTRY_SAME_FACT},
        {KIND_DATE, "05/03/2010", "06/03/2010", ENTRY_DIFFERENT},
        {KIND_DATE, "2010", "05/03/2010", ENTRY_DIFFERENT},
        {KIND_DATE, "05/03/10", "05/03/2010", ENTRY_DIFFERENT},
        {KIND_PERSON_ID, "001 085 012 345", "001085012345", ENTRY_SAME_FACT},
        {KIND_PERSON_ID, "001085012345", "001085012346", ENTRY_DIFFERENT},
        {KIND_NUMBER, "45/2010", "45 / 2010", ENTRY_SAME_FACT},
        {KIND_TEXT, "bệnh già", "bệnh già.", ENTRY_SAME_FACT},
        {KIND_TEXT, "bệnh già", "", ENTRY_DIFFERENT},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct value a = {.written = CASES[i].a}, b = {.written = CASES[i].b};
        assert_string_equal(entry_match_name(entry_compare(CASES[i].kind, &a, &b)),
                            entry_match_name(CASES[i].match));
        assert_string_equal(entry_match_name(entry_compare(CASES[i].kind, &b, &a)),
                            entry_match_name(CASES[i].match));
    }
}

static void status_counts(void **state)
{
    (void)state;
    struct value ok = {.written = "x"}, blank = {.status = VALUE_BLANK},
                 missing = {.status = VALUE_MISSING}, none = {.written = NULL};
    assert_int_equal(entry_compare(KIND_TEXT, &blank, &blank), ENTRY_EQUAL);
    assert_int_equal(entry_compare(KIND_TEXT, &blank, &missing), ENTRY_DIFFERENT);
    assert_int_equal(entry_compare(KIND_TEXT, &ok, &blank), ENTRY_DIFFERENT);
    assert_int_equal(entry_compare(KIND_TEXT, &none, &none), ENTRY_EQUAL);
    assert_int_equal(entry_compare(KIND_TEXT, &ok, &none), ENTRY_DIFFERENT);
    /* only the normalised values are there */
    struct value a = {.normal = "2010-03-15"}, b = {.written = "15/3/2010", .normal = "2010-03-15"};
    assert_int_equal(entry_compare(KIND_DATE, &a, &b), ENTRY_SAME_FACT);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(entries),
        cmocka_unit_test(status_counts),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
