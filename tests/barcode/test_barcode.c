/* SPDX-License-Identifier: Apache-2.0
 *
 * tests of barcode: a code on a page is found where it is; what is no code gives none.
 */
#include "barcode/read.h"
#include "card.h"
#include "cmocka_first.h"
#include "imaging/restore.h"

static void code_found_with_its_place(void **state)
{
    (void)state;
    struct image *page = card_make(3, 5, 0, 4, 900, 700);
    struct arena *arena = arena_new();
    struct text_code *codes = NULL;
    size_t count = 0;
    char want[256];
    card_payload(3, want);
    assert_int_equal(barcode_read_page(page, 300, arena, &codes, &count, NULL), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(codes[0].text, want);
    assert_string_equal(codes[0].kind, "QRCode");
    assert_true(codes[0].box.w > 150 && codes[0].box.w < 400);
    assert_true(codes[0].box.x > 0 && rect_right(codes[0].box) < 900);
    arena_free(arena);
    image_free(page);
}

static void white_and_noise_hold_no_code(void **state)
{
    (void)state;
    struct raster raster = {0};
    assert_true(raster_init(&raster, RASTER_GREY8, 800, 800));
    for (int noisy = 0; noisy < 2; noisy++) {
        memset(raster.data, 255, raster.stride * 800);
        card_noise(&raster, noisy ? 120 : 0);
        struct image *page = NULL;
        struct arena *arena = arena_new();
        struct text_code *codes = NULL;
        size_t count = 9;
        assert_int_equal(image_from_raster(&raster, &page, NULL), ERR_OK);
        assert_int_equal(barcode_read_page(page, 0, arena, &codes, &count, NULL), ERR_OK);
        assert_int_equal(count, 0);
        arena_free(arena);
        image_free(page);
    }
    raster_release(&raster);
}

/* What stands at x, y of a place 200 pixels wide: 0 black, 255 white. */
static uint8_t solid(int x, int y)
{
    (void)x;
    (void)y;
    return 40;
}

static uint8_t stamp(int x, int y)
{
    int from_middle = (x - 100) * (x - 100) + (y - 100) * (y - 100);
    return from_middle < 100 * 100 && from_middle > 40 * 40 ? 60 : 255;
}

static uint8_t bars(int x, int y)
{
    (void)y;
    return x * x / 90 % 8 < 4 ? 0 : 255;
}

static uint8_t modules(int x, int y)
{
    unsigned place = (unsigned)(y / 8 * 25 + x / 8 + 1);
    return place * place * 2654435761u >> 31 ? 255 : 0;
}

static void only_texture_may_be_a_code(void **state)
{
    static const struct {
        uint8_t (*draw)(int x, int y);
        size_t areas;
        double dpi;
    } cases[] = {{solid, 0, 300},   {stamp, 0, 300},   {bars, 1, 300},
                 {modules, 1, 300}, {modules, 1, 280}, {modules, 1, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct raster raster = {0};
        struct image *page = NULL;
        struct rect areas[4];
        size_t count = 9;
        assert_true(raster_init(&raster, RASTER_GREY8, 803, 602));
        memset(raster.data, 255, raster.stride * 602);
        for (int y = 0; y < 200; y++)
            for (int x = 0; x < 200; x++)
                raster.data[(size_t)(y + 150) * raster.stride + (size_t)x + 300] =
                    cases[i].draw(x, y);
        assert_int_equal(image_from_raster(&raster, &page, NULL), ERR_OK);
        assert_int_equal(image_find_codes(page, cases[i].dpi, areas, 4, &count, NULL), ERR_OK);
        if (count != cases[i].areas)
            fail_msg("case %zu: %zu areas", i, count);
        for (size_t k = 0; k < count; k++)
            assert_true(rect_overlap(areas[k], (struct rect){300, 150, 200, 200}) > 0.35);
        image_free(page);
        raster_release(&raster);
    }
}

static void text_too_long_is_refused(void **state)
{
    (void)state;
    char *text = calloc(1, 5001);
    memset(text, 'a', 5000);
    struct raster qr = {0};
    struct err err = {0};
    assert_int_equal(barcode_make_qr(text, 4, &qr, &err), ERR_LIMIT);
    assert_int_equal(err.number, 255);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_found_with_its_place),
        cmocka_unit_test(white_and_noise_hold_no_code),
        cmocka_unit_test(only_texture_may_be_a_code),
        cmocka_unit_test(text_too_long_is_refused),
    };
    return cmocka_run_group_tests_name("barcode", tests, NULL, NULL);
}
