/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_prose: the body of a letter is found; its head, its foot and forms are left alone.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "worker/read_prose.h"

enum { LINES_MAX = 24 };

/* Lines as x, y, width at 150 dpi, by what they are: 'b' = to be marked. */
struct piece {
    char what;
    int x, y, w;
};

static const struct piece letter[] = {
    {'h', 200, 100, 300}, {'h', 640, 100, 470}, {'h', 160, 260, 360},  {'h', 680, 200, 380},
    {'h', 400, 370, 430}, {'1', 225, 440, 895}, {'b', 165, 470, 810},  {'b', 225, 515, 895},
    {'b', 165, 550, 860}, {'b', 225, 600, 880}, {'b', 165, 635, 140},  {'b', 225, 675, 895},
    {'f', 165, 715, 45},  {'f', 165, 840, 100}, {'f', 165, 870, 180},  {'f', 165, 900, 170},
    {'f', 760, 840, 250}, {'f', 800, 990, 200}, {'f', 165, 1600, 955},
};

/* Fields with dotted leaders do not fill the width. */
static const struct piece form[] = {
    {'h', 400, 100, 400}, {'l', 165, 300, 500}, {'l', 165, 340, 420}, {'l', 165, 380, 620},
    {'l', 165, 420, 300}, {'l', 165, 460, 955}, {'l', 165, 700, 955},
};

static void check(const struct piece *pieces, size_t count, int table)
{
    struct layout_line lines[LINES_MAX] = {0};
    struct layout layout = {.lines = lines, .line_count = count, .x_height = 13};
    bool prose[LINES_MAX];
    size_t marked = 0;

    for (size_t i = 0; i < count; i++) {
        lines[i].box = (struct rect){pieces[i].x, pieces[i].y, pieces[i].w, 25};
        lines[i].table = table;
        lines[i].kind = TEXT_PRINT;
    }
    size_t found = read_prose_find(&layout, prose);
    for (size_t i = 0; i < count; i++) {
        marked += prose[i];
        if (prose[i] != (pieces[i].what == 'b' && table < 0))
            fail_msg("line %zu at %d,%d", i, pieces[i].x, pieces[i].y);
    }
    assert_int_equal(found, marked);
}

static void test_letter(void **state)
{
    (void)state;
    check(letter, sizeof letter / sizeof *letter, -1);
    check(letter, sizeof letter / sizeof *letter, 0);
    check(letter, 0, -1);
}

static void test_form(void **state)
{
    (void)state;
    check(form, sizeof form / sizeof *form, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_letter), cmocka_unit_test(test_form)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
