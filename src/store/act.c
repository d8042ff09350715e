/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act: what people decided. Part of store/record.h.
 * May include base, model and store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/content.h"
#include "store/ids.h"
#include "store/record.h"

#define ACT_COLUMNS                                                                                \
    "SELECT id, kind, person, reason, body, at_ms, (SELECT group_concat(version, ' ') FROM"        \
    " (SELECT version FROM act_version WHERE act_version.act = act.id ORDER BY position)) FROM "   \
    "act"

const struct uuid *ids_from_list(const char *text, struct arena *arena, size_t *ret_count)
{
    size_t count = text ? (strlen(text) + 1) / UUID_TEXT_SIZE : 0;
    struct uuid *ids = count ? arena_take(arena, count, sizeof *ids) : NULL;
    for (size_t i = 0; i < count; i++) {
        char one[UUID_TEXT_SIZE] = {0};
        memcpy(one, text + i * UUID_TEXT_SIZE, UUID_TEXT_SIZE - 1);
        (void)uuid_parse(one, &ids[i]);
    }
    *ret_count = count;
    return ids;
}

static void read_act(const struct rows *rows, struct arena *arena, void *item)
{
    struct act *act = item;
    *act = (struct act){.id = rows_uuid(rows, 0),
                        .kind = rows_text(rows, 1, arena),
                        .person = rows_uuid(rows, 2),
                        .reason = rows_text(rows, 3, arena),
                        .body = rows_text(rows, 4, arena),
                        .at_ms = rows_int(rows, 5)};
    act->versions = ids_from_list(rows_peek_text(rows, 6), arena, &act->version_count);
}

static enum err_code act_insert(struct store *store, const char *key, const char *kind,
                                const char *reason, const json_t *body, struct err *err)
{
    char *canonical = body ? json_canonical(body) : NULL;
    enum err_code code =
        content_write(store, CONTENT_ACT, key, NULL,
                      "INSERT INTO act (id, station, kind, person, reason, body, at_ms)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                      BINDS(TEXT(key), UUID(&store->station), TEXT(kind), UUID(&store->person),
                            TEXT(reason), TEXT(canonical), INT(clock_now_ms())),
                      err);
    free(canonical);
    return code;
}

static enum err_code act_version_insert(struct store *store, const char *key,
                                        const struct uuid *version, size_t position,
                                        struct err *err)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(version, text);
    return content_write(
        store, CONTENT_ACT_VERSION, key, text,
        "INSERT INTO act_version (act, version, station, position) VALUES (?1, ?2, ?3, ?4)",
        BINDS(TEXT(key), TEXT(text), UUID(&store->station), INT((int64_t)position)), err);
}

/* How the audit row of an act is called when nothing larger is open. */
static enum audit_kind act_audit_kind(const char *kind)
{
    enum audit_kind found;
    return audit_kind_parse(kind, &found) ? found : AUDIT_VERSION;
}

enum err_code act_add(struct store *store, const char *kind, const char *reason, const json_t *body,
                      const struct uuid *versions, size_t version_count, struct uuid *ret_id,
                      struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, act_audit_kind(kind), err);
    if (code)
        return code;
    code = act_insert(store, key, kind, reason, body, err);
    for (size_t i = 0; !code && i < version_count; i++)
        code = act_version_insert(store, key, &versions[i], i + 1, err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

enum err_code act_list(struct store *store, const struct uuid *record, const char *kind,
                       long offset, long limit, struct arena *arena, struct act **ret,
                       size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store,
        ACT_COLUMNS " WHERE (?1 IS NULL OR id IN (SELECT act FROM act_version JOIN version"
                    " ON version.id = act_version.version WHERE version.record = ?1))"
                    " AND (?2 IS NULL OR kind = ?2) ORDER BY rowid LIMIT ?3 OFFSET ?4",
        BINDS(UUID(record), TEXT(kind), INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_act, (void **)ret, ret_count, err);
}

enum err_code act_list_changes(struct store *store, const struct uuid *batch, long offset,
                               long limit, struct arena *arena, struct act **ret, size_t *ret_count,
                               struct err *err)
{
    struct rows rows =
        rows_open(store,
                  ACT_COLUMNS " WHERE kind IN ('change', 'undo') AND EXISTS (SELECT 1 FROM"
                              " json_each(act.body, '$.batches') WHERE json_each.value = ?1)"
                              " ORDER BY rowid DESC LIMIT ?2 OFFSET ?3",
                  BINDS(UUID(batch), INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_act, (void **)ret, ret_count, err);
}
