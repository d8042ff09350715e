/* SPDX-License-Identifier: Apache-2.0
 *
 * store/quality: measures of pages, what is kept, and the queue of pages to scan again.
 * May include base, model and store.
 */
#include "store/quality.h"

#include <stdio.h>

#include "base/clock.h"
#include "store/content.h"

#define QUALITY_COLUMNS "quality.revision, quality.reasons, quality.measures, quality.print"

/* ?1: the batch, or NULL. */
#define RESCAN_FROM                                                                                \
    " FROM batch_page AS place JOIN batch ON batch.id = place.batch"                               \
    " JOIN page_revision AS seen ON seen.page = place.page AND seen.number ="                      \
    " (SELECT max(number) FROM page_revision WHERE page_revision.page = place.page)"               \
    " JOIN master ON master.id = seen.master"                                                      \
    " LEFT JOIN page_quality AS quality ON quality.page = place.page"                              \
    " AND quality.revision = seen.number AND quality.reasons <> ''"                                \
    " LEFT JOIN page_stage AS stage ON stage.page = place.page AND stage.state = 'aside'"          \
    " LEFT JOIN (SELECT DISTINCT record.page FROM record_stage JOIN record"                        \
    " ON record.id = record_stage.record WHERE back = 'rescan' AND record.look IS NULL)"           \
    " AS sent ON sent.page = place.page"                                                           \
    " WHERE (?1 IS NULL OR place.batch = ?1)"                                                      \
    " AND place.position > 0 AND place.page IN (SELECT page FROM page_quality WHERE reasons <> ''" \
    " UNION SELECT page FROM page_stage WHERE state = 'aside' UNION SELECT record.page"            \
    " FROM record_stage JOIN record ON record.id = record_stage.record WHERE back = 'rescan')"     \
    " AND (quality.page IS NOT NULL OR stage.page IS NOT NULL OR sent.page IS NOT NULL)"           \
    " AND NOT EXISTS (SELECT 1 FROM page_keep WHERE page_keep.page = place.page"                   \
    " AND page_keep.revision = seen.number"                                                        \
    " AND (sent.page IS NULL OR instr(page_keep.reasons, 'returned')))"

static void read_quality(const struct rows *rows, struct arena *arena, void *item)
{
    struct stored_quality *quality = item;
    *quality = (struct stored_quality){.revision = (int)rows_int(rows, 0),
                                       .reasons = rows_text(rows, 1, arena),
                                       .measures = rows_text(rows, 2, arena),
                                       .print = rows_text(rows, 3, arena)};
}

enum err_code quality_put(struct store *store, const struct uuid *page,
                          const struct stored_quality *quality, struct err *err)
{
    return db_run(store,
                  "INSERT INTO page_quality (page, revision, reasons, measures, print, made_ms)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (page) DO UPDATE SET"
                  " revision = excluded.revision, reasons = excluded.reasons,"
                  " measures = excluded.measures, print = excluded.print,"
                  " made_ms = excluded.made_ms",
                  BINDS(UUID(page), INT(quality->revision), TEXT(quality->reasons),
                        TEXT(quality->measures), TEXT(quality->print), INT(clock_now_ms())),
                  err);
}

enum err_code quality_get(struct store *store, const struct uuid *page, struct arena *arena,
                          struct stored_quality *ret, struct err *err)
{
    struct rows rows =
        rows_open(store, "SELECT " QUALITY_COLUMNS " FROM page_quality AS quality WHERE page = ?1",
                  BINDS(UUID(page)));
    return rows_one(&rows, arena, read_quality, ret, err);
}

enum err_code quality_neighbour(struct store *store, const struct page *page, int step,
                                struct arena *arena, struct uuid *ret_page,
                                struct stored_quality *ret, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT " QUALITY_COLUMNS ", quality.page FROM batch_page AS place"
                                 " JOIN page_quality AS quality ON quality.page = place.page"
                                 " AND quality.revision = (SELECT max(number) FROM page_revision"
                                 " WHERE page_revision.page = place.page)"
                                 " WHERE place.batch = ?1 AND place.position = ?2",
                                 BINDS(UUID(&page->batch), INT(page->position + step)));
    bool found = rows_next(&rows);
    if (found) {
        read_quality(&rows, arena, ret);
        *ret_page = rows_uuid(&rows, 4);
    }
    enum err_code code = rows_close(&rows, err);
    return code || found ? code : ERR_EMPTY;
}

/* --- what is kept ------------------------------------------------------------------------- */

static enum err_code keep_insert(struct store *store, const char *page, int revision,
                                 const char *reasons, struct err *err)
{
    char number[16];
    int64_t known = 0;
    enum err_code code =
        db_number(store, "SELECT 1 FROM page_keep WHERE page = ?1 AND revision = ?2",
                  BINDS(TEXT(page), INT(revision)), 0, &known, err);
    if (code || known)
        return code;
    snprintf(number, sizeof number, "%d", revision);
    return content_write(store, CONTENT_PAGE_KEEP, page, number,
                         "INSERT INTO page_keep (page, revision, station, reasons, person, at_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         BINDS(TEXT(page), INT(revision), UUID(&store->station), TEXT(reasons),
                               UUID(&store->person), INT(clock_now_ms())),
                         err);
}

enum err_code quality_keep(struct store *store, const struct uuid *page, int revision,
                           const char *reasons, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    uuid_show(page, key);
    return store_end(store, keep_insert(store, key, revision, reasons, err), err);
}

/* --- the queue ---------------------------------------------------------------------------- */

static void read_rescan(const struct rows *rows, struct arena *arena, void *item)
{
    struct rescan *rescan = item;
    *rescan = (struct rescan){.page = rows_uuid(rows, 0),
                              .batch = rows_uuid(rows, 1),
                              .position = (long)rows_int(rows, 2),
                              .revision = (int)rows_int(rows, 3),
                              .batch_name = rows_text(rows, 4, arena),
                              .origin = rows_text(rows, 5, arena),
                              .frame = (int)rows_int(rows, 6),
                              .reasons = rows_null(rows, 7) ? "" : rows_text(rows, 7, arena),
                              .aside = !rows_null(rows, 8),
                              .detail = rows_text(rows, 9, arena),
                              .returned = !rows_null(rows, 10)};
}

enum err_code rescan_list(struct store *store, const struct uuid *batch, long offset, long limit,
                          struct arena *arena, struct rescan **ret, size_t *ret_count,
                          struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT place.page, place.batch, place.position, seen.number, batch.name,"
                  " master.origin, seen.frame, quality.reasons, stage.state,"
                  " stage.detail, sent.page" RESCAN_FROM
                  " ORDER BY batch.created_ms, batch.id, place.position"
                  " LIMIT ?2 OFFSET ?3",
                  BINDS(UUID(batch), INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_rescan, (void **)ret, ret_count, err);
}

enum err_code rescan_count(struct store *store, const struct uuid *batch, long *ret,
                           struct err *err)
{
    int64_t count = 0;
    enum err_code code =
        db_number(store, "SELECT count(*)" RESCAN_FROM, BINDS(UUID(batch)), 0, &count, err);
    if (!code)
        *ret = (long)count;
    return code;
}
