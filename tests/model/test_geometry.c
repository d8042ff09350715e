/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/model/test_geometry: boxes, rasters, and the way between page and upright space.
 * May include: model, base, cmocka.
 */
#include <math.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "model/geometry.h"
#include "model/raster.h"

static void assert_rect(struct rect a, int x, int y, int w, int h)
{
    if (a.x != x || a.y != y || a.w != w || a.h != h)
        fail_msg("got %d %d %d %d, want %d %d %d %d", a.x, a.y, a.w, a.h, x, y, w, h);
}

static void test_boxes(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10}, b = {5, 5, 10, 10}, none = {3, 3, 0, 5};
    assert_rect(rect_union(a, b), 0, 0, 15, 15);
    assert_rect(rect_union(a, none), 0, 0, 10, 10);
    assert_rect(rect_union(none, b), 5, 5, 10, 10);
    assert_rect(rect_cut(a, b), 5, 5, 5, 5);
    struct rect apart = rect_cut(a, (struct rect){20, 20, 1, 1});
    assert_true(rect_empty(apart) && apart.w == 0 && apart.h == 0);
    assert_rect(rect_grow(a, 2, -1), -2, 1, 14, 8);
    assert_rect(rect_scale((struct rect){1, 1, 3, 3}, 0.5), 0, 0, 2, 2);
    assert_rect(rect_scale((struct rect){10, 20, 30, 40}, 0.1), 1, 2, 3, 4);
    assert_true(fabs(rect_overlap(a, b) - 25.0 / 175.0) < 1e-9);
    assert_true(rect_overlap(none, none) == 0 && rect_inside(none, a) == 0);
    assert_true(rect_inside(b, a) == 0.25);
    assert_true(rect_has(a, 9, 0) && !rect_has(a, 10, 0) && !rect_has(none, 3, 3));
}

static void test_turns(void **state)
{
    (void)state;
    /* A mark 2 x 1 near the upper left corner of a page 100 x 60. */
    static const struct {
        int turns, width, height;
        struct rect upright;
    } cases[] = {
        {0, 100, 60, {3, 5, 2, 1}},
        {1, 60, 100, {54, 3, 1, 2}},
        {2, 100, 60, {95, 54, 2, 1}},
        {3, 60, 100, {5, 95, 1, 2}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct view view = {.page_width = 100, .page_height = 60, .turns = cases[i].turns};
        int width, height;
        view_size(&view, &width, &height);
        assert_int_equal(width, cases[i].width);
        assert_int_equal(height, cases[i].height);
        struct rect u = cases[i].upright;
        assert_rect(view_to_upright(&view, (struct rect){3, 5, 2, 1}), u.x, u.y, u.w, u.h);
        assert_rect(view_to_page(&view, u), 3, 5, 2, 1);
        assert_rect(view_to_page(&view, (struct rect){-50, -50, 1000, 1000}), 0, 0, 100, 60);
    }
}

static void test_skew(void **state)
{
    (void)state;
    struct view view = {.page_width = 1000, .page_height = 1000, .skew = 90};
    double x, y;
    /* Clockwise: what lies right of the centre comes to lie below it. */
    view_point_to_upright(&view, 900, 500, &x, &y);
    assert_true(fabs(x - 500) < 1e-6 && fabs(y - 900) < 1e-6);
    for (int turns = 0; turns < 4; turns++)
        for (double skew = -4; skew <= 4; skew += 0.7) {
            view = (struct view){2480, 3508, turns, skew};
            double ux, uy;
            view_point_to_upright(&view, 700, 1100, &ux, &uy);
            view_point_to_page(&view, ux, uy, &x, &y);
            assert_true(fabs(x - 700) < 1e-6 && fabs(y - 1100) < 1e-6);
            struct rect page = {700, 1100, 300, 40};
            struct rect back = view_to_page(&view, view_to_upright(&view, page));
            assert_true(rect_inside(page, back) == 1.0);
        }
}

static void test_raster(void **state)
{
    (void)state;
    assert_int_equal(raster_row_bytes(RASTER_BIT1, 9), 2);
    assert_int_equal(raster_row_bytes(RASTER_RGB48, 3), 18);
    assert_string_equal(raster_format_name(RASTER_GREY16), "grey16");
    static const struct {
        int width, height;
        bool good;
    } cases[] = {
        {7016, 9933, true}, {1, 1, true},          {0, 5, false},
        {5, -1, false},     {60000, 60000, false}, {30000, 30000, false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct raster raster = {0};
        bool made = raster_init(&raster, RASTER_RGB24, cases[i].width, cases[i].height);
        assert_int_equal(made, cases[i].good);
        assert_int_equal(raster.data != NULL, made);
        raster_release(&raster);
        assert_null(raster.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_skew),
        cmocka_unit_test(test_raster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
