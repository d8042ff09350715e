/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_stop: a full stop that is printed is told from one that the model saw in the white.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "worker/read_stop.h"

enum { WIDTH = 120, HEIGHT = 40, BARS_MAX = 4, GREY_PAPER = 230, GREY_INK = 60 };

/* A line with its core from 14 to 26; bars of ink: x, y, w, h. */
struct ending {
    const char *what;
    bool stop;
    struct rect bars[BARS_MAX];
};

static const struct ending ENDINGS[] = {
    {"a stem alone", false, {{90, 8, 4, 18}}},
    {"a stop behind a stem", true, {{86, 8, 4, 18}, {94, 23, 3, 3}}},
    {"a stop under the arm of a T", true, {{86, 8, 16, 3}, {92, 8, 4, 18}, {99, 23, 3, 3}}},
    {"a stop under the bowl of a P", true, {{84, 8, 3, 18}, {87, 8, 8, 8}, {93, 23, 3, 3}}},
    {"a P alone", false, {{84, 8, 3, 18}, {87, 8, 8, 8}}},
    {"a dot below an a", false, {{84, 14, 10, 12}, {88, 29, 3, 3}}},
    {"a tone above", false, {{84, 14, 10, 12}, {88, 8, 4, 4}}},
    {"a dash half way up", false, {{80, 8, 4, 18}, {88, 18, 6, 2}}},
    {"a stop far inside the line", false, {{60, 23, 3, 3}, {90, 8, 4, 18}}},
    {"a foot of a letter", false, {{86, 14, 3, 12}, {84, 24, 9, 2}}},
};

static bool ends_in_stop(const struct ending *ending, int paper, bool plainly)
{
    uint8_t pixels[WIDTH * HEIGHT];
    struct raster plane = {
        .data = pixels, .width = WIDTH, .height = HEIGHT, .stride = WIDTH, .format = RASTER_GREY8};
    struct layout_line line = {.core_top = 14, .core_bottom = 26};
    memset(pixels, paper, sizeof pixels);
    for (int i = 0; i < BARS_MAX && ending->bars[i].w; i++) {
        struct rect bar = ending->bars[i];
        line.ink = rect_union(line.ink, bar);
        for (int y = bar.y; y < rect_bottom(bar); y++)
            memset(pixels + (size_t)y * WIDTH + bar.x, GREY_INK, (size_t)bar.w);
    }
    return stop_printed(&plane, &line, 12, 150, plainly);
}

static void test_endings(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(ENDINGS); i++)
        if (ends_in_stop(&ENDINGS[i], GREY_PAPER, false) != ENDINGS[i].stop)
            fail_msg("%s", ENDINGS[i].what);
}

/* A rest of a rule or a single speck may be a stop, but is none plainly. */
static void test_plainly(void **state)
{
    (void)state;
    static const struct ending stop = {"", true, {{86, 8, 4, 18}, {94, 23, 3, 3}}};
    static const struct ending rule = {"", true, {{86, 8, 4, 18}, {94, 25, 6, 1}}};
    static const struct ending speck = {"", true, {{86, 8, 4, 18}, {94, 25, 1, 1}}};
    assert_true(ends_in_stop(&stop, GREY_PAPER, true));
    assert_true(ends_in_stop(&rule, GREY_PAPER, false));
    assert_false(ends_in_stop(&rule, GREY_PAPER, true));
    assert_false(ends_in_stop(&speck, GREY_PAPER, true));
}

/* Nothing is told from a page without white, and nothing is read outside it. */
static void test_dark_page(void **state)
{
    (void)state;
    static const struct ending last = {"", false, {{WIDTH - 4, HEIGHT - 8, 4, 8}}};
    assert_false(ends_in_stop(&last, 10, false));
    assert_false(ends_in_stop(&last, GREY_PAPER, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_endings),
        cmocka_unit_test(test_plainly),
        cmocka_unit_test(test_dark_page),
    };
    return cmocka_run_group_tests_name("worker-stop", tests, NULL, NULL);
}
