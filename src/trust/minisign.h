/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/minisign: signatures of files and public keys in the form of the minisign program
 * (prehashed: Ed25519 over BLAKE2b-512), so that anybody can check them without sohoa. They prove
 * from whom a file is inside of the office; they are no legal signature.
 *
 * What is signed here is a 64-byte hash and has no domain; a message of trust/sign begins with a
 * domain in letters, so neither is ever taken for the other.
 */
#ifndef TRUST_MINISIGN_H
#define TRUST_MINISIGN_H

#include "base/str.h"
#include "trust/sign.h"

enum { MINISIGN_FILE_MAX = 4096, MINISIGN_COMMENT_MAX = 1000 };

/* The text of a .pub file. */
void minisign_public(const struct digest *public, struct str *out);
/* The text of a .minisig file for the bytes of path. trusted: one line, bound by the signature. */
enum err_code minisign_sign(const struct sign_key *key, const char *path, const char *trusted,
                            struct str *out, struct err *err) MUST_CHECK;
/* ERR_FORMAT K-1190: no such key file. */
enum err_code minisign_public_read(const char *path, struct digest *ret,
                                   struct err *err) MUST_CHECK;
/* Does the signature file fit path and this key? ret_trusted gets its trusted comment. ERR_FORMAT
 * K-1191: no signature file; ERR_DAMAGED K-1192: another key's; K-1193: the file was changed;
 * K-1194: the comment was changed. */
enum err_code minisign_verify(const struct digest *public, const char *path, const char *signature,
                              struct str *ret_trusted, struct err *err) MUST_CHECK;

#endif
