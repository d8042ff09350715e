/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: register pages: ruled, with groups of columns, without rules, by hand.
 */
#include "cmocka_first.h"
#include "page_of.h"
#include "record/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* A ruled table given as rows of cells; each cell one line of text. */
enum { COLUMNS = 8 };
static const char *const BIRTHS[][COLUMNS] = {
    {"STT", "Số", "Ngày đăng ký", "Họ, chữ đệm, tên", "Ngày sinh", "Giới tính", "Họ tên cha, mẹ",
     "Ghi chú"},
    {"(1)", "2) (2)", "(3) (3)", "(4)", "5) (5)", "(6) (6)", "(7)", "ứ (8)"}, /* read twice */
    {"1", "11", "02/01/1999", "Lê Thị Mây", "30/12/1998", "Nữ", "Lê Văn Nắng, Trần Thị Mưa", ""},
    {"2", "12", "05/01/1999", "Hồ Văn Cỏ", "01/01/1999", "Nam", "Hồ Văn Rừng", "Cải chính 2005"},
    {"", "", "", "", "", "", "Bùi Thị Hoa", ""},
    {"3", "l3", "07/01/1999", "Võ Thị Nước", "02/01/1999", "Nữ", "Võ Văn Suối", ""},
    {"4", "14", "", "", "", "", "", ""},
};

/* Headings on two levels: what stands under "Cha" is the father's. */
static const char *const PARENTS[][COLUMNS] = {
    {"Số", "Họ tên", "", "Cha", "", "", "Mẹ", ""},
    {"", "", "Họ tên", "Năm sinh", "Dân tộc", "Họ tên", "Năm sinh", "Dân tộc"},
    {"21", "Lê Thị Mây", "Lê Văn Nắng", "1970", "Kinh", "Trần Thị Mưa", "1972", "Thái"},
    {"22", "Hồ Văn Cỏ", "Hồ Văn Rừng", "1965", "Thổ", "Bùi Thị Hoa", "1968", "Mường"},
};

static const int COLUMN_EDGES[] = {100, 300, 500, 900, 1500, 1900, 2200, 2900, 3400};

static struct text_page table_page(const char *const (*cells)[COLUMNS], size_t rows,
                                   const char *title, bool ruled, struct arena *arena)
{
    struct test_line *lines = mem_new(rows * COLUMNS + 3, sizeof *lines);
    int edges[20];
    size_t count = 0;
    lines[count++] = (struct test_line){1300, 100, 420, 60, title};
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < COLUMNS; c++) {
            if (!cells[r][c][0])
                continue;
            int width = COLUMN_EDGES[c + 1] - COLUMN_EDGES[c] - 40;
            int need = 14 * (int)utf8_count(cells[r][c]);
            bool group = strcmp(cells[r][c], "Cha") == 0 || strcmp(cells[r][c], "Mẹ") == 0;
            int left = group ? (COLUMN_EDGES[c - 1] + COLUMN_EDGES[c + 2] - need) / 2
                             : COLUMN_EDGES[c] + 20;
            lines[count++] = (struct test_line){left,
                                                300 + 100 * (int)r,
                                                need < width ? need : width,
                                                40,
                                                cells[r][c],
                                                ruled ? 1 : 0,
                                                (int)r,
                                                (int)c,
                                                false};
        }
    struct text_page page = page_of(lines, true, arena);
    for (size_t r = 0; r <= rows; r++)
        edges[r] = 280 + 100 * (int)r;
    if (ruled)
        page_table(&page, edges, rows + 1, COLUMN_EDGES, COLUMNS + 1, arena);
    free(lines);
    return page;
}

static void check_births(const struct proposal_list *list)
{
    static const char *const FIRST[] = {
        "stt=1",        "so=11",    "ngay_dang_ky=02/01/1999",          "ho_ten=Lê Thị Mây",
        "gioi_tinh=Nữ", "ghi_chu=", "cha_me=Lê Văn Nắng, Trần Thị Mưa", NULL};
    static const char *const SECOND[] = {"so=12", "ho_ten=Hồ Văn Cỏ", "ghi_chu=Cải chính 2005",
                                         "cha_me=Hồ Văn Rừng Bùi Thị Hoa", NULL};
    assert_string_equal(list->schema, "so-khai-sinh");
    assert_int_equal(list->count, 3); /* a numbered line without an entry is none */
    assert_fields(&list->items[0], FIRST);
    assert_fields(&list->items[1], SECOND);
    assert_int_equal(list->items[2].row, 2);
    assert_string_equal(proposal_field(&list->items[2], "ho_ten")->value.written, "Võ Thị Nước");
    assert_int_equal(proposal_field(&list->items[0], "ghi_chu")->value.status, VALUE_BLANK);
    assert_int_equal(proposal_field(&list->items[0], "dan_toc")->value.status, VALUE_MISSING);
    assert_true(list->items[1].region.y > list->items[0].region.y);
}

static void ruled_rows(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page =
        table_page(BIRTHS, sizeof BIRTHS / sizeof *BIRTHS, "SỔ ĐĂNG KÝ KHAI SINH", true, arena);
    struct proposal_list list = extract_of(&page, NULL, arena);
    check_births(&list);
    arena_free(arena);
}

/* Torn rules: no table came from layout. */
static void rows_without_rules(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page = table_page(BIRTHS, 4, "SỔ ĐĂNG KÝ KHAI SINH", false, arena);
    struct proposal_list list = extract_of(&page, "so-khai-sinh", arena);
    static const char *const FIRST[] = {"stt=1", "so=11", "ho_ten=Lê Thị Mây",
                                        "ngay_sinh=30/12/1998", NULL};
    static const char *const SECOND[] = {"stt=2", "ho_ten=Hồ Văn Cỏ", "gioi_tinh=Nam", NULL};
    assert_int_equal(list.count, 2);
    assert_fields(&list.items[0], FIRST);
    assert_fields(&list.items[1], SECOND);
    arena_free(arena);
}

static void groups_of_columns(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page =
        table_page(PARENTS, sizeof PARENTS / sizeof *PARENTS, "SỔ ĐĂNG KÝ KHAI SINH", true, arena);
    struct proposal_list list = extract_of(&page, "so-khai-sinh", arena);
    static const char *const FIRST[] = {"so=21",
                                        "ho_ten=Lê Thị Mây",
                                        "ho_ten_cha=Lê Văn Nắng",
                                        "nam_sinh_cha=1970",
                                        "dan_toc_cha=Kinh",
                                        "ho_ten_me=Trần Thị Mưa",
                                        "nam_sinh_me=1972",
                                        "dan_toc_me=Thái",
                                        NULL};
    assert_int_equal(list.count, 2);
    assert_fields(&list.items[0], FIRST);
    arena_free(arena);
}

/* The headings of the groups were cut off: whose name a column holds is a guess, never sure. */
static void groups_lost(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *cells[ARRAY_SIZE(PARENTS)][COLUMNS];
    memcpy(cells, PARENTS, sizeof cells);
    cells[0][3] = cells[0][6] = "";
    struct text_page page = table_page((const char *const(*)[COLUMNS])cells, ARRAY_SIZE(cells),
                                       "SỔ ĐĂNG KÝ KHAI SINH", true, arena);
    struct proposal_list list = extract_of(&page, NULL, arena);
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < list.items[i].field_count; k++) {
            const struct proposed_field *field = &list.items[i].fields[k];
            if (field->value.status == VALUE_OK && !text_equal(field->name, "so"))
                assert_true(field->confidence < 0.999f);
        }
    arena_free(arena);
}

/* A page by hand: headings printed, cells only located. Every filled row is a record to key. */
static void rows_by_hand(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page = table_page(BIRTHS, 4, "SỔ ĐĂNG KÝ KHAI SINH", true, arena);
    for (size_t i = 0; i < page.line_count; i++)
        if (page.lines[i].row >= 2) {
            page.lines[i].kind = TEXT_HAND;
            page.lines[i].word_count = 0;
        }
    struct proposal_list list = extract_of(&page, NULL, arena);
    assert_string_equal(list.schema, "so-khai-sinh");
    assert_int_equal(list.count, 2);
    const struct proposed_field *name = proposal_field(&list.items[1], "ho_ten");
    assert_true(name->handwritten);
    assert_null(name->value.written);
    assert_int_equal(name->box.x, COLUMN_EDGES[3]);
    assert_false(proposal_field(&list.items[0], "ghi_chu")->handwritten);
    arena_free(arena);
}

/* "Số" and "Ghi chú", column heads that follow each other, are not the title "Sổ ghi chú". */
static const char *const MARRIAGES[][COLUMNS] = {
    {"", "", "", "Chồng", "", "", "Vợ", ""},
    {"Số", "Ghi chú", "Ngày đăng ký", "Họ, chữ đệm, tên", "Dân tộc", "Ngày sinh",
     "Họ, chữ đệm, tên", "Dân tộc"},
    {"14", "", "10.09.2008", "Tạ Văn Long", "Kinh", "11.12.1981", "Giàng Thị Mỷ", "Mông"},
    {"15", "", "03.11.2008", "Bùi Giang Lâm", "Kinh", "03/06/1985", "Lò Thị Mai", "Thái"},
};

static void heads_are_no_title(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page =
        table_page(MARRIAGES, ARRAY_SIZE(MARRIAGES), "SỔ ĐĂNG KÝ KẾT HÔN", true, arena);
    struct proposal_list list = extract_of(&page, NULL, arena);
    assert_string_equal(list.schema, "so-ket-hon");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ruled_rows),        cmocka_unit_test(rows_without_rules),
        cmocka_unit_test(groups_of_columns), cmocka_unit_test(groups_lost),
        cmocka_unit_test(rows_by_hand),      cmocka_unit_test(heads_are_no_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
