/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_file: whole files or none: round trips, taken names, full disks, broken sources.
 * May include: base, cmocka.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static char folder[] = "/tmp/sohoa-test-file-XXXXXX";

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

static size_t count_names(void)
{
    char **names = NULL;
    assert_int_equal(file_list(folder, &names, NULL), ERR_OK);
    size_t count = 0;
    while (names[count])
        count++;
    file_list_free(names);
    return count;
}

static void assert_content(const char *path, const char *text)
{
    struct bytes bytes = {0};
    assert_int_equal(file_read(path, 1000, &bytes, NULL), ERR_OK);
    assert_int_equal(bytes.length, strlen(text));
    assert_string_equal((char *)bytes.data, text);
    bytes_release(&bytes);
}

static void test_round_trip(void **state)
{
    (void)state;
    char *path = file_join(folder, "a b ệ.txt");
    struct err err = {0};
    assert_int_equal(file_write(path, "one", 3, FILE_REPLACE, &err), ERR_OK);
    assert_content(path, "one");
    assert_int_equal(file_write(path, "two", 3, FILE_REPLACE, &err), ERR_OK);
    assert_content(path, "two");
    assert_int_equal(file_write(path, "three", 5, FILE_ONCE, &err), ERR_EXISTS);
    assert_int_equal(err.number, 105);
    assert_content(path, "two");
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    uint64_t size = 0;
    assert_int_equal(file_size(path, &size, NULL), ERR_OK);
    assert_int_equal(size, 3);
    unlink(path);
    assert_int_equal(file_write(path, "", 0, FILE_ONCE, NULL), ERR_OK);
    assert_content(path, "");
    unlink(path);
    assert_int_equal(count_names(), 0);
    free(path);
}

static void test_reading_fails(void **state)
{
    (void)state;
    char *path = file_join(folder, "x");
    struct bytes bytes = {0};
    struct err err = {0};
    assert_int_equal(file_read(path, 10, &bytes, &err), ERR_MISSING);
    assert_non_null(strstr(err.text, path));
    err_clear(&err);
    assert_int_equal(file_write(path, "0123456789a", 11, FILE_ONCE, NULL), ERR_OK);
    assert_int_equal(file_read(path, 10, &bytes, &err), ERR_LIMIT);
    assert_int_equal(file_read(path, 11, &bytes, NULL), ERR_OK);
    bytes_release(&bytes);
    assert_int_equal(file_read(folder, 11, &bytes, NULL), ERR_IO);
    assert_int_equal(file_read("/dev/zero", 100000, &bytes, NULL), ERR_LIMIT);
    assert_null(bytes.data);
    unlink(path);
    free(path);
}

/* A writer that meets the end of the disk: nothing new appears, what was there stays. */
static void test_full(void **state)
{
    (void)state;
    char *path = file_join(folder, "kept"), *big = mem_new(1, 300000);
    assert_int_equal(file_write(path, "old", 3, FILE_ONCE, NULL), ERR_OK);
    struct rlimit limit, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    for (rlim_t room = 0; room < 300000; room += 65536) {
        small = (struct rlimit){.rlim_cur = room, .rlim_max = limit.rlim_max};
        struct err err = {0};
        signal(SIGXFSZ, SIG_IGN);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        enum err_code code = file_write(path, big, 300000, FILE_REPLACE, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        assert_int_equal(code, ERR_FULL);
        assert_int_equal(err.number, 103);
        assert_content(path, "old");
        assert_int_equal(count_names(), 1);
    }
    struct err err = {0};
    assert_int_equal(file_write("/dev/full", big, 300000, FILE_REPLACE, &err), ERR_FULL);
    assert_true(file_exists("/dev/full"));
    unlink(path);
    free(big);
    free(path);
}

static void test_no_place(void **state)
{
    (void)state;
    char *path = file_join(folder, "missing/x");
    assert_int_equal(file_write(path, "a", 1, FILE_REPLACE, NULL), ERR_MISSING);
    free(path);
    assert_int_not_equal(file_write(folder, "a", 1, FILE_REPLACE, NULL), ERR_OK);
    assert_int_equal(count_names(), 0);
    path = file_join(folder, "f");
    assert_int_equal(file_write(path, "a", 1, FILE_ONCE, NULL), ERR_OK);
    char *below = file_join(path, "g");
    assert_int_not_equal(file_make_folder(below, NULL), ERR_OK);
    free(below);
    unlink(path);
    free(path);
}

static void test_stream(void **state)
{
    (void)state;
    char *path = file_join(folder, "rows");
    struct file_writer *writer = NULL;
    assert_int_equal(file_writer_open(path, FILE_ONCE, &writer, NULL), ERR_OK);
    assert_int_equal(file_writer_add(writer, "a", 1, NULL), ERR_OK);
    assert_false(file_exists(path));
    assert_int_equal(file_writer_add(writer, "b", 1, NULL), ERR_OK);
    assert_int_equal(file_writer_finish(writer, NULL), ERR_OK);
    assert_content(path, "ab");
    assert_int_equal(file_writer_open(path, FILE_REPLACE, &writer, NULL), ERR_OK);
    assert_int_equal(file_writer_add(writer, "c", 1, NULL), ERR_OK);
    file_writer_drop(writer);
    file_writer_drop(NULL);
    assert_content(path, "ab");
    assert_int_equal(count_names(), 1);
    unlink(path);
    free(path);
}

static void test_from_fd(void **state)
{
    (void)state;
    char *path = file_join(folder, "copy");
    int fd = -1;
    assert_int_equal(file_memory_new("m", "hello", 5, &fd, NULL), ERR_OK);
    struct err err = {0};
    assert_int_equal(file_write_from_fd(path, fd, 9, FILE_ONCE, &err), ERR_IO);
    assert_int_equal(err.number, 106);
    assert_int_equal(count_names(), 0);
    assert_int_equal(file_write_from_fd(path, fd, 5, FILE_ONCE, NULL), ERR_OK);
    assert_content(path, "hello");
    close(fd);
    unlink(path);
    free(path);
}

static void test_folders(void **state)
{
    (void)state;
    char *deep = file_join(folder, "a/b/c"), *top = file_join(folder, "a");
    char *link_path = file_join(deep, "link"), *outside = file_join(folder, "outside");
    assert_int_equal(file_make_folder(deep, NULL), ERR_OK);
    assert_int_equal(file_make_folder(deep, NULL), ERR_OK);
    assert_true(file_is_folder(deep));
    assert_int_equal(file_write(outside, "o", 1, FILE_ONCE, NULL), ERR_OK);
    assert_int_equal(symlink(folder, link_path), 0);
    assert_int_equal(file_remove_tree(top, NULL), ERR_OK);
    assert_false(file_exists(top));
    assert_content(outside, "o");
    assert_int_equal(file_remove_tree(top, NULL), ERR_OK);
    assert_true(file_free_space(folder) > 0);
    assert_false(file_on_network("/proc"));
    unlink(outside);
    free(deep);
    free(top);
    free(link_path);
    free(outside);
}

static void test_list_sorted(void **state)
{
    (void)state;
    static const char *const names[] = {"b", "a", "ô", "B"}, *const sorted[] = {"B", "a", "b", "ô"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        char *path = file_join(folder, names[i]);
        assert_int_equal(file_write(path, "", 0, FILE_ONCE, NULL), ERR_OK);
        free(path);
    }
    char **list = NULL;
    assert_int_equal(file_list(folder, &list, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(sorted); i++)
        assert_string_equal(list[i], sorted[i]);
    assert_null(list[4]);
    file_list_free(list);
    assert_int_equal(file_list("/nonexistent", &list, NULL), ERR_MISSING);
    assert_string_equal(file_peek_name("/a/b"), "b");
    assert_string_equal(file_peek_name("b"), "b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_reading_fails),
        cmocka_unit_test(test_full),       cmocka_unit_test(test_no_place),
        cmocka_unit_test(test_stream),     cmocka_unit_test(test_from_fd),
        cmocka_unit_test(test_folders),    cmocka_unit_test(test_list_sorted),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
