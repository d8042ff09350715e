/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/sealed_key: signing keys under a passphrase. May include: libsodium, model, base.
 */
#include "trust/sealed_key.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "trust/secret.h"

enum {
    SALT = crypto_pwhash_SALTBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    STRETCHED = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    BOX = SIGN_SEED_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
    BYTES = SALT + NONCE + BOX,
    ROUNDS_MAX = 16,
    MEMORY_KB_MAX = 1024 * 1024
};

struct cost {
    uint32_t rounds, memory_kb;
};
static const struct cost costs[SEAL_STRENGTH_COUNT] = {
    [SEAL_PIN] = {2, 64 * 1024},
    [SEAL_USUAL] = {2, 64 * 1024},
    [SEAL_STRONG] = {3, 256 * 1024},
};
static const size_t characters_min[SEAL_STRENGTH_COUNT] = {
    [SEAL_PIN] = 4,
    [SEAL_USUAL] = PASSWORD_BYTES_MIN,
    [SEAL_STRONG] = 12,
};

struct sealed {
    struct cost cost;
    union {
        struct {
            uint8_t salt[SALT], nonce[NONCE], box[BOX];
        };
        uint8_t all[BYTES];
    };
};
_Static_assert(sizeof((struct sealed *)0)->all == BYTES, "no holes");

static enum err_code stretch(const char *passphrase, const struct sealed *sealed,
                             uint8_t out[STRETCHED], struct err *err)
{
    char *text = NULL;
    enum err_code code = utf8_nfc(passphrase, &text, err);
    if (code)
        return code;
    int failed =
        crypto_pwhash(out, STRETCHED, text, strlen(text), sealed->salt, sealed->cost.rounds,
                      (size_t)sealed->cost.memory_kb * 1024, crypto_pwhash_ALG_ARGON2ID13);
    secret_wipe(text, strlen(text));
    free(text);
    if (failed)
        return err_set(err, ERR_NOMEM, 1152,
                       _("not enough memory to work with the passphrase (%u MB); close programs"),
                       sealed->cost.memory_kb / 1024);
    return ERR_OK;
}

enum err_code sealed_key_check(const char *passphrase, enum seal_strength strength, struct err *err)
{
    if (utf8_count(passphrase) < characters_min[strength] ||
        strlen(passphrase) > PASSWORD_BYTES_MAX)
        return err_set(err, ERR_USAGE, 1151, _("this passphrase needs at least %zu characters"),
                       characters_min[strength]);
    return ERR_OK;
}

/* ---- as text: argon2id:<rounds>:<KiB>:<hex of salt, nonce and box> ---- */

static char *sealed_show(const struct sealed *sealed)
{
    char hex[BYTES * 2 + 1];
    struct str text = STR_INIT;
    sodium_bin2hex(hex, sizeof hex, sealed->all, BYTES);
    str_format(&text, "argon2id:%" PRIu32 ":%" PRIu32 ":%s", sealed->cost.rounds,
               sealed->cost.memory_kb, hex);
    return str_take(&text);
}

static bool sealed_parse(const char *text, struct sealed *ret)
{
    const char *end = NULL;
    size_t got = 0;
    int at = 0;
    if (sscanf(text, "argon2id:%" SCNu32 ":%" SCNu32 ":%n", &ret->cost.rounds, &ret->cost.memory_kb,
               &at) != 2 ||
        !at)
        return false;
    return ret->cost.rounds >= 1 && ret->cost.rounds <= ROUNDS_MAX && ret->cost.memory_kb >= 8 &&
           ret->cost.memory_kb <= MEMORY_KB_MAX &&
           !sodium_hex2bin(ret->all, BYTES, text + at, strlen(text + at), NULL, &got, &end) &&
           got == BYTES && !*end;
}

/* ---- both ways ---- */

enum err_code sealed_key_make(const struct sign_key *key, const char *passphrase,
                              enum seal_strength strength, char **ret_new, struct err *err)
{
    struct sealed sealed = {.cost = costs[strength]};
    const struct digest *public = sign_key_peek_public(key);
    uint8_t stretched[STRETCHED];
    enum err_code code = sealed_key_check(passphrase, strength, err);
    if (code)
        return code;
    randombytes_buf(sealed.salt, SALT);
    randombytes_buf(sealed.nonce, NONCE);
    code = stretch(passphrase, &sealed, stretched, err);
    if (code)
        return code;
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.box, NULL, sign_key_peek_seed(key),
                                               SIGN_SEED_BYTES, public->bytes, sizeof public->bytes,
                                               NULL, sealed.nonce, stretched);
    secret_wipe(stretched, sizeof stretched);
    *ret_new = sealed_show(&sealed);
    return ERR_OK;
}

static enum err_code damaged(struct err *err)
{
    return err_set(err, ERR_DAMAGED, 1154,
                   _("the sealed key of this person is damaged; an official gives a new one: sohoa "
                     "person reset"));
}

enum err_code sealed_key_open(const char *text, const struct digest *public, const char *passphrase,
                              struct sign_key **ret_new, struct err *err)
{
    struct sealed sealed;
    uint8_t stretched[STRETCHED], seed[SIGN_SEED_BYTES];
    struct sign_key *key = NULL;
    if (!sealed_parse(text, &sealed))
        return damaged(err);
    enum err_code code = stretch(passphrase, &sealed, stretched, err);
    if (code)
        return code;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(seed, NULL, NULL, sealed.box, BOX, public->bytes,
                                                   sizeof public->bytes, sealed.nonce,
                                                   stretched) != 0)
        code = err_set(err, ERR_DENIED, 1153, _("this is not the passphrase; try again"));
    secret_wipe(stretched, sizeof stretched);
    if (!code)
        code = sign_key_from_seed(seed, &key, err);
    secret_wipe(seed, sizeof seed);
    if (!code && !digest_equal(sign_key_peek_public(key), public)) {
        sign_key_free(key);
        return damaged(err);
    }
    if (!code)
        *ret_new = key;
    return code;
}
