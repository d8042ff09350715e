/* SPDX-License-Identifier: Apache-2.0
 *
 * store/batch: batches.
 * May include base, model and store.
 */
#include "store/batch.h"

#include "base/clock.h"
#include "store/content.h"

#define BATCH_COLUMNS                                                                              \
    "SELECT id, name, schema, profile, book, created_ms,"                                          \
    " (SELECT count(*) FROM batch_page WHERE batch_page.batch = batch.id AND position > 0),"       \
    " merged FROM batch"

static void read_batch(const struct rows *rows, struct arena *arena, void *item)
{
    struct batch *batch = item;
    *batch = (struct batch){.id = rows_uuid(rows, 0),
                            .name = rows_text(rows, 1, arena),
                            .schema = rows_text(rows, 2, arena),
                            .profile = rows_text(rows, 3, arena),
                            .book = rows_uuid(rows, 4),
                            .created_ms = rows_int(rows, 5),
                            .pages = (long)rows_int(rows, 6),
                            .merged = rows_uuid(rows, 7)};
}

enum err_code batch_add(struct store *store, const struct batch *plan, struct uuid *ret_id,
                        struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, AUDIT_BATCH, err);
    if (code)
        return code;
    code = content_write(
        store, CONTENT_BATCH, key, NULL,
        "INSERT INTO batch (id, station, name, schema, profile, book, created_ms, person)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        BINDS(TEXT(key), UUID(&store->station), TEXT(plan->name), TEXT(plan->schema),
              TEXT(plan->profile), UUID(&plan->book), INT(clock_now_ms()), UUID(&store->person)),
        err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

enum err_code batch_change(struct store *store, const struct batch *plan, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    uuid_show(&plan->id, key);
    enum err_code code = store_begin(store, AUDIT_BATCH, err);
    if (code)
        return code;
    code = content_write(store, CONTENT_BATCH, key, NULL,
                         "UPDATE batch SET name = ?2, schema = ?3, profile = ?4, book = ?5,"
                         " merged = ?6 WHERE id = ?1",
                         BINDS(TEXT(key), TEXT(plan->name), TEXT(plan->schema), TEXT(plan->profile),
                               UUID(&plan->book), UUID(&plan->merged)),
                         err);
    return store_end(store, code, err);
}

enum err_code batch_find(struct store *store, const char *name, struct arena *arena,
                         struct batch *ret, struct err *err)
{
    struct rows rows = rows_open(
        store,
        BATCH_COLUMNS
        " WHERE (name = ?1 OR substr(id, 1, length(?2)) = ?2 OR substr(id, -length(?2)) = ?2)"
        " AND merged IS NULL ORDER BY name = ?1 DESC, created_ms DESC, id DESC LIMIT 1",
        BINDS(TEXT(name), TEXT(id_part(name))));
    enum err_code code = rows_one(&rows, arena, read_batch, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 520, _("there is no batch %s; see: sohoa batch list"),
                       name);
    return code;
}

enum err_code batch_get(struct store *store, const struct uuid *id, struct arena *arena,
                        struct batch *ret, struct err *err)
{
    struct rows rows = rows_open(store, BATCH_COLUMNS " WHERE id = ?1", BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_batch, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 521, _("this batch is not in the store"));
    return code;
}

enum err_code batch_list(struct store *store, long offset, long limit, struct arena *arena,
                         struct batch **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store, BATCH_COLUMNS " WHERE merged IS NULL ORDER BY created_ms, id LIMIT ?1 OFFSET ?2",
        BINDS(INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_batch, (void **)ret, ret_count, err);
}
