/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/trust/test_minisign: signatures in the form of minisign: what fits, and each thing that
 * does not. tests/cli/handover.py lets the minisign program check them. May include: trust, model,
 * base, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "trust/minisign.h"

static char folder[] = "/tmp/sohoa-test-minisign-XXXXXX";
static const uint8_t seed[SIGN_SEED_BYTES] = {1, 2, 3}, other_seed[SIGN_SEED_BYTES] = {9};

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

static char *put(const char *name, const char *text)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, NULL), ERR_OK);
    return path;
}

static void test_minisign(void **state)
{
    (void)state;
    struct sign_key *key = NULL, *other = NULL;
    struct str text = STR_INIT, public = STR_INIT, trusted = STR_INIT;
    struct digest back;
    assert_int_equal(sign_key_from_seed(seed, &key, NULL), ERR_OK);
    assert_int_equal(sign_key_from_seed(other_seed, &other, NULL), ERR_OK);
    char *path = put("f", "một tệp\n");
    assert_int_equal(minisign_sign(key, path, "đợt 1", &text, NULL), ERR_OK);
    minisign_public(sign_key_peek_public(key), &public);
    char *pub = put("f.pub", str_peek(&public));
    assert_int_equal(minisign_public_read(pub, &back, NULL), ERR_OK);
    assert_true(digest_equal(&back, sign_key_peek_public(key)));
    char *signature = put("f.minisig", str_peek(&text));
    assert_int_equal(minisign_verify(&back, path, signature, &trusted, NULL), ERR_OK);
    assert_string_equal(str_peek(&trusted), "đợt 1");

    static const struct {
        const char *what, *from, *to;
        int number;
    } cases[] = {
        {"comment", "đợt 1", "đợt 2", 1194},
        {"algorithm", "RU", "Rx", 1191},
        {"head", "untrusted", "UNTRUSTED", 1191},
        {"line", "trusted comment: đ", "xrusted comment: đ", 1191},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct str bad = STR_INIT;
        struct err err = {0};
        const char *at = strstr(str_peek(&text), cases[i].from);
        assert_non_null(at);
        str_add_span(&bad, str_peek(&text), (size_t)(at - str_peek(&text)));
        str_add(&bad, cases[i].to);
        str_add(&bad, at + strlen(cases[i].from));
        char *broken = put("bad.minisig", str_peek(&bad));
        print_message("# %s\n", cases[i].what);
        assert_int_not_equal(minisign_verify(&back, path, broken, &trusted, &err), ERR_OK);
        assert_int_equal(err.number, cases[i].number);
        free(broken);
        str_release(&bad);
    }
    struct err err = {0};
    assert_int_equal(minisign_verify(sign_key_peek_public(other), path, signature, &trusted, &err),
                     ERR_DAMAGED);
    assert_int_equal(err.number, 1192);
    err_clear(&err);
    free(put("f", "một tệp khác\n"));
    assert_int_equal(minisign_verify(&back, path, signature, &trusted, &err), ERR_DAMAGED);
    assert_int_equal(err.number, 1193);
    err_clear(&err);
    assert_int_equal(minisign_public_read(signature, &back, &err), ERR_FORMAT);
    assert_int_equal(err.number, 1190);
    free(path);
    free(pub);
    free(signature);
    str_release(&text);
    str_release(&public);
    str_release(&trusted);
    sign_key_free(key);
    sign_key_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_minisign)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
