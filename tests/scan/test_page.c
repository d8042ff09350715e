/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/scan/test_page: bytes of a scanner into pixels, whatever a driver makes of them.
 */
#include <sane/sane.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/limits.h"
#include "base/mem.h"
#include "scan/page.h"

static const SANE_Parameters grey = {SANE_FRAME_GRAY, SANE_TRUE, 5, 5, 4, 8};

/* --- whole pages --- */

static void add_all(struct page *page, const uint8_t *data, size_t length, size_t step)
{
    struct err err = {0};

    for (size_t at = 0; at < length; at += step)
        assert_int_equal(page_add(page, data + at, length - at < step ? length - at : step, &err),
                         ERR_OK);
}

static void test_padding(void **state)
{
    SANE_Parameters params = {SANE_FRAME_RGB, SANE_TRUE, 10, 3, 2, 8};
    static const uint8_t data[20] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  99,
                                     11, 12, 13, 14, 15, 16, 17, 18, 19, 99};
    static const uint8_t want[18] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19};

    (void)state;
    for (size_t step = 1; step <= 20; step++) {
        struct page page = {0};
        struct raster raster;
        struct err err = {0};
        bool whole = false;
        assert_int_equal(page_begin(&page, &params, &err), ERR_OK);
        add_all(&page, data, sizeof data, step);
        assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
        assert_true(whole);
        page_take(&page, &raster);
        assert_int_equal(raster.format, RASTER_RGB24);
        assert_int_equal(raster.height, 2);
        for (int y = 0; y < 2; y++)
            assert_memory_equal(raster.data + (size_t)y * raster.stride, want + y * 9, 9);
        raster_release(&raster);
        page_release(&page);
    }
}

static void test_bits(void **state)
{
    SANE_Parameters black = {SANE_FRAME_GRAY, SANE_TRUE, 3, 11, 1, 1};
    SANE_Parameters colour = {SANE_FRAME_RGB, SANE_TRUE, 6, 9, 1, 1};
    static const uint8_t row[3] = {0xa5, 0xff, 0xff}, planes[6] = {0x80, 0x40, 0, 0x80, 0, 0x80};
    struct page page = {0};
    struct raster raster;
    struct err err = {0};
    bool whole = false;

    (void)state;
    assert_int_equal(page_begin(&page, &black, &err), ERR_OK);
    add_all(&page, row, 3, 3);
    assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
    page_take(&page, &raster);
    assert_int_equal(raster.format, RASTER_BIT1);
    assert_int_equal(raster.data[0], 0xa5);
    assert_int_equal(raster.data[1], 0xe0);
    raster_release(&raster);
    assert_int_equal(page_begin(&page, &colour, &err), ERR_OK);
    add_all(&page, planes, 6, 4);
    assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
    page_take(&page, &raster);
    assert_int_equal(raster.format, RASTER_RGB24);
    assert_memory_equal(raster.data, "\xff\0\0\0\xff\0", 6);
    assert_memory_equal(raster.data + 24, "\xff\0\xff", 3);
    raster_release(&raster);
}

/* Three passes in any order give what one pass gives. */
static void test_passes(void **state)
{
    static const SANE_Frame orders[][3] = {{SANE_FRAME_RED, SANE_FRAME_GREEN, SANE_FRAME_BLUE},
                                           {SANE_FRAME_BLUE, SANE_FRAME_RED, SANE_FRAME_GREEN}};

    (void)state;
    for (size_t order = 0; order < 2; order++)
        for (int depth = 8; depth <= 16; depth += 8) {
            struct page page = {0};
            struct raster raster;
            bool whole = false;
            for (int pass = 0; pass < 3; pass++) {
                SANE_Frame frame = orders[order][pass];
                SANE_Parameters params = {frame, pass == 2, 2 * depth / 8, 2, 1, depth};
                uint8_t row[4];
                struct err err = {0};
                memset(row, 10 * (frame - SANE_FRAME_RED + 1), sizeof row);
                assert_false(whole);
                assert_int_equal(page_begin(&page, &params, &err), ERR_OK);
                add_all(&page, row, (size_t)params.bytes_per_line, 1);
                assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
            }
            assert_true(whole);
            page_take(&page, &raster);
            for (size_t i = 0; i < raster_row_bytes(raster.format, 2); i++)
                assert_int_equal(raster.data[i], 10 * ((int)i / (depth / 8) % 3 + 1));
            raster_release(&raster);
        }
}

static void test_open_end(void **state)
{
    SANE_Parameters params = {SANE_FRAME_GRAY, SANE_TRUE, 3, 3, -1, 8};
    struct page page = {0};
    struct raster raster;
    struct err err = {0};
    bool whole = false;

    (void)state;
    assert_int_equal(page_begin(&page, &params, &err), ERR_OK);
    for (int y = 0; y < 5000; y++) {
        uint8_t row[3] = {(uint8_t)y, (uint8_t)(y >> 8), 7};
        assert_int_equal(page_add(&page, row, 3, &err), ERR_OK);
    }
    assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
    page_take(&page, &raster);
    assert_int_equal(raster.height, 5000);
    for (int y = 0; y < 5000; y++)
        assert_int_equal(raster.data[(size_t)y * raster.stride + 1], y >> 8);
    raster_release(&raster);
}

static void test_open_end_has_a_limit(void **state)
{
    SANE_Parameters params = {SANE_FRAME_GRAY, SANE_TRUE, 1, 1, -1, 8};
    struct page page = {0};
    struct err err = {0};
    enum err_code code = page_begin(&page, &params, &err);
    int lines = 0;

    (void)state;
    for (; !code && lines <= IMAGE_SIDE_MAX + 1; lines++)
        code = page_add(&page, (const SANE_Byte *)"x", 1, &err);
    assert_int_equal(code, ERR_LIMIT);
    assert_int_equal(err.number, 342);
    page_release(&page);
}

/* --- pages that are none --- */

static void test_wrong_count(void **state)
{
    static const struct {
        size_t bytes;
        int add, end; /* numbers, 0 = fine */
    } cases[] = {{20, 0, 0},   {0, 0, 345},  {4, 0, 345}, {5, 0, 345},
                 {19, 0, 345}, {21, 344, 0}, {25, 344, 0}};
    static const uint8_t data[64];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct page page = {0};
        struct err err = {0};
        bool whole = false;
        assert_int_equal(page_begin(&page, &grey, &err), ERR_OK);
        if (page_add(&page, data, cases[i].bytes, &err))
            assert_int_equal(err.number, cases[i].add);
        else if (page_end(&page, &whole, &err))
            assert_int_equal(err.number, cases[i].end);
        else
            assert_true(whole && cases[i].add == 0 && cases[i].end == 0);
        page_release(&page);
    }
}

static void test_hostile_parameters(void **state)
{
    static const struct {
        SANE_Parameters params;
        int number;
    } cases[] = {
        {{(SANE_Frame)7, SANE_TRUE, 5, 5, 4, 8}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 5, 5, 4, 4}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 4, 5, 4, 8}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 5, -5, 4, 8}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 5, 5, 0, 8}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 5, 5, -2, 8}, 340},
        {{SANE_FRAME_RGB, SANE_TRUE, 5, 5, 4, 8}, 340},
        {{SANE_FRAME_GRAY, SANE_TRUE, 60000, 60000, 60000, 8}, 342},
        {{SANE_FRAME_GRAY, SANE_TRUE, 2147483647, 5, 4, 8}, 342},
        {{SANE_FRAME_GRAY, SANE_TRUE, 20000, 20000, 20000, 8}, 342},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct page page = {0};
        struct err err = {0};
        assert_int_not_equal(page_begin(&page, &cases[i].params, &err), ERR_OK);
        assert_int_equal(err.number, cases[i].number);
        page_release(&page);
    }
}

static void test_passes_that_differ(void **state)
{
    static const struct {
        SANE_Parameters second;
        int number; /* 346: the last frame came too early */
    } cases[] = {{{SANE_FRAME_GREEN, SANE_FALSE, 4, 4, 2, 8}, 341},
                 {{SANE_FRAME_GREEN, SANE_FALSE, 6, 3, 2, 16}, 341},
                 {{SANE_FRAME_RGB, SANE_FALSE, 9, 3, 2, 8}, 341},
                 {{SANE_FRAME_GREEN, SANE_TRUE, 3, 3, 2, 8}, 346}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        SANE_Parameters first = {SANE_FRAME_RED, SANE_FALSE, 3, 3, 2, 8};
        struct page page = {0};
        struct err err = {0};
        bool whole = false;
        assert_int_equal(page_begin(&page, &first, &err), ERR_OK);
        assert_int_equal(page_add(&page, (const SANE_Byte *)"123456", 6, &err), ERR_OK);
        assert_int_equal(page_end(&page, &whole, &err), ERR_OK);
        assert_false(whole);
        if (!page_begin(&page, &cases[i].second, &err)) {
            assert_int_equal(page_add(&page, (const SANE_Byte *)"123456", 6, &err), ERR_OK);
            assert_int_not_equal(page_end(&page, &whole, &err), ERR_OK);
        }
        assert_int_equal(err.number, cases[i].number);
        page_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_padding),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_open_end),
        cmocka_unit_test(test_open_end_has_a_limit),
        cmocka_unit_test(test_wrong_count),
        cmocka_unit_test(test_hostile_parameters),
        cmocka_unit_test(test_passes_that_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
