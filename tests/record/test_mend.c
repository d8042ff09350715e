/* SPDX-License-Identifier: Apache-2.0
 *
 * tests: what is mended of a reading, and what must stay as it is.
 */
#include "cmocka_first.h"

#include "base/mem.h"
#include "base/str.h"
#include "record/mend.h"

struct mend_case {
    const char *text, *mended; /* NULL: stays */
};

static void check_all(const char *(*mend)(const char *, struct arena *),
                      const struct mend_case *cases, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *wanted = cases[i].mended ? cases[i].mended : cases[i].text;
        const char *mended = mend(cases[i].text, arena);
        assert_string_equal(mended, wanted);
        if (!cases[i].mended)
            assert_ptr_equal(mended, cases[i].text);
    }
    arena_free(arena);
}

static const char *units(const char *text, struct arena *arena)
{
    return mend_units(text, NULL, arena);
}

static void names(void **state)
{
    (void)state;
    static const struct mend_case cases[] = {
        {"NGUYÊN THỊ HẠNH", "NGUYỄN THỊ HẠNH"},
        {"Định Duy Quân", "Đinh Duy Quân"},
        {"Trân Quang Phúc", "Trần Quang Phúc"},
        {"NGÔ FHỊ LOAN", "NGÔ THỊ LOAN"},
        {"HUỲNH LHỊ BÌNH", "HUỲNH THỊ BÌNH"},
        {"NGUYỄN THANH -LINH", "NGUYỄN THANH LINH"},
        {"ThếVượng", "Thế Vượng"},
        /* names of other peoples and rare ones are right as they stand */
        {"Đàng Thị Thanh Hà", NULL},
        {"Não Văn Dậu", NULL},
        {"Lồ Thị Pành", NULL},
        {"Y Bhiăk Niê", NULL},
        {"H'Hen Niê", NULL},
        {"Giàng A Sử", NULL},
        {"Thạch Sa Rây", NULL},
        {"Nguyên", NULL}, /* one word alone is no family name */
        {"Lê Nguyên Khang", NULL},
        {"Phan Thi Hoa", NULL},
    };
    check_all(mend_name, cases, ARRAY_SIZE(cases));
}

static void places(void **state)
{
    (void)state;
    static const struct mend_case cases[] = {
        {"xã Tà Xùa, huyện la Grai, tỉnh Gia Lai", "xã Tà Xùa, huyện Ia Grai, tỉnh Gia Lai"},
        {"huyện Nậm Pò, tỉnh Điện Biên", "huyện Nậm Pồ, tỉnh Điện Biên"},
        {"quận Liên Chiếu, thành phố Đà Nẵng", "quận Liên Chiểu, thành phố Đà Nẵng"},
        {"huyện Ea Heo, tỉnh Đắk Lắk", "huyện Ea H'leo, tỉnh Đắk Lắk"},
        {"huyện Cư Mgar, tỉnh Đắk Lắk", "huyện Cư M'gar, tỉnh Đắk Lắk"},
        {"huyện Phong Điền, thành phố Cần, Thơ", "huyện Phong Điền, thành phố Cần Thơ"},
        {"do Công an tỉnh Cà. Mau cấp", "do Công an tỉnh Cà Mau cấp"},
        {"HUYỆN NGỌC HIẾN, TỈNH CÀ MAU", "HUYỆN NGỌC HIỂN, TỈNH CÀ MAU"},
        {"Bệnh viện huyện Củ Chỉ", "Bệnh viện huyện Củ Chi"},
        /* no list has it: it stays */
        {"huyện Bến Hải, tỉnh Bình Trị Thiên", NULL},
        {"huyện Mường Lay Nưa, tỉnh Điện Biên", NULL},
        {"xã Quan Lạn, huyện Vân Đồn, tỉnh Quảng Ninh", NULL},
        {"thôn Đông, xã Hòa Bình", NULL},
        {"huyện Kì Anh, tỉnh Hà Tĩnh", "huyện Kỳ Anh, tỉnh Hà Tĩnh"},
        {"thị xã Hoà Thành, tỉnh Tây Ninh", NULL}, /* either place of the tone */
        {"", NULL},
    };
    check_all(units, cases, ARRAY_SIZE(cases));
}

static void dates(void **state)
{
    (void)state;
    static const struct mend_case cases[] = {
        {"92/03/2011", "02/03/2011"},
        {"96.04.1993", "06/04/1993"},
        {"61/07/2007", "01/07/2007"},
        {"90/03/2011", "20/03/2011"},
        {"929/03/2011", "29/03/2011"},
        {"04/92/2020", "04/02/2020"},
        {"1611211974", "16/12/1974"},
        {"261312024", "26/3/2024"},
        {"24/0211975", "24/02/1975"},
        {"29 04 2017", "29/04/2017"},
        {"2806.2013", "28/06/2013"},
        {"91/91/2993", NULL}, /* too much is wrong */
        {"29.16.2906", NULL},
        {"111111974", NULL}, /* 1/1/1974 or 11/1/1974? */
        {"2/13/2005", NULL},
        {"abc", NULL},
        {"12345678901234567890", NULL},
    };
    check_all(mend_date, cases, ARRAY_SIZE(cases));
}

static void far_years(void **state)
{
    (void)state;
    static const struct mend_case cases[] = {
        {"20/02/2062", "20/02/2002"},
        {"16/04/2907", "16/04/2007"},
        {"1/6/2613", "1/6/2013"},
        {"18.12.2662", "18.12.2002"},
        {"9/2/2092", NULL}, /* 2002 or 2022? */
        {"9/2/2992", NULL},
        {"12/06/1962", NULL},
        {"26/09/2016", NULL},
        {"2069", "2009"},
        {"62", NULL},
        {"", NULL},
    };
    check_all(mend_far_year, cases, ARRAY_SIZE(cases));
}

static void signs(void **state)
{
    (void)state;
    static const struct mend_case cases[] = {
        {"CCCD số (087083057720", "CCCD số 087083057720"},
        {"Vay vốn ngân -hàng", "Vay vốn ngân hàng"},
        {"xã Kim Liên;, huyện Gia Bình", "xã Kim Liên, huyện Gia Bình"},
        {"tổ dân phố Nà.Lồm", "tổ dân phố Nà Lồm"},
        {"Trích lục (bản sao)", NULL},
        {"TP. Hồ Chí Minh", NULL},
        {"Tp. Huế", NULL},
        {"thôn 3 - Ea Kar", NULL},
    };
    check_all(mend_signs, cases, ARRAY_SIZE(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),     cmocka_unit_test(places), cmocka_unit_test(dates),
        cmocka_unit_test(far_years), cmocka_unit_test(signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
