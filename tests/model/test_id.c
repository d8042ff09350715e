/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/model/test_id: UUIDv7 and digests. May include: model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "model/id.h"

static void test_layout(void **state)
{
    (void)state;
    /* The example of RFC 9562, appendix A.6. */
    static const uint8_t random[10] = {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
    struct uuid id = uuid_make(0x017F22E279B0, random);
    char text[UUID_TEXT_SIZE];
    uuid_show(&id, text);
    assert_string_equal(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    struct uuid back;
    assert_true(uuid_parse(text, &back) && uuid_equal(&id, &back));
    assert_false(uuid_is_null(&id));
}

static void test_rising(void **state)
{
    (void)state;
    setenv("SOHOA_CLOCK_MS", "1000", 1);
    struct uuid last = uuid_new();
    for (int i = 0; i < 5000; i++) {
        struct uuid next = uuid_new();
        assert_true(memcmp(next.bytes, last.bytes, 16) > 0);
        assert_int_equal(next.bytes[6] >> 4, 7);
        assert_int_equal(next.bytes[8] >> 6, 2);
        last = next;
    }
    unsetenv("SOHOA_CLOCK_MS");
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398fa",
        "017f22e279b0-7cc3-98c4-dc0c0c07398f-",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
        "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4--c0c0c07398f",
    };
    struct uuid id = {{1}};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
        assert_false(uuid_parse(bad[i], &id));
    assert_false(uuid_parse(NULL, &id));
    assert_int_equal(id.bytes[0], 1);
}

static void test_digest(void **state)
{
    (void)state;
    struct digest digest, back;
    for (int i = 0; i < 32; i++)
        digest.bytes[i] = (uint8_t)(i * 8);
    char text[DIGEST_TEXT_SIZE];
    digest_show(&digest, text);
    assert_int_equal(strlen(text), 64);
    assert_true(digest_parse(text, &back) && digest_equal(&digest, &back));
    text[63] = 'X';
    assert_false(digest_parse(text, &back));
    assert_false(digest_parse("ab", &back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_rising),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
