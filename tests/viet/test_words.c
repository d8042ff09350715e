/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers and dates in words, exact, varied and damaged. May include viet, base, cmocka.
 */
#include "cmocka_first.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "viet/words.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
    long number;
    const char *words;
} NUMBERS[] = {
    {0, "không"},
    {1, "một"},
    {5, "năm"},
    {10, "mười"},
    {11, "mười một"},
    {14, "mười bốn"},
    {15, "mười lăm"},
    {20, "hai mươi"},
    {21, "hai mươi mốt"},
    {24, "hai mươi tư"},
    {25, "hai mươi lăm"},
    {100, "một trăm"},
    {101, "một trăm linh một"},
    {105, "một trăm linh năm"},
    {110, "một trăm mười"},
    {155, "một trăm năm mươi lăm"},
    {1000, "một nghìn"},
    {1005, "một nghìn không trăm linh năm"},
    {1975, "một nghìn chín trăm bảy mươi lăm"},
    {2010, "hai nghìn không trăm mười"},
    {1000000, "một triệu"},
    {12345678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"},
};

static void numbers_in_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(NUMBERS); i++) {
        char *words = number_to_words(NUMBERS[i].number, NULL);
        long number;
        float score;
        assert_string_equal(words, NUMBERS[i].words);
        assert_true(number_from_words(words, &number, &score));
        assert_int_equal(number, NUMBERS[i].number);
        assert_float_equal(score, 1, 0.001);
        free(words);
    }
}

static void number_variants(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        long number; /* -1 = none */
    } CASES[] = {
        {"một ngàn chín trăm lẻ năm", 1905},
        {"hai mươi bốn", 24},
        {"hai mươi một", 21},
        {"hai mươi nhăm", 25},
        {"bảy lăm", 75},
        {"một chín bảy lăm", 1975},
        {"HAI NGHÌN KHÔNG TRĂM MƯỜI", 2010},
        {"hai nghin khong tram muoi", 2010},
        {"hai nghìn không träm mười", 2010},
        {"", -1},
        {"Nguyễn Văn An", -1},
        {"tháng ba", -1},
        {"trăm nghìn mười mười", -1},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        long number = -1;
        bool ok = number_from_words(CASES[i].words, &number, NULL);
        if (number != CASES[i].number)
            print_error("case %zu: %s gives %ld\n", i, CASES[i].words, number);
        assert_int_equal(ok, CASES[i].number >= 0);
        assert_int_equal(number, CASES[i].number);
    }
}

static const struct words_style STYLES[] = {
    {0},
    {.ngan = true, .le = true},
    {.bon_tens = true, .capital = true},
    {.mung = true, .ngan = true},
};

static void every_date_round_trips(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2030; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= date_month_days(year, month); day++) {
                struct date date = {year, month, day}, back;
                float score;
                char *words = date_to_words(date, &STYLES[day % COUNT(STYLES)]);
                assert_true(date_from_words(words, &back, &score));
                assert_memory_equal(&back, &date, sizeof date);
                assert_float_equal(score, 1, 0.001);
                free(words);
            }
        }
    }
}

static void dates_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *words, *edtf; /* "" = none */
    } CASES[] = {
        {"Ngày mười lăm tháng ba năm hai nghìn không trăm mười", "2010-03-15"},
        {"năm một nghìn chín trăm bảy mươi lăm", "1975"},
        {"tháng tư năm một ngàn chín trăm lẻ năm", "1905-04"},
        {"Ngày mồng một tháng giêng năm hai nghìn", "2000-01-01"},
        {"Ngày mùng năm tháng chạp năm hai nghìn không trăm linh tư", "2004-12-05"},
        {"Ngày hai mươi bốn, tháng năm, năm một nghìn chín trăm năm mươi lăm", "1955-05-24"},
        {"Ngày ba mốt tháng mười hai năm hai ngàn mười", "2010-12-31"},
        {"Mười lăm tháng ba năm hai nghìn lẻ chín", "2009-03-15"},
        {"ngày 15 tháng ba năm 2010", "2010-03-15"},
        {"Ngày năm tháng năm năm một chín năm lăm", "1955-05-05"},
        /* damaged */
        {"Ngày muời läm thảng ba näm hai nghln không trăm mười", "2010-03-15"},
        {"Ngay muoi lam thang ba nam hai nghin khong tram muoi", "2010-03-15"},
        {"NGÀY MƯỜI LĂM THÁNG BA NĂM HAI NGHÌN KHÔNG TRĂM MƯỜI", "2010-03-15"},
        {"Ngày mườilăm tháng ba nămhai nghìn không trămmười", "2010-03-15"},
        {"Ngày mư ời lăm th áng ba năm hai ngh ìn không trăm mười", "2010-03-15"},
        {"(ghi bằng chữ): Ngày mười lăm tháng ba năm hai nghìn không trăm mười.", "2010-03-15"},
        {"Ngày mười lăm thang ba nãm hai nghìn khóng trăm mười ....", "2010-03-15"},
        {"Ngày hai mươi tám tháng một năm một nghìn chín trảm chín mươi chin", "1999-01-28"},
        /* never guessed */
        {"", ""},
        {"Nguyễn Văn An", ""},
        {"ngày mười lăm tháng ba", ""},
        {"ngày ba mươi tháng hai năm hai nghìn", ""},
        {"năm trăm", ""},
        {"mười lăm", ""},
        {"80101911/26.06.2025", ""},
        {"15/03/2010", ""},
        {"Ngày xxxx tháng yyyy năm zzzz", ""},
        {"Ngày mười lăm tháng ba năm hai nghìn không trăm năm", ""}, /* 2005 or 2050 */
        {"Ngày hai mươi xx tháng ba năm hai nghìn", ""},
        {"Ngày ha mươi tháng ba năm hai nghìn", ""}, /* hai or ba */
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct date date = {0};
        char edtf[DATE_TEXT_MAX];
        bool ok = date_from_words(CASES[i].words, &date, NULL);
        date_to_edtf(date, edtf);
        if (strcmp(edtf, CASES[i].edtf) != 0)
            print_error("case %zu: %s gives %s\n", i, CASES[i].words, edtf);
        assert_string_equal(edtf, CASES[i].edtf);
        assert_int_equal(ok, CASES[i].edtf[0] != '\0');
    }
}

static void score_falls_with_damage(void **state)
{
    (void)state;
    static const char *const WORSE[] = {
        "Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
        "Ngày mười läm tháng ba năm hai nghìn không trăm mười",
        "Ngày mười läm thảng ba näm hai nghln không trăm mười",
        "Nay muời läm thng ba näm hai nghln khng trăm mười",
    };
    float last = 1.01f;
    for (size_t i = 0; i < COUNT(WORSE); i++) {
        struct date date;
        float score;
        assert_true(date_from_words(WORSE[i], &date, &score));
        assert_int_equal(date.year, 2010);
        assert_true(score < last);
        last = score;
    }
}

/* Dates all over the range, each with one letter lost or spoiled: the same date or none. */
static void one_spoiled_letter_never_makes_another_date(void **state)
{
    (void)state;
    size_t read = 0, tried = 0;
    for (int n = 0; n < 24; n++) {
        struct date date = {1900 + n * 5 + n % 3, 1 + n * 7 % 12, 1 + n * 11 % 28}, back;
        char *words = date_to_words(date, &STYLES[n % 4]);
        size_t length = strlen(words);
        for (size_t at = (size_t)n % 5; at < length; at += 5) {
            if ((unsigned char)words[at] >= 0x80 || words[at] == ' ')
                continue;
            char kept = words[at];
            words[at] = kept == 'x' ? 'k' : 'x';
            tried++;
            if (date_from_words(words, &back, NULL)) {
                assert_memory_equal(&back, &date, sizeof date);
                read++;
            }
            words[at] = kept;
        }
        free(words);
    }
    assert_true(read * 10 > tried * 8);
}

static void mending_keeps_the_style(void **state)
{
    (void)state;
    static const struct {
        const char *damaged, *mended; /* NULL = none */
    } CASES[] = {
        {"Ngày mười läm tháng ba näm hai nghln không trăm mười",
         "Ngày mười lăm tháng ba năm hai nghìn không trăm mười"},
        {"Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
         "Ngày mười lăm tháng ba năm hai nghìn không trăm mười"},
        {"năm môt ngản chín trăm lẽ nám", "năm một ngàn chín trăm lẻ năm"},
        {"Ngày hai mười bôn tháng tu, năm một nghìn chín trăm bảy muoi lảm",
         "Ngày hai mươi bốn tháng tư, năm một nghìn chín trăm bảy mươi lăm"},
        {"NGAY MƯƠI LĂM THÁNG BA NĂM HAI NGHIN KHÔNG TRĂM MƯỜI",
         "NGÀY MƯỜI LĂM THÁNG BA NĂM HAI NGHÌN KHÔNG TRĂM MƯỜI"},
        {"(Bằng chữ): Ngày mồng môt tháng giêng năm hai nghìn .......",
         "Ngày mồng một tháng giêng năm hai nghìn"},
        {"Ngàymườilăm tháng ba năm hai nghìn không trăm mười",
         "Ngày mười lăm tháng ba năm hai nghìn không trăm mười"},
        {"Nguyễn Văn An", NULL},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char *mended = date_words_mend(CASES[i].damaged);
        if (CASES[i].mended == NULL)
            assert_null(mended);
        else
            assert_string_equal(mended, CASES[i].mended);
        free(mended);
    }
}

static void foreign_text_does_no_harm(void **state)
{
    (void)state;
    struct str text = STR_INIT;
    struct date date;
    long number;
    for (int i = 0; i < 300; i++)
        str_add(&text, i % 3 == 0 ? "không " : i % 3 == 1 ? "mườimộthaiba" : "9999 ");
    assert_false(date_from_words(str_peek(&text), &date, NULL));
    assert_false(number_from_words(str_peek(&text), &number, NULL));
    assert_false(date_from_words("\xff\xfe ngày", &date, NULL));
    assert_false(
        number_from_words("chín chín chín chín chín chín chín chín chín chín", &number, NULL));
    str_release(&text);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(numbers_in_words),
        cmocka_unit_test(number_variants),
        cmocka_unit_test(every_date_round_trips),
        cmocka_unit_test(dates_as_written),
        cmocka_unit_test(score_falls_with_damage),
        cmocka_unit_test(one_spoiled_letter_never_makes_another_date),
        cmocka_unit_test(mending_keeps_the_style),
        cmocka_unit_test(foreign_text_does_no_harm),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
