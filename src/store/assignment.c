/* SPDX-License-Identifier: Apache-2.0
 *
 * store/assignment: batches given to persons. May include: base, model and store.
 */
#include "store/assignment.h"

#include "base/clock.h"
#include "store/content.h"

static enum err_code insert(struct store *store, const struct uuid *batch,
                            const struct uuid *person, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    int64_t known = 0;
    uuid_show(&id, key);
    enum err_code code =
        db_number(store,
                  "SELECT count(*) FROM assignment WHERE batch = ?1 AND person = ?2"
                  " AND until_ms IS NULL",
                  BINDS(UUID(batch), UUID(person)), 0, &known, err);
    if (!code && known)
        code = err_set(err, ERR_EXISTS, 2533, _("this batch was given to this person before"));
    if (code)
        return code;
    return content_write(store, CONTENT_ASSIGNMENT, key, NULL,
                         "INSERT INTO assignment (id, station, batch, person, given, from_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         BINDS(TEXT(key), UUID(&store->station), UUID(batch), UUID(person),
                               UUID(&store->person), INT(clock_now_ms())),
                         err);
}

static enum err_code need_person(const struct store *store, struct err *err)
{
    if (uuid_is_null(&store->person))
        return err_set(err, ERR_DENIED, 2532, _("say who does this: sohoa --as PERSON"));
    return ERR_OK;
}

enum err_code assignment_add(struct store *store, const struct uuid *batch,
                             const struct uuid *person, struct err *err)
{
    enum err_code code = need_person(store, err);
    if (!code)
        code = store_begin(store, AUDIT_BATCH, err);
    return code ? code : store_end(store, insert(store, batch, person, err), err);
}

static void read_id(const struct rows *rows, struct arena *arena, void *item)
{
    (void)arena;
    *(struct uuid *)item = rows_uuid(rows, 0);
}

static enum err_code end(struct store *store, const struct uuid *batch, const struct uuid *person,
                         struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id;
    struct rows rows = rows_open(store,
                                 "SELECT id FROM assignment WHERE batch = ?1 AND person = ?2"
                                 " AND until_ms IS NULL",
                                 BINDS(UUID(batch), UUID(person)));
    enum err_code code = rows_one(&rows, NULL, read_id, &id, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 2534, _("this batch was not given to this person"));
    if (code)
        return code;
    uuid_show(&id, key);
    return content_write(store, CONTENT_ASSIGNMENT, key, NULL,
                         "UPDATE assignment SET until_ms = ?2 WHERE id = ?1",
                         BINDS(TEXT(key), INT(clock_now_ms())), err);
}

enum err_code assignment_end(struct store *store, const struct uuid *batch,
                             const struct uuid *person, struct err *err)
{
    enum err_code code = need_person(store, err);
    if (!code)
        code = store_begin(store, AUDIT_BATCH, err);
    return code ? code : store_end(store, end(store, batch, person, err), err);
}

static void read_assignment(const struct rows *rows, struct arena *arena, void *item)
{
    *(struct assignment *)item = (struct assignment){.id = rows_uuid(rows, 0),
                                                     .batch = rows_uuid(rows, 1),
                                                     .person = rows_uuid(rows, 2),
                                                     .given = rows_uuid(rows, 3),
                                                     .batch_name = rows_text(rows, 4, arena),
                                                     .person_name = rows_text(rows, 5, arena),
                                                     .from_ms = rows_int(rows, 6),
                                                     .until_ms = rows_int(rows, 7)};
}

enum err_code assignment_list(struct store *store, const struct uuid *batch, bool past,
                              struct arena *arena, struct assignment **ret, size_t *ret_count,
                              struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT assignment.id, batch, assignment.person, given, batch.name, person.name, from_ms,"
        " until_ms FROM assignment JOIN batch ON batch.id = batch"
        " JOIN person ON person.id = assignment.person"
        " WHERE (?1 IS NULL OR batch = ?1) AND (?2 = 1 OR until_ms IS NULL)"
        " ORDER BY batch.created_ms, batch.id, person.name, from_ms",
        BINDS(UUID(batch), INT(past)));
    return rows_all(&rows, arena, sizeof **ret, read_assignment, (void **)ret, ret_count, err);
}

enum err_code assignment_allows(struct store *store, const struct uuid *batch,
                                const struct uuid *person, bool *ret, struct err *err)
{
    int64_t allowed = 0;
    enum err_code code =
        db_number(store,
                  "SELECT NOT EXISTS (SELECT 1 FROM assignment WHERE batch = ?1 AND until_ms IS"
                  " NULL) OR EXISTS (SELECT 1 FROM assignment WHERE batch = ?1 AND person = ?2"
                  " AND until_ms IS NULL)",
                  BINDS(UUID(batch), UUID(person)), 0, &allowed, err);
    if (!code)
        *ret = allowed != 0;
    return code;
}
