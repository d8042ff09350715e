/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_again: which lines are read once more, how, and which reading stays. The engine is a
 * table: each line has a reading for each way of reading it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/read_part.h"

/* A word of two signs, as sure as these; no word when both are 0. */
struct reading {
    float one, two;
};
enum { WAYS = READ_FINE_SMALL + 1 };
static struct {
    struct reading readings[WAYS];
    int asked[WAYS];
    struct text_word words[WAYS];
} engine;

static struct text_line line_of(enum read_how how)
{
    static const char *const texts[WAYS] = {"ba", "bo", "be", "bi", "bu"};
    struct reading *reading = &engine.readings[how];
    engine.words[how] = (struct text_word){.text = texts[how],
                                           .box = {0, 0, 40, 20},
                                           .confidence = (reading->one + reading->two) / 2,
                                           .char_confidence = &reading->one};
    return (struct text_line){.words = &engine.words[how],
                              .word_count = reading->one > 0,
                              .confidence = engine.words[how].confidence};
}

enum err_code read_line(struct read_job *job, const struct layout_line *where, enum read_how how,
                        struct text_line *ret, struct err *err)
{
    (void)job;
    (void)where;
    (void)err;
    engine.asked[how]++;
    *ret = line_of(how);
    return ERR_OK;
}

/* Which ways of reading are taken, and whose word stays. */
static void test_again(void **state)
{
    static const struct {
        const char *what;
        double ink, fine; /* grey of the page's ink; pixels of upright a pixel of work */
        struct reading first, again;
        const char *ways;    /* a letter each: sharp, fine, large, small */
        const char *outcome; /* the word; "" = none */
        enum text_kind kind;
        bool prose;
    } cases[] = {
        {"all signs are sure", 50, 2, {0.95F, 0.92F}, {1, 1}, "", "ba", 0, 0},
        {"one sign is not", 50, 2, {0.99F, 0.5F}, {0.95F, 0.95F}, "f", "be", 0, 0},
        {"the others are less sure", 50, 2, {0.99F, 0.5F}, {1, 0.4F}, "fls", "ba", 0, 0},
        {"the others are as sure", 50, 2, {0.5F, 0.5F}, {0.9F, 0.5F}, "fls", "ba", 0, 0},
        {"nothing was read", 50, 2, {0, 0}, {0.5F, 0.5F}, "fls", "be", 0, 0},
        {"nothing is read again", 50, 2, {0.3F, 0.3F}, {0, 0}, "fls", "", 0, 0},
        {"no finer plane", 50, 1, {0.3F, 0.3F}, {1, 1}, "", "ba", 0, 0},
        {"by hand", 50, 2, {0.3F, 0.3F}, {1, 1}, "", "ba", TEXT_HAND, 0},
        {"the body of a letter", 50, 2, {0.3F, 0.3F}, {1, 1}, "", "ba", 0, true},
        {"pale and doubtful", 115, 2, {0.7F, 0.7F}, {0.9F, 0.9F}, "S", "bo", 0, 0},
        {"pale, hardly surer", 115, 2, {0.7F, 0.7F}, {0.71F, 0.71F}, "S", "ba", 0, 0},
        {"pale and sure", 115, 2, {0.95F, 0.8F}, {1, 1}, "", "ba", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct layout_line where = {
            .box = {0, 0, 100, 20}, .kind = cases[i].kind, .dark = 100, .sharp = 1};
        bool prose = cases[i].prose;
        struct arena *arena = arena_new();
        struct read_job job = {
            .arena = arena, .prose = &prose, .layout = {.lines = &where, .line_count = 1}};
        struct err err = {0};
        assert_int_equal(read_settings_load(&job.settings, NULL, &err), ERR_OK);
        job.page.ink = cases[i].ink;
        job.page.upright_scale = cases[i].fine / 2;
        job.page.work_scale = 0.5;
        for (int how = 0; how < WAYS; how++) {
            engine.readings[how] = how == READ_PLAIN ? cases[i].first : cases[i].again;
            engine.asked[how] = 0;
        }
        struct text_line line = line_of(READ_PLAIN);
        assert_int_equal(read_again(&job, &line, &err), ERR_OK);
        for (int how = 0; how < WAYS; how++)
            if (engine.asked[how] != (strchr(cases[i].ways, "pSfls"[how]) != NULL))
                fail_msg("%s: read %d times in way %d", cases[i].what, engine.asked[how], how);
        const char *text = line.word_count ? line.words[0].text : "";
        if (strcmp(text, cases[i].outcome) != 0)
            fail_msg("%s: \"%s\" stays", cases[i].what, text);
        arena_free(arena);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
