/* SPDX-License-Identifier: Apache-2.0
 *
 * store/difficulty: reports of what stood in the way. May include base, model and store.
 */
#include "store/difficulty.h"

#include "base/clock.h"
#include "store/content.h"

static enum err_code need_person(const struct store *store, struct err *err)
{
    if (uuid_is_null(&store->person))
        return err_set(err, ERR_DENIED, 2520, _("say who does this: sohoa --as PERSON"));
    return ERR_OK;
}

static enum err_code insert(struct store *store, const char *key, const struct difficulty *plan,
                            struct err *err)
{
    return content_write(
        store, CONTENT_DIFFICULTY, key, NULL,
        "INSERT INTO difficulty (id, station, category, step, device, code, words, page, record,"
        " person, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        BINDS(TEXT(key), UUID(&store->station), TEXT(plan->category), TEXT(plan->step),
              TEXT(plan->device), INT_OR(plan->code, 0), TEXT(plan->words), UUID(&plan->page),
              UUID(&plan->record), UUID(&store->person), INT(clock_now_ms())),
        err);
}

enum err_code difficulty_add(struct store *store, const struct difficulty *plan,
                             struct uuid *ret_id, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    enum err_code code = need_person(store, err);
    if (!code)
        code = store_begin(store, AUDIT_DIFFICULTY, err);
    if (code)
        return code;
    uuid_show(&id, key);
    code = store_end(store, insert(store, key, plan, err), err);
    if (!code)
        *ret_id = id;
    return code;
}

static enum err_code insert_end(struct store *store, const char *key, const char *answer,
                                struct err *err)
{
    int64_t known = 0;
    enum err_code code = db_number(store, "SELECT 1 FROM difficulty_end WHERE difficulty = ?1",
                                   BINDS(TEXT(key)), 0, &known, err);
    if (!code && known)
        code = err_set(err, ERR_EXISTS, 2521, _("this difficulty was settled before"));
    if (code)
        return code;
    return content_write(store, CONTENT_DIFFICULTY_END, key, NULL,
                         "INSERT INTO difficulty_end (difficulty, station, answer, person, at_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)",
                         BINDS(TEXT(key), UUID(&store->station), TEXT(answer), UUID(&store->person),
                               INT(clock_now_ms())),
                         err);
}

enum err_code difficulty_end(struct store *store, const struct uuid *id, const char *answer,
                             struct err *err)
{
    char key[UUID_TEXT_SIZE];
    enum err_code code = need_person(store, err);
    if (!code)
        code = store_begin(store, AUDIT_DIFFICULTY, err);
    if (code)
        return code;
    uuid_show(id, key);
    return store_end(store, insert_end(store, key, answer, err), err);
}

enum err_code difficulty_find(struct store *store, const char *text, struct uuid *ret,
                              struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT id FROM difficulty WHERE substr(id, 1, length(?1)) = ?1"
                                 " OR substr(id, -length(?1)) = ?1 LIMIT 2",
                                 BINDS(TEXT(id_part(text))));
    return id_only(&rows, ret, text, err);
}

static void read_difficulty(const struct rows *rows, struct arena *arena, void *item)
{
    struct difficulty *difficulty = item;
    *difficulty = (struct difficulty){.id = rows_uuid(rows, 0),
                                      .category = rows_text(rows, 1, arena),
                                      .step = rows_text(rows, 2, arena),
                                      .device = rows_text(rows, 3, arena),
                                      .code = (long)rows_int(rows, 4),
                                      .words = rows_text(rows, 5, arena),
                                      .page = rows_uuid(rows, 6),
                                      .record = rows_uuid(rows, 7),
                                      .person = rows_uuid(rows, 8),
                                      .person_name = rows_text(rows, 9, arena),
                                      .at_ms = rows_int(rows, 10),
                                      .ended_ms = rows_int(rows, 11),
                                      .answer = rows_text(rows, 12, arena)};
}

enum err_code difficulty_list(struct store *store, const struct difficulty_filter *filter,
                              struct arena *arena, struct difficulty **ret, size_t *ret_count,
                              struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT said.id, category, step, device, code, words, page, record, said.person,"
                  " person.name, said.at_ms, ended.at_ms, answer FROM difficulty AS said"
                  " JOIN person ON person.id = said.person"
                  " LEFT JOIN difficulty_end AS ended ON ended.difficulty = said.id"
                  " WHERE said.at_ms >= ?1 AND (?2 = 0 OR ended.difficulty IS NULL)"
                  " ORDER BY said.at_ms DESC, said.id DESC LIMIT ?3 OFFSET ?4",
                  BINDS(INT(filter->since_ms), INT(filter->open), INT(list_limit(filter->limit)),
                        INT(filter->offset)));
    return rows_all(&rows, arena, sizeof **ret, read_difficulty, (void **)ret, ret_count, err);
}

enum err_code difficulty_count_open(struct store *store, long *ret, struct err *err)
{
    int64_t count = 0;
    enum err_code code = db_number(store,
                                   "SELECT count(*) FROM difficulty WHERE id NOT IN"
                                   " (SELECT difficulty FROM difficulty_end)",
                                   NO_BINDS, 0, &count, err);
    if (!code)
        *ret = (long)count;
    return code;
}
