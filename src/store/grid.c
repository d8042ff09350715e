/* SPDX-License-Identifier: Apache-2.0
 *
 * store/grid: drawings of books. May include: base, model and store.
 */
#include "store/grid.h"

#include <stdio.h>

#include "base/clock.h"
#include "store/content.h"

static enum err_code insert(struct store *store, const struct uuid *book, const char *body,
                            struct err *err)
{
    char key[UUID_TEXT_SIZE], number[24];
    int64_t last = 0;
    uuid_show(book, key);
    enum err_code code =
        db_number(store, "SELECT coalesce(max(number), 0) FROM grid WHERE book = ?1",
                  BINDS(TEXT(key)), 0, &last, err);
    if (code)
        return code;
    snprintf(number, sizeof number, "%lld", (long long)last + 1);
    return content_write(store, CONTENT_GRID, key, number,
                         "INSERT INTO grid (book, number, station, body, person, at_ms)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         BINDS(TEXT(key), INT(last + 1), UUID(&store->station), TEXT(body),
                               UUID(&store->person), INT(clock_now_ms())),
                         err);
}

enum err_code grid_add(struct store *store, const struct uuid *book, const char *body,
                       struct err *err)
{
    if (uuid_is_null(&store->person))
        return err_set(err, ERR_DENIED, 2530, _("say who does this: sohoa --as PERSON"));
    enum err_code code = store_begin(store, AUDIT_BOOK, err);
    return code ? code : store_end(store, insert(store, book, body, err), err);
}

static void read_body(const struct rows *rows, struct arena *arena, void *item)
{
    *(const char **)item = rows_text(rows, 0, arena);
}

enum err_code grid_get(struct store *store, const struct uuid *book, struct arena *arena,
                       const char **ret, struct err *err)
{
    struct rows rows =
        rows_open(store, "SELECT body FROM grid WHERE book = ?1 ORDER BY number DESC LIMIT 1",
                  BINDS(UUID(book)));
    enum err_code code = rows_one(&rows, arena, read_body, ret, err);
    if (code == ERR_EMPTY)
        *ret = NULL;
    return code == ERR_EMPTY ? ERR_OK : code;
}

enum err_code grid_get_before(struct store *store, const struct uuid *book, struct arena *arena,
                              const char **ret, struct err *err)
{
    int64_t count = 0;
    enum err_code code = db_number(store, "SELECT count(*) FROM grid WHERE book = ?1",
                                   BINDS(UUID(book)), 0, &count, err);
    if (!code && count == 0)
        code = err_set(err, ERR_EMPTY, 2531, _("nobody drew a grid for this book"));
    if (code)
        return code;
    struct rows rows = rows_open(
        store, "SELECT body FROM grid WHERE book = ?1 ORDER BY number DESC LIMIT 1 OFFSET 1",
        BINDS(UUID(book)));
    code = rows_one(&rows, arena, read_body, ret, err);
    if (code == ERR_EMPTY)
        *ret = NULL;
    return code == ERR_EMPTY ? ERR_OK : code;
}
