/* SPDX-License-Identifier: Apache-2.0
 *
 * store/book: books and their series of entries. Part of store/batch.h.
 * May include base, model and store.
 */
#include <stdio.h>

#include "base/clock.h"
#include "store/batch.h"
#include "store/content.h"

#define BOOK_COLUMNS                                                                               \
    "SELECT id, schema, number, place, signer, registration, script, era, pages, created_ms"       \
    " FROM book"

static void read_book(const struct rows *rows, struct arena *arena, void *item)
{
    struct book *book = item;
    *book = (struct book){.id = rows_uuid(rows, 0),
                          .schema = rows_text(rows, 1, arena),
                          .number = rows_text(rows, 2, arena),
                          .place = rows_text(rows, 3, arena),
                          .signer = rows_text(rows, 4, arena),
                          .registration = rows_text(rows, 5, arena),
                          .script = rows_text(rows, 6, arena),
                          .era = rows_text(rows, 7, arena),
                          .pages = (int)rows_int(rows, 8),
                          .created_ms = rows_int(rows, 9)};
}

static void read_series(const struct rows *rows, struct arena *arena, void *item)
{
    struct book_series *series = item;
    (void)arena;
    *series = (struct book_series){(int)rows_int(rows, 0), (int)rows_int(rows, 1),
                                   (int)rows_int(rows, 2)};
}

/* ?1 the book, ?2 .. ?9 what its plan says. */
#define PLAN_BINDS(key, plan)                                                                      \
    TEXT(key), TEXT((plan)->schema), TEXT((plan)->number), TEXT((plan)->place),                    \
        TEXT((plan)->signer), TEXT((plan)->registration), TEXT((plan)->script), TEXT((plan)->era), \
        INT_OR((plan)->pages, 0)

static enum err_code book_insert(struct store *store, const char *key, const struct book *plan,
                                 struct err *err)
{
    return content_write(
        store, CONTENT_BOOK, key, NULL,
        "INSERT INTO book (id, schema, number, place, signer, registration, script, era, pages,"
        " station, created_ms, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        BINDS(PLAN_BINDS(key, plan), UUID(&store->station), INT(clock_now_ms()),
              UUID(&store->person)),
        err);
}

static enum err_code book_update(struct store *store, const char *key, const struct book *plan,
                                 struct err *err)
{
    return content_write(store, CONTENT_BOOK, key, NULL,
                         "UPDATE book SET schema = ?2, number = ?3, place = ?4, signer = ?5,"
                         " registration = ?6, script = ?7, era = ?8, pages = ?9 WHERE id = ?1",
                         BINDS(PLAN_BINDS(key, plan)), err);
}

static enum err_code series_insert(struct store *store, const char *key, int number,
                                   const struct book_series *series, struct err *err)
{
    char number_text[16];
    snprintf(number_text, sizeof number_text, "%d", number);
    return content_write(store, CONTENT_BOOK_SERIES, key, number_text,
                         "INSERT INTO book_series (book, number, station, year, first, last)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         BINDS(TEXT(key), INT(number), UUID(&store->station), INT(series->year),
                               INT(series->first), INT_OR(series->last, 0)),
                         err);
}

enum err_code book_add(struct store *store, const struct book *plan,
                       const struct book_series *series, size_t count, struct uuid *ret_id,
                       struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct uuid id = uuid_new();
    uuid_show(&id, key);
    enum err_code code = store_begin(store, AUDIT_BOOK, err);
    if (code)
        return code;
    code = book_insert(store, key, plan, err);
    for (size_t i = 0; !code && i < count; i++)
        code = series_insert(store, key, (int)i + 1, &series[i], err);
    code = store_end(store, code, err);
    if (!code)
        *ret_id = id;
    return code;
}

static enum err_code series_update(struct store *store, const char *key, int number,
                                   const struct book_series *series, struct err *err)
{
    char number_text[16];
    snprintf(number_text, sizeof number_text, "%d", number);
    return content_write(store, CONTENT_BOOK_SERIES, key, number_text,
                         "UPDATE book_series SET year = ?3, first = ?4, last = ?5"
                         " WHERE book = ?1 AND number = ?2",
                         BINDS(TEXT(key), INT(number), INT(series->year), INT(series->first),
                               INT_OR(series->last, 0)),
                         err);
}

enum err_code book_change(struct store *store, const struct book *plan,
                          const struct book_series *series, size_t count, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    int64_t held = 0;
    uuid_show(&plan->id, key);
    enum err_code code = store_begin(store, AUDIT_BOOK, err);
    if (code)
        return code;
    code = book_update(store, key, plan, err);
    if (!code)
        code = db_number(store, "SELECT count(*) FROM book_series WHERE book = ?1",
                         BINDS(TEXT(key)), 0, &held, err);
    for (size_t i = 0; !code && i < count; i++)
        code = (int64_t)i < held ? series_update(store, key, (int)i + 1, &series[i], err)
                                 : series_insert(store, key, (int)i + 1, &series[i], err);
    return store_end(store, code, err);
}

enum err_code book_get(struct store *store, const struct uuid *id, struct arena *arena,
                       struct book *ret, struct err *err)
{
    struct rows rows = rows_open(store, BOOK_COLUMNS " WHERE id = ?1", BINDS(UUID(id)));
    enum err_code code = rows_one(&rows, arena, read_book, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 522, _("this book is not in the store"));
    return code;
}

enum err_code book_find(struct store *store, const char *number, struct arena *arena,
                        struct book *ret, struct err *err)
{
    struct rows rows = rows_open(
        store,
        BOOK_COLUMNS
        " WHERE number = ?1 OR substr(id, 1, length(?2)) = ?2 OR substr(id, -length(?2)) = ?2"
        " ORDER BY number = ?1 DESC, created_ms DESC, id DESC LIMIT 1",
        BINDS(TEXT(number), TEXT(id_part(number))));
    enum err_code code = rows_one(&rows, arena, read_book, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 523, _("there is no book %s; see: sohoa book list"),
                       number);
    return code;
}

enum err_code book_list(struct store *store, long offset, long limit, struct arena *arena,
                        struct book **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store, BOOK_COLUMNS " ORDER BY created_ms, id LIMIT ?1 OFFSET ?2",
                                 BINDS(INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_book, (void **)ret, ret_count, err);
}

enum err_code book_series_list(struct store *store, const struct uuid *book, struct arena *arena,
                               struct book_series **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store, "SELECT year, first, last FROM book_series WHERE book = ?1 ORDER BY number",
        BINDS(UUID(book)));
    return rows_all(&rows, arena, sizeof **ret, read_series, (void **)ret, ret_count, err);
}
