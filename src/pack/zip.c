/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/zip: libarchive's zip writer on top of base/file. May include: libarchive, base.
 */
#include "pack/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

enum { COPY_BYTES = 256 * 1024, FILE_MODE = 0644 };

struct zip {
    struct archive *archive;
    struct file_writer *file;
    char *path;
    int64_t stamp_ms;
    struct err failure; /* of the writer, inside libarchive's call */
};

static la_ssize_t take_bytes(struct archive *archive, void *context, const void *data,
                             size_t length)
{
    struct zip *zip = context;
    if (!file_writer_add(zip->file, data, length, &zip->failure))
        return (la_ssize_t)length;
    archive_set_error(archive, ARCHIVE_FATAL, "write");
    return -1;
}

/* What went wrong: ours below, or libarchive's own. */
static enum err_code fail(struct zip *zip, struct err *err)
{
    if (zip->failure.code) {
        if (err)
            *err = zip->failure;
        return zip->failure.code;
    }
    const char *why = archive_error_string(zip->archive);
    return err_set(err, ERR_IO, 672, _("cannot write the zip file %s: %s"), zip->path,
                   why ? why : "?");
}

static bool set_up(struct zip *zip, const char *password)
{
    struct archive *archive = zip->archive;
    if (archive_write_set_format_zip(archive) != ARCHIVE_OK ||
        archive_write_set_options(archive, "zip:hdrcharset=UTF-8") != ARCHIVE_OK ||
        archive_write_set_bytes_in_last_block(archive, 1) != ARCHIVE_OK)
        return false;
    if (password && (archive_write_set_options(archive, "zip:encryption=aes256") != ARCHIVE_OK ||
                     archive_write_set_passphrase(archive, password) != ARCHIVE_OK))
        return false;
    return archive_write_open(archive, zip, NULL, take_bytes, NULL) == ARCHIVE_OK;
}

enum err_code zip_open(const char *path, const char *password, int64_t stamp_ms,
                       struct zip **ret_new, struct err *err)
{
    struct zip *zip = mem_new(1, sizeof *zip);
    zip->path = mem_copy_text(path);
    zip->stamp_ms = stamp_ms;
    zip->archive = archive_write_new();
    enum err_code code = zip->archive ? file_writer_open(path, FILE_REPLACE, &zip->file, err)
                                      : err_set(err, ERR_NOMEM, 673, _("no memory left"));
    if (!code && !set_up(zip, password))
        code = fail(zip, err);
    if (code)
        zip_drop(zip);
    else
        *ret_new = zip;
    return code;
}

static enum err_code begin(struct zip *zip, const char *name, uint64_t length, bool packed,
                           struct err *err)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, FILE_MODE);
    archive_entry_set_mtime(entry, (time_t)(zip->stamp_ms / 1000), 0);
    bool good = (packed ? archive_write_zip_set_compression_deflate(zip->archive)
                        : archive_write_zip_set_compression_store(zip->archive)) == ARCHIVE_OK &&
                archive_write_header(zip->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return good ? ERR_OK : fail(zip, err);
}

static enum err_code put(struct zip *zip, const void *data, size_t length, struct err *err)
{
    la_ssize_t done = length ? archive_write_data(zip->archive, data, length) : 0;
    return done == (la_ssize_t)length ? ERR_OK : fail(zip, err);
}

static enum err_code end(struct zip *zip, struct err *err)
{
    return archive_write_finish_entry(zip->archive) == ARCHIVE_OK ? ERR_OK : fail(zip, err);
}

enum err_code zip_add(struct zip *zip, const char *name, const void *data, size_t length,
                      bool packed, struct err *err)
{
    enum err_code code = begin(zip, name, length, packed, err);
    if (!code)
        code = put(zip, data, length, err);
    return code ? code : end(zip, err);
}

static enum err_code copy(struct zip *zip, int fd, uint64_t length, const char *path,
                          struct err *err)
{
    unsigned char *buffer = mem_new(1, COPY_BYTES);
    enum err_code code = ERR_OK;
    for (uint64_t at = 0; at < length && !code;) {
        size_t want = length - at < COPY_BYTES ? (size_t)(length - at) : COPY_BYTES;
        ssize_t got = pread(fd, buffer, want, (off_t)at);
        if (got <= 0)
            code = err_set(err, ERR_IO, 674, _("%s changed while it was packed; try again"), path);
        else
            code = put(zip, buffer, (size_t)got, err);
        at += got > 0 ? (uint64_t)got : 0;
    }
    free(buffer);
    return code;
}

enum err_code zip_add_file(struct zip *zip, const char *name, const char *path, bool packed,
                           struct err *err)
{
    uint64_t length = 0;
    int fd = -1;
    enum err_code code = file_open_read(path, &fd, err);
    if (!code)
        code = file_size(path, &length, err);
    if (!code)
        code = begin(zip, name, length, packed, err);
    if (!code)
        code = copy(zip, fd, length, path, err);
    if (!code)
        code = end(zip, err);
    if (fd >= 0)
        close(fd);
    return code;
}

enum err_code zip_finish(struct zip *zip, struct err *err)
{
    enum err_code code = archive_write_close(zip->archive) == ARCHIVE_OK ? ERR_OK : fail(zip, err);
    struct file_writer *file = zip->file;
    if (!code) {
        zip->file = NULL;
        code = file_writer_finish(file, err);
    }
    zip_drop(zip);
    return code;
}

void zip_drop(struct zip *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        archive_write_free(zip->archive);
    file_writer_drop(zip->file);
    free(zip->path);
    free(zip);
}
