/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_text: errors, memory, arena, growing text, UTF-8, clock, ids' random bytes.
 * May include: base, cmocka.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- err ---- */

static void test_err_first_wins(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(err_set(&err, ERR_IO, 901, "a %s", "b"), ERR_IO);
    assert_int_equal(err_set(&err, ERR_FULL, 902, "c"), ERR_FULL);
    assert_int_equal(err.number, 901);
    assert_string_equal(err.text, "a b");
    assert_int_equal(err_lead(&err, "page %d", 3), ERR_IO);
    assert_string_equal(err.text, "page 3: a b");
    assert_int_equal(err_set(NULL, ERR_IO, 903, "x"), ERR_IO);
    err_clear(&err);
    assert_int_equal(err.code, ERR_OK);
}

static void test_err_one_line_whole_characters(void **state)
{
    (void)state;
    struct err err = {0};
    char text[1200];
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xE1\xBB\x87", 4);
    err_set(&err, ERR_IO, 904, "x%s", text);
    assert_true(utf8_valid(err.text, strlen(err.text)));
    assert_true(strlen(err.text) > 500);
    err_lead(&err, "%s", "y\nz");
    assert_true(utf8_valid(err.text, strlen(err.text)));
    assert_null(strchr(err.text, '\n'));
}

static void test_err_names(void **state)
{
    (void)state;
    for (int code = 0; code < ERR_COUNT; code++) {
        assert_non_null(err_code_name((enum err_code)code));
        assert_int_equal(err_code_parse(err_code_name((enum err_code)code)), code);
    }
    assert_int_equal(err_code_parse("nonsense"), ERR_COUNT);
    assert_int_equal(err_code_parse(NULL), ERR_COUNT);
}

/* ---- memory ---- */

static void test_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 200000; size = size * 3 + 1) {
            unsigned char *bytes = arena_take(arena, size, 1);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(bytes[i], 0);
            memset(bytes, 0xAA, size);
        }
        assert_string_equal(arena_format(arena, "%d-%s", 7, "x"), "7-x");
        assert_string_equal(arena_copy_span(arena, "abc", 2), "ab");
        assert_null(arena_copy_text(arena, NULL));
        arena_clear(arena);
    }
    arena_free(arena);
    arena_free(NULL);
}

static void test_array_add(void **state)
{
    (void)state;
    struct {
        int *items;
        size_t count, capacity;
    } array = {0};
    for (int i = 0; i < 1000; i++) {
        int *item = ARRAY_ADD(&array);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(array.items[999], 999);
    free(array.items);
    assert_null(mem_try(SIZE_MAX / 2, 3));
    assert_null(mem_copy_text(NULL));
}

/* ---- text ---- */

static void test_str(void **state)
{
    (void)state;
    struct str str = STR_INIT;
    assert_string_equal(str_peek(&str), "");
    str_add(&str, "  Nguy");
    str_add_rune(&str, 0x1EC5);
    str_format(&str, "n %03d\t", 7);
    str_trim(&str);
    assert_string_equal(str_peek(&str), "Nguyễn 007");
    str_cut(&str, 4);
    assert_string_equal(str_peek(&str), "Nguy");
    char *taken = str_take(&str);
    assert_string_equal(taken, "Nguy");
    free(taken);
    taken = str_take(&str);
    assert_string_equal(taken, "");
    free(taken);
    str_release(&str);
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal("", NULL));
    assert_true(text_starts("abc", "ab") && !text_starts("a", "ab"));
    assert_true(text_ends("abc", "bc") && !text_ends("c", "bc"));
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        long value;
    } longs[] = {
        {"0", true, 0},   {"-12", true, -12}, {"0099", true, 99},
        {"", false, 0},   {" 1", false, 0},   {"1 ", false, 0},
        {"+1", false, 0}, {"1x", false, 0},   {"101", false, 0},
        {"-", false, 0},  {"0x10", false, 0}, {"99999999999999999999", false, 0},
        {NULL, false, 0},
    };
    for (size_t i = 0; i < ARRAY_SIZE(longs); i++) {
        long value = 12345;
        assert_int_equal(text_to_long(longs[i].text, -100, 100, &value), longs[i].good);
        assert_int_equal(value, longs[i].good ? longs[i].value : 12345);
    }
    double real = 0;
    assert_true(text_to_double("1.5e1", 0, 100, &real) && real == 15.0);
    assert_false(text_to_double("nan", 0, 100, &real));
    assert_false(text_to_double("1,5", 0, 100, &real));
    assert_false(text_to_double("", 0, 100, &real));
    assert_false(text_to_double("101", 0, 100, &real));
}

/* ---- UTF-8 ---- */

static void test_utf8_valid(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool good;
    } cases[] = {
        {"", true},
        {"đường", true},
        {"\xF0\x9F\x98\x80", true},
        {"\x80", false},
        {"\xC3", false},
        {"\xC0\xAF", false},         /* overlong */
        {"\xE0\x80\xAF", false},     /* overlong */
        {"\xED\xA0\x80", false},     /* surrogate */
        {"\xF4\x90\x80\x80", false}, /* beyond U+10FFFF */
        {"\xF8\x88\x80\x80", false},
        {"a\xFF", false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        assert_int_equal(utf8_valid(cases[i].bytes, strlen(cases[i].bytes)), cases[i].good);
    const char *at = "\xE1\xBB!";
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), '!');
    assert_int_equal(utf8_next(&at), 0);
    char out[5];
    assert_int_equal(utf8_encode(0xD800, out), 3);
    assert_string_equal(out, "\xEF\xBF\xBD");
}

static void test_utf8_forms(void **state)
{
    (void)state;
    /* ệ as e + dot below + circumflex, and in the other order. */
    static const char *const spellings[] = {"e\xCC\xA3\xCC\x82", "e\xCC\x82\xCC\xA3",
                                            "\xE1\xBA\xB9\xCC\x82", "\xC3\xAA\xCC\xA3"};
    for (size_t i = 0; i < ARRAY_SIZE(spellings); i++) {
        char *text = NULL;
        assert_false(utf8_is_nfc(spellings[i]));
        assert_int_equal(utf8_nfc(spellings[i], &text, NULL), ERR_OK);
        assert_string_equal(text, "ệ");
        assert_true(utf8_is_nfc(text));
        char *apart = utf8_nfd(text);
        assert_string_equal(apart, "e\xCC\xA3\xCC\x82");
        free(apart);
        free(text);
    }
    struct err err = {0};
    char *untouched = (char *)"same";
    assert_int_equal(utf8_nfc("\xFF", &untouched, &err), ERR_FORMAT);
    assert_int_equal(err.number, 120);
    assert_string_equal(untouched, "same");
    char *repaired = utf8_nfd("\xFFó");
    assert_string_equal(repaired, "\xEF\xBF\xBDo\xCC\x81");
    free(repaired);
}

static void test_utf8_classes(void **state)
{
    (void)state;
    char *upper = utf8_upper("đặng thị hường"), *lower = utf8_lower("ĐẶNG THỊ HƯỜNG");
    assert_string_equal(upper, "ĐẶNG THỊ HƯỜNG");
    assert_string_equal(lower, "đặng thị hường");
    free(upper);
    free(lower);
    assert_true(utf8_is_letter(0x1EC7) && utf8_is_letter('x') && !utf8_is_letter('1'));
    assert_true(utf8_is_mark(0x0323) && !utf8_is_mark('e'));
    assert_true(utf8_is_space(0xA0) && utf8_is_space(' ') && !utf8_is_space('_'));
    assert_int_equal(utf8_count("hường"), 5);
    assert_int_equal(utf8_width("e\xCC\xA3中"), 3);
}

/* ---- clock, random ---- */

static void test_clock(void **state)
{
    (void)state;
    static const struct {
        int64_t ms;
        const char *shown, *iso;
        int year;
    } cases[] = {
        {0, "1970-01-01 07:00:00", "1970-01-01T07:00:00.000+07:00", 1970},
        {-1, "1970-01-01 06:59:59", "1970-01-01T06:59:59.999+07:00", 1970},
        {1798736399999, "2026-12-31 23:59:59", "2026-12-31T23:59:59.999+07:00", 2026},
        {1798736400000, "2027-01-01 00:00:00", "2027-01-01T00:00:00.000+07:00", 2027},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        char text[CLOCK_TEXT_SIZE];
        clock_show(cases[i].ms, text);
        assert_string_equal(text, cases[i].shown);
        clock_iso(cases[i].ms, text);
        assert_string_equal(text, cases[i].iso);
        assert_int_equal(clock_year(cases[i].ms), cases[i].year);
    }
    setenv("SOHOA_CLOCK_MS", "1234", 1);
    assert_int_equal(clock_now_ms(), 1234);
    unsetenv("SOHOA_CLOCK_MS");
    assert_true(clock_now_ms() > 1700000000000);
    unsigned char a[16] = {0}, b[16] = {0};
    random_fill(a, sizeof a);
    random_fill(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_err_first_wins), cmocka_unit_test(test_err_one_line_whole_characters),
        cmocka_unit_test(test_err_names),      cmocka_unit_test(test_arena),
        cmocka_unit_test(test_array_add),      cmocka_unit_test(test_str),
        cmocka_unit_test(test_numbers),        cmocka_unit_test(test_utf8_valid),
        cmocka_unit_test(test_utf8_forms),     cmocka_unit_test(test_utf8_classes),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
