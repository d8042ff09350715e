/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/test_mixed: pages in layers: print becomes a stencil of its colour, seals and pale
 * strokes stay in the ground, and writing that would fray stays as it is. May include: imaging,
 * model, base, cmocka.
 */
#include <stdlib.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "imaging/decode.h"
#include "imaging/mixed.h"
#include "plane.h"

enum { WIDE = 1200, HIGH = 900, DPI = 300, PAPER = 230 };

/* ---- pages ---- */

struct colour {
    uint8_t r, g, b;
};
static const struct colour black = {30, 30, 30}, blue = {30, 40, 150}, red = {205, 60, 60};

/* Words of grey planes in colour, on paper. */
static void print(struct raster *page, int x, int base, struct colour ink)
{
    struct raster words = plane_make(WIDE, HIGH, DPI, 255);
    plane_words(&words, x, base, 12, 0);
    for (int y = 0; y < HIGH; y++)
        for (int px = 0; px < WIDE; px++)
            if (words.data[(size_t)y * words.stride + (size_t)px] < 128) {
                uint8_t *at = page->data + (size_t)y * page->stride + 3 * (size_t)px;
                at[0] = ink.r, at[1] = ink.g, at[2] = ink.b;
            }
    raster_release(&words);
}

static void box(struct raster *page, struct rect where, struct colour ink)
{
    for (int y = where.y; y < rect_bottom(where); y++)
        for (int x = where.x; x < rect_right(where); x++) {
            uint8_t *at = page->data + (size_t)y * page->stride + 3 * (size_t)x;
            at[0] = ink.r, at[1] = ink.g, at[2] = ink.b;
        }
}

static struct raster paper(void)
{
    struct raster page;
    assert_true(raster_init(&page, RASTER_RGB24, WIDE, HIGH));
    page.dpi = DPI;
    for (size_t i = 0; i < page.stride * HIGH; i++)
        page.data[i] = PAPER;
    return page;
}

static struct mixed mix(const struct raster *page, double most_dpi)
{
    struct image *image = NULL;
    struct mixed mixed;
    struct mixed_options options = {most_dpi};
    struct err err = {0};
    assert_int_equal(image_from_raster(page, &image, NULL), ERR_OK);
    if (image_mix(image, &options, &mixed, &err) != ERR_OK)
        fail_msg("%s", err.text);
    return mixed;
}

/* The ground as pixels. */
static struct raster ground_of(const struct mixed *mixed)
{
    struct image *image = NULL;
    struct raster pixels;
    const struct bytes *bytes = &mixed->layers[0].bytes;
    int fd = -1;
    assert_int_equal(mixed->layers[0].kind, MIXED_JPEG);
    assert_int_equal(file_memory_new("ground", bytes->data, bytes->length, &fd, NULL), ERR_OK);
    assert_int_equal(image_decode(fd, &(struct decode_options){.name = "ground"}, &image, NULL),
                     ERR_OK);
    assert_int_equal(image_copy_raster(image, &pixels, NULL), ERR_OK);
    image_free(image);
    close(fd);
    return pixels;
}

/* Mean of a colour inside a box given in pixels of the page. */
static int mean(const struct raster *ground, struct rect where, int part)
{
    long sum = 0, count = 0;
    where = rect_scale(where, (double)ground->width / WIDE);
    for (int y = where.y; y < rect_bottom(where); y++)
        for (int x = where.x; x < rect_right(where); x++, count++)
            sum += ground->data[(size_t)y * ground->stride + 3 * (size_t)x + (size_t)part];
    return (int)(sum / count);
}

/* ---- cases ---- */

static void test_print_is_a_stencil(void **state)
{
    (void)state;
    struct raster page = paper();
    print(&page, 100, 200, black);
    print(&page, 100, 400, black);
    struct mixed mixed = mix(&page, 300);
    struct raster ground = ground_of(&mixed);
    assert_int_equal(mixed.count, 2);
    assert_false(mixed.whole);
    assert_int_equal(ground.width, WIDE / 2);
    assert_int_equal(mixed.layers[1].kind, MIXED_STENCIL);
    assert_int_equal(mixed.layers[1].width, 2 * WIDE); /* edges between two pixels of the scan */
    assert_true(mixed.layers[1].colour[0] < 50);
    assert_true(mean(&ground, (struct rect){100, 180, 360, 20}, 0) > PAPER - 8);
    raster_release(&ground);
    mixed_release(&mixed);
    raster_release(&page);
}

static void test_seal_keeps_its_colour(void **state)
{
    (void)state;
    const struct rect seal = {600, 120, 160, 24}, over = {220, 176, 120, 30};
    struct raster page = paper();
    box(&page, seal, red);
    box(&page, over, red);
    print(&page, 100, 200, black);
    struct mixed mixed = mix(&page, 300);
    struct raster ground = ground_of(&mixed);
    assert_int_equal(mixed.count, 2);
    for (int i = 0; i < 2; i++) {
        struct rect where = rect_grow(i ? over : seal, -6, -6);
        assert_true(mean(&ground, where, 0) > 180);
        assert_true(mean(&ground, where, 1) < 110);
    }
    raster_release(&ground);
    mixed_release(&mixed);
    raster_release(&page);
}

static void test_inks_by_colour(void **state)
{
    (void)state;
    struct raster page = paper();
    print(&page, 100, 200, black);
    print(&page, 100, 400, blue);
    struct mixed mixed = mix(&page, 300);
    bool seen[2] = {false, false};
    assert_int_equal(mixed.count, 3);
    for (size_t i = 1; i < 3; i++) {
        const uint8_t *colour = mixed.layers[i].colour;
        seen[0] |= colour[0] < 60 && colour[2] < 60;
        seen[1] |= colour[0] < 60 && colour[2] > 120;
    }
    assert_true(seen[0] && seen[1]);
    mixed_release(&mixed);
    raster_release(&page);
}

static void test_pale_strokes_stay(void **state)
{
    (void)state;
    const struct colour pale = {200, 200, 200};
    struct raster page = paper();
    print(&page, 100, 200, black);
    box(&page, (struct rect){600, 300, 300, 6}, pale);
    struct mixed mixed = mix(&page, 300);
    struct raster ground = ground_of(&mixed);
    assert_int_equal(mixed.count, 2);
    assert_true(mean(&ground, (struct rect){620, 302, 260, 2}, 0) < PAPER - 20);
    raster_release(&ground);
    mixed_release(&mixed);
    raster_release(&page);
}

/* Thin pale strokes on grainy paper would fray. */
static void test_thin_on_grain_is_whole(void **state)
{
    (void)state;
    struct raster page = paper();
    const struct colour pale = {165, 165, 165};
    unsigned dice = 1;
    for (int i = 0; i < 40; i++) {
        box(&page, (struct rect){100 + 25 * i, 200, 2, 40}, pale);
        box(&page, (struct rect){100 + 25 * i, 220, 14, 2}, pale);
        box(&page, (struct rect){100 + 25 * i, 500, 2, 40}, pale);
    }
    for (size_t i = 0; i < page.stride * HIGH; i += 3) {
        dice = dice * 1103515245u + 12345u;
        int grain = (int)(dice >> 16 & 31) - 15;
        for (size_t part = 0; part < 3; part++)
            page.data[i + part] = (uint8_t)(page.data[i + part] + grain);
    }
    struct mixed mixed = mix(&page, 300);
    assert_int_equal(mixed.count, 1);
    assert_true(mixed.whole);
    struct raster whole = ground_of(&mixed);
    assert_int_equal(whole.width, WIDE);
    raster_release(&whole);
    mixed_release(&mixed);
    raster_release(&page);
}

static void test_bits_and_finer_pages(void **state)
{
    (void)state;
    struct raster bits, page = paper();
    assert_true(raster_init(&bits, RASTER_BIT1, WIDE, HIGH));
    bits.dpi = 600;
    for (size_t i = 0; i < bits.stride * HIGH; i++)
        bits.data[i] = i % 97 ? 0 : 0xF0;
    struct mixed mixed = mix(&bits, 300);
    assert_int_equal(mixed.count, 1);
    assert_int_equal(mixed.layers[0].kind, MIXED_STENCIL);
    assert_int_equal(mixed.width, WIDE); /* as it is */
    assert_int_equal(mixed.layers[0].colour[0], 0);
    mixed_release(&mixed);
    page.dpi = 600;
    print(&page, 100, 200, black);
    mixed = mix(&page, 300);
    assert_int_equal(mixed.width, WIDE / 2);
    assert_int_equal(mixed.dpi, 300);
    mixed_release(&mixed);
    raster_release(&page);
    raster_release(&bits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_print_is_a_stencil),     cmocka_unit_test(test_seal_keeps_its_colour),
        cmocka_unit_test(test_inks_by_colour),         cmocka_unit_test(test_pale_strokes_stay),
        cmocka_unit_test(test_thin_on_grain_is_whole), cmocka_unit_test(test_bits_and_finer_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
