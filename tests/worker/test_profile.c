/* SPDX-License-Identifier: Apache-2.0
 *
 * The numbers of OCR profiles: what `default` says is what is built in, and what is refused.
 */
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"
#include "cmocka_first.h"
#include "worker/read_settings.h"

static void test_default_is_built_in(void **state)
{
    (void)state;
    struct read_settings settings;
    struct bytes bytes = {0};
    struct err err = {0};
    assert_int_equal(read_settings_load(&settings, NULL, &err), ERR_OK);
    assert_int_equal(file_read(getenv("SOHOA_PROFILE"), 1 << 20, &bytes, &err), ERR_OK);
    char *text = read_settings_write(&settings);
    const char *written = strstr((const char *)bytes.data, "clean:");
    assert_non_null(written);
    assert_string_equal(written, text);
    free(text);
    bytes_release(&bytes);
}

static void test_load(void **state)
{
    static const struct {
        const char *yaml;
        enum err_code code;
    } cases[] = {
        {"read: {least_likely: 0.5}", ERR_OK},
        {"read: {pale_ink: 130}", ERR_OK},
        {"name: other", ERR_OK},
        {"read: {doubt: 2}", ERR_FORMAT},
        {"layout: {gap: 100}", ERR_FORMAT},
        {"clean: {skew: {limit: -1}}", ERR_FORMAT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_settings settings;
        struct err err = {0};
        json_t *profile = NULL;
        assert_int_equal(
            yaml_parse(cases[i].yaml, strlen(cases[i].yaml), "t", &profile, NULL, &err), ERR_OK);
        assert_int_equal(read_settings_load(&settings, profile, &err), cases[i].code);
        json_decref(profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_is_built_in),
        cmocka_unit_test(test_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
