/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_table: rows as CSV and JSON Lines: exact bytes, guarded cells, texts that are
 * refused, a full disk. May include: export, model, base, cmocka.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "export/table.h"

static char folder[] = "/tmp/sohoa-test-table-XXXXXX";

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

static const struct table_column columns[] = {
    {"ho_ten", "Họ, chữ đệm, tên"},
    {"ngay_sinh", "Ngày sinh"},
    {"ghi_chu", NULL},
};
static const struct table_head head = {
    .schema = "khai-sinh", .columns = columns, .column_count = ARRAY_SIZE(columns)};
static const struct table_head practice = {.schema = "khai-sinh",
                                           .columns = columns,
                                           .column_count = ARRAY_SIZE(columns),
                                           .mark = "LUYỆN TẬP"};

static const struct table_cell full[] = {
    {{"Đỗ  Thị \"Bê\", con", "Đỗ Thị \"Bê\", con", VALUE_OK}, "p-1", {1, 2, 3, 4}, "person"},
    {{"15 tháng 3", NULL, VALUE_OK}, NULL, {0}, "machine"},
    {{NULL, NULL, VALUE_BLANK}, NULL, {0}, NULL},
};

static void write_rows(const struct table_driver *driver, const char *path,
                       const struct table_head *heading, const struct table_cell *cells)
{
    struct table_writer *writer = NULL;
    struct table_row row = {.id = "id-1", .version = "v1", .cells = cells};
    assert_int_equal(table_writer_open(driver, path, heading, &writer, NULL), ERR_OK);
    assert_int_equal(table_writer_add(writer, &row, NULL), ERR_OK);
    assert_false(file_exists(path));
    assert_int_equal(table_writer_finish(writer, NULL), ERR_OK);
}

static char *written(const struct table_driver *driver, const struct table_head *heading,
                     const struct table_cell *cells)
{
    char *path = file_join(folder, "out");
    struct bytes bytes = {0};
    write_rows(driver, path, heading, cells);
    assert_int_equal(file_read(path, 100000, &bytes, NULL), ERR_OK);
    unlink(path);
    free(path);
    return (char *)bytes.data;
}

static void test_csv(void **state)
{
    (void)state;
    char *text = written(&table_csv, &head, full);
    assert_string_equal(text, "\xEF\xBB\xBFid,\"Họ, chữ đệm, tên\",Ngày sinh,ghi_chu\r\n"
                              "id-1,\"Đỗ Thị \"\"Bê\"\", con\",15 tháng 3,\r\n");
    free(text);
    text = written(&table_csv, &practice, full);
    assert_non_null(strstr(text, ",ghi_chu,LUYỆN TẬP\r\n"));
    assert_non_null(strstr(text, "15 tháng 3,,LUYỆN TẬP\r\n"));
    free(text);
}

/* What the book fixes stands behind the fields, and guarded like them. */
static void test_book(void **state)
{
    (void)state;
    static const struct table_column facts[] = {{"quyen_so", "Quyển số"}, {"nguoi_ky", NULL}};
    static const char *const texts[] = {"=01/2003", NULL}, *const bad[] = {"\xFF", NULL};
    struct table_head with = practice;
    with.facts = facts;
    with.fact_count = ARRAY_SIZE(facts);
    for (size_t d = 0; table_driver_peek(d); d++) {
        char *path = file_join(folder, "out");
        struct bytes bytes = {0};
        struct table_writer *writer = NULL;
        json_t *book = json_pack("{s:s}", "number", "01/2003");
        struct table_row row = {.id = "id-1", .cells = full, .facts = texts, .book = book};
        assert_int_equal(table_writer_open(table_driver_peek(d), path, &with, &writer, NULL),
                         ERR_OK);
        assert_int_equal(table_writer_add(writer, &row, NULL), ERR_OK);
        row.facts = bad;
        assert_int_equal(table_writer_add(writer, &row, NULL), ERR_FORMAT);
        assert_int_equal(table_writer_finish(writer, NULL), ERR_OK);
        assert_int_equal(file_read(path, 100000, &bytes, NULL), ERR_OK);
        bool csv = text_equal(table_driver_peek(d)->name, "csv");
        assert_non_null(strstr((char *)bytes.data, csv ? "ghi_chu,Quyển số,nguoi_ky,LUYỆN TẬP\r\n"
                                                       : "\"book\":{\"number\":\"01/2003\"}"));
        assert_true(!csv || strstr((char *)bytes.data, ",'=01/2003,,LUYỆN TẬP\r\n"));
        bytes_release(&bytes);
        json_decref(book);
        unlink(path);
        free(path);
    }
}

static void test_csv_guard(void **state)
{
    (void)state;
    static const struct {
        const char *value, *cell;
    } cases[] = {
        {"=1+1", ",'=1+1\r\n"}, {"+84", ",'+84\r\n"},      {"-", ",'-\r\n"},
        {"@x", ",'@x\r\n"},     {"\tx", ",'\tx\r\n"},      {"\rx", ",\"'\rx\"\r\n"},
        {"a=b", ",a=b\r\n"},    {"a\nb", ",\"a\nb\"\r\n"}, {"045/2003", ",045/2003\r\n"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct table_cell cells[3] = {[2] = {{cases[i].value, cases[i].value, VALUE_OK}}};
        char *text = written(&table_csv, &head, cells);
        size_t length = strlen(text), tail = strlen(cases[i].cell);
        assert_true(length > tail);
        assert_string_equal(text + length - tail, cases[i].cell);
        free(text);
    }
}

static void test_jsonl(void **state)
{
    (void)state;
    char *text = written(&table_jsonl, &practice, full);
    assert_int_equal(text[strlen(text) - 1], '\n');
    json_t *line = NULL;
    assert_int_equal(json_parse(text, strlen(text), "out", &line, NULL), ERR_OK);
    assert_string_equal(json_peek_text(line, "id"), "id-1");
    assert_string_equal(json_peek_text(line, "schema"), "khai-sinh");
    assert_string_equal(json_peek_text(line, "version"), "v1");
    assert_string_equal(json_peek_text(line, "mark"), "LUYỆN TẬP");
    json_t *values = json_peek_object(line, "values"), *fields = json_peek_object(line, "fields");
    assert_string_equal(json_peek_text(values, "ho_ten"), "Đỗ Thị \"Bê\", con");
    assert_true(json_is_null(json_object_get(values, "ngay_sinh")));
    assert_true(json_is_null(json_object_get(values, "ghi_chu")));
    json_t *name = json_peek_object(fields, "ho_ten");
    assert_string_equal(json_peek_text(name, "written"), "Đỗ  Thị \"Bê\", con");
    assert_int_equal(json_integer_value(json_array_get(json_peek_array(name, "box"), 3)), 4);
    assert_string_equal(json_peek_text(json_peek_object(fields, "ghi_chu"), "status"), "blank");
    assert_string_equal(json_peek_text(json_peek_object(fields, "ngay_sinh"), "written"),
                        "15 tháng 3");
    json_decref(line);
    free(text);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"Hu\xCC\x9Bo\xCC\x9B\xCC\x80ng", "\xFF", "a\xC3"};
    char *path = file_join(folder, "refused");
    for (size_t d = 0; table_driver_peek(d); d++)
        for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
            struct table_cell cells[3] = {[1] = {{bad[i], NULL, VALUE_OK}}};
            struct table_row row = {.id = "id-2", .cells = cells};
            struct table_writer *writer = NULL;
            struct err err = {0};
            assert_int_equal(table_writer_open(table_driver_peek(d), path, &head, &writer, NULL),
                             ERR_OK);
            assert_int_equal(table_writer_add(writer, &row, &err), ERR_FORMAT);
            assert_int_equal(err.number, 600);
            assert_null(strstr(err.text, bad[i]));
            table_writer_drop(writer);
            assert_false(file_exists(path));
        }
    free(path);
    assert_ptr_equal(table_driver_lookup("csv"), &table_csv);
    assert_null(table_driver_lookup("xml"));
}

/* The disk ends at some row: an error, and nothing under the name. */
static void test_full_disk(void **state)
{
    (void)state;
    char *path = file_join(folder, "full");
    struct rlimit limit, small;
    getrlimit(RLIMIT_FSIZE, &limit);
    small = (struct rlimit){.rlim_cur = 20000, .rlim_max = limit.rlim_max};
    for (size_t d = 0; table_driver_peek(d); d++) {
        struct table_writer *writer = NULL;
        struct table_row row = {.id = "id-1", .cells = full};
        struct err err = {0};
        enum err_code code = ERR_OK;
        signal(SIGXFSZ, SIG_IGN);
        assert_int_equal(table_writer_open(table_driver_peek(d), path, &head, &writer, NULL),
                         ERR_OK);
        setrlimit(RLIMIT_FSIZE, &small);
        for (int i = 0; i < 1000 && code == ERR_OK; i++)
            code = table_writer_add(writer, &row, &err);
        setrlimit(RLIMIT_FSIZE, &limit);
        assert_int_equal(code, ERR_FULL);
        table_writer_drop(writer);
        assert_false(file_exists(path));
    }
    char **names = NULL;
    assert_int_equal(file_list(folder, &names, NULL), ERR_OK);
    assert_null(names[0]);
    file_list_free(names);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),       cmocka_unit_test(test_book),
        cmocka_unit_test(test_csv_guard), cmocka_unit_test(test_jsonl),
        cmocka_unit_test(test_refused),   cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
