/* SPDX-License-Identifier: Apache-2.0
 *
 * store/person_key: the keys of people and their sealed halves. Part of store/person.h.
 * May include base, model and store.
 */
#include <stdio.h>

#include "base/clock.h"
#include "store/content.h"
#include "store/person.h"

#define KEY_COLUMNS "SELECT person, number, key, act, made_ms FROM person_key"

static void read_key(const struct rows *rows, struct arena *arena, void *item)
{
    struct person_key *key = item;
    (void)arena;
    *key = (struct person_key){.person = rows_uuid(rows, 0),
                               .number = (int)rows_int(rows, 1),
                               .key = rows_digest(rows, 2),
                               .act = rows_uuid(rows, 3),
                               .made_ms = rows_int(rows, 4)};
}

static enum err_code key_insert(struct store *store, const struct person_key *key, struct err *err)
{
    int64_t last = 0;
    char person[UUID_TEXT_SIZE], number[24];
    uuid_show(&key->person, person);
    enum err_code code = db_number(store, "SELECT max(number) FROM person_key WHERE person = ?1",
                                   BINDS(TEXT(person)), 0, &last, err);
    if (code)
        return code;
    snprintf(number, sizeof number, "%lld", (long long)last + 1);
    return content_write(store, CONTENT_PERSON_KEY, person, number,
                         "INSERT INTO person_key (person, number, station, key, act, made_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         BINDS(TEXT(person), INT(last + 1), UUID(&store->station),
                               DIGEST(&key->key), UUID(&key->act), INT(clock_now_ms())),
                         err);
}

enum err_code person_key_add(struct store *store, const struct person_key *key, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    return code ? code : store_end(store, key_insert(store, key, err), err);
}

enum err_code person_key_get(struct store *store, const struct uuid *person, struct person_key *ret,
                             struct err *err)
{
    struct rows rows = rows_open(
        store, KEY_COLUMNS " WHERE person = ?1 ORDER BY number DESC LIMIT 1", BINDS(UUID(person)));
    enum err_code code = rows_one(&rows, NULL, read_key, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 1510,
                       _("this person has no key yet; an official gives one: sohoa person reset"));
    return code;
}

enum err_code person_key_list(struct store *store, const struct uuid *person, struct arena *arena,
                              struct person_key **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store, KEY_COLUMNS " WHERE ?1 IS NULL OR person = ?1 ORDER BY person, number LIMIT ?2",
        BINDS(UUID(person), INT(STORE_LIST_MAX)));
    return rows_all(&rows, arena, sizeof **ret, read_key, (void **)ret, ret_count, err);
}

/* --- sealed halves ------------------------------------------------------------------------ */

static enum err_code seal_run(struct store *store, const char *sql, const struct bind *binds,
                              struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    return code ? code : store_end(store, db_run(store, sql, binds, err), err);
}

enum err_code person_seal_put(struct store *store, const struct digest *key, const char *sealed,
                              struct err *err)
{
    return seal_run(store,
                    "INSERT INTO person_seal (key, sealed, tries, tried_ms) VALUES (?1, ?2, 0, 0)"
                    " ON CONFLICT (key) DO UPDATE SET sealed = ?2, tries = 0, tried_ms = 0",
                    BINDS(DIGEST(key), TEXT(sealed)), err);
}

static void read_seal(const struct rows *rows, struct arena *arena, void *item)
{
    struct person_seal *seal = item;
    *seal = (struct person_seal){.sealed = rows_text(rows, 0, arena),
                                 .tries = (int)rows_int(rows, 1),
                                 .tried_ms = rows_int(rows, 2)};
}

enum err_code person_seal_get(struct store *store, const struct digest *key, struct arena *arena,
                              struct person_seal *ret, struct err *err)
{
    struct rows rows =
        rows_open(store, "SELECT sealed, tries, tried_ms FROM person_seal WHERE key = ?1",
                  BINDS(DIGEST(key)));
    enum err_code code = rows_one(&rows, arena, read_seal, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 1511,
                       _("the key of this person is not kept at this station"));
    return code;
}

enum err_code person_seal_try(struct store *store, const struct digest *key, struct err *err)
{
    return seal_run(store, "UPDATE person_seal SET tries = tries + 1, tried_ms = ?2 WHERE key = ?1",
                    BINDS(DIGEST(key), INT(clock_now_ms())), err);
}

enum err_code person_seal_right(struct store *store, const struct digest *key, struct err *err)
{
    return seal_run(store, "UPDATE person_seal SET tries = 0 WHERE key = ?1", BINDS(DIGEST(key)),
                    err);
}
