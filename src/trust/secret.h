/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/secret: for whom something is sealed, and the secret that opens it again. Both are a key
 * pair on Curve25519 (libsodium's box). With a password the pair comes out of it by Argon2id
 * (RFC 9106) and a salt: whoever knows the public half can seal without asking for the password.
 *
 * Secrets lie in memory that is not swapped and is wiped when freed. One thread.
 */
#ifndef TRUST_SECRET_H
#define TRUST_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    SEAL_KEY_BYTES = 32,
    SEAL_SALT_BYTES = 16,
    SEAL_TO_TEXT_SIZE = 160,
    PASSWORD_BYTES_MIN = 8,
    PASSWORD_BYTES_MAX = 1024
};

/* For whom: public, may be written anywhere. Plain data. */
struct seal_to {
    uint8_t key[SEAL_KEY_BYTES]; /* the public half */
    bool by_password;            /* then the next three tell how it came from the password */
    uint8_t salt[SEAL_SALT_BYTES];
    uint32_t rounds;    /* passes of Argon2id */
    uint32_t memory_kb; /* KiB */
};
/* "key:<64 hex>" or "password:<rounds>:<KiB>:<32 hex of the salt>:<64 hex>". */
void seal_to_show(const struct seal_to *to, char out[SEAL_TO_TEXT_SIZE]);
/* false when it is none, or would take more time or memory than any of ours. */
bool seal_to_parse(const char *text, struct seal_to *ret);
bool seal_to_equal(const struct seal_to *a, const struct seal_to *b); /* the same public half */

struct secret;                           /* opaque */
void secret_free(struct secret *secret); /* wipes; NULL is fine */
/* A new key pair. */
enum err_code secret_new(struct secret **ret_new, struct err *err) MUST_CHECK;
/* From a password. to NULL: with a new salt and the present costs; else as *to tells, and
 * ERR_DENIED K-172 when that gives another key. ERR_USAGE K-171: too short or too long. */
enum err_code secret_from_password(const char *password, const struct seal_to *to,
                                   struct secret **ret_new, struct err *err) MUST_CHECK;
const struct seal_to *secret_peek_public(const struct secret *secret);
/* A key as a file of one line, 0600; never over one that is there. ERR_EXISTS. */
enum err_code secret_write(const struct secret *secret, const char *path,
                           struct err *err) MUST_CHECK;
enum err_code secret_read(const char *path, struct secret **ret_new, struct err *err) MUST_CHECK;
/* The public half of a key as such a file, and reading one of the two (a secret key names its
 * public half too). */
enum err_code seal_to_write(const struct seal_to *to, const char *path, struct err *err) MUST_CHECK;
enum err_code seal_to_read(const char *path, struct seal_to *ret, struct err *err) MUST_CHECK;

/* Overwrites, so that the compiler may not leave it out. */
void secret_wipe(void *data, size_t length);

/* Inside of this room: the two halves for libsodium. */
const uint8_t *secret_peek_key(const struct secret *secret);

#endif
