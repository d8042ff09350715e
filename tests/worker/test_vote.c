/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_vote: what several readings of a line agree on, word by word.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "worker/read_vote.h"

enum { WORDS_MAX = 4, SIGNS_MAX = 16 };

/* A word from x on, all of its signs as sure as that. */
struct said {
    const char *text;
    int x, w;
    float sure;
};
struct scene {
    const char *what, *expected;
    struct said readings[READINGS_MAX][WORDS_MAX];
};

static const struct scene SCENES[] = {
    {"one alone stays", "Kiểu Ngọc", {{{"Kiểu", 0, 40, .6F}, {"Ngọc", 50, 40, .9F}}}},
    {"two against a surer one",
     "Kiều",
     {{{"Kiểu", 0, 40, .8F}}, {{"Kiều", 0, 40, .6F}}, {{"Kiều", 1, 41, .5F}}}},
    {"the surer of two", "Đức", {{{"Đứ", 0, 30, .5F}}, {{"Đức", 0, 36, .7F}}}},
    {"each word for itself",
     "Văn Hùng",
     {{{"Văn", 0, 30, .9F}, {"Hừng", 40, 40, .4F}}, {{"Vân", 0, 30, .5F}, {"Hùng", 40, 40, .8F}}}},
    {"no word of Vietnamese", "Hiền", {{{"Hiểền", 0, 50, .8F}}, {{"Hiền", 0, 45, .5F}}}},
    {"capitals within a word", "Hồ", {{{"HồỒ", 0, 30, .8F}}, {{"Hồ", 0, 25, .5F}}}},
    {"one word in capitals among names",
     "Hồ Ngọc",
     {{{"HỒ", 0, 30, .8F}, {"Ngọc", 40, 40, .9F}}, {{"Hồ", 0, 30, .5F}, {"Ngọc", 40, 40, .9F}}}},
    {"all words in capitals",
     "HỒ NGỌC",
     {{{"HỒ", 0, 30, .8F}, {"NGỌC", 40, 40, .9F}}, {{"Hồ", 0, 30, .5F}, {"NGỌC", 40, 40, .9F}}}},
    {"a space too many",
     "Tơ, tỉnh",
     {{{"Toơ,", 0, 30, .4F}, {"ỉnh", 42, 30, .4F}}, {{"Tơ,", 0, 28, .8F}, {"tỉnh", 38, 34, .9F}}}},
    {"torn in two by one",
     "1948",
     {{{"1", 0, 6, .6F}, {"948", 12, 40, .6F}}, {{"1948", 0, 52, .8F}}}},
    {"seen by one alone, with doubt",
     "Ba",
     {{{"Ba", 0, 30, .9F}, {"i", 60, 5, .3F}}, {{"Ba", 0, 30, .9F}}, {{"Ba", 0, 30, .9F}}}},
};

static struct text_line line_of(const struct said *said, struct arena *arena)
{
    struct text_line line = {.words = arena_take(arena, WORDS_MAX, sizeof *line.words)};
    for (; line.word_count < WORDS_MAX && said[line.word_count].text; line.word_count++) {
        const struct said *from = &said[line.word_count];
        float *sure = arena_take(arena, SIGNS_MAX, sizeof *sure);
        for (int i = 0; i < SIGNS_MAX; i++)
            sure[i] = from->sure;
        line.words[line.word_count] = (struct text_word){.text = from->text,
                                                         .box = {from->x, 0, from->w, 20},
                                                         .confidence = from->sure,
                                                         .char_confidence = sure};
    }
    return line;
}

static void test_votes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(SCENES); i++) {
        struct arena *arena = arena_new();
        struct text_line readings[READINGS_MAX];
        size_t count = 0;
        while (count < READINGS_MAX && SCENES[i].readings[count][0].text) {
            readings[count] = line_of(SCENES[i].readings[count], arena);
            count++;
        }
        struct text_line line = read_vote(readings, count, arena);
        const char *text = text_line_text(&line, arena);
        if (strcmp(text, SCENES[i].expected) != 0)
            fail_msg("%s: %s", SCENES[i].what, text);
        arena_free(arena);
    }
}

/* What is disputed is no surer than its share; what nobody disputes stays as sure as it was. */
static void test_disputed(void **state)
{
    (void)state;
    static const struct said said[2][WORDS_MAX] = {{{"An", 0, 30, .9F}, {"Chi", 40, 30, .9F}},
                                                   {{"An", 0, 30, .9F}, {"Chí", 40, 30, .6F}}};
    struct arena *arena = arena_new();
    struct text_line readings[2] = {line_of(said[0], arena), line_of(said[1], arena)};
    struct text_line line = read_vote(readings, 2, arena);
    assert_int_equal(line.word_count, 2);
    assert_float_equal(line.words[0].char_confidence[1], .9, 1e-5);
    assert_float_equal(line.words[1].char_confidence[0], .6, 1e-5);
    assert_float_equal(line.words[1].confidence, .9, 1e-5); /* that it is text is not disputed */
    assert_float_equal(read_least_sure(&line), .6, 1e-5);
    arena_free(arena);
}

static void test_possible(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool possible;
    } cases[] = {{"Hiền", true},    {"Hiểền", false},     {"ỉnh", true},
                 {"HồỒ", false},    {"12/01/2010", true}, {"UBND", false},
                 {"QĐ-UBND", true}, {"a", true},          {"Tỉnh:", true}};
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct text_word word = {.text = cases[i].text};
        struct text_line line = {.words = &word, .word_count = 1};
        if (read_line_possible(&line) != cases[i].possible)
            fail_msg("%s", cases[i].text);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_votes),
        cmocka_unit_test(test_disputed),
        cmocka_unit_test(test_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
