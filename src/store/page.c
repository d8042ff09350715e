/* SPDX-License-Identifier: Apache-2.0
 *
 * store/page: pages, their revisions, their stage. The order in a batch is in store/page_move.c.
 * May include base, model and store.
 */
#include "store/page.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "store/content.h"

#define PAGE_FROM                                                                                  \
    " FROM batch_page AS place JOIN batch ON batch.id = place.batch"                               \
    " JOIN page ON page.id = place.page"                                                           \
    " JOIN page_revision AS seen ON seen.page = page.id AND seen.number ="                         \
    " (SELECT max(number) FROM page_revision WHERE page_revision.page = page.id)"                  \
    " LEFT JOIN page_stage AS stage ON stage.page = page.id"
#define PAGE_SELECT                                                                                \
    "SELECT page.id, place.batch, place.position, seen.number, seen.master, seen.frame, seen.x,"   \
    " seen.y, seen.w, seen.h, seen.turns, seen.manual, page.created_ms, stage.state,"              \
    " stage.attempts, stage.reason, stage.detail, seen.parts" PAGE_FROM
/* ?3: bits of enum page_state, 0 = all. */
#define PAGE_STATES                                                                                \
    " (?3 = 0 OR (?3 >> CASE coalesce(stage.state, 'captured') WHEN 'captured' THEN 0"             \
    " WHEN 'cleaned' THEN 1 WHEN 'recognised' THEN 2 WHEN 'extracted' THEN 3 ELSE 4 END) & 1)"
#define PAGE_IN_ORDER " AND place.position > 0 AND"
/* A page that is out of the order counts still as a part of a joined one or a piece of an entry. */
#define PAGE_IN_USE                                                                                \
    " AND (place.position > 0 OR EXISTS (SELECT 1 FROM page_revision AS whole JOIN batch_page"     \
    " ON batch_page.page = whole.page WHERE whole.parts IS NOT NULL AND batch_page.position > 0"   \
    " AND instr(whole.parts, page.id) > 0) OR EXISTS (SELECT 1 FROM record_image"                  \
    " WHERE record_image.page = page.id AND gone IS NULL)) AND"
#define PAGE_WHERE_ALL " WHERE (?1 IS NULL AND ?2 IS NULL)" PAGE_IN_ORDER PAGE_STATES
#define PAGE_WHERE_BATCH                                                                           \
    " WHERE place.batch = ?1 AND (?2 IS NULL OR seen.master = ?2)" PAGE_IN_ORDER PAGE_STATES
#define PAGE_WHERE_MASTER " WHERE ?1 IS NULL AND seen.master = ?2" PAGE_IN_USE PAGE_STATES
#define PAGE_ORDER        " ORDER BY batch.created_ms, batch.id, place.position LIMIT ?4 OFFSET ?5"

#define VIEW_COLUMNS "SELECT master, frame, x, y, w, h, turns, manual, parts FROM page_revision"

/* The columns of a view, from its first one; parts stand apart. */
static struct page_view view_from(const struct rows *rows, int column, int parts,
                                  struct arena *arena)
{
    return (struct page_view){
        .master = rows_digest(rows, column),
        .frame = (int)rows_int(rows, column + 1),
        .region = rows_rect(rows, column + 2),
        .turns = (int)rows_int_or(rows, column + 6, PAGE_TURNS_UNKNOWN),
        .manual = rows_int(rows, column + 7) != 0,
        .parts = rows_text(rows, parts, arena),
    };
}

static void read_page(const struct rows *rows, struct arena *arena, void *item)
{
    struct page *page = item;
    *page = (struct page){.id = rows_uuid(rows, 0),
                          .batch = rows_uuid(rows, 1),
                          .position = (long)rows_int(rows, 2),
                          .revision = (int)rows_int(rows, 3),
                          .view = view_from(rows, 4, 17, arena),
                          .created_ms = rows_int(rows, 12),
                          .state = PAGE_CAPTURED,
                          .attempts = (int)rows_int(rows, 14),
                          .reason = rows_text(rows, 15, arena),
                          .detail = rows_text(rows, 16, arena)};
    if (!rows_null(rows, 13))
        (void)page_state_parse(rows_peek_text(rows, 13), &page->state);
}

static void read_view(const struct rows *rows, struct arena *arena, void *item)
{
    *(struct page_view *)item = view_from(rows, 0, 8, arena);
}

static enum err_code page_missing(struct err *err)
{
    return err_set(err, ERR_MISSING, 537, _("this page is not in the store"));
}

/* --- boxes -------------------------------------------------------------------------------- */

struct rect page_box_to_picture(const struct page_view *view, struct rect box)
{
    if (rect_empty(box) || rect_empty(view->region))
        return box;
    return (struct rect){box.x - view->region.x, box.y - view->region.y, box.w, box.h};
}

struct rect page_box_from_picture(const struct page_view *view, struct rect box)
{
    if (rect_empty(box) || rect_empty(view->region))
        return box;
    return (struct rect){box.x + view->region.x, box.y + view->region.y, box.w, box.h};
}

/* --- writing ------------------------------------------------------------------------------ */

static enum err_code revision_insert(struct store *store, const char *page, int number,
                                     const struct page_view *view, struct err *err)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    return content_write(
        store, CONTENT_PAGE_REVISION, page, text,
        "INSERT INTO page_revision (page, number, station, master, frame, x, y, w, h, turns,"
        " manual, created_ms, person, parts)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        BINDS(TEXT(page), INT(number), UUID(&store->station), DIGEST(&view->master),
              INT(view->frame), RECT(view->region), INT_OR(view->turns, PAGE_TURNS_UNKNOWN),
              INT(view->manual), INT(clock_now_ms()), UUID(&store->person), TEXT(view->parts)),
        err);
}

static enum err_code page_insert(struct store *store, const char *page, const struct uuid *batch,
                                 struct err *err)
{
    int64_t last = 0;
    enum err_code code = content_write(
        store, CONTENT_PAGE, page, NULL,
        "INSERT INTO page (id, station, created_ms, person) VALUES (?1, ?2, ?3, ?4)",
        BINDS(TEXT(page), UUID(&store->station), INT(clock_now_ms()), UUID(&store->person)), err);
    if (!code)
        code = db_number(store,
                         "SELECT max(position) FROM batch_page WHERE batch = ?1 AND position > 0",
                         BINDS(UUID(batch)), 0, &last, err);
    if (code)
        return code;
    return content_write(
        store, CONTENT_BATCH_PAGE, page, NULL,
        "INSERT INTO batch_page (page, station, batch, position) VALUES (?1, ?2, ?3, ?4)",
        BINDS(TEXT(page), UUID(&store->station), UUID(batch), INT(last + 1)), err);
}

enum err_code page_add(struct store *store, const struct uuid *batch, const struct page_view *view,
                       struct uuid *ret_id, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = page_insert(store, key, batch, err);
    if (!code)
        code = revision_insert(store, key, 1, view, err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

static enum err_code revision_append(struct store *store, const char *page,
                                     const struct page_view *view, int *ret_number, struct err *err)
{
    int64_t last = 0;
    enum err_code code = db_number(store, "SELECT max(number) FROM page_revision WHERE page = ?1",
                                   BINDS(TEXT(page)), 0, &last, err);
    if (!code && !last)
        return page_missing(err);
    if (!code)
        code = revision_insert(store, page, (int)last + 1, view, err);
    if (!code)
        code = db_run(store, "DELETE FROM page_stage WHERE page = ?1", BINDS(TEXT(page)), err);
    if (!code)
        *ret_number = (int)last + 1;
    return code;
}

enum err_code page_revise(struct store *store, const struct uuid *page,
                          const struct page_view *view, int *ret_revision, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    int number = 0;
    uuid_show(page, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = store_end(store, revision_append(store, key, view, &number, err), err);
    if (!code)
        *ret_revision = number;
    return code;
}

enum err_code page_stage_set(struct store *store, const struct uuid *page,
                             const struct page_stage *stage, struct err *err)
{
    return db_run(store,
                  "INSERT INTO page_stage (page, state, attempts, reason, detail, updated_ms)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (page) DO UPDATE SET"
                  " state = excluded.state, attempts = excluded.attempts,"
                  " reason = excluded.reason, detail = excluded.detail,"
                  " updated_ms = excluded.updated_ms",
                  BINDS(UUID(page), TEXT(page_state_name(stage->state)), INT(stage->attempts),
                        TEXT(stage->reason), TEXT(stage->detail), INT(clock_now_ms())),
                  err);
}

/* --- reading ------------------------------------------------------------------------------ */

enum err_code page_get(struct store *store, const struct uuid *page, struct arena *arena,
                       struct page *ret, struct err *err)
{
    struct rows rows = rows_open(store, PAGE_SELECT " WHERE page.id = ?1", BINDS(UUID(page)));
    enum err_code code = rows_one(&rows, arena, read_page, ret, err);
    if (code == ERR_EMPTY)
        return page_missing(err);
    return code;
}

enum err_code page_revision_get(struct store *store, const struct uuid *page, int revision,
                                struct arena *arena, struct page_view *ret, struct err *err)
{
    struct rows rows = rows_open(store, VIEW_COLUMNS " WHERE page = ?1 AND number = ?2",
                                 BINDS(UUID(page), INT(revision)));
    enum err_code code = rows_one(&rows, arena, read_view, ret, err);
    if (code == ERR_EMPTY)
        return page_missing(err);
    return code;
}

enum err_code page_find(struct store *store, const char *text, struct uuid *ret, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT id FROM page WHERE substr(id, 1, length(?1)) = ?1"
                                 " OR substr(id, -length(?1)) = ?1 LIMIT 2",
                                 BINDS(TEXT(id_part(text))));
    return id_only(&rows, ret, text, err);
}

static const char *page_sql(const struct page_filter *filter)
{
    if (filter->batch)
        return PAGE_SELECT PAGE_WHERE_BATCH PAGE_ORDER;
    if (filter->master)
        return PAGE_SELECT PAGE_WHERE_MASTER PAGE_ORDER;
    return PAGE_SELECT PAGE_WHERE_ALL PAGE_ORDER;
}

static const char *page_count_sql(const struct page_filter *filter)
{
    if (filter->batch)
        return "SELECT count(*)" PAGE_FROM PAGE_WHERE_BATCH;
    if (filter->master)
        return "SELECT count(*)" PAGE_FROM PAGE_WHERE_MASTER;
    return "SELECT count(*)" PAGE_FROM PAGE_WHERE_ALL;
}

enum err_code page_list(struct store *store, const struct page_filter *filter, struct arena *arena,
                        struct page **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store, page_sql(filter),
                  BINDS(UUID(filter->batch), DIGEST(filter->master), INT(filter->states),
                        INT(list_limit(filter->limit)), INT(filter->offset)));
    return rows_all(&rows, arena, sizeof **ret, read_page, (void **)ret, ret_count, err);
}

enum err_code page_count(struct store *store, const struct page_filter *filter, long *ret,
                         struct err *err)
{
    int64_t count = 0;
    enum err_code code = db_number(
        store, page_count_sql(filter),
        BINDS(UUID(filter->batch), DIGEST(filter->master), INT(filter->states)), 0, &count, err);
    if (!code)
        *ret = (long)count;
    return code;
}
