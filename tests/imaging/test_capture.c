/* SPDX-License-Identifier: Apache-2.0
 *
 * The step that measures how a page was captured, and the grid of its ink: drawn pages, each with
 * one defect of a known size, and good ones.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_first.h"
#include "imaging/clean_step.h"
#include "plane.h"

enum { WIDTH = 1240, HEIGHT = 1754 }; /* A4 at 150 dpi */

static struct raster text_page(int grey, int ink)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, 150, grey);
    for (int line = 0; line < 20; line++)
        for (int letter = 0; letter < 38; letter++)
            plane_box(&plane, 120 + letter * 26, 200 + line * 60, letter % 3 ? 4 : 14, 20, ink);
    return plane;
}

/* A running mean of width pixels along a row (or column), passes times. */
static void smear(struct raster *plane, int width, bool across, int passes)
{
    int length = across ? plane->width : plane->height,
        lines = across ? plane->height : plane->width;
    size_t step = across ? 1 : plane->stride, next = across ? plane->stride : 1;
    uint8_t *line = calloc((size_t)length, 1);
    for (int i = 0; i < lines * passes; i++) {
        uint8_t *at = plane->data + (size_t)(i % lines) * next;
        for (int k = 0; k < length; k++)
            line[k] = at[(size_t)k * step];
        for (int k = width / 2; k < length - width / 2; k++) {
            int sum = 0;
            for (int j = -(width / 2); j <= width / 2; j++)
                sum += line[k + j];
            at[(size_t)k * step] = (uint8_t)(sum / (width / 2 * 2 + 1));
        }
    }
    free(line);
}

static void noise(struct raster *plane, int most)
{
    unsigned seed = 7;
    for (size_t i = 0; i < plane->stride * (size_t)plane->height; i++) {
        seed = seed * 1103515245 + 12345;
        int value = plane->data[i] + (int)(seed >> 16) % (2 * most + 1) - most;
        plane->data[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
}

static struct clean_page measure(struct raster plane)
{
    struct clean_page page = {
        .width = plane.width, .height = plane.height, .dpi = plane.dpi, .source = plane};
    run_step(&page, "paper");
    run_step(&page, "border");
    run_step(&page, "capture");
    return page;
}

/* The standard deviation of w-wide means taken p times is sqrt(p (w^2 - 1) / 12) pixels. */
static void test_blur(void **state)
{
    static const struct {
        int across, down, noise;
        double least, most; /* mm */
    } cases[] = {
        {1, 1, 0, 0.03, 0.12},  {1, 1, 12, 0.03, 0.14}, {3, 3, 0, 0.15, 0.30}, {5, 5, 0, 0.33, 0.5},
        {5, 5, 12, 0.30, 0.55}, {7, 7, 0, 0.45, 0.7},   {9, 1, 0, 0.5, 2},     {1, 9, 0, 0.5, 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raster plane = text_page(220, 40);
        smear(&plane, cases[i].across, true, 2);
        smear(&plane, cases[i].down, false, 2);
        if (cases[i].noise)
            noise(&plane, cases[i].noise);
        struct clean_page page = measure(plane);
        if (!(page.quality.blur >= cases[i].least && page.quality.blur <= cases[i].most))
            fail_msg("means of %d x %d, noise %d: blur %.3f mm", cases[i].across, cases[i].down,
                     cases[i].noise, page.quality.blur);
        clean_page_release(&page);
    }
}

/* Sharpness is a share of the contrast: pale and dark pages are as sharp as others. */
static void test_light(void **state)
{
    static const struct {
        int paper, ink;
    } cases[] = {{250, 10}, {230, 120}, {120, 20}, {255, 200}, {60, 10}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = measure(text_page(cases[i].paper, cases[i].ink));
        assert_int_equal(page.quality.paper, cases[i].paper);
        assert_int_equal(page.quality.ink, cases[i].ink);
        assert_true(page.quality.blur < 0.12);
        clean_page_release(&page);
    }
}

/* A dark bed round the page is no ink and no dark paper. */
static void test_bed(void **state)
{
    struct raster plane = text_page(220, 40);
    (void)state;
    plane_box(&plane, 0, 0, 60, HEIGHT, 5);
    plane_box(&plane, WIDTH - 60, 0, 60, HEIGHT, 5);
    struct clean_page page = measure(plane);
    assert_int_equal(page.quality.paper, 220);
    assert_int_equal(page.quality.ink, 40);
    for (int side = 0; side < SIDE_EDGES; side++)
        assert_int_equal(page.quality.cut[side], 0);
    clean_page_release(&page);
}

/* Nothing to measure sharpness at: not a word about it. */
static void test_blank(void **state)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, 150, 225);
    (void)state;
    noise(&plane, 3);
    struct clean_page page = measure(plane);
    assert_true(page.quality.blur == 0);
    clean_page_release(&page);
}

static void test_cut(void **state)
{
    static const struct {
        int dx, dy; /* how far the writing is pushed over the edge */
        int side;   /* the one that cuts; -1 = none */
    } cases[] = {{0, 0, -1},
                 {-126, 0, SIDE_LEFT_EDGE},
                 {150, 0, SIDE_RIGHT_EDGE},
                 {0, -210, SIDE_TOP_EDGE},
                 {0, 404, SIDE_BOTTOM_EDGE},
                 {-110, 0, -1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raster plane = plane_make(WIDTH, HEIGHT, 150, 225);
        for (int line = 0; line < 20; line++)
            for (int letter = 0; letter < 38; letter++)
                plane_box(&plane, 120 + letter * 26 + cases[i].dx, 200 + line * 60 + cases[i].dy,
                          14, 20, 50);
        struct clean_page page = measure(plane);
        for (int side = 0; side < SIDE_EDGES; side++)
            if ((page.quality.cut[side] > 4) != (side == cases[i].side))
                fail_msg("case %zu, edge %d: %d letters", i, side, page.quality.cut[side]);
        clean_page_release(&page);
    }
}

/* Rules up to the edge, a stamp and one letter there are no cut writing. */
static void test_not_cut(void **state)
{
    struct raster plane = text_page(220, 40);
    (void)state;
    for (int i = 0; i < 12; i++)
        plane_box(&plane, 0, 150 + i * 100, WIDTH, 3, 60);
    plane_box(&plane, WIDTH - 90, 900, 90, 90, 70);
    plane_box(&plane, 0, 420, 10, 20, 40);
    struct clean_page page = measure(plane);
    for (int side = 0; side < SIDE_EDGES; side++)
        assert_in_range(page.quality.cut[side], 0, 2);
    clean_page_release(&page);
}

static void test_off(void **state)
{
    struct clean_settings settings;
    struct raster plane = text_page(220, 40);
    (void)state;
    clean_settings_init(&settings);
    settings.capture.use = 0;
    struct clean_page page = {
        .width = plane.width, .height = plane.height, .dpi = plane.dpi, .source = plane};
    run_step(&page, "paper");
    run_step(&page, "border");
    run_step_with(&page, "capture", &settings);
    assert_true(page.quality.paper == 0 && page.quality.blur == 0);
    clean_page_release(&page);
}

/* ---- the grid ---- */

static void print_of(struct raster plane, char *ret)
{
    struct clean_page page = {.upright = plane};
    clean_capture_print(&page);
    memcpy(ret, page.quality.print, sizeof page.quality.print);
    raster_release(&page.upright);
}

static struct raster entries(unsigned seed, int dx, int dy)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, 150, CLEAN_PAPER);
    for (int i = 0; i < 400; i++) {
        seed = seed * 1103515245 + 12345;
        int x = (int)(seed >> 8) % 1000 + 80, y = (int)(seed >> 20) % 30 * 50 + 100;
        plane_box(&plane, x + dx, y + dy, 18, 20, 60);
    }
    return plane;
}

static void test_print(void **state)
{
    char a[PRINT_CELLS + 1], b[PRINT_CELLS + 1];
    (void)state;
    print_of(entries(1, 0, 0), a);
    assert_int_equal(strlen(a), PRINT_CELLS);
    print_of(entries(1, 0, 0), b);
    assert_true(quality_likeness(a, b) > 0.9999);
    print_of(entries(1, 23, -31), b); /* 4 and 5 mm */
    assert_true(quality_likeness(a, b) > 0.93);
    print_of(entries(2, 0, 0), b);
    assert_true(quality_likeness(a, b) < 0.6);
    print_of(plane_make(WIDTH, HEIGHT, 150, CLEAN_PAPER), b);
    assert_true(quality_likeness(a, b) == 0);
    print_of((struct raster){0}, b);
    assert_string_equal(b, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blur),  cmocka_unit_test(test_light), cmocka_unit_test(test_bed),
        cmocka_unit_test(test_blank), cmocka_unit_test(test_cut),   cmocka_unit_test(test_not_cut),
        cmocka_unit_test(test_off),   cmocka_unit_test(test_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
