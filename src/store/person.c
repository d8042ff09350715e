/* SPDX-License-Identifier: Apache-2.0
 *
 * store/person: who acts. Part of store/person.h.
 * May include base, model and store.
 */
#include "store/person.h"
#include "base/clock.h"
#include "store/content.h"

#define PERSON_COLUMNS "SELECT id, name, role, created_ms, ended_ms FROM person"

static void read_person(const struct rows *rows, struct arena *arena, void *item)
{
    struct person *person = item;
    *person = (struct person){.id = rows_uuid(rows, 0),
                              .name = rows_text(rows, 1, arena),
                              .role = rows_text(rows, 2, arena),
                              .created_ms = rows_int(rows, 3),
                              .ended_ms = rows_int(rows, 4)};
}

enum err_code person_add(struct store *store, const char *name, const char *role,
                         struct uuid *ret_id, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    if (code)
        return code;
    code = content_write(
        store, CONTENT_PERSON, key, NULL,
        "INSERT INTO person (id, station, name, role, created_ms)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        BINDS(TEXT(key), UUID(&store->station), TEXT(name), TEXT(role), INT(clock_now_ms())), err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

enum err_code person_get(struct store *store, const struct uuid *id, struct arena *arena,
                         struct person *ret, struct err *err)
{
    struct rows rows = rows_open(store, PERSON_COLUMNS " WHERE id = ?1", BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_person, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 518, _("this person is not in the store"));
    return code;
}

enum err_code person_find(struct store *store, const char *text, struct arena *arena,
                          struct person *ret, struct err *err)
{
    struct rows rows = rows_open(
        store,
        PERSON_COLUMNS
        " WHERE name = ?1 OR substr(id, 1, length(?2)) = ?2 OR substr(id, -length(?2)) = ?2"
        " ORDER BY name = ?1 DESC, ended_ms IS NOT NULL, id LIMIT 1",
        BINDS(TEXT(text), TEXT(id_part(text))));
    enum err_code code = rows_one(&rows, arena, read_person, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 519, _("there is nobody called %s in this store"), text);
    return code;
}

enum err_code person_list(struct store *store, struct arena *arena, struct person **ret,
                          size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store, PERSON_COLUMNS " ORDER BY created_ms, id LIMIT ?1",
                                 BINDS(INT(STORE_LIST_MAX)));
    return rows_all(&rows, arena, sizeof **ret, read_person, (void **)ret, ret_count, err);
}

static enum err_code person_write(struct store *store, const struct uuid *id, const char *sql,
                                  const struct bind *binds, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    uuid_show(id, key);
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    if (code)
        return code;
    return store_end(store, content_write(store, CONTENT_PERSON, key, NULL, sql, binds, err), err);
}

enum err_code person_set_role(struct store *store, const struct uuid *id, const char *role,
                              struct err *err)
{
    return person_write(store, id, "UPDATE person SET role = ?2 WHERE id = ?1",
                        BINDS(UUID(id), TEXT(role)), err);
}

enum err_code person_end(struct store *store, const struct uuid *id, struct err *err)
{
    return person_write(store, id, "UPDATE person SET ended_ms = ?2 WHERE id = ?1",
                        BINDS(UUID(id), INT(clock_now_ms())), err);
}
