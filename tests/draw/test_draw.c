/* SPDX-License-Identifier: Apache-2.0
 *
 * Screens as pixels: the same data gives the same image, only what changed is sent, what lies where
 * is found again, and nothing is drawn outside at any size. May include: base, present, draw,
 * cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "draw/draw.h"
#include "draw/piece.h"
#include "present/picture.h"

enum { WIDTH = 1366, HEIGHT = 768, ROWS = 30 };

static struct shown_row rows[ROWS];
static struct shown_key keys[] = {{"Enter", "đúng"}, {"F3", "thiếu"}};

/* A form with a picture that is white on the left and black on the right half. */
static struct picture make_picture(void)
{
    enum { SIDE = 400 };
    struct picture picture;
    struct str pnm = STR_INIT;
    str_format(&pnm, "P5\n# a comment\n%d %d\n255\n", SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++)
        str_add_span(&pnm, i % SIDE < SIDE / 2 ? "\xff" : "\0", 1);
    assert_int_equal(
        picture_from_pnm((const unsigned char *)str_peek(&pnm), pnm.length, &picture, NULL),
        ERR_OK);
    str_release(&pnm);
    return picture;
}

static struct shown make_form(const struct picture *picture)
{
    for (int i = 0; i < ROWS; i++)
        rows[i] =
            (struct shown_row){.label = "Họ tên", .text = "Tạ Thị Uyên", .extra = "", .bar = -1};
    return (struct shown){
        .screen = "check",
        .title = "Kiểm tra",
        .place = "",
        .person = "",
        .rows = rows,
        .row_count = ROWS,
        .has_input = true,
        .done = "",
        .notice = "",
        .input = {.label = "Họ tên",
                  .text = "Tạ Thị Uyên",
                  .preedit = "",
                  .state = "",
                  .becomes = "",
                  .hint = "",
                  .hint_key = "",
                  .other = "",
                  .other_key = "",
                  .style = "Telex"},
        .picture = {.on = true,
                    .snippet = true,
                    .picture = picture,
                    .missing = "",
                    .zoom = 1,
                    .box = {10, 10, 100, 20}},
        .keys = keys,
        .key_count = 2,
    };
}

static void the_same_data_gives_the_same_pixels(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct draw *one, *two;
    struct bytes a, b;
    assert_int_equal(draw_new(WIDTH, HEIGHT, 1, &one, NULL), ERR_OK);
    assert_int_equal(draw_new(800, 600, 1.5, &two, NULL), ERR_OK);
    draw_frame(two, &form);
    assert_int_equal(draw_resize(two, WIDTH, HEIGHT, 1, NULL), ERR_OK);
    draw_frame(one, &form);
    draw_frame(two, &form);
    assert_int_equal(draw_png(one, &a, NULL), ERR_OK);
    assert_int_equal(draw_png(two, &b, NULL), ERR_OK);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.data, b.data, a.length);
    bytes_release(&a);
    bytes_release(&b);
    draw_free(one);
    draw_free(two);
    picture_release(&picture);
}

static void only_what_changed_is_sent(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct band bands[BANDS_MAX];
    struct draw *draw;
    assert_int_equal(draw_new(WIDTH, HEIGHT, 1, &draw, NULL), ERR_OK);
    draw_frame(draw, &form);
    assert_int_equal(draw_bands(draw, bands), 1);
    assert_int_equal(bands[0].height, HEIGHT);
    draw_frame(draw, &form);
    assert_int_equal(draw_bands(draw, bands), 0);
    form.input.text = "Tạ Thị Uyênh";
    draw_frame(draw, &form);
    size_t count = draw_bands(draw, bands);
    int rows_sent = 0;
    for (size_t i = 0; i < count; i++)
        rows_sent += bands[i].height;
    assert_true(count >= 1 && rows_sent < 60);
    draw_free(draw);
    picture_release(&picture);
}

/* The row in focus can be clicked, wherever it is in the list. */
static void what_lies_where_is_found(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct draw *draw;
    assert_int_equal(draw_new(WIDTH, HEIGHT, 1, &draw, NULL), ERR_OK);
    for (int focus = 0; focus < ROWS; focus++) {
        bool seen = false, input = false, paper = false;
        form.focus = focus;
        draw_frame(draw, &form);
        for (int y = 0; y < HEIGHT; y += 4) {
            struct hit right = draw_hit(draw, &form, WIDTH - 100, y);
            seen = seen || (right.kind == HIT_ROW && right.index == (size_t)focus);
            input = input || (right.kind == HIT_INPUT && right.index == strlen(form.input.text));
            paper = paper || draw_hit(draw, &form, 100, y).kind == HIT_PICTURE;
        }
        assert_true(seen && input && paper);
    }
    assert_int_equal(draw_hit(draw, &form, -5, -5).kind, HIT_NOTHING);
    draw_free(draw);
    picture_release(&picture);
}

/* Pages side by side: the one in focus is seen at every size, and a click finds the right one. */
static void pages_lie_side_by_side(void **state)
{
    (void)state;
    enum { BEFORE = 3 };
    static const int HEIGHTS[] = {HEIGHT, 600, 480};
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    form.has_input = form.picture.snippet = false;
    for (int i = BEFORE; i < ROWS; i++)
        rows[i] = (struct shown_row){.kind = ROW_TILE,
                                     .label = "7",
                                     .text = "mờ",
                                     .extra = "",
                                     .bar = -1,
                                     .thumb = &picture};
    for (size_t size = 0; size < ARRAY_SIZE(HEIGHTS); size++) {
        struct draw *draw;
        assert_int_equal(draw_new(WIDTH, HEIGHTS[size], 1, &draw, NULL), ERR_OK);
        for (int focus = BEFORE; focus < ROWS; focus++) {
            bool seen = false, beside = false, pinned = false;
            form.focus = focus;
            draw_frame(draw, &form);
            for (int y = 0; y < HEIGHTS[size]; y += 6)
                for (int x = WIDTH / 2; x < WIDTH; x += 20) {
                    struct hit hit = draw_hit(draw, &form, x, y);
                    seen = seen || (hit.kind == HIT_ROW && hit.index == (size_t)focus);
                    beside = beside || (hit.kind == HIT_ROW && hit.index + 1 == (size_t)focus);
                    pinned = pinned || (hit.kind == HIT_ROW && hit.index == 0);
                }
            assert_true(seen && pinned);
            assert_true(beside || (focus - BEFORE) % 4 == 0);
        }
        draw_free(draw);
    }
    picture_release(&picture);
}

static void contrast_is_another_set_of_colours(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct draw *draw;
    size_t stride;
    assert_int_equal(draw_new(WIDTH, HEIGHT, 1, &draw, NULL), ERR_OK);
    draw_frame(draw, &form);
    uint32_t usual = draw_peek(draw, &stride)[10 * (stride / 4) + 700] & 0xffffff;
    form.contrast = true;
    draw_frame(draw, &form);
    assert_int_equal(draw_peek(draw, &stride)[10 * (stride / 4) + 700] & 0xffffff, 0xffffff);
    assert_int_equal(usual, 0xeef1f5); /* the head */
    draw_free(draw);
    picture_release(&picture);
}

/* White on the left, black on the right, at each zoom where it belongs. */
static void the_page_is_shown(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct draw *draw;
    size_t stride;
    form.picture.snippet = false;
    assert_int_equal(draw_new(WIDTH, HEIGHT, 1, &draw, NULL), ERR_OK);
    draw_frame(draw, &form);
    const uint32_t *pixels = draw_peek(draw, &stride);
    const uint32_t *row = pixels + 600 * (stride / 4);
    assert_int_equal(row[200] & 0xff, 0xff);
    assert_int_equal(row[600] & 0xff, 0);
    form.picture.zoom = 4; /* the box is at the left: now all of the place is white */
    draw_frame(draw, &form);
    pixels = draw_peek(draw, &stride);
    assert_int_equal(pixels[600 * (stride / 4) + 600] & 0xff, 0xff);
    draw_free(draw);
    picture_release(&picture);
}

static void every_size_and_content_is_borne(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double scale;
    } SIZES[] = {{320, 240, 1}, {1024, 600, 1}, {1366, 768, 1.5}, {640, 480, 3}, {2560, 1440, 2}};
    struct picture picture = make_picture();
    char *long_text = mem_new(4097, 1);
    memset(long_text, 'm', 4096);
    for (size_t i = 0; i < ARRAY_SIZE(SIZES); i++) {
        struct draw *draw;
        struct shown form = make_form(&picture);
        assert_int_equal(draw_new(SIZES[i].width, SIZES[i].height, SIZES[i].scale, &draw, NULL),
                         ERR_OK);
        draw_frame(draw, &form);
        form.input.text = form.notice = form.place = rows[0].label = long_text;
        form.input.caret = 4096;
        form.notice_kind = NOTICE_FAULT;
        form.picture.box = (struct rect){-50, -50, 5000, 3}; /* a reading may be wrong */
        form.picture.ruler = (struct rect){-10, 390, 4000, 400};
        draw_frame(draw, &form);
        form.picture.picture = NULL;
        form.row_count = 0;
        form.focus = -1;
        draw_frame(draw, &form);
        draw_free(draw);
    }
    free(long_text);
    picture_release(&picture);
}

static void broken_pictures_are_refused(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        "P6",
        "P7\n1 1\n255\nabc",
        "P6\n0 5\n255\nabc",
        "P6\n2 2\n255\nabc",
        "P5 1 1 65535 ab",
        "P6\n-1 1\n255\nabc",
        "P6\n99999999 99999999\n255\nabc",
        "P5\n# never ends",
    };
    for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
        struct picture picture;
        assert_int_equal(
            picture_from_pnm((const unsigned char *)CASES[i], strlen(CASES[i]), &picture, NULL),
            ERR_FORMAT);
    }
}

static void a_piece_is_cut_out(void **state)
{
    (void)state;
    struct picture picture = make_picture();
    struct shown form = make_form(&picture);
    struct raster raster;
    form.picture.box = (struct rect){150, 100, 100, 20}; /* half white, half black */
    assert_int_equal(piece_get(&form.picture, 60, 12, 1, &raster, NULL), ERR_OK);
    assert_int_equal(raster.data[0], 255);
    assert_int_equal(raster.data[3 * 59], 0);
    raster_release(&raster);
    form.picture.box = (struct rect){0};
    assert_int_equal(piece_get(&form.picture, 60, 12, 1, &raster, NULL), ERR_EMPTY);
    picture_release(&picture);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(the_same_data_gives_the_same_pixels),
        cmocka_unit_test(only_what_changed_is_sent),
        cmocka_unit_test(what_lies_where_is_found),
        cmocka_unit_test(pages_lie_side_by_side),
        cmocka_unit_test(contrast_is_another_set_of_colours),
        cmocka_unit_test(the_page_is_shown),
        cmocka_unit_test(every_size_and_content_is_borne),
        cmocka_unit_test(broken_pictures_are_refused),
        cmocka_unit_test(a_piece_is_cut_out),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
