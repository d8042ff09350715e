/* SPDX-License-Identifier: Apache-2.0
 *
 * Leaders and rules: what must go, and what looks like them and must stay.
 */
#include "cmocka_first.h"
#include "imaging/clean_plane.h"
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
        cmocka_unit_test(test_dots),
        cmocka_unit_test(test_dots_below_stay),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
