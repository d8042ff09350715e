/* SPDX-License-Identifier: Apache-2.0
 *
 * store/blob: the folders of files beside the database. Uses base/file for every write.
 * May include base, model and store.
 */
#include "store/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

bool blob_extension_fits(const char *extension)
{
    size_t length = extension ? strlen(extension) : 0;
    return length >= 1 && length <= 8 &&
           strspn(extension, "abcdefghijklmnopqrstuvwxyz0123456789") == length;
}

bool blob_exists(struct store *store, const char *kind, const struct digest *id,
                 const char *extension)
{
    char *path = store_blob_path(store, kind, id, extension);
    bool found = file_exists(path);
    free(path);
    return found;
}

/* The two-letter folder. */
static enum err_code blob_folder(struct store *store, const char *kind, const struct digest *id,
                                 struct err *err)
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(id, hex);
    struct str path = STR_INIT;
    str_format(&path, "%s/%s/%.2s", store->folder, kind, hex);
    enum err_code code = file_make_folder(str_peek(&path), err);
    str_release(&path);
    return code;
}

enum err_code blob_write(struct store *store, const char *kind, const struct digest *id,
                         const char *extension, const struct blob_source *source,
                         enum file_mode mode, struct err *err)
{
    enum err_code code = blob_folder(store, kind, id, err);
    if (code)
        return code;
    char *path = store_blob_path(store, kind, id, extension);
    if (source->fd >= 0)
        code = file_write_from_fd(path, source->fd, source->length, mode, err);
    else
        code = file_write(path, source->data, source->length, mode, err);
    free(path);
    return code;
}

/* --- visiting ----------------------------------------------------------------------------- */

/* "cdef….ext" in folder "ab" as id and extension. */
static bool name_parse(const char *letters, const char *name, struct digest *ret_id,
                       const char **ret_extension)
{
    char hex[DIGEST_TEXT_SIZE];
    const char *dot = strchr(name, '.');
    size_t length = dot ? (size_t)(dot - name) : strlen(name);
    *ret_extension = dot ? dot + 1 : "";
    if (strlen(letters) != 2 || length + 2 != sizeof hex - 1)
        return false;
    snprintf(hex, sizeof hex, "%s%.*s", letters, (int)length, name);
    return digest_parse(hex, ret_id);
}

static enum err_code visit_one(const char *folder, const char *letters, const char *name,
                               blob_visitor *visit, void *context, struct err *err)
{
    struct stat info;
    struct digest id;
    struct str full = STR_INIT;
    char *path = file_join(folder, name);
    enum err_code code = ERR_OK;
    str_format(&full, "%s%s", letters, name);
    if (lstat(path, &info) == 0) {
        struct blob_file file = {.path = path,
                                 .name = str_peek(&full),
                                 .bytes = info.st_size,
                                 .changed_ms = (int64_t)info.st_mtim.tv_sec * 1000};
        if (name_parse(letters, name, &id, &file.extension) && S_ISREG(info.st_mode))
            file.id = &id;
        code = visit(&file, context, err);
    }
    str_release(&full);
    free(path);
    return code;
}

static enum err_code visit_folder(const char *folder, const char *letters, blob_visitor *visit,
                                  void *context, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    for (size_t i = 0; !code && names[i]; i++)
        code = visit_one(folder, letters, names[i], visit, context, err);
    file_list_free(names);
    return code;
}

enum err_code blob_each(struct store *store, const char *kind, blob_visitor *visit, void *context,
                        struct err *err)
{
    char **names = NULL;
    char *top = store_path(store, kind);
    enum err_code code = file_list(top, &names, err);
    for (size_t i = 0; !code && names[i]; i++) {
        char *folder = file_join(top, names[i]);
        if (file_is_folder(folder))
            code = visit_folder(folder, names[i], visit, context, err);
        else
            code = visit_one(top, "", names[i], visit, context, err);
        free(folder);
    }
    file_list_free(names);
    free(top);
    return code;
}
