/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_audit: whatever is changed by hand is found. Every column of every content
 * table, of the chain and of the salts is changed once with plain SQLite; so is each byte of a
 * master.
 */
#include "../cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "fixture.h"

static struct audit_finding last; /* of the last verify; texts copied */
static char last_noun[32], last_id[128];

static void found(const struct audit_finding *finding, void *context)
{
    (*(int *)context)++;
    last = *finding;
    snprintf(last_noun, sizeof last_noun, "%s", finding->noun);
    snprintf(last_id, sizeof last_id, "%s", finding->id);
}

static enum err_code verify(struct fixture *f, const struct audit_head *head, int *ret_found)
{
    struct audit_report report;
    int count = 0;
    struct audit_options options = {.head = head, .found = found, .context = &count};
    err_clear(&f->err);
    enum err_code code = audit_verify(f->store, &options, &report, &f->err);
    if (ret_found)
        *ret_found = count;
    return code;
}

/* --- the attacker ------------------------------------------------------------------------- */

static sqlite3 *raw_open(struct fixture *f)
{
    char path[128];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/sohoa.db", f->store_folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void raw(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

static void raw_format(sqlite3 *db, const char *format, const char *a, const char *b, const char *c)
{
    char *sql = sqlite3_mprintf(format, a, b, c);
    raw(db, sql);
    sqlite3_free(sql);
}

static int drop_one(void *context, int count, char **values, char **names)
{
    (void)count, (void)names;
    raw_format(context, "DROP TRIGGER \"%w\"", values[0], NULL, NULL);
    return 0;
}

static void triggers_drop(sqlite3 *db)
{
    raw(db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
            "CREATE TEMP TABLE names AS SELECT name FROM sqlite_master WHERE type = 'trigger'");
    assert_int_equal(sqlite3_exec(db, "SELECT name FROM temp.names", drop_one, db, NULL),
                     SQLITE_OK);
}

/* Another value of the column's type. */
static char *mutation_sql(const char *table, const char *column, const char *type)
{
    static const struct {
        const char *type, *value;
    } others[] = {
        {"INTEGER", "coalesce(\"%w\" + 1000, 2)"},
        {"TEXT", "coalesce(\"%w\" || 'x', 'x')"},
        {"BLOB", "CAST(coalesce(substr(\"%w\", 2) || x'5a', x'5a') AS BLOB)"},
    };
    size_t i = 0;
    while (strcmp(others[i].type, type) != 0)
        i++;
    char *value = sqlite3_mprintf(others[i].value, column);
    char *sql = sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = %s", table, column, value);
    sqlite3_free(value);
    return sql;
}

struct attack {
    struct fixture *fixture;
    sqlite3 *db;
    const char *table;
    int columns;
};

/* Changes the column inside a copy of the database file, so that each attack starts fresh. */
static int attack_column(void *context, int count, char **values, char **names)
{
    struct attack *attack = context;
    (void)count, (void)names;
    char *sql = mutation_sql(attack->table, values[0], values[1]);
    raw(attack->db, "BEGIN");
    raw(attack->db, sql);
    assert_true(sqlite3_changes(attack->db) > 0);
    raw(attack->db, "COMMIT");
    if (verify(attack->fixture, NULL, NULL) != ERR_DAMAGED)
        fail_msg("not noticed: %s", sql);
    sqlite3_free(sql);
    attack->columns++;
    return 0;
}

static void database_copy(struct fixture *f, const char *from, const char *to)
{
    char a[128], b[128];
    struct bytes bytes;
    snprintf(a, sizeof a, "%s/%s", f->store_folder, from);
    snprintf(b, sizeof b, "%s/%s", f->store_folder, to);
    assert_fine(f, file_read(a, 1 << 26, &bytes, &f->err));
    assert_fine(f, file_write(b, bytes.data, bytes.length, FILE_REPLACE, &f->err));
    bytes_release(&bytes);
}

/* One fresh copy a column: the attack commits for real. */
static int attack_fresh(void *context, int count, char **values, char **names)
{
    struct attack *attack = context;
    struct fixture *f = attack->fixture;
    store_close(f->store);
    f->store = NULL;
    database_copy(f, "clean.db", "sohoa.db");
    attack->db = raw_open(f);
    triggers_drop(attack->db);
    assert_fine(f, store_open(f->store_folder, &f->store, &f->err));
    int stop = attack_column(context, count, values, names);
    sqlite3_close(attack->db);
    return stop;
}

static const char *const tables[] = {
    "station",      "person",      "setting",    "schema",         "book",          "book_series",
    "book_mark",    "batch",       "master",     "page",           "batch_page",    "record",
    "record_image", "draft",       "version",    "version_parent", "page_revision", "page_keep",
    "act",          "act_version", "difficulty", "difficulty_end", "person_key",    "salt",
    "grid",         "assignment",  "audit",      "audit_row"};

static void every_column_is_covered(void **state)
{
    struct fixture f;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    assert_fine(&f, verify(&f, NULL, NULL));
    sqlite3 *db = raw_open(&f);
    raw(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    database_copy(&f, "sohoa.db", "clean.db");
    struct attack attack = {.fixture = &f};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        int before = attack.columns;
        attack.table = tables[i];
        char *sql = sqlite3_mprintf("SELECT name, type FROM pragma_table_info(%Q)", tables[i]);
        sqlite3 *columns = NULL; /* the names, from a database that is not attacked */
        char path[128];
        snprintf(path, sizeof path, "%s/clean.db", f.store_folder);
        assert_int_equal(sqlite3_open(path, &columns), SQLITE_OK);
        assert_int_equal(sqlite3_exec(columns, sql, attack_fresh, &attack, NULL), SQLITE_OK);
        sqlite3_close(columns);
        sqlite3_free(sql);
        assert_true(attack.columns > before);
    }
    sqlite3_close(db);
    print_message("# %d columns\n", attack.columns);
    fixture_close(&f);
}

static int count_row(void *context, int count, char **values, char **names)
{
    (void)values, (void)names, (void)count;
    (*(int *)context)++;
    return 0;
}

/* The list above must not fall behind: every table is either attacked, derived or known. */
static void every_table_is_known(void **state)
{
    static const char *const others[] = {
        "page_stage",  "record_stage",  "person_check", "page_text",   "page_quality",
        "proposal",    "search_entry",  "search_word",  "reservation", "migration",
        "backup_set",  "backup_medium", "backup_copy",  "backup_run",  "scrub_place",
        "scrub_fault", "person_seal"};
    struct fixture f;
    int missing = 0;
    (void)state;
    fixture_open(&f);
    sqlite3 *db = raw_open(&f);
    raw(db, "CREATE TEMP TABLE known (name TEXT)");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        raw_format(db, "INSERT INTO temp.known VALUES (%Q)", tables[i], NULL, NULL);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        raw_format(db, "INSERT INTO temp.known VALUES (%Q)", others[i], NULL, NULL);
    sqlite3_exec(db,
                 "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT IN"
                 " (SELECT name FROM temp.known) AND name NOT LIKE 'search_word_%'",
                 count_row, &missing, NULL);
    assert_int_equal(missing, 0);
    sqlite3_close(db);
    fixture_close(&f);
}

static void rows_added_and_deleted_are_found(void **state)
{
    static const struct {
        const char *sql;
        enum audit_fault fault;
    } cases[] = {
        {"INSERT INTO setting SELECT 'other', station, 'x' FROM setting", FAULT_UNCOVERED},
        {"DELETE FROM setting", FAULT_GONE},
        {"DELETE FROM draft WHERE number = 3", FAULT_GONE},
        {"DELETE FROM version_parent", FAULT_GONE},
        {"DELETE FROM salt WHERE owner IN (SELECT id FROM record)", FAULT_SALT},
        {"DELETE FROM audit_row WHERE entry = 1", FAULT_UNCOVERED},
        {"DELETE FROM audit WHERE sequence = 3", FAULT_GAP},
        {"DELETE FROM audit_row WHERE entry = (SELECT max(entry) FROM audit);"
         "DELETE FROM audit WHERE entry = (SELECT max(entry) FROM audit)",
         FAULT_UNCOVERED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        int count = 0;
        (void)state;
        fixture_open(&f);
        fixture_fill(&f);
        sqlite3 *db = raw_open(&f);
        triggers_drop(db);
        raw(db, cases[i].sql);
        sqlite3_close(db);
        assert_code(&f, ERR_DAMAGED, verify(&f, NULL, &count));
        assert_true(count > 0);
        if (count == 1)
            assert_string_equal(audit_fault_name(last.fault), audit_fault_name(cases[i].fault));
        fixture_close(&f);
    }
}

/* --- masters ------------------------------------------------------------------------------ */

static void byte_flip(const char *path, off_t at)
{
    unsigned char byte;
    assert_int_equal(chmod(path, 0600), 0);
    int fd = open(path, O_RDWR);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte ^= 1;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

static void every_byte_of_a_master_is_covered(void **state)
{
    struct fixture f;
    char path[256];
    struct stat info;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    fixture_master_path(&f, path, sizeof path);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0400);
    for (off_t at = 0; at < info.st_size; at++) {
        byte_flip(path, at);
        assert_code(&f, ERR_DAMAGED, verify(&f, NULL, NULL));
        assert_string_equal(audit_fault_name(last.fault), "master-changed");
        assert_true(last.sequence > 0);
        byte_flip(path, at);
    }
    assert_fine(&f, verify(&f, NULL, NULL));
    assert_int_equal(truncate(path, 3), 0);
    assert_code(&f, ERR_DAMAGED, verify(&f, NULL, NULL));
    assert_int_equal(unlink(path), 0);
    assert_code(&f, ERR_DAMAGED, verify(&f, NULL, NULL));
    assert_string_equal(audit_fault_name(last.fault), "master-gone");
    fixture_close(&f);
}

static void extra_files_are_named(void **state)
{
    struct fixture f;
    char path[256];
    int count = 0;
    struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    fixture_master_path(&f, path, sizeof path);
    memcpy(strrchr(path, '.'), ".jpeg", 6);
    assert_fine(&f, file_write(path, "x", 1, FILE_ONCE, &f.err));
    assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
    assert_fine(&f, verify(&f, NULL, &count));
    assert_int_equal(count, 1);
    assert_string_equal(audit_fault_name(last.fault), "master-extra");
    fixture_close(&f);
}

/* --- the chain and its head --------------------------------------------------------------- */

static void a_cut_tail_needs_a_head(void **state)
{
    struct fixture f;
    struct audit_head head, parsed;
    char text[AUDIT_HEAD_TEXT_SIZE];
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    assert_fine(&f, audit_head_get(f.store, &head, &f.err));
    audit_head_show(&head, text);
    assert_true(audit_head_parse(text, &parsed));
    assert_fine(&f, verify(&f, &parsed, NULL));
    sqlite3 *db = raw_open(&f);
    triggers_drop(db);
    raw(db, "DELETE FROM setting; DELETE FROM audit_row WHERE noun = 'setting';"
            "DELETE FROM audit WHERE kind = 'setting'");
    sqlite3_close(db);
    assert_fine(&f, verify(&f, NULL, NULL));
    assert_code(&f, ERR_DAMAGED, verify(&f, &parsed, NULL));
    assert_string_equal(audit_fault_name(last.fault), "head");
    fixture_close(&f);
}

static void heads_as_text(void **state)
{
    static const char *const bad[] = {"",      "5",    "5.", "x.00",
                                      "-1.00", "5.zz", ".",  "99999999999999999999999999.00"};
    struct audit_head head;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(audit_head_parse(bad[i], &head));
}

static void a_clock_that_went_back_only_warns(void **state)
{
    struct fixture f;
    int count = 0;
    (void)state;
    fixture_open(&f);
    assert_int_equal(setenv("SOHOA_CLOCK_MS", "1700000000000", 1), 0);
    assert_fine(&f, setting_set(f.store, "a", "1", &f.err));
    assert_int_equal(unsetenv("SOHOA_CLOCK_MS"), 0);
    assert_fine(&f, verify(&f, NULL, &count));
    assert_int_equal(count, 1);
    assert_string_equal(audit_fault_name(last.fault), "clock");
    fixture_close(&f);
}

static void a_list_by_record(void **state)
{
    struct fixture f;
    struct audit *audits;
    size_t all = 0, of_record = 0, none = 0;
    struct uuid other = {{1}};
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    assert_fine(&f, audit_list(f.store, NULL, 0, 0, f.arena, &audits, &all, &f.err));
    assert_int_equal(audits[0].sequence, 1);
    assert_string_equal(audit_kind_name(audits[0].kind), "init");
    assert_fine(&f, audit_list(f.store, &f.record, 0, 0, f.arena, &audits, &of_record, &f.err));
    assert_int_equal(
        of_record, 9); /* added, a piece and back, keyed, undone, keyed, two versions, confirmed */
    assert_fine(&f, audit_list(f.store, &other, 0, 0, f.arena, &audits, &none, &f.err));
    assert_int_equal(none, 0);
    assert_true(all > of_record);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_known),
        cmocka_unit_test(every_column_is_covered),
        cmocka_unit_test(rows_added_and_deleted_are_found),
        cmocka_unit_test(every_byte_of_a_master_is_covered),
        cmocka_unit_test(extra_files_are_named),
        cmocka_unit_test(a_cut_tail_needs_a_head),
        cmocka_unit_test(heads_as_text),
        cmocka_unit_test(a_clock_that_went_back_only_warns),
        cmocka_unit_test(a_list_by_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
