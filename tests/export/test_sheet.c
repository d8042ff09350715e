/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_sheet: a sheet of paper as text and as PDF: everything on it, on as many pages
 * as it takes, the same bytes each time. May include: base, export, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "export/sheet.h"

enum { ROWS = 120 };

static struct sheet_row rows[ROWS];
static const struct sheet_fact facts[] = {{"Quyển số", "01/2005"}, {"Nơi đăng ký", "xã Ea Tul"}};
static const struct sheet_column columns[] = {{"Số", 0.2}, {"Tình trạng", 0.3}, {"Ghi chú", 0.5}};
static const char *const sentences[] = {"Mọi số đều đã rõ."};
static const char *const signatures[] = {"Đội trưởng", "Cán bộ"};

static struct sheet_paper make(size_t row_count)
{
    for (size_t i = 0; i < row_count; i++)
        rows[i] = (struct sheet_row){{"12-15", "bị hủy", "gạch chéo, ghi Hủy"}};
    if (row_count)
        rows[0] = (struct sheet_row){{NULL, "Năm 2005"}};
    return (struct sheet_paper){
        .office = "Ủy ban nhân dân xã Ea Tul",
        .title = "BẢNG KÊ KHÓA SỔ",
        .facts = facts,
        .fact_count = ARRAY_SIZE(facts),
        .columns = columns,
        .column_count = ARRAY_SIZE(columns),
        .rows = rows,
        .row_count = row_count,
        .sentences = sentences,
        .sentence_count = 1,
        .signatures = signatures,
        .signature_count = 2,
        .signature_hint = "(ký, ghi rõ họ tên)",
        .made_ms = 1700000000000,
    };
}

static void text_holds_everything(void **state)
{
    static const char *const wanted[] = {
        "Ủy ban nhân dân xã Ea Tul\n",
        "BẢNG KÊ KHÓA SỔ\n",
        "Quyển số: 01/2005\n",
        "\nNăm 2005\n",
        "\n12-15              bị hủy                      gạch chéo, ghi Hủy\n",
        "Mọi số đều đã rõ.\n",
        "Đội trưởng",
        "(ký, ghi rõ họ tên)",
    };
    struct sheet_paper sheet = make(3);
    struct str out = STR_INIT;
    (void)state;
    sheet_text(&sheet, &out);
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        if (!strstr(str_peek(&out), wanted[i]))
            fail_msg("not there: %s\n%s", wanted[i], str_peek(&out));
    assert_null(strstr(str_peek(&out), "LUYỆN TẬP"));
    str_clear(&out);
    sheet.mark = "LUYỆN TẬP";
    rows[1].cells[1] = "một tình trạng dài hơn cột của nó nhiều"; /* pushes, loses nothing */
    sheet_text(&sheet, &out);
    assert_non_null(strstr(str_peek(&out), "LUYỆN TẬP"));
    assert_non_null(strstr(str_peek(&out), "của nó nhiều  gạch chéo, ghi Hủy\n"));
    str_release(&out);
}

static long pages_of(const struct bytes *pdf)
{
    long count = 0;
    static const char mark[] = "/Type /Page ";
    for (size_t i = 0; i + sizeof mark < pdf->length; i++)
        count += memcmp(pdf->data + i, mark, sizeof mark - 1) == 0;
    return count;
}

static void pdf_takes_the_pages_it_needs(void **state)
{
    static const struct {
        size_t rows;
        long pages;
    } cases[] = {{0, 1}, {10, 1}, {ROWS, 4}};
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct sheet_paper sheet = make(cases[i].rows);
        struct bytes first = {0}, second = {0};
        struct err err = {0};
        sheet.mark = "LUYỆN TẬP";
        assert_int_equal(sheet_pdf(&sheet, &first, &err), ERR_OK);
        assert_int_equal(sheet_pdf(&sheet, &second, &err), ERR_OK);
        assert_true(first.length > 1000 && memcmp(first.data, "%PDF-1.4", 8) == 0);
        assert_int_equal(pages_of(&first), cases[i].pages);
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.data, second.data, first.length);
        bytes_release(&first);
        bytes_release(&second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_holds_everything),
        cmocka_unit_test(pdf_takes_the_pages_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
