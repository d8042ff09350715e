/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/secret: key pairs, out of randomness or out of a password, and their files. May include:
 * libsodium, model, base.
 */
#include "trust/secret.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

_Static_assert(SEAL_KEY_BYTES == crypto_box_PUBLICKEYBYTES, "libsodium's box");
_Static_assert(SEAL_KEY_BYTES == crypto_box_SECRETKEYBYTES, "libsodium's box");
_Static_assert(SEAL_SALT_BYTES == crypto_pwhash_SALTBYTES, "libsodium's Argon2id");

/* What a file may ask for at most; ours is far below. */
enum { ROUNDS = 3, MEMORY_KB = 128 * 1024, ROUNDS_MAX = 16, MEMORY_KB_MAX = 1024 * 1024 };
enum { KEY_FILE_BYTES_MAX = 4096 };
static const char SECRET_WORD[] = "secret:";

struct secret {
    uint8_t key[SEAL_KEY_BYTES];
    struct seal_to to;
};

void secret_wipe(void *data, size_t length)
{
    sodium_memzero(data, length);
}

void secret_free(struct secret *secret)
{
    sodium_free(secret);
}

static enum err_code secret_room(struct secret **ret_new, struct err *err)
{
    if (sodium_init() >= 0)
        *ret_new = sodium_malloc(sizeof **ret_new);
    if (!*ret_new)
        return err_set(err, ERR_NOMEM, 170, _("not enough memory for a key; close programs"));
    memset(*ret_new, 0, sizeof **ret_new);
    return ERR_OK;
}

enum err_code secret_new(struct secret **ret_new, struct err *err)
{
    struct secret *secret = NULL;
    enum err_code code = secret_room(&secret, err);
    if (code)
        return code;
    crypto_box_keypair(secret->to.key, secret->key);
    *ret_new = secret;
    return ERR_OK;
}

/* ---- passwords ---- */

static enum err_code stretch(const char *password, struct secret *secret, struct err *err)
{
    uint8_t seed[crypto_box_SEEDBYTES];
    struct seal_to *to = &secret->to;
    if (crypto_pwhash(seed, sizeof seed, password, strlen(password), to->salt, to->rounds,
                      (size_t)to->memory_kb * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(err, ERR_NOMEM, 173,
                       _("not enough memory to work with the password (%u MB); close programs"),
                       to->memory_kb / 1024);
    crypto_box_seed_keypair(to->key, secret->key, seed);
    secret_wipe(seed, sizeof seed);
    return ERR_OK;
}

static void plan_new(struct seal_to *to)
{
    *to = (struct seal_to){.by_password = true, .rounds = ROUNDS, .memory_kb = MEMORY_KB};
    randombytes_buf(to->salt, sizeof to->salt);
}

enum err_code secret_from_password(const char *password, const struct seal_to *to,
                                   struct secret **ret_new, struct err *err)
{
    struct secret *secret = NULL;
    size_t length = strlen(password);
    if (length < PASSWORD_BYTES_MIN || length > PASSWORD_BYTES_MAX)
        return err_set(err, ERR_USAGE, 171, _("a password has at least %d characters"),
                       PASSWORD_BYTES_MIN);
    enum err_code code = secret_room(&secret, err);
    if (code)
        return code;
    if (to)
        secret->to = *to;
    else
        plan_new(&secret->to);
    code = stretch(password, secret, err);
    if (!code && to && !seal_to_equal(to, &secret->to))
        code = err_set(err, ERR_DENIED, 172,
                       _("this is not the password that it was sealed with; try again"));
    if (code)
        secret_free(secret);
    else
        *ret_new = secret;
    return code;
}

const struct seal_to *secret_peek_public(const struct secret *secret)
{
    return &secret->to;
}

const uint8_t *secret_peek_key(const struct secret *secret)
{
    return secret->key;
}

/* ---- as text ---- */

bool seal_to_equal(const struct seal_to *a, const struct seal_to *b)
{
    return a->by_password == b->by_password && !sodium_memcmp(a->key, b->key, sizeof a->key);
}

void seal_to_show(const struct seal_to *to, char out[SEAL_TO_TEXT_SIZE])
{
    char key[SEAL_KEY_BYTES * 2 + 1], salt[SEAL_SALT_BYTES * 2 + 1];
    sodium_bin2hex(key, sizeof key, to->key, sizeof to->key);
    sodium_bin2hex(salt, sizeof salt, to->salt, sizeof to->salt);
    if (to->by_password)
        snprintf(out, SEAL_TO_TEXT_SIZE, "password:%u:%u:%s:%s", to->rounds, to->memory_kb, salt,
                 key);
    else
        snprintf(out, SEAL_TO_TEXT_SIZE, "key:%s", key);
}

/* Exactly size bytes out of hex digits that end at the text's end. */
static bool hex_parse(const char *text, uint8_t *out, size_t size)
{
    size_t got = 0;
    const char *end = text;
    return strlen(text) == size * 2 &&
           !sodium_hex2bin(out, size, text, size * 2, NULL, &got, &end) && got == size && !*end;
}

static bool password_parse(const char *text, struct seal_to *to)
{
    char salt[SEAL_SALT_BYTES * 2 + 1];
    int at = 0;
    if (sscanf(text, "password:%" SCNu32 ":%" SCNu32 ":%32[0-9a-f]:%n", &to->rounds, &to->memory_kb,
               salt, &at) != 3 ||
        !at)
        return false;
    to->by_password = true;
    return to->rounds >= 1 && to->rounds <= ROUNDS_MAX && to->memory_kb >= 8 &&
           to->memory_kb <= MEMORY_KB_MAX && hex_parse(salt, to->salt, sizeof to->salt) &&
           hex_parse(text + at, to->key, sizeof to->key);
}

bool seal_to_parse(const char *text, struct seal_to *ret)
{
    struct seal_to to = {0};
    bool fine = text_starts(text, "key:") ? hex_parse(text + strlen("key:"), to.key, sizeof to.key)
                                          : password_parse(text, &to);
    if (fine)
        *ret = to;
    return fine;
}

/* ---- files ---- */

enum err_code secret_write(const struct secret *secret, const char *path, struct err *err)
{
    char line[sizeof SECRET_WORD + SEAL_KEY_BYTES * 2 + 1];
    size_t start = strlen(SECRET_WORD);
    memcpy(line, SECRET_WORD, start);
    sodium_bin2hex(line + start, sizeof line - start, secret->key, sizeof secret->key);
    line[sizeof line - 2] = '\n';
    enum err_code code = file_write(path, line, sizeof line - 1, FILE_ONCE, err);
    secret_wipe(line, sizeof line);
    return code;
}

static enum err_code no_key(const char *path, struct err *err)
{
    return err_set(err, ERR_FORMAT, 174, _("%s is no key file of sohoa"), path);
}

/* The first line of a key file, without its end. */
static enum err_code line_read(const char *path, struct bytes *ret_new, struct err *err)
{
    enum err_code code = file_read(path, KEY_FILE_BYTES_MAX, ret_new, err);
    if (!code)
        ret_new->data[strcspn((char *)ret_new->data, "\r\n")] = '\0';
    return code;
}

static void line_release(struct bytes *line)
{
    if (line->data)
        secret_wipe(line->data, line->length);
    bytes_release(line);
}

enum err_code secret_read(const char *path, struct secret **ret_new, struct err *err)
{
    struct bytes line = {0};
    struct secret *secret = NULL;
    enum err_code code = secret_room(&secret, err);
    if (!code)
        code = line_read(path, &line, err);
    if (!code &&
        (!text_starts((char *)line.data, SECRET_WORD) ||
         !hex_parse((char *)line.data + strlen(SECRET_WORD), secret->key, sizeof secret->key)))
        code = no_key(path, err);
    if (!code)
        crypto_scalarmult_base(secret->to.key, secret->key);
    line_release(&line);
    if (code)
        secret_free(secret);
    else
        *ret_new = secret;
    return code;
}

enum err_code seal_to_write(const struct seal_to *to, const char *path, struct err *err)
{
    char line[SEAL_TO_TEXT_SIZE];
    seal_to_show(to, line);
    struct str text = STR_INIT;
    str_format(&text, "%s\n", line);
    enum err_code code = file_write(path, text.text, text.length, FILE_ONCE, err);
    str_release(&text);
    return code;
}

enum err_code seal_to_read(const char *path, struct seal_to *ret, struct err *err)
{
    struct bytes line = {0};
    struct secret *secret = NULL;
    enum err_code code = line_read(path, &line, err);
    bool is_secret = !code && text_starts((char *)line.data, SECRET_WORD);
    if (!code && !is_secret && !seal_to_parse((char *)line.data, ret))
        code = no_key(path, err);
    line_release(&line);
    if (!is_secret)
        return code;
    code = secret_read(path, &secret, err);
    if (!code)
        *ret = secret->to;
    secret_free(secret);
    return code;
}
