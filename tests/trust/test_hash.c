/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/trust/test_hash: SHA-256 against the examples of FIPS 180-4, by bytes, stream and file.
 * May include: trust, model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "trust/hash.h"

static const struct {
    const char *text, *hex;
} cases[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void assert_hex(const struct digest *digest, const char *hex)
{
    char text[DIGEST_TEXT_SIZE];
    digest_show(digest, text);
    assert_string_equal(text, hex);
}

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct digest digest;
        size_t length = strlen(cases[i].text);
        hash_bytes(cases[i].text, length, &digest);
        assert_hex(&digest, cases[i].hex);
        struct hash *hash = hash_new();
        for (size_t at = 0; at < length; at++)
            hash_add(hash, cases[i].text + at, 1);
        hash_finish(hash, &digest);
        assert_hex(&digest, cases[i].hex);
    }
}

static void test_files(void **state)
{
    (void)state;
    size_t length = 1000003;
    char *data = mem_new(1, length);
    data[length - 1] = 7;
    struct digest whole, read_back;
    hash_bytes(data, length, &whole);
    int fd = -1;
    assert_int_equal(file_memory_new("m", data, length, &fd, NULL), ERR_OK);
    lseek(fd, 500, SEEK_SET);
    uint64_t seen = 0;
    assert_int_equal(hash_fd(fd, "m", &read_back, &seen, NULL), ERR_OK);
    assert_int_equal(seen, length);
    assert_true(digest_equal(&whole, &read_back));
    assert_int_equal(lseek(fd, 0, SEEK_CUR), 500);
    close(fd);
    free(data);
    struct err err = {0};
    assert_int_equal(hash_file("/nonexistent", &read_back, &err), ERR_MISSING);
    assert_int_equal(hash_file("/", &read_back, NULL), ERR_IO);
    assert_true(digest_equal(&whole, &read_back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples),
                                       cmocka_unit_test(test_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
