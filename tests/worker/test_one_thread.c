/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/one_thread: regions run in place, each section once, regions inside of sections too.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void GOMP_parallel(void (*run)(void *), void *data, unsigned threads, unsigned flags);
void GOMP_parallel_sections(void (*run)(void *), void *data, unsigned threads, unsigned count,
                            unsigned flags);
unsigned GOMP_sections_next(void);
void GOMP_sections_end_nowait(void);

static void inner(void *data)
{
    int *seen = data;

    for (unsigned i = GOMP_sections_next(); i; i = GOMP_sections_next())
        seen[i]++;
    GOMP_sections_end_nowait();
}

static void outer(void *data)
{
    int *seen = data;

    for (unsigned i = GOMP_sections_next(); i; i = GOMP_sections_next()) {
        seen[i] += 10;
        GOMP_parallel_sections(inner, data, 0, 3, 0);
    }
    GOMP_sections_end_nowait();
}

static void add_one(void *data)
{
    ++*(int *)data;
}

static void test_sections(void **state)
{
    int seen[6] = {0};

    (void)state;
    GOMP_parallel_sections(outer, seen, 4, 4, 0);
    for (int i = 1; i <= 4; i++)
        assert_int_equal(seen[i], i <= 3 ? 14 : 10);
    assert_int_equal(seen[0] + seen[5], 0);
    assert_int_equal(GOMP_sections_next(), 0);
}

static void test_region(void **state)
{
    int count = 0;

    (void)state;
    GOMP_parallel(add_one, &count, 4, 0);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sections),
                                       cmocka_unit_test(test_region)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
