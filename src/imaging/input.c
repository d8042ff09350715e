/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/input: bytes of a descriptor and the kind of file they are. May include base, imaging.
 */
#include "imaging/input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/fault.h"

/* --- bytes --- */

static enum err_code pread_all(int fd, const char *name, struct bytes *ret, size_t want,
                               struct err *err)
{
    size_t done = 0;

    while (done < want) {
        ssize_t got = pread(fd, ret->data + done, want - done, (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_input(name, errno, err);
        if (got == 0)
            break;
        done += (size_t)got;
    }
    ret->data[done] = 0;
    ret->length = done;
    return done ? ERR_OK : fault_empty(name, err);
}

enum err_code input_read(int fd, const char *name, size_t limit, struct bytes *ret_new,
                         struct err *err)
{
    struct bytes bytes = {0};
    struct stat info;
    enum err_code code;
    size_t want;

    if (fstat(fd, &info) != 0)
        return fault_input(name, errno, err);
    if (!S_ISREG(info.st_mode))
        return fault_foreign(name, err);
    if (info.st_size <= 0)
        return fault_empty(name, err);
    want = (uint64_t)info.st_size > limit ? limit : (size_t)info.st_size;
    bytes.data = mem_try(want + 1, 1);
    if (!bytes.data)
        return fault_memory(err);
    code = pread_all(fd, name, &bytes, want, err);
    if (code)
        bytes_release(&bytes);
    else
        *ret_new = bytes;
    return code;
}

/* --- kinds --- */

struct magic {
    const char *bytes;
    size_t length, offset;
    enum image_kind kind;
    const char *other; /* a kind that is not read: its name for people */
};

static const struct magic magics[] = {
    {"\x89PNG\r\n\x1a\n", 8, 0, IMAGE_PNG, NULL},
    {"\xff\xd8\xff", 3, 0, IMAGE_JPEG, NULL},
    {"II*\0", 4, 0, IMAGE_TIFF, NULL},
    {"MM\0*", 4, 0, IMAGE_TIFF, NULL},
    {"II+\0", 4, 0, IMAGE_TIFF, NULL},
    {"MM\0+", 4, 0, IMAGE_TIFF, NULL},
    {"WEBP", 4, 8, IMAGE_WEBP, NULL},
    {"BM", 2, 0, IMAGE_BMP, NULL},
    {"GIF8", 4, 0, IMAGE_KIND_COUNT, "GIF"},
    {"ftyphei", 7, 4, IMAGE_KIND_COUNT, "HEIC"},
    {"ftypmif1", 8, 4, IMAGE_KIND_COUNT, "HEIF"},
    {"ftypavif", 8, 4, IMAGE_KIND_COUNT, "AVIF"},
    {"jP  \r\n", 6, 4, IMAGE_KIND_COUNT, "JPEG 2000"},
    {"%PDF-", 5, 0, IMAGE_KIND_COUNT, "PDF"},
    {"PK\3\4", 4, 0, IMAGE_KIND_COUNT, "ZIP"},
};

static bool is_pnm(const struct bytes *start)
{
    return start->length > 2 && start->data[0] == 'P' && start->data[1] >= '1' &&
           start->data[1] <= '6' && memchr(" \t\r\n#", start->data[2], 5);
}

enum err_code input_sniff(const struct bytes *start, const char *name, enum image_kind *ret,
                          struct err *err)
{
    for (size_t i = 0; i < ARRAY_SIZE(magics); i++) {
        const struct magic *magic = &magics[i];
        if (start->length < magic->offset + magic->length ||
            memcmp(start->data + magic->offset, magic->bytes, magic->length) != 0)
            continue;
        if (magic->other)
            return fault_other_kind(name, magic->other, err);
        *ret = magic->kind;
        return ERR_OK;
    }
    if (!is_pnm(start))
        return fault_foreign(name, err);
    *ret = IMAGE_PNM;
    return ERR_OK;
}
