/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act_walk: the acts for the proof. May include SQLite, base, model, trust and store.
 */
#include "store/act_walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"

enum { ID = UUID_TEXT_SIZE - 1, HEX = DIGEST_TEXT_SIZE - 1, ABOUT = 3 * ID + HEX };

enum err_code walk_begin(struct store *store, struct err *err)
{
    return db_script(store, "BEGIN", err);
}

void walk_end(struct store *store)
{
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

/* --- acts --------------------------------------------------------------------------------- */

struct about_list {
    struct act_about *items;
    size_t count, capacity;
};

static struct uuid id_at(const char *text)
{
    char one[UUID_TEXT_SIZE] = {0};
    struct uuid id = {{0}};
    memcpy(one, text, ID);
    (void)uuid_parse(one, &id);
    return id;
}

/* "version record person hash …", each of fixed width: into the list and as the signed JSON. */
static json_t *about_read(const char *text, struct about_list *list)
{
    json_t *json = json_array();
    size_t count = text ? (strlen(text) + 1) / (ABOUT + 1) : 0;
    list->count = 0;
    for (size_t i = 0; i < count; i++) {
        const char *at = text + i * (ABOUT + 1);
        struct act_about *about = ARRAY_ADD(list);
        *about = (struct act_about){id_at(at), id_at(at + ID), id_at(at + 2 * ID)};
        json_t *item = json_array();
        json_array_append_new(item, json_stringn(at, ID));
        json_array_append_new(item, json_stringn(at + ID, ID));
        json_array_append_new(item, json_stringn(at + 3 * ID, HEX));
        json_array_append_new(json, item);
    }
    return json;
}

static void signature_read(const struct rows *rows, int column, struct act_seen *act)
{
    if (sqlite3_column_bytes(rows->stmt, column) == sizeof act->signature)
        memcpy(act->signature.bytes, sqlite3_column_blob(rows->stmt, column),
               sizeof act->signature);
    else
        act->key = (struct digest){{0}};
}

static void act_read(const struct rows *rows, struct act_seen *act)
{
    const char *id = rows_peek_text(rows, 0);
    act->text = (struct act_text){.id = id,
                                  .station = rows_peek_text(rows, 1),
                                  .kind = rows_peek_text(rows, 2),
                                  .person = rows_peek_text(rows, 3),
                                  .reason = rows_peek_text(rows, 4),
                                  .body = rows_peek_text(rows, 5),
                                  .at_ms = rows_int(rows, 6),
                                  .key = rows_peek_text(rows, 7),
                                  .head = rows_peek_text(rows, 8)};
    act->id = rows_uuid(rows, 0);
    act->person = rows_uuid(rows, 3);
    act->key = rows_digest(rows, 7);
    signature_read(rows, 9, act);
    act->in_chain = !rows_null(rows, 10);
    act->sequence = rows_int(rows, 10);
    act->before = (struct audit_head){act->sequence - 1, rows_hash(rows, 11)};
}

enum err_code act_walk(struct store *store,
                       enum err_code (*visit)(const struct act_seen *act, void *context,
                                              struct err *err),
                       void *context, struct err *err)
{
    struct about_list list = {0};
    enum err_code code = ERR_OK;
    struct rows rows = rows_open(
        store,
        "SELECT act.id, act.station, act.kind, act.person, act.reason, act.body, act.at_ms,"
        " act.key, act.head, act.signature, audit.sequence, audit.prev,"
        " (SELECT group_concat(id || record || person || hash, ' ') FROM (SELECT version.id,"
        " version.record, version.person, lower(hex(version.hash)) AS hash FROM act_version"
        " JOIN version ON version.id = act_version.version WHERE act_version.act = act.id"
        " ORDER BY act_version.position))"
        " FROM act LEFT JOIN audit_row ON audit_row.noun = 'act' AND audit_row.id = act.id"
        " LEFT JOIN audit ON audit.entry = audit_row.entry"
        " ORDER BY act.station, audit.sequence, audit_row.position",
        NO_BINDS);
    while (!code && rows_next(&rows)) {
        struct act_seen act;
        act_read(&rows, &act);
        json_t *versions = about_read(rows_peek_text(&rows, 12), &list);
        act.text.versions = versions;
        act.about = list.items;
        act.about_count = list.count;
        code = visit(&act, context, err);
        json_decref(versions);
    }
    free(list.items);
    enum err_code closed = rows_close(&rows, err);
    return code ? code : closed;
}

/* --- what must agree with them ------------------------------------------------------------ */

enum err_code version_walk(struct store *store,
                           void (*visit)(const struct version_seen *version, void *context),
                           void *context, struct err *err)
{
    struct rows rows = rows_open(store, "SELECT id, record, person FROM version", NO_BINDS);
    while (rows_next(&rows)) {
        struct version_seen version = {rows_uuid(&rows, 0), rows_uuid(&rows, 1),
                                       rows_uuid(&rows, 2)};
        visit(&version, context);
    }
    return rows_close(&rows, err);
}

enum err_code record_walk(struct store *store,
                          void (*visit)(const struct uuid *record, enum record_state state,
                                        void *context),
                          void *context, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT record.id, stage.state FROM record"
                                 " LEFT JOIN record_stage AS stage ON stage.record = record.id",
                                 NO_BINDS);
    while (rows_next(&rows)) {
        struct uuid id = rows_uuid(&rows, 0);
        enum record_state state = RECORD_ENTERED;
        if (!rows_null(&rows, 1))
            (void)record_state_parse(rows_peek_text(&rows, 1), &state);
        visit(&id, state, context);
    }
    return rows_close(&rows, err);
}

enum err_code record_keyed_after(struct store *store, const struct uuid *record, int64_t sequence,
                                 bool *ret, struct err *err)
{
    int64_t found = 0;
    enum err_code code =
        db_number(store,
                  "SELECT 1 FROM audit_row JOIN audit ON audit.entry = audit_row.entry"
                  " WHERE audit_row.owner = ?1 AND noun = 'draft' AND audit.sequence > ?2",
                  BINDS(UUID(record), INT(sequence)), 0, &found, err);
    *ret = found != 0;
    return code;
}
