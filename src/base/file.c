/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file: bounded reading and the one writer. A new file is written beside its place under a
 * temporary name, fsynced, renamed (or linked) and the folder fsynced: it is there as a whole or
 * not at all. May include: base only.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

enum { COPY_BYTES = 256 * 1024 };

struct file_writer {
    char *path; /* as it will be called */
    char *temp; /* NULL: path is a device or pipe, written directly */
    enum file_mode mode;
    int fd;
};

void bytes_release(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}

/* ---- reading ---- */

static enum err_code fail_read(const char *name, struct err *err)
{
    int why = errno;
    return err_set(err, err_from_errno(why), 101, _("cannot read %s: %s"), name, err_reason(why));
}

/* Reads until the end or one byte more than limit. */
static bool read_all(int fd, size_t limit, size_t guess, struct bytes *bytes)
{
    size_t room = guess < limit ? guess + 1 : limit + 1;
    for (;;) {
        unsigned char *grown = realloc(bytes->data, room + 1);
        if (!grown) {
            errno = ENOMEM;
            return false;
        }
        bytes->data = grown;
        while (bytes->length < room) {
            ssize_t got = read(fd, bytes->data + bytes->length, room - bytes->length);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return false;
            if (got == 0)
                return true;
            bytes->length += (size_t)got;
        }
        if (room > limit)
            return true;
        room = room > limit / 2 ? limit + 1 : room * 2;
    }
}

enum err_code file_read_fd(int fd, size_t limit, const char *name, struct bytes *ret_new,
                           struct err *err)
{
    struct bytes bytes = {0};
    struct stat info;
    size_t guess = COPY_BYTES;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0)
        guess = (size_t)info.st_size;
    enum err_code code = ERR_OK;
    if (!read_all(fd, limit, guess, &bytes))
        code = fail_read(name, err);
    else if (bytes.length > limit)
        code = err_set(err, ERR_LIMIT, 102, _("%s is too big; split it or leave it out"), name);
    if (code != ERR_OK) {
        bytes_release(&bytes);
        return code;
    }
    bytes.data[bytes.length] = '\0';
    *ret_new = bytes;
    return ERR_OK;
}

enum err_code file_open_read(const char *path, int *ret_fd, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_read(path, err);
    *ret_fd = fd;
    return ERR_OK;
}

enum err_code file_read(const char *path, size_t limit, struct bytes *ret_new, struct err *err)
{
    int fd = -1;
    enum err_code code = file_open_read(path, &fd, err);
    if (code)
        return code;
    code = file_read_fd(fd, limit, path, ret_new, err);
    close(fd);
    return code;
}

/* ---- writing ---- */

static enum err_code fail_write(const char *path, struct err *err)
{
    int why = errno;
    enum err_code code = err_from_errno(why);
    if (code == ERR_FULL)
        return err_set(err, code, 103, _("no room left to write %s: %s; free some space"), path,
                       err_reason(why));
    return err_set(err, code, 104, _("cannot write %s: %s"), path, err_reason(why));
}

/* A file beyond RLIMIT_FSIZE must be an error that is told, not a death by signal. */
static void ignore_size_signal(void)
{
    struct sigaction old;
    if (sigaction(SIGXFSZ, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        signal(SIGXFSZ, SIG_IGN);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return mem_copy_text(".");
    struct str folder = STR_INIT;
    str_add_span(&folder, path, slash == path ? 1 : (size_t)(slash - path));
    return str_take(&folder);
}

bool file_keep_name(const char *path)
{
    char *folder = folder_of(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return errno == EACCES; /* a folder that may be written but not listed */
    bool done = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
    int why = errno;
    close(fd);
    errno = why;
    return done;
}

static void writer_free(struct file_writer *writer)
{
    if (writer->fd >= 0)
        close(writer->fd);
    free(writer->path);
    free(writer->temp);
    free(writer);
}

static bool writer_create(struct file_writer *writer)
{
    struct stat info;
    if (stat(writer->path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) {
        writer->fd = open(writer->path, O_WRONLY | O_CLOEXEC);
        return writer->fd >= 0;
    }
    char *folder = folder_of(writer->path);
    writer->temp = file_join(folder, FILE_TEMP_PREFIX "XXXXXX");
    free(folder);
    writer->fd = mkostemp(writer->temp, O_CLOEXEC);
    return writer->fd >= 0;
}

enum err_code file_writer_open(const char *path, enum file_mode mode, struct file_writer **ret_new,
                               struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, ignore_size_signal);
    struct file_writer *writer = mem_new(1, sizeof *writer);
    writer->path = mem_copy_text(path);
    writer->mode = mode;
    writer->fd = -1;
    if (!writer_create(writer)) {
        enum err_code code = fail_write(path, err);
        writer_free(writer);
        return code;
    }
    *ret_new = writer;
    return ERR_OK;
}

enum err_code file_writer_add(struct file_writer *writer, const void *data, size_t length,
                              struct err *err)
{
    const unsigned char *at = data;
    while (length > 0) {
        ssize_t put = write(writer->fd, at, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail_write(writer->path, err);
        at += put;
        length -= (size_t)put;
    }
    return ERR_OK;
}

/* Gives the temporary file its name. */
static bool writer_publish(struct file_writer *writer)
{
    if (writer->mode == FILE_REPLACE)
        return rename(writer->temp, writer->path) == 0;
    if (link(writer->temp, writer->path) == 0) {
        unlink(writer->temp);
        return true;
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
        return false;
    return renameat2(AT_FDCWD, writer->temp, AT_FDCWD, writer->path, RENAME_NOREPLACE) == 0;
}

static enum err_code fail_publish(struct file_writer *writer, struct err *err)
{
    if (errno == EEXIST)
        return err_set(err, ERR_EXISTS, 105, _("%s is there already; choose another name"),
                       writer->path);
    return fail_write(writer->path, err);
}

enum err_code file_writer_finish(struct file_writer *writer, struct err *err)
{
    enum err_code code = ERR_OK;
    if (fsync(writer->fd) != 0 && (writer->temp || (errno != EINVAL && errno != ENOTSUP)))
        code = fail_write(writer->path, err);
    if (code == ERR_OK && writer->temp && !writer_publish(writer))
        code = fail_publish(writer, err);
    else if (code == ERR_OK && writer->temp) {
        free(writer->temp);
        writer->temp = NULL;
        if (!file_keep_name(writer->path))
            code = fail_write(writer->path, err);
    }
    file_writer_drop(writer);
    return code;
}

void file_writer_drop(struct file_writer *writer)
{
    if (!writer)
        return;
    if (writer->temp)
        unlink(writer->temp);
    writer_free(writer);
}

enum err_code file_write(const char *path, const void *data, size_t length, enum file_mode mode,
                         struct err *err)
{
    struct file_writer *writer = NULL;
    enum err_code code = file_writer_open(path, mode, &writer, err);
    if (code != ERR_OK)
        return code;
    code = file_writer_add(writer, data, length, err);
    if (code == ERR_OK)
        return file_writer_finish(writer, err);
    file_writer_drop(writer);
    return code;
}

enum err_code file_rename(const char *from, const char *to, struct err *err)
{
    if (rename(from, to) != 0 || !file_keep_name(to))
        return fail_write(to, err);
    return ERR_OK;
}

enum err_code file_temp_new(const char *path, char **ret_new, struct err *err)
{
    char *folder = folder_of(path), *temp = file_join(folder, FILE_TEMP_PREFIX "XXXXXX");
    int fd = mkostemp(temp, O_CLOEXEC);
    free(folder);
    if (fd < 0) {
        free(temp);
        return fail_write(path, err);
    }
    ignore_size_signal();
    close(fd);
    *ret_new = temp;
    return ERR_OK;
}

enum err_code file_adopt(const char *from, const char *to, struct err *err)
{
    int fd = open(from, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        enum err_code code = fail_write(to, err);
        if (fd >= 0)
            close(fd);
        return code;
    }
    close(fd);
    return file_rename(from, to, err);
}

static enum err_code copy_from(struct file_writer *writer, int fd, uint64_t length, struct err *err)
{
    unsigned char *buffer = mem_new(1, COPY_BYTES);
    enum err_code code = ERR_OK;
    for (uint64_t at = 0; at < length && code == ERR_OK;) {
        size_t want = length - at < COPY_BYTES ? (size_t)(length - at) : COPY_BYTES;
        ssize_t got = pread(fd, buffer, want, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            code =
                err_set(err, ERR_IO, 106, _("%s: the source ended early; try again"), writer->path);
            break;
        }
        code = file_writer_add(writer, buffer, (size_t)got, err);
        at += (uint64_t)got;
    }
    free(buffer);
    return code;
}

enum err_code file_write_from_fd(const char *path, int fd, uint64_t length, enum file_mode mode,
                                 struct err *err)
{
    struct file_writer *writer = NULL;
    enum err_code code = file_writer_open(path, mode, &writer, err);
    if (code != ERR_OK)
        return code;
    code = copy_from(writer, fd, length, err);
    if (code == ERR_OK)
        return file_writer_finish(writer, err);
    file_writer_drop(writer);
    return code;
}

/* ---- memory files ---- */

static bool fill(int fd, const unsigned char *at, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, at, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += put;
        length -= (size_t)put;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

enum err_code file_memory_new(const char *label, const void *data, size_t length, int *ret_fd,
                              struct err *err)
{
    int fd = memfd_create(label, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0 || !fill(fd, data, length)) {
        int why = errno;
        if (fd >= 0)
            close(fd);
        return err_set(err, err_from_errno(why), 107,
                       _("no memory file for %s: %s; close programs and try again"), label,
                       err_reason(why));
    }
    *ret_fd = fd;
    return ERR_OK;
}
