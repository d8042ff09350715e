/* SPDX-License-Identifier: Apache-2.0
 *
 * store/rows: columns of a row as our own types, and small helpers that lists share. Part of
 * store/db.h.
 * May include SQLite, base, model and store.
 */
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/db.h"

bool rows_null(const struct rows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL;
}

int64_t rows_int(const struct rows *rows, int column)
{
    return sqlite3_column_int64(rows->stmt, column);
}

int64_t rows_int_or(const struct rows *rows, int column, int64_t none)
{
    return rows_null(rows, column) ? none : rows_int(rows, column);
}

const char *rows_peek_text(const struct rows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->stmt, column);
}

const char *rows_text(const struct rows *rows, int column, struct arena *arena)
{
    return arena_copy_text(arena, rows_peek_text(rows, column));
}

struct uuid rows_uuid(const struct rows *rows, int column)
{
    struct uuid id = {0};
    const char *text = rows_peek_text(rows, column);
    if (text)
        (void)uuid_parse(text, &id);
    return id;
}

struct digest rows_digest(const struct rows *rows, int column)
{
    struct digest digest = {0};
    const char *text = rows_peek_text(rows, column);
    if (text)
        (void)digest_parse(text, &digest);
    return digest;
}

struct digest rows_hash(const struct rows *rows, int column)
{
    struct digest digest = {0};
    if (sqlite3_column_bytes(rows->stmt, column) == sizeof digest.bytes)
        memcpy(digest.bytes, sqlite3_column_blob(rows->stmt, column), sizeof digest.bytes);
    return digest;
}

struct rect rows_rect(const struct rows *rows, int first)
{
    if (rows_null(rows, first))
        return (struct rect){0};
    return (struct rect){(int)rows_int(rows, first), (int)rows_int(rows, first + 1),
                         (int)rows_int(rows, first + 2), (int)rows_int(rows, first + 3)};
}

long list_limit(long limit)
{
    return limit <= 0 || limit > STORE_LIST_MAX ? STORE_LIST_MAX : limit;
}

/* Doubles in the arena; what it outgrows stays there until the arena goes. */
static void *larger(struct arena *arena, const void *items, size_t count, size_t room, size_t size)
{
    void *copy = arena_take(arena, room, size);
    if (count)
        memcpy(copy, items, count * size);
    return copy;
}

enum err_code rows_all(struct rows *rows, struct arena *arena, size_t size, row_reader *read,
                       void **ret, size_t *ret_count, struct err *err)
{
    char *items = NULL;
    size_t count = 0, room = 0;
    while (rows_next(rows)) {
        if (count == room) {
            room = room ? room * 2 : 16;
            items = larger(arena, items, count, room, size);
        }
        read(rows, arena, items + count++ * size);
    }
    enum err_code code = rows_close(rows, err);
    if (code)
        return code;
    *ret = items;
    *ret_count = count;
    return ERR_OK;
}

enum err_code rows_one(struct rows *rows, struct arena *arena, row_reader *read, void *ret,
                       struct err *err)
{
    bool found = rows_next(rows);
    if (found)
        read(rows, arena, ret);
    enum err_code code = rows_close(rows, err);
    return code ? code : found ? ERR_OK : ERR_EMPTY;
}

enum err_code id_only(struct rows *rows, struct uuid *ret, const char *text, struct err *err)
{
    struct uuid ids[2] = {0};
    size_t count = 0;
    while (count < 2 && rows_next(rows))
        ids[count++] = rows_uuid(rows, 0);
    enum err_code code = rows_close(rows, err);
    if (code)
        return code;
    if (count == 0)
        return err_set(err, ERR_MISSING, 538, _("there is nothing named %s in the store"), text);
    if (count > 1)
        return err_set(err, ERR_USAGE, 539, _("%s fits several; give more characters of the id"),
                       text);
    *ret = ids[0];
    return ERR_OK;
}

const char *id_part(const char *text)
{
    size_t length = strlen(text);
    bool fits =
        length >= 8 && length < UUID_TEXT_SIZE && strspn(text, "0123456789abcdef-") == length;
    return fits ? text : NULL;
}

char *store_path(const struct store *store, const char *name)
{
    return file_join(store->folder, name);
}

char *store_blob_path(const struct store *store, const char *kind, const struct digest *id,
                      const char *extension)
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(id, hex);
    struct str path = STR_INIT;
    str_format(&path, "%s/%s/%.2s/%s.%s", store->folder, kind, hex, hex + 2, extension);
    return str_take(&path);
}
