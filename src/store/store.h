/* SPDX-License-Identifier: Apache-2.0
 *
 * store/store: one folder that holds everything of one station:
 *
 *   sohoa.db    SQLite (WAL, synchronous=FULL): content, derived, audit
 *   masters/    files exactly as they came, ab/cdef….ext by SHA-256, write-once, 0400
 *   derived/    files that can be made again, by the hash of inputs, parameters and code version
 *
 * Content (station, person, setting, schema, batch, book, master, page, record, draft, version,
 * act) is written only through this room's calls; each row inserted or changed is covered by an
 * audit row in the same transaction. Derived rows can be dropped and made again. What a state
 * means and who may move it is decided above, in workflow/transition.
 *
 * A struct store belongs to one thread. Several processes may open one folder: reads never wait,
 * writes wait up to STORE_BUSY_MS and then fail with ERR_LOCKED.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/id.h"

struct store; /* opaque */
struct sign_key;

enum {
    STORE_BUSY_MS = 10000,
    STORE_LIST_MAX = 1000 /* rows a list call gives at most; also when limit is 0 */
};

/* Makes the folder and an empty store in it with one station; complete or not at all. A practice
 * store gets its one practice person and acts as that person. ERR_EXISTS when there is a store,
 * ERR_FOREIGN on a network share. */
struct store_plan {
    const char *name; /* of the station; NULL = "" */
    bool practice;
    const char *person_name;     /* of the practice person; NULL = "practice" */
    const struct digest *office; /* of an office: the root's public key; NULL = none */
    /* Adds what the store begins with, in the founding transaction; NULL = nothing. */
    enum err_code (*found)(struct store *store, void *context, struct err *err);
    void *context;
};
enum err_code store_create(const char *folder, const struct store_plan *plan,
                           struct store **ret_new, struct err *err) MUST_CHECK;
/* Opens, and brings an older store up to date in one transaction. ERR_MISSING: no store there;
 * ERR_FOREIGN: another program's database, a newer store, a network share; ERR_DAMAGED: no
 * database at all or broken; ERR_LOCKED. In a practice store the practice person acts. */
enum err_code store_open(const char *folder, struct store **ret_new, struct err *err) MUST_CHECK;
void store_close(struct store *store); /* rolls back what is open; NULL is fine */
bool store_exists(const char *folder); /* a sohoa.db is there */

const char *store_peek_folder(const struct store *store);
const struct uuid *store_peek_station(const struct store *store);
/* As shown to people; "" when it was given none. */
enum err_code store_station_name(struct store *store, struct arena *arena, const char **ret,
                                 struct err *err) MUST_CHECK;
bool store_practice(const struct store *store);
/* The root's public key of the office that this station belongs to; NULL = none, so unsigned. In
 * an office's store nothing is written unless somebody signs: ERR_DENIED K-1512. */
const struct digest *store_peek_office(const struct store *store);
void store_set_person(struct store *store, const struct uuid *person); /* who acts from now on */
/* The same, who signs each act with key, which is borrowed; key NULL = locked. */
void store_sign_as(struct store *store, const struct uuid *person, const struct sign_key *key);
const struct sign_key *store_peek_signer(const struct store *store); /* NULL = locked */
const struct uuid *store_peek_person(const struct store *store);     /* null id: nobody yet */

/* What a transaction does; its audit row carries the name. */
enum audit_kind {
    AUDIT_INIT,
    AUDIT_MIGRATE,
    AUDIT_PERSON,
    AUDIT_SETTING,
    AUDIT_SCHEMA,
    AUDIT_BOOK,
    AUDIT_BATCH,
    AUDIT_SCAN,
    AUDIT_IMPORT,
    AUDIT_PAGE,
    AUDIT_ADOPT, /* proposals become records */
    AUDIT_DRAFT,
    AUDIT_VERSION,
    AUDIT_CONFIRM,
    AUDIT_RETURN,
    AUDIT_RELEASE,
    AUDIT_PURGE,
    AUDIT_DIFFICULTY,
    AUDIT_KIND_COUNT
};
const char *audit_kind_name(enum audit_kind kind); /* "init", "adopt", ...; static */
bool audit_kind_parse(const char *name, enum audit_kind *ret);

/* Short write transactions, nested-safe: an inner pair joins the outer one, an inner rollback
 * undoes only what was done since its begin. The outermost begin takes the write lock and names
 * the audit row, which is written at the outermost commit when content was touched. Every writing
 * call of this room runs in its own transaction when none is open. After a failed commit nothing
 * was done and no transaction is open. */
enum err_code store_begin(struct store *store, enum audit_kind kind, struct err *err) MUST_CHECK;
enum err_code store_commit(struct store *store, struct err *err) MUST_CHECK;
void store_rollback(struct store *store); /* never fails; nothing open is fine */

/* For `status` and `doctor`. */
struct store_stats {
    long batches, books, pages, records, masters, versions, acts, audits;
    long pages_by_state[8];                           /* enum page_state */
    long records_by_state[8];                         /* enum record_state */
    long records_to_look;                             /* whose image or kind changed since */
    long rows_waiting;                                /* store/derived.h, waiting_row_list */
    int64_t master_bytes, database_bytes, free_bytes; /* free_bytes 0 = unknown */
    int schema_version;
};
enum err_code store_stats_get(struct store *store, struct store_stats *ret,
                              struct err *err) MUST_CHECK;
/* SQLite's integrity and foreign key check. ERR_DAMAGED names the first finding. */
enum err_code store_check(struct store *store, struct err *err) MUST_CHECK;
/* Removes files that no row names (left by a process that died) and that are older than age_ms:
 * half-written ones, masters without row, derived files of dropped rows. */
struct store_sweep {
    long masters, derived, halves;
    int64_t bytes;
};
enum err_code store_sweep(struct store *store, int64_t age_ms, struct store_sweep *ret,
                          struct err *err) MUST_CHECK;

#endif
