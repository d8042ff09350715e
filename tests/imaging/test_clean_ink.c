/* SPDX-License-Identifier: Apache-2.0
 *
 * Leaders and rules: what must go, and what looks like them and must stay. Each case draws a page
 * and the page that must come of it; they may differ in so many pixels.
 */
#include <stdlib.h>

#include "cmocka_first.h"
#include "imaging/clean_plane.h"
#include "imaging/pix.h"
#include "plane.h"

enum { SHAPES_MAX = 7, WIDTH = 900, HEIGHT = 420 };

/* Boxes in a row, in pixels at 300 dpi. */
struct shape {
    int x, y, w, h;
    int count, step; /* count 0: one */
    int grey;        /* 0: 30 */
    double rise;     /* pixels a pixel; positive: falls to the right */
    bool goes;
};
struct scene {
    const char *what;
    double dpi;  /* 0: 300 */
    int differs; /* pixels that may differ by more than SLACK */
    struct shape shapes[SHAPES_MAX];
};
enum { SLACK = 20 };

static int scaled(double value, double dpi)
{
    return (int)(value * dpi / 300 + 0.5);
}

static void draw(struct raster *plane, const struct shape *shape)
{
    double dpi = plane->dpi;
    for (int i = 0; i < (shape->count ? shape->count : 1) && shape->w; i++) {
        double x = shape->x + (double)i * shape->step;
        plane_box(plane, scaled(x, dpi), scaled(shape->y + (x - shape->x) * shape->rise, dpi),
                  scaled(shape->w, dpi), scaled(shape->h, dpi), shape->grey ? shape->grey : 30);
    }
}

static struct raster draw_scene(const struct scene *scene, bool after)
{
    double dpi = scene->dpi > 0 ? scene->dpi : 300;
    struct raster plane = plane_make(scaled(WIDTH, dpi), scaled(HEIGHT, dpi), dpi, CLEAN_PAPER);
    for (int i = 0; i < SHAPES_MAX; i++)
        if (!after || !scene->shapes[i].goes)
            draw(&plane, &scene->shapes[i]);
    return plane;
}

static int count_different(const struct raster *a, const struct raster *b)
{
    int count = 0;
    for (int y = 0; y < a->height; y++)
        for (int x = 0; x < a->width; x++)
            count += abs(a->data[(size_t)y * a->stride + (size_t)x] -
                         b->data[(size_t)y * b->stride + (size_t)x]) > SLACK;
    return count;
}

static struct clean_page upright_page(struct raster plane)
{
    return (struct clean_page){.width = plane.width,
                               .height = plane.height,
                               .dpi = plane.dpi,
                               .upright = plane,
                               .upright_scale = 1,
                               .ink = 30};
}

static void run_scenes(const char *step, const struct scene *scenes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct clean_page page = upright_page(draw_scene(&scenes[i], false));
        struct raster wanted = draw_scene(&scenes[i], true);
        run_step(&page, step);
        int different = count_different(&page.upright, &wanted);
        if (different > scenes[i].differs)
            fail_msg("%s, %s: %d pixels differ", step, scenes[i].what, different);
        raster_release(&wanted);
        clean_page_release(&page);
    }
}

/* ---- leaders ---- */

static void test_dots(void **state)
{
    static const struct scene scenes[] = {
        {"a leader", 0, 0, {{20, 40, 4, 4, 30, 12, .goes = true}}},
        {"at 150 dpi", 150, 0, {{20, 40, 4, 4, 30, 12, .goes = true}}},
        {"at 200 dpi", 200, 0, {{20, 40, 4, 4, 30, 12, .goes = true}}},
        {"at 400 dpi", 400, 0, {{20, 40, 4, 4, 30, 12, .goes = true}}},
        {"short", 0, 0, {{20, 40, 4, 4, 8, 13, .goes = true}}},
        {"wide", 0, 0, {{20, 40, 5, 5, 10, 30, .goes = true}}},
        {"slanted", 0, 0, {{20, 40, 4, 4, 50, 12, 0, 0.012, true}}},
        {"pale", 0, 0, {{20, 40, 4, 4, 30, 12, 120, 0, true}}},
        {"two on one line",
         0,
         0,
         {{20, 40, 4, 4, 20, 12, .goes = true}, {420, 40, 4, 4, 20, 12, .goes = true}}},
        {"three dots", 0, 0, {{20, 40, 4, 4, 3, 12}}},
        {"five dots", 0, 0, {{20, 40, 4, 4, 5, 12}}},
        {"squares of 2 mm", 0, 0, {{20, 40, 24, 24, 12, 40}}},
        {"points in a long number", 0, 0, {{20, 20, 14, 24, 30, 22}, {80, 40, 4, 4, 9, 66}}},
        {"colons of a list", 0, 0, {{90, 20, 5, 5, 1, 0}, {90, 34, 5, 5}, {90, 80, 5, 5}}},
        {"dashes", 0, 0, {{20, 40, 14, 4, 20, 24}}},
        {"strokes", 0, 0, {{20, 40, 4, 14, 20, 12}}},
        {"a full stop behind a word", 0, 0, {{20, 20, 14, 24, 8, 22}, {200, 40, 5, 5}}},
    };
    (void)state;
    run_scenes("dots", scenes, sizeof scenes / sizeof scenes[0]);
}

/* Dots under vowels, beside and inside a leader on their own base line: uneven, or even but with
 * more ink than the leader's. */
static void test_dots_below_stay(void **state)
{
    static const struct scene scenes[] = {
        {"under every letter, no leader", 0, 0, {{20, 20, 14, 24, 5, 22}, {24, 50, 5, 5, 5, 22}}},
        {"uneven, a leader behind",
         0,
         0,
         {{40, 66, 5, 5},
          {118, 66, 5, 5},
          {171, 66, 5, 5},
          {262, 66, 5, 5},
          {520, 67, 4, 4, 28, 12, .goes = true}}},
        {"where the leader would go on, larger",
         0,
         0,
         {{100, 66, 6, 6}, {112, 66, 4, 4, 28, 12, .goes = true}}},
        {"in the leader, larger",
         0,
         0,
         {{100, 66, 4, 4, 10, 12, .goes = true},
          {219, 65, 6, 6},
          {232, 66, 4, 4, 10, 12, .goes = true}}},
    };
    (void)state;
    run_scenes("dots", scenes, sizeof scenes / sizeof scenes[0]);
}

/* The dot within a zero; what no ring closes in, or what is not in its middle, stays. */
static void test_zeros(void **state)
{
#define RING(x, y)                                                                                 \
    {x, y, 22, 4}, {x, y + 30, 22, 4}, {x, y, 4, 34},                                              \
    {                                                                                              \
        x + 18, y, 4, 34                                                                           \
    }
    static const struct scene scenes[] = {
        {"a zero", 0, 0, {RING(100, 40), {109, 55, 4, 4, .goes = true}}},
        {"at 400 dpi", 400, 0, {RING(100, 40), {109, 55, 4, 4, .goes = true}}},
        {"without a dot", 0, 0, {RING(100, 40)}},
        {"open to the right",
         0,
         0,
         {{100, 40, 22, 4}, {100, 70, 22, 4}, {100, 40, 4, 34}, {109, 55, 4, 4}}},
        {"near the foot", 0, 0, {RING(100, 40), {108, 65, 4, 4}}},
        {"below it", 0, 0, {RING(100, 40), {108, 80, 5, 5}}},
        {"a bar across", 0, 0, {RING(100, 40), {100, 55, 22, 4}}},
        {"a frame",
         0,
         0,
         {{100, 20, 90, 4},
          {100, 116, 90, 4},
          {100, 20, 4, 100},
          {186, 20, 4, 100},
          {143, 68, 5, 5}}},
    };
    (void)state;
    run_scenes("dots", scenes, sizeof scenes / sizeof scenes[0]);
#undef RING
}

/* ---- rules ---- */

static void test_rules(void **state)
{
    static const struct scene scenes[] = {
        {"across", 0, 0, {{50, 100, 700, 3, .goes = true}}},
        {"across at 150 dpi", 150, 0, {{50, 100, 700, 3, .goes = true}}},
        {"across at 200 dpi", 200, 0, {{50, 100, 700, 3, .goes = true}}},
        {"across at 400 dpi", 400, 0, {{50, 100, 700, 3, .goes = true}}},
        {"down", 0, 0, {{300, 50, 3, 300, .goes = true}}},
        {"thick", 0, 0, {{50, 100, 700, 10, .goes = true}}},
        {"grid with letters in its cells",
         0,
         0,
         {{50, 50, 800, 4, .goes = true},
          {50, 300, 800, 4, .goes = true},
          {50, 50, 4, 254, .goes = true},
          {846, 50, 4, 254, .goes = true},
          {80, 100, 14, 24, 20, 22}}},
        {"a stroke over it", 0, 24, {{50, 100, 700, 3, .goes = true}, {500, 70, 6, 60}}},
        {"under a word, 17 mm", 0, 0, {{80, 60, 14, 24, 9, 22}, {78, 92, 200, 4, .goes = true}}},
        {"under a word, 5 mm", 0, 0, {{80, 60, 14, 24, 3, 22}, {78, 92, 60, 4}}},
        {"a frame of 7 mm round a value",
         0,
         16,
         {{100, 60, 500, 3, .goes = true},
          {100, 140, 500, 3, .goes = true},
          {100, 60, 3, 83, .goes = true},
          {597, 60, 3, 83, .goes = true},
          {112, 85, 5, 34, 6, 40}}},
        {"stems between serifs that touch",
         0,
         700,
         {{100, 60, 110, 5, .goes = true},
          {100, 100, 110, 5, .goes = true},
          {110, 60, 9, 45, 3, 40}}},
        {"a stroke that hangs on one rule",
         0,
         12,
         {{100, 60, 500, 3, .goes = true}, {300, 60, 5, 50}, {100, 140, 500, 3, .goes = true}}},
        {"bold capitals", 0, 0, {{80, 60, 9, 44, 8, 46}, {80, 60, 38, 9, 8, 46}}},
        {"bold serifs that nearly touch", 0, 0, {{80, 60, 34, 6, 16, 37}, {90, 60, 8, 40, 16, 37}}},
        {"a short bar", 0, 0, {{100, 200, 60, 6}}},
        {"a thick bar", 0, 0, {{400, 250, 200, 40}}},
        {"the rule of the other side, beside a dark one",
         0,
         0,
         {{50, 100, 700, 3, .goes = true}, {50, 300, 300, 3, 1, 0, 165}}},
    };
    (void)state;
    run_scenes("rules", scenes, sizeof scenes / sizeof scenes[0]);
}

/* The masks hold what was taken, each way its own. */
static void test_rule_masks(void **state)
{
    (void)state;
    struct scene scene = {
        "", 0, 0, {{50, 100, 700, 3}, {300, 50, 3, 300}, {80, 200, 14, 24, 8, 22}}};
    struct clean_page page = upright_page(draw_scene(&scene, false));
    run_step(&page, "rules");
    l_int32 across = 0, down = 0;
    pixCountPixels(page.rules_across, &across, NULL);
    pixCountPixels(page.rules_down, &down, NULL);
    assert_in_range(across, 700 * 3 * 95 / 100, 700 * 3 * 105 / 100);
    assert_in_range(down, 300 * 3 * 95 / 100, 300 * 3 * 105 / 100);
    clean_page_release(&page);
}

static int count_across(const struct scene *scene)
{
    struct clean_page page = upright_page(draw_scene(scene, false));
    l_int32 count = 0;
    run_step(&page, "rules");
    pixCountPixels(page.rules_across, &count, NULL);
    clean_page_release(&page);
    return count;
}

/* Short pieces on one line are a rule if they cover most of it; apart they are strokes. */
static void test_torn_rules(void **state)
{
    (void)state;
    struct scene torn = {"", 0, 0, {{50, 60, 800, 4}, {50, 200, 50, 4, 10, 80}}};
    struct scene strokes = {"", 0, 0, {{50, 60, 800, 4}, {50, 200, 40, 4, 7, 120}}};
    assert_in_range(count_across(&torn), (800 + 500) * 4 * 95 / 100, (800 + 500) * 4 * 105 / 100);
    assert_in_range(count_across(&strokes), 800 * 4 * 95 / 100, 800 * 4 * 105 / 100);
}

/* Paler rules are taken out of the page, but make no table; nor does a fold, dark on one side. */
static void test_foreign_rules(void **state)
{
    (void)state;
    struct scene pale = {"", 0, 0, {{50, 60, 800, 4}, {50, 200, 600, 4, 1, 0, 130}}};
    struct scene fold = {
        "", 0, 0, {{50, 60, 800, 4}, {50, 200, 600, 4, 1, 0, 90}, {50, 204, 600, 30, 1, 0, 185}}};
    assert_in_range(count_across(&pale), 800 * 4 * 95 / 100, 800 * 4 * 105 / 100);
    assert_in_range(count_across(&fold), 800 * 4 * 95 / 100, 800 * 4 * 105 / 100);
}

/* A fold where a row's rule is missing stands for it. */
static void test_row_in_fold(void **state)
{
    (void)state;
    struct scene scene = {"",
                          0,
                          0,
                          {{100, 40, 700, 4},
                           {100, 100, 700, 4},
                           {100, 160, 700, 4},
                           {100, 220, 700, 4},
                           {100, 340, 700, 4},
                           {0, 280, 900, 4, 1, 0, 90},
                           {0, 284, 900, 20, 1, 0, 185}}};
    int rules = 5 * 700 * 4, restored = 700 * 3;
    assert_in_range(count_across(&scene), rules + restored - 100, rules + restored + 100);
    scene.shapes[5].y += 20; /* not where a row would be */
    scene.shapes[6].y += 20;
    assert_in_range(count_across(&scene), rules - 100, rules + 100);
}

/* ---- switched off ---- */

static void test_off(void **state)
{
    static const char *const names[] = {"dots", "rules"};
    (void)state;
    struct scene scene = {"", 0, 0, {{20, 40, 4, 4, 30, 12}, {50, 100, 700, 3}}};
    struct clean_settings settings;
    clean_settings_init(&settings);
    settings.dots.use = settings.rules.use = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct clean_page page = upright_page(draw_scene(&scene, false));
        struct raster same = draw_scene(&scene, false);
        run_step_with(&page, names[i], &settings);
        assert_int_equal(count_different(&page.upright, &same), 0);
        assert_int_equal(page.dots, 0);
        raster_release(&same);
        clean_page_release(&page);
    }
}

/* Is (x, y) inside a run of at least length pixels that are all on (or all off)? */
static bool in_run(PIX *mask, int x, int y, int length, bool across, bool on)
{
    int run = 1;
    for (int way = -1; way <= 1; way += 2)
        for (int k = 1; k < length; k++, run++) {
            l_uint32 value = 0;
            int at_x = across ? x + way * k : x, at_y = across ? y : y + way * k;
            if (pixGetPixel(mask, at_x, at_y, &value) || (value != 0) != on)
                break;
        }
    return run >= length;
}

/* Opening keeps runs of a length, closing fills shorter gaps: at every bit, in both directions. */
static void test_lines(void **state)
{
    enum { WIDE = 203, HIGH = 141 };
    static const int lengths[] = {2, 3, 17, 31, 32, 33, 64, 65};
    (void)state;
    for (size_t i = 0; i < 2 * sizeof lengths / sizeof *lengths; i++) {
        int length = lengths[i / 2];
        bool across = i % 2;
        PIX *mask = pixCreate(WIDE, HIGH, 1);
        for (int k = 0; k < 60; k++) /* bars of all lengths, in the middle and at the edges */
            pixRasterop(mask, k * 53 % WIDE - 20, k * 37 % HIGH - 20, across ? k * 3 : 3,
                        across ? 3 : k * 3, k % 4 ? PIX_SET : PIX_CLR, NULL, 0, 0);
        PIX *opened = pixCopy(NULL, mask), *closed = pixCopy(NULL, mask);
        mask_open_line(opened, length, across);
        mask_close_line(closed, length, across);
        for (int y = 0; y < HIGH; y++)
            for (int x = 0; x < WIDE; x++) {
                l_uint32 was, open, close;
                pixGetPixel(mask, x, y, &was);
                pixGetPixel(opened, x, y, &open);
                pixGetPixel(closed, x, y, &close);
                assert_int_equal(open, was && in_run(mask, x, y, length, across, true));
                bool inner = x >= length && y >= length && x + length < WIDE && y + length < HIGH;
                if (inner)
                    assert_int_equal(close, was || !in_run(mask, x, y, length, across, false));
            }
        pixDestroy(&mask);
        pixDestroy(&opened);
        pixDestroy(&closed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dots),          cmocka_unit_test(test_dots_below_stay),
        cmocka_unit_test(test_zeros),         cmocka_unit_test(test_rules),
        cmocka_unit_test(test_rule_masks),    cmocka_unit_test(test_torn_rules),
        cmocka_unit_test(test_foreign_rules), cmocka_unit_test(test_row_in_fold),
        cmocka_unit_test(test_off),           cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
