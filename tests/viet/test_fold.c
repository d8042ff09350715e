/* SPDX-License-Identifier: Apache-2.0
 *
 * Letters taken apart and joined; search, tone and label folding. May include viet, base, cmocka.
 */
#include "cmocka_first.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "viet/fold.h"
#include "viet/letter.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void every_letter_round_trips(void **state)
{
    (void)state;
    int letters = 0;
    for (uint32_t rune = 'A'; rune <= 0x1ef9; rune++) {
        struct letter letter;
        if (!letter_split(rune, &letter))
            continue;
        letters++;
        assert_int_equal(letter_join(&letter), rune);
        uint32_t lower = utf8_lower_rune(rune);
        assert_int_equal(letter.upper, lower != rune);
    }
    /* 26 ASCII, 12 vowels of six tones less the six plain ones, đ: twice for upper case */
    assert_int_equal(letters, 2 * (26 + 12 * 6 - 6 + 1));
}

static void impossible_letters_join_to_nothing(void **state)
{
    (void)state;
    static const struct letter CASES[] = {
        {.base = 'b', .tone = TONE_DOT},
        {.base = 'd', .shape = SHAPE_STROKE, .tone = TONE_ACUTE},
        {.base = 'e', .shape = SHAPE_HORN},
        {.base = '1'},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(letter_join(&CASES[i]), 0);
}

struct fold_case {
    const char *text, *folded;
};

static void check_fold(char *(*fold)(const char *), const struct fold_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *folded = fold(cases[i].text);
        assert_string_equal(folded, cases[i].folded);
        free(folded);
    }
}

static void search_drops_marks(void **state)
{
    (void)state;
    static const struct fold_case CASES[] = {
        {"", ""},
        {"   ", ""},
        {"  Đặng Thị\t HÒA ", "dang thi hoa"},
        {"đường ĐƯỜNG", "duong duong"},
        {"Nguye\xcc\x82\xcc\x83n", "nguyen"}, /* decomposed */
        {"Y Bhia\xcc\x86k Ni\xc3\xaa", "y bhiak nie"},
        {"Ð\xe1\xba\xa1i", "dai"}, /* eth, typed for Đ */
        {"H\xe2\x80\x99M\xc3\xb4ng", "h'mong"},
        {"Ƀru ƀ", "bru b"},
        {"45/2010", "45/2010"},
        {"Ksor Ñ", "ksor n"},
        {"a\xff"
         "b",
         "a\xef\xbf\xbd"
         "b"},
    };
    check_fold(fold_search, CASES, COUNT(CASES));
}

static void labels_forgive_ocr(void **state)
{
    (void)state;
    static const struct fold_case CASES[] = {
        {"Họ, chữ đệm, tên:", "ho chu dem ten"},
        {"S0: 15/2O1O", "so is 2oio"},
        {"Số.......", "so"},
        {"QUÊ QUÁN :", "que quan"},
        {"Nơi cư trú (1)", "noi cu tru i"},
        {"--- ... ---", ""},
        {"lần |ần 1ần", "ian ian ian"},
    };
    check_fold(fold_label, CASES, COUNT(CASES));
}

static void tone_place_is_no_difference(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } CASES[] = {
        {"hòa", "hoà", true},
        {"Nguyễn Thúy Hòa", "NGUYỄN THUÝ HOÀ", true},
        {"hòa", "hoa", false},
        {"hòa", "hóa", false},
        {"hòa bình", "hoà  bình", true},
        {"hòa bình", "hoa bình\xcc\x80", false},
        {"đa", "da", false},
        {"ô", "o", false},
        {"khuỷu", "khủyu", true},
        {"a1", "à", false},
        {"hoa hòa", "hòa hoa", false},
        {"", "", true},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(fold_tone_equal(CASES[i].a, CASES[i].b), CASES[i].equal);
}

static void what_is_typed_begins_a_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *typed;
        bool begins;
    } CASES[] = {
        {"Trà", "tra", true},    {"Trần", "tra", true},    {"Trần", "trà", false},
        {"Đặng", "đa", true},    {"Đặng", "da", true},     {"Dũng", "đ", false},
        {"Kinh", "KI", true},    {"Kinh", "Kinhh", false}, {"xã Ea Tul", "xa ea", true},
        {"xã Ea Tul", "", true},
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(fold_begins(CASES[i].text, CASES[i].typed), CASES[i].begins);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(every_letter_round_trips),
        cmocka_unit_test(impossible_letters_join_to_nothing),
        cmocka_unit_test(search_drops_marks),
        cmocka_unit_test(labels_forgive_ocr),
        cmocka_unit_test(tone_place_is_no_difference),
        cmocka_unit_test(what_is_typed_begins_a_text),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
