/* SPDX-License-Identifier: Apache-2.0
 *
 * store/content: the content tables and their one writer. Includes base/json and trust/hash for
 * the canonical form of a row and its salted hash.
 * May include base, model, trust and store.
 */
#include "store/content.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/random.h"
#include "trust/hash.h"

enum { SALT_SIZE = 32, OWNER_STATION = -1 };

#define STATION_COLUMNS "id, name, practice, here, created_ms, office"
#define PERSON_COLUMNS  "id, station, name, role, created_ms, ended_ms"
#define KEY_COLUMNS     "person, number, station, key, act, made_ms"
#define SETTING_COLUMNS "name, station, value"
#define SCHEMA_COLUMNS  "id, station, name, body, added_ms, person"
#define BOOK_COLUMNS                                                                               \
    "id, station, schema, number, place, signer, registration, script, era, pages, created_ms, "   \
    "person"
#define SERIES_COLUMNS "book, number, station, year, first, last"
#define MARK_COLUMNS   "book, number, station, year, entry, suffix, kind, reason, person, at_ms"
#define BATCH_COLUMNS  "id, station, name, schema, profile, book, created_ms, person, merged"
#define MASTER_COLUMNS                                                                             \
    "id, station, kind, bytes, frames, origin, source, device, profile, mode, resolution, "        \
    "pixels, "                                                                                     \
    "added_ms, person"
#define PAGE_COLUMNS "id, station, created_ms, person"
#define REVISION_COLUMNS                                                                           \
    "page, number, station, master, frame, x, y, w, h, turns, manual, created_ms, person, parts"
#define KEEP_COLUMNS  "page, revision, station, reasons, person, at_ms"
#define PLACE_COLUMNS "page, station, batch, position"
#define RECORD_COLUMNS                                                                             \
    "id, station, page, revision, x, y, w, h, row, schema, book, created_ms, person, look, "       \
    "withdrawn"
#define IMAGE_COLUMNS "record, number, station, page, revision, gone, person, at_ms"
#define DRAFT_COLUMNS                                                                              \
    "record, number, station, field, person, written, normal, status, undoes, at_ms, entry"
#define VERSION_COLUMNS     "id, record, station, person, hash, body, at_ms"
#define PARENT_COLUMNS      "version, parent, station, position"
#define ACT_COLUMNS         "id, station, kind, person, reason, body, at_ms, key, head, signature"
#define ACT_VERSION_COLUMNS "act, version, station, position"
#define DIFFICULTY_COLUMNS                                                                         \
    "id, station, category, step, device, code, words, page, record, person, at_ms"
#define DIFFICULTY_END_COLUMNS "difficulty, station, answer, person, at_ms"
#define GRID_COLUMNS           "book, number, station, body, person, at_ms"
#define ASSIGNMENT_COLUMNS     "id, station, batch, person, given, from_ms, until_ms"

#define ONE(columns, table, key)  "SELECT " columns " FROM " table " WHERE " key " = ?1"
#define TWO(columns, table, a, b) ONE(columns, table, a) " AND " b " = ?2"
#define ALL(columns, table, keys) "SELECT " columns " FROM " table " ORDER BY " keys

#define SINGLE(table, columns, key, salt)                                                          \
    {                                                                                              \
        .name = table, .one = ONE(columns, table, key), .all = ALL(columns, table, key),           \
        .keys = 1, .owner = (salt)                                                                 \
    }
#define DOUBLE(table, columns, a, b, salt)                                                         \
    {                                                                                              \
        .name = table, .one = TWO(columns, table, a, b), .all = ALL(columns, table, a ", " b),     \
        .keys = 2, .owner = (salt)                                                                 \
    }

const struct content content_tables[CONTENT_COUNT] = {
    [CONTENT_STATION] = SINGLE("station", STATION_COLUMNS, "id", OWNER_STATION),
    [CONTENT_PERSON] = SINGLE("person", PERSON_COLUMNS, "id", 0),
    [CONTENT_PERSON_KEY] = DOUBLE("person_key", KEY_COLUMNS, "person", "number", OWNER_STATION),
    [CONTENT_SETTING] = SINGLE("setting", SETTING_COLUMNS, "name", OWNER_STATION),
    [CONTENT_SCHEMA] = SINGLE("schema", SCHEMA_COLUMNS, "id", OWNER_STATION),
    [CONTENT_BOOK] = SINGLE("book", BOOK_COLUMNS, "id", OWNER_STATION),
    [CONTENT_BOOK_SERIES] = DOUBLE("book_series", SERIES_COLUMNS, "book", "number", OWNER_STATION),
    [CONTENT_BOOK_MARK] = DOUBLE("book_mark", MARK_COLUMNS, "book", "number", OWNER_STATION),
    [CONTENT_BATCH] = SINGLE("batch", BATCH_COLUMNS, "id", OWNER_STATION),
    [CONTENT_MASTER] = SINGLE("master", MASTER_COLUMNS, "id", 0),
    [CONTENT_PAGE] = SINGLE("page", PAGE_COLUMNS, "id", 0),
    [CONTENT_PAGE_REVISION] = DOUBLE("page_revision", REVISION_COLUMNS, "page", "number", 0),
    [CONTENT_PAGE_KEEP] = DOUBLE("page_keep", KEEP_COLUMNS, "page", "revision", 0),
    [CONTENT_BATCH_PAGE] = SINGLE("batch_page", PLACE_COLUMNS, "page", 0),
    [CONTENT_RECORD] = SINGLE("record", RECORD_COLUMNS, "id", 0),
    [CONTENT_RECORD_IMAGE] = DOUBLE("record_image", IMAGE_COLUMNS, "record", "number", 0),
    [CONTENT_DRAFT] = DOUBLE("draft", DRAFT_COLUMNS, "record", "number", 0),
    [CONTENT_VERSION] = SINGLE("version", VERSION_COLUMNS, "id", 1),
    [CONTENT_VERSION_PARENT] =
        DOUBLE("version_parent", PARENT_COLUMNS, "version", "parent", OWNER_STATION),
    [CONTENT_ACT] = SINGLE("act", ACT_COLUMNS, "id", OWNER_STATION),
    [CONTENT_ACT_VERSION] =
        DOUBLE("act_version", ACT_VERSION_COLUMNS, "act", "version", OWNER_STATION),
    [CONTENT_DIFFICULTY] = SINGLE("difficulty", DIFFICULTY_COLUMNS, "id", OWNER_STATION),
    [CONTENT_DIFFICULTY_END] =
        SINGLE("difficulty_end", DIFFICULTY_END_COLUMNS, "difficulty", OWNER_STATION),
    [CONTENT_GRID] = DOUBLE("grid", GRID_COLUMNS, "book", "number", OWNER_STATION),
    [CONTENT_ASSIGNMENT] = SINGLE("assignment", ASSIGNMENT_COLUMNS, "id", OWNER_STATION),
};

const struct content *content_find(const char *name)
{
    for (int i = 0; i < CONTENT_COUNT; i++)
        if (!strcmp(content_tables[i].name, name))
            return &content_tables[i];
    return NULL;
}

bool content_guarded(const char *table)
{
    static const char *const others[] = {"audit", "audit_row", "salt"};
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        if (!strcmp(others[i], table))
            return true;
    return content_find(table) != NULL;
}

/* --- the hash of a row -------------------------------------------------------------------- */

static json_t *blob_to_json(const struct rows *rows, int column)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *data = sqlite3_column_blob(rows->stmt, column);
    int length = sqlite3_column_bytes(rows->stmt, column);
    char *hex = mem_new((size_t)length * 2 + 1, 1);
    for (int i = 0; i < length; i++) {
        hex[i * 2] = digits[data[i] >> 4];
        hex[i * 2 + 1] = digits[data[i] & 15];
    }
    json_t *text = json_string(hex);
    free(hex);
    return text;
}

/* NULL for a column that is NULL, or a text that is no text any more. */
static json_t *column_to_json(const struct rows *rows, int column)
{
    switch (sqlite3_column_type(rows->stmt, column)) {
    case SQLITE_INTEGER: return json_integer(rows_int(rows, column));
    case SQLITE_TEXT: {
        json_t *text = json_string(rows_peek_text(rows, column));
        return text ? text : blob_to_json(rows, column);
    }
    case SQLITE_BLOB: return blob_to_json(rows, column);
    default: return NULL;
    }
}

static char *row_canonical(const struct content *table, const struct rows *rows)
{
    json_t *object = json_object();
    json_put_text(object, "table", table->name);
    for (int i = 0; i < sqlite3_column_count(rows->stmt); i++) {
        json_t *value = column_to_json(rows, i);
        if (value)
            json_put_new(object, sqlite3_column_name(rows->stmt, i), value);
    }
    char *text = json_canonical(object);
    json_decref(object);
    return text;
}

static enum err_code salt_get(struct store *store, const char *owner, unsigned char salt[SALT_SIZE],
                              bool *ret_found, struct err *err)
{
    struct rows rows = rows_open(store, "SELECT value FROM salt WHERE owner = ?1",
                                 BINDS(TEXT(owner[0] ? owner : store->station_text)));
    bool found = rows_next(&rows) && sqlite3_column_bytes(rows.stmt, 0) == SALT_SIZE;
    if (found)
        memcpy(salt, sqlite3_column_blob(rows.stmt, 0), SALT_SIZE);
    *ret_found = found;
    return rows_close(&rows, err);
}

static void row_hash(const unsigned char salt[SALT_SIZE], const char *canonical, struct digest *ret)
{
    struct hash *hash = hash_new();
    hash_add(hash, salt, SALT_SIZE);
    hash_add(hash, canonical, strlen(canonical));
    hash_finish(hash, ret);
}

static void row_names(const struct content *table, const struct rows *rows, struct content_row *ret)
{
    const char *a = rows_peek_text(rows, 0), *b = table->keys > 1 ? rows_peek_text(rows, 1) : NULL;
    snprintf(ret->id, sizeof ret->id, "%s%s%s", a ? a : "", b ? "/" : "", b ? b : "");
    const char *owner = table->owner < 0 ? NULL : rows_peek_text(rows, table->owner);
    snprintf(ret->owner, sizeof ret->owner, "%s", owner ? owner : "");
}

enum err_code content_row_read(struct store *store, const struct content *table,
                               const struct rows *rows, struct content_row *ret, struct err *err)
{
    unsigned char salt[SALT_SIZE];
    *ret = (struct content_row){0};
    row_names(table, rows, ret);
    enum err_code code = salt_get(store, ret->owner, salt, &ret->salt_found, err);
    if (code || !ret->salt_found)
        return code;
    char *canonical = row_canonical(table, rows);
    row_hash(salt, canonical, &ret->hash);
    free(canonical);
    return ERR_OK;
}

/* --- writing ------------------------------------------------------------------------------ */

static enum err_code salt_make(struct store *store, const char *owner, struct err *err)
{
    unsigned char salt[SALT_SIZE];
    random_fill(salt, sizeof salt);
    store->may_write = "salt";
    enum err_code code =
        db_run(store, "INSERT INTO salt (owner, value) VALUES (?1, ?2)",
               BINDS(TEXT(owner[0] ? owner : store->station_text), BLOB(salt, sizeof salt)), err);
    store->may_write = NULL;
    return code;
}

static enum err_code row_note(struct store *store, const struct content *table,
                              const struct rows *rows, struct err *err)
{
    struct content_row row;
    enum err_code code = content_row_read(store, table, rows, &row, err);
    if (!code && !row.salt_found) {
        code = salt_make(store, row.owner, err);
        if (!code)
            code = content_row_read(store, table, rows, &row, err);
    }
    if (code)
        return code;
    struct pending_row *pending = ARRAY_ADD(&store->pending);
    pending->table = table;
    memcpy(pending->id, row.id, sizeof row.id);
    memcpy(pending->owner, row.owner, sizeof row.owner);
    pending->hash = row.hash;
    return ERR_OK;
}

/* The statement may touch exactly one row. */
static enum err_code row_write(struct store *store, const struct content *table, const char *sql,
                               const struct bind *binds, struct err *err)
{
    int64_t before = sqlite3_total_changes64(store->db);
    store->may_write = table->name;
    enum err_code code = db_run(store, sql, binds, err);
    store->may_write = NULL;
    if (code)
        return code;
    if (sqlite3_total_changes64(store->db) - before != 1)
        return err_set(err, ERR_MISSING, 507, _("the entry to change is not in the store"));
    return ERR_OK;
}

enum err_code content_write(struct store *store, enum content_table which, const char *a,
                            const char *b, const char *sql, const struct bind *binds,
                            struct err *err)
{
    const struct content *table = &content_tables[which];
    assert(store->depth > 0 && (b != NULL) == (table->keys == 2));
    enum err_code code = row_write(store, table, sql, binds, err);
    if (code)
        return code;
    struct rows rows = b ? rows_open(store, table->one, BINDS(TEXT(a), TEXT(b)))
                         : rows_open(store, table->one, BINDS(TEXT(a)));
    bool found = rows_next(&rows);
    if (found)
        code = row_note(store, table, &rows, err);
    enum err_code closed = rows_close(&rows, err);
    if (!code && !closed && !found)
        return err_set(err, ERR_MISSING, 524, _("the entry to change is not in the store"));
    return code ? code : closed;
}
