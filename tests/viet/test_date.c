/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates as written, the calendar, EDTF. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "viet/date.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct date_case {
    const char *text, *edtf; /* edtf "" = no date */
    enum date_fault fault;
    int letters;
};

static void check(bool (*read)(const char *, struct date_reading *), const struct date_case *cases,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct date_reading reading;
        char edtf[DATE_TEXT_MAX];
        bool ok = read(cases[i].text, &reading);
        date_to_edtf(reading.date, edtf);
        if (strcmp(edtf, cases[i].edtf) != 0 || reading.fault != cases[i].fault)
            print_error("case %zu: %s\n", i, cases[i].text);
        assert_string_equal(edtf, cases[i].edtf);
        assert_string_equal(date_fault_name(reading.fault), date_fault_name(cases[i].fault));
        assert_int_equal(ok, cases[i].fault == DATE_OK);
        assert_int_equal(ok, cases[i].edtf[0] != '\0');
        if (ok)
            assert_int_equal(reading.letters, cases[i].letters);
    }
}

static void whole_texts(void **state)
{
    (void)state;
    static const struct date_case CASES[] = {
        {"15/03/2010", "2010-03-15", DATE_OK, 0},
        {"15-3-2010", "2010-03-15", DATE_OK, 0},
        {"15.03.2010", "2010-03-15", DATE_OK, 0},
        {" 15 / 03 / 2010 .", "2010-03-15", DATE_OK, 0},
        {"1/1/1900", "1900-01-01", DATE_OK, 0},
        {"2010-03-15", "2010-03-15", DATE_OK, 0},
        {"ngày 15 tháng 03 năm 2010", "2010-03-15", DATE_OK, 0},
        {"Ngày 5 tháng 3 năm 2010.", "2010-03-05", DATE_OK, 0},
        {"Ngày ....15.... tháng ...3... năm ...2010...", "2010-03-15", DATE_OK, 0},
        {"ngày…15…tháng…3…năm…2010", "2010-03-15", DATE_OK, 0},
        {"Ngày15tháng03năm2010", "2010-03-15", DATE_OK, 0},
        {"NGÀY 15 THÁNG 3 NĂM 2010", "2010-03-15", DATE_OK, 0},
        {"nqày 15 thảng 3 nám 2010", "2010-03-15", DATE_OK, 0},
        {"15 tháng 3 năm 2010", "2010-03-15", DATE_OK, 0},
        {"15 tháng 3, 2010", "2010-03-15", DATE_OK, 0},
        {"ngày 15/3 năm 2010", "2010-03-15", DATE_OK, 0},
        {"ngày 15/3/2010", "2010-03-15", DATE_OK, 0},
        {"sinh ngày 15/3/2010", "2010-03-15", DATE_OK, 0},
        {"Ngày, tháng, năm sinh: 15/03/2010", "2010-03-15", DATE_OK, 0},
        {"Ngày tháng năm sinh: 1957", "1957", DATE_OK, 0},
        {"1957", "1957", DATE_OK, 0},
        {"năm 1957", "1957", DATE_OK, 0},
        {"năm sinh: 1957", "1957", DATE_OK, 0},
        {"5/1960", "1960-05", DATE_OK, 0},
        {"05-1960", "1960-05", DATE_OK, 0},
        {"tháng 5 năm 1960", "1960-05", DATE_OK, 0},
        {"ngày ... tháng 5 năm 1960", "1960-05", DATE_OK, 0},
        {"ngày .... tháng .... năm 1960", "1960", DATE_OK, 0},
        {"../5/1960", "1960-05", DATE_OK, 0},
        {"…/5/1960", "1960-05", DATE_OK, 0},
        {"--/05/1960", "1960-05", DATE_OK, 0},
        {"_/_/1960", "1960", DATE_OK, 0},
        {"?/?/1957", "1957", DATE_OK, 0},
        {"00/05/1960", "1960-05", DATE_OK, 0},
        {"00/00/1957", "1957", DATE_OK, 0},
        /* letters for digits */
        {"l5/O3/2010", "2010-03-15", DATE_OK, 2},
        {"I5/03/2O1O", "2010-03-15", DATE_OK, 3},
        {"ngày lO tháng l năm 2010", "2010-01-10", DATE_OK, 3},
        {"15l03l2010", "2010-03-15", DATE_OK, 2}, /* strokes for slashes */
        {"23I3I2021", "2021-03-23", DATE_OK, 2},
        {"25i11/1999", "1999-11-25", DATE_OK, 1},
        {"29/02/2OO0", "2000-02-29", DATE_OK, 2},
        /* never guessed */
        {"29/02/2OOO", "", DATE_NONE, 0}, /* one digit is too few for a year */
        {"", "", DATE_NONE, 0},
        {"......", "", DATE_NONE, 0},
        {"Nguyễn Văn An", "", DATE_NONE, 0},
        {"15/03/10", "", DATE_SHORT_YEAR, 0},
        {"ngày 15 tháng 3 năm 10", "", DATE_SHORT_YEAR, 0},
        {"15/03", "", DATE_NO_YEAR, 0},
        {"ngày 15 tháng 3 năm", "", DATE_NONE, 0},
        {"31/02/2010", "", DATE_IMPOSSIBLE, 0},
        {"29/02/1900", "", DATE_IMPOSSIBLE, 0},
        {"29/02/2000", "2000-02-29", DATE_OK, 0},
        {"31/04/2010", "", DATE_IMPOSSIBLE, 0},
        {"15/13/2010", "", DATE_IMPOSSIBLE, 0},
        {"ngày 32 tháng 1 năm 2010", "", DATE_IMPOSSIBLE, 0},
        {"80101911/26.06.2025", "", DATE_NUMBER, 0},
        {"191/2006", "", DATE_NUMBER, 0},
        {"45/2010", "", DATE_NUMBER, 0},
        {"123/QĐ-UBND", "", DATE_NONE, 0},
        {"12/05/2006/QĐ-UBND", "", DATE_NUMBER, 0},
        {"12/2006/TT-BTC", "", DATE_NUMBER, 0},
        {"15/03/2010/1", "", DATE_NUMBER, 0},
        {"001085012345", "", DATE_NONE, 0},
        {"15032010", "", DATE_NONE, 0},
        {"15/032010", "", DATE_NONE, 0},
        {"1 5/03/2010", "", DATE_NUMBER, 0},
        {"15/03/2010 12", "", DATE_NUMBER, 0},
        {"15/03-2010", "", DATE_NUMBER, 0},
        {"15/03/20101", "", DATE_NUMBER, 0},
        {"15S03S2010", "", DATE_NONE, 0},
        {"15/0S/2010", "", DATE_NUMBER, 0}, /* 05 or 08 */
        {"45I2010", "", DATE_NONE, 0},
        {"3lI3I2010", "", DATE_NONE, 0},
        {"12I3I2021I4", "", DATE_NONE, 0},
        {"15/03/2010 và 16/03/2010", "", DATE_MANY, 0},
    };
    check(date_parse, CASES, COUNT(CASES));
}

static void inside_other_text(void **state)
{
    (void)state;
    static const struct date_case CASES[] = {
        {"Huế, ngày 05 tháng 6 năm 2025", "2025-06-05", DATE_OK, 0},
        {"Hà Nội,15/03/2010", "2010-03-15", DATE_OK, 0},
        {"CCCD số 001085012345 do Cục Cảnh sát cấp ngày 12/4/2021", "2021-04-12", DATE_OK, 0},
        {"CCCD 001085012345 12/4/2021.", "2021-04-12", DATE_OK, 0},
        {"Số 191/2006 ngày 12/05/2006", "2006-05-12", DATE_OK, 0},
        {"Giấy báo tử số 05/2006 cấp năm 2006", "2006", DATE_OK, 0},
        {"Số: 12/2006", "", DATE_NUMBER, 0},
        {"quyển số 01/2010", "", DATE_NUMBER, 0},
        {"Số 45 Quyển 2010", "", DATE_NONE, 0},
        {"tháng 5 năm 1960 tại Huế", "1960-05", DATE_OK, 0},
        {"ngày 1/2/2003, ngày 01 tháng 02 năm 2003", "2003-02-01", DATE_OK, 0},
        {"từ 1/2/2003 đến 5/2/2003", "", DATE_MANY, 0},
        {"vào lúc 14 giờ 30 phút ngày 05/6/2019", "2019-06-05", DATE_OK, 0},
        {"Công văn 80101911/26.06.2025", "", DATE_NUMBER, 0},
        {"theo 15/2010/QĐ ngày 03/02/2010", "2010-02-03", DATE_OK, 0},
        {"Ngày sinh.15/03/2010.Nơi sinh", "2010-03-15", DATE_OK, 0},
        {"không có", "", DATE_NONE, 0},
    };
    check(date_find, CASES, COUNT(CASES));
}

static void range_names_the_place(void **state)
{
    (void)state;
    const char *text = "Huế, ngày 05 tháng 6 năm 2025 (thứ năm)";
    struct date_reading reading;
    assert_true(date_find(text, &reading));
    assert_true(reading.words_around);
    assert_memory_equal(text + reading.start, "ngày 05 tháng 6 năm 2025",
                        reading.end - reading.start);
    assert_int_equal(reading.end - reading.start, strlen("ngày 05 tháng 6 năm 2025"));
}

static void every_day_goes_through_each_form(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2030; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= date_month_days(year, month); day++) {
                struct date date = {year, month, day}, back;
                struct date_reading reading;
                char text[DATE_TEXT_MAX];
                date_to_edtf(date, text);
                assert_true(date_from_edtf(text, &back));
                assert_int_equal(date_compare(date, back), 0);
                date_to_office(date, text);
                assert_true(date_parse(text, &reading));
                assert_memory_equal(&reading.date, &date, sizeof date);
            }
        }
    }
}

static void edtf_is_strict(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "",        "195",  "1957-",       "1957-13",    "1957-00", "1957-1",   "2010-02-30",
        "2010/03", "0999", "2010-03-15 ", "2010-03-00", "abcd",    "2010-3-15"};
    struct date date;
    for (size_t i = 0; i < COUNT(BAD); i++)
        assert_false(date_from_edtf(BAD[i], &date));
    assert_true(date_from_edtf("1960-05", &date));
    assert_int_equal(date.day, 0);
    assert_true(date_from_compact("15032010", &date));
    assert_int_equal(date.year, 2010);
    assert_false(date_from_compact("31022010", &date));
    assert_false(date_from_compact("1503201", &date));
    assert_false(date_from_compact("00001957", &date));
}

static void shorthand_is_what_people_key(void **state)
{
    (void)state;
    static const struct {
        const char *keyed;
        int latest;
        const char *wanted; /* "" = no date */
    } CASES[] = {
        {"010110", 2010, "2010-01-01"},
        {"010110", 2026, "2010-01-01"},
        {"010110", 2009, "1910-01-01"},
        {"311299", 2026, "1999-12-31"},
        {"290200", 2026, "2000-02-29"},
        {"15032010", 1990, "2010-03-15"},
        {"1957", 2026, "1957"},
        {"290201", 2026, ""},
        {"310411", 2026, ""},
        {"000110", 2026, ""},
        {"010010", 2026, ""},
        {"0101", 2026, ""},
        {"01/110", 2026, ""},
        {"01011a", 2026, ""},
        {"10110", 2026, ""},
        {"0101100", 2026, ""},
        {"", 2026, ""},
        {"31022010", 2026, ""},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct date date = {0};
        char text[DATE_TEXT_MAX];
        assert_int_equal(date_from_shorthand(CASES[i].keyed, CASES[i].latest, 0, &date),
                         *CASES[i].wanted != 0);
        date_to_edtf(date, text);
        assert_string_equal(text, CASES[i].wanted);
    }
}

static void days_of_a_year_in_hand(void **state)
{
    (void)state;
    static const struct {
        const char *keyed, *wanted;
    } CASES[] = {
        {"2210", "2010-10-22"},
        {"0101", "2010-01-01"},
        {"2010", "2010"},
        {"1910", "1910"},
        {"1957", "1957"},
        {"3002", ""},
        {"0010", ""},
        {"0100", ""},
        {"2902", ""},
        {"221009", "2009-10-22"},
        {"22102009", "2009-10-22"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct date date = {0};
        char text[DATE_TEXT_MAX];
        assert_int_equal(date_from_shorthand(CASES[i].keyed, 2010, 2010, &date),
                         *CASES[i].wanted != 0);
        date_to_edtf(date, text);
        assert_string_equal(text, CASES[i].wanted);
    }
}

static void order_bears_unknown_parts(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } CASES[] = {
        {"1957", "1958", -1},
        {"1957", "1957-05", 0},
        {"1957-06", "1957-05-31", 1},
        {"1957-05-01", "1957-05", 0},
        {"2010-03-15", "2010-03-14", 1},
        {"2010-03-15", "2010-03-15", 0},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct date a, b;
        assert_true(date_from_edtf(CASES[i].a, &a));
        assert_true(date_from_edtf(CASES[i].b, &b));
        assert_int_equal(date_compare(a, b), CASES[i].order);
        assert_int_equal(date_compare(b, a), -CASES[i].order);
    }
}

static void ages_have_a_least_and_a_most(void **state)
{
    (void)state;
    static const struct {
        const char *birth, *day;
        int least, most;
    } CASES[] = {
        {"1990-03-15", "2010-03-15", 20, 20}, {"1990-03-15", "2010-03-14", 19, 19},
        {"1990", "2010-03-15", 19, 20},       {"1990", "2010", 19, 20},
        {"1990-03", "2010-03-15", 19, 20},    {"2010-05-01", "2010-03-01", -1, -1},
        {"2000-02-29", "2001-02-28", 0, 0},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct date birth, day;
        int least, most;
        assert_true(date_from_edtf(CASES[i].birth, &birth));
        assert_true(date_from_edtf(CASES[i].day, &day));
        date_years_between(birth, day, &least, &most);
        assert_int_equal(least, CASES[i].least);
        assert_int_equal(most, CASES[i].most);
    }
}

static void leap_years(void **state)
{
    (void)state;
    assert_true(date_is_leap(2000));
    assert_false(date_is_leap(1900));
    assert_true(date_is_leap(1960));
    assert_int_equal(date_month_days(1900, 2), 28);
    assert_int_equal(date_month_days(2010, 13), 0);
    assert_false(date_valid((struct date){2010, 0, 5}));
    assert_false(date_valid((struct date){999, 1, 1}));
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(whole_texts),
        cmocka_unit_test(inside_other_text),
        cmocka_unit_test(range_names_the_place),
        cmocka_unit_test(every_day_goes_through_each_form),
        cmocka_unit_test(edtf_is_strict),
        cmocka_unit_test(shorthand_is_what_people_key),
        cmocka_unit_test(days_of_a_year_in_hand),
        cmocka_unit_test(order_bears_unknown_parts),
        cmocka_unit_test(ages_have_a_least_and_a_most),
        cmocka_unit_test(leap_years),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
