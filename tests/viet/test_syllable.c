/* SPDX-License-Identifier: Apache-2.0
 *
 * Possible syllables, their parts, where the tone stands. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "viet/syllable.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void parts_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *word, *onset, *rime;
        enum tone tone;
    } CASES[] = {
        {"Nguyễn", "ng", "uyên", TONE_TILDE}, {"nghiêng", "ngh", "iêng", TONE_LEVEL},
        {"giếng", "gi", "êng", TONE_ACUTE},   {"gì", "g", "i", TONE_GRAVE},
        {"gia", "gi", "a", TONE_LEVEL},       {"Quốc", "qu", "ôc", TONE_ACUTE},
        {"quỳnh", "qu", "ynh", TONE_GRAVE},   {"quý", "qu", "y", TONE_ACUTE},
        {"Huỳnh", "h", "uynh", TONE_GRAVE},   {"hòa", "h", "oa", TONE_GRAVE},
        {"hoà", "h", "oa", TONE_GRAVE},       {"Đặng", "đ", "ăng", TONE_DOT},
        {"yến", "", "yên", TONE_ACUTE},       {"ÚT", "", "ut", TONE_ACUTE},
        {"khuya", "kh", "uya", TONE_LEVEL},   {"Thượng", "th", "ương", TONE_DOT},
        {"khuỷu", "kh", "uyu", TONE_HOOK},    {"oánh", "", "oanh", TONE_ACUTE},
        {"Vy", "v", "y", TONE_LEVEL},         {"kỷ", "k", "y", TONE_HOOK},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct syllable syllable;
        assert_true(syllable_parse(CASES[i].word, &syllable));
        assert_string_equal(syllable.onset, CASES[i].onset);
        assert_string_equal(syllable.rime, CASES[i].rime);
        assert_int_equal(syllable.tone, CASES[i].tone);
    }
}

static void impossible_words_are_told(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",     "w",   "Bhiăk",  "Niê",  "Ksor", "hòà", "các1",   "hàt",
        "tach", "cê",  "ki\xff", "ngi",  "ghà",  "kà",  "bb",     "nguyễnx",
        "Jrai", "đăk", "qua a",  "tôch", "fan",  "zà",  "ngừơic", "strang",
    };
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_false(syllable_possible(CASES[i]));
}

static void tone_stands_in_old_and_new_place(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new;
    } CASES[] = {
        {"hòa", "hoà"},     {"thúy", "thuý"},   {"khỏe", "khoẻ"},     {"ủy", "uỷ"},
        {"quý", "quý"},     {"mía", "mía"},     {"mùa", "mùa"},       {"hoài", "hoài"},
        {"toán", "toán"},   {"người", "người"}, {"nguyễn", "nguyễn"}, {"khuỷu", "khuỷu"},
        {"quyết", "quyết"}, {"giá", "giá"},     {"gì", "gì"},         {"thuở", "thuở"},
        {"huệ", "huệ"},     {"bửu", "bửu"},     {"chào", "chào"},     {"xoèn", "xoèn"},
        {"tháng", "tháng"}, {"yếu", "yếu"},     {"hươu", "hươu"},     {"rượu", "rượu"},
        {"quả", "quả"},     {"chìa", "chìa"},   {"huýt", "huýt"},     {"ngoéo", "ngoéo"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct syllable syllable;
        char written[32];
        assert_true(syllable_parse(CASES[i].new, &syllable));
        assert_true(syllable_parse(CASES[i].old, &syllable));
        syllable_write(&syllable, false, written, sizeof written);
        assert_string_equal(written, CASES[i].old);
        syllable_write(&syllable, true, written, sizeof written);
        assert_string_equal(written, CASES[i].new);
    }
}

static void every_tone_is_written(void **state)
{
    (void)state;
    static const char *const WORDS[TONE_COUNT] = {"ma", "mà", "má", "mả", "mã", "mạ"};
    for (int tone = 0; tone < TONE_COUNT; tone++) {
        struct syllable syllable;
        char written[32];
        assert_true(syllable_parse(WORDS[tone], &syllable));
        assert_int_equal(syllable.tone, tone);
        syllable_write(&syllable, true, written, sizeof written);
        assert_string_equal(written, WORDS[tone]);
        assert_true(strlen(tone_name((enum tone)tone)) > 0);
    }
}

static void a_stop_bears_two_tones_only(void **state)
{
    (void)state;
    static const char *const NO[] = {"hat", "hàt", "hảt", "hãt", "cach", "ôp", "oc"};
    static const char *const YES[] = {"hát", "hạt", "cách", "cạch", "ốp", "ộp", "ọc"};
    for (size_t i = 0; i < COUNT(NO); i++)
        assert_false(syllable_possible(NO[i]));
    for (size_t i = 0; i < COUNT(YES); i++)
        assert_true(syllable_possible(YES[i]));
}

static void share_counts_words_with_letters(void **state)
{
    (void)state;
    assert_float_equal(syllable_share("Nguyễn Văn An"), 1, 0.001);
    assert_float_equal(syllable_share("Y Bhiăk Niê"), 1.0 / 3, 0.001);
    assert_float_equal(syllable_share("12, 15/3 ..."), 0, 0.001);
    assert_float_equal(syllable_share(""), 0, 0.001);
    assert_float_equal(syllable_share("xã Hòa-Bình, 12 nhà"), 1, 0.001);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(parts_are_found),
        cmocka_unit_test(impossible_words_are_told),
        cmocka_unit_test(tone_stands_in_old_and_new_place),
        cmocka_unit_test(every_tone_is_written),
        cmocka_unit_test(a_stop_bears_two_tones_only),
        cmocka_unit_test(share_counts_words_with_letters),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
