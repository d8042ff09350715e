/* SPDX-License-Identifier: Apache-2.0
 *
 * store/record_image: further images of an entry. Part of store/record.h.
 * May include base, model and store.
 */
#include <stdio.h>

#include "base/clock.h"
#include "store/content.h"
#include "store/record.h"

static void read_image(const struct rows *rows, struct arena *arena, void *item)
{
    (void)arena;
    *(struct record_image *)item = (struct record_image){.number = (int)rows_int(rows, 0),
                                                         .page = rows_uuid(rows, 1),
                                                         .revision = (int)rows_int(rows, 2),
                                                         .master = rows_digest(rows, 3),
                                                         .frame = (int)rows_int(rows, 4)};
}

static enum err_code image_insert(struct store *store, const char *record, const struct uuid *page,
                                  int revision, int number, struct err *err)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    return content_write(store, CONTENT_RECORD_IMAGE, record, text,
                         "INSERT INTO record_image (record, number, station, page, revision,"
                         " person, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         BINDS(TEXT(record), INT(number), UUID(&store->station), UUID(page),
                               INT(revision), UUID(&store->person), INT(clock_now_ms())),
                         err);
}

enum err_code record_image_add(struct store *store, const struct uuid *record,
                               const struct uuid *page, int revision, int *ret_number,
                               struct err *err)
{
    char key[UUID_TEXT_SIZE];
    int64_t last = 0;
    uuid_show(record, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = db_number(store, "SELECT max(number) FROM record_image WHERE record = ?1",
                     BINDS(TEXT(key)), 0, &last, err);
    if (!code)
        code = image_insert(store, key, page, revision, (int)last + 1, err);
    code = store_end(store, code, err);
    if (!code)
        *ret_number = (int)last + 1;
    return code;
}

enum err_code record_image_drop(struct store *store, const struct uuid *record, int number,
                                struct err *err)
{
    char key[UUID_TEXT_SIZE], text[16];
    uuid_show(record, key);
    snprintf(text, sizeof text, "%d", number);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = content_write(store, CONTENT_RECORD_IMAGE, key, text,
                         "UPDATE record_image SET gone = 1 WHERE record = ?1 AND number = ?2",
                         BINDS(TEXT(key), INT(number)), err);
    return store_end(store, code, err);
}

enum err_code record_image_list(struct store *store, const struct uuid *record, struct arena *arena,
                                struct record_image **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT image.number, image.page, image.revision, seen.master,"
                                 " seen.frame FROM record_image AS image"
                                 " JOIN page_revision AS seen ON seen.page = image.page"
                                 " AND seen.number = image.revision"
                                 " WHERE image.record = ?1 AND image.gone IS NULL"
                                 " ORDER BY image.number",
                                 BINDS(UUID(record)));
    return rows_all(&rows, arena, sizeof **ret, read_image, (void **)ret, ret_count, err);
}
