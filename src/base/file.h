/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file: the one checked, fsynced writer, and bounded reading. Libraries encode to memory;
 * nothing else in the tree writes a file that matters. Success means: on the disk.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Heap bytes that free() ends. A NUL stands behind the last byte (not counted). */
struct bytes {
    unsigned char *data;
    size_t length;
};
void bytes_release(struct bytes *bytes);

/* Whole file, at most limit bytes (else ERR_LIMIT). */
enum err_code file_read(const char *path, size_t limit, struct bytes *ret_new,
                        struct err *err) MUST_CHECK;
enum err_code file_read_fd(int fd, size_t limit, const char *name, struct bytes *ret_new,
                           struct err *err) MUST_CHECK;

/* Read-only; the caller closes it. */
enum err_code file_open_read(const char *path, int *ret_fd, struct err *err) MUST_CHECK;

/* Names of files that are not finished begin so; after a power cut they may be removed. */
#define FILE_TEMP_PREFIX ".sohoa-tmp-"

/* How file_write ends. */
enum file_mode {
    FILE_REPLACE, /* rename over what is there */
    FILE_ONCE     /* ERR_EXISTS when the name is taken (link(2), no overwrite) */
};
/* Temporary file beside path (0600), checked loop, fsync, rename (or link), fsync of the folder.
 * On failure nothing is left and path is as it was. */
enum err_code file_write(const char *path, const void *data, size_t length, enum file_mode mode,
                         struct err *err) MUST_CHECK;
/* The same from an open file (a memfd of a child), copied from its start, length bytes. */
enum err_code file_write_from_fd(const char *path, int fd, uint64_t length, enum file_mode mode,
                                 struct err *err) MUST_CHECK;

/* A finished file under another name of the same disk, over what is there; kept when it returns. */
enum err_code file_rename(const char *from, const char *to, struct err *err) MUST_CHECK;

/* For libraries that cannot write to memory: an empty file beside path that they may write, and
 * then its flush to the disk and its name. Heap path; without adopting, the caller unlinks it. */
enum err_code file_temp_new(const char *path, char **ret_new, struct err *err) MUST_CHECK;
enum err_code file_adopt(const char *from, const char *to, struct err *err) MUST_CHECK;

/* Streams rows to a file that appears complete or not at all. Not thread-safe. */
struct file_writer; /* opaque */
enum err_code file_writer_open(const char *path, enum file_mode mode, struct file_writer **ret_new,
                               struct err *err) MUST_CHECK;
enum err_code file_writer_add(struct file_writer *writer, const void *data, size_t length,
                              struct err *err) MUST_CHECK;
/* fsync and rename; frees the writer in every case. */
enum err_code file_writer_finish(struct file_writer *writer, struct err *err) MUST_CHECK;
void file_writer_drop(struct file_writer *writer); /* forget it: nothing appears; NULL is fine */

/* The name of a file or folder is on the disk: flushes the folder it stands in. Else see errno. */
bool file_keep_name(const char *path) MUST_CHECK;

/* Folders 0700; parents too. Kept when it returns. */
enum err_code file_make_folder(const char *path, struct err *err) MUST_CHECK;
enum err_code file_remove_tree(const char *path, struct err *err) MUST_CHECK;
bool file_exists(const char *path);
bool file_is_folder(const char *path);
enum err_code file_size(const char *path, uint64_t *ret_bytes, struct err *err) MUST_CHECK;
uint64_t file_free_space(const char *path); /* bytes for us on that file system; 0 if unknown */
/* NFS, SMB, 9p, FUSE network kinds (statfs magic). The store refuses these. */
bool file_on_network(const char *path);
/* Sorted by byte order, without . and ..; NULL-terminated; free with file_list_free. */
enum err_code file_list(const char *folder, char ***ret_names_new, struct err *err) MUST_CHECK;
void file_list_free(char **names);
char *file_join(const char *folder, const char *name); /* heap */
const char *file_peek_name(const char *path);          /* after the last slash */

/* An anonymous memory file (memfd, sealed against nothing), positioned at its start. */
enum err_code file_memory_new(const char *label, const void *data, size_t length, int *ret_fd,
                              struct err *err) MUST_CHECK;

#endif
