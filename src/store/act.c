/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act: what people decided. Part of store/record.h.
 * May include base, model, trust and store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/act_text.h"
#include "store/audit.h"
#include "store/content.h"
#include "store/ids.h"
#include "store/record.h"

#define ACT_COLUMNS                                                                                \
    "SELECT id, kind, person, reason, body, at_ms, key, (SELECT group_concat(version, ' ') FROM"   \
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
                        .at_ms = rows_int(rows, 5),
                        .key = rows_digest(rows, 6)};
    act->versions = ids_from_list(rows_peek_text(rows, 7), arena, &act->version_count);
}

/* --- adding, signed in an office's store -------------------------------------------------- */

/* An act on its way into the store. */
struct new_act {
    char id[UUID_TEXT_SIZE], person[UUID_TEXT_SIZE];
    char key[DIGEST_TEXT_SIZE], head[AUDIT_HEAD_TEXT_SIZE]; /* "" = unsigned */
    const char *kind, *reason;
    char *body; /* canonical; heap */
    int64_t at_ms;
    struct signature signature;
};

static enum err_code versions_json(struct store *store, const struct uuid *versions, size_t count,
                                   json_t *out, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        struct rows rows = rows_open(store, "SELECT id, record, hash FROM version WHERE id = ?1",
                                     BINDS(UUID(&versions[i])));
        if (rows_next(&rows)) {
            struct digest hash = rows_hash(&rows, 2);
            act_text_version(out, rows_peek_text(&rows, 0), rows_peek_text(&rows, 1), &hash);
        }
        code = rows_close(&rows, err);
    }
    if (!code && json_array_size(out) != count)
        code = err_set(err, ERR_MISSING, 1513, _("this version is not in the store"));
    return code;
}

/* The head is that of the chain before this transaction: it is locked, so nobody adds between. */
static enum err_code act_sign(struct store *store, struct new_act *plan,
                              const struct uuid *versions, size_t count, struct err *err)
{
    char office[DIGEST_TEXT_SIZE];
    struct audit_head head;
    if (!store_peek_office(store))
        return ERR_OK;
    if (!store->signer)
        return err_set(err, ERR_DENIED, 1514, _("nobody is signed in; say who you are: --as NAME"));
    enum err_code code = audit_head_get(store, &head, err);
    if (code)
        return code;
    json_t *list = json_array();
    code = versions_json(store, versions, count, list, err);
    audit_head_show(&head, plan->head);
    digest_show(sign_key_peek_public(store->signer), plan->key);
    digest_show(&store->office, office);
    struct act_text parts = {.id = plan->id,
                             .kind = plan->kind,
                             .station = store->station_text,
                             .office = office,
                             .person = plan->person,
                             .key = plan->key,
                             .reason = plan->reason,
                             .body = plan->body,
                             .head = plan->head,
                             .at_ms = plan->at_ms,
                             .versions = list};
    char *text = act_text_make(&parts);
    sign_bytes(store->signer, ACT_DOMAIN, text, strlen(text), &plan->signature);
    free(text);
    json_decref(list);
    return code;
}

static enum err_code act_insert(struct store *store, const struct new_act *plan, struct err *err)
{
    bool is_signed = plan->key[0];
    return content_write(
        store, CONTENT_ACT, plan->id, NULL,
        "INSERT INTO act (id, station, kind, person, reason, body, at_ms, key, head, signature)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        BINDS(TEXT(plan->id), UUID(&store->station), TEXT(plan->kind), UUID(&store->person),
              TEXT(plan->reason), TEXT(plan->body), INT(plan->at_ms),
              TEXT(is_signed ? plan->key : NULL), TEXT(is_signed ? plan->head : NULL),
              BLOB(is_signed ? plan->signature.bytes : NULL, sizeof plan->signature.bytes)),
        err);
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
    struct uuid id = uuid_new();
    struct new_act plan = {.kind = kind, .reason = reason, .at_ms = clock_now_ms()};
    enum err_code code = store_begin(store, act_audit_kind(kind), err);
    if (code)
        return code;
    uuid_show(&id, plan.id);
    uuid_show(&store->person, plan.person);
    plan.body = body ? json_canonical(body) : NULL;
    code = act_sign(store, &plan, versions, version_count, err);
    if (!code)
        code = act_insert(store, &plan, err);
    for (size_t i = 0; !code && i < version_count; i++)
        code = act_version_insert(store, plan.id, &versions[i], i + 1, err);
    free(plan.body);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

/* --- reading ------------------------------------------------------------------------------ */

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
