/* SPDX-License-Identifier: Apache-2.0
 *
 * store/audit: appending to the chain, its head, its list. Proof is in store/verify.c.
 * May include base, model, trust and store.
 */
#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/chain.h"
#include "store/content.h"
#include "trust/hash.h"

static const char *const kind_names[AUDIT_KIND_COUNT] = {
    [AUDIT_INIT] = "init",       [AUDIT_MIGRATE] = "migrate", [AUDIT_PERSON] = "person",
    [AUDIT_SETTING] = "setting", [AUDIT_SCHEMA] = "schema",   [AUDIT_BOOK] = "book",
    [AUDIT_BATCH] = "batch",     [AUDIT_SCAN] = "scan",       [AUDIT_IMPORT] = "import",
    [AUDIT_PAGE] = "page",       [AUDIT_ADOPT] = "adopt",     [AUDIT_DRAFT] = "draft",
    [AUDIT_VERSION] = "version", [AUDIT_CONFIRM] = "confirm", [AUDIT_RETURN] = "return",
    [AUDIT_RELEASE] = "release", [AUDIT_PURGE] = "purge",     [AUDIT_DIFFICULTY] = "difficulty",
};

const char *audit_kind_name(enum audit_kind kind)
{
    return kind_names[kind];
}

bool audit_kind_parse(const char *name, enum audit_kind *ret)
{
    for (int i = 0; i < AUDIT_KIND_COUNT; i++) {
        if (name && !strcmp(kind_names[i], name)) {
            *ret = (enum audit_kind)i;
            return true;
        }
    }
    return false;
}

/* --- hashing ------------------------------------------------------------------------------ */

void chain_link_add(struct chain_link *link, const char *noun, const char *id, const char *owner,
                    const struct digest *hash)
{
    char hex[DIGEST_TEXT_SIZE];
    if (hash)
        digest_show(hash, hex);
    json_t *row = json_array();
    json_array_append_new(row, json_string(noun));
    json_array_append_new(row, json_string(id));
    json_array_append_new(row, owner ? json_string(owner) : json_null());
    json_array_append_new(row, hash ? json_string(hex) : json_null());
    json_array_append_new(link->rows, row);
}

void chain_hash(const struct chain_link *link, struct digest *ret)
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(&link->prev.hash, hex);
    json_t *object = json_object();
    json_put_text(object, "station", link->station);
    json_put_long(object, "sequence", link->prev.sequence + 1);
    json_put_text(object, "prev", hex);
    json_put_long(object, "at", link->at_ms);
    json_put_text(object, "kind", link->kind);
    json_put_text(object, "person", link->person);
    json_object_set(object, "rows", link->rows);
    char *canonical = json_canonical(object);
    hash_bytes(canonical, strlen(canonical), ret);
    free(canonical);
    json_decref(object);
}

/* --- appending ---------------------------------------------------------------------------- */

static enum err_code row_append(struct store *store, int64_t entry, size_t position,
                                const struct pending_row *row, struct err *err)
{
    return db_run(store,
                  "INSERT INTO audit_row (entry, position, noun, id, owner, hash)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  BINDS(INT(entry), INT((int64_t)position + 1), TEXT(row->table->name),
                        TEXT(row->id), TEXT(row->owner[0] ? row->owner : NULL),
                        BLOB(row->hash.bytes, sizeof row->hash.bytes)),
                  err);
}

static enum err_code rows_append(struct store *store, int64_t entry, struct err *err)
{
    enum err_code code = ERR_OK;
    store->may_write = "audit_row";
    for (size_t i = 0; !code && i < store->pending.count; i++)
        code = row_append(store, entry, i, &store->pending.items[i], err);
    store->may_write = NULL;
    return code;
}

static void pending_hash(struct store *store, struct chain_link *link, struct digest *ret)
{
    link->rows = json_array();
    for (size_t i = 0; i < store->pending.count; i++) {
        const struct pending_row *row = &store->pending.items[i];
        chain_link_add(link, row->table->name, row->id, row->owner[0] ? row->owner : NULL,
                       &row->hash);
    }
    chain_hash(link, ret);
    json_decref(link->rows);
    link->rows = NULL;
}

enum err_code chain_append(struct store *store, struct err *err)
{
    char person[UUID_TEXT_SIZE];
    bool known = !uuid_is_null(&store->person);
    struct chain_link link = {.station = store->station_text,
                              .at_ms = clock_now_ms(),
                              .kind = audit_kind_name(store->kind),
                              .person = known ? person : NULL};
    if (known)
        uuid_show(&store->person, person);
    enum err_code code = audit_head_get(store, &link.prev, err);
    if (code)
        return code;
    struct digest hash;
    pending_hash(store, &link, &hash);
    store->may_write = "audit";
    code = db_run(store,
                  "INSERT INTO audit (station, sequence, prev, at_ms, kind, person, rows, hash)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                  BINDS(TEXT(link.station), INT(link.prev.sequence + 1),
                        BLOB(link.prev.hash.bytes, sizeof link.prev.hash.bytes), INT(link.at_ms),
                        TEXT(link.kind), TEXT(link.person), INT((int64_t)store->pending.count),
                        BLOB(hash.bytes, sizeof hash.bytes)),
                  err);
    store->may_write = NULL;
    return code ? code : rows_append(store, sqlite3_last_insert_rowid(store->db), err);
}

/* --- head and list ------------------------------------------------------------------------ */

void audit_head_show(const struct audit_head *head, char out[AUDIT_HEAD_TEXT_SIZE])
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(&head->hash, hex);
    snprintf(out, AUDIT_HEAD_TEXT_SIZE, "%lld.%s", (long long)head->sequence, hex);
}

bool audit_head_parse(const char *text, struct audit_head *ret)
{
    const char *dot = strchr(text, '.');
    char number[24];
    long sequence;
    struct digest hash;
    if (!dot || (size_t)(dot - text) >= sizeof number)
        return false;
    snprintf(number, sizeof number, "%.*s", (int)(dot - text), text);
    if (!text_to_long(number, 0, INT64_MAX, &sequence) || !digest_parse(dot + 1, &hash))
        return false;
    *ret = (struct audit_head){sequence, hash};
    return true;
}

enum err_code audit_head_get(struct store *store, struct audit_head *ret, struct err *err)
{
    struct audit_head head = {0};
    struct rows rows = rows_open(store,
                                 "SELECT sequence, hash FROM audit WHERE station = ?1"
                                 " ORDER BY sequence DESC LIMIT 1",
                                 BINDS(TEXT(store->station_text)));
    if (rows_next(&rows))
        head = (struct audit_head){rows_int(&rows, 0), rows_hash(&rows, 1)};
    enum err_code code = rows_close(&rows, err);
    if (!code)
        *ret = head;
    return code;
}

static void read_audit(const struct rows *rows, struct arena *arena, void *item)
{
    struct audit *audit = item;
    (void)arena;
    *audit = (struct audit){.sequence = rows_int(rows, 0),
                            .at_ms = rows_int(rows, 1),
                            .person = rows_uuid(rows, 3),
                            .rows = (long)rows_int(rows, 4),
                            .hash = rows_hash(rows, 5)};
    (void)audit_kind_parse(rows_peek_text(rows, 2), &audit->kind);
}

enum err_code audit_list(struct store *store, const struct uuid *record, int64_t after, long limit,
                         struct arena *arena, struct audit **ret, size_t *ret_count,
                         struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT sequence, at_ms, kind, person, rows, hash FROM audit"
        " WHERE station = ?1 AND sequence > ?2 AND (?3 IS NULL OR entry IN"
        " (SELECT entry FROM audit_row WHERE owner = ?3 UNION SELECT audit_row.entry FROM version"
        " JOIN act_version ON act_version.version = version.id"
        " JOIN audit_row ON audit_row.noun = 'act_version'"
        " AND audit_row.id = act_version.act || '/' || act_version.version"
        " WHERE version.record = ?3))"
        " ORDER BY sequence LIMIT ?4",
        BINDS(TEXT(store->station_text), INT(after), UUID(record), INT(list_limit(limit))));
    return rows_all(&rows, arena, sizeof **ret, read_audit, (void **)ret, ret_count, err);
}
