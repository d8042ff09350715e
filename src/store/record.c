/* SPDX-License-Identifier: Apache-2.0
 *
 * store/record: records and their stage. Drafts are in store/draft.c, versions in
 * store/version.c, acts in store/act.c.
 * May include base, model and store.
 */
#include "store/record.h"

#include "base/clock.h"
#include "store/content.h"

#define RECORD_BESIDE                                                                              \
    " JOIN schema ON schema.id = record.schema"                                                    \
    " LEFT JOIN record_stage AS stage ON stage.record = record.id"                                 \
    " LEFT JOIN proposal ON proposal.record = record.id"
#define RECORD_FROM                                                                                \
    " FROM record LEFT JOIN batch_page AS place ON place.page = record.page"                       \
    " LEFT JOIN batch ON batch.id = place.batch" RECORD_BESIDE
/* Walks the pages of one batch in their order, so that a short list stops early. */
#define RECORD_FROM_BATCH                                                                          \
    " FROM batch CROSS JOIN batch_page AS place ON place.batch = batch.id"                         \
    " CROSS JOIN record ON record.page = place.page" RECORD_BESIDE
#define RECORD_COLUMNS                                                                             \
    "SELECT record.id, record.page, record.revision, record.x, record.y, record.w, record.h,"      \
    " record.row, record.schema, record.book, record.created_ms, schema.name, place.batch,"        \
    " place.position, stage.state, proposal.doubtful, record.look, record.withdrawn"
#define RECORD_SELECT RECORD_COLUMNS RECORD_FROM
/* ?4 schema name, ?5 bits of enum record_state, ?6 doubtful, ?7 orphans, ?8 to look at again, ?9
 * withdrawn ones too. */
#define RECORD_FILTER                                                                              \
    " AND (?4 IS NULL OR schema.name = ?4)"                                                        \
    " AND (?5 = 0 OR (?5 >> CASE coalesce(stage.state, 'entered') WHEN 'entered' THEN 0"           \
    " WHEN 'second' THEN 1 WHEN 'differs' THEN 2 WHEN 'verified' THEN 3"                           \
    " WHEN 'confirmed' THEN 4 ELSE 5 END) & 1)"                                                    \
    " AND (?6 = 0 OR proposal.doubtful > 0)"                                                       \
    " AND (?7 = 0 OR (proposal.record IS NULL AND EXISTS"                                          \
    " (SELECT 1 FROM page_text WHERE page_text.page = record.page)))"                              \
    " AND (?8 = 0 OR record.look IS NOT NULL) AND (?9 OR record.withdrawn IS NULL)"                \
    " AND (?10 IS NULL OR NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.batch = batch.id"  \
    " AND until_ms IS NULL) OR EXISTS (SELECT 1 FROM assignment WHERE assignment.batch = batch.id" \
    " AND assignment.person = ?10 AND until_ms IS NULL))"
#define RECORD_IN_PAGE                                                                             \
    RECORD_FROM " WHERE record.page = ?3 AND (?1 IS NULL OR place.batch = ?1)"                     \
                " AND (?2 IS NULL OR record.book = ?2)" RECORD_FILTER
#define RECORD_IN_BATCH                                                                            \
    RECORD_FROM_BATCH                                                                              \
    " WHERE batch.id = ?1 AND ?3 IS NULL AND (?2 IS NULL OR record.book = ?2)" RECORD_FILTER
#define RECORD_IN_BOOK                                                                             \
    RECORD_FROM " WHERE record.book = ?2 AND ?1 IS NULL AND ?3 IS NULL" RECORD_FILTER
#define RECORD_IN_ALL RECORD_FROM " WHERE ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL" RECORD_FILTER
#define RECORD_ORDER                                                                               \
    " ORDER BY batch.created_ms, batch.id, place.position, record.row, record.id"                  \
    " LIMIT ?11 OFFSET ?12"
#define RECORD_ORDER_BATCH " ORDER BY place.position, record.row, record.id LIMIT ?11 OFFSET ?12"

static void read_record(const struct rows *rows, struct arena *arena, void *item)
{
    struct record *record = item;
    *record = (struct record){.id = rows_uuid(rows, 0),
                              .page = rows_uuid(rows, 1),
                              .revision = (int)rows_int(rows, 2),
                              .region = rows_rect(rows, 3),
                              .row = (int)rows_int_or(rows, 7, -1),
                              .schema = rows_digest(rows, 8),
                              .book = rows_uuid(rows, 9),
                              .created_ms = rows_int(rows, 10),
                              .schema_name = rows_text(rows, 11, arena),
                              .batch = rows_uuid(rows, 12),
                              .page_position = (long)rows_int(rows, 13),
                              .state = RECORD_ENTERED,
                              .doubtful = (int)rows_int(rows, 15),
                              .proposed = !rows_null(rows, 15),
                              .look = rows_text(rows, 16, arena),
                              .withdrawn = !rows_null(rows, 17)};
    if (!rows_null(rows, 14))
        (void)record_state_parse(rows_peek_text(rows, 14), &record->state);
}

/* --- writing ------------------------------------------------------------------------------ */

static enum err_code record_insert(struct store *store, const char *key, const struct record *plan,
                                   struct err *err)
{
    return content_write(
        store, CONTENT_RECORD, key, NULL,
        "INSERT INTO record (id, station, page, revision, x, y, w, h, row, schema, book,"
        " created_ms, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
        " coalesce(?11, (SELECT batch.book FROM batch_page JOIN batch ON batch.id ="
        " batch_page.batch WHERE batch_page.page = ?3)), ?12, ?13)",
        BINDS(TEXT(key), UUID(&store->station), UUID(&plan->page), INT_OR(plan->revision, 0),
              RECT(plan->region), INT_OR(plan->row, -1), DIGEST(&plan->schema), UUID(&plan->book),
              INT(clock_now_ms()), UUID(&store->person)),
        err);
}

/* The waiting proposal must exist and be free. */
static enum err_code proposal_check(struct store *store, const struct uuid *page, int number,
                                    struct uuid *ret_id, struct err *err)
{
    struct uuid record = {0};
    struct rows rows =
        rows_open(store, "SELECT record FROM proposal WHERE page = ?1 AND number = ?2",
                  BINDS(UUID(page), INT(number)));
    bool found = rows_next(&rows);
    if (found)
        record = rows_uuid(&rows, 0);
    enum err_code code = rows_close(&rows, err);
    if (code)
        return code;
    if (!found)
        return err_set(err, ERR_MISSING, 542, _("the page was read anew meanwhile; look again"));
    if (uuid_is_null(&record))
        return ERR_OK;
    *ret_id = record;
    return err_set(err, ERR_EXISTS, 540, _("this entry is a record already"));
}

enum err_code record_add(struct store *store, const struct record *plan, int proposal,
                         struct uuid *ret_id, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, AUDIT_ADOPT, err);
    if (code)
        return code;
    if (proposal >= 0)
        code = proposal_check(store, &plan->page, proposal, ret_id, err);
    if (!code)
        code = record_insert(store, key, plan, err);
    if (!code && proposal >= 0)
        code = db_run(store, "UPDATE proposal SET record = ?3 WHERE page = ?1 AND number = ?2",
                      BINDS(UUID(&plan->page), INT(proposal), TEXT(key)), err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

enum err_code record_change(struct store *store, const struct record *plan, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    uuid_show(&plan->id, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = content_write(store, CONTENT_RECORD, key, NULL,
                         "UPDATE record SET page = ?2, revision = ?3, x = ?4, y = ?5, w = ?6,"
                         " h = ?7, row = ?8, schema = ?9, book = ?10, look = ?11, withdrawn = ?12"
                         " WHERE id = ?1",
                         BINDS(TEXT(key), UUID(&plan->page), INT_OR(plan->revision, 0),
                               RECT(plan->region), INT_OR(plan->row, -1), DIGEST(&plan->schema),
                               UUID(&plan->book), TEXT(plan->look), INT_OR(plan->withdrawn, false)),
                         err);
    if (!code) /* what was read of it elsewhere is not it any more */
        code = db_run(store,
                      "UPDATE proposal SET record = NULL"
                      " WHERE record = ?1 AND (?3 OR page IS NOT ?2)",
                      BINDS(TEXT(key), UUID(&plan->page), INT(plan->withdrawn)), err);
    return store_end(store, code, err);
}

enum err_code record_touched(struct store *store, const struct uuid *record, bool *ret,
                             struct err *err)
{
    int64_t found = 0;
    enum err_code code = db_number(store,
                                   "SELECT EXISTS (SELECT 1 FROM draft WHERE record = ?1)"
                                   " OR EXISTS (SELECT 1 FROM version WHERE record = ?1)",
                                   BINDS(UUID(record)), 0, &found, err);
    *ret = found != 0;
    return code;
}

enum err_code record_stage_set(struct store *store, const struct uuid *record,
                               enum record_state state, struct err *err)
{
    return db_run(store,
                  "INSERT INTO record_stage (record, state, updated_ms) VALUES (?1, ?2, ?3)"
                  " ON CONFLICT (record) DO UPDATE SET state = excluded.state, back = NULL,"
                  " updated_ms = excluded.updated_ms",
                  BINDS(UUID(record), TEXT(record_state_name(state)), INT(clock_now_ms())), err);
}

enum err_code record_back_set(struct store *store, const struct uuid *record, const char *back,
                              struct err *err)
{
    return db_run(store, "UPDATE record_stage SET back = ?2 WHERE record = ?1",
                  BINDS(UUID(record), TEXT(back)), err);
}

/* --- reading ------------------------------------------------------------------------------ */

enum err_code record_get(struct store *store, const struct uuid *id, struct arena *arena,
                         struct record *ret, struct err *err)
{
    struct rows rows = rows_open(store, RECORD_SELECT " WHERE record.id = ?1", BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_record, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 543, _("this record is not in the store"));
    return code;
}

enum err_code record_find(struct store *store, const char *text, struct uuid *ret, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT id FROM record WHERE substr(id, 1, length(?1)) = ?1"
                                 " OR substr(id, -length(?1)) = ?1 LIMIT 2",
                                 BINDS(TEXT(id_part(text))));
    return id_only(&rows, ret, text, err);
}

static const char *list_sql(const struct record_filter *filter)
{
    if (filter->page)
        return RECORD_COLUMNS RECORD_IN_PAGE RECORD_ORDER;
    if (filter->batch)
        return RECORD_COLUMNS RECORD_IN_BATCH RECORD_ORDER_BATCH;
    if (filter->book)
        return RECORD_COLUMNS RECORD_IN_BOOK RECORD_ORDER;
    return RECORD_COLUMNS RECORD_IN_ALL RECORD_ORDER;
}

static const char *count_sql(const struct record_filter *filter)
{
    if (filter->page)
        return "SELECT count(*)" RECORD_IN_PAGE;
    if (filter->batch)
        return "SELECT count(*)" RECORD_IN_BATCH;
    if (filter->book)
        return "SELECT count(*)" RECORD_IN_BOOK;
    return "SELECT count(*)" RECORD_IN_ALL;
}

enum err_code record_list(struct store *store, const struct record_filter *filter,
                          struct arena *arena, struct record **ret, size_t *ret_count,
                          struct err *err)
{
    struct rows rows =
        rows_open(store, list_sql(filter),
                  BINDS(UUID(filter->batch), UUID(filter->book), UUID(filter->page),
                        TEXT(filter->schema), INT(filter->states), INT(filter->doubtful),
                        INT(filter->orphans), INT(filter->look), INT(filter->withdrawn),
                        UUID(filter->viewer), INT(list_limit(filter->limit)), INT(filter->offset)));
    return rows_all(&rows, arena, sizeof **ret, read_record, (void **)ret, ret_count, err);
}

enum err_code record_count(struct store *store, const struct record_filter *filter, long *ret,
                           struct err *err)
{
    int64_t count = 0;
    enum err_code code = db_number(
        store, count_sql(filter),
        BINDS(UUID(filter->batch), UUID(filter->book), UUID(filter->page), TEXT(filter->schema),
              INT(filter->states), INT(filter->doubtful), INT(filter->orphans), INT(filter->look),
              INT(filter->withdrawn), UUID(filter->viewer)),
        0, &count, err);
    if (!code)
        *ret = (long)count;
    return code;
}

static void read_tally(const struct rows *rows, struct arena *arena, void *item)
{
    struct record_tally *tally = item;
    (void)arena;
    *tally = (struct record_tally){.batch = rows_uuid(rows, 0), .count = (long)rows_int(rows, 2)};
    (void)record_state_parse(rows_peek_text(rows, 1), &tally->state);
}

enum err_code record_tally_list(struct store *store, struct arena *arena, struct record_tally **ret,
                                size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT place.batch, coalesce(stage.state, 'entered'), count(*)"
                                 " FROM record JOIN batch_page AS place ON place.page = record.page"
                                 " LEFT JOIN record_stage AS stage ON stage.record = record.id"
                                 " WHERE record.withdrawn IS NULL GROUP BY 1, 2 ORDER BY 1, 2",
                                 NO_BINDS);
    return rows_all(&rows, arena, sizeof **ret, read_tally, (void **)ret, ret_count, err);
}
