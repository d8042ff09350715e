/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/test_join: two pictures of one made sheet are put together again: where the right
 * one lies, to a pixel; what does not fit is refused.
 */
#include "../cmocka_all.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/join.h"

enum { WIDTH = 1500, HEIGHT = 1000, NEAR = 12 };

static uint64_t state_of_dice;

static uint32_t dice(uint32_t below)
{
    state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state_of_dice >> 33) % below;
}

/* Rows of something like words in a table with rules, as dark as given. */
static struct raster make_sheet(uint64_t seed, bool blank_middle)
{
    struct raster sheet;
    state_of_dice = seed;
    assert_true(raster_init(&sheet, RASTER_GREY8, WIDTH, HEIGHT));
    for (size_t i = 0; i < sheet.stride * HEIGHT; i++)
        sheet.data[i] = 225;
    for (int y = 40; y < HEIGHT - 40; y += 30)
        for (int x = 30; x < WIDTH - 60; x += 9) {
            if (dice(5) == 0 || (blank_middle && x > 500 && x < 1050))
                continue;
            for (int stroke = 0; stroke < 3; stroke++) {
                int w = stroke == 1 ? 6 : 2, h = stroke == 1 ? 2 : 12;
                int left = x + (int)dice(4), top = y + (int)dice(8);
                for (int v = 0; v < h; v++)
                    for (int u = 0; u < w; u++)
                        sheet.data[(size_t)(top + v) * sheet.stride + (size_t)(left + u)] = 50;
            }
        }
    for (int y = 25; y < HEIGHT; y += 90)
        for (int x = 20; x < WIDTH - 20 && !blank_middle; x++)
            sheet.data[(size_t)y * sheet.stride + (size_t)x] = 60;
    for (int x = 20; x < WIDTH && !blank_middle; x += 210)
        for (int y = 25; y < HEIGHT - 20; y++)
            sheet.data[(size_t)y * sheet.stride + (size_t)x] = 60;
    return sheet;
}

/* How the right picture was taken. */
struct pose {
    int overlap;      /* pixels */
    double angle;     /* degrees */
    double scale, dy; /* 1 = the same */
    double light;
    int noise;
};

static double value_at(const struct raster *sheet, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    if (left < 0 || top < 0 || left + 1 >= sheet->width || top + 1 >= sheet->height)
        return 200;
    const uint8_t *at = sheet->data + (size_t)top * sheet->stride + left;
    double dx = x - left, dy = y - top;
    double upper = at[0] + (at[1] - at[0]) * dx;
    double lower = at[sheet->stride] + (at[sheet->stride + 1] - at[sheet->stride]) * dx;
    return upper + (lower - upper) * dy;
}

/* The middle of the cut stays where it is, but for dy. */
static void pose_to_sheet(const struct pose *pose, int cut, double x, double y, double *ret_x,
                          double *ret_y)
{
    double c = cos(pose->angle / 57.29577951) / pose->scale;
    double s = sin(pose->angle / 57.29577951) / pose->scale;
    double mx = (WIDTH - cut) / 2.0, my = HEIGHT / 2.0;
    *ret_x = c * (x - mx) - s * (y - my) + mx + cut;
    *ret_y = s * (x - mx) + c * (y - my) + my + pose->dy;
}

static struct image *take_picture(const struct raster *sheet, int from, int to,
                                  const struct pose *pose)
{
    struct raster picture;
    struct image *image = NULL;
    assert_true(raster_init(&picture, RASTER_GREY8, to - from, HEIGHT));
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < to - from; x++) {
            double sx = x + from, sy = y;
            if (pose)
                pose_to_sheet(pose, from, x, y, &sx, &sy);
            double value = value_at(sheet, sx, sy) * (pose ? pose->light : 1) +
                           (pose && pose->noise ? (double)dice((uint32_t)pose->noise) : 0);
            picture.data[(size_t)y * picture.stride + (size_t)x] =
                (uint8_t)(value > 255 ? 255 : value);
        }
    assert_int_equal(image_from_raster(&picture, &image, NULL), ERR_OK);
    raster_release(&picture);
    return image;
}

/* The first ones in the quick suite; with JOIN_ALL set all of them. */
enum { POSES_QUICK = 4 };
static const struct pose poses[] = {
    {100, 0, 1, 0, 1, 0},       {200, 1.3, 1, -120, 1, 0},    {350, -2.1, 1, -15, 0.85, 12},
    {150, -0.45, 1, 8, 0.8, 8}, {250, 0.3, 1.004, 3, 1, 8},   {200, 0, 1, 0, 1, 0},
    {200, 0, 1, 37, 1, 0},      {200, 0.5, 1, 0, 1, 0},       {600, 0.7, 1, 5, 1.1, 20},
    {900, 0, 1, 0, 1, 0},       {300, -1.5, 1, 150, 0.7, 30}, {120, 0.2, 0.998, -4, 1.2, 5},
    {400, 2.4, 1, 20, 1, 0},
};

static size_t pose_count(void)
{
    return getenv("JOIN_ALL") ? ARRAY_SIZE(poses) : POSES_QUICK;
}

/* Where the right picture's points come to lie, against where they lay on the sheet. */
static double worst_miss(const struct join_fit *fit, const struct pose *pose, int cut)
{
    double worst = 0;
    for (int corner = 0; corner < 4; corner++) {
        double x = corner & 1 ? (WIDTH - cut) * 0.9 : 0, y = corner & 2 ? HEIGHT - 1 : 0, sx, sy;
        pose_to_sheet(pose, cut, x, y, &sx, &sy);
        double fx = fit->a * x - fit->b * y + fit->dx, fy = fit->b * x + fit->a * y + fit->dy;
        double miss = hypot(fx - sx, fy - sy);
        worst = miss > worst ? miss : worst;
    }
    return worst;
}

static void halves_find_each_other(void **state)
{
    (void)state;
    struct raster sheet = make_sheet(7, false);
    for (size_t i = 0; i < pose_count(); i++) {
        struct join_fit fit;
        struct err err = {0};
        int middle = WIDTH / 2 + poses[i].overlap / 2, cut = middle - poses[i].overlap;
        struct image *left = take_picture(&sheet, 0, middle, NULL);
        struct image *right = take_picture(&sheet, cut, WIDTH, &poses[i]);
        if (join_find(left, right, &fit, &err))
            fail_msg("pose %zu: %s", i, err.text);
        double miss = worst_miss(&fit, &poses[i], cut);
        if (miss > 1.5 || fit.sure < 0.6 || fit.off > 1)
            fail_msg("pose %zu: %.2f pixels off, sure %.2f, off %.2f, %d places", i, miss, fit.sure,
                     fit.off, fit.places);
        assert_true(fit.seam > cut && fit.seam < middle);
        assert_true(fabs(fit.light[0] / 1000.0 * poses[i].light - 1) < 0.12);
        image_free(left);
        image_free(right);
    }
    raster_release(&sheet);
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint64_t left, right;
        bool swapped, blank;
        int overlap;
    } cases[] = {
        {7, 8, false, false, 300}, /* another sheet */
        {9, 9, true, false, 200},  /* right and left exchanged */
        {9, 9, false, false, -40}, /* a gap between them */
        {9, 9, false, true, 300},  /* nothing written in the overlap */
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct join_fit fit = {0};
        struct err err = {0};
        struct raster one = make_sheet(cases[i].left, cases[i].blank);
        struct raster other = make_sheet(cases[i].right, cases[i].blank);
        int middle = WIDTH / 2 + cases[i].overlap / 2;
        struct image *left = take_picture(&one, 0, middle, NULL);
        struct image *right = take_picture(&other, middle - cases[i].overlap, WIDTH, NULL);
        enum err_code code = cases[i].swapped ? join_find(right, left, &fit, &err)
                                              : join_find(left, right, &fit, &err);
        if (code != ERR_FORMAT)
            fail_msg("case %zu: %s, sure %.2f, %d places", i, err_code_name(code), fit.sure,
                     fit.places);
        image_free(left);
        image_free(right);
        raster_release(&one);
        raster_release(&other);
    }
}

/* The joined picture shows the sheet again: pixels beside the seam, and far in the right half. */
static void the_joined_picture_is_the_sheet(void **state)
{
    (void)state;
    const struct pose pose = {240, 0.8, 1, -25, 0.9, 0};
    struct raster sheet = make_sheet(21, false), joined;
    struct join_fit fit;
    struct image *whole = NULL;
    int middle = WIDTH / 2 + pose.overlap / 2, cut = middle - pose.overlap, x0 = 0, y0 = 0;
    struct image *left = take_picture(&sheet, 0, middle, NULL);
    struct image *right = take_picture(&sheet, cut, WIDTH, &pose);
    assert_int_equal(join_find(left, right, &fit, NULL), ERR_OK);
    assert_int_equal(join_make(left, right, &fit, &whole, &x0, &y0, NULL), ERR_OK);
    assert_int_equal(image_copy_raster(whole, &joined, NULL), ERR_OK);
    assert_true(joined.width > WIDTH - 20 && joined.height >= HEIGHT);
    long dark = 0, wrong = 0;
    for (int y = 60; y < HEIGHT - 60; y++)
        for (int x = NEAR; x < WIDTH - 60; x++) {
            bool ink = sheet.data[(size_t)y * sheet.stride + (size_t)x] < 100;
            if (!ink || x + x0 >= joined.width)
                continue;
            int darkest = 255;
            for (int v = -1; v <= 1; v++)
                for (int u = -1; u <= 1; u++) {
                    int at =
                        joined.data[(size_t)(y + y0 + v) * joined.stride + (size_t)(x + x0 + u)];
                    darkest = at < darkest ? at : darkest;
                }
            dark++;
            wrong += darkest > 150;
        }
    if (wrong * 200 > dark)
        fail_msg("%ld of %ld dark pixels are lost", wrong, dark);
    raster_release(&joined);
    raster_release(&sheet);
    image_free(whole);
    image_free(left);
    image_free(right);
}

/* Facing pages: edge to edge, and their rows at one height. */
static void facing_pages_stand_beside_each_other(void **state)
{
    (void)state;
    static const struct pose cases[] = {
        {0, 0, 1, 0, 1, 0}, {0, 0, 1, 28, 1, 0}, {0, 0, 1, -21, 0.9, 10}, {0, 0.6, 1, 12, 1, 0}};
    struct raster sheet = make_sheet(11, false);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct join_fit fit;
        int middle = WIDTH / 2;
        struct image *left = take_picture(&sheet, 0, middle, NULL);
        struct image *right = take_picture(&sheet, middle, WIDTH, &cases[i]);
        assert_int_equal(join_beside(left, right, &fit, NULL), ERR_OK);
        double miss = worst_miss(&fit, &cases[i], middle);
        if (miss > 6 || fit.sure < 0.5)
            fail_msg("case %zu: %.1f pixels off, sure %.2f", i, miss, fit.sure);
        assert_int_equal(fit.seam, middle);
        image_free(left);
        image_free(right);
    }
    raster_release(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_find_each_other),
        cmocka_unit_test(facing_pages_stand_beside_each_other),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(the_joined_picture_is_the_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
