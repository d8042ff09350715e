/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: register pages: ruled, with groups of columns, without rules, by hand.
 */
#include "cmocka_first.h"
#include "page_of.h"
#include "record/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/paths.h"
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

/* ---- two facing pages ---- */

static const char *const LEFT_SIDE[][4] = {
    {"STT", "Số", "Họ, chữ đệm, tên", "Ngày sinh"},
    {"1", "31", "Lê Thị Mây", "30/12/1998"},
    {"2", "32", "Hồ Văn Cỏ", "01/01/1999"},
    {"3", "33", "Võ Thị Nước", "02/01/1999"},
};
static const char *const RIGHT_SIDE[][4] = {
    {"Giới tính", "Dân tộc", "Họ tên cha, mẹ", "Ghi chú"},
    {"Nữ", "Kinh", "Lê Văn Nắng, Trần Thị Mưa", ""},
    {"Nam", "Thổ", "Hồ Văn Rừng", "Cải chính 2005"},
    {"Nữ", "Mường", "Võ Văn Suối", ""},
};
/* The same entries' names once more: a page of its own. */
static const char *const OTHER_PAGE[][4] = {
    {"STT", "Số", "Họ, chữ đệm, tên", "Ngày sinh"},
    {"4", "34", "Đỗ Thị Gió", "03/01/1999"},
    {"5", "35", "Ngô Văn Bão", "04/01/1999"},
    {"6", "36", "Vũ Thị Sương", "05/01/1999"},
};

enum { SIDE_COLUMNS = 4, SIDE_ROWS = 4, FACING = 1800 };

static size_t side_lines(const char *const (*cells)[SIDE_COLUMNS], int table, int left, int down,
                         size_t rows, struct test_line *lines)
{
    size_t count = 0;
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < SIDE_COLUMNS; c++)
            if (cells[r][c][0])
                lines[count++] = (struct test_line){left + 400 * (int)c + 20,
                                                    300 + down + 100 * (int)r,
                                                    14 * (int)utf8_count(cells[r][c]),
                                                    40,
                                                    cells[r][c],
                                                    table,
                                                    (int)r,
                                                    (int)c,
                                                    false};
    return count;
}

struct facing {
    const char *const (*right)[SIDE_COLUMNS];
    int down;       /* the right page lies lower */
    size_t rows;    /* of the right one, its head with it */
    size_t records; /* in all */
    const char *first[8];
};

static struct text_page facing_pages(const struct facing *facing, struct arena *arena)
{
    struct test_line lines[80] = {{700, 100, 420, 60, "SỔ ĐĂNG KÝ KHAI SINH"}};
    size_t count = 1;
    int rows[2][SIDE_ROWS + 1], columns[2][SIDE_COLUMNS + 1];
    count += side_lines(LEFT_SIDE, 1, 100, 0, SIDE_ROWS, lines + count);
    count += side_lines(facing->right, 2, FACING, facing->down, facing->rows, lines + count);
    struct text_page page = page_of(lines, true, arena);
    for (int side = 0; side < 2; side++)
        for (int i = 0; i <= SIDE_ROWS; i++) {
            rows[side][i] = 280 + (side ? facing->down : 0) + 100 * i;
            columns[side][i] = (side ? FACING : 100) + 400 * i;
        }
    page_table(&page, rows[0], SIDE_ROWS + 1, columns[0], SIDE_COLUMNS + 1, arena);
    page_table(&page, rows[1], facing->rows + 1, columns[1], SIDE_COLUMNS + 1, arena);
    return page;
}

static void rows_over_two_pages(void **state)
{
    (void)state;
    static const struct facing cases[] = {
        {RIGHT_SIDE,
         0,
         4,
         3,
         {"so=31", "ho_ten=Lê Thị Mây", "gioi_tinh=Nữ", "dan_toc=Kinh",
          "cha_me=Lê Văn Nắng, Trần Thị Mưa"}},
        {RIGHT_SIDE, 60, 4, 3, {"so=31", "gioi_tinh=Nữ"}}, /* row by row, not by height */
        {RIGHT_SIDE, 0, 3, 3, {"so=31", "gioi_tinh=Nữ"}},  /* its last row was not seen */
        {OTHER_PAGE, 0, 4, 6, {"so=31", "ho_ten=Lê Thị Mây", "gioi_tinh="}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        struct text_page page = facing_pages(&cases[i], arena);
        struct proposal_list list = extract_of(&page, "so-khai-sinh", arena);
        if (list.count != cases[i].records)
            fail_msg("case %zu: %zu records", i, list.count);
        assert_fields(&list.items[0], cases[i].first);
        for (size_t k = 0; k < list.count; k++)
            assert_int_equal(list.items[k].row, k);
        arena_free(arena);
    }
}

/* The schema says on which side a column stands; then a heading that both could have is told. */
static void sides_of_the_schema(void **state)
{
    (void)state;
    static const char *const NOTE = "\"label\": \"Dân tộc\",";
    struct schema *schema = NULL;
    struct bytes file = {0};
    struct str text = STR_INIT;
    struct err err = {0};
    char *path = paths_data("schemas/so-khai-sinh.json");
    assert_non_null(path);
    assert_int_equal(file_read(path, 1 << 20, &file, &err), ERR_OK);
    const char *at = strstr((const char *)file.data, NOTE);
    assert_non_null(at);
    str_add_span(&text, (const char *)file.data, (size_t)(at - (const char *)file.data));
    str_add(&text, "\"side\": \"left\", ");
    str_add(&text, at);
    json_t *json = NULL;
    assert_int_equal(json_parse(str_peek(&text), text.length, "schema", &json, &err), ERR_OK);
    if (schema_new(json, "so-khai-sinh", &schema, &err))
        fail_msg("%s", err.text);
    struct arena *arena = arena_new();
    struct facing facing = {RIGHT_SIDE, 0, 4, 3, {NULL}};
    struct text_page page = facing_pages(&facing, arena);
    struct proposal_list list = {0};
    const struct schema *schemas[] = {schema};
    assert_int_equal(extract_page(schemas, 1, "so-khai-sinh", &page, arena, &list, &err), ERR_OK);
    static const char *const FIRST[] = {"so=31", "gioi_tinh=Nữ", "dan_toc=", NULL};
    assert_int_equal(list.count, 3);
    assert_fields(&list.items[0], FIRST);
    arena_free(arena);
    schema_free(schema);
    json_decref(json);
    str_release(&text);
    bytes_release(&file);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ruled_rows),          cmocka_unit_test(rows_without_rules),
        cmocka_unit_test(groups_of_columns),   cmocka_unit_test(groups_lost),
        cmocka_unit_test(rows_by_hand),        cmocka_unit_test(heads_are_no_title),
        cmocka_unit_test(rows_over_two_pages), cmocka_unit_test(sides_of_the_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
