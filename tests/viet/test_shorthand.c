/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/viet/test_shorthand: short forms of names and places. May include: base, viet.
 */
#include "cmocka_first.h"

#include <stdlib.h>

#include "viet/shorthand.h"

static void assert_text(char *text, const char *wanted)
{
    assert_string_equal(text, wanted);
    free(text);
}

static void short_names_are_written_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } CASES[] = {
        {"nv an", "Nguyễn Văn an"}, {"NT Hoa", "Nguyễn Thị Hoa"}, {"tt", "tt"},
        {"nva an", "nva an"},       {"an nv", "an nv"},           {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_text(name_expand(CASES[i].text, NULL), CASES[i].wanted);
}

static void short_places_are_written_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } CASES[] = {
        {"x tân lập, h võ nhai, t thái nguyên", "xã tân lập, huyện võ nhai, tỉnh thái nguyên"},
        {"tx an khê", "thị xã an khê"},
        {"thôn x", "thôn x"},
        {"bvdk h hòa an", "bệnh viện đa khoa h hòa an"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_text(place_expand(CASES[i].text, NULL), CASES[i].wanted);
}

static void an_office_has_forms_of_its_own(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct short_forms own;
    short_forms_parse(" ta = Tạ ;x=; =y;; tkl=xã Tân Khánh, huyện Lâm ", arena, &own);
    assert_int_equal(own.count, 2);
    assert_text(name_expand("ta văn ta", &own), "Tạ văn Tạ");
    assert_text(place_expand("thôn 3, tkl", &own), "thôn 3, xã Tân Khánh, huyện Lâm");
    short_forms_parse("", arena, &own);
    assert_int_equal(own.count, 0);
    assert_text(name_expand("ta", &own), "ta");
    arena_free(arena);
}

static void places_get_their_capitals(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } CASES[] = {
        {"xã tân lập, huyện võ nhai", "xã Tân Lập, huyện Võ Nhai"},
        {"trạm y tế xã ngũ phụng", "Trạm y tế xã Ngũ Phụng"},
        {"bệnh viện đa khoa huyện hòa an", "Bệnh viện đa khoa huyện Hòa An"},
        {"thị trấn đu", "thị trấn Đu"},
        {"xã Tân lập", "xã Tân lập"},
        {"buôn ea h'leo", "buôn Ea H'Leo"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_text(place_title(CASES[i].text), CASES[i].wanted);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(short_names_are_written_out),
        cmocka_unit_test(short_places_are_written_out),
        cmocka_unit_test(an_office_has_forms_of_its_own),
        cmocka_unit_test(places_get_their_capitals),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
