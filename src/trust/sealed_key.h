/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/sealed_key: a signing key sealed with its owner's passphrase, as one line of text that may
 * lie in a database: Argon2id (RFC 9106), then XChaCha20-Poly1305 bound to the public key.
 * Passphrases count in Unicode NFC, so that every input method types the same one.
 */
#ifndef TRUST_SEALED_KEY_H
#define TRUST_SEALED_KEY_H

#include "trust/sign.h"

/* How much a guess costs, and how long a passphrase must be. */
enum seal_strength {
    SEAL_PIN,    /* at least 4 characters; only ever in memory */
    SEAL_USUAL,  /* at least 8 characters; 64 MB, about 0.1 s */
    SEAL_STRONG, /* at least 12 characters; 256 MB, about 1 s */
    SEAL_STRENGTH_COUNT
};

/* Heap text. ERR_USAGE K-1151: passphrase too short or too long; ERR_NOMEM K-1152. */
enum err_code sealed_key_make(const struct sign_key *key, const char *passphrase,
                              enum seal_strength strength, char **ret_new,
                              struct err *err) MUST_CHECK;
/* ERR_DENIED K-1153: another passphrase; ERR_DAMAGED K-1154: no such text, or of another key. */
enum err_code sealed_key_open(const char *sealed, const struct digest *public,
                              const char *passphrase, struct sign_key **ret_new,
                              struct err *err) MUST_CHECK;
/* ERR_USAGE K-1151, before anything is made. */
enum err_code sealed_key_check(const char *passphrase, enum seal_strength strength,
                               struct err *err) MUST_CHECK;

#endif
