/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/hash: SHA-256 by libsodium. May include: libsodium, model, base.
 */
#include "trust/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum { READ_BYTES = 256 * 1024 };

struct hash {
    crypto_hash_sha256_state state;
};

void hash_bytes(const void *data, size_t length, struct digest *ret)
{
    crypto_hash_sha256(ret->bytes, data, length);
}

struct hash *hash_new(void)
{
    struct hash *hash = mem_new(1, sizeof *hash);
    crypto_hash_sha256_init(&hash->state);
    return hash;
}

void hash_add(struct hash *hash, const void *data, size_t length)
{
    crypto_hash_sha256_update(&hash->state, data, length);
}

void hash_finish(struct hash *hash, struct digest *ret)
{
    crypto_hash_sha256_final(&hash->state, ret->bytes);
    free(hash);
}

static enum err_code fail_read(const char *name, struct err *err)
{
    int why = errno;
    return err_set(err, err_from_errno(why), 160, _("cannot read %s: %s"), name, err_reason(why));
}

enum err_code hash_fd(int fd, const char *name, struct digest *ret, uint64_t *ret_length,
                      struct err *err)
{
    struct hash *hash = hash_new();
    unsigned char *buffer = mem_new(1, READ_BYTES);
    uint64_t at = 0;
    ssize_t got;
    for (;;) {
        got = pread(fd, buffer, READ_BYTES, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        hash_add(hash, buffer, (size_t)got);
        at += (uint64_t)got;
    }
    enum err_code code = got < 0 ? fail_read(name, err) : ERR_OK;
    struct digest digest;
    hash_finish(hash, &digest);
    free(buffer);
    if (code == ERR_OK)
        *ret = digest;
    if (code == ERR_OK && ret_length)
        *ret_length = at;
    return code;
}

static enum err_code hash_path(const char *path, bool from_medium, struct digest *ret,
                               struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_read(path, err);
    if (from_medium) /* pages that are flushed already are let go, then read anew */
        (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    enum err_code code = hash_fd(fd, path, ret, NULL, err);
    close(fd);
    return code;
}

enum err_code hash_file(const char *path, struct digest *ret, struct err *err)
{
    return hash_path(path, false, ret, err);
}

enum err_code hash_medium(const char *path, struct digest *ret, struct err *err)
{
    return hash_path(path, true, ret, err);
}
