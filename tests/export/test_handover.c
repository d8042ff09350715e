/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_handover: hand-over profiles: faults with line and column, rows, what cannot be
 * said, names of files; workbooks and zip files as written and read back. May include: export,
 * pack, model, base, cmocka.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "export/cells.h"
#include "export/handover.h"
#include "pack/workbook.h"
#include "pack/zip.h"

static char folder[] = "/tmp/sohoa-test-handover-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return file_remove_tree(folder, NULL) == ERR_OK ? 0 : -1;
}

#define HEAD                                                                                       \
    "title: Thử\nregister: KS\nschema: so-thu\nsheet: Thử\n"                                   \
    "file: \"{register}.{year}.{book}.{date}.{number}.pdf\"\n"
#define DATES  "dates: {day: dd.MM.yyyy, year: yyyy}\n"
#define UNIQUE "unique: [quyenSo, so]\n"
#define LISTS                                                                                      \
    "lists:\n  sex: {codes: {\"1\": [Nam], \"2\": [Nữ]}, otherwise: \"2\"}\n"                    \
    "  paper:\n    codes:\n      \"1\": [CMND, Giấy chứng minh nhân dân]\n"                  \
    "      \"4\": [Căn cước công dân]\n    empty: \"4\"\n"
#define COLUMNS                                                                                    \
    "columns:\n"                                                                                   \
    "  - {name: STT, from: row.number}\n  - {name: so, from: so}\n"                                \
    "  - {name: quyenSo, from: book.number}\n  - {name: ngay, from: ngay, form: date}\n"           \
    "  - {name: gioi, from: gioi_tinh, list: sex}\n"                                               \
    "  - {name: loai, from: [loai, giay], list: paper}\n"                                          \
    "  - {name: giay, from: giay, form: paper, list: paper}\n"                                     \
    "  - {name: ten, from: [ten, ten_khac]}\n  - {name: chuc, empty: sổ không có}\n"
#define WHOLE HEAD DATES UNIQUE LISTS COLUMNS "unused: {stt: đánh lại}\ntold: {gop: tách ra}\n"

static enum err_code load(const char *text, struct handover **ret, struct err *err)
{
    char *path = file_join(folder, "p.yaml");
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, NULL), ERR_OK);
    enum err_code code = handover_load(path, ret, err);
    free(path);
    return code;
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number;
        const char *place; /* line:column */
    } cases[] = {
        {"title: [", 115, ":2:"},
        {WHOLE "odd: 1\n", 660, ":27:1:"},
        {"title: Thử\n", 663, ":1:1:"},
        {HEAD UNIQUE LISTS COLUMNS, 663, ":1:1:"},
        {HEAD "dates: {day: d.M.y}\n" UNIQUE LISTS COLUMNS, 665, ":6:14:"},
        {HEAD "dates: {day: dd, week: w}\n" UNIQUE LISTS COLUMNS, 660, ":6:18:"},
        {HEAD DATES "unique: [khong]\n" LISTS COLUMNS, 667, ":7:10:"},
        {HEAD DATES UNIQUE "lists: {sex: {codes: {\"1\": []}}}\n" COLUMNS, 661, ":8:28:"},
        {HEAD DATES UNIQUE "lists: {sex: {codes: {\"1\": [a]}, otherwise: \"9\"}}\n" COLUMNS, 664,
         ":8:45:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so}\n", 666, ":9:5:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so, from: so, empty: x}\n", 666, ":9:5:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so, from: book.colour}\n", 665, ":9:22:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so, from: so, form: big}\n", 665, ":9:32:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so, from: so, list: x}\n", 665, ":9:32:"},
        {HEAD DATES UNIQUE "columns:\n  - {name: so, from: so}\n  - {name: so, from: so}\n", 667,
         ":10:5:"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct handover *handover = NULL;
        struct err err = {0};
        assert_int_equal(load(cases[i].text, &handover, &err), ERR_FORMAT);
        print_message("# %s\n", err.text);
        assert_int_equal(err.number, cases[i].number);
        assert_non_null(strstr(err.text, cases[i].place));
    }
}

static void count_fault(void *context, const struct err *fault)
{
    int *numbers = context;
    assert_true(fault->number >= 669 && fault->number <= 671);
    numbers[fault->number - 669]++;
}

static void test_check(void **state)
{
    (void)state;
    static const char *const all[] = {"stt",  "so",  "ngay",     "gioi_tinh", "loai",
                                      "giay", "ten", "ten_khac", "gop"};
    static const char *const other[] = {"so",   "ngay", "gioi_tinh", "loai",
                                        "giay", "ten",  "la",        "gop"};
    struct handover *handover = NULL;
    int numbers[3] = {0};
    assert_int_equal(load(WHOLE, &handover, NULL), ERR_OK);
    assert_int_equal(handover_check(handover, all, ARRAY_SIZE(all), count_fault, numbers), 0);
    /* A column without its field, an unused one that is not there, a field that goes nowhere. */
    assert_int_equal(handover_check(handover, other, ARRAY_SIZE(other), count_fault, numbers), 3);
    assert_int_equal(numbers[0], 1);
    assert_int_equal(numbers[1], 1);
    assert_int_equal(numbers[2], 1);
    handover_free(handover);
}

static struct handover_value value(const char *name, const char *written, const char *normal)
{
    return (struct handover_value){name, {written, normal, VALUE_OK}};
}

static void test_row(void **state)
{
    (void)state;
    static const struct {
        const char *field, *written, *normal;
        enum value_status status;
        size_t column; /* of the cell that is looked at */
        const char *cell;
        size_t faults;
    } cases[] = {
        {"so", "045/2003", "045/2003", VALUE_OK, 1, "045/2003", 0},
        {"so", "=1+1", "=1+1", VALUE_OK, 1, "=1+1", 0},
        {"ngay", "ngày 3 tháng 2 năm 1957", "1957-02-03", VALUE_OK, 3, "03.02.1957", 0},
        {"ngay", "1957", "1957", VALUE_OK, 3, "1957", 0},
        {"ngay", "../5/1960", "1960-05", VALUE_OK, 3, "1960", 1},
        {"ngay", "hôm qua", NULL, VALUE_OK, 3, "", 1},
        {"ngay", NULL, NULL, VALUE_ILLEGIBLE, 3, "", 1},
        {"ngay", NULL, NULL, VALUE_BLANK, 3, "", 0},
        {"gioi_tinh", "nữ", "Nữ", VALUE_OK, 4, "2", 0},
        {"gioi_tinh", "?", NULL, VALUE_OK, 4, "2", 1},
        {"loai", "căn cước công dân", "căn cước công dân", VALUE_OK, 5, "4", 0},
        {"giay", "CMND số 012345678", NULL, VALUE_OK, 5, "1", 0},
        {"giay", "CMND số 012345678", NULL, VALUE_OK, 6, "012345678", 0},
        {"giay", "CMND SỐ: 012345678", NULL, VALUE_OK, 6, "012345678", 0},
        {"giay", "CMND: 012345678, cấp ngày 1/2/2003", NULL, VALUE_OK, 6, "012345678", 1},
        {"giay", "B1234567", NULL, VALUE_OK, 6, "B1234567", 1}, /* its kind is not told */
        {"ten_khac", "Y Bhiăk Niê", "Y Bhiăk Niê", VALUE_OK, 7, "Y Bhiăk Niê", 0},
        {"stt", "7", "7", VALUE_OK, 8, "", 0},
        {"la", "x", "x", VALUE_OK, 8, "", 1},
        {"gop", "y", "y", VALUE_OK, 8, "", 1},
    };
    struct handover *handover = NULL;
    assert_int_equal(load(WHOLE, &handover, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        struct handover_value one = {cases[i].field,
                                     {cases[i].written, cases[i].normal, cases[i].status}};
        struct handover_entry entry = {.values = &one, .count = 1};
        struct handover_faults faults = {0};
        const char *const *row = handover_row(handover, &entry, arena, &faults);
        print_message("# case %zu: %s, faults %zu\n", i, row[cases[i].column], faults.count);
        assert_string_equal(row[cases[i].column], cases[i].cell);
        assert_int_equal(faults.count, cases[i].faults);
        for (size_t k = 0; k < faults.count; k++)
            assert_true(!cases[i].written || !strstr(faults.items[k].why, cases[i].written));
        free(faults.items);
        arena_free(arena);
    }
    /* The second source stands nowhere when the first one has a value: told. */
    struct arena *arena = arena_new();
    struct handover_value two[] = {value("ten", "A", "A"), value("ten_khac", "B", "B")};
    struct handover_entry entry = {.values = two, .count = 2, .facts = {[FACT_ROW] = "1"}};
    struct handover_faults faults = {0};
    const char *const *row = handover_row(handover, &entry, arena, &faults);
    assert_string_equal(row[0], "1");
    assert_string_equal(row[7], "A");
    assert_string_equal(row[5], "4"); /* the code of no value */
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].field, "ten_khac");
    free(faults.items);
    arena_free(arena);
    handover_free(handover);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *book, *year, *so, *date, *name;
    } cases[] = {
        {"01/2017", NULL, "05", "2017-02-03", "KS.2017.01.2017-02-03.05.pdf"},
        {"01/2017", NULL, "5/2017", "2017", "KS.2017.01.2017.05.pdf"},
        {"3", "2005", "112a", "2005-06", "KS.2005.3.2005-06.112a.pdf"},
        {"3", NULL, "7", "1999-01-01", "KS.1999.3.1999-01-01.07.pdf"},
        {NULL, NULL, "../../x", NULL, "KS.x.x.x.x.pdf"},
        {"q/../2017", NULL, NULL, "hôm qua", "KS.2017.q.x.x.pdf"},
    };
    struct handover *handover = NULL;
    assert_int_equal(load(WHOLE, &handover, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct handover_value values[] = {
            {"so", {cases[i].so, cases[i].so, cases[i].so ? VALUE_OK : VALUE_MISSING}},
            {"ngay_dang_ky",
             {cases[i].date, cases[i].date, cases[i].date ? VALUE_OK : VALUE_MISSING}},
        };
        struct handover_entry entry = {
            .values = values,
            .count = 2,
            .facts = {[FACT_NUMBER] = cases[i].book, [FACT_YEAR] = cases[i].year}};
        struct str name = STR_INIT;
        handover_file_name(handover, &entry, &name);
        assert_string_equal(str_peek(&name), cases[i].name);
        str_release(&name);
    }
    handover_free(handover);
}

/* ---- workbooks ---- */

static const char *const names[] = {"so", "họ tên", "ghi chú"};
static const struct cells_head head = {names, ARRAY_SIZE(names), "Thử", "Thử", 1700000000000};
static const char *const odd_rows[][3] = {
    {"045/2003", "Y Bhiăk Niê", "dòng 1\ndòng 2"},
    {"001234567890", "=1+1", NULL},
    {NULL, NULL, NULL},
    {"1957", "<&>\"'", "  hai đầu  "},
};

struct seen {
    size_t count;
};

static enum err_code see_row(void *context, long row, const char *const *cells, size_t count,
                             struct err *err)
{
    struct seen *seen = context;
    (void)err;
    const char *const *expected = row == 1 ? names : odd_rows[row - 2];
    for (size_t i = 0; i < count; i++)
        assert_string_equal(cells[i], expected[i] ? expected[i] : "");
    seen->count++;
    return ERR_OK;
}

static enum err_code write_workbook(const char *path, size_t rows, struct err *err)
{
    struct cells_writer *writer = NULL;
    enum err_code code = cells_open(&cells_xlsx, path, &head, &writer, err);
    for (size_t i = 0; i < rows && !code; i++)
        code = cells_add(writer, odd_rows[i % ARRAY_SIZE(odd_rows)], err);
    if (!code)
        return cells_finish(writer, err);
    cells_drop(writer);
    return code;
}

static void test_workbook(void **state)
{
    (void)state;
    char *path = file_join(folder, "t.xlsx");
    struct seen seen = {0};
    struct bytes once = {0}, again = {0};
    int fd = -1;
    assert_int_equal(write_workbook(path, ARRAY_SIZE(odd_rows), NULL), ERR_OK);
    assert_int_equal(file_open_read(path, &fd, NULL), ERR_OK);
    assert_int_equal(workbook_read(fd, path, see_row, &seen, NULL), ERR_OK);
    close(fd);
    assert_int_equal(seen.count, 4); /* the heading and three rows that hold something */
    assert_int_equal(file_read(path, 100000, &once, NULL), ERR_OK);
    assert_int_equal(write_workbook(path, ARRAY_SIZE(odd_rows), NULL), ERR_OK);
    assert_int_equal(file_read(path, 100000, &again, NULL), ERR_OK);
    assert_int_equal(once.length, again.length);
    assert_memory_equal(once.data, again.data, once.length);
    /* Cut anywhere: an error, never rows that end early. */
    for (size_t cut = 0; cut < once.length; cut += 97) {
        struct err err = {0};
        seen.count = 0;
        assert_int_equal(file_write(path, once.data, cut, FILE_REPLACE, NULL), ERR_OK);
        assert_int_equal(file_open_read(path, &fd, NULL), ERR_OK);
        enum err_code code = workbook_read(fd, path, see_row, &seen, &err);
        close(fd);
        assert_true(code == ERR_FORMAT);
    }
    bytes_release(&once);
    bytes_release(&again);
    unlink(path);
    free(path);
}

static void test_workbook_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"Hu\xCC\x9Bo\xCC\x9B\xCC\x80ng", "\xFF", NULL};
    char *path = file_join(folder, "r.xlsx");
    for (size_t d = 0; cells_driver_peek(d); d++) {
        for (size_t i = 0; bad[i]; i++) {
            const char *const row[3] = {"1", bad[i], NULL};
            struct cells_writer *writer = NULL;
            struct err err = {0};
            assert_int_equal(cells_open(cells_driver_peek(d), path, &head, &writer, NULL), ERR_OK);
            assert_int_equal(cells_add(writer, row, &err), ERR_FORMAT);
            assert_int_equal(err.number, 684);
            cells_drop(writer);
            assert_false(file_exists(path));
        }
    }
    free(path);
}

/* The disk ends somewhere: an error, and nothing under the name or beside it. */
static void test_workbook_full(void **state)
{
    (void)state;
    char *path = file_join(folder, "full.xlsx"), **left = NULL;
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t size = 500; size < 60000; size += 2500) {
        struct rlimit small = {.rlim_cur = size, .rlim_max = limit.rlim_max};
        struct err err = {0};
        setrlimit(RLIMIT_FSIZE, &small);
        enum err_code code = write_workbook(path, 2000, &err);
        setrlimit(RLIMIT_FSIZE, &limit);
        assert_int_not_equal(code, ERR_OK);
        assert_false(file_exists(path));
    }
    assert_int_equal(file_list(folder, &left, NULL), ERR_OK);
    for (size_t i = 0; left[i]; i++)
        assert_null(strstr(left[i], FILE_TEMP_PREFIX));
    file_list_free(left);
    free(path);
}

/* ---- zip ---- */

static void write_zip(const char *path, const char *password)
{
    struct zip *zip = NULL;
    static const char text[] = "Đỗ Thị Bê\n";
    assert_int_equal(zip_open(path, password, 1700000000000, &zip, NULL), ERR_OK);
    assert_int_equal(zip_add(zip, "KS/á.pdf", text, sizeof text - 1, false, NULL), ERR_OK);
    assert_int_equal(zip_add(zip, "trống", "", 0, true, NULL), ERR_OK);
    assert_int_equal(zip_add(zip, "KS/b.txt", text, sizeof text - 1, true, NULL), ERR_OK);
    assert_int_equal(zip_finish(zip, NULL), ERR_OK);
}

static void test_zip(void **state)
{
    (void)state;
    char *path = file_join(folder, "z.zip");
    struct bytes once = {0}, again = {0}, sealed = {0};
    write_zip(path, NULL);
    assert_int_equal(file_read(path, 100000, &once, NULL), ERR_OK);
    write_zip(path, NULL);
    assert_int_equal(file_read(path, 100000, &again, NULL), ERR_OK);
    assert_int_equal(once.length, again.length);
    assert_memory_equal(once.data, again.data, once.length);
    assert_non_null(memmem(once.data, once.length, "Đỗ", strlen("Đỗ")));
    write_zip(path, "một mật khẩu dài");
    assert_int_equal(file_read(path, 100000, &sealed, NULL), ERR_OK);
    assert_null(memmem(sealed.data, sealed.length, "Đỗ", strlen("Đỗ")));
    bytes_release(&once);
    bytes_release(&again);
    bytes_release(&sealed);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),        cmocka_unit_test(test_check),
        cmocka_unit_test(test_row),           cmocka_unit_test(test_names),
        cmocka_unit_test(test_workbook),      cmocka_unit_test(test_workbook_refused),
        cmocka_unit_test(test_workbook_full), cmocka_unit_test(test_zip),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
