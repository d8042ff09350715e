/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_paths: data and helpers in a build tree and after installation; the language.
 * May include: base, cmocka.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"

static void test_data(void **state)
{
    (void)state;
    char *path = paths_data("src/base/paths.h");
    assert_true(file_exists(path));
    free(path);
    setenv("SOHOA_DATA", "/elsewhere", 1);
    path = paths_data("schemas");
    assert_string_equal(path, "/elsewhere/schemas");
    free(path);
    unsetenv("SOHOA_DATA");
}

static void test_helper(void **state)
{
    (void)state;
    char *path = paths_helper("base_child");
    assert_true(file_exists(path));
    free(path);
    path = paths_helper("no-such-helper");
    assert_string_equal(file_peek_name(path), "no-such-helper");
    free(path);
}

static void test_language(void **state)
{
    (void)state;
    static const char *const locales[] = {"C", "POSIX", "C.UTF-8", "vi_VN.UTF-8", "nonsense"};
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        setenv("LC_ALL", locales[i], 1);
        paths_set_language("vi");
        assert_string_equal(nl_langinfo(CODESET), "UTF-8");
        assert_string_equal(localeconv()->decimal_point, ".");
        assert_string_equal(getenv("LANGUAGE"), "vi");
    }
}

static void test_log_levels(void **state)
{
    (void)state;
    setenv("SOHOA_LOG", "ocr:debug,scan:trace,all:error,bad", 1);
    assert_true(log_enabled("ocr", LOG_DEBUG) && !log_enabled("ocr", LOG_TRACE));
    assert_true(log_enabled("scan", LOG_TRACE));
    assert_true(log_enabled("store", LOG_ERROR) && !log_enabled("store", LOG_WARN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data),
        cmocka_unit_test(test_helper),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_log_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
