/* SPDX-License-Identifier: Apache-2.0
 *
 * Written values of every kind and what they become. All persons are invented. May include record,
 * base, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "base/str.h"
#include "record/normalise.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct value_case {
    enum field_kind kind;
    const char *written;
    const char *text;    /* NULL = cannot be normalised */
    const char *mended;  /* NULL = as read */
    const char *problem; /* the first, or NULL */
};

static const struct value_case CASES[] = {
    {KIND_TEXT, "  bệnh   già ..... ", "bệnh già", NULL, NULL},
    {KIND_TEXT, "V/v rà soát........ sổ hộ tịch", "V/v rà soát sổ hộ tịch", NULL, NULL},
    {KIND_TEXT, "Nguye\xcc\x82\xcc\x83n", "Nguyễn", NULL, NULL},
    {KIND_TEXT,
     "a\xff"
     "b",
     "a\xef\xbf\xbd"
     "b",
     NULL, NULL},
    {KIND_TEXT, "......", NULL, NULL, NULL},
    {KIND_TEXT, "", NULL, NULL, NULL},
    {KIND_NAME, ": NGUYỄN VĂN AN ....", "NGUYỄN VĂN AN", NULL, NULL},
    {KIND_NAME, "Y Bhiăk Niê", "Y Bhiăk Niê", NULL, NULL},
    {KIND_NAME, "PHAM KIM HẰNG", "PHAM KIM HẰNG", NULL, "surname-near"},
    {KIND_NAME, "Lê Thị H0a", "Lê Thị H0a", NULL, "name-signs"},
    {KIND_DATE, "15/03/2010", "2010-03-15", NULL, NULL},
    {KIND_DATE, "ngày 15 tháng 3 năm 2010", "2010-03-15", NULL, NULL},
    {KIND_DATE, "l5/O3/2010", "2010-03-15", "15/03/2010", "date-letters"},
    {KIND_DATE, "23I03I2021", "2021-03-23", "23/03/2021", "date-letters"},
    {KIND_DATE, "15/0S/2010", NULL, NULL, "date-number"},
    {KIND_DATE, "../5/1960", "1960-05", NULL, "date-partial"},
    {KIND_DATE, "1957", "1957", NULL, "date-partial"},
    {KIND_DATE, "31/02/2010", NULL, NULL, "date-impossible"},
    {KIND_DATE, "15/03/10", NULL, NULL, "date-short-year"},
    {KIND_DATE, "191/2006", NULL, NULL, "date-number"},
    {KIND_DATE, "80101911/26.06.2025", NULL, NULL, "date-number"},
    {KIND_DATE, "không rõ", NULL, NULL, "date-none"},
    {KIND_DATE, "15/03/1234", "1234-03-15", NULL, "year-odd"},
    {KIND_DATE, "ngày mười lăm tháng ba năm hai nghìn", "2000-03-15", NULL, NULL},
    {KIND_DATE_WORDS, "Ngày mười lăm tháng ba năm hai nghìn", "2000-03-15", NULL, NULL},
    {KIND_DATE_WORDS, "Ngày mười läm tháng ba năm hai nghin", "2000-03-15",
     "Ngày mười lăm tháng ba năm hai nghìn", NULL},
    {KIND_DATE_WORDS, "xxxx yyyy", NULL, NULL, "words-unread"},
    {KIND_YEAR, "1985", "1985", NULL, NULL},
    {KIND_YEAR, "12/04/1985", "1985-04-12", NULL, NULL},
    {KIND_YEAR, "85", NULL, NULL, "date-none"},
    {KIND_NUMBER, "45 / 2010", "45/2010", NULL, NULL},
    {KIND_NUMBER, "45/2O1O", "45/2010", "45/2010", "number-letters"},
    {KIND_NUMBER, "107IQĐ-UBND", "107/QĐ-UBND", "107/QĐ-UBND", "number-letters"},
    {KIND_NUMBER, "24lUBND", "24/UBND", "24/UBND", "number-letters"},
    {KIND_NUMBER, "45/Q\xc3\x90-UBND", "45/QĐ-UBND", NULL, NULL}, /* eth */
    {KIND_NUMBER, "123/QĐ-UBND", "123/QĐ-UBND", NULL, NULL},
    {KIND_NUMBER, "80101911/26.06.2025", "80101911/26.06.2025", NULL, NULL},
    {KIND_NUMBER, "l2", "12", "12", "number-letters"},
    {KIND_NUMBER, "abc", "abc", NULL, "number-none"},
    {KIND_PERSON_ID, "001 085 012 345", "001085012345", NULL, NULL},
    {KIND_PERSON_ID, "0O1085O12345", "001085012345", "001085012345", "id-letters"},
    {KIND_PERSON_ID, "191234567", "191234567", NULL, NULL},
    {KIND_PERSON_ID, "Số: 001085012345 (CCCD)", "001085012345", NULL, NULL},
    {KIND_PERSON_ID, "003085012345", "003085012345", NULL, "id-place-unknown"},
    {KIND_PERSON_ID, "00108501234", NULL, NULL, "id-length"},
    {KIND_SEX, "Nam", "Nam", NULL, NULL},
    {KIND_SEX, "Nử", "Nữ", "Nữ", NULL},
    {KIND_SEX, "NỮ", "Nữ", NULL, NULL},
    {KIND_SEX, "abc", NULL, NULL, "sex-unknown"},
    {KIND_ETHNIC, "Kinh", "Kinh", NULL, NULL},
    {KIND_ETHNIC, "Kình", "Kinh", "Kinh", "mended"},
    {KIND_ETHNIC, "H'Mông", "H'Mông", NULL, NULL},
    {KIND_ETHNIC, "KINH", "KINH", NULL, NULL},
    {KIND_ETHNIC, "Ktnhxyz", "Ktnhxyz", NULL, "ethnic-unknown"},
    {KIND_NATIONALITY, "Viêt Nam", "Việt Nam", "Việt Nam", "mended"},
    {KIND_NATIONALITY, "VIỆT NAM", "VIỆT NAM", NULL, NULL},
    {KIND_NATIONALITY, "Xyzland", "Xyzland", NULL, "nationality-unknown"},
    {KIND_PLACE, "xã A, huyện B, tỉnh Thừa Thiên Huế.", "xã A, huyện B, tỉnh Thừa Thiên Huế", NULL,
     NULL},
    {KIND_PLACE, "xã A, tỉnh Quảng Ngài", "xã A, tỉnh Quảng Ngãi", "xã A, tỉnh Quảng Ngãi", NULL},
    {KIND_PLACE, "xã A, tỉnh Khánh Hoà", "xã A, tỉnh Khánh Hoà", NULL, NULL},
    {KIND_PLACE, "tỉnh Bắc Cạn", "tỉnh Bắc Cạn", NULL, NULL},
    {KIND_PLACE_DATE, "Huế, ngày 05 tháng 6 năm 2025", "Huế, ngày 05 tháng 6 năm 2025", NULL, NULL},
    {KIND_PLACE, "xã Tân Lập. huyện Võ Nhai, tỉnh Thái Nguyên",
     "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên", "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên",
     NULL},
    {KIND_PLACE, "xã Tân Lập huyện Võ Nhai., tỉnh Thái Nguyên",
     "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên", "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên",
     NULL},
    {KIND_PLACE, "UBND xã Tân Lập, huyện Võ Nhai", "UBND xã Tân Lập, huyện Võ Nhai", NULL, NULL},
    {KIND_PLACE, "Ủy ban nhân dân xã Tân Lập huyện Võ Nhai",
     "Ủy ban nhân dân xã Tân Lập huyện Võ Nhai", NULL, NULL}, /* so it may stand there */
    {KIND_PLACE, "xã Diễn Hạnh, huyện 'Tiểu Cần", "xã Diễn Hạnh, huyện Tiểu Cần", NULL, NULL},
    {KIND_NAME, "Trần Trọng 'Vượng", "Trần Trọng Vượng", NULL, NULL},
    {KIND_NAME, "H'Hen Niê", "H'Hen Niê", NULL, NULL},
    {KIND_TEXT, "QĐ số 107IQĐ-UBND năm 2010", "QĐ số 107/QĐ-UBND năm 2010",
     "QĐ số 107/QĐ-UBND năm 2010", NULL},
    {KIND_TEXT, "theo QĐ số 90 ngày 20I08I2015", "theo QĐ số 90 ngày 20/08/2015",
     "theo QĐ số 90 ngày 20/08/2015", NULL},
    {KIND_TEXT, "Mã 20l081201", "Mã 20l081201", NULL, NULL},
    {KIND_PLACE_DATE, "Huế. ngày 05 tháng 6 năm 2025", "Huế, ngày 05 tháng 6 năm 2025",
     "Huế, ngày 05 tháng 6 năm 2025", NULL},
    {KIND_PAPER, "GCCD số 004158579939", "CCCD số 004158579939", "CCCD số 004158579939", NULL},
    {KIND_PAPER, "CCD số 004158579939 do Công an cấp", "CCCD số 004158579939 do Công an cấp",
     "CCCD số 004158579939 do Công an cấp", NULL},
    {KIND_PAPER, "CMND số 321 196320", "CMND số 321196320", "CMND số 321196320", NULL},
    {KIND_PAPER, "Hộ chiếu số 321196320", "Hộ chiếu số 321196320", NULL, NULL},
    {KIND_PAPER, "Căn cước công dân số 004158579939", "Căn cước công dân số 004158579939", NULL,
     NULL},
    {KIND_PLACE_DATE, "Huế", "Huế", NULL, "place-date-no-date"},
    {KIND_TIME, "14 giờ 30 phút", "14 giờ 30 phút", NULL, NULL},
    {KIND_TIME, "22:giờ 55.phút", "22 giờ 55 phút", "22 giờ 55 phút", NULL},
    {KIND_NUMBER, "198, /2011", "198/2011", NULL, NULL},
    {KIND_TEXT, "Bố sung hồ Sơ", "Bổ sung hồ sơ", "Bổ sung hồ sơ", NULL},
    {KIND_TEXT, "Giấy khai sinh Số 87/2002", "Giấy khai sinh số 87/2002",
     "Giấy khai sinh số 87/2002", NULL},
    {KIND_TEXT, "Đã ly hôn, chưa kết hôn Lại", "Đã ly hôn, chưa kết hôn lại",
     "Đã ly hôn, chưa kết hôn lại", NULL},
    {KIND_TEXT, "BỐ SUNG", "BỔ SUNG", "BỔ SUNG", NULL},
    {KIND_TEXT, "Chưa đăng ký kết hôn Với ai", "Chưa đăng ký kết hôn với ai",
     "Chưa đăng ký kết hôn với ai", NULL},
    {KIND_TEXT, "Trần Công An Bình", "Trần Công An Bình", NULL, NULL}, /* a name */
    {KIND_PLACE, "Bênh viện đa khoa huyện Võ Nhai", "Bệnh viện đa khoa huyện Võ Nhai",
     "Bệnh viện đa khoa huyện Võ Nhai", NULL},
    {KIND_TIME, "14h30", "14h30", NULL, NULL},
    {KIND_TIME, "08:05", "08:05", NULL, NULL},
    {KIND_TIME, "25 giờ", "25 giờ", NULL, "time-unread"},
    {KIND_TIME, "14 giờ 75 phút", "14 giờ 75 phút", NULL, "time-unread"},
    {KIND_PAPER, "CCCD số 001085012345 do Cục Cảnh sát cấp",
     "CCCD số 001085012345 do Cục Cảnh sát cấp", NULL, NULL},
};

static void values_of_every_kind(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct normal normal;
        value_normalise(CASES[i].kind, CASES[i].written, arena, &normal);
        const char *problem = normal.problem_count > 0 ? normal.problems[0].code : NULL;
        if (!text_equal(normal.text, CASES[i].text) ||
            !text_equal(normal.mended, CASES[i].mended) || !text_equal(problem, CASES[i].problem))
            print_error("case %zu: %s gives %s, mended %s, %s\n", i, CASES[i].written, normal.text,
                        normal.mended, problem);
        assert_true(text_equal(normal.text, CASES[i].text));
        assert_true(text_equal(normal.mended, CASES[i].mended));
        assert_true(text_equal(problem, CASES[i].problem));
        assert_true(normal.fits >= 0 && normal.fits <= 1);
        assert_int_equal(normal.text == NULL && normal.fits > 0, false);
    }
    arena_free(arena);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct normal normal;
        value_normalise((enum field_kind)kind, NULL, arena, &normal);
        assert_null(normal.text);
        value_normalise((enum field_kind)kind, " .... ", arena, &normal);
        assert_null(normal.text);
        assert_int_equal(normal.problem_count, 0);
    }
    arena_free(arena);
}

static void damage_lowers_the_fit(void **state)
{
    (void)state;
    static const struct {
        enum field_kind kind;
        const char *good, *worse;
    } PAIRS[] = {
        {KIND_TEXT, "bệnh già", "b~nh g|à"},
        {KIND_NAME, "Nguyễn Văn An", "Nguyên Văn An"},
        {KIND_NAME, "Y Bhiăk Niê", "lãi"},
        {KIND_NAME, "Nguyễn Văn An", "Nguyễn Văn Axn"},
        {KIND_NAME, "Nguyễn Văn An", "Nguyễn Văn An ký tên: 12"},
        {KIND_DATE, "15/03/2010", "l5/03/2010"},
        {KIND_DATE, "15/03/2010", "Nơi sinh 15/03/2010"},
        {KIND_PERSON_ID, "001085012345", "O01085012345"},
        {KIND_ETHNIC, "Kinh", "Klnh"},
        {KIND_PLACE, "xã A, huyện B, tỉnh Nghệ An", "x# A h*"},
        {KIND_TIME, "14 giờ 30 phút", "14 gi"},
        {KIND_PAPER, "CCCD 001085012345", "CCCD"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(PAIRS); i++) {
        struct normal good, worse;
        value_normalise(PAIRS[i].kind, PAIRS[i].good, arena, &good);
        value_normalise(PAIRS[i].kind, PAIRS[i].worse, arena, &worse);
        assert_true(good.fits > worse.fits);
    }
    arena_free(arena);
}

static void kinds_have_names(void **state)
{
    (void)state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        enum field_kind parsed;
        assert_true(field_kind_parse(field_kind_name((enum field_kind)kind), &parsed));
        assert_int_equal(parsed, kind);
    }
    enum field_kind parsed;
    assert_false(field_kind_parse("", &parsed));
    assert_false(field_kind_parse(NULL, &parsed));
    assert_false(field_kind_parse("dates", &parsed));
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(values_of_every_kind),
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(damage_lowers_the_fit),
        cmocka_unit_test(kinds_have_names),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
