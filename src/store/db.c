/* SPDX-License-Identifier: Apache-2.0
 *
 * store/db: opening SQLite safely, statements, bound values, results, errors. Knows the names of
 * the guarded tables (through store/content.h) and nothing else of their meaning.
 * May include SQLite, base, model and store.
 */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content.h"

/* --- errors ------------------------------------------------------------------------------- */

static enum err_code disk_full(struct store *store, struct err *err)
{
    return err_set(err, ERR_FULL, 500, _("the disk of %s is full; free some space"), store->folder);
}

/* SQLite keeps errno where the error happened: in the connection, the log or the database. */
static int system_errno(sqlite3 *db)
{
    int why = sqlite3_system_errno(db);
    sqlite3_file *log = NULL;
    if (!why && sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
        log && log->pMethods)
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &why);
    if (!why)
        sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &why);
    return why;
}

static enum err_code not_writable(struct store *store, struct err *err)
{
    return err_set(err, ERR_DENIED, 504, _("the store %s cannot be written; check its rights"),
                   store->folder);
}

/* Where the files beside the database cannot be made, SQLite tells only that they are not there. */
static enum err_code error_from_system(struct store *store, struct err *err)
{
    int why = system_errno(store->db);
    if (err_from_errno(why) == ERR_FULL)
        return disk_full(store, err);
    if (access(store->folder, W_OK) != 0)
        return not_writable(store, err);
    return err_set(err, ERR_IO, 501, _("cannot read or write the store %s: %s"), store->folder,
                   why ? strerror(why) : "SQLite");
}

enum err_code db_error(struct store *store, int rc, struct err *err)
{
    log_debug("store", "sqlite %d: %s", rc, store->db ? sqlite3_errmsg(store->db) : "");
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW: return ERR_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return err_set(err, ERR_LOCKED, 502,
                       _("another program is writing to the store %s; try again in a moment"),
                       store->folder);
    case SQLITE_FULL: return disk_full(store, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(err, ERR_DAMAGED, 503,
                       _("the database of %s is damaged; restore the last backup"), store->folder);
    case SQLITE_READONLY:
    case SQLITE_PERM: return not_writable(store, err);
    case SQLITE_CONSTRAINT:
        return err_set(err, ERR_STATE, 505, _("the store refuses this entry (rule %d)"), rc);
    case SQLITE_NOMEM: return err_set(err, ERR_NOMEM, 506, _("not enough memory for the store"));
    default: break;
    }
    assert((rc & 0xff) != SQLITE_AUTH && (rc & 0xff) != SQLITE_MISUSE);
    return error_from_system(store, err);
}

/* --- the guard ---------------------------------------------------------------------------- */

static int guard(void *context, int action, const char *table, const char *b, const char *c,
                 const char *d)
{
    const struct store *store = context;
    (void)b, (void)c, (void)d;
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH: return SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        if (!content_guarded(table))
            return SQLITE_OK;
        if (!store->may_write)
            return SQLITE_DENY;
        return !strcmp(store->may_write, "*") || !strcmp(store->may_write, table) ? SQLITE_OK
                                                                                  : SQLITE_DENY;
    default: return SQLITE_OK;
    }
}

/* --- opening ------------------------------------------------------------------------------ */

/* Tests that wait for a lock set SOHOA_BUSY_MS, so as not to wait long. */
static int busy_ms(void)
{
    long ms = STORE_BUSY_MS;
    const char *text = getenv("SOHOA_BUSY_MS");
    if (text)
        (void)text_to_long(text, 0, STORE_BUSY_MS, &ms);
    return (int)ms;
}

enum err_code db_open(struct store *store, const char *path, int flags, struct err *err)
{
    int rc = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             NULL);
    if (rc != SQLITE_OK)
        return db_error(store, rc, err);
    sqlite3_busy_timeout(store->db, busy_ms());
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_set_authorizer(store->db, guard, store);
    return db_script(store,
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA secure_delete = ON;"
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA temp_store = MEMORY;"
                     "PRAGMA cache_size = -16000;" /* kB */
                     "PRAGMA journal_size_limit = 16777216;",
                     err);
}

void db_forget_statements(struct store *store)
{
    for (size_t i = 0; i < store->cached; i++)
        sqlite3_finalize(store->cache[i].stmt);
    store->cached = 0;
}

void db_close(struct store *store)
{
    db_forget_statements(store);
    sqlite3_close_v2(store->db);
    store->db = NULL;
}

enum err_code db_script(struct store *store, const char *sql, struct err *err)
{
    return db_error(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL), err);
}

/* --- statements --------------------------------------------------------------------------- */

static int prepare(struct store *store, const char *sql, unsigned flags, sqlite3_stmt **ret)
{
    return sqlite3_prepare_v3(store->db, sql, -1, flags, ret, NULL);
}

/* A statement for sql, from the cache when it is free there. */
static int statement_take(struct store *store, const char *sql, struct rows *rows)
{
    rows->slot = -1;
    for (size_t i = 0; i < store->cached; i++) {
        if (store->cache[i].sql != sql)
            continue;
        if (store->cache[i].busy)
            return prepare(store, sql, 0, &rows->stmt);
        store->cache[i].busy = true;
        rows->slot = (int)i;
        rows->stmt = store->cache[i].stmt;
        return SQLITE_OK;
    }
    bool keep = store->cached < DB_CACHE_MAX;
    int rc = prepare(store, sql, keep ? SQLITE_PREPARE_PERSISTENT : 0, &rows->stmt);
    if (rc != SQLITE_OK || !keep)
        return rc;
    rows->slot = (int)store->cached++;
    store->cache[rows->slot].sql = sql;
    store->cache[rows->slot].stmt = rows->stmt;
    store->cache[rows->slot].busy = true;
    return SQLITE_OK;
}

static int bind_rect(sqlite3_stmt *stmt, int at, struct rect r)
{
    const int values[4] = {r.x, r.y, r.w, r.h};
    for (int i = 0; i < 4; i++) {
        int rc = rect_empty(r) ? sqlite3_bind_null(stmt, at + i)
                               : sqlite3_bind_int(stmt, at + i, values[i]);
        if (rc != SQLITE_OK)
            return rc;
    }
    return SQLITE_OK;
}

static bool digest_is_zero(const struct digest *digest)
{
    static const struct digest zero;
    return !memcmp(digest, &zero, sizeof zero);
}

static int bind_one(sqlite3_stmt *stmt, int at, const struct bind *bind)
{
    char text[DIGEST_TEXT_SIZE];
    if (!bind->data)
        return sqlite3_bind_null(stmt, at);
    switch (bind->kind) {
    case BIND_TEXT: return sqlite3_bind_text(stmt, at, bind->data, -1, SQLITE_TRANSIENT);
    case BIND_INT: return sqlite3_bind_int64(stmt, at, bind->number);
    case BIND_BLOB:
        return sqlite3_bind_blob64(stmt, at, bind->data, bind->length, SQLITE_TRANSIENT);
    case BIND_UUID:
        if (uuid_is_null(bind->data))
            return sqlite3_bind_null(stmt, at);
        uuid_show(bind->data, text);
        return sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
    case BIND_DIGEST:
        if (digest_is_zero(bind->data))
            return sqlite3_bind_null(stmt, at);
        digest_show(bind->data, text);
        return sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
    default: return SQLITE_MISUSE;
    }
}

static int bind_all(sqlite3_stmt *stmt, const struct bind *binds)
{
    int at = 1;
    for (const struct bind *bind = binds; bind->kind != BIND_END; bind++) {
        bool rect = bind->kind == BIND_RECT;
        int rc = rect ? bind_rect(stmt, at, bind->rect) : bind_one(stmt, at, bind);
        if (rc != SQLITE_OK)
            return rc;
        at += rect ? 4 : 1;
    }
    assert(at - 1 == sqlite3_bind_parameter_count(stmt));
    return SQLITE_OK;
}

/* SQLite rolls back by itself on some errors; what is written after that must not slip through
 * outside of a transaction. */
static bool transaction_lost(const struct store *store)
{
    return store->depth > 0 && sqlite3_get_autocommit(store->db);
}

struct rows rows_open(struct store *store, const char *sql, const struct bind *binds)
{
    struct rows rows = {.store = store, .slot = -1};
    rows.rc = statement_take(store, sql, &rows);
    if (rows.rc == SQLITE_OK && transaction_lost(store) && !sqlite3_stmt_readonly(rows.stmt))
        rows.rc = SQLITE_ABORT;
    if (rows.rc == SQLITE_OK)
        rows.rc = bind_all(rows.stmt, binds);
    return rows;
}

bool rows_next(struct rows *rows)
{
    if (rows->rc != SQLITE_OK && rows->rc != SQLITE_ROW)
        return false;
    rows->rc = sqlite3_step(rows->stmt);
    return rows->rc == SQLITE_ROW;
}

enum err_code rows_close(struct rows *rows, struct err *err)
{
    enum err_code code = db_error(rows->store, rows->rc, err);
    if (rows->slot < 0) {
        sqlite3_finalize(rows->stmt);
    } else {
        sqlite3_reset(rows->stmt);
        sqlite3_clear_bindings(rows->stmt);
        rows->store->cache[rows->slot].busy = false;
    }
    rows->stmt = NULL;
    return code;
}

enum err_code db_run(struct store *store, const char *sql, const struct bind *binds,
                     struct err *err)
{
    struct rows rows = rows_open(store, sql, binds);
    while (rows_next(&rows))
        ;
    return rows_close(&rows, err);
}

enum err_code db_number(struct store *store, const char *sql, const struct bind *binds,
                        int64_t otherwise, int64_t *ret, struct err *err)
{
    struct rows rows = rows_open(store, sql, binds);
    int64_t found = rows_next(&rows) ? rows_int_or(&rows, 0, otherwise) : otherwise;
    enum err_code code = rows_close(&rows, err);
    if (!code)
        *ret = found;
    return code;
}
