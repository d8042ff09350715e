/* SPDX-License-Identifier: Apache-2.0
 *
 * store/verify_rows: each content row against the newest hash that covers it, covered rows that
 * are gone, versions and schemas against their own hashes, masters byte by byte.
 * May include SQLite, base, model, trust and store.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/blob.h"
#include "store/verify.h"
#include "trust/hash.h"

/* The newest audit row that covers a content row. */
struct cover {
    bool found, purged;
    int64_t sequence;
    struct digest hash;
};

static enum err_code cover_find(struct proof *proof, const char *noun, const char *id,
                                struct cover *ret, struct err *err)
{
    *ret = (struct cover){0};
    struct rows rows = rows_open(proof->store,
                                 "SELECT audit_row.hash, audit.sequence FROM audit_row"
                                 " LEFT JOIN audit ON audit.entry = audit_row.entry"
                                 " WHERE noun = ?1 AND id = ?2"
                                 " ORDER BY audit_row.entry DESC, audit_row.position DESC LIMIT 1",
                                 BINDS(TEXT(noun), TEXT(id)));
    if (rows_next(&rows))
        *ret = (struct cover){true, rows_null(&rows, 0), rows_int(&rows, 1), rows_hash(&rows, 0)};
    return rows_close(&rows, err);
}

static enum err_code row_check(struct proof *proof, const struct content *table,
                               const struct rows *rows, long *covered, struct err *err)
{
    struct content_row row;
    struct cover cover;
    enum err_code code = content_row_read(proof->store, table, rows, &row, err);
    if (!code)
        code = cover_find(proof, table->name, row.id, &cover, err);
    if (code)
        return code;
    proof->report.rows++;
    if (cover.found)
        (*covered)++;
    if (!cover.found)
        proof_report(proof, FAULT_UNCOVERED, table->name, row.id, 0);
    else if (!row.salt_found)
        proof_report(proof, FAULT_SALT, table->name, row.id, cover.sequence);
    else if (cover.purged || !digest_equal(&row.hash, &cover.hash))
        proof_report(proof, FAULT_CHANGED, table->name, row.id, cover.sequence);
    return proof_step(proof, err);
}

/* --- covered, and gone -------------------------------------------------------------------- */

static enum err_code row_exists(struct proof *proof, const struct content *table, const char *id,
                                bool *ret, struct err *err)
{
    struct str a = STR_INIT;
    const char *slash = table->keys > 1 ? strrchr(id, '/') : NULL;
    str_add_span(&a, id, slash ? (size_t)(slash - id) : strlen(id));
    struct rows rows =
        table->keys > 1
            ? rows_open(proof->store, table->one, BINDS(TEXT(str_peek(&a)), TEXT(slash + 1)))
            : rows_open(proof->store, table->one, BINDS(TEXT(str_peek(&a))));
    *ret = rows_next(&rows);
    str_release(&a);
    return rows_close(&rows, err);
}

static enum err_code gone_check(struct proof *proof, const struct content *table, const char *id,
                                struct err *err)
{
    struct cover cover;
    bool found = true;
    bool odd = table->keys > 1 && !strchr(id, '/');
    enum err_code code = odd ? ERR_OK : row_exists(proof, table, id, &found, err);
    if (code || (found && !odd))
        return code;
    code = cover_find(proof, table->name, id, &cover, err);
    if (!code && !cover.purged)
        proof_report(proof, FAULT_GONE, table->name, id, cover.sequence);
    return code;
}

static enum err_code prove_none_gone(struct proof *proof, const struct content *table,
                                     struct err *err)
{
    enum err_code code = ERR_OK;
    struct rows rows = rows_open(proof->store, "SELECT DISTINCT id FROM audit_row WHERE noun = ?1",
                                 BINDS(TEXT(table->name)));
    while (!code && rows_next(&rows))
        code = gone_check(proof, table, rows_peek_text(&rows, 0), err);
    enum err_code closed = rows_close(&rows, err);
    return code ? code : closed;
}

enum err_code prove_content(struct proof *proof, const struct content *table, struct err *err)
{
    long covered = 0;
    int64_t known = 0;
    enum err_code code = ERR_OK;
    struct rows rows = rows_open(proof->store, table->all, NO_BINDS);
    while (!code && rows_next(&rows))
        code = row_check(proof, table, &rows, &covered, err);
    enum err_code closed = rows_close(&rows, err);
    if (!code)
        code = closed;
    if (!code)
        code = db_number(proof->store, "SELECT count(DISTINCT id) FROM audit_row WHERE noun = ?1",
                         BINDS(TEXT(table->name)), 0, &known, err);
    return code || known == covered ? code : prove_none_gone(proof, table, err);
}

/* --- versions and schemas ----------------------------------------------------------------- */

static bool body_canonical(const json_t *value, const char *body)
{
    char *again = json_canonical(value);
    bool same = text_equal(again, body);
    free(again);
    return same;
}

/* parents: hex hashes with a space between, in their order. */
static bool parents_fit(const json_t *body, const char *record, const char *parents)
{
    struct str text = STR_INIT;
    json_t *item;
    size_t i;
    json_array_foreach (json_peek_array(body, "parents"), i, item)
        str_format(&text, "%s%s", i ? " " : "", json_string_value(item));
    bool fit = text_equal(str_peek(&text), parents ? parents : "") &&
               text_equal(json_peek_text(body, "record"), record);
    str_release(&text);
    return fit;
}

static void version_check(struct proof *proof, const struct rows *rows)
{
    const char *id = rows_peek_text(rows, 0), *body = rows_peek_text(rows, 2);
    struct digest stored = rows_hash(rows, 1), now;
    json_t *value = NULL;
    struct err ignored = {0};
    hash_bytes(body, strlen(body), &now);
    bool parsed = json_parse(body, strlen(body), "version", &value, &ignored) == ERR_OK;
    if (!digest_equal(&stored, &now) || !parsed || !body_canonical(value, body))
        proof_report(proof, FAULT_VERSION, "version", id, 0);
    else if (!parents_fit(value, rows_peek_text(rows, 3), rows_peek_text(rows, 4)))
        proof_report(proof, FAULT_PARENTS, "version", id, 0);
    json_decref(value);
}

enum err_code prove_versions(struct proof *proof, struct err *err)
{
    struct rows rows =
        rows_open(proof->store,
                  "SELECT id, hash, body, record, (SELECT group_concat(hash, ' ') FROM (SELECT"
                  " lower(hex(parent.hash)) AS hash FROM version_parent JOIN version AS parent"
                  " ON parent.id = version_parent.parent WHERE version_parent.version = version.id"
                  " ORDER BY version_parent.position)) FROM version",
                  NO_BINDS);
    while (rows_next(&rows))
        version_check(proof, &rows);
    return rows_close(&rows, err);
}

enum err_code prove_schemas(struct proof *proof, struct err *err)
{
    struct rows rows = rows_open(proof->store, "SELECT id, body FROM schema", NO_BINDS);
    while (rows_next(&rows)) {
        const char *body = rows_peek_text(&rows, 1);
        struct digest stored = rows_digest(&rows, 0), now;
        hash_bytes(body, strlen(body), &now);
        if (!digest_equal(&stored, &now))
            proof_report(proof, FAULT_SCHEMA_HASH, "schema", rows_peek_text(&rows, 0), 0);
    }
    return rows_close(&rows, err);
}

/* --- masters ------------------------------------------------------------------------------ */

static enum err_code master_check(struct proof *proof, const struct rows *row, struct err *err)
{
    struct digest id = rows_digest(row, 0), now;
    struct err why = {0};
    char *path = store_blob_path(proof->store, "masters", &id, rows_peek_text(row, 1));
    bool there = file_exists(path);
    bool same = there && hash_file(path, &now, &why) == ERR_OK && digest_equal(&now, &id);
    free(path);
    proof->report.masters++;
    if (!same) {
        struct cover cover = {0};
        enum err_code code = cover_find(proof, "master", rows_peek_text(row, 0), &cover, err);
        if (code)
            return code;
        proof_report(proof, there ? FAULT_MASTER_CHANGED : FAULT_MASTER_GONE, "master",
                     rows_peek_text(row, 0), cover.sequence);
    }
    return proof_step(proof, err);
}

static enum err_code extra_check(const struct blob_file *file, void *context, struct err *err)
{
    struct proof *proof = context;
    int64_t known = 0;
    enum err_code code = ERR_OK;
    if (file->changed_ms >= proof->started_ms - 1000)
        return ERR_OK; /* another process is just storing it */
    if (file->id)
        code = db_number(proof->store, "SELECT 1 FROM master WHERE id = ?1 AND kind = ?2",
                         BINDS(DIGEST(file->id), TEXT(file->extension)), 0, &known, err);
    if (!code && !known)
        proof_report(proof, FAULT_MASTER_EXTRA, "file", file->name, 0);
    return code;
}

enum err_code prove_masters(struct proof *proof, struct err *err)
{
    enum err_code code = ERR_OK;
    if (proof->options->skip_masters)
        return ERR_OK;
    struct rows rows = rows_open(proof->store, "SELECT id, kind FROM master ORDER BY id", NO_BINDS);
    while (!code && rows_next(&rows))
        code = master_check(proof, &rows, err);
    enum err_code closed = rows_close(&rows, err);
    if (!code)
        code = closed;
    return code ? code : blob_each(proof->store, "masters", extra_check, proof, err);
}
