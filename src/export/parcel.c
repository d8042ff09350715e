/* SPDX-License-Identifier: Apache-2.0
 *
 * export/parcel: folders into files that travel. May include: base, trust, pack.
 */
#include "export/parcel.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/bag.h"
#include "pack/zip.h"
#include "trust/seal.h"

#define STAMP_MS 315532800000 /* 1980-01-01, the first day of the zip format */

enum err_code parcel_form_parse(const char *name, const char *path, enum parcel_form *ret,
                                struct err *err)
{
    static const char *const names[] = {"zip", "aes", "sealed"};
    for (size_t i = 0; name && i < ARRAY_SIZE(names); i++)
        if (text_equal(names[i], name)) {
            *ret = (enum parcel_form)i;
            return ERR_OK;
        }
    if (name)
        return err_set(err, ERR_USAGE, 688, _("one of these words is expected: zip, aes, sealed"));
    *ret = text_ends(path, ".sealed") ? PARCEL_SEALED : PARCEL_ZIP;
    return ERR_OK;
}

/* Pictures, PDFs and archives are small already. */
static bool worth_packing(const char *name)
{
    static const char *const packed[] = {".pdf", ".jpg", ".xlsx", ".zip"};
    for (size_t i = 0; i < ARRAY_SIZE(packed); i++)
        if (text_ends(name, packed[i]))
            return false;
    return true;
}

/* Heap; without slashes at its end. */
static char *plain_folder(const char *folder)
{
    char *plain = mem_copy_text(folder);
    for (size_t length = strlen(plain); length > 1 && plain[length - 1] == '/'; length--)
        plain[length - 1] = '\0';
    return plain;
}

static enum err_code add_file(struct zip *zip, const char *folder, const char *file,
                              struct err *err)
{
    struct str name = STR_INIT;
    char *path = file_join(folder, file);
    str_format(&name, "%s/%s", file_peek_name(folder), file);
    enum err_code code = zip_add_file(zip, str_peek(&name), path, worth_packing(file), err);
    free(path);
    str_release(&name);
    return code;
}

enum err_code parcel_zip(const char *folder, const char *path, const char *password,
                         struct err *err)
{
    struct bag_files files = {0};
    struct zip *zip = NULL;
    char *plain = plain_folder(folder);
    enum err_code code = bag_files_list(plain, "", &files, err);
    if (!code)
        code = zip_open(path, password, STAMP_MS, &zip, err);
    for (size_t i = 0; !code && i < files.count; i++)
        code = add_file(zip, plain, files.items[i], err);
    if (!code)
        code = zip_finish(zip, err);
    else
        zip_drop(zip);
    bag_files_release(&files);
    free(plain);
    return code;
}

enum err_code parcel_seal(const char *folder, const char *path, const struct seal_to *to,
                          struct err *err)
{
    struct sealed sealed;
    char *plain = plain_folder(folder), *temp = NULL;
    int fd = -1;
    enum err_code code = file_temp_new(plain, &temp, err);
    if (!code)
        code = parcel_zip(plain, temp, NULL, err);
    if (!code)
        code = file_open_read(temp, &fd, err);
    if (!code)
        code = seal_file(fd, temp, NULL, to, path, &sealed, err);
    if (fd >= 0)
        close(fd);
    if (temp)
        unlink(temp);
    free(temp);
    free(plain);
    return code;
}

static enum err_code take(const void *data, size_t length, void *context, struct err *err)
{
    return file_writer_add(context, data, length, err);
}

enum err_code parcel_open(const char *path, const struct secret *secret, const char *into,
                          struct err *err)
{
    struct file_writer *writer = NULL;
    enum err_code code = file_writer_open(into, FILE_ONCE, &writer, err);
    if (!code)
        code = seal_open(path, secret, take, writer, NULL, err);
    if (!code)
        return file_writer_finish(writer, err);
    file_writer_drop(writer);
    return code;
}
