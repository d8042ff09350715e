/* SPDX-License-Identifier: Apache-2.0
 *
 * model/id: names of things. Content is named by UUIDv7 (RFC 9562) or by the SHA-256 of its bytes;
 * no rowid ever leaves a store.
 */
#ifndef MODEL_ID_H
#define MODEL_ID_H

#include <stdbool.h>
#include <stdint.h>

struct uuid {
    uint8_t bytes[16];
};
enum { UUID_TEXT_SIZE = 37 }; /* 8-4-4-4-12 lower case, with NUL */

/* Version 7 from a UTC time and ten random bytes (of base/random). */
struct uuid uuid_make(int64_t utc_ms, const uint8_t random[10]);
struct uuid uuid_new(void); /* now, from the kernel's random bytes; rises within a process */
void uuid_show(const struct uuid *id, char out[UUID_TEXT_SIZE]);
bool uuid_parse(const char *text, struct uuid *ret); /* false unless well formed */
bool uuid_is_null(const struct uuid *id);
bool uuid_equal(const struct uuid *a, const struct uuid *b);

struct digest {
    uint8_t bytes[32]; /* SHA-256 */
};
enum { DIGEST_TEXT_SIZE = 65 };
void digest_show(const struct digest *digest, char out[DIGEST_TEXT_SIZE]); /* lower-case hex */
bool digest_parse(const char *text, struct digest *ret);
bool digest_equal(const struct digest *a, const struct digest *b);

#endif
