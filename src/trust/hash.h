/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/hash: SHA-256 (FIPS 180-4, by libsodium) of bytes, files and streams.
 */
#ifndef TRUST_HASH_H
#define TRUST_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/id.h"

void hash_bytes(const void *data, size_t length, struct digest *ret);

struct hash; /* opaque, a stream */
struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *data, size_t length);
void hash_finish(struct hash *hash, struct digest *ret); /* frees hash */

/* From the start of fd to its end (pread; the position does not move). */
enum err_code hash_fd(int fd, const char *name, struct digest *ret, uint64_t *ret_length,
                      struct err *err) MUST_CHECK;
enum err_code hash_file(const char *path, struct digest *ret, struct err *err) MUST_CHECK;
/* The same from the disk or stick itself, not from what the system keeps of it in memory: for a
 * file that was just written and flushed. */
enum err_code hash_medium(const char *path, struct digest *ret, struct err *err) MUST_CHECK;

#endif
