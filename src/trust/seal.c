/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/seal: the sealed stream and sealed files. May include: libsodium, model, base.
 */
#include "trust/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "trust/hash.h"

static const char MARK[] = "sohoa-sealed 1 ";
enum {
    HEAD_LINE_MAX = sizeof MARK + SEAL_TO_TEXT_SIZE,
    KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
    BOX = crypto_box_SEALBYTES + KEY,
    HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES
};

/* ---- sealing ---- */

struct sealer {
    crypto_secretstream_xchacha20poly1305_state state;
    seal_sink *sink;
    void *context;
    char line[HEAD_LINE_MAX];
    bool line_bound;
    size_t held; /* bytes in piece: a full one is written when more comes, so the end is known */
    unsigned char piece[SEAL_PIECE], out[SEAL_PIECE + EXTRA];
};

static enum err_code head_write(struct sealer *sealer, const struct seal_to *to, struct err *err)
{
    char whom[SEAL_TO_TEXT_SIZE];
    unsigned char key[KEY], rest[BOX + HEADER];
    seal_to_show(to, whom);
    snprintf(sealer->line, sizeof sealer->line, "%s%s\n", MARK, whom);
    crypto_secretstream_xchacha20poly1305_keygen(key);
    crypto_secretstream_xchacha20poly1305_init_push(&sealer->state, rest + BOX, key);
    bool fine = crypto_box_seal(rest, key, sizeof key, to->key) == 0;
    secret_wipe(key, sizeof key);
    if (!fine)
        return err_set(err, ERR_FORMAT, 175, _("this public key cannot be used; make another"));
    enum err_code code = sealer->sink(sealer->line, strlen(sealer->line), sealer->context, err);
    return code ? code : sealer->sink(rest, sizeof rest, sealer->context, err);
}

enum err_code sealer_new(const struct seal_to *to, seal_sink *sink, void *context,
                         struct sealer **ret_new, struct err *err)
{
    struct sealer *sealer = sodium_init() < 0 ? NULL : mem_try(1, sizeof *sealer);
    if (!sealer)
        return err_set(err, ERR_NOMEM, 181, _("not enough memory to seal; close programs"));
    *sealer = (struct sealer){.sink = sink, .context = context};
    enum err_code code = head_write(sealer, to, err);
    if (code)
        sealer_free(sealer);
    else
        *ret_new = sealer;
    return code;
}

void sealer_free(struct sealer *sealer)
{
    if (sealer)
        secret_wipe(sealer, sizeof *sealer);
    free(sealer);
}

static enum err_code piece_write(struct sealer *sealer, bool last, struct err *err)
{
    size_t bound = sealer->line_bound ? 0 : strlen(sealer->line);
    crypto_secretstream_xchacha20poly1305_push(
        &sealer->state, sealer->out, NULL, sealer->piece, sealer->held,
        (const unsigned char *)sealer->line, bound,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    size_t length = sealer->held + EXTRA;
    sealer->line_bound = true;
    sealer->held = 0;
    return sealer->sink(sealer->out, length, sealer->context, err);
}

enum err_code sealer_add(struct sealer *sealer, const void *data, size_t length, struct err *err)
{
    const unsigned char *at = data;
    while (length > 0) {
        if (sealer->held == SEAL_PIECE) {
            enum err_code code = piece_write(sealer, false, err);
            if (code)
                return code;
        }
        size_t take = SEAL_PIECE - sealer->held < length ? SEAL_PIECE - sealer->held : length;
        memcpy(sealer->piece + sealer->held, at, take);
        sealer->held += take;
        at += take;
        length -= take;
    }
    return ERR_OK;
}

enum err_code sealer_finish(struct sealer *sealer, struct err *err)
{
    enum err_code code = piece_write(sealer, true, err);
    sealer_free(sealer);
    return code;
}

/* ---- a sealed file ---- */

struct target {
    struct file_writer *writer;
    struct hash *hash;
    uint64_t bytes;
};

static enum err_code target_add(const void *data, size_t length, void *context, struct err *err)
{
    struct target *target = context;
    hash_add(target->hash, data, length);
    target->bytes += length;
    return file_writer_add(target->writer, data, length, err);
}

static enum err_code fail_read(const char *name, struct err *err)
{
    int why = errno;
    return err_set(err, err_from_errno(why), 182, _("cannot read %s: %s"), name, err_reason(why));
}

/* All of fd into the sealer; *ret_inside: its hash. */
static enum err_code source_seal(int fd, const char *name, struct sealer *sealer,
                                 struct digest *ret_inside, struct err *err)
{
    unsigned char *buffer = mem_new(1, SEAL_PIECE);
    struct hash *hash = hash_new();
    enum err_code code = ERR_OK;
    off_t at = 0;
    while (!code) {
        ssize_t got = pread(fd, buffer, SEAL_PIECE, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            code = fail_read(name, err);
        if (got <= 0)
            break;
        hash_add(hash, buffer, (size_t)got);
        code = sealer_add(sealer, buffer, (size_t)got, err);
        at += got;
    }
    hash_finish(hash, ret_inside);
    free(buffer);
    return code;
}

static enum err_code read_back(const char *path, const struct digest *wanted, struct err *err)
{
    struct digest now;
    enum err_code code = hash_medium(path, &now, err);
    if (!code && !digest_equal(&now, wanted))
        code = err_set(err, ERR_DAMAGED, 177,
                       _("%s does not hold what was just written to it; do not use this stick "
                         "or disk any more"),
                       path);
    if (code)
        unlink(path);
    return code;
}

static enum err_code body_write(int fd, const char *name, const struct seal_to *to,
                                struct target *target, struct digest *ret_inside, struct err *err)
{
    struct sealer *sealer = NULL;
    enum err_code code = sealer_new(to, target_add, target, &sealer, err);
    if (code)
        return code;
    code = source_seal(fd, name, sealer, ret_inside, err);
    if (!code)
        return sealer_finish(sealer, err);
    sealer_free(sealer);
    return code;
}

enum err_code seal_file(int fd, const char *name, const struct digest *wanted,
                        const struct seal_to *to, const char *path, struct sealed *ret,
                        struct err *err)
{
    struct target target = {0};
    struct sealed sealed = {0};
    enum err_code code = file_writer_open(path, FILE_REPLACE, &target.writer, err);
    if (code)
        return code;
    target.hash = hash_new();
    code = body_write(fd, name, to, &target, &sealed.inside, err);
    hash_finish(target.hash, &sealed.hash);
    sealed.bytes = target.bytes;
    if (!code && wanted && !digest_equal(wanted, &sealed.inside))
        code = err_set(err, ERR_DAMAGED, 176, _("%s is not as it was when it came in"), name);
    if (code)
        file_writer_drop(target.writer);
    else
        code = file_writer_finish(target.writer, err);
    if (!code)
        code = read_back(path, &sealed.hash, err);
    if (!code)
        *ret = sealed;
    return code;
}

/* ---- opening ---- */

struct opener {
    crypto_secretstream_xchacha20poly1305_state state;
    FILE *file;
    const char *path;
    char line[HEAD_LINE_MAX];
    struct seal_to to;
    unsigned char in[SEAL_PIECE + EXTRA], piece[SEAL_PIECE];
};

static enum err_code not_sealed(const char *path, struct err *err)
{
    return err_set(err, ERR_FORMAT, 178, _("%s is no sealed file of sohoa"), path);
}

static enum err_code line_read(FILE *file, const char *path, char line[HEAD_LINE_MAX],
                               struct seal_to *ret, struct err *err)
{
    char *end = fgets(line, HEAD_LINE_MAX, file) ? strchr(line, '\n') : NULL;
    if (ferror(file))
        return fail_read(path, err);
    if (!end || !text_starts(line, MARK))
        return not_sealed(path, err);
    *end = '\0';
    bool fine = seal_to_parse(line + strlen(MARK), ret);
    *end = '\n';
    return fine ? ERR_OK : not_sealed(path, err);
}

enum err_code seal_peek(const char *path, struct seal_to *ret, struct err *err)
{
    char line[HEAD_LINE_MAX];
    FILE *file = fopen(path, "rbe");
    if (!file)
        return fail_read(path, err);
    enum err_code code = line_read(file, path, line, ret, err);
    fclose(file);
    return code;
}

static enum err_code damaged(const char *path, struct err *err)
{
    return err_set(err, ERR_DAMAGED, 180,
                   _("%s was changed or is damaged; take it from another backup"), path);
}

static enum err_code head_open(struct opener *opener, const struct secret *secret, struct err *err)
{
    unsigned char rest[BOX + HEADER], key[KEY];
    enum err_code code = line_read(opener->file, opener->path, opener->line, &opener->to, err);
    if (code)
        return code;
    if (!seal_to_equal(&opener->to, secret_peek_public(secret)))
        return err_set(err, ERR_DENIED, 179, _("%s is sealed for another key or password"),
                       opener->path);
    if (fread(rest, 1, sizeof rest, opener->file) != sizeof rest)
        return ferror(opener->file) ? fail_read(opener->path, err) : damaged(opener->path, err);
    if (crypto_box_seal_open(key, rest, BOX, opener->to.key, secret_peek_key(secret)) != 0 ||
        crypto_secretstream_xchacha20poly1305_init_pull(&opener->state, rest + BOX, key) != 0)
        code = damaged(opener->path, err);
    secret_wipe(key, sizeof key);
    return code;
}

/* The next piece to sink; *ret_last: the end was proven. */
static enum err_code piece_open(struct opener *opener, bool first, seal_sink *sink, void *context,
                                struct hash *hash, bool *ret_last, struct err *err)
{
    unsigned char tag = 0;
    size_t got = fread(opener->in, 1, sizeof opener->in, opener->file);
    if (ferror(opener->file))
        return fail_read(opener->path, err);
    if (got < EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull(
            &opener->state, opener->piece, NULL, &tag, opener->in, got,
            (const unsigned char *)opener->line, first ? strlen(opener->line) : 0) != 0)
        return damaged(opener->path, err);
    *ret_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (*ret_last && fgetc(opener->file) != EOF)
        return damaged(opener->path, err);
    hash_add(hash, opener->piece, got - EXTRA);
    return sink(opener->piece, got - EXTRA, context, err);
}

static enum err_code pieces_open(struct opener *opener, seal_sink *sink, void *context,
                                 struct digest *ret_inside, struct err *err)
{
    struct hash *hash = hash_new();
    struct digest inside;
    enum err_code code = ERR_OK;
    bool last = false;
    for (bool first = true; !code && !last; first = false)
        code = piece_open(opener, first, sink, context, hash, &last, err);
    hash_finish(hash, &inside);
    if (!code && ret_inside)
        *ret_inside = inside;
    return code;
}

enum err_code seal_open(const char *path, const struct secret *secret, seal_sink *sink,
                        void *context, struct digest *ret_inside, struct err *err)
{
    struct opener *opener = mem_new(1, sizeof *opener);
    opener->path = path;
    opener->file = fopen(path, "rbe");
    enum err_code code = opener->file ? head_open(opener, secret, err) : fail_read(path, err);
    if (!code)
        code = pieces_open(opener, sink, context, ret_inside, err);
    if (opener->file)
        fclose(opener->file);
    secret_wipe(opener, sizeof *opener);
    free(opener);
    return code;
}
