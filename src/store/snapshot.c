/* SPDX-License-Identifier: Apache-2.0
 *
 * store/snapshot: a copy of the database as it is at one moment, and a store made of such a copy.
 * Part of store/backup.h. SQLite's online backup inside one read transaction: others go on
 * writing, the copy never sees it (https://www.sqlite.org/backup.html, wal.html).
 * May include SQLite, base, model, trust and store.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/backup.h"
#include "store/blob.h"
#include "store/migrate.h"
#include "trust/hash.h"

enum { STEP_PAGES = 512 };
static const char HALF[] = "sohoa.db.restore", DATABASE[] = "sohoa.db", MASTERS[] = "masters";

/* --- the copy ----------------------------------------------------------------------------- */

/* An own connection to the file that the copy goes to: no log beside it, no waiting for the disk
 * at each step (it is flushed, hashed and read back when it is sealed). */
static enum err_code copy_open(const char *path, sqlite3 **ret_new, struct store *store,
                               struct err *err)
{
    enum err_code code = file_write(path, "", 0, FILE_REPLACE, err);
    if (code)
        return code;
    int rc = sqlite3_open_v2(path, ret_new, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(*ret_new, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL,
                          NULL, NULL);
    return db_error(store, rc, err);
}

static enum err_code copy_fail(struct store *store, int rc, const char *path, struct err *err)
{
    int kind = rc & 0xff;
    if (kind == SQLITE_FULL || kind == SQLITE_IOERR)
        return err_set(err, kind == SQLITE_FULL ? ERR_FULL : ERR_IO, 1540,
                       _("cannot write the copy %s; free some space on that disk"), path);
    return db_error(store, rc, err);
}

static enum err_code copy_pages(struct store *store, sqlite3 *copy, const char *path,
                                store_progress *progress, void *context, struct err *err)
{
    enum err_code code = ERR_OK;
    int rc = SQLITE_OK;
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->db, "main");
    if (!backup)
        return copy_fail(store, sqlite3_errcode(copy), path, err);
    while (!code && rc == SQLITE_OK) {
        rc = sqlite3_backup_step(backup, STEP_PAGES);
        long total = sqlite3_backup_pagecount(backup);
        if (progress && (rc == SQLITE_OK || rc == SQLITE_DONE))
            code = progress(total - sqlite3_backup_remaining(backup), total, context, err);
    }
    int ended = sqlite3_backup_finish(backup);
    if (code)
        return code;
    return rc == SQLITE_DONE ? ERR_OK : copy_fail(store, rc ? rc : ended, path, err);
}

enum err_code store_snapshot(struct store *store, const char *path, store_progress *progress,
                             void *context, struct audit_head *ret, struct err *err)
{
    sqlite3 *copy = NULL;
    enum err_code code = copy_open(path, &copy, store, err);
    if (!code)
        code = db_script(store, "BEGIN", err);
    if (!code) {
        code = audit_head_get(store, ret, err); /* reads: from here on one moment */
        if (!code)
            code = copy_pages(store, copy, path, progress, context, err);
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    if (!code) { /* the copy needs no log beside it */
        int rc = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
        code = rc == SQLITE_OK ? ERR_OK : copy_fail(store, rc, path, err);
    }
    sqlite3_close_v2(copy);
    if (code)
        unlink(path);
    return code;
}

/* --- the way back ------------------------------------------------------------------------- */

enum err_code restore_begin(const char *folder, char **ret_path_new, struct err *err)
{
    static const char *const names[] = {"masters", "derived"};
    if (store_exists(folder))
        return err_set(err, ERR_EXISTS, 1541,
                       _("%s holds a store already; restore into an empty folder"), folder);
    enum err_code code = file_make_folder(folder, err);
    if (!code && file_on_network(folder))
        code = err_set(err, ERR_FOREIGN, 1542,
                       _("%s lies on a network share, where a store breaks; choose a folder on a "
                         "disk of this machine"),
                       folder);
    for (size_t i = 0; !code && i < ARRAY_SIZE(names); i++) {
        char *path = file_join(folder, names[i]);
        code = file_make_folder(path, err);
        free(path);
    }
    if (!code)
        *ret_path_new = file_join(folder, HALF);
    return code;
}

static enum err_code station_read(struct store *store, struct err *err)
{
    int64_t stations = 0;
    enum err_code code = db_number(store, "SELECT count(*) FROM station WHERE here = 1", NO_BINDS,
                                   0, &stations, err);
    if (!code && stations != 1)
        code = err_set(err, ERR_DAMAGED, 1543, _("the copy of the database in %s is damaged"),
                       store->folder);
    return code;
}

enum err_code restore_open(const char *folder, struct store **ret_new, struct err *err)
{
    int version = 0;
    struct store *store = mem_new(1, sizeof *store);
    store->folder = mem_copy_text(folder);
    char *path = store_path(store, HALF);
    enum err_code code = db_open(store, path, SQLITE_OPEN_READWRITE, err);
    free(path);
    if (!code)
        code = store_version_read(store, &version, err);
    if (!code && version < store_version_known())
        code = store_migrate(store, err);
    if (!code)
        code = station_read(store, err);
    if (code)
        store_close(store);
    else
        *ret_new = store;
    return code;
}

struct target {
    struct file_writer *writer;
};

static enum err_code target_add(const void *data, size_t length, void *context, struct err *err)
{
    struct target *target = context;
    return file_writer_add(target->writer, data, length, err);
}

/* The two-letter folder of a path. */
static enum err_code folder_make(const char *path, struct err *err)
{
    struct str folder = STR_INIT;
    const char *slash = strrchr(path, '/');
    str_add_span(&folder, path, (size_t)(slash - path));
    enum err_code code = file_make_folder(str_peek(&folder), err);
    str_release(&folder);
    return code;
}

static enum err_code unseal_to(const char *path, const struct digest *wanted,
                               const char *sealed_path, const struct secret *secret,
                               struct err *err)
{
    struct target target = {0};
    struct digest inside;
    enum err_code code = file_writer_open(path, FILE_REPLACE, &target.writer, err);
    if (code)
        return code;
    code = seal_open(sealed_path, secret, target_add, &target, &inside, err);
    if (!code && !digest_equal(&inside, wanted))
        code = err_set(err, ERR_DAMAGED, 1545, _("%s holds another file than its name says"),
                       sealed_path);
    if (!code)
        return file_writer_finish(target.writer, err);
    file_writer_drop(target.writer);
    return code;
}

enum err_code master_restore(struct store *store, const struct master *master,
                             const char *sealed_path, const struct secret *secret, struct err *err)
{
    char *path = store_blob_path(store, MASTERS, &master->id, master->facts.kind);
    enum err_code code = folder_make(path, err);
    if (!code)
        code = unseal_to(path, &master->id, sealed_path, secret, err);
    if (!code && chmod(path, 0400) != 0)
        code = err_set(err, err_from_errno(errno), 1546, _("cannot protect %s: %s"), path,
                       strerror(errno));
    free(path);
    return code;
}

enum err_code master_look(struct store *store, const struct digest *id, const char *kind,
                          bool *ret_there, bool *ret_fits, struct err *err)
{
    struct digest now;
    struct err why = {0};
    char *path = store_blob_path(store, MASTERS, id, kind);
    *ret_there = file_exists(path);
    enum err_code code = *ret_there ? hash_medium(path, &now, &why) : ERR_MISSING;
    *ret_fits = code == ERR_OK && digest_equal(&now, id);
    free(path);
    if (code == ERR_OK || code == ERR_MISSING || code == ERR_IO)
        return ERR_OK; /* ERR_IO: the disk cannot give it back, so it is damaged */
    if (err)
        *err = why;
    return code;
}

enum err_code restore_finish(struct store *store, struct err *err)
{
    char *half = store_path(store, HALF), *path = store_path(store, DATABASE);
    char *folder = mem_copy_text(store->folder);
    store_close(store);
    enum err_code code = ERR_OK;
    if (link(half, path) != 0)
        code = err_set(err, err_from_errno(errno), 1547, _("cannot make %s: %s"), path,
                       strerror(errno));
    if (!code)
        unlink(half);
    if (!code)
        code = store_sync_folder(folder, err);
    free(folder);
    free(half);
    free(path);
    return code;
}
