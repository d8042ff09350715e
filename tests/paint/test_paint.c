/* SPDX-License-Identifier: Apache-2.0
 *
 * src/paint: measuring, breaking into lines, glyphs that are really there, PNG bytes, and that the
 * same calls give the same pixels.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/limits.h"
#include "base/mem.h"
#include "paint/canvas.h"
#include "paint/png.h"
#include "paint/text.h"

static const struct text_style PLAIN = {
    .family = "Liberation Serif", .size = 40, .color = {0, 0, 0, 1}};
static const char TONES[] = "Ngưỡng ĐẶNG THỊ HUYỀN ỵ ữ ẵ ộ Ễ ghi bằng chữ, đệm";

static struct canvas *open_canvas(int width, int height)
{
    struct canvas *canvas = NULL;
    struct err err = {0};
    assert_int_equal(canvas_new(width, height, &canvas, &err), ERR_OK);
    return canvas;
}

/* Pixels that are not white in a part of the canvas. */
static int count_ink(struct canvas *canvas, int left, int top, int right, int bottom)
{
    size_t stride;
    const uint32_t *pixels = canvas_peek(canvas, &stride);
    int count = 0;
    for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++)
            count += (pixels[(size_t)y * stride / 4 + (size_t)x] & 0xffffff) != 0xffffff;
    return count;
}

static void sizes_are_checked(void **state)
{
    (void)state;
    struct canvas *canvas = NULL;
    struct err err = {0};
    assert_int_equal(canvas_new(IMAGE_SIDE_MAX + 1, 10, &canvas, &err), ERR_LIMIT);
    assert_int_equal(err.number, 226);
    assert_null(canvas);
    canvas_free(NULL);
    canvas = open_canvas(30, 20);
    assert_int_equal(canvas_width(canvas), 30);
    assert_int_equal(canvas_height(canvas), 20);
    assert_int_equal(count_ink(canvas, 0, 0, 30, 20), 0);
    canvas_free(canvas);
}

static void shapes_stay_in_their_places(void **state)
{
    (void)state;
    struct canvas *canvas = open_canvas(100, 100);
    canvas_box(canvas, 10, 10, 20, 5, COLOR_BLACK);
    assert_int_equal(count_ink(canvas, 0, 0, 100, 100), 100);
    assert_int_equal(count_ink(canvas, 10, 10, 30, 15), 100);
    canvas_turn(canvas, 50, 50, 90, 1, 1);
    canvas_box(canvas, 10, 10, 20, 5, COLOR_BLACK); /* lands at x 85..90, y 10..30 */
    canvas_restore(canvas);
    assert_int_equal(count_ink(canvas, 85, 10, 90, 30), 100);
    canvas_dots(canvas, 10, 60, 80, 10, 4, COLOR_BLACK);
    assert_true(count_ink(canvas, 8, 77, 12, 83) > 4);
    assert_int_equal(count_ink(canvas, 62, 70, 100, 90), 0);
    canvas_free(canvas);
}

static void ink_is_where_it_was_measured(void **state)
{
    (void)state;
    struct canvas *canvas = open_canvas(1200, 120);
    struct text_extent extent;
    text_measure(canvas, &PLAIN, TONES, &extent);
    text_draw(canvas, &PLAIN, 20, 70, TONES);
    int left = (int)(20 + extent.ink_x) - 1, right = (int)(21 + extent.ink_x + extent.ink_w) + 1;
    int top = (int)(70 + extent.ink_y) - 1, bottom = (int)(71 + extent.ink_y + extent.ink_h) + 1;
    int all = count_ink(canvas, 0, 0, 1200, 120);
    assert_true(all > 2000);
    assert_int_equal(count_ink(canvas, left, top, right, bottom), all);
    assert_true(extent.ink_y < 0 && extent.ink_y + extent.ink_h > 0);
    text_measure(canvas, &PLAIN, "", &extent);
    assert_true(extent.width == 0 && extent.ink_w == 0);
    canvas_free(canvas);
}

static void lines_break_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double width;
        size_t fits;
    } CASES[] = {
        {"", 100, 0},           {"một hai", 10000, 9},
        {"một hai", 1, 6},      /* one word at least; the space belongs to the break */
        {"một  hai", 1, 7},     /* both spaces */
        {"mộthaibabốn", 1, 15}, /* a word is never cut */
    };
    struct canvas *canvas = open_canvas(10, 10);
    for (size_t i = 0; i < ARRAY_SIZE(CASES); i++)
        assert_int_equal(text_fit(canvas, &PLAIN, CASES[i].text, CASES[i].width), CASES[i].fits);
    struct text_extent extent;
    const char *text = TONES;
    while (*text) {
        size_t fits = text_fit(canvas, &PLAIN, text, 300);
        char part[128] = {0};
        assert_true(fits > 0 && fits < sizeof part);
        memcpy(part, text, fits);
        while (fits && part[fits - 1] == ' ')
            part[--fits] = 0;
        text_measure(canvas, &PLAIN, part, &extent);
        assert_true(extent.width <= 300);
        text += text_fit(canvas, &PLAIN, text, 300);
    }
    canvas_free(canvas);
}

static void glyphs_are_really_there(void **state)
{
    (void)state;
    static const struct {
        const char *family, *text;
        bool covered;
    } CASES[] = {
        {"Liberation Serif", TONES, true},  {"Liberation Sans", TONES, true},
        {"DejaVu Sans", TONES, true},       {"Liberation Serif", "漢", false},
        {"No Such Face Here", "an", false},
    };
    struct canvas *canvas = open_canvas(10, 10);
    for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
        struct text_style style = PLAIN;
        style.family = CASES[i].family;
        if (text_covered(canvas, &style, CASES[i].text) != CASES[i].covered)
            fail_msg("%s: %s", CASES[i].family, CASES[i].text);
    }
    canvas_free(canvas);
}

/* Copies a canvas as a grey raster. */
static struct raster grey_of(struct canvas *canvas)
{
    struct raster raster;
    size_t stride;
    const uint32_t *pixels = canvas_peek(canvas, &stride);
    assert_true(raster_init(&raster, RASTER_GREY8, canvas_width(canvas), canvas_height(canvas)));
    for (int y = 0; y < raster.height; y++)
        for (int x = 0; x < raster.width; x++)
            raster.data[(size_t)y * raster.stride + (size_t)x] =
                (uint8_t)(pixels[(size_t)y * stride / 4 + (size_t)x] >> 8);
    raster.dpi = 300;
    return raster;
}

static struct bytes make_png(double size)
{
    struct canvas *canvas = open_canvas(300, 80);
    struct text_style style = PLAIN;
    struct bytes png = {0};
    struct err err = {0};
    style.size = size;
    text_draw(canvas, &style, 3.3, 50, TONES);
    struct raster raster = grey_of(canvas);
    assert_int_equal(png_encode(&raster, &png, &err), ERR_OK);
    raster_release(&raster);
    canvas_free(canvas);
    return png;
}

static void png_is_the_same_each_time(void **state)
{
    (void)state;
    struct bytes one = make_png(30), two = make_png(30), other = make_png(31);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.data, two.data, one.length);
    assert_false(other.length == one.length && memcmp(one.data, other.data, one.length) == 0);
    bytes_release(&one);
    bytes_release(&two);
    bytes_release(&other);
}

static void png_says_what_it_is(void **state)
{
    (void)state;
    static const unsigned char HEAD[] = {
        0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0,  13, 'I',
        'H',  'D', 'R', 0,   0,    1,    44,   0,    0, 0, 80, 8,  0}; /* 300 x 80, 8 bit, grey */
    struct bytes png = make_png(30);
    assert_memory_equal(png.data, HEAD, sizeof HEAD);
    assert_memory_equal(png.data + 37, "pHYs\0\0\x2e\x23\0\0\x2e\x23\x01", 13); /* 11811 a metre */
    assert_int_equal(png.data[png.length], 0);
    bytes_release(&png);
    uint8_t red[3] = {200, 10, 10};
    struct raster raster = {
        .data = red, .width = 1, .height = 1, .stride = 3, .format = RASTER_RGB24};
    struct err err = {0};
    assert_int_equal(png_encode(&raster, &png, &err), ERR_OK);
    assert_int_equal(png.data[25], 2); /* colour */
    assert_memory_not_equal(png.data + 37, "pHYs", 4);
    assert_int_equal(png.data[png.length], 0);
    bytes_release(&png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_checked),
        cmocka_unit_test(shapes_stay_in_their_places),
        cmocka_unit_test(ink_is_where_it_was_measured),
        cmocka_unit_test(lines_break_between_words),
        cmocka_unit_test(glyphs_are_really_there),
        cmocka_unit_test(png_is_the_same_each_time),
        cmocka_unit_test(png_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
