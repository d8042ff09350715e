/* SPDX-License-Identifier: Apache-2.0
 *
 * Personal numbers and sex. All numbers are invented. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include "viet/person_id.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void whole_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum person_id_kind kind;
        const char *digits, *place;
        enum sex sex;
        int year, letters;
    } CASES[] = {
        {"001085012345", PERSON_ID_12, "001085012345", "Hà Nội", SEX_MALE, 1985, 0},
        {"046190000001", PERSON_ID_12, "046190000001", "Thừa Thiên Huế", SEX_FEMALE, 1990, 0},
        {"079310123456", PERSON_ID_12, "079310123456", "Hồ Chí Minh", SEX_FEMALE, 2010, 0},
        {"096200000000", PERSON_ID_12, "096200000000", "Cà Mau", SEX_MALE, 2000, 0},
        {"001 085 012 345", PERSON_ID_12, "001085012345", "Hà Nội", SEX_MALE, 1985, 0},
        {": 0010 8501 2345.", PERSON_ID_12, "001085012345", "Hà Nội", SEX_MALE, 1985, 0},
        {"0O1085O12345", PERSON_ID_12, "001085012345", "Hà Nội", SEX_MALE, 1985, 2},
        {"003085012345", PERSON_ID_12, "003085012345", NULL, SEX_MALE, 1985, 0},
        {"201085012345", PERSON_ID_12, "201085012345", NULL, SEX_MALE, 1985, 0},
        {"001985012345", PERSON_ID_12, "001985012345", "Hà Nội", SEX_FEMALE, 2385, 0},
        {"191234567", PERSON_ID_9, "191234567", NULL, SEX_UNKNOWN, 0, 0},
        {"191 234 567", PERSON_ID_9, "191234567", NULL, SEX_UNKNOWN, 0, 0},
        {"", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"00108501234", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"0010850123456", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"OOlOBSOlZ345", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"001085012345/2010", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"CCCD 001085012345", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
        {"số\xff", PERSON_ID_NONE, "", NULL, SEX_UNKNOWN, 0, 0},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct person_id id;
        bool ok = person_id_parse(CASES[i].text, &id);
        assert_int_equal(ok, CASES[i].kind != PERSON_ID_NONE);
        assert_int_equal(id.kind, CASES[i].kind);
        assert_string_equal(id.digits, CASES[i].digits);
        assert_int_equal(id.sex, CASES[i].sex);
        assert_int_equal(id.birth_year, CASES[i].year);
        assert_int_equal(id.letters, CASES[i].letters);
        assert_int_equal(id.province_known, CASES[i].place != NULL);
        if (CASES[i].place != NULL)
            assert_string_equal(id.place, CASES[i].place);
    }
}

static void numbers_inside_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *digits;
    } CASES[] = {
        {"CCCD số 001085012345 do Cục Cảnh sát cấp ngày 12/4/2021", "001085012345"},
        {"CMND: 191234567 12/4/2001", "191234567"},
        {"CMND 191 234 567, Công an Huế", "191234567"},
        {"001085012345, 001085012345", "001085012345"},
        {"001085012345 và 191234567", ""},
        {"Hộ chiếu B1234567", ""},
        {"B123456789", ""},
        {"Số 123456789/2010", ""},
        {"ngày 12/4/2021", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct person_id id;
        bool ok = person_id_find(CASES[i].text, &id);
        assert_string_equal(id.digits, CASES[i].digits);
        assert_int_equal(ok, CASES[i].digits[0] != '\0');
    }
}

static void all_centuries(void **state)
{
    (void)state;
    for (int digit = 0; digit <= 9; digit++) {
        char text[] = "001x50000000";
        struct person_id id;
        text[3] = (char)('0' + digit);
        assert_true(person_id_parse(text, &id));
        assert_int_equal(id.birth_year, 1950 + digit / 2 * 100);
        assert_int_equal(id.sex, digit % 2 == 0 ? SEX_MALE : SEX_FEMALE);
        assert_true((person_id_plausible(&id, 2026) > 0.9f) == (digit < 2));
    }
}

static void sexes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum sex sex;
    } CASES[] = {
        {"Nam", SEX_MALE},  {"NAM", SEX_MALE},       {"nam.", SEX_MALE}, {"Nữ", SEX_FEMALE},
        {"NỮ", SEX_FEMALE}, {"Nử", SEX_FEMALE},      {"nu", SEX_FEMALE}, {": Nam", SEX_MALE},
        {"", SEX_UNKNOWN},  {"Nam Nữ", SEX_UNKNOWN}, {"N", SEX_UNKNOWN}, {"Namm", SEX_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(sex_parse(CASES[i].text), CASES[i].sex);
    assert_string_equal(sex_name(SEX_FEMALE), "Nữ");
    assert_string_equal(sex_name(SEX_UNKNOWN), "");
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(numbers_inside_text),
        cmocka_unit_test(all_centuries),
        cmocka_unit_test(sexes),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
