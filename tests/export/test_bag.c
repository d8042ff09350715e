/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_bag: a folder as a bag, and each way in which it can be another one. May
 * include: export, model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/bag.h"

static char folder[] = "/tmp/sohoa-test-bag-XXXXXX";

static void put(const char *name, const char *text)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, NULL), ERR_OK);
    free(path);
}

static void drop(const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(unlink(path), 0);
    free(path);
}

/* A bag of four files, closed. */
static int make_bag(void **state)
{
    static const struct bag_line lines[] = {{"Sohoa-Book", "01/2017"}, {"Sohoa-Place", NULL}};
    struct digest digest;
    (void)state;
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    if (!mkdtemp(folder))
        return -1;
    char *path = file_join(folder, "data/pdf");
    assert_int_equal(file_make_folder(path, NULL), ERR_OK);
    free(path);
    put("data/bảng.csv", "một\r\n");
    put("data/pdf/a 100% b.pdf", "%PDF");
    put("data/pdf/trống.pdf", "");
    put("khoa.pub", "khóa");
    return bag_close(folder, lines, ARRAY_SIZE(lines), &digest, NULL) == ERR_OK ? 0 : -1;
}

static int remove_bag(void **state)
{
    (void)state;
    return file_remove_tree(folder, NULL) == ERR_OK ? 0 : -1;
}

static size_t faults(enum bag_fault_kind kind, const char *file)
{
    struct arena *arena = arena_new();
    struct bag_report report;
    size_t fit = 0;
    assert_int_equal(bag_check(folder, arena, &report, NULL), ERR_OK);
    for (size_t i = 0; i < report.fault_count; i++) {
        print_message("# %s %s\n", bag_fault_name(report.faults[i].kind), report.faults[i].file);
        fit += report.faults[i].kind == kind && text_equal(report.faults[i].file, file);
    }
    arena_free(arena);
    return fit;
}

static void test_whole(void **state)
{
    struct arena *arena = arena_new();
    struct bag_report report;
    (void)state;
    assert_int_equal(bag_check(folder, arena, &report, NULL), ERR_OK);
    assert_int_equal(report.fault_count, 0);
    assert_int_equal(report.files, 3);
    assert_string_equal(bag_info_peek(&report, "Sohoa-Book"), "01/2017");
    assert_string_equal(bag_info_peek(&report, "Payload-Oxum"), "11.3");
    assert_null(bag_info_peek(&report, "Sohoa-Place"));
    arena_free(arena);
}

static void test_changed(void **state)
{
    (void)state;
    put("data/bảng.csv", "hai\r\n");
    assert_int_equal(faults(BAG_CHANGED, "data/bảng.csv"), 1);
}

static void test_missing(void **state)
{
    (void)state;
    drop("data/pdf/trống.pdf");
    assert_int_equal(faults(BAG_MISSING, "data/pdf/trống.pdf"), 1);
    assert_int_equal(faults(BAG_BROKEN, "bag-info.txt"), 1); /* the numbers tell too */
}

static void test_added(void **state)
{
    (void)state;
    put("data/pdf/lạ.pdf", "x");
    assert_int_equal(faults(BAG_ADDED, "data/pdf/lạ.pdf"), 1);
    put("beside.txt", "x");
    assert_int_equal(faults(BAG_ADDED, "beside.txt"), 1);
}

static void test_tags(void **state)
{
    (void)state;
    put("khoa.pub", "khác");
    assert_int_equal(faults(BAG_CHANGED, "khoa.pub"), 1);
    put("bag-info.txt", "Payload-Oxum: 11.3\n");
    assert_int_equal(faults(BAG_CHANGED, "bag-info.txt"), 1);
    drop(BAG_MANIFEST);
    assert_true(faults(BAG_MISSING, BAG_MANIFEST) > 0);
}

static void test_hostile(void **state)
{
    static const char *const lines[] = {
        "0000000000000000000000000000000000000000000000000000000000000000  ../../etc/passwd\n",
        "0000000000000000000000000000000000000000000000000000000000000000  /etc/passwd\n",
        "00  data/a\n",
        "no line\n",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        put(BAG_MANIFEST, lines[i]);
        assert_int_equal(faults(BAG_BROKEN, BAG_MANIFEST), 1);
        assert_int_equal(faults(BAG_MISSING, "/etc/passwd"), 0);
    }
}

static void test_none(void **state)
{
    struct arena *arena = arena_new();
    struct bag_report report;
    struct err err = {0};
    (void)state;
    drop("bagit.txt");
    assert_int_equal(bag_check(folder, arena, &report, &err), ERR_FORMAT);
    assert_int_equal(err.number, 690);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_changed, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_missing, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_added, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_tags, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_hostile, make_bag, remove_bag),
        cmocka_unit_test_setup_teardown(test_none, make_bag, remove_bag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
