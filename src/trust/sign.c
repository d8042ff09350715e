/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/sign: signing keys and signatures. May include: libsodium, model, base.
 */
#include "trust/sign.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

_Static_assert(SIGN_SEED_BYTES == crypto_sign_SEEDBYTES, "libsodium's Ed25519");
_Static_assert(sizeof(struct digest) == crypto_sign_PUBLICKEYBYTES, "libsodium's Ed25519");
_Static_assert(sizeof(struct signature) == crypto_sign_BYTES, "libsodium's Ed25519");

struct sign_key {
    uint8_t seed[SIGN_SEED_BYTES], secret[crypto_sign_SECRETKEYBYTES];
    struct digest public;
};

void sign_key_free(struct sign_key *key)
{
    sodium_free(key);
}

static enum err_code key_room(struct sign_key **ret_new, struct err *err)
{
    struct sign_key *key = sodium_init() >= 0 ? sodium_malloc(sizeof *key) : NULL;
    if (!key)
        return err_set(err, ERR_NOMEM, 1150, _("not enough memory for a key; close programs"));
    *ret_new = key;
    return ERR_OK;
}

static void key_fill(struct sign_key *key)
{
    crypto_sign_seed_keypair(key->public.bytes, key->secret, key->seed);
}

enum err_code sign_key_new(struct sign_key **ret_new, struct err *err)
{
    enum err_code code = key_room(ret_new, err);
    if (code)
        return code;
    randombytes_buf((*ret_new)->seed, SIGN_SEED_BYTES);
    key_fill(*ret_new);
    return ERR_OK;
}

enum err_code sign_key_from_seed(const uint8_t seed[SIGN_SEED_BYTES], struct sign_key **ret_new,
                                 struct err *err)
{
    enum err_code code = key_room(ret_new, err);
    if (code)
        return code;
    memcpy((*ret_new)->seed, seed, SIGN_SEED_BYTES);
    key_fill(*ret_new);
    return ERR_OK;
}

enum err_code sign_key_copy(const struct sign_key *key, struct sign_key **ret_new, struct err *err)
{
    return sign_key_from_seed(key->seed, ret_new, err);
}

const struct digest *sign_key_peek_public(const struct sign_key *key)
{
    return &key->public;
}

const uint8_t *sign_key_peek_seed(const struct sign_key *key)
{
    return key->seed;
}

/* Domain, NUL, data; heap. */
static uint8_t *with_domain(const char *domain, const void *data, size_t length, size_t *ret_length)
{
    size_t head = strlen(domain) + 1;
    uint8_t *all = mem_new(head + length, 1);
    memcpy(all, domain, head);
    memcpy(all + head, data, length);
    *ret_length = head + length;
    return all;
}

void sign_bytes(const struct sign_key *key, const char *domain, const void *data, size_t length,
                struct signature *ret)
{
    size_t all_length = 0;
    uint8_t *all = with_domain(domain, data, length, &all_length);
    sign_raw(key, all, all_length, ret);
    free(all);
}

void sign_raw(const struct sign_key *key, const void *data, size_t length, struct signature *ret)
{
    crypto_sign_detached(ret->bytes, NULL, data, length, key->secret);
}

bool sign_verify_raw(const struct digest *public, const void *data, size_t length,
                     const struct signature *signature)
{
    return crypto_sign_verify_detached(signature->bytes, data, length, public->bytes) == 0;
}

bool sign_verify(const struct digest *public, const char *domain, const void *data, size_t length,
                 const struct signature *signature)
{
    size_t all_length = 0;
    uint8_t *all = with_domain(domain, data, length, &all_length);
    bool fine = sign_verify_raw(public, all, all_length, signature);
    free(all);
    return fine;
}

bool sign_public_parse(const char *text, struct digest *ret)
{
    char hex[DIGEST_TEXT_SIZE];
    size_t length = 0;
    for (; *text; text++) {
        if (strchr(" -\t\r\n", *text))
            continue;
        if (length == sizeof hex - 1)
            return false;
        hex[length++] = (char)(*text >= 'A' && *text <= 'F' ? *text - 'A' + 'a' : *text);
    }
    hex[length] = '\0';
    return digest_parse(hex, ret);
}
