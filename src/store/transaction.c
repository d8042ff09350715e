/* SPDX-License-Identifier: Apache-2.0
 *
 * store/transaction: short write transactions, nested-safe; the audit row at the end of the
 * outermost one. Part of store/store.h.
 * May include base, model and store.
 */
#include <assert.h>

#include "base/log.h"
#include "base/mem.h"
#include "store/chain.h"
#include "store/db.h"

static void forget(struct store *store)
{
    store->depth = 0;
    store->pending.count = 0;
}

static enum err_code given_up(struct err *err)
{
    return err_set(err, ERR_STATE, 516, _("the change was given up after an earlier error"));
}

enum err_code store_begin(struct store *store, enum audit_kind kind, struct err *err)
{
    assert((size_t)store->depth < ARRAY_SIZE(store->marks));
    if (store->depth > 0 && sqlite3_get_autocommit(store->db))
        return given_up(err);
    enum err_code code =
        db_run(store, store->depth ? "SAVEPOINT inner_part" : "BEGIN IMMEDIATE", NO_BINDS, err);
    if (code)
        return code;
    if (!store->depth)
        store->kind = kind;
    store->marks[store->depth++] = store->pending.count;
    return ERR_OK;
}

static enum err_code outermost_commit(struct store *store, struct err *err)
{
    enum err_code code = ERR_OK;
    if (store->pending.count && store_peek_office(store) && !store->signer &&
        store->kind != AUDIT_INIT)
        code = err_set(err, ERR_DENIED, 1512, _("nobody is signed in; say who you are: --as NAME"));
    if (!code && store->pending.count)
        code = chain_append(store, err);
    if (!code)
        code = db_run(store, "COMMIT", NO_BINDS, err);
    if (code) {
        store->depth = 1;
        store_rollback(store);
        return code;
    }
    log_debug("store", "committed %s, %zu rows", audit_kind_name(store->kind),
              store->pending.count);
    forget(store);
    return ERR_OK;
}

enum err_code store_commit(struct store *store, struct err *err)
{
    assert(store->depth > 0);
    if (sqlite3_get_autocommit(store->db)) {
        forget(store);
        return given_up(err);
    }
    if (store->depth == 1)
        return outermost_commit(store, err);
    store->depth--;
    enum err_code code = db_run(store, "RELEASE inner_part", NO_BINDS, err);
    if (code) {
        store->depth = 1;
        store_rollback(store);
    }
    return code;
}

void store_rollback(struct store *store)
{
    if (store->depth == 0)
        return;
    if (sqlite3_get_autocommit(store->db)) {
        store->depth--;
        store->pending.count = 0;
        return;
    }
    if (store->depth == 1) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        forget(store);
        return;
    }
    sqlite3_exec(store->db, "ROLLBACK TO inner_part; RELEASE inner_part", NULL, NULL, NULL);
    store->pending.count = store->marks[--store->depth];
}

enum err_code store_end(struct store *store, enum err_code code, struct err *err)
{
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}
