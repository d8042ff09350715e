/* SPDX-License-Identifier: Apache-2.0
 *
 * One line of text: typing, moving, selecting, undoing, in each typing style. May include: base,
 * present, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "present/text_field.h"

static void keys(struct text_field *field, const char *text)
{
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        switch (rune) {
        case '<': text_field_backspace(field); break;
        case '{': text_field_move(field, MOVE_LEFT, false); break;
        case '}': text_field_move(field, MOVE_RIGHT, false); break;
        case '[': text_field_move(field, MOVE_LEFT, true); break;
        case '^': text_field_move(field, MOVE_HOME, false); break;
        case '$': text_field_move(field, MOVE_END, false); break;
        case '~': text_field_move(field, MOVE_WORD_LEFT, false); break;
        case '#': text_field_delete(field); break;
        case '@': text_field_select_all(field); break;
        case '!': text_field_undo(field); break;
        case '?': text_field_escape(field); break;
        default: text_field_type(field, rune);
        }
    }
}

static void typing_and_editing(void **state)
{
    (void)state;
    static const struct {
        enum typing_style style;
        const char *start, *keys, *wanted;
        size_t caret;
    } CASES[] = {
        {TYPING_TELEX, "", "nguyeenx vawn an", "nguyễn văn an", 16},
        {TYPING_VNI, "", "nguye64n va8n an", "nguyễn văn an", 16},
        {TYPING_OFF, "", "nguyeenx", "nguyeenx", 8},
        {TYPING_TELEX, "Nguyên", "x", "Nguyễn", 8},
        {TYPING_TELEX, "Nguyên An", "~{x", "Nguyễn An", 8},
        {TYPING_TELEX, "Hoa", "{f", "Hofa", 3}, /* inside a word nothing is composed */
        {TYPING_TELEX, "", "huees{s", "husế", 3},
        {TYPING_TELEX, "", "huees<<", "h", 1},
        {TYPING_TELEX, "", "huees?", "huees", 5},
        {TYPING_TELEX, "Lan", "@Hoaf", "Hòa", 4},
        {TYPING_TELEX, "Lan", "[[i", "Li", 2},
        {TYPING_TELEX, "Lan", "^#", "an", 0},
        {TYPING_TELEX, "Lan", "$#", "Lan", 3},
        {TYPING_TELEX, "Lan", "@<", "", 0},
        {TYPING_TELEX, "Lan", "@<!", "Lan", 3},
        {TYPING_TELEX, "Lan", "h!", "Lan", 3},
        {TYPING_TELEX, "Lan", "!!!!", "", 0},    /* back before it was set, not further */
        {TYPING_TELEX, "a\xcc\x81", "<", "", 0}, /* a letter and its mark are one */
    };
    for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
        struct text_field field;
        text_field_init(&field, CASES[i].style, false);
        text_field_set(&field, CASES[i].start);
        keys(&field, CASES[i].keys);
        assert_string_equal(text_field_peek(&field), CASES[i].wanted);
        assert_int_equal(field.caret, CASES[i].caret);
        text_field_release(&field);
    }
}

static void foreign_text_is_made_clean(void **state)
{
    (void)state;
    struct text_field field;
    text_field_init(&field, TYPING_TELEX, false);
    text_field_insert(&field, "Hu\xe1\xba\xbf\tx\n");
    assert_string_equal(text_field_peek(&field), "Huế x ");
    text_field_insert(&field, "\xff\xfe");
    assert_string_equal(text_field_peek(&field), "Huế x ");
    text_field_set(&field, "");
    text_field_insert(&field, "a\xcc\x81"); /* decomposed */
    assert_string_equal(text_field_peek(&field), "á");
    text_field_release(&field);
}

static void a_full_field_takes_no_more(void **state)
{
    (void)state;
    struct text_field field;
    text_field_init(&field, TYPING_TELEX, false);
    char *long_text = mem_new(FIELD_BYTES_MAX + 1, 1);
    memset(long_text, 'b', FIELD_BYTES_MAX);
    text_field_set(&field, long_text);
    keys(&field, "huees");
    assert_int_equal(field.text.length, FIELD_BYTES_MAX);
    text_field_release(&field);
    free(long_text);
}

static void tokens_are_never_used_twice(void **state)
{
    (void)state;
    struct text_field one, two;
    text_field_init(&one, TYPING_OFF, false);
    text_field_init(&two, TYPING_OFF, false);
    assert_true(one.token != 0 && two.token != 0 && one.token != two.token);
    text_field_release(&one);
    text_field_release(&two);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(typing_and_editing),
        cmocka_unit_test(foreign_text_is_made_clean),
        cmocka_unit_test(a_full_field_takes_no_more),
        cmocka_unit_test(tokens_are_never_used_twice),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
