/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/model/test_id_map: ids keep the number of their first coming, however many there are.
 */
#include "../cmocka_all.h"

#include "base/random.h"
#include "model/id_map.h"

static void ids_keep_their_numbers(void **state)
{
    enum { COUNT = 3000 };
    static struct uuid ids[COUNT];
    struct id_map map = {0};
    (void)state;
    assert_int_equal(id_map_lookup(&map, &ids[0]), (size_t)-1);
    for (size_t i = 0; i < COUNT; i++) {
        random_fill(ids[i].bytes, sizeof ids[i].bytes);
        assert_int_equal(id_map_add(&map, &ids[i]), i);
        assert_int_equal(id_map_add(&map, &ids[i / 2]), i / 2);
    }
    assert_int_equal(map.count, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(id_map_lookup(&map, &ids[i]), i);
    ids[7].bytes[0] ^= 1; /* the same slot, another id */
    assert_int_equal(id_map_lookup(&map, &ids[7]), (size_t)-1);
    id_map_release(&map);
    assert_int_equal(map.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ids_keep_their_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
