/* SPDX-License-Identifier: Apache-2.0
 *
 * Provinces, peoples, nationalities. May include viet, cmocka.
 */
#include "cmocka_first.h"

#include <stdlib.h>
#include <string.h>

#include "viet/ethnic.h"
#include "viet/places.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void tables_are_whole(void **state)
{
    (void)state;
    assert_int_equal(PROVINCES_OLD_COUNT, 63);
    assert_int_equal(PROVINCES_NEW_COUNT, 34);
    assert_int_equal(ETHNIC_COUNT, 54);
    size_t cities = 0;
    for (size_t i = 0; i < PROVINCES_OLD_COUNT; i++) {
        assert_true(i == 0 || PROVINCES_OLD[i - 1].code < PROVINCES_OLD[i].code);
        assert_non_null(province_new(PROVINCES_OLD[i].today));
    }
    for (size_t i = 0; i < PROVINCES_NEW_COUNT; i++) {
        assert_true(i == 0 || PROVINCES_NEW[i - 1].code < PROVINCES_NEW[i].code);
        assert_int_equal(PROVINCES_NEW[i].today, PROVINCES_NEW[i].code);
        cities += PROVINCES_NEW[i].city;
    }
    assert_int_equal(cities, 6);
    assert_null(province_old(3));
    assert_null(province_new(2));
    assert_string_equal(province_new(46)->name, "Huế");
}

static void every_province_is_found(void **state)
{
    (void)state;
    struct province_match match;
    for (size_t i = 0; i < PROVINCES_OLD_COUNT; i++) {
        assert_true(province_find(PROVINCES_OLD[i].name, &match));
        assert_string_equal(match.province->name, PROVINCES_OLD[i].name);
        assert_float_equal(match.likeness, 1, 0.001);
    }
}

static void provinces_in_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name; /* NULL = none */
    } CASES[] = {
        {"xã Hương Vinh, huyện Hương Trà, tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"},
        {"phường Bến Nghé, Quận 1, TP. Hồ Chí Minh", "Hồ Chí Minh"},
        {"Quận 1, TP.HCM", "Hồ Chí Minh"},
        {"Sài Gòn", "Hồ Chí Minh"},
        {"Bệnh viện Trung ương, thành phố Huế", "Huế"},
        {"xã A, tinh Quang Ngai", "Quảng Ngãi"},
        {"xã A, tỉnh Quảng Ngài", "Quảng Ngãi"},
        {"xã A, T. Nghệ An", "Nghệ An"},
        {"HÀ NỘI", "Hà Nội"},
        {"quận Hoàn Kiếm Hà Nội", "Hà Nội"},
        {"huyện Đăk Tô, tỉnh Kon Tum.", "Kon Tum"},
        {"Hà Tĩnh, Việt Nam", "Hà Tĩnh"},
        {"Quảng X", NULL},
        {"Nguyễn Văn An", NULL},
        {"", NULL},
        {",,,", NULL},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct province_match match;
        bool ok = province_find(CASES[i].text, &match);
        if (ok != (CASES[i].name != NULL) || (ok && strcmp(match.province->name, CASES[i].name)))
            print_error("case %zu: %s gives %s\n", i, CASES[i].text,
                        ok ? match.province->name : "nothing");
        assert_int_equal(ok, CASES[i].name != NULL);
        if (ok) {
            assert_string_equal(match.province->name, CASES[i].name);
            assert_true(match.start < match.end && match.end <= strlen(CASES[i].text));
        }
    }
}

static void places_look_like_places(void **state)
{
    (void)state;
    assert_true(place_likely("xã Hương Vinh, huyện Hương Trà, tỉnh Thừa Thiên Huế") > 0.8f);
    assert_true(place_likely("Hà Nội") >= 0.35f);
    assert_true(place_likely("15/03/2010") < 0.2f);
    assert_true(place_likely("") < 0.1f);
}

static void peoples(void **state)
{
    (void)state;
    static const struct {
        const char *text, *official, *spelling; /* NULL = none */
    } CASES[] = {
        {"Kinh", "Kinh", "Kinh"},
        {"KINH", "Kinh", "Kinh"},
        {"Kình", "Kinh", "Kinh"},
        {"Klnh", "Kinh", "Kinh"},
        {"H'Mông", "Mông", "H'Mông"},
        {"Ê Đê", "Ê-đê", "Ê Đê"},
        {"Dao đỏ", "Dao", "Dao đỏ"},
        {"Tày", "Tày", "Tày"},
        {"Thái", "Thái", "Thái"},
        {"Thổ", "Thổ", "Thổ"},
        {"Nung", "Nùng", "Nùng"},
        {"Khmer", "Khơ-me", "Khmer"},
        {"Vân Kiều", "Bru-Vân Kiều", "Vân Kiều"},
        {"Muờng", "Mường", "Mường"},
        {"Lào", "Lào", "Lào"},
        {"xyz", NULL, NULL},
        {"", NULL, NULL},
        {"Việt Nam", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct ethnic_match match = {0};
        bool ok = ethnic_find(CASES[i].text, &match);
        if (ok != (CASES[i].official != NULL))
            print_error("case %zu: %s gives %s\n", i, CASES[i].text, ok ? match.official : "none");
        assert_int_equal(ok, CASES[i].official != NULL);
        if (ok) {
            assert_string_equal(match.official, CASES[i].official);
            assert_string_equal(match.spelling, CASES[i].spelling);
        }
    }
    for (size_t i = 0; i < ETHNIC_COUNT; i++) {
        struct ethnic_match match;
        assert_true(ethnic_find(ETHNIC_NAMES[i], &match));
        assert_string_equal(match.official, ETHNIC_NAMES[i]);
        assert_float_equal(match.likeness, 1, 0.001);
    }
}

static void nations(void **state)
{
    (void)state;
    struct ethnic_match match;
    assert_true(nationality_find("VIỆT NAM", &match));
    assert_string_equal(match.official, "Việt Nam");
    assert_true(nationality_find("Viêt nam", &match));
    assert_string_equal(match.spelling, "Việt Nam");
    assert_true(nationality_find("Cam-pu-chia", &match));
    assert_string_equal(match.official, "Campuchia");
    assert_false(nationality_find("abcdef", &match));
    assert_false(nationality_find("", &match));
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(tables_are_whole),
        cmocka_unit_test(every_province_is_found),
        cmocka_unit_test(provinces_in_texts),
        cmocka_unit_test(places_look_like_places),
        cmocka_unit_test(peoples),
        cmocka_unit_test(nations),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
