/* SPDX-License-Identifier: Apache-2.0
 *
 * Telex and VNI as people type them: a table of words with the odd ones in it, then every syllable
 * of the language in all usual orders of its marks. May include base, viet, cmocka.
 */
#include "cmocka_first.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "viet/syllable.h"
#include "viet/typing.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What stands there after these keys. '<' is backspace, '\x1b' Esc; what is no key of a word ends
 * it, as in a text field. */
static void type(struct typing *typing, const char *keys, struct str *ret)
{
    char word[TYPING_TEXT_MAX + 1];
    for (uint32_t rune; (rune = utf8_next(&keys)) != 0;) {
        if (rune == '<') {
            assert_true(typing_backspace(typing));
        } else if (rune == 0x1b) {
            typing_escape(typing);
        } else if (!typing_key(typing, rune)) {
            typing_text(typing, word);
            str_add(ret, word);
            typing_clear(typing);
            str_add_rune(ret, rune);
        }
    }
    typing_text(typing, word);
    str_add(ret, word);
}

struct typed_case {
    const char *keys, *wanted;
};

/* 1 when it came out wrong; the message says how. */
static int typed(enum typing_style style, const char *keys, const char *wanted)
{
    struct typing typing = {.style = style};
    struct str text = STR_INIT;
    type(&typing, keys, &text);
    bool wrong = strcmp(str_peek(&text), wanted) != 0;
    if (wrong)
        print_error("%s \"%s\" gives \"%s\", not \"%s\"\n", typing_style_name(style), keys,
                    str_peek(&text), wanted);
    str_release(&text);
    return wrong;
}

static void typed_all(enum typing_style style, const struct typed_case *cases, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += typed(style, cases[i].keys, cases[i].wanted);
    assert_int_equal(wrong, 0);
}

static void telex_words(void **state)
{
    (void)state;
    static const struct typed_case CASES[] = {
        /* orders of marks */
        {"nguowif", "người"},
        {"nguoiwf", "người"},
        {"nguoifw", "người"},
        {"nguwowif", "người"},
        {"Uowcs", "Ước"},
        {"huees", "huế"},
        {"huese", "huế"},
        {"hues", "húe"},
        {"tieengs", "tiếng"},
        {"tiengse", "tiếng"},
        {"ddawngj", "đặng"},
        {"dangwjd", "đặng"},
        {"thuowr", "thuở"},
        {"thuowng", "thương"},
        {"nhw", "như"},
        {"tw", "tư"},
        {"w", "ư"},
        {"wu", "ưu"},
        {"hoawcj", "hoặc"},
        {"khuyur", "khuỷu"},
        {"quoocs", "quốc"},
        {"Quyeetj", "Quyệt"},
        {"giuwx", "giữ"},
        {"giwx", "giữ"},
        {"gif", "gì"},
        {"gieengs", "giếng"},
        {"DDUWCS", "ĐỨC"},
        {"ddi", "đi"},
        {"did", "đi"},
        {"muaw", "mưa"},
        {"Nguyeenx Thij Hoaf", "Nguyễn Thị Hòa"},
        /* a mark over another */
        {"asf", "à"},
        {"asz", "a"},
        {"awa", "â"},
        {"aaw", "ă"},
        {"ooww", "ow"},
        {"oow", "ơ"},
        /* the same mark once more */
        {"ass", "as"},
        {"asss", "ass"},
        {"aaa", "aa"},
        {"ddd", "dd"},
        {"aww", "aw"},
        {"ww", "w"},
        {"tww", "tw"},
        {"xooong", "xoong"},
        {"sooocs", "soóc"},
        {"Leee", "Lee"},
        {"nguowwif", "nguowif"},
        /* Esc and backspace */
        {"huees\x1b", "huees"},
        {"Leex\x1b", "Leex"},
        {"huees\x1bs", "hueess"},
        {"huees<", "hu"},
        {"toans<", "tóa"},
        {"toans<<", "tó"},
        {"toans<<<s", "ts"},
        {"a<s", "s"},
        /* names of other peoples */
        {"Y Bhiawk Niee", "Y Bhiăk Niê"},
        {"H'Moong", "H'Mông"},
        {"DDawsk Lawsk", "Đắk Lắk"},
        {"DDawks Lawk", "Đắk Lăk"},
        {"Kddawm", "Kđăm"},
        {"Kbuoor", "Kbuôr"},
        {"Ksor H'Blowi", "Ksor H'Blơi"},
        {"Hddrue", "Hđrue"},
        {"Brius", "Bríu"},
        {"Gianfg A Suwr", "Giàng A Sử"},
        {"Thachj Sa Raay", "Thạch Sa Rây"},
        {"Kroong Pa", "Krông Pa"},
        {"Eeban", "Êban"},
        {"Siu Blow", "Siu Blơ"},
        {"Rowchaam", "Rơchâm"},
        /* foreign words: letters that no Vietnamese word can hold there are letters */
        {"Windows", "Windows"},
        {"Jackson", "Jackson"},
        {"Facebook", "Facebook"},
        {"Wilson", "Wilson"},
        {"Tesla", "Tesla"},
        {"Washington", "Washington"},
        {"Chriss", "Chris"},
        {"wifi", "wifi"},
        {"fax", "fax"},
        {"Johnson", "Johnson"},
        {"zalo", "zalo"},
        {"Harrry", "Harry"},
        {"Frank", "Frank"},
        {"caft", "caft"},
        /* a number ends the word */
        {"soos 12", "số 12"},
        {"as1", "á1"},
    };
    typed_all(TYPING_TELEX, CASES, COUNT(CASES));
}

static void vni_words(void **state)
{
    (void)state;
    static const struct typed_case CASES[] = {
        {"nguo72i", "người"},
        {"nguoi72", "người"},
        {"u7o7c1", "ước"},
        {"hue61", "huế"},
        {"hue16", "huế"},
        {"d9a85ng", "đặng"},
        {"dang985", "đặng"},
        {"thuo73", "thuở"},
        {"Nguye64n Thi5 Hoa2", "Nguyễn Thị Hòa"},
        {"D9U7C1", "ĐỨC"},
        {"a12", "à"},
        {"a10", "a"},
        {"a11", "a1"},
        {"a66", "a6"},
        {"d99", "d9"},
        {"o77", "o7"},
        {"12", "12"},
        {"Q1", "Q1"},
        {"KM7", "KM7"},
        {"a0", "a0"},
        {"Y Bhia8k Nie6", "Y Bhiăk Niê"},
        {"Bri1u", "Bríu"},
        {"Kd9a8m", "Kđăm"},
        {"Ara6l", "Arâl"},
        {"Kbuo6r", "Kbuôr"},
        {"hue61\x1b", "hue61"},
        {"Windows", "Windows"},
        {"Lee", "Lee"},
        {"191/2006", "191/2006"},
    };
    typed_all(TYPING_VNI, CASES, COUNT(CASES));
}

static void switched_off(void **state)
{
    (void)state;
    static const struct typed_case CASES[] = {{"huees 12/5a1", "huees 12/5a1"}};
    typed_all(TYPING_OFF, CASES, COUNT(CASES));
}

static void a_word_that_stands_there_goes_on(void **state)
{
    (void)state;
    static const struct {
        const char *word, *keys, *wanted;
    } CASES[] = {
        {"Nguyên", "x", "Nguyễn"}, {"Nguyễn", "z", "Nguyên"}, {"Hoa", "f", "Hòa"},
        {"hoà", "s", "hoàs"}, /* the other tone position: nothing is moved */
        {"Trân", "f", "Trần"},     {"dang", "d", "đang"},     {"ngươi", "f", "người"},
        {"An", "h", "Anh"},        {"Đăk", "s", "Đắk"},       {"ŭ", "s", "ŭs"},
        {"Thuy", "r", "Thủy"},     {"thùy", "<", "thù"},      {"Wilsơn", "s", "Wilsơns"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct typing typing = {.style = TYPING_TELEX};
        struct str text = STR_INIT;
        assert_true(typing_load(&typing, CASES[i].word));
        type(&typing, CASES[i].keys, &text);
        assert_string_equal(str_peek(&text), CASES[i].wanted);
        str_release(&text);
    }
    struct typing typing = {.style = TYPING_TELEX};
    assert_false(typing_load(&typing, ""));
    assert_false(typing_load(&typing, "a b"));
    assert_false(typing_load(&typing, "abcdefghijklmnopqrstuvwxyz"));
}

static void long_words_and_all_keys_are_borne(void **state)
{
    (void)state;
    for (int style = 0; style < TYPING_STYLE_COUNT; style++) {
        for (uint32_t key = 1; key < 0x250; key++) {
            struct typing typing = {.style = (enum typing_style)style};
            char text[TYPING_TEXT_MAX + 1];
            for (int i = 0; i < 100; i++) {
                typing_key(&typing, i % 3 == 2 ? 'w' : i % 3 ? 'a' : key);
                size_t length = typing_text(&typing, text);
                assert_true(length <= TYPING_TEXT_MAX && utf8_valid(text, length));
            }
        }
    }
}

/* ---- every syllable ---- */

enum mark_place { MARK_AT_ONCE, MARK_AT_END }; /* behind its letter, or behind the word */
enum tone_place { TONE_AT_ONCE, TONE_BEHIND_VOWELS, TONE_BEFORE_SHAPES, TONE_LAST };

struct order {
    enum mark_place mark;
    enum tone_place tone;
};

static char shape_key(enum typing_style style, const struct letter *letter)
{
    static const char VNI[SHAPE_COUNT] = {0, '6', '8', '7', '9'};
    if (style == TYPING_VNI)
        return VNI[letter->shape];
    return letter->shape == SHAPE_PLAIN                                  ? 0
           : letter->shape == SHAPE_BREVE || letter->shape == SHAPE_HORN ? 'w'
                                                                         : letter->base;
}

static void add_key(struct str *keys, char key)
{
    if (key)
        str_add_char(keys, key);
}

/* The shape keys of a whole word, each once for ươ (uow) and for what a key reaches by itself. */
static void add_late(struct str *keys, enum typing_style style, const char *plain)
{
    char last = 0;
    for (uint32_t rune; (rune = utf8_next(&plain)) != 0;) {
        struct letter letter;
        char key = letter_split(rune, &letter) ? shape_key(style, &letter) : 0;
        bool pair = key && key == last && letter.shape == SHAPE_HORN;
        if (!pair)
            add_key(keys, key);
        last = key;
    }
}

/* A key sequence that should give word (NFC, lower case); plain is the word without its tone. */
static void keys_for(const char *word, const char *plain, enum typing_style style,
                     struct order order, struct str *keys)
{
    char tone = 0;
    bool behind = false, vowel = false, after_o = false;
    const char *next = word;
    str_clear(keys);
    /* xoong: one o more, since oo is ô */
    bool doubled = style == TYPING_TELEX && strstr(plain, "oo");
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;) {
        struct letter letter;
        assert_true(letter_split(rune, &letter));
        if (letter.tone != TONE_LEVEL)
            tone = (style == TYPING_VNI ? "021345" : "zfsrxj")[letter.tone];
        if (vowel && !letter_is_vowel(&letter) && tone && order.tone == TONE_BEHIND_VOWELS &&
            !behind) {
            str_add_char(keys, tone);
            behind = true;
        }
        vowel = letter_is_vowel(&letter);
        if (doubled && letter.base == 'o' && !after_o)
            str_add_char(keys, 'o');
        after_o = letter.base == 'o';
        str_add_char(keys, letter.base);
        if (order.mark == MARK_AT_ONCE)
            add_key(keys, shape_key(style, &letter));
        if (letter.tone != TONE_LEVEL && order.tone == TONE_AT_ONCE)
            str_add_char(keys, tone);
    }
    if (tone && order.tone == TONE_BEFORE_SHAPES)
        str_add_char(keys, tone);
    if (order.mark == MARK_AT_END)
        add_late(keys, style, plain);
    if (tone && (order.tone == TONE_LAST || (order.tone == TONE_BEHIND_VOWELS && !behind)))
        str_add_char(keys, tone);
}

static const struct order ORDERS[] = {
    {MARK_AT_ONCE, TONE_LAST},          {MARK_AT_ONCE, TONE_AT_ONCE},
    {MARK_AT_ONCE, TONE_BEHIND_VOWELS}, {MARK_AT_END, TONE_LAST},
    {MARK_AT_END, TONE_BEFORE_SHAPES},
};

/* One syllable in both tone positions, both styles and all orders; how often it went wrong. */
static int try_syllable(const struct syllable *syllable, long *ret_tried)
{
    int wrong = 0;
    struct str keys = STR_INIT, text = STR_INIT;
    struct syllable level = *syllable;
    char word[32], plain[32];
    level.tone = TONE_LEVEL;
    syllable_write(&level, false, plain, sizeof plain);
    for (int run = 0; run < 4 * (int)COUNT(ORDERS); run++) {
        struct typing typing = {.style = run & 1 ? TYPING_VNI : TYPING_TELEX, .new_style = run & 2};
        struct order order = ORDERS[run / 4];
        syllable_write(syllable, typing.new_style, word, sizeof word);
        keys_for(word, plain, typing.style, order, &keys);
        str_clear(&text);
        type(&typing, str_peek(&keys), &text);
        ++*ret_tried;
        if (strcmp(str_peek(&text), word) != 0) {
            wrong++;
            print_message("%s %s gives %s, not %s\n", typing_style_name(typing.style),
                          str_peek(&keys), str_peek(&text), word);
        }
    }
    str_release(&keys);
    str_release(&text);
    return wrong;
}

/* All tones of onset and rime; returns how often it went wrong. */
static int try_rime(const char *onset, const char *rime, long *ret_tried)
{
    int wrong = 0;
    for (int tone = 0; tone < TONE_COUNT; tone++) {
        struct syllable syllable = {.tone = (enum tone)tone}, parsed;
        char word[32];
        snprintf(syllable.onset, sizeof syllable.onset, "%s", onset);
        snprintf(syllable.rime, sizeof syllable.rime, "%s", rime);
        syllable_write(&syllable, false, word, sizeof word);
        if (syllable_parse(word, &parsed) && strcmp(parsed.onset, onset) == 0 &&
            strcmp(parsed.rime, rime) == 0)
            wrong += try_syllable(&syllable, ret_tried);
    }
    return wrong;
}

static void every_syllable_in_every_order(void **state)
{
    (void)state;
    /* The quick run takes every rime behind every seventh onset, the full one everything. */
    size_t step = getenv("TYPING_ALL") ? 1 : 7;
    long tried = 0;
    int wrong = 0;
    for (size_t rime = 0; rime < SYLLABLE_RIME_COUNT; rime++) {
        wrong += try_rime("", SYLLABLE_RIMES[rime], &tried);
        for (size_t onset = rime % step; onset < SYLLABLE_ONSET_COUNT; onset += step)
            wrong += try_rime(SYLLABLE_ONSETS[onset], SYLLABLE_RIMES[rime], &tried);
    }
    print_message("%ld words typed, %d wrong\n", tried, wrong);
    assert_true(tried > 10000);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(telex_words),
        cmocka_unit_test(vni_words),
        cmocka_unit_test(switched_off),
        cmocka_unit_test(a_word_that_stands_there_goes_on),
        cmocka_unit_test(long_words_and_all_keys_are_borne),
        cmocka_unit_test(every_syllable_in_every_order),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
