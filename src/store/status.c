/* SPDX-License-Identifier: Apache-2.0
 *
 * store/status: counts, SQLite's own checks, sweeping of left-over files. Part of store/store.h.
 * May include base, model and store.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/record.h"
#include "store/blob.h"
#include "store/migrate.h"

/* --- counts ------------------------------------------------------------------------------- */

static enum err_code states_count(struct store *store, const char *sql, long counts[8],
                                  bool (*parse)(const char *name, int *ret), struct err *err)
{
    struct rows rows = rows_open(store, sql, NO_BINDS);
    while (rows_next(&rows)) {
        int state = 0;
        if (parse(rows_peek_text(&rows, 0), &state))
            counts[state] += (long)rows_int(&rows, 1);
    }
    return rows_close(&rows, err);
}

static bool parse_page_state(const char *name, int *ret)
{
    enum page_state state;
    if (!page_state_parse(name, &state))
        return false;
    *ret = (int)state;
    return true;
}

static bool parse_record_state(const char *name, int *ret)
{
    enum record_state state;
    if (!record_state_parse(name, &state))
        return false;
    *ret = (int)state;
    return true;
}

static enum err_code tables_count(struct store *store, struct store_stats *stats, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT (SELECT count(*) FROM batch WHERE merged IS NULL),"
                                 " (SELECT count(*) FROM book),"
                                 " (SELECT count(*) FROM batch_page WHERE position > 0),"
                                 " (SELECT count(*) FROM record WHERE withdrawn IS NULL),"
                                 " (SELECT count(*) FROM master), (SELECT count(*) FROM version),"
                                 " (SELECT count(*) FROM act), (SELECT count(*) FROM audit),"
                                 " (SELECT sum(bytes) FROM master), (SELECT count(*) FROM record"
                                 " WHERE look IS NOT NULL AND withdrawn IS NULL),"
                                 " (SELECT count(*) FROM proposal"
                                 " JOIN page_stage AS stage ON stage.page = proposal.page"
                                 " JOIN batch_page AS place ON place.page = proposal.page"
                                 " WHERE proposal.record IS NULL AND stage.state = 'extracted'"
                                 " AND place.position > 0)",
                                 NO_BINDS);
    if (rows_next(&rows)) {
        long *const counts[] = {&stats->batches, &stats->books,    &stats->pages, &stats->records,
                                &stats->masters, &stats->versions, &stats->acts,  &stats->audits};
        for (size_t i = 0; i < ARRAY_SIZE(counts); i++)
            *counts[i] = (long)rows_int(&rows, (int)i);
        stats->master_bytes = rows_int(&rows, 8);
        stats->records_to_look = (long)rows_int(&rows, 9);
        stats->rows_waiting = (long)rows_int(&rows, 10);
    }
    return rows_close(&rows, err);
}

static void disk_look(struct store *store, struct store_stats *stats)
{
    static const char *const names[] = {"sohoa.db", "sohoa.db-wal"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        uint64_t bytes = 0;
        char *path = store_path(store, names[i]);
        if (file_size(path, &bytes, NULL) == ERR_OK)
            stats->database_bytes += (int64_t)bytes;
        free(path);
    }
    stats->free_bytes = (int64_t)file_free_space(store->folder);
}

enum err_code store_stats_get(struct store *store, struct store_stats *ret, struct err *err)
{
    struct store_stats stats = {0};
    enum err_code code = tables_count(store, &stats, err);
    if (!code)
        code = states_count(store,
                            "SELECT coalesce(stage.state, 'captured'), count(*) FROM batch_page"
                            " LEFT JOIN page_stage AS stage ON stage.page = batch_page.page"
                            " WHERE position > 0 GROUP BY 1",
                            stats.pages_by_state, parse_page_state, err);
    if (!code)
        code = states_count(store,
                            "SELECT coalesce(stage.state, 'entered'), count(*) FROM record"
                            " LEFT JOIN record_stage AS stage ON stage.record = record.id"
                            " WHERE withdrawn IS NULL GROUP BY 1",
                            stats.records_by_state, parse_record_state, err);
    if (!code)
        code = store_version_read(store, &stats.schema_version, err);
    if (code)
        return code;
    disk_look(store, &stats);
    *ret = stats;
    return ERR_OK;
}

enum err_code store_station_name(struct store *store, struct arena *arena, const char **ret,
                                 struct err *err)
{
    const char *name = "";
    struct rows rows = rows_open(store, "SELECT name FROM station WHERE here = 1", NO_BINDS);
    if (rows_next(&rows))
        name = rows_text(&rows, 0, arena);
    enum err_code code = rows_close(&rows, err);
    if (!code)
        *ret = name;
    return code;
}

/* --- SQLite's own checks ------------------------------------------------------------------ */

static enum err_code check_run(struct store *store, const char *sql, const char *fine,
                               struct err *err)
{
    struct str found = STR_INIT;
    struct rows rows = rows_open(store, sql, NO_BINDS);
    if (rows_next(&rows)) {
        const char *text = rows_peek_text(&rows, 0);
        if (!fine || !text_equal(text, fine))
            str_add(&found, text ? text : "?");
    }
    enum err_code code = rows_close(&rows, err);
    if (!code && found.length)
        code = err_set(err, ERR_DAMAGED, 553,
                       _("the database of %s fails its own check (%s); restore the last backup"),
                       store->folder, str_peek(&found));
    str_release(&found);
    return code;
}

enum err_code store_check(struct store *store, struct err *err)
{
    enum err_code code = check_run(store, "PRAGMA integrity_check(1)", "ok", err);
    return code ? code : check_run(store, "PRAGMA foreign_key_check", NULL, err);
}

/* --- sweeping ----------------------------------------------------------------------------- */

struct sweep {
    struct store *store;
    int64_t before_ms; /* only what did not change since */
    const char *sql;   /* finds the row that names a file */
    const char *only;  /* extension, NULL = any */
    long *found;
    struct store_sweep *total;
};

static enum err_code sweep_remove(struct sweep *sweep, const struct blob_file *file, long *found)
{
    if (unlink(file->path) != 0)
        return ERR_OK; /* somebody else was faster, or the disk is read-only */
    log_info("store", "removed left-over file %s", file->name);
    (*found)++;
    sweep->total->bytes += file->bytes;
    return ERR_OK;
}

static enum err_code sweep_visit(const struct blob_file *file, void *context, struct err *err)
{
    struct sweep *sweep = context;
    int64_t known = 0;
    if (file->changed_ms >= sweep->before_ms)
        return ERR_OK;
    if (!file->id) {
        if (!text_starts(file_peek_name(file->path), FILE_TEMP_PREFIX))
            return ERR_OK; /* not ours to judge; audit verify names it */
        return sweep_remove(sweep, file, &sweep->total->halves);
    }
    if (sweep->only && !text_equal(file->extension, sweep->only))
        return ERR_OK;
    enum err_code code = db_number(sweep->store, sweep->sql,
                                   BINDS(DIGEST(file->id), TEXT(file->extension)), 0, &known, err);
    return code || known ? code : sweep_remove(sweep, file, sweep->found);
}

enum err_code store_sweep(struct store *store, int64_t age_ms, struct store_sweep *ret,
                          struct err *err)
{
    *ret = (struct store_sweep){0};
    struct sweep sweep = {.store = store,
                          .before_ms = clock_now_ms() - age_ms,
                          .total = ret,
                          .found = &ret->masters,
                          .sql = "SELECT 1 FROM master WHERE id = ?1 AND kind = ?2"};
    enum err_code code = blob_each(store, "masters", sweep_visit, &sweep, err);
    if (code)
        return code;
    sweep.found = &ret->derived;
    sweep.only = "json";
    sweep.sql = "SELECT 1 FROM page_text WHERE key = ?1 AND ?2 IS NOT NULL";
    return blob_each(store, "derived", sweep_visit, &sweep, err);
}
