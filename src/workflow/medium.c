/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/medium: the files that a backup is. May include: base, model, trust, store.
 */
#include "workflow/medium.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"

static const char FOLDER[] = "sohoa-backup", SEALED[] = ".db.sealed", ABOUT[] = ".json";
enum { FORMAT = 1 };

static char *path_in(const char *folder, const char *format, const char *a)
{
    struct str path = STR_INIT;
    str_format(&path, "%s/", folder);
    str_add(&path, format);
    str_add(&path, a);
    return str_take(&path);
}

char *medium_folder(const char *place)
{
    char *about = path_in(place, "medium", ABOUT);
    bool itself = file_exists(about);
    free(about);
    return itself ? mem_copy_text(place) : file_join(place, FOLDER);
}

/* ---- the medium itself ---- */

static enum err_code damaged(const char *path, struct err *err)
{
    return err_set(
        err, ERR_FORMAT, 1855,
        _("%s is damaged; use another stick, and empty this one before it is used again"), path);
}

static bool uuid_of(const json_t *json, const char *key, struct uuid *ret)
{
    const char *text = json_peek_text(json, key);
    return text && uuid_parse(text, ret);
}

static bool medium_parse(const json_t *json, struct medium *medium)
{
    const char *label = json_peek_text(json, "set"), *seal = json_peek_text(json, "sealed_for");
    medium->number = json_peek_long(json, "number", 0);
    if (json_peek_long(json, "format", 0) != FORMAT || medium->number < 1 || !label || !seal ||
        !backup_label_fits(label) || !seal_to_parse(seal, &medium->seal))
        return false;
    snprintf(medium->label, sizeof medium->label, "%s", label);
    return uuid_of(json, "medium", &medium->id) && uuid_of(json, "station", &medium->station);
}

enum err_code medium_read(const char *folder, struct medium *ret, struct err *err)
{
    char *path = path_in(folder, "medium", ABOUT);
    json_t *json = NULL;
    struct err why = {0};
    enum err_code code = file_exists(path) ? json_read_file(path, &json, &why) : ERR_EMPTY;
    struct medium medium = {0};
    if (code == ERR_FORMAT || (!code && !medium_parse(json, &medium)))
        code = damaged(path, err);
    else if (code && code != ERR_EMPTY && err)
        *err = why;
    if (!code)
        *ret = medium;
    json_decref(json);
    free(path);
    return code;
}

static void put_uuid(json_t *json, const char *key, const struct uuid *id)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    json_put_text(json, key, text);
}

static enum err_code json_write(json_t *json_new, const char *path, struct err *err)
{
    char *text = json_pretty(json_new);
    json_decref(json_new);
    enum err_code code = file_write(path, text, strlen(text), FILE_REPLACE, err);
    free(text);
    return code;
}

enum err_code medium_write(const char *folder, const struct medium *medium, struct err *err)
{
    static const char *const names[] = {"masters", "database"};
    char seal[SEAL_TO_TEXT_SIZE];
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < ARRAY_SIZE(names) && !code; i++) {
        char *path = file_join(folder, names[i]);
        code = file_make_folder(path, err);
        free(path);
    }
    if (code)
        return code;
    seal_to_show(&medium->seal, seal);
    json_t *json = json_object();
    json_put_long(json, "format", FORMAT);
    put_uuid(json, "medium", &medium->id);
    put_uuid(json, "station", &medium->station);
    json_put_text(json, "set", medium->label);
    json_put_long(json, "number", medium->number);
    json_put_text(json, "sealed_for", seal);
    char *path = path_in(folder, "medium", ABOUT);
    code = json_write(json, path, err);
    free(path);
    return code;
}

char *medium_master_path(const char *folder, const struct digest *id, const char *kind)
{
    char hex[DIGEST_TEXT_SIZE];
    struct str path = STR_INIT;
    digest_show(id, hex);
    str_format(&path, "%s/masters/%.2s/%s.%s.sealed", folder, hex, hex + 2, kind);
    return str_take(&path);
}

/* Temporary files of folder, and of the folders in it. */
static enum err_code tidy(const char *folder, int depth, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    for (size_t i = 0; !code && names[i]; i++) {
        char *path = file_join(folder, names[i]);
        if (text_starts(names[i], FILE_TEMP_PREFIX))
            unlink(path);
        else if (depth > 0 && file_is_folder(path))
            code = tidy(path, depth - 1, err);
        free(path);
    }
    file_list_free(names);
    return code;
}

enum err_code medium_tidy(const char *folder, struct err *err)
{
    return tidy(folder, 2, err);
}

/* ---- copies of the database ---- */

void medium_snapshot_release(struct medium_snapshot *snapshot)
{
    free(snapshot->path);
    *snapshot = (struct medium_snapshot){0};
}

char *medium_snapshot_path(const char *folder, int64_t sequence, int64_t made_ms)
{
    struct str path = STR_INIT;
    str_format(&path, "%s/database/%012" PRId64 "-%" PRId64 "%s", folder, sequence, made_ms,
               SEALED);
    return str_take(&path);
}

/* The path with another end. */
static char *path_swap(const char *path, const char *end, const char *other)
{
    struct str swapped = STR_INIT;
    str_add_span(&swapped, path, strlen(path) - strlen(end));
    str_add(&swapped, other);
    return str_take(&swapped);
}

enum err_code medium_snapshot_write(const struct medium_snapshot *snapshot, struct err *err)
{
    char hex[DIGEST_TEXT_SIZE];
    json_t *json = json_object();
    json_put_long(json, "format", FORMAT);
    put_uuid(json, "station", &snapshot->station);
    json_put_long(json, "sequence", snapshot->sequence);
    digest_show(&snapshot->head, hex);
    json_put_text(json, "head", hex);
    json_put_long(json, "made_ms", snapshot->made_ms);
    json_put_long(json, "masters", snapshot->masters);
    json_put_long(json, "media", snapshot->media);
    digest_show(&snapshot->hash, hex);
    json_put_text(json, "sha256", hex);
    char *path = path_swap(snapshot->path, SEALED, ABOUT);
    enum err_code code = json_write(json, path, err);
    free(path);
    return code;
}

static bool snapshot_parse(const json_t *json, struct medium_snapshot *ret)
{
    const char *head = json_peek_text(json, "head"), *hash = json_peek_text(json, "sha256");
    ret->sequence = json_peek_long(json, "sequence", 0);
    ret->made_ms = json_peek_long(json, "made_ms", 0);
    ret->masters = json_peek_long(json, "masters", 0);
    ret->media = json_peek_long(json, "media", 0);
    return json_peek_long(json, "format", 0) == FORMAT && head && hash &&
           digest_parse(head, &ret->head) && digest_parse(hash, &ret->hash) &&
           uuid_of(json, "station", &ret->station);
}

enum err_code medium_snapshot_read(const char *path, struct medium_snapshot *ret_new,
                                   struct err *err)
{
    bool sealed = text_ends(path, SEALED);
    char *about = sealed ? path_swap(path, SEALED, ABOUT) : mem_copy_text(path);
    json_t *json = NULL;
    struct medium_snapshot snapshot = {0};
    enum err_code code =
        text_ends(about, ABOUT) ? json_read_file(about, &json, err) : damaged(path, err);
    if (!code && !snapshot_parse(json, &snapshot))
        code = damaged(about, err);
    if (!code) {
        snapshot.path = path_swap(about, ABOUT, SEALED);
        *ret_new = snapshot;
    }
    json_decref(json);
    free(about);
    return code;
}

/* The .json files, oldest first. */
static enum err_code abouts(const char *folder, char ***ret_new, struct err *err)
{
    char *path = file_join(folder, "database");
    enum err_code code = file_is_folder(path) ? file_list(path, ret_new, err) : ERR_EMPTY;
    size_t kept = 0;
    for (size_t i = 0; !code && (*ret_new)[i]; i++) {
        char *name = (*ret_new)[i];
        (*ret_new)[i] = NULL;
        if (text_ends(name, ABOUT) && !text_starts(name, FILE_TEMP_PREFIX))
            (*ret_new)[kept++] = name;
        else
            free(name);
    }
    free(path);
    return code;
}

enum err_code medium_snapshot_find(const char *folder, struct medium_snapshot *ret_new,
                                   struct err *err)
{
    char **names = NULL;
    size_t count = 0;
    enum err_code code = abouts(folder, &names, err);
    while (!code && names[count])
        count++;
    if (!code && !count)
        code = ERR_EMPTY;
    if (!code) {
        char *path = path_in(folder, "database/", names[count - 1]);
        code = medium_snapshot_read(path, ret_new, err);
        free(path);
    }
    file_list_free(names);
    return code;
}

enum err_code medium_snapshot_thin(const char *folder, size_t keep, struct err *err)
{
    char **names = NULL;
    size_t count = 0;
    enum err_code code = abouts(folder, &names, err);
    while (!code && names[count])
        count++;
    for (size_t i = 0; !code && i + keep < count; i++) {
        char *about = path_in(folder, "database/", names[i]);
        char *sealed = path_swap(about, ABOUT, SEALED);
        unlink(about); /* first: a copy without it does not count */
        unlink(sealed);
        free(about);
        free(sealed);
    }
    file_list_free(names);
    return code == ERR_EMPTY ? ERR_OK : code;
}
