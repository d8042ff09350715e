/* SPDX-License-Identifier: Apache-2.0
 *
 * Leaders and rules: what must go, and what looks like them and must stay.
 */
#include "cmocka_first.h"
#include "plane.h"

static struct clean_page upright_page(struct raster plane)
{
    return (struct clean_page){.width = plane.width,
                               .height = plane.height,
                               .dpi = plane.dpi,
                               .upright = plane,
                               .upright_scale = 1,
                               .ink = 30};
}

static void dot_row(struct raster *plane, int x, int y, int count, int period, int size)
{
    for (int i = 0; i < count; i++)
        plane_box(plane, x + i * period, y, size, size, 30);
}

/* Each case: dots drawn, and how many stay. */
static void test_dots(void **state)
{
    static const struct {
        const char *what;
        int count, period, size, left;
    } cases[] = {
        {"a leader", 30, 12, 4, 0},          {"a short leader", 8, 13, 4, 0},
        {"a wide leader", 10, 30, 5, 0},     {"three dots", 3, 12, 4, 3},
        {"squares of 2 mm", 12, 40, 24, 12},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = upright_page(plane_make(700, 80, 300, CLEAN_PAPER));
        dot_row(&page.upright, 20, 40, cases[i].count, cases[i].period, cases[i].size);
        run_step(&page, "dots");
        int left = plane_ink(&page.upright, (struct rect){0, 0, 700, 80}, 150);
        if (left != cases[i].left * cases[i].size * cases[i].size)
            fail_msg("%s: %d pixels of ink left", cases[i].what, left);
        clean_page_release(&page);
    }
}

/* Dots under vowels, uneven and of one height with a leader behind them. */
static void test_dots_below_stay(void **state)
{
    static const int below[] = {40, 118, 171, 262, 301, 395};
    (void)state;
    struct clean_page page = upright_page(plane_make(900, 100, 300, CLEAN_PAPER));
    plane_words(&page.upright, 30, 60, 18, 30);
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++)
        plane_box(&page.upright, below[i], 66, 5, 5, 30);
    dot_row(&page.upright, 520, 67, 28, 12, 4);
    run_step(&page, "dots");
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++)
        assert_int_equal(plane_ink(&page.upright, (struct rect){below[i], 66, 5, 5}, 150), 25);
    assert_int_equal(plane_ink(&page.upright, (struct rect){515, 60, 380, 20}, 150), 0);
    clean_page_release(&page);
}

static void test_rules(void **state)
{
    (void)state;
    struct clean_page page = upright_page(plane_make(800, 400, 300, CLEAN_PAPER));
    plane_box(&page.upright, 50, 100, 700, 3, 40);   /* across */
    plane_box(&page.upright, 300, 50, 3, 300, 40);   /* down */
    plane_box(&page.upright, 500, 70, 6, 60, 30);    /* a stroke over the rule */
    plane_box(&page.upright, 100, 200, 60, 6, 30);   /* a short bar: a letter */
    plane_box(&page.upright, 400, 250, 200, 40, 30); /* a thick bar: no rule */
    run_step(&page, "rules");
    assert_int_equal(plane_ink(&page.upright, (struct rect){60, 95, 200, 12}, 150), 0);
    assert_int_equal(plane_ink(&page.upright, (struct rect){298, 150, 8, 40}, 150), 0);
    assert_int_equal(plane_ink(&page.upright, (struct rect){500, 70, 6, 60}, 150), 360);
    assert_int_equal(plane_ink(&page.upright, (struct rect){100, 200, 60, 6}, 150), 360);
    assert_int_equal(plane_ink(&page.upright, (struct rect){400, 250, 200, 40}, 150), 8000);
    clean_page_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dots),
        cmocka_unit_test(test_dots_below_stay),
        cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
