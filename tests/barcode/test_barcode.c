/* SPDX-License-Identifier: Apache-2.0
 *
 * tests of barcode: a code on a page is found where it is; what is no code gives none.
 */
#include "barcode/read.h"
#include "card.h"
#include "cmocka_first.h"

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
        cmocka_unit_test(text_too_long_is_refused),
    };
    return cmocka_run_group_tests_name("barcode", tests, NULL, NULL);
}
