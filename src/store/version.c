/* SPDX-License-Identifier: Apache-2.0
 *
 * store/version: finished content of records. Part of store/record.h.
 * May include base, model, trust and store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/utf8.h"
#include "store/content.h"
#include "store/ids.h"
#include "store/record.h"
#include "trust/hash.h"

#define VERSION_COLUMNS                                                                            \
    "SELECT id, record, person, hash, body, at_ms, (SELECT group_concat(parent, ' ') FROM"         \
    " (SELECT parent FROM version_parent WHERE version_parent.version = version.id"                \
    " ORDER BY position)) FROM version"

static void read_version(const struct rows *rows, struct arena *arena, void *item)
{
    struct version *version = item;
    *version = (struct version){.id = rows_uuid(rows, 0),
                                .record = rows_uuid(rows, 1),
                                .person = rows_uuid(rows, 2),
                                .hash = rows_hash(rows, 3),
                                .body = rows_text(rows, 4, arena),
                                .at_ms = rows_int(rows, 5)};
    version->parents = ids_from_list(rows_peek_text(rows, 6), arena, &version->parent_count);
}

/* --- the body ----------------------------------------------------------------------------- */

static bool all_nfc(const json_t *value)
{
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_string(value))
        return utf8_is_nfc(json_string_value(value));
    if (json_is_array(value)) {
        json_array_foreach (value, i, item)
            if (!all_nfc(item))
                return false;
    }
    if (json_is_object(value)) {
        json_object_foreach ((json_t *)value, key, item)
            if (!utf8_is_nfc(key) || !all_nfc(item))
                return false;
    }
    return true;
}

static enum err_code parent_hashes(struct store *store, const struct uuid *record,
                                   const struct uuid *parents, size_t count, json_t *hashes,
                                   struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; !code && i < count; i++) {
        char hex[DIGEST_TEXT_SIZE];
        struct digest hash = {0};
        struct rows rows =
            rows_open(store, "SELECT hash FROM version WHERE id = ?1 AND record = ?2",
                      BINDS(UUID(&parents[i]), UUID(record)));
        bool found = rows_next(&rows);
        if (found)
            hash = rows_hash(&rows, 0);
        code = rows_close(&rows, err);
        if (!code && !found)
            code = err_set(err, ERR_MISSING, 546,
                           _("an earlier version of the record is not "
                             "in the store"));
        digest_show(&hash, hex);
        json_array_append_new(hashes, json_string(hex));
    }
    return code;
}

static void body_salt(json_t *body)
{
    struct digest salt = {0};
    char hex[DIGEST_TEXT_SIZE];
    random_fill(salt.bytes, 16);
    digest_show(&salt, hex);
    hex[32] = '\0';
    json_put_text(body, "salt", hex);
}

static enum err_code body_build(struct store *store, const struct uuid *record, const json_t *body,
                                const struct uuid *parents, size_t count, char **ret_new,
                                struct err *err)
{
    char key[UUID_TEXT_SIZE];
    if (!all_nfc(body))
        return err_set(err, ERR_FORMAT, 526, _("a value is not composed text (Unicode NFC)"));
    json_t *full = json_copy((json_t *)body);
    json_t *hashes = json_array();
    uuid_show(record, key);
    json_put_text(full, "record", key);
    body_salt(full);
    enum err_code code = parent_hashes(store, record, parents, count, hashes, err);
    json_put_new(full, "parents", hashes);
    if (!code)
        *ret_new = json_canonical(full);
    json_decref(full);
    return code;
}

/* --- adding ------------------------------------------------------------------------------- */

static enum err_code version_insert(struct store *store, const char *key, const struct uuid *record,
                                    const char *body, const struct digest *hash, struct err *err)
{
    return content_write(store, CONTENT_VERSION, key, NULL,
                         "INSERT INTO version (id, station, record, person, hash, body, at_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         BINDS(TEXT(key), UUID(&store->station), UUID(record), UUID(&store->person),
                               BLOB(hash->bytes, sizeof hash->bytes), TEXT(body),
                               INT(clock_now_ms())),
                         err);
}

static enum err_code parent_insert(struct store *store, const char *key, const struct uuid *parent,
                                   size_t position, struct err *err)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(parent, text);
    return content_write(
        store, CONTENT_VERSION_PARENT, key, text,
        "INSERT INTO version_parent (version, parent, station, position)"
        " VALUES (?1, ?2, ?3, ?4)",
        BINDS(TEXT(key), TEXT(text), UUID(&store->station), INT((int64_t)position)), err);
}

static enum err_code version_write(struct store *store, const struct uuid *id,
                                   const struct uuid *record, const json_t *body,
                                   const struct uuid *parents, size_t count,
                                   struct digest *ret_hash, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    char *canonical = NULL;
    uuid_show(id, key);
    enum err_code code = body_build(store, record, body, parents, count, &canonical, err);
    if (code)
        return code;
    hash_bytes(canonical, strlen(canonical), ret_hash);
    code = version_insert(store, key, record, canonical, ret_hash, err);
    for (size_t i = 0; !code && i < count; i++)
        code = parent_insert(store, key, &parents[i], i + 1, err);
    free(canonical);
    return code;
}

enum err_code version_add(struct store *store, const struct uuid *record, const json_t *body,
                          const struct uuid *parents, size_t parent_count, struct uuid *ret_id,
                          struct digest *ret_hash, struct err *err)
{
    struct uuid id = uuid_new();
    struct digest hash;
    enum err_code code = store_begin(store, AUDIT_VERSION, err);
    if (code)
        return code;
    code = version_write(store, &id, record, body, parents, parent_count, &hash, err);
    code = store_end(store, code, err);
    if (code)
        return code;
    *ret_id = id;
    if (ret_hash)
        *ret_hash = hash;
    return ERR_OK;
}

/* --- reading ------------------------------------------------------------------------------ */

enum err_code version_get(struct store *store, const struct uuid *id, struct arena *arena,
                          struct version *ret, struct err *err)
{
    struct rows rows = rows_open(store, VERSION_COLUMNS " WHERE id = ?1", BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_version, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 547, _("this version is not in the store"));
    return code;
}

enum err_code version_list(struct store *store, const struct uuid *record, struct arena *arena,
                           struct version **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store, VERSION_COLUMNS " WHERE record = ?1 ORDER BY rowid", BINDS(UUID(record)));
    return rows_all(&rows, arena, sizeof **ret, read_version, (void **)ret, ret_count, err);
}

enum err_code version_heads(struct store *store, const struct uuid *record, struct arena *arena,
                            struct version **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store,
                                 VERSION_COLUMNS " WHERE record = ?1 AND NOT EXISTS (SELECT 1 FROM"
                                                 " version_parent AS child WHERE child.parent ="
                                                 " version.id) ORDER BY rowid",
                                 BINDS(UUID(record)));
    return rows_all(&rows, arena, sizeof **ret, read_version, (void **)ret, ret_count, err);
}
