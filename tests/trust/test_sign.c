/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/trust/test_sign: signatures against the vectors of RFC 8032, one domain apart from another;
 * keys under a passphrase; the twelve words of an office and every kind of slip in typing them.
 */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "trust/recovery.h"
#include "trust/sealed_key.h"
#include "trust/secret.h"

static struct err err;
#define assert_good(call)                                                                          \
    do {                                                                                           \
        err_clear(&err);                                                                           \
        if (call)                                                                                  \
            fail_msg("%s: K-%d %s", #call, err.number, err.text);                                  \
    } while (0)
#define assert_number(want, call)                                                                  \
    do {                                                                                           \
        err_clear(&err);                                                                           \
        assert_int_not_equal(call, ERR_OK);                                                        \
        assert_int_equal(err.number, want);                                                        \
    } while (0)

/* RFC 8032, 7.1: secret keys (seeds) and their public keys. */
static void seeds_give_the_keys_of_the_standard(void **state)
{
    static const char *const cases[][2] = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"},
    };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct digest seed, want;
        struct sign_key *key = NULL;
        assert_true(digest_parse(cases[i][0], &seed) && digest_parse(cases[i][1], &want));
        assert_good(sign_key_from_seed(seed.bytes, &key, &err));
        assert_true(digest_equal(sign_key_peek_public(key), &want));
        sign_key_free(key);
    }
}

static void a_signature_is_for_one_key_one_domain_one_text(void **state)
{
    struct sign_key *key = NULL, *other = NULL;
    struct signature signature;
    (void)state;
    assert_good(sign_key_new(&key, &err));
    assert_good(sign_key_new(&other, &err));
    const struct digest *public = sign_key_peek_public(key);
    sign_bytes(key, "a", "text", 4, &signature);
    assert_true(sign_verify(public, "a", "text", 4, &signature));
    assert_false(sign_verify(public, "b", "text", 4, &signature));
    assert_false(sign_verify(public, "a", "texT", 4, &signature));
    assert_false(sign_verify(public, "a", "tex", 3, &signature));
    assert_false(sign_verify(public, "at", "ext", 3, &signature));
    assert_false(sign_verify(sign_key_peek_public(other), "a", "text", 4, &signature));
    signature.bytes[9] ^= 1;
    assert_false(sign_verify(public, "a", "text", 4, &signature));
    sign_key_free(key);
    sign_key_free(other);
}

static void a_public_key_is_read_as_it_stands_on_paper(void **state)
{
    static const char hex[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    static const char *const cases[] = {
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "3D40 17C3 E843 895A 92B7 0AA7 4D1B 7EBC\n9C98 2CCF 2EC4 968C C0CD 55F1 2AF4 660C\n",
        "3d4017c3-e843895a-92b70aa7-4d1b7ebc-9c982ccf-2ec4968c-c0cd55f1-2af4660c"};
    static const char *const bad[] = {"", "3d", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968c",
                                      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af"
                                      "4660c0",
                                      "gd4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af"
                                      "4660c"};
    struct digest want, got;
    (void)state;
    assert_true(digest_parse(hex, &want));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(sign_public_parse(cases[i], &got));
        assert_true(digest_equal(&got, &want));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(sign_public_parse(bad[i], &got));
}

static void a_sealed_key_opens_with_its_passphrase_only(void **state)
{
    /* "mật khẩu của tôi", composed and decomposed */
    static const char phrase[] = "m\u1eadt kh\u1ea9u c\u1ee7a t\u00f4i",
                      decomposed[] = "ma\u0323\u0302t kha\u0302\u0309u cu\u0309a to\u0302i";
    struct sign_key *key = NULL, *again = NULL, *other = NULL;
    char *sealed = NULL;
    (void)state;
    assert_good(sign_key_new(&key, &err));
    assert_good(sign_key_new(&other, &err));
    const struct digest *public = sign_key_peek_public(key);
    assert_number(1151, sealed_key_make(key, "1234567", SEAL_USUAL, &sealed, &err));
    assert_number(1151, sealed_key_make(key, "12345678901", SEAL_STRONG, &sealed, &err));
    assert_good(sealed_key_check("một hai ba b", SEAL_STRONG, &err));
    assert_good(sealed_key_make(key, phrase, SEAL_USUAL, &sealed, &err));
    assert_good(sealed_key_open(sealed, public, decomposed, &again, &err));
    assert_true(digest_equal(sign_key_peek_public(again), public));
    sign_key_free(again);
    assert_number(1153, sealed_key_open(sealed, public, "mat khau cua toi", &again, &err));
    assert_number(1153, sealed_key_open(sealed, sign_key_peek_public(other), phrase, &again, &err));
    char *last = sealed + strlen(sealed) - 1;
    *last = *last == '0' ? '1' : '0';
    assert_number(1153, sealed_key_open(sealed, public, phrase, &again, &err));
    *last = 'x';
    assert_number(1154, sealed_key_open(sealed, public, phrase, &again, &err));
    assert_number(1154, sealed_key_open("argon2id:2:99999999:00", public, phrase, &again, &err));
    free(sealed);
    sign_key_free(key);
    sign_key_free(other);
}

static void the_words_are_two_to_the_eleventh(void **state)
{
    (void)state;
    for (int i = 0; i < RECOVERY_WORD_COUNT; i++) {
        char word[RECOVERY_WORD_SIZE];
        recovery_word(i, word);
        assert_true(*word && strspn(word, "abcdefghiklmnopqrstuvxy") == strlen(word));
        assert_int_equal(recovery_word_number(word), i); /* so each is there once */
    }
    assert_int_equal(recovery_word_number("zoo"), -1);
    assert_int_equal(recovery_word_number(""), -1);
}

/* Sheets lie in safes for years: the same words must give the same key for ever. */
static void a_sheet_of_today_opens_for_ever(void **state)
{
    static const char words[] = "truon phip goap nhuoi pau doap den cup thot nanh phuom cum";
    struct recovery *recovery = NULL;
    struct sign_key *root = NULL;
    char hex[DIGEST_TEXT_SIZE];
    (void)state;
    assert_good(recovery_parse(words, &recovery, &err));
    assert_good(recovery_root(recovery, &root, &err));
    digest_show(sign_key_peek_public(root), hex);
    assert_string_equal(hex, "5ffce8e3795ddc209237c673fd4ae5c066e98a6337c29309639a5674b42cb4e7");
    sign_key_free(root);
    recovery_free(recovery);
}

static void the_words_come_back_as_typed_by_people(void **state)
{
    struct recovery *made = NULL, *back = NULL;
    char words[RECOVERY_TEXT_SIZE], typed[2 * RECOVERY_TEXT_SIZE] = "";
    (void)state;
    assert_good(recovery_new(&made, &err));
    recovery_show(made, words);
    assert_good(recovery_parse(words, &back, &err));
    assert_true(recovery_equal(made, back));
    recovery_free(back);
    size_t length = 0;
    for (const char *at = words; *at; at++) {
        typed[length++] = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : ',');
        if (*at == ' ')
            typed[length++] = '\n';
    }
    assert_good(recovery_parse(typed, &back, &err));
    assert_true(recovery_equal(made, back));
    recovery_free(back);
    *strrchr(words, ' ') = '\0';
    assert_number(1155, recovery_parse(words, &back, &err));
    assert_number(1156, recovery_parse("ba zoo", &back, &err));
    assert_number(1155, recovery_parse("", &back, &err));
    recovery_free(made);
}

/* One word instead of another, at each place: 4 bits of checksum let one of sixteen through. */
static void a_wrong_word_is_caught(void **state)
{
    enum { TRIES = 600 };
    struct recovery *made = NULL, *back = NULL;
    char words[RECOVERY_TEXT_SIZE];
    int caught = 0;
    (void)state;
    assert_good(recovery_new(&made, &err));
    recovery_show(made, words);
    for (int i = 0; i < TRIES; i++) {
        char slip[RECOVERY_TEXT_SIZE + RECOVERY_WORD_SIZE], word[RECOVERY_WORD_SIZE];
        const char *at = words;
        for (int skip = i % RECOVERY_WORDS; skip > 0; skip--)
            at = strchr(at, ' ') + 1;
        size_t length = strcspn(at, " ");
        recovery_word((i * 37 + 11) % RECOVERY_WORD_COUNT, word);
        snprintf(slip, sizeof slip, "%.*s%s%s", (int)(at - words), words, word, at + length);
        if (recovery_parse(slip, &back, &err))
            caught++;
        else
            recovery_free(back);
    }
    assert_in_range(caught, TRIES * 85 / 100, TRIES);
    recovery_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeds_give_the_keys_of_the_standard),
        cmocka_unit_test(a_signature_is_for_one_key_one_domain_one_text),
        cmocka_unit_test(a_public_key_is_read_as_it_stands_on_paper),
        cmocka_unit_test(a_sealed_key_opens_with_its_passphrase_only),
        cmocka_unit_test(the_words_are_two_to_the_eleventh),
        cmocka_unit_test(a_sheet_of_today_opens_for_ever),
        cmocka_unit_test(the_words_come_back_as_typed_by_people),
        cmocka_unit_test(a_wrong_word_is_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
