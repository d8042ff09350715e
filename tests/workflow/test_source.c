/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_source: files of a folder. May include: base, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/source.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    static const char name[] = "/tmp/sohoa-source-XXXXXX";
    for (size_t i = 0; i < sizeof name; i++)
        folder[i] = name[i];
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
    (void)state;
    return file_remove_tree(folder, NULL) ? 1 : 0;
}

static void put(const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write(path, "x", 1, FILE_REPLACE, NULL), ERR_OK);
    free(path);
}

static void test_expand(void **state)
{
    (void)state;
    static const char *const want[] = {"a.PNG", "b.jpeg", "sub/z.tif", "trang 2.pdf"};
    char *sub = file_join(folder, "sub");
    assert_int_equal(file_make_folder(sub, NULL), ERR_OK);
    free(sub);
    put("trang 2.pdf");
    put("b.jpeg");
    put("a.PNG");
    put("a.json");
    put(".hidden.png");
    put("README");
    put("sub/z.tif");
    char *paths[] = {folder, "/nowhere/x.png"};
    char **files = NULL;
    assert_int_equal(source_expand(paths, 2, &files, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        char *path = file_join(folder, want[i]);
        assert_string_equal(files[i], path);
        free(path);
    }
    assert_string_equal(files[ARRAY_SIZE(want)], "/nowhere/x.png");
    assert_null(files[ARRAY_SIZE(want) + 1]);
    file_list_free(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expand),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
