/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_io: every write and every flush of the database fails in turn (a VFS of the test
 * stands between SQLite and the disk). What was acknowledged is there, what was refused is there
 * wholly or not at all, the proof passes, and the next call works.
 */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fixture.h"
#include "store/backup.h"
#include "store/db.h"

/* --- the disk ----------------------------------------------------------------------------- */

enum fault { FAULT_WRITE_IO, FAULT_WRITE_FULL, FAULT_SYNC_IO, FAULTS };
static const char *const fault_words[] = {"write fails", "write finds no room", "flush fails"};
static const enum err_code fault_codes[] = {ERR_IO, ERR_FULL, ERR_IO};

/* The n-th call of its kind fails, and with stays all after it too. */
static struct {
    bool armed, stays, hit;
    enum fault fault;
    long left;
} disk;

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind it */
};
#define REAL(file) (((struct shim_file *)(file))->real)

static bool fails(bool writing)
{
    if (!disk.armed || writing != (disk.fault != FAULT_SYNC_IO))
        return false;
    if (disk.left > 0 && --disk.left > 0)
        return false;
    bool now = !disk.hit || disk.stays;
    disk.hit = true;
    return now;
}

static int shim_close(sqlite3_file *f)
{
    return REAL(f)->pMethods->xClose(REAL(f));
}
static int shim_read(sqlite3_file *f, void *out, int length, sqlite3_int64 at)
{
    return REAL(f)->pMethods->xRead(REAL(f), out, length, at);
}
static int shim_write(sqlite3_file *f, const void *data, int length, sqlite3_int64 at)
{
    if (fails(true))
        return disk.fault == FAULT_WRITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return REAL(f)->pMethods->xWrite(REAL(f), data, length, at);
}
static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}
static int shim_sync(sqlite3_file *f, int flags)
{
    return fails(false) ? SQLITE_IOERR_FSYNC : REAL(f)->pMethods->xSync(REAL(f), flags);
}
static int shim_size(sqlite3_file *f, sqlite3_int64 *ret)
{
    return REAL(f)->pMethods->xFileSize(REAL(f), ret);
}
static int shim_lock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xLock(REAL(f), kind);
}
static int shim_unlock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xUnlock(REAL(f), kind);
}
static int shim_reserved(sqlite3_file *f, int *ret)
{
    return REAL(f)->pMethods->xCheckReservedLock(REAL(f), ret);
}
static int shim_control(sqlite3_file *f, int op, void *argument)
{
    return REAL(f)->pMethods->xFileControl(REAL(f), op, argument);
}
static int shim_sector(sqlite3_file *f)
{
    return REAL(f)->pMethods->xSectorSize(REAL(f));
}
static int shim_device(sqlite3_file *f)
{
    return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}
static int shim_map(sqlite3_file *f, int page, int size, int extend, void volatile **ret)
{
    return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, ret);
}
static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return REAL(f)->pMethods->xShmLock(REAL(f), offset, n, flags);
}
static void shim_barrier(sqlite3_file *f)
{
    REAL(f)->pMethods->xShmBarrier(REAL(f));
}
static int shim_unmap(sqlite3_file *f, int delete)
{
    return REAL(f)->pMethods->xShmUnmap(REAL(f), delete);
}

static const sqlite3_io_methods shim_methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_device,
    .xShmMap = shim_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_barrier,
    .xShmUnmap = shim_unmap,
};

static sqlite3_vfs *real_vfs;

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *ret_flags)
{
    struct shim_file *file = (struct shim_file *)f;
    (void)vfs;
    file->real = (sqlite3_file *)(file + 1);
    int rc = real_vfs->xOpen(real_vfs, name, file->real, flags, ret_flags);
    file->base.pMethods = file->real->pMethods ? &shim_methods : NULL;
    return rc;
}

static void disk_put_between(void)
{
    static sqlite3_vfs shim;
    real_vfs = sqlite3_vfs_find(NULL);
    shim = *real_vfs;
    shim.zName = "shim";
    shim.szOsFile = (int)sizeof(struct shim_file) + real_vfs->szOsFile;
    shim.xOpen = shim_open;
    assert_int_equal(sqlite3_vfs_register(&shim, 1), SQLITE_OK);
}

static void disk_arm(enum fault fault, long nth, bool stays)
{
    disk.armed = true;
    disk.stays = stays;
    disk.hit = false;
    disk.fault = fault;
    disk.left = nth;
}

/* --- what is done on it ------------------------------------------------------------------- */

static enum err_code do_draft(struct fixture *f, struct err *err)
{
    struct value value = {.written = "một giá trị", .normal = "một giá trị"};
    return draft_put(f->store, &f->record, "so", &value, err);
}

static enum err_code do_page(struct fixture *f, struct err *err)
{
    static unsigned number;
    char bytes[32];
    struct digest master;
    struct uuid page;
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "scan"};
    snprintf(bytes, sizeof bytes, "trang %u", ++number);
    enum err_code code = master_put_bytes(f->store, bytes, strlen(bytes), &facts, &master, err);
    struct page_view view = {.master = master, .turns = PAGE_TURNS_UNKNOWN};
    return code ? code : page_add(f->store, &f->batch, &view, &page, err);
}

static enum err_code do_version(struct fixture *f, struct err *err)
{
    struct uuid act, version;
    json_t *body = json_object();
    enum err_code code = store_begin(f->store, AUDIT_VERSION, err);
    if (!code) {
        code = version_add(f->store, &f->record, body, NULL, 0, &version, NULL, err);
        if (!code)
            code = act_add(f->store, "verify", NULL, NULL, &version, 1, &act, err);
        if (!code)
            code = record_stage_set(f->store, &f->record, RECORD_VERIFIED, err);
        if (!code)
            code = store_commit(f->store, err);
        else
            store_rollback(f->store);
    }
    json_decref(body);
    return code;
}

/* The copy for a backup: whole, or refused and gone. */
static enum err_code do_snapshot(struct fixture *f, struct err *err)
{
    struct audit_head head;
    char path[128];
    snprintf(path, sizeof path, "%s/copy.db", f->folder);
    enum err_code code = store_snapshot(f->store, path, NULL, NULL, &head, err);
    assert_int_equal(file_exists(path), code == ERR_OK);
    if (!code) {
        sqlite3 *db = NULL;
        sqlite3_stmt *stmt = NULL;
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL);
        assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
        sqlite3_finalize(stmt);
        sqlite3_close(db);
        unlink(path);
    }
    return code;
}

static const struct {
    const char *name, *count; /* rows that one more of it adds to */
    enum err_code (*run)(struct fixture *f, struct err *err);
    long adds;
} acts[] = {
    {"draft", "SELECT count(*) FROM draft", do_draft, 1},
    {"page", "SELECT count(*) FROM page", do_page, 1},
    {"version", "SELECT (SELECT count(*) FROM version) + (SELECT count(*) FROM act)", do_version,
     2},
    {"snapshot", "SELECT count(*) FROM audit", do_snapshot, 0},
};

static int64_t count_of(struct fixture *f, const char *sql)
{
    int64_t count = 0;
    struct rows rows = rows_open(f->store, sql, NO_BINDS);
    if (rows_next(&rows))
        count = rows_int(&rows, 0);
    assert_fine(f, rows_close(&rows, &f->err));
    return count;
}

static long refused;

/* One act with its nth write or flush failing; false when it has no nth. */
static bool act_fails(struct fixture *f, size_t act, enum fault fault, long nth, bool stays)
{
    struct audit_report report;
    struct audit_options options = {.skip_masters = true};
    struct err err = {0};
    int64_t before = count_of(f, acts[act].count);
    disk_arm(fault, nth, stays);
    enum err_code code = acts[act].run(f, &err);
    disk.armed = false;
    bool hit = disk.hit;
    refused += code != ERR_OK;
    if (code && (!hit || (code != fault_codes[fault] && code != ERR_STATE)))
        fail_msg("%s, %s %ld: %s K-%d %s", acts[act].name, fault_words[fault], nth,
                 err_code_name(code), err.number, err.text);
    fixture_reopen(f);
    int64_t added = count_of(f, acts[act].count) - before;
    if (added != acts[act].adds && (!code || added != 0))
        fail_msg("%s, %s %ld: %s, %ld rows more", acts[act].name, fault_words[fault], nth,
                 err_code_name(code), (long)added);
    assert_fine(f, audit_verify(f->store, &options, &report, &f->err));
    return hit;
}

static void each_write_and_flush_fails_in_turn(void **state)
{
    struct fixture f;
    long faults = 0;
    (void)state;
    disk_put_between();
    fixture_open(&f);
    fixture_fill(&f);
    for (size_t act = 0; act < ARRAY_SIZE(acts); act++)
        for (int fault = 0; fault < FAULTS; fault++)
            for (int stays = 0; stays < 2; stays++) {
                long nth = 1;
                while (act_fails(&f, act, (enum fault)fault, nth, stays != 0))
                    nth++, faults++;
                struct err err = {0};
                assert_int_equal(acts[act].run(&f, &err), ERR_OK);
            }
    assert_true(refused > 100);
    print_message("# %ld faults, %ld calls refused, nothing acknowledged is lost\n", faults,
                  refused);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_write_and_flush_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
