/* SPDX-License-Identifier: Apache-2.0
 *
 * The steps that look at the whole page: border, background, blank, skew, direction, scale; and the
 * settings of all steps.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"
#include "cmocka_first.h"
#include "imaging/clean_step.h"
#include "imaging/pix.h"
#include "plane.h"

enum { WIDTH = 1240, HEIGHT = 1754 }; /* A4 at 150 dpi */

static struct raster text_page(int grey, int ink)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, 150, grey);
    for (int line = 0; line < 20; line++)
        plane_words(&plane, 120, 200 + line * 60, 38, ink);
    return plane;
}

static struct clean_page page_of(struct raster plane)
{
    return (struct clean_page){
        .width = plane.width, .height = plane.height, .dpi = plane.dpi, .source = plane};
}

static void run_to(struct clean_page *page, const char *last)
{
    for (size_t i = 0; i < clean_step_count(); i++) {
        run_step(page, clean_step_peek(i)->name);
        if (strcmp(clean_step_peek(i)->name, last) == 0)
            return;
    }
}

static int grey_at(const struct raster *plane, int x, int y)
{
    return plane->data[(size_t)y * plane->stride + (size_t)x];
}

/* A dark edge becomes paper; a dark box in the middle of the page stays. */
static void test_border(void **state)
{
    (void)state;
    struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
    plane_box(&page.source, 0, 0, 30, HEIGHT, 20);
    plane_box(&page.source, 0, HEIGHT - 5, WIDTH, 5, 20);
    plane_box(&page.source, 600, 1500, 80, 80, 20);
    run_to(&page, "background");
    assert_int_equal(grey_at(&page.source, 10, 700), CLEAN_PAPER);
    assert_int_equal(grey_at(&page.source, 700, HEIGHT - 3), CLEAN_PAPER);
    assert_true(grey_at(&page.source, 640, 1540) < 100);
    clean_page_release(&page);
}

/* Light that falls off becomes even; ink stays ink. */
static void test_background(void **state)
{
    (void)state;
    struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint8_t *at = &page.source.data[(size_t)y * page.source.stride + (size_t)x];
            *at = (uint8_t)(*at * (1 - 0.4 * x / WIDTH));
        }
    run_to(&page, "background");
    for (int x = 40; x < WIDTH; x += 200)
        assert_in_range(grey_at(&page.source, x, 100), CLEAN_PAPER - 8, CLEAN_PAPER + 8);
    assert_true(grey_at(&page.source, 121, 190) < 60);
    assert_true(page.ink < 80);
    clean_page_release(&page);
}

static void test_blank(void **state)
{
    static const struct {
        int lines, specks;
        bool blank;
    } cases[] = {{0, 0, true}, {0, 40, true}, {1, 0, false}, {20, 0, false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = page_of(plane_make(WIDTH, HEIGHT, 150, 215));
        for (int line = 0; line < cases[i].lines; line++)
            plane_words(&page.source, 120, 200 + line * 60, 38, 30);
        for (int speck = 0; speck < cases[i].specks; speck++)
            plane_box(&page.source, 50 + speck * 29, 40 + speck * 37 % 1600, 2, 2, 60);
        run_to(&page, "blank");
        assert_int_equal(page.blank, cases[i].blank);
        clean_page_release(&page);
    }
}

/* Turns a page by an angle with Leptonica and asks for it back. */
static void test_skew(void **state)
{
    static const double angles[] = {0, 0.4, -1.3, 5, -9.5};
    (void)state;
    for (size_t i = 0; i < sizeof angles / sizeof angles[0]; i++) {
        struct raster plane = text_page(CLEAN_PAPER, 30);
        struct image *image = NULL;
        struct err err = {0};
        assert_int_equal(image_from_raster(&plane, &image, &err), ERR_OK);
        raster_release(&plane);
        PIX *turned = pixRotate(image->pix, (float)(angles[i] * M_PI / 180), L_ROTATE_AREA_MAP,
                                L_BRING_IN_WHITE, 0, 0);
        pixDestroy(&image->pix);
        image->pix = turned;
        assert_int_equal(image_copy_raster(image, &plane, &err), ERR_OK);
        image_free(image);
        plane.dpi = 150;
        struct clean_page page = page_of(plane);
        run_to(&page, "skew");
        if (fabs(page.skew.value + angles[i]) > 0.15)
            fail_msg("turned by %g, found %g", angles[i], page.skew.value);
        clean_page_release(&page);
    }
}

/* A manual angle and direction are never measured again. */
static void test_manual(void **state)
{
    (void)state;
    struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
    page.skew = (struct clean_choice){1.5, true};
    page.turns = (struct clean_choice){3, true};
    run_to(&page, "upright");
    assert_true(page.skew.value == 1.5 && page.view.skew == 1.5);
    assert_int_equal(page.view.turns, 3);
    assert_int_equal(page.upright.width, HEIGHT);
    clean_page_release(&page);
}

/* The four pixels around a place, by their distance. */
static double bilinear(const struct raster *plane, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    double fx = x - left, fy = y - top;
    double above = grey_at(plane, left, top) * (1 - fx) + grey_at(plane, left + 1, top) * fx;
    double below =
        grey_at(plane, left, top + 1) * (1 - fx) + grey_at(plane, left + 1, top + 1) * fx;
    return above * (1 - fy) + below * fy;
}

/* Straight runs of pixels, slopes and quarter turns give what the places ask for. */
static void test_sample(void **state)
{
    static const double skews[] = {0, 0.02, 0.7, -3, 9};
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct raster plane = plane_make(301, 203, 150, 0), out = {0};
        struct clean_page page = page_of(plane);
        struct err err = {0};
        int inside = 0;
        for (size_t k = 0; k < plane.stride * 203; k++)
            plane.data[k] = (uint8_t)((k * 2654435761u) >> 13);
        page.source_scale = 1;
        page.view = (struct view){301, 203, i % 4, skews[i / 4]};
        assert_int_equal(clean_sample(&page, 1, &out, &err), ERR_OK);
        for (int y = 0; y < out.height; y++)
            for (int x = 0; x < out.width; x++) {
                double px, py;
                view_point_to_page(&page.view, x + 0.5, y + 0.5, &px, &py);
                px -= 0.5;
                py -= 0.5;
                if (px < 1 || py < 1 || px > 298 || py > 200)
                    continue;
                inside++;
                if (fabs(grey_at(&out, x, y) - bilinear(&plane, px, py)) > 3)
                    fail_msg("turns %d skew %g: %d,%d", i % 4, skews[i / 4], x, y);
            }
        assert_true(inside > 40000);
        raster_release(&out);
        clean_page_release(&page);
    }
}

/* Letters with stems above lie the right way up; turned by half they do not. */
static void test_turn(void **state)
{
    (void)state;
    for (int half = 0; half < 2; half++) {
        struct raster plane = text_page(CLEAN_PAPER, 30);
        size_t last = plane.stride * (size_t)plane.height - 1;
        for (size_t i = 0; half && i < last - i; i++) {
            uint8_t swap = plane.data[i];
            plane.data[i] = plane.data[last - i];
            plane.data[last - i] = swap;
        }
        struct clean_page page = page_of(plane);
        run_to(&page, "turn");
        assert_int_equal((int)page.turns.value, half ? 2 : 0);
        clean_page_release(&page);
    }
}

/* The plane that is read has 150 dpi, whatever came in. */
static void test_scale(void **state)
{
    static const double resolutions[] = {100, 150, 200, 300};
    (void)state;
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        struct clean_page page = page_of(plane_make(800, 600, resolutions[i], CLEAN_PAPER));
        for (int line = 0; line < 6; line++)
            plane_words(&page.source, 60, 100 + line * 60, 20, 30);
        run_to(&page, "scale");
        assert_true(fabs(page.work.dpi - 150) < 1);
        assert_true(abs(page.work.width - (int)(800 * 150 / resolutions[i])) <= 1);
        clean_page_release(&page);
    }
}

static void test_settings(void **state)
{
    static const struct {
        const char *yaml;
        enum err_code code;
    } cases[] = {
        {"clean: {dots: {size: 0.5}}", ERR_OK},    {"layout: {gap: 3}", ERR_OK},
        {"clean: {dots: {size: 50}}", ERR_FORMAT}, {"clean: {dots: {colour: 1}}", ERR_FORMAT},
        {"clean: {magic: {size: 1}}", ERR_FORMAT}, {"clean: {dots: {size: big}}", ERR_FORMAT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_settings settings;
        struct err err = {0};
        json_t *profile = NULL;
        clean_settings_init(&settings);
        assert_int_equal(
            yaml_parse(cases[i].yaml, strlen(cases[i].yaml), "t", &profile, NULL, &err), ERR_OK);
        assert_int_equal(clean_settings_load(&settings, profile, &err), cases[i].code);
        if (i == 0)
            assert_true(settings.dots.size == 0.5);
        json_decref(profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_border), cmocka_unit_test(test_background),
        cmocka_unit_test(test_blank),  cmocka_unit_test(test_skew),
        cmocka_unit_test(test_manual), cmocka_unit_test(test_turn),
        cmocka_unit_test(test_scale),  cmocka_unit_test(test_settings),
        cmocka_unit_test(test_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
