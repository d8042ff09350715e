/* SPDX-License-Identifier: Apache-2.0
 *
 * store/person_check: counts of right and wrong fields. May include base, model and store.
 */
#include "store/person_check.h"

#include "base/str.h"
#include "store/db.h"

#define CHECK_COLUMNS "SELECT person, kind, day, fields, wrong FROM person_check"

static const char *const kind_names[CHECK_KIND_COUNT] = {
    [CHECK_ENTRY] = "entry", [CHECK_SEED] = "seed"};

const char *check_kind_name(enum check_kind kind)
{
    return kind < CHECK_KIND_COUNT ? kind_names[kind] : NULL;
}

int64_t person_check_day(int64_t at_ms)
{
    enum { HOUR_MS = 3600 * 1000, HERE_HOURS = 7, DAY_HOURS = 24 };
    return (at_ms / HOUR_MS + HERE_HOURS) / DAY_HOURS;
}

static void read_check(const struct rows *rows, struct arena *arena, void *item)
{
    struct person_check *check = item;
    (void)arena;
    *check = (struct person_check){.person = rows_uuid(rows, 0),
                                   .day = rows_int(rows, 2),
                                   .fields = (long)rows_int(rows, 3),
                                   .wrong = (long)rows_int(rows, 4)};
    check->kind =
        text_equal(rows_peek_text(rows, 1), kind_names[CHECK_SEED]) ? CHECK_SEED : CHECK_ENTRY;
}

enum err_code person_check_add(struct store *store, const struct person_check *check,
                               struct err *err)
{
    return db_run(store,
                  "INSERT INTO person_check (person, kind, day, fields, wrong)"
                  " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (person, kind, day) DO UPDATE SET"
                  " fields = fields + excluded.fields, wrong = wrong + excluded.wrong",
                  BINDS(UUID(&check->person), TEXT(check_kind_name(check->kind)), INT(check->day),
                        INT(check->fields), INT(check->wrong)),
                  err);
}

enum err_code person_check_list(struct store *store, const struct uuid *person,
                                enum check_kind kind, struct arena *arena,
                                struct person_check **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store,
                                 CHECK_COLUMNS " WHERE (?1 IS NULL OR person = ?1)"
                                               " AND (?2 IS NULL OR kind = ?2)"
                                               " ORDER BY person, kind, day",
                                 BINDS(UUID(person), TEXT(check_kind_name(kind))));
    return rows_all(&rows, arena, sizeof **ret, read_check, (void **)ret, ret_count, err);
}

enum err_code person_check_sum(struct store *store, const struct uuid *person, enum check_kind kind,
                               struct person_check *ret, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT coalesce(sum(fields), 0), coalesce(sum(wrong), 0) FROM person_check"
                  " WHERE person = ?1 AND kind = ?2",
                  BINDS(UUID(person), TEXT(check_kind_name(kind))));
    *ret = (struct person_check){.person = *person, .kind = kind};
    if (rows_next(&rows)) {
        ret->fields = (long)rows_int(&rows, 0);
        ret->wrong = (long)rows_int(&rows, 1);
    }
    return rows_close(&rows, err);
}
