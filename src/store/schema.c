/* SPDX-License-Identifier: Apache-2.0
 *
 * store/schema: schemas by the hash of their bytes, and settings.
 * May include base, model, trust and store.
 */
#include "store/schema.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/content.h"
#include "trust/hash.h"

#define SCHEMA_COLUMNS "SELECT id, name, body, added_ms FROM schema"

static void read_schema(const struct rows *rows, struct arena *arena, void *item)
{
    struct stored_schema *schema = item;
    *schema = (struct stored_schema){.id = rows_digest(rows, 0),
                                     .name = rows_text(rows, 1, arena),
                                     .body = rows_text(rows, 2, arena),
                                     .added_ms = rows_int(rows, 3)};
}

static enum err_code schema_insert(struct store *store, const struct digest *id, const char *name,
                                   const char *body, struct err *err)
{
    char key[DIGEST_TEXT_SIZE];
    digest_show(id, key);
    enum err_code code = store_begin(store, AUDIT_SCHEMA, err);
    if (code)
        return code;
    int64_t known = 0;
    code = db_number(store, "SELECT 1 FROM schema WHERE id = ?1", BINDS(TEXT(key)), 0, &known, err);
    if (!code && !known)
        code = content_write(store, CONTENT_SCHEMA, key, NULL,
                             "INSERT INTO schema (id, station, name, body, added_ms, person)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                             BINDS(TEXT(key), UUID(&store->station), TEXT(name), TEXT(body),
                                   INT(clock_now_ms()), UUID(&store->person)),
                             err);
    return store_end(store, code, err);
}

enum err_code schema_put(struct store *store, const char *name, const char *body,
                         struct digest *ret_id, struct err *err)
{
    struct digest id;
    int64_t known = 0;
    hash_bytes(body, strlen(body), &id);
    enum err_code code =
        db_number(store, "SELECT 1 FROM schema WHERE id = ?1", BINDS(DIGEST(&id)), 0, &known, err);
    if (!code && !known)
        code = schema_insert(store, &id, name, body, err);
    if (!code)
        *ret_id = id;
    return code;
}

enum err_code schema_get(struct store *store, const struct digest *id, struct arena *arena,
                         struct stored_schema *ret, struct err *err)
{
    struct rows rows = rows_open(store, SCHEMA_COLUMNS " WHERE id = ?1", BINDS(DIGEST(id)));
    enum err_code code = rows_one(&rows, arena, read_schema, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 517, _("the store does not hold this kind of paper"));
    return code;
}

enum err_code schema_stored_list(struct store *store, struct arena *arena,
                                 struct stored_schema **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store, SCHEMA_COLUMNS " ORDER BY name, added_ms, id LIMIT ?1",
                                 BINDS(INT(STORE_LIST_MAX)));
    return rows_all(&rows, arena, sizeof **ret, read_schema, (void **)ret, ret_count, err);
}

/* --- settings ----------------------------------------------------------------------------- */

enum err_code setting_get(struct store *store, const char *name, struct arena *arena,
                          const char **ret, struct err *err)
{
    struct rows rows =
        rows_open(store, "SELECT value FROM setting WHERE name = ?1", BINDS(TEXT(name)));
    const char *value = rows_next(&rows) ? rows_text(&rows, 0, arena) : NULL;
    enum err_code code = rows_close(&rows, err);
    if (!code)
        *ret = value;
    return code;
}

enum err_code setting_set(struct store *store, const char *name, const char *value, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_SETTING, err);
    if (code)
        return code;
    code = content_write(store, CONTENT_SETTING, name, NULL,
                         "INSERT INTO setting (name, station, value) VALUES (?1, ?2, ?3)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         BINDS(TEXT(name), UUID(&store->station), TEXT(value)), err);
    return store_end(store, code, err);
}
