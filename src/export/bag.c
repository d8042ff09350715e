/* SPDX-License-Identifier: Apache-2.0
 *
 * export/bag: closing a bag. May include: base, model, trust.
 */
#include "export/bag.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "trust/hash.h"

/* ---- files ---- */

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum err_code walk(const char *folder, const char *under, struct bag_files *files,
                          struct err *err)
{
    char *path = *under ? file_join(folder, under) : mem_copy_text(folder), **names = NULL;
    enum err_code code = file_list(path, &names, err);
    for (size_t i = 0; !code && names[i]; i++) {
        char *inside = *under ? file_join(under, names[i]) : mem_copy_text(names[i]);
        char *whole = file_join(folder, inside);
        if (file_is_folder(whole)) {
            code = walk(folder, inside, files, err);
            free(inside);
        } else {
            *ARRAY_ADD(files) = inside;
        }
        free(whole);
    }
    file_list_free(names);
    free(path);
    return code;
}

enum err_code bag_files_list(const char *folder, const char *under, struct bag_files *ret_new,
                             struct err *err)
{
    *ret_new = (struct bag_files){0};
    enum err_code code = walk(folder, under, ret_new, err);
    if (!code && ret_new->count)
        qsort(ret_new->items, ret_new->count, sizeof *ret_new->items, by_bytes);
    if (code)
        bag_files_release(ret_new);
    return code;
}

void bag_files_release(struct bag_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->items[i]);
    free(files->items);
    *files = (struct bag_files){0};
}

/* ---- manifests ---- */

/* RFC 8493 2.1.3: '%', CR and LF in a name are written as %25, %0D, %0A. */
static void add_name(struct str *out, const char *name)
{
    for (; *name; name++) {
        if (*name == '%' || *name == '\r' || *name == '\n')
            str_format(out, "%%%02X", (unsigned char)*name);
        else
            str_add_char(out, *name);
    }
}

static enum err_code add_line(const char *folder, const char *name, struct str *out,
                              struct err *err)
{
    struct digest digest;
    char hex[DIGEST_TEXT_SIZE], *path = file_join(folder, name);
    enum err_code code = hash_file(path, &digest, err);
    free(path);
    if (code)
        return code;
    digest_show(&digest, hex);
    str_format(out, "%s  ", hex);
    add_name(out, name);
    str_add_char(out, '\n');
    return ERR_OK;
}

static enum err_code write_text(const char *folder, const char *name, const struct str *text,
                                struct err *err)
{
    char *path = file_join(folder, name);
    enum err_code code = file_write(path, str_peek(text), text->length, FILE_REPLACE, err);
    free(path);
    return code;
}

static enum err_code write_manifest(const char *folder, const struct bag_files *files,
                                    uint64_t *ret_bytes, struct err *err)
{
    struct str text = STR_INIT;
    enum err_code code = ERR_OK;
    *ret_bytes = 0;
    for (size_t i = 0; i < files->count && !code; i++) {
        uint64_t bytes = 0;
        char *path = file_join(folder, files->items[i]);
        code = file_size(path, &bytes, err);
        free(path);
        *ret_bytes += bytes;
        if (!code)
            code = add_line(folder, files->items[i], &text, err);
    }
    if (!code)
        code = write_text(folder, BAG_MANIFEST, &text, err);
    str_release(&text);
    return code;
}

static enum err_code write_info(const char *folder, const struct bag_line *lines, size_t count,
                                uint64_t bytes, size_t files, struct err *err)
{
    struct str text = STR_INIT;
    str_add(&text, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    enum err_code code = write_text(folder, "bagit.txt", &text, err);
    str_clear(&text);
    for (size_t i = 0; i < count; i++)
        if (lines[i].value)
            str_format(&text, "%s: %s\n", lines[i].name, lines[i].value);
    str_format(&text, "Payload-Oxum: %llu.%zu\n", (unsigned long long)bytes, files);
    if (!code)
        code = write_text(folder, "bag-info.txt", &text, err);
    str_release(&text);
    return code;
}

/* Whatever stands beside data/ is a tag file. */
static enum err_code write_tags(const char *folder, struct digest *ret, struct err *err)
{
    struct bag_files files = {0};
    struct str text = STR_INIT;
    enum err_code code = bag_files_list(folder, "", &files, err);
    for (size_t i = 0; i < files.count && !code; i++)
        if (!text_starts(files.items[i], "data/") && !text_starts(files.items[i], BAG_TAGS))
            code = add_line(folder, files.items[i], &text, err);
    if (!code)
        code = write_text(folder, BAG_TAGS, &text, err);
    hash_bytes(str_peek(&text), text.length, ret);
    bag_files_release(&files);
    str_release(&text);
    return code;
}

enum err_code bag_close(const char *folder, const struct bag_line *lines, size_t count,
                        struct digest *ret, struct err *err)
{
    struct bag_files files = {0};
    uint64_t bytes = 0;
    enum err_code code = bag_files_list(folder, "data", &files, err);
    if (!code)
        code = write_manifest(folder, &files, &bytes, err);
    if (!code)
        code = write_info(folder, lines, count, bytes, files.count, err);
    if (!code)
        code = write_tags(folder, ret, err);
    bag_files_release(&files);
    return code;
}
