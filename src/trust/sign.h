/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/sign: Ed25519 key pairs (RFC 8032, libsodium) and what they sign. A public key is 32 bytes
 * and is shown, parsed and stored like a hash: struct digest. The secret half lies in memory that
 * is not swapped, is no part of a core dump and is wiped when freed.
 *
 * Everything signed begins with a domain ("sohoa-act-1"), so that a signature of one kind of thing
 * is never one of another. One thread a key.
 */
#ifndef TRUST_SIGN_H
#define TRUST_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/id.h"

enum { SIGN_SEED_BYTES = 32 };
struct signature {
    uint8_t bytes[64];
};

struct sign_key;                       /* opaque: both halves */
void sign_key_free(struct sign_key *); /* wipes; NULL is fine */
enum err_code sign_key_new(struct sign_key **ret_new, struct err *err) MUST_CHECK;
/* The same seed gives the same key. */
enum err_code sign_key_from_seed(const uint8_t seed[SIGN_SEED_BYTES], struct sign_key **ret_new,
                                 struct err *err) MUST_CHECK;
/* For another thread. */
enum err_code sign_key_copy(const struct sign_key *key, struct sign_key **ret_new,
                            struct err *err) MUST_CHECK;
const struct digest *sign_key_peek_public(const struct sign_key *key);

void sign_bytes(const struct sign_key *key, const char *domain, const void *data, size_t length,
                struct signature *ret);
bool sign_verify(const struct digest *public, const char *domain, const void *data, size_t length,
                 const struct signature *signature);

/* 64 hex digits, large or small, with spaces, dashes or line ends anywhere: as on paper. */
bool sign_public_parse(const char *text, struct digest *ret);

/* Inside of this room: without a domain, for a form that others fixed (trust/minisign). */
void sign_raw(const struct sign_key *key, const void *data, size_t length, struct signature *ret);
bool sign_verify_raw(const struct digest *public, const void *data, size_t length,
                     const struct signature *signature);
/* Inside of this room: the seed of a key, for sealing it. */
const uint8_t *sign_key_peek_seed(const struct sign_key *key);

#endif
