/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_store: making and opening a store, what is refused, transactions, the guard.
 */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "fixture.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/tables.h"

static void raw(struct fixture *f, const char *name, const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/%s", f->store_folder, name);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void raw_version(struct fixture *f, int version)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
    raw(f, "sohoa.db", sql);
}

static mode_t mode_of(struct fixture *f, const char *name)
{
    char path[128];
    struct stat info;
    snprintf(path, sizeof path, "%s/%s", f->store_folder, name);
    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 0777;
}

static void a_new_store_is_private_and_practice(void **state)
{
    struct fixture f;
    struct store_stats stats;
    (void)state;
    fixture_open(&f);
    assert_true(store_practice(f.store));
    assert_false(uuid_is_null(store_peek_person(f.store)));
    assert_int_equal(mode_of(&f, "."), 0700);
    assert_int_equal(mode_of(&f, "masters"), 0700);
    assert_int_equal(mode_of(&f, "derived"), 0700);
    assert_int_equal(mode_of(&f, "sohoa.db"), 0600);
    assert_int_equal(mode_of(&f, "sohoa.db-wal"), 0600);
    assert_fine(&f, store_stats_get(f.store, &stats, &f.err));
    assert_int_equal(stats.audits, 1);
    assert_int_equal(stats.schema_version, store_version_known());
    assert_fine(&f, store_check(f.store, &f.err));
    fixture_close(&f);
}

static void a_second_store_is_refused(void **state)
{
    struct fixture f;
    struct store *second = NULL;
    struct store_plan plan = {0};
    (void)state;
    fixture_open(&f);
    assert_code(&f, ERR_EXISTS, store_create(f.store_folder, &plan, &second, &f.err));
    fixture_reopen(&f);
    fixture_close(&f);
}

/* A process that died while it made a store leaves nothing that counts as one. */
static void a_half_made_store_is_made_again(void **state)
{
    struct fixture f;
    char folder[96], path[128];
    struct store *store = NULL;
    struct store_plan plan = {.practice = true};
    (void)state;
    fixture_open(&f);
    snprintf(folder, sizeof folder, "%s/half", f.folder);
    snprintf(path, sizeof path, "%s/sohoa.db.new", folder);
    assert_fine(&f, file_make_folder(folder, &f.err));
    assert_fine(&f, file_write(path, "half", 4, FILE_ONCE, &f.err));
    assert_code(&f, ERR_MISSING, store_open(folder, &store, &f.err));
    assert_fine(&f, store_create(folder, &plan, &store, &f.err));
    assert_false(file_exists(path));
    store_close(store);
    fixture_close(&f);
}

/* --- refusals ----------------------------------------------------------------------------- */

static void database_replace(struct fixture *f, const char *bytes, size_t length)
{
    char path[128];
    static const char *const beside[] = {"sohoa.db-wal", "sohoa.db-shm"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", f->store_folder, beside[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/sohoa.db", f->store_folder);
    unlink(path);
    if (bytes)
        assert_fine(f, file_write(path, bytes, length, FILE_REPLACE, &f->err));
}

static void what_is_not_ours_is_refused(void **state)
{
    static const struct {
        const char *what, *bytes, *sql; /* bytes replace the database, then sql runs */
        size_t length;
        enum err_code code;
    } cases[] = {
        {"missing", NULL, NULL, 0, ERR_MISSING},
        {"text", "this is no database, it is some text for the eye", NULL, 48, ERR_DAMAGED},
        {"empty", "", NULL, 0, ERR_FOREIGN},
        {"other program", "", "CREATE TABLE song (title TEXT)", 0, ERR_FOREIGN},
        {"other id", "", "PRAGMA application_id = 7; CREATE TABLE x (y)", 0, ERR_FOREIGN},
        {"no station", "",
         "PRAGMA application_id = 1397256033;"
         "CREATE TABLE station (id TEXT, practice INT, here INT, office TEXT)",
         0, ERR_DAMAGED},
    };
    char newest[64];
    snprintf(newest, sizeof newest, "PRAGMA user_version = %d", store_version_known());
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        (void)state;
        fixture_open(&f);
        store_close(f.store);
        f.store = NULL;
        database_replace(&f, cases[i].bytes, cases[i].length);
        if (cases[i].sql)
            raw(&f, "sohoa.db", cases[i].sql);
        if (cases[i].code == ERR_DAMAGED && cases[i].sql)
            raw(&f, "sohoa.db", newest);
        enum err_code code = store_open(f.store_folder, &f.store, &f.err);
        if (code != cases[i].code)
            fail_msg("%s: %s %s", cases[i].what, err_code_name(code), f.err.text);
        assert_null(f.store);
        assert_true(f.err.number >= 500 && f.err.number < 600);
        fixture_close(&f);
    }
}

/* --- older stores ------------------------------------------------------------------------- */

/* The rows of a table as its first form had them, out of the database attached as now. */
static void copy_first_form(sqlite3 *db, const char *table)
{
    sqlite3_stmt *stmt = NULL;
    char *columns = NULL, *ask = sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)", table);
    assert_int_equal(sqlite3_prepare_v2(db, ask, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        char *more = sqlite3_mprintf("%s%s\"%w\"", columns ? columns : "", columns ? ", " : "",
                                     (const char *)sqlite3_column_text(stmt, 0));
        sqlite3_free(columns);
        columns = more;
    }
    sqlite3_finalize(stmt);
    char *copy = sqlite3_mprintf("INSERT INTO main.\"%w\" (%s) SELECT %s FROM now.\"%w\"", table,
                                 columns, columns, table);
    char *why = NULL;
    if (sqlite3_exec(db, copy, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", table, why);
    sqlite3_free(copy);
    sqlite3_free(columns);
    sqlite3_free(ask);
}

static void make_first_form(struct fixture *f)
{
    char path[128], old[128];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/sohoa.db", f->store_folder);
    snprintf(old, sizeof old, "%s/old.db", f->store_folder);
    assert_int_equal(sqlite3_open(old, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, tables_content, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, tables_derived, NULL, NULL, NULL), SQLITE_OK);
    char *attach = sqlite3_mprintf("ATTACH DATABASE %Q AS now", path);
    assert_int_equal(sqlite3_exec(db, attach, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(attach);
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT"
                           " LIKE 'search%' AND name NOT LIKE 'sqlite%' AND name <> 'migration'",
                           -1, &stmt, NULL),
        SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        copy_first_form(db, (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    database_replace(f, NULL, 0);
    assert_int_equal(rename(old, path), 0);
    raw(f, "sohoa.db", "PRAGMA application_id = 1397256033; PRAGMA journal_mode = WAL");
    raw_version(f, 1);
}

/* What was written under the first form proves itself under the present one. */
static void an_older_store_is_brought_up_to_date(void **state)
{
    struct fixture f;
    struct store_stats before, after;
    struct audit_report report;
    struct audit_options options = {0};
    (void)state;
    fixture_open(&f);
    struct uuid id, page = fixture_page(&f, "a");
    assert_fine(&f, schema_put(f.store, "khai-sinh", "{}", &f.schema, &f.err));
    struct record record = {.page = page, .revision = 1, .row = -1, .schema = f.schema};
    assert_fine(&f, record_add(f.store, &record, -1, &id, &f.err));
    assert_fine(&f, store_stats_get(f.store, &before, &f.err));
    store_close(f.store);
    make_first_form(&f);
    assert_fine(&f, store_open(f.store_folder, &f.store, &f.err));
    assert_fine(&f, store_stats_get(f.store, &after, &f.err));
    assert_int_equal(after.schema_version, store_version_known());
    assert_int_equal(after.records, before.records);
    assert_int_equal(after.pages, before.pages);
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    assert_fine(&f, store_check(f.store, &f.err));
    fixture_close(&f);
}

static void a_newer_store_is_refused(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    raw(&f, "sohoa.db", "PRAGMA user_version = 99");
    store_close(f.store);
    f.store = NULL;
    assert_code(&f, ERR_FOREIGN, store_open(f.store_folder, &f.store, &f.err));
    assert_non_null(strstr(f.err.text, "99"));
    fixture_close(&f);
}

static void a_network_share_is_refused(void **state)
{
    struct fixture f;
    struct store *other = NULL;
    char folder[96];
    struct store_plan plan = {0};
    (void)state;
    fixture_open(&f);
    snprintf(folder, sizeof folder, "%s/far", f.folder);
    assert_int_equal(setenv("SOHOA_FAULT", "network", 1), 0);
    assert_code(&f, ERR_FOREIGN, store_open(f.store_folder, &other, &f.err));
    assert_code(&f, ERR_FOREIGN, store_create(folder, &plan, &other, &f.err));
    assert_int_equal(unsetenv("SOHOA_FAULT"), 0);
    assert_false(store_exists(folder));
    fixture_close(&f);
}

static void a_locked_store_says_so(void **state)
{
    struct fixture f;
    struct store *other = NULL;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, store_open(f.store_folder, &other, &f.err));
    sqlite3_busy_timeout(other->db, 20);
    assert_fine(&f, store_begin(f.store, AUDIT_SETTING, &f.err));
    assert_code(&f, ERR_LOCKED, setting_set(other, "a", "b", &f.err));
    const char *value = "x";
    assert_fine(&f, setting_get(other, "a", f.arena, &value, &f.err)); /* reading never waits */
    assert_null(value);
    assert_fine(&f, store_commit(f.store, &f.err));
    assert_fine(&f, setting_set(other, "a", "b", &f.err));
    store_close(other);
    fixture_close(&f);
}

/* Another program has the database open for itself alone. */
static void a_store_held_by_another_program_says_so(void **state)
{
    struct fixture f;
    char path[128];
    sqlite3 *db = NULL;
    (void)state;
    fixture_open(&f);
    store_close(f.store);
    f.store = NULL;
    snprintf(path, sizeof path, "%s/sohoa.db", f.store_folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE;"
                                  "UPDATE migration SET name = name; COMMIT",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(setenv("SOHOA_BUSY_MS", "20", 1), 0);
    assert_code(&f, ERR_LOCKED, store_open(f.store_folder, &f.store, &f.err));
    assert_int_equal(f.err.number, 502);
    sqlite3_close(db);
    assert_fine(&f, store_open(f.store_folder, &f.store, &f.err));
    assert_int_equal(unsetenv("SOHOA_BUSY_MS"), 0);
    fixture_close(&f);
}

/* --- transactions ------------------------------------------------------------------------- */

static long audits(struct fixture *f)
{
    struct store_stats stats;
    assert_fine(f, store_stats_get(f->store, &stats, &f->err));
    return stats.audits;
}

static const char *setting(struct fixture *f, const char *name)
{
    const char *value = NULL;
    assert_fine(f, setting_get(f->store, name, f->arena, &value, &f->err));
    return value;
}

static void inner_parts_can_fail_alone(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    long before = audits(&f);
    assert_fine(&f, store_begin(f.store, AUDIT_SETTING, &f.err));
    assert_fine(&f, setting_set(f.store, "outer", "1", &f.err));
    assert_fine(&f, store_begin(f.store, AUDIT_SETTING, &f.err));
    assert_fine(&f, setting_set(f.store, "inner", "1", &f.err));
    store_rollback(f.store);
    assert_fine(&f, setting_set(f.store, "after", "1", &f.err));
    assert_fine(&f, store_commit(f.store, &f.err));
    assert_string_equal(setting(&f, "outer"), "1");
    assert_string_equal(setting(&f, "after"), "1");
    assert_null(setting(&f, "inner"));
    assert_int_equal(audits(&f), before + 1);
    struct audit_report report;
    struct audit_options options = {0};
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    fixture_close(&f);
}

static void a_rollback_leaves_nothing(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    long before = audits(&f);
    assert_fine(&f, store_begin(f.store, AUDIT_SETTING, &f.err));
    assert_fine(&f, setting_set(f.store, "outer", "1", &f.err));
    store_rollback(f.store);
    store_rollback(f.store);
    assert_null(setting(&f, "outer"));
    assert_int_equal(audits(&f), before);
    fixture_close(&f);
}

/* When SQLite gives a transaction up by itself, nothing of it may be written after that. */
static void a_lost_transaction_stays_lost(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a");
    struct page_stage stage = {.state = PAGE_CLEANED};
    assert_fine(&f, store_begin(f.store, AUDIT_SETTING, &f.err));
    assert_int_equal(sqlite3_exec(f.store->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(page_stage_set(f.store, &page, &stage, &f.err), ERR_OK);
    assert_code(&f, ERR_STATE, setting_set(f.store, "a", "1", &f.err));
    assert_code(&f, ERR_STATE, store_commit(f.store, &f.err));
    assert_null(setting(&f, "a"));
    assert_fine(&f, setting_set(f.store, "a", "1", &f.err));
    fixture_close(&f);
}

static void content_has_one_writer(void **state)
{
    static const char *const statements[] = {
        "INSERT INTO setting (name, station, value) VALUES ('a', 'b', 'c')",
        "UPDATE station SET practice = 0",
        "DELETE FROM draft",
        "DELETE FROM audit",
        "UPDATE audit_row SET hash = NULL",
        "DELETE FROM salt",
        "ATTACH DATABASE '/tmp/x' AS x",
    };
    struct fixture f;
    (void)state;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        assert_int_not_equal(sqlite3_exec(f.store->db, statements[i], NULL, NULL, NULL), SQLITE_OK);
    fixture_close(&f);
}

/* Content rows of one kind are written once, even for somebody with the database open. */
static void fixed_tables_refuse_changes(void **state)
{
    static const char *const tables[] = {
        "master",     "page_revision",  "schema", "draft",       "book_mark", "page_keep",
        "version",    "version_parent", "act",    "act_version", "audit",     "audit_row",
        "difficulty", "difficulty_end", "grid"};
    struct fixture f;
    char path[128];
    sqlite3 *db = NULL;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    snprintf(path, sizeof path, "%s/sohoa.db", f.store_folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char *change = sqlite3_mprintf("UPDATE \"%w\" SET rowid = rowid", tables[i]);
        char *removal = sqlite3_mprintf("DELETE FROM \"%w\"", tables[i]);
        assert_int_not_equal(sqlite3_exec(db, change, NULL, NULL, NULL), SQLITE_OK);
        assert_int_not_equal(sqlite3_exec(db, removal, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_free(change);
        sqlite3_free(removal);
    }
    sqlite3_close(db);
    fixture_close(&f);
}

static void every_column_has_a_comment(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    struct rows rows = rows_open(f.store,
                                 "SELECT sql FROM sqlite_master WHERE type = 'table'"
                                 " AND name NOT LIKE 'search_word%'",
                                 NO_BINDS);
    while (rows_next(&rows)) {
        for (const char *line = rows_peek_text(&rows, 0); *line;) {
            size_t length = strcspn(line, "\n");
            bool column = length > 2 && line[0] == ' ' && line[2] >= 'a' && line[2] <= 'z';
            const char *comment = strstr(line, " -- ");
            if (column && (!comment || comment > line + length))
                fail_msg("no comment: %.*s", (int)length, line);
            line += length + (line[length] == '\n');
        }
    }
    assert_fine(&f, rows_close(&rows, &f.err));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_store_is_private_and_practice),
        cmocka_unit_test(a_second_store_is_refused),
        cmocka_unit_test(a_half_made_store_is_made_again),
        cmocka_unit_test(what_is_not_ours_is_refused),
        cmocka_unit_test(an_older_store_is_brought_up_to_date),
        cmocka_unit_test(a_newer_store_is_refused),
        cmocka_unit_test(a_network_share_is_refused),
        cmocka_unit_test(a_locked_store_says_so),
        cmocka_unit_test(a_store_held_by_another_program_says_so),
        cmocka_unit_test(inner_parts_can_fail_alone),
        cmocka_unit_test(a_rollback_leaves_nothing),
        cmocka_unit_test(a_lost_transaction_stays_lost),
        cmocka_unit_test(content_has_one_writer),
        cmocka_unit_test(fixed_tables_refuse_changes),
        cmocka_unit_test(every_column_has_a_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
