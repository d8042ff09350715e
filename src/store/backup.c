/* SPDX-License-Identifier: Apache-2.0
 *
 * store/backup: which medium holds which master, sets and runs. The copy of the database and the
 * way back are in store/snapshot.c. May include base, model, trust and store.
 */
#include "store/backup.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/db.h"

/* --- sets --------------------------------------------------------------------------------- */

#define SET_COLUMNS                                                                                \
    "SELECT backup_set.label, seal, (SELECT count(*) FROM backup_medium WHERE "                    \
    "backup_medium.label ="                                                                        \
    " backup_set.label), coalesce(last.finished_ms, 0), coalesce(last.sequence, 0),"               \
    " coalesce((SELECT max(number) FROM backup_run WHERE backup_run.label = backup_set.label), 0)" \
    " > coalesce(last.number, 0)"                                                                  \
    " FROM backup_set LEFT JOIN backup_run AS last ON last.number = (SELECT max(number) FROM"      \
    " backup_run WHERE backup_run.label = backup_set.label AND finished_ms IS NOT NULL)"

bool backup_label_fits(const char *label)
{
    size_t length = strlen(label);
    return length >= 1 && length < BACKUP_LABEL_SIZE &&
           strspn(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
}

static void read_set(const struct rows *rows, struct arena *arena, void *item)
{
    struct backup_set *set = item;
    (void)arena;
    *set = (struct backup_set){.media = (long)rows_int(rows, 2),
                               .last_ms = rows_int(rows, 3),
                               .sequence = rows_int(rows, 4),
                               .open = rows_int(rows, 5) != 0};
    snprintf(set->label, sizeof set->label, "%s", rows_peek_text(rows, 0));
    (void)!seal_to_parse(rows_peek_text(rows, 1), &set->seal);
}

enum err_code backup_set_list(struct store *store, struct arena *arena, struct backup_set **ret,
                              size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store, SET_COLUMNS " ORDER BY coalesce(last.number, 0), 1", NO_BINDS);
    return rows_all(&rows, arena, sizeof **ret, read_set, (void **)ret, ret_count, err);
}

enum err_code backup_set_get(struct store *store, const char *label, struct backup_set *ret,
                             struct err *err)
{
    struct arena *arena = arena_new();
    struct rows rows =
        rows_open(store, SET_COLUMNS " WHERE backup_set.label = ?1", BINDS(TEXT(label)));
    enum err_code code = rows_one(&rows, arena, read_set, ret, err);
    arena_free(arena);
    return code;
}

enum err_code backup_set_add(struct store *store, const char *label, const struct seal_to *seal,
                             struct err *err)
{
    char text[SEAL_TO_TEXT_SIZE];
    seal_to_show(seal, text);
    return db_run(store, "INSERT INTO backup_set (label, seal, made_ms) VALUES (?1, ?2, ?3)",
                  BINDS(TEXT(label), TEXT(text), INT(clock_now_ms())), err);
}

/* --- media -------------------------------------------------------------------------------- */

static void read_medium(const struct rows *rows, struct arena *arena, void *item)
{
    struct backup_medium *medium = item;
    (void)arena;
    *medium = (struct backup_medium){.id = rows_uuid(rows, 0), .number = (long)rows_int(rows, 2)};
    snprintf(medium->label, sizeof medium->label, "%s", rows_peek_text(rows, 1));
}

enum err_code backup_medium_get(struct store *store, const struct uuid *id,
                                struct backup_medium *ret, struct err *err)
{
    struct arena *arena = arena_new();
    struct rows rows = rows_open(store, "SELECT id, label, number FROM backup_medium WHERE id = ?1",
                                 BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_medium, ret, err);
    arena_free(arena);
    return code;
}

enum err_code backup_medium_add(struct store *store, struct backup_medium *medium, struct err *err)
{
    int64_t number = medium->number;
    enum err_code code = ERR_OK;
    if (!number)
        code = db_number(store,
                         "SELECT coalesce(max(number), 0) + 1 FROM backup_medium WHERE label = ?1",
                         BINDS(TEXT(medium->label)), 1, &number, err);
    if (!code)
        code = db_run(
            store,
            "INSERT INTO backup_medium (id, label, number, made_ms)"
            " VALUES (?1, ?2, ?3, ?4)",
            BINDS(UUID(&medium->id), TEXT(medium->label), INT(number), INT(clock_now_ms())), err);
    medium->number = (long)number;
    return code;
}

/* --- what stands where -------------------------------------------------------------------- */

#define MISSING                                                                                    \
    " FROM master WHERE NOT EXISTS (SELECT 1 FROM backup_copy JOIN backup_medium"                  \
    " ON backup_medium.id = backup_copy.medium WHERE backup_copy.master = master.id"               \
    " AND backup_medium.label = ?1)"

static void read_copy(const struct rows *rows, struct arena *arena, void *item)
{
    *(struct backup_copy *)item = (struct backup_copy){.master = rows_digest(rows, 0),
                                                       .kind = rows_text(rows, 1, arena),
                                                       .bytes = rows_int(rows, 2)};
}

enum err_code backup_missing(struct store *store, const char *label, const struct digest *after,
                             struct arena *arena, struct backup_copy **ret, size_t *ret_count,
                             struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT id, kind, bytes" MISSING " AND (?2 IS NULL OR id > ?2) ORDER BY id"
                  " LIMIT 64",
                  BINDS(TEXT(label), DIGEST(after)));
    return rows_all(&rows, arena, sizeof **ret, read_copy, (void **)ret, ret_count, err);
}

enum err_code backup_missing_count(struct store *store, const char *label, int64_t *ret,
                                   struct err *err)
{
    return db_number(store, "SELECT count(*)" MISSING, BINDS(TEXT(label)), 0, ret, err);
}

enum err_code backup_copy_list(struct store *store, const struct uuid *medium,
                               const struct digest *after, struct arena *arena,
                               struct backup_copy **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT backup_copy.master, master.kind, backup_copy.bytes FROM backup_copy"
                  " JOIN master ON master.id = backup_copy.master"
                  " WHERE backup_copy.medium = ?1 AND (?2 IS NULL OR backup_copy.master > ?2)"
                  " ORDER BY backup_copy.master LIMIT 256",
                  BINDS(UUID(medium), DIGEST(after)));
    return rows_all(&rows, arena, sizeof **ret, read_copy, (void **)ret, ret_count, err);
}

enum err_code backup_copy_put(struct store *store, const struct uuid *medium,
                              const struct digest *master, const struct sealed *sealed,
                              struct err *err)
{
    return db_run(
        store,
        "INSERT INTO backup_copy (master, medium, bytes, hash) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (master, medium) DO UPDATE SET bytes = excluded.bytes,"
        " hash = excluded.hash",
        BINDS(DIGEST(master), UUID(medium), INT((int64_t)sealed->bytes), DIGEST(&sealed->hash)),
        err);
}

enum err_code backup_copy_drop(struct store *store, const struct uuid *medium,
                               const struct digest *master, struct err *err)
{
    return db_run(store, "DELETE FROM backup_copy WHERE medium = ?1 AND master = ?2",
                  BINDS(UUID(medium), DIGEST(master)), err);
}

/* --- runs --------------------------------------------------------------------------------- */

enum err_code backup_run_start(struct store *store, const char *label, int64_t sequence,
                               int64_t *ret_number, struct err *err)
{
    enum err_code code =
        db_run(store, "INSERT INTO backup_run (label, sequence, started_ms) VALUES (?1, ?2, ?3)",
               BINDS(TEXT(label), INT(sequence), INT(clock_now_ms())), err);
    if (!code)
        *ret_number = sqlite3_last_insert_rowid(store->db);
    return code;
}

enum err_code backup_run_finish(struct store *store, int64_t number, long aside, struct err *err)
{
    return db_run(store, "UPDATE backup_run SET finished_ms = ?2, aside = ?3 WHERE number = ?1",
                  BINDS(INT(number), INT(clock_now_ms()), INT(aside)), err);
}
