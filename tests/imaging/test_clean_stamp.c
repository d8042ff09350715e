/* SPDX-License-Identifier: Apache-2.0
 *
 * A seal on a grey page goes, the print under it stays; what looks like one stays. Each case draws
 * a page at the scale that is read, 150 dpi.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cmocka_first.h"
#include "imaging/clean_plane.h"
#include "plane.h"

enum { WIDTH = 700, HEIGHT = 500, DPI = 150, BARS_MAX = 6, INK = 40 };

struct seal {
    int x, y, radius; /* radius 0: none */
    int grey, part;   /* degrees of the rings that are drawn */
    bool solid;
};
struct scene {
    const char *what;
    struct seal seal;
    bool goes;
    int print; /* grey of the bars */
};

static const struct scene SCENES[] = {
    {"a seal over print", {350, 250, 105, 125, 360}, true, INK},
    {"a seal at the edge of the page", {610, 400, 105, 125, 360}, true, INK},
    {"a worn seal, a quarter of it gone", {350, 250, 100, 135, 270}, true, INK},
    {"a seal as dark as the print", {350, 250, 105, INK, 360}, false, INK},
    {"pale print under a seal of its tone", {350, 250, 105, 125, 360}, false, 120},
    {"a small ring", {350, 250, 40, 125, 360}, false, INK},
    {"a bow", {350, 250, 105, 125, 100}, false, INK},
    {"a dark picture", {350, 250, 105, 125, 360, true}, false, INK},
    {"no seal", {0}, false, INK},
};

/* Share of a pixel that lies in the ring of this radius and width. */
static double in_ring(double from, double radius, double width)
{
    return fmin(1, fmax(0, 0.5 + width / 2 - fabs(from - radius)));
}

static void draw_seal(struct raster *plane, const struct seal *seal)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            double from = hypot(x - seal->x, y - seal->y);
            double angle = (atan2(y - seal->y, x - seal->x) + M_PI) * 180 / M_PI;
            double share =
                fmax(in_ring(from, seal->radius - 2.4, 4.8), in_ring(from, 0.62 * seal->radius, 2));
            if (seal->solid && from < seal->radius)
                share = 1;
            if (angle <= seal->part)
                plane_row(plane, y)[x] =
                    (uint8_t)(CLEAN_PAPER - share * (CLEAN_PAPER - seal->grey));
        }
}

/* Lines of letters like stems; they lie over the seal. */
static struct raster draw_scene(const struct scene *scene, bool seal)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, DPI, CLEAN_PAPER);
    if (seal && scene->seal.radius)
        draw_seal(&plane, &scene->seal);
    for (int y = 40; y < HEIGHT - 40; y += 60)
        for (int x = 40; x < WIDTH - 40; x += 9)
            plane_box(&plane, x, y, 4, 14, scene->print);
    return plane;
}

static int count_different(const struct raster *a, const struct raster *b)
{
    int count = 0;
    for (int y = 0; y < a->height; y++)
        for (int x = 0; x < a->width; x++)
            count += abs(plane_row(a, y)[x] - plane_row(b, y)[x]) > 20;
    return count;
}

static int run_scene(const struct scene *scene, bool use, const struct raster *wanted)
{
    struct clean_page page = {.width = WIDTH,
                              .height = HEIGHT,
                              .dpi = DPI,
                              .work = draw_scene(scene, true),
                              .work_scale = 1,
                              .ink = scene->print};
    struct clean_settings settings;
    clean_settings_init(&settings);
    settings.stamp.use = use;
    run_step_with(&page, "stamp", &settings);
    int differs = count_different(&page.work, wanted);
    clean_page_release(&page);
    return differs;
}

static void test_scenes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(SCENES); i++) {
        const struct scene *scene = &SCENES[i];
        struct raster with = draw_scene(scene, true), without = draw_scene(scene, false);
        int drawn = count_different(&with, &without);
        int differs = run_scene(scene, true, scene->goes ? &without : &with);
        raster_release(&with);
        raster_release(&without);
        /* what touches print stays with it */
        if (scene->goes ? differs * 4 > drawn : differs > 0)
            fail_msg("%s: %d pixels differ, the seal has %d", scene->what, differs, drawn);
    }
}

static void test_off(void **state)
{
    (void)state;
    struct raster with = draw_scene(&SCENES[0], true);
    assert_int_equal(run_scene(&SCENES[0], false, &with), 0);
    raster_release(&with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scenes),
        cmocka_unit_test(test_off),
    };
    return cmocka_run_group_tests_name("imaging-clean_stamp", tests, NULL, NULL);
}
