/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/seal: bytes that only the holder of a secret can read, as a stream and as files.
 *
 * A sealed file is one line "sohoa-sealed 1 <for whom>\n" (trust/secret), a sealed box with a key
 * made for this file alone, and libsodium's secretstream (XChaCha20-Poly1305) over pieces of
 * SEAL_PIECE bytes; the line is bound into the first piece, the end into the last: what was
 * changed, cut or joined is refused. It proves nothing about who sealed it.
 * Memory is flat in the size. One thread a stream.
 */
#ifndef TRUST_SEAL_H
#define TRUST_SEAL_H

#include "model/id.h"
#include "trust/secret.h"

enum { SEAL_PIECE = 256 * 1024 };

/* K-numbers that a caller tells apart. */
enum { SEAL_SOURCE_DIFFERS = 176, SEAL_CANNOT_READ = 182 };

/* Takes the next bytes; an error ends the stream with it. */
typedef enum err_code seal_sink(const void *data, size_t length, void *context, struct err *err);

struct sealer; /* opaque */
/* Writes the head to sink at once. */
enum err_code sealer_new(const struct seal_to *to, seal_sink *sink, void *context,
                         struct sealer **ret_new, struct err *err) MUST_CHECK;
enum err_code sealer_add(struct sealer *sealer, const void *data, size_t length,
                         struct err *err) MUST_CHECK;
/* Writes the end; frees the sealer in every case. */
enum err_code sealer_finish(struct sealer *sealer, struct err *err) MUST_CHECK;
void sealer_free(struct sealer *sealer); /* without an end: nothing can open it; NULL is fine */

/* What was sealed. */
struct sealed {
    uint64_t bytes;       /* of the sealed file */
    struct digest hash;   /* of the sealed file */
    struct digest inside; /* of what is in it */
};
/* Seals an open file from its start into path (over what is there), flushed, then read back from
 * the medium itself. wanted: the hash that the source must have, NULL = any. On failure path is as
 * it was or gone. ERR_DAMAGED K-176: the source has another hash; ERR_DAMAGED K-177: the medium
 * does not give back what was written. */
enum err_code seal_file(int fd, const char *name, const struct digest *wanted,
                        const struct seal_to *to, const char *path, struct sealed *ret,
                        struct err *err) MUST_CHECK;
/* For whom a sealed file is. ERR_FORMAT K-178 when it is none. */
enum err_code seal_peek(const char *path, struct seal_to *ret, struct err *err) MUST_CHECK;
/* Gives what is in it to sink, piece by piece, each proven before it is given; only ERR_OK means
 * that it was all. ERR_DENIED K-179: sealed for somebody else; ERR_DAMAGED K-180. *ret_inside may
 * be NULL. */
enum err_code seal_open(const char *path, const struct secret *secret, seal_sink *sink,
                        void *context, struct digest *ret_inside, struct err *err) MUST_CHECK;

#endif
