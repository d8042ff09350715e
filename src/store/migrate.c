/* SPDX-License-Identifier: Apache-2.0
 *
 * store/migrate: the steps from one form of the tables to the next. A step adds tables or nullable
 * columns to the content (hashes of old rows stay true, store/content.h) and may drop and make
 * what is derived. Steps are never edited once a store may have taken them.
 * May include base, model and store.
 */
#include "store/migrate.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/tables.h"

/* Mistakes put right: what a batch or page was before stands in the act about it. */
static const char mistakes[] =
    "ALTER TABLE record ADD COLUMN look TEXT" /* why a person must look again; NULL = no need */
    " CHECK (look IN ('replaced', 'turned', 'split', 'joined', 'schema', 'shape', 'undone'));\n"
    "ALTER TABLE record ADD COLUMN withdrawn INTEGER" /* 1 = it was no entry; NULL = it counts */
    " CHECK (withdrawn = 1);\n"
    "ALTER TABLE page_revision ADD COLUMN parts TEXT;\n" /* JSON of what it was joined from; NULL =
                                                          * an image as it came */
    "ALTER TABLE batch ADD COLUMN merged TEXT REFERENCES batch;\n" /* the batch that has its pages
                                                                    * now; NULL = it itself */
    "CREATE INDEX act_of_change ON act (kind) WHERE kind IN ('change', 'undo');\n"
    "CREATE INDEX page_revision_joined ON page_revision (page) WHERE parts IS NOT NULL;\n";

/* A second person enters some fields blind; a third one settles what differs. */
static const char second_entries[] =
    "ALTER TABLE draft ADD COLUMN entry INTEGER" /* 1 = blind second entry, 2 = settles; NULL =
                                                  * keyed */
    " CHECK (entry IN (1, 2));\n"
    "CREATE INDEX act_by_kind ON act (kind);\n";

/* Step i leads from form i to form i + 1. */
static const struct migration {
    const char *name;
    const char *sql; /* content; NULL = only what is derived changes */
} migrations[] = {
    {"first tables", tables_content},         {"ledger of a book", tables_ledger},
    {"mistakes put right", mistakes},         {"quality of pages", tables_quality},
    {"pieces of entries", tables_pieces},     {"backups and checks", tables_backup},
    {"difficulties", tables_difficulty},      {"second entries", second_entries},
    {"people and their keys", tables_people}, {"grids and assignments", tables_desk},
};

int store_version_known(void)
{
    return (int)ARRAY_SIZE(migrations);
}

enum err_code store_version_read(struct store *store, int *ret, struct err *err)
{
    int64_t application = 0, version = 0;
    enum err_code code = db_number(store, "PRAGMA application_id", NO_BINDS, 0, &application, err);
    if (!code)
        code = db_number(store, "PRAGMA user_version", NO_BINDS, 0, &version, err);
    if (code)
        return code;
    if (application != DB_APPLICATION_ID)
        return err_set(err, ERR_FOREIGN, 508,
                       _("%s/sohoa.db belongs to another program; choose another folder"),
                       store->folder);
    if (version > store_version_known())
        return err_set(err, ERR_FOREIGN, 509,
                       _("the store %s was written by a newer sohoa (form %d, this program knows "
                         "%d); install the newer program"),
                       store->folder, (int)version, store_version_known());
    *ret = (int)version;
    return ERR_OK;
}

enum err_code store_derived_make(struct store *store, struct err *err)
{
    enum err_code code = db_script(store, tables_derived_drop, err);
    return code ? code : db_script(store, tables_derived, err);
}

static enum err_code step_take(struct store *store, int from, struct err *err)
{
    const struct migration *step = &migrations[from];
    enum err_code code = step->sql ? db_script(store, step->sql, err) : ERR_OK;
    if (code)
        return code;
    return db_run(
        store, "INSERT INTO migration (version, name, program, at_ms) VALUES (?1, ?2, ?3, ?4)",
        BINDS(INT(from + 1), TEXT(step->name), TEXT(SOHOA_VERSION), INT(clock_now_ms())), err);
}

/* The form as literal texts: PRAGMA takes no bound values. */
static const char *const version_sql[] = {
    "PRAGMA user_version = 0", "PRAGMA user_version = 1",  "PRAGMA user_version = 2",
    "PRAGMA user_version = 3", "PRAGMA user_version = 4",  "PRAGMA user_version = 5",
    "PRAGMA user_version = 6", "PRAGMA user_version = 7",  "PRAGMA user_version = 8",
    "PRAGMA user_version = 9", "PRAGMA user_version = 10",
};
_Static_assert(ARRAY_SIZE(version_sql) == ARRAY_SIZE(migrations) + 1, "one text a form");

enum err_code store_migrate(struct store *store, struct err *err)
{
    int64_t from = 0;
    enum err_code code = db_script(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = db_number(store, "PRAGMA user_version", NO_BINDS, 0, &from, err);
    store->may_write = "*";
    for (int64_t form = from; !code && form < store_version_known(); form++)
        code = step_take(store, (int)form, err);
    if (!code && from < store_version_known())
        code = store_derived_make(store, err);
    store->may_write = NULL;
    if (!code)
        code = db_script(store, version_sql[store_version_known()], err);
    if (!code)
        code = db_script(store, "COMMIT", err);
    if (code && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    db_forget_statements(store);
    return code;
}
