/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/write_mem: whatever format is asked for, pixReadMem gives the same pixels back.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <leptonica/allheaders.h>

static void test_round_trip(void **state)
{
    static const int depths[] = {1, 8, 32};

    (void)state;
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        PIX *pix = pixCreate(53, 17, depths[i]), *back;
        l_uint8 *data = NULL;
        size_t length = 0;
        l_int32 same = 0;
        for (int y = 0; y < 17; y++)
            for (int x = 0; x < 53; x++)
                pixSetPixel(pix, x, y, (l_uint32)((x * 7919 + y * 104729) * 256));
        assert_int_equal(pixWriteMem(&data, &length, pix, IFF_PNG), 0);
        back = pixReadMem(data, length);
        assert_non_null(back);
        assert_int_equal(pixEqual(pix, back, &same), 0);
        assert_true(same);
        assert_true(data[0] == 's' && length > 53 * 17 / 8);
        lept_free(data);
        pixDestroy(&back);
        pixDestroy(&pix);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
