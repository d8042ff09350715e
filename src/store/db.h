/* SPDX-License-Identifier: Apache-2.0
 *
 * store/db: inside of this room only. struct store, and SQLite behind a few short helpers: literal
 * SQL with typed bound values, cached statements, one translation of errors.
 *
 * An authorizer refuses to prepare any statement that writes a content, audit or salt table unless
 * store->may_write names it; only store/content.c, store/audit.c and store/migrate.c set that.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>

#include "model/geometry.h"
#include "store/store.h"
#include "trust/sign.h"

enum {
    DB_CACHE_MAX = 192,
    DB_APPLICATION_ID = 0x53486f61, /* "SHoa" */
    DB_ROW_KEY_SIZE = 160           /* "table key/key" of a content row, with NUL */
};

struct content; /* store/content.h */

/* A content row touched in the open transaction, waiting for its audit row. */
struct pending_row {
    const struct content *table;
    char id[DB_ROW_KEY_SIZE];
    char owner[DIGEST_TEXT_SIZE]; /* whose salt; "" = the station's */
    struct digest hash;
};

struct store {
    sqlite3 *db;
    char *folder;
    struct uuid station;
    char station_text[UUID_TEXT_SIZE];
    struct uuid person;
    bool practice;
    struct digest office;          /* the root's public key; zero = practice */
    const struct sign_key *signer; /* of the acting person, unlocked; borrowed; NULL = locked */

    int depth; /* of store_begin */
    enum audit_kind kind;
    const char *may_write; /* table the authorizer lets through; "*" = any */
    struct {
        struct pending_row *items;
        size_t count, capacity;
    } pending;
    size_t marks[8]; /* pending.count at each inner begin */

    struct {
        const char *sql; /* literal text: compared by address */
        sqlite3_stmt *stmt;
        bool busy;
    } cache[DB_CACHE_MAX];
    size_t cached;
};

enum bind_kind { BIND_END, BIND_TEXT, BIND_INT, BIND_BLOB, BIND_UUID, BIND_DIGEST, BIND_RECT };
struct bind {
    enum bind_kind kind;
    const void *data; /* NULL binds NULL */
    int64_t number;
    size_t length;
    struct rect rect;
};
#define TEXT(t)         ((struct bind){.kind = BIND_TEXT, .data = (t)})
#define INT(n)          ((struct bind){.kind = BIND_INT, .data = "", .number = (n)})
#define INT_OR(n, none) /* NULL when n is none */                                                  \
    ((struct bind){.kind = BIND_INT, .data = (n) == (none) ? NULL : "", .number = (n)})
#define BLOB(p, n) ((struct bind){.kind = BIND_BLOB, .data = (p), .length = (n)})
#define UUID(u)    ((struct bind){.kind = BIND_UUID, .data = (u)})   /* null id: NULL */
#define DIGEST(d)  ((struct bind){.kind = BIND_DIGEST, .data = (d)}) /* as hex; all zero: NULL */
#define RECT(r)    ((struct bind){.kind = BIND_RECT, .rect = (r)})   /* 4 values; empty: NULLs */
#define BINDS(...) ((const struct bind[]){__VA_ARGS__, {.kind = BIND_END}})
#define NO_BINDS   ((const struct bind[]){{.kind = BIND_END}})

/* A running query. rows_open never fails visibly: rows_next gives false then, and rows_close tells
 * what happened. Texts and blobs of a row live until the next rows_next. */
struct rows {
    struct store *store;
    sqlite3_stmt *stmt;
    int slot; /* of the cache, -1 = own statement */
    int rc;
};
struct rows rows_open(struct store *store, const char *sql, const struct bind *binds);
bool rows_next(struct rows *rows);
enum err_code rows_close(struct rows *rows, struct err *err) MUST_CHECK;
/* Fills one item of a list from the present row; texts go to the arena. */
typedef void row_reader(const struct rows *rows, struct arena *arena, void *item);
/* All rows as an arena array of items of size bytes; closes. */
enum err_code rows_all(struct rows *rows, struct arena *arena, size_t size, row_reader *read,
                       void **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* The first row; closes. ERR_EMPTY without a text when there is none: the caller says it. */
enum err_code rows_one(struct rows *rows, struct arena *arena, row_reader *read, void *ret,
                       struct err *err) MUST_CHECK;
bool rows_null(const struct rows *rows, int column);
int64_t rows_int(const struct rows *rows, int column);
int64_t rows_int_or(const struct rows *rows, int column, int64_t none); /* none for NULL */
const char *rows_peek_text(const struct rows *rows, int column);        /* NULL for NULL */
const char *rows_text(const struct rows *rows, int column, struct arena *arena);
struct uuid rows_uuid(const struct rows *rows, int column);       /* null id for NULL */
struct digest rows_digest(const struct rows *rows, int column);   /* from hex; zero for NULL */
struct digest rows_hash(const struct rows *rows, int column);     /* from 32 bytes; zero else */
struct rect rows_rect(const struct rows *rows, int first_column); /* empty for NULLs */

/* Runs a statement that gives no rows. */
enum err_code db_run(struct store *store, const char *sql, const struct bind *binds,
                     struct err *err) MUST_CHECK;
/* First column of the first row; otherwise when there is none or it is NULL. */
enum err_code db_number(struct store *store, const char *sql, const struct bind *binds,
                        int64_t otherwise, int64_t *ret, struct err *err) MUST_CHECK;
/* Several statements of literal text. */
enum err_code db_script(struct store *store, const char *sql, struct err *err) MUST_CHECK;
/* Turns an SQLite result into an error. */
enum err_code db_error(struct store *store, int rc, struct err *err);

enum err_code db_open(struct store *store, const char *path, int flags, struct err *err) MUST_CHECK;
void db_close(struct store *store);
void db_forget_statements(struct store *store);

/* Ends a writing call: commits on ERR_OK, else rolls back and returns code. */
enum err_code store_end(struct store *store, enum err_code code, struct err *err) MUST_CHECK;
/* Folder + name, heap. */
char *store_path(const struct store *store, const char *name);
/* "masters" or "derived", ab/cdef….ext; heap. */
char *store_blob_path(const struct store *store, const char *kind, const struct digest *id,
                      const char *extension);
enum err_code store_sync_folder(const char *path, struct err *err) MUST_CHECK;
/* rows 0 = STORE_LIST_MAX, never more than that. */
long list_limit(long limit);
/* The only id of rows (of at most two); closes. ERR_MISSING none, ERR_USAGE several. */
enum err_code id_only(struct rows *rows, struct uuid *ret, const char *text,
                      struct err *err) MUST_CHECK;
/* text when it can be part of an id (8 to 36 of [0-9a-f-]), else NULL. */
const char *id_part(const char *text);

#endif
