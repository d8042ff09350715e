/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/trust/test_seal: what is sealed comes back byte for byte with the right secret, and with no
 * other; every change, cut and lengthening of a sealed file is refused.
 */
#include "../cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/random.h"
#include "trust/hash.h"
#include "trust/seal.h"

struct place {
    char folder[64], plain[96], sealed[96];
    struct err err;
};

static void place_open(struct place *p)
{
    *p = (struct place){0};
    snprintf(p->folder, sizeof p->folder, "%s/sohoa-seal-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->plain, sizeof p->plain, "%s/plain", p->folder);
    snprintf(p->sealed, sizeof p->sealed, "%s/sealed", p->folder);
}

static void place_close(struct place *p)
{
    assert_int_equal(file_remove_tree(p->folder, &p->err), ERR_OK);
}

#define assert_good(p, call)                                                                       \
    do {                                                                                           \
        err_clear(&(p)->err);                                                                      \
        if (call)                                                                                  \
            fail_msg("%s: K-%d %s", #call, (p)->err.number, (p)->err.text);                        \
    } while (0)
#define assert_number(p, want, call)                                                               \
    do {                                                                                           \
        err_clear(&(p)->err);                                                                      \
        assert_int_not_equal(call, ERR_OK);                                                        \
        assert_int_equal((p)->err.number, want);                                                   \
    } while (0)

static enum err_code collect(const void *data, size_t length, void *context, struct err *err)
{
    struct bytes *bytes = context;
    (void)err;
    bytes->data = mem_grow(bytes->data, bytes->length + length + 1, 1);
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return ERR_OK;
}

static enum err_code seal_bytes(struct place *p, const struct secret *secret, const void *data,
                                size_t length)
{
    struct sealed sealed;
    struct digest inside, hash;
    hash_bytes(data, length, &inside);
    assert_good(p, file_write(p->plain, data, length, FILE_REPLACE, &p->err));
    int fd = open(p->plain, O_RDONLY);
    enum err_code code =
        seal_file(fd, "plain", &inside, secret_peek_public(secret), p->sealed, &sealed, &p->err);
    close(fd);
    if (code)
        return code;
    assert_good(p, hash_file(p->sealed, &hash, &p->err));
    assert_memory_equal(&hash, &sealed.hash, sizeof hash);
    assert_memory_equal(&inside, &sealed.inside, sizeof inside);
    return ERR_OK;
}

static void what_is_sealed_comes_back(void **state)
{
    static const size_t sizes[] = {
        0, 1, 1000, SEAL_PIECE - 1, SEAL_PIECE, SEAL_PIECE + 1, 2 * SEAL_PIECE, 700001};
    struct place p;
    struct secret *secret = NULL;
    unsigned char *data = mem_new(1, 700001);
    (void)state;
    place_open(&p);
    random_fill(data, 700001);
    assert_good(&p, secret_new(&secret, &p.err));
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        struct bytes back = {0};
        struct digest inside, wanted;
        assert_good(&p, seal_bytes(&p, secret, data, sizes[i]));
        assert_good(&p, seal_open(p.sealed, secret, collect, &back, &inside, &p.err));
        assert_int_equal(back.length, sizes[i]);
        if (sizes[i])
            assert_memory_equal(back.data, data, sizes[i]);
        hash_bytes(data, sizes[i], &wanted);
        assert_memory_equal(&inside, &wanted, sizeof inside);
        bytes_release(&back);
    }
    secret_free(secret);
    free(data);
    place_close(&p);
}

static void every_change_is_refused(void **state)
{
    struct place p;
    struct secret *secret = NULL;
    struct bytes file = {0}, back = {0};
    static unsigned char data[SEAL_PIECE + 500];
    (void)state;
    place_open(&p);
    assert_good(&p, secret_new(&secret, &p.err));
    assert_good(&p, seal_bytes(&p, secret, data, sizeof data));
    assert_good(&p, file_read(p.sealed, 4 * MEBI, &file, &p.err));
    for (size_t at = 0; at < file.length; at += at < 260 ? 1 : 40009) {
        file.data[at] ^= 1;
        assert_good(&p, file_write(p.sealed, file.data, file.length, FILE_REPLACE, &p.err));
        assert_int_not_equal(seal_open(p.sealed, secret, collect, &back, NULL, &p.err), ERR_OK);
        file.data[at] ^= 1;
    }
    for (size_t cut = 1; cut < file.length; cut += cut < 700 ? 43 : 50000) {
        assert_good(&p, file_write(p.sealed, file.data, file.length - cut, FILE_REPLACE, &p.err));
        assert_int_not_equal(seal_open(p.sealed, secret, collect, &back, NULL, &p.err), ERR_OK);
    }
    file.data = mem_grow(file.data, file.length + 1, 1);
    file.data[file.length] = 'x';
    assert_good(&p, file_write(p.sealed, file.data, file.length + 1, FILE_REPLACE, &p.err));
    assert_number(&p, 180, seal_open(p.sealed, secret, collect, &back, NULL, &p.err));
    assert_good(&p, file_write(p.sealed, file.data, file.length, FILE_REPLACE, &p.err));
    assert_good(&p, seal_open(p.sealed, secret, collect, &back, NULL, &p.err));
    bytes_release(&file);
    bytes_release(&back);
    secret_free(secret);
    place_close(&p);
}

static void only_the_right_secret_opens(void **state)
{
    struct place p;
    struct secret *mine = NULL, *other = NULL, *again = NULL;
    struct bytes back = {0};
    struct seal_to to;
    (void)state;
    place_open(&p);
    assert_good(&p, secret_new(&mine, &p.err));
    assert_good(&p, secret_new(&other, &p.err));
    assert_good(&p, seal_bytes(&p, mine, "bản sao", 8));
    assert_number(&p, 179, seal_open(p.sealed, other, collect, &back, NULL, &p.err));
    assert_number(&p, 178, seal_open(p.plain, mine, collect, &back, NULL, &p.err));
    char key[96], public[96];
    snprintf(key, sizeof key, "%s/key", p.folder);
    snprintf(public, sizeof public, "%s/key.pub", p.folder);
    assert_good(&p, secret_write(mine, key, &p.err));
    assert_number(&p, 105, secret_write(other, key, &p.err));
    assert_good(&p, seal_to_write(secret_peek_public(mine), public, &p.err));
    assert_good(&p, seal_to_read(public, &to, &p.err));
    assert_true(seal_to_equal(&to, secret_peek_public(mine)));
    assert_good(&p, seal_to_read(key, &to, &p.err));
    assert_true(seal_to_equal(&to, secret_peek_public(mine)));
    assert_number(&p, 174, secret_read(public, &again, &p.err));
    assert_good(&p, secret_read(key, &again, &p.err));
    assert_good(&p, seal_open(p.sealed, again, collect, &back, NULL, &p.err));
    assert_memory_equal(back.data, "bản sao", 8);
    bytes_release(&back);
    secret_free(mine);
    secret_free(other);
    secret_free(again);
    place_close(&p);
}

static void a_password_is_a_secret(void **state)
{
    struct place p;
    struct secret *first = NULL, *again = NULL, *none = NULL;
    struct bytes back = {0};
    struct seal_to to;
    (void)state;
    place_open(&p);
    assert_number(&p, 171, secret_from_password("ngắn", NULL, &none, &p.err));
    assert_good(&p, secret_from_password("cây đa bến nước", NULL, &first, &p.err));
    assert_good(&p, seal_bytes(&p, first, "bản sao", 8));
    assert_good(&p, seal_peek(p.sealed, &to, &p.err));
    assert_true(to.by_password);
    assert_number(&p, 172, secret_from_password("cây đa bến nướC", &to, &none, &p.err));
    assert_good(&p, secret_from_password("cây đa bến nước", &to, &again, &p.err));
    assert_good(&p, seal_open(p.sealed, again, collect, &back, NULL, &p.err));
    bytes_release(&back);
    secret_free(first);
    secret_free(again);
    place_close(&p);
}

/* A foreign file must not make us burn memory or time. */
static void odd_texts_are_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "key:",
        "key:00",
        "password:1:8:00:00",
        "key:zz00000000000000000000000000000000000000000000000000000000000000",
        "password:99:131072:00000000000000000000000000000000:"
        "0000000000000000000000000000000000000000000000000000000000000000",
        "password:3:4000000000:00000000000000000000000000000000:"
        "0000000000000000000000000000000000000000000000000000000000000000",
    };
    struct seal_to to = {.rounds = 7}, same = {.rounds = 7};
    char text[SEAL_TO_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        assert_false(seal_to_parse(texts[i], &to));
    assert_memory_equal(&to, &same, sizeof to);
    to =
        (struct seal_to){.key = {1}, .by_password = true, .salt = {2}, .rounds = 3, .memory_kb = 9};
    seal_to_show(&to, text);
    assert_true(seal_to_parse(text, &same));
    assert_memory_equal(&same.salt, &to.salt, sizeof to.salt);
    assert_true(seal_to_equal(&same, &to) && same.rounds == 3 && same.memory_kb == 9);
}

/* The source must be what it should be; else what stood there stays. */
static void a_wrong_source_writes_nothing(void **state)
{
    struct place p;
    struct secret *secret = NULL;
    struct sealed sealed;
    struct digest wrong = {{1}};
    (void)state;
    place_open(&p);
    assert_good(&p, secret_new(&secret, &p.err));
    assert_good(&p, file_write(p.plain, "x", 1, FILE_REPLACE, &p.err));
    int fd = open(p.plain, O_RDONLY);
    assert_number(
        &p, 176, seal_file(fd, "x", &wrong, secret_peek_public(secret), p.sealed, &sealed, &p.err));
    close(fd);
    assert_false(file_exists(p.sealed));
    secret_free(secret);
    place_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_comes_back),
        cmocka_unit_test(every_change_is_refused),
        cmocka_unit_test(only_the_right_secret_opens),
        cmocka_unit_test(a_password_is_a_secret),
        cmocka_unit_test(odd_texts_are_refused),
        cmocka_unit_test(a_wrong_source_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
