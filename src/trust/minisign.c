/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/minisign: the form of minisign. May include: libsodium, model, base.
 */
#include "trust/minisign.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

enum { ID_BYTES = 8, HASH_BYTES = 64, READ_BYTES = 256 * 1024 };

#define UNTRUSTED "untrusted comment: "
#define TRUSTED   "trusted comment: "

struct public_file {
    uint8_t algorithm[2], id[ID_BYTES], key[crypto_sign_PUBLICKEYBYTES];
};
struct signature_file {
    uint8_t algorithm[2], id[ID_BYTES], bytes[crypto_sign_BYTES];
};
_Static_assert(sizeof(struct public_file) == 42 && sizeof(struct signature_file) == 74, "packed");

static void add_base64(struct str *out, const void *data, size_t length)
{
    char text[160];
    sodium_bin2base64(text, sizeof text, data, length, sodium_base64_VARIANT_ORIGINAL);
    str_format(out, "%s\n", text);
}

/* A key's number follows from the key. */
static void key_id(const struct digest *public, uint8_t ret[ID_BYTES])
{
    uint8_t hash[HASH_BYTES];
    crypto_generichash(hash, sizeof hash, public->bytes, sizeof public->bytes, NULL, 0);
    memcpy(ret, hash, ID_BYTES);
}

static enum err_code hash_whole(const char *path, uint8_t ret[HASH_BYTES], struct err *err)
{
    crypto_generichash_state state;
    int fd = -1;
    enum err_code code = file_open_read(path, &fd, err);
    if (code)
        return code;
    unsigned char *buffer = mem_new(1, READ_BYTES);
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    ssize_t got = 1;
    for (off_t at = 0; got > 0; at += got) {
        got = pread(fd, buffer, READ_BYTES, at);
        if (got > 0)
            crypto_generichash_update(&state, buffer, (size_t)got);
    }
    crypto_generichash_final(&state, ret, HASH_BYTES);
    free(buffer);
    close(fd);
    return got < 0 ? err_set(err, ERR_IO, 1195, _("cannot read %s; try again"), path) : ERR_OK;
}

void minisign_public(const struct digest *public, struct str *out)
{
    struct public_file file = {.algorithm = "Ed"};
    key_id(public, file.id);
    memcpy(file.key, public->bytes, sizeof file.key);
    str_add(out, UNTRUSTED "minisign public key of a person of sohoa\n");
    add_base64(out, &file, sizeof file);
}

/* Signature and comment, as the second signature binds them; heap. */
static uint8_t *bound(const struct signature *signature, const char *trusted, size_t *ret_length)
{
    size_t length = strlen(trusted);
    uint8_t *all = mem_new(sizeof signature->bytes + length, 1);
    memcpy(all, signature->bytes, sizeof signature->bytes);
    memcpy(all + sizeof signature->bytes, trusted, length);
    *ret_length = sizeof signature->bytes + length;
    return all;
}

enum err_code minisign_sign(const struct sign_key *key, const char *path, const char *trusted,
                            struct str *out, struct err *err)
{
    struct signature_file file = {.algorithm = "ED"};
    struct signature signature, global;
    uint8_t hash[HASH_BYTES];
    size_t length;
    enum err_code code = hash_whole(path, hash, err);
    if (code)
        return code;
    sign_raw(key, hash, sizeof hash, &signature);
    key_id(sign_key_peek_public(key), file.id);
    memcpy(file.bytes, signature.bytes, sizeof file.bytes);
    uint8_t *all = bound(&signature, trusted, &length);
    sign_raw(key, all, length, &global);
    free(all);
    str_add(out, UNTRUSTED "signature of sohoa\n");
    add_base64(out, &file, sizeof file);
    str_format(out, TRUSTED "%s\n", trusted);
    add_base64(out, global.bytes, sizeof global.bytes);
    return ERR_OK;
}

/* ---- reading ---- */

/* The next line without its end, or NULL; text is cut up. */
static char *next_line(char **text)
{
    char *line = *text, *end = line ? strchr(line, '\n') : NULL;
    if (!line || !*line)
        return NULL;
    *text = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    size_t length = strlen(line);
    if (length && line[length - 1] == '\r')
        line[length - 1] = '\0';
    return line;
}

static bool from_base64(const char *text, void *ret, size_t length)
{
    size_t got = 0;
    return text &&
           sodium_base642bin(ret, length, text, strlen(text), NULL, &got, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == length;
}

enum err_code minisign_public_read(const char *path, struct digest *ret, struct err *err)
{
    struct bytes bytes = {0};
    struct public_file file;
    enum err_code code = file_read(path, MINISIGN_FILE_MAX, &bytes, err);
    if (code)
        return code;
    char *text = (char *)bytes.data, *comment = next_line(&text);
    if (!comment || !text_starts(comment, UNTRUSTED) ||
        !from_base64(next_line(&text), &file, sizeof file) || memcmp(file.algorithm, "Ed", 2) != 0)
        code =
            err_set(err, ERR_FORMAT, 1190, _("%s is no public key in the form of minisign"), path);
    else
        memcpy(ret->bytes, file.key, sizeof ret->bytes);
    bytes_release(&bytes);
    return code;
}

static enum err_code check(const struct digest *public, const char *path,
                           const struct signature_file *file, const struct signature *global,
                           const char *trusted, struct err *err)
{
    struct signature signature;
    uint8_t hash[HASH_BYTES], id[ID_BYTES];
    size_t length;
    key_id(public, id);
    if (memcmp(id, file->id, ID_BYTES) != 0)
        return err_set(err, ERR_DAMAGED, 1192, _("%s was signed with another key"), path);
    enum err_code code = hash_whole(path, hash, err);
    if (code)
        return code;
    memcpy(signature.bytes, file->bytes, sizeof signature.bytes);
    if (!sign_verify_raw(public, hash, sizeof hash, &signature))
        return err_set(err, ERR_DAMAGED, 1193, _("%s is not what was signed"), path);
    uint8_t *all = bound(&signature, trusted, &length);
    bool fine = sign_verify_raw(public, all, length, global);
    free(all);
    return fine ? ERR_OK
                : err_set(err, ERR_DAMAGED, 1194,
                          _("the comment of the signature of %s was changed"), path);
}

enum err_code minisign_verify(const struct digest *public, const char *path, const char *signature,
                              struct str *ret_trusted, struct err *err)
{
    struct bytes bytes = {0};
    struct signature_file file;
    struct signature global;
    enum err_code code = file_read(signature, MINISIGN_FILE_MAX, &bytes, err);
    if (code)
        return code;
    char *text = (char *)bytes.data, *comment = next_line(&text), *first = next_line(&text),
         *trusted = next_line(&text), *second = next_line(&text);
    if (!comment || !text_starts(comment, UNTRUSTED) || !from_base64(first, &file, sizeof file) ||
        memcmp(file.algorithm, "ED", 2) != 0 || !trusted || !text_starts(trusted, TRUSTED) ||
        !from_base64(second, global.bytes, sizeof global.bytes)) {
        code = err_set(err, ERR_FORMAT, 1191, _("%s is no signature in the form of minisign"),
                       signature);
    } else {
        trusted += strlen(TRUSTED);
        code = check(public, path, &file, &global, trusted, err);
        if (!code)
            str_add(ret_trusted, trusted);
    }
    bytes_release(&bytes);
    return code;
}
