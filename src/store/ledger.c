/* SPDX-License-Identifier: Apache-2.0
 *
 * store/ledger: marks of numbers, entries of a book and the hands they went through.
 * May include base, model and store.
 */
#include "store/ledger.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/content.h"

/* --- marks -------------------------------------------------------------------------------- */

static const char *const mark_names[MARK_KIND_COUNT] = {
    [MARK_NONE] = "",         [MARK_CANCELLED] = "cancelled", [MARK_UNREADABLE] = "unreadable",
    [MARK_ABSENT] = "absent", [MARK_DOUBLE] = "double",
};

const char *mark_kind_name(enum mark_kind kind)
{
    return mark_names[kind];
}

bool mark_kind_parse(const char *name, enum mark_kind *ret)
{
    for (int i = MARK_NONE + 1; i < MARK_KIND_COUNT; i++) {
        if (text_equal(name, mark_names[i])) {
            *ret = (enum mark_kind)i;
            return true;
        }
    }
    return false;
}

static const char *or_null(const char *text)
{
    return text && text[0] ? text : NULL;
}

static enum err_code mark_insert(struct store *store, const char *key, int64_t number,
                                 const struct book_mark *mark, struct err *err)
{
    char number_text[24];
    snprintf(number_text, sizeof number_text, "%lld", (long long)number);
    return content_write(
        store, CONTENT_BOOK_MARK, key, number_text,
        "INSERT INTO book_mark (book, number, station, year, entry, suffix, kind, reason, person,"
        " at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        BINDS(TEXT(key), INT(number), UUID(&store->station), INT(mark->year),
              INT(mark->entry.number), TEXT(or_null(mark->entry.suffix)),
              TEXT(or_null(mark_names[mark->kind])), TEXT(mark->reason), UUID(&store->person),
              INT(clock_now_ms())),
        err);
}

enum err_code book_mark_put(struct store *store, const struct uuid *book,
                            const struct book_mark *mark, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    int64_t number = 0;
    uuid_show(book, key);
    if (uuid_is_null(&store->person))
        return err_set(err, ERR_DENIED, 1500, _("say who does this: sohoa --as PERSON"));
    enum err_code code = store_begin(store, AUDIT_BOOK, err);
    if (code)
        return code;
    code = db_number(store, "SELECT max(number) FROM book_mark WHERE book = ?1", BINDS(TEXT(key)),
                     0, &number, err);
    if (!code)
        code = mark_insert(store, key, number + 1, mark, err);
    return store_end(store, code, err);
}

static void entry_read(const struct rows *rows, int column, struct entry_number *ret)
{
    const char *suffix = rows_peek_text(rows, column + 1);
    *ret = (struct entry_number){.number = (long)rows_int(rows, column)};
    snprintf(ret->suffix, sizeof ret->suffix, "%s", suffix ? suffix : "");
}

static void read_mark(const struct rows *rows, struct arena *arena, void *item)
{
    struct book_mark *mark = item;
    *mark = (struct book_mark){.year = (int)rows_int(rows, 0),
                               .reason = rows_text(rows, 4, arena),
                               .person = rows_uuid(rows, 5),
                               .person_name = rows_text(rows, 6, arena),
                               .at_ms = rows_int(rows, 7)};
    entry_read(rows, 1, &mark->entry);
    (void)mark_kind_parse(rows_peek_text(rows, 3), &mark->kind);
}

enum err_code book_mark_list(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_mark **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT year, entry, suffix, kind, reason, person, person.name, at_ms FROM book_mark"
        " JOIN person ON person.id = book_mark.person"
        " WHERE book = ?1 AND kind IS NOT NULL AND number = (SELECT max(number) FROM book_mark AS"
        " same WHERE same.book = ?1 AND same.year = book_mark.year AND same.entry ="
        " book_mark.entry AND same.suffix IS book_mark.suffix)"
        " ORDER BY year, entry, suffix",
        BINDS(UUID(book)));
    return rows_all(&rows, arena, sizeof **ret, read_mark, (void **)ret, ret_count, err);
}

/* --- entries ------------------------------------------------------------------------------ */

static void read_entry(const struct rows *rows, struct arena *arena, void *item)
{
    struct book_entry *entry = item;
    *entry = (struct book_entry){.record = rows_uuid(rows, 0),
                                 .number = rows_text(rows, 1, arena),
                                 .parsed = !rows_null(rows, 2),
                                 .state = RECORD_ENTERED,
                                 .batch = rows_text(rows, 6, arena),
                                 .position = (long)rows_int(rows, 7),
                                 .row = (int)rows_int_or(rows, 8, -1)};
    entry_read(rows, 2, &entry->entry);
    entry->entry.year = (int)rows_int(rows, 4);
    if (!rows_null(rows, 5))
        (void)record_state_parse(rows_peek_text(rows, 5), &entry->state);
}

enum err_code book_entry_list(struct store *store, const struct uuid *book, struct arena *arena,
                              struct book_entry **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT record.id, found.number, found.entry_number, found.entry_suffix, found.entry_year,"
        " stage.state, batch.name, place.position, record.row FROM record"
        " LEFT JOIN search_entry AS found ON found.kind = 'record' AND found.id = record.id"
        " LEFT JOIN record_stage AS stage ON stage.record = record.id"
        " LEFT JOIN batch_page AS place ON place.page = record.page"
        " LEFT JOIN batch ON batch.id = place.batch"
        " WHERE record.book = ?1 AND record.withdrawn IS NULL"
        " ORDER BY batch.created_ms, batch.id, place.position, record.row, record.id",
        BINDS(UUID(book)));
    return rows_all(&rows, arena, sizeof **ret, read_entry, (void **)ret, ret_count, err);
}

static void read_hand(const struct rows *rows, struct arena *arena, void *item)
{
    struct book_hand *hand = item;
    *hand = (struct book_hand){.record = rows_uuid(rows, 0),
                               .person = rows_uuid(rows, 1),
                               .kind = rows_int(rows, 2) ? HAND_CONFIRMED : HAND_KEYED,
                               .name = rows_text(rows, 3, arena)};
}

enum err_code book_hand_list(struct store *store, const struct uuid *book, struct arena *arena,
                             struct book_hand **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT hand.record, hand.person, hand.kind, person.name FROM ("
        "SELECT draft.record, draft.person, 0 AS kind FROM draft JOIN record ON record.id ="
        " draft.record WHERE record.book = ?1 AND draft.status IS NOT NULL"
        " UNION SELECT version.record, version.person, 0 FROM version JOIN record ON record.id ="
        " version.record WHERE record.book = ?1"
        " UNION SELECT version.record, act.person, 1 FROM record"
        " JOIN record_stage AS stage ON stage.record = record.id AND stage.state = 'confirmed'"
        " JOIN version ON version.record = record.id AND NOT EXISTS (SELECT 1 FROM version_parent"
        " WHERE version_parent.parent = version.id)"
        " JOIN act_version ON act_version.version = version.id"
        " JOIN act ON act.id = act_version.act AND act.kind = 'confirm' WHERE record.book = ?1"
        ") AS hand JOIN person ON person.id = hand.person"
        " ORDER BY hand.record, hand.kind, person.name, hand.person",
        BINDS(UUID(book)));
    return rows_all(&rows, arena, sizeof **ret, read_hand, (void **)ret, ret_count, err);
}

/* --- counts ------------------------------------------------------------------------------- */

enum err_code book_pages_get(struct store *store, const struct uuid *book, struct book_pages *ret,
                             struct err *err)
{
    struct book_pages pages = {0};
    struct rows rows = rows_open(
        store,
        "SELECT count(*), coalesce(sum(stage.state = 'aside'), 0),"
        " coalesce(sum(coalesce(stage.state, 'captured') NOT IN ('aside', 'extracted')), 0)"
        " FROM batch JOIN batch_page AS place ON place.batch = batch.id"
        " LEFT JOIN page_stage AS stage ON stage.page = place.page WHERE batch.book = ?1",
        BINDS(UUID(book)));
    if (rows_next(&rows))
        pages = (struct book_pages){(long)rows_int(&rows, 0), (long)rows_int(&rows, 1),
                                    (long)rows_int(&rows, 2)};
    enum err_code code = rows_close(&rows, err);
    if (!code)
        *ret = pages;
    return code;
}

static void read_id(const struct rows *rows, struct arena *arena, void *item)
{
    (void)arena;
    *(struct uuid *)item = rows_uuid(rows, 0);
}

enum err_code book_batch_list(struct store *store, const struct uuid *book, struct arena *arena,
                              struct uuid **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store, "SELECT id FROM batch WHERE book = ?1 ORDER BY created_ms, id", BINDS(UUID(book)));
    return rows_all(&rows, arena, sizeof **ret, read_id, (void **)ret, ret_count, err);
}

enum err_code book_alike_count(struct store *store, const char *schema, const char *number,
                               const char *place, const struct uuid *but, long *ret,
                               struct err *err)
{
    int64_t count = 0;
    enum err_code code =
        db_number(store,
                  "SELECT count(*) FROM book WHERE schema IS ?1 AND number IS ?2 AND place IS ?3"
                  " AND (?4 IS NULL OR id <> ?4)",
                  BINDS(TEXT(schema), TEXT(number), TEXT(place), UUID(but)), 0, &count, err);
    if (!code)
        *ret = (long)count;
    return code;
}

/* --- where a number must stand ------------------------------------------------------------ */

static void read_holding(const struct rows *rows, struct arena *arena, void *item)
{
    struct book_holding *holding = item;
    *holding = (struct book_holding){.book = rows_uuid(rows, 0),
                                     .number = rows_text(rows, 1, arena),
                                     .place = rows_text(rows, 2, arena),
                                     .schema = rows_text(rows, 3, arena),
                                     .year = (int)rows_int(rows, 4),
                                     .before = (long)rows_int(rows, 5),
                                     .numbers = (long)rows_int(rows, 6),
                                     .pages = (long)rows_int(rows, 7)};
}

enum err_code book_holding_list(struct store *store, const struct book_wanted *wanted, long limit,
                                struct arena *arena, struct book_holding **ret, size_t *ret_count,
                                struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT book.id, book.number, book.place, book.schema, held.year,"
        " ?1 - held.first + (SELECT coalesce(sum(coalesce(last, first) - first + 1), 0) FROM"
        " book_series AS front WHERE front.book = book.id AND front.number < held.number),"
        " (SELECT sum(coalesce(last, max(first, ?1)) - first + 1) FROM book_series AS every"
        " WHERE every.book = book.id),"
        " (SELECT count(*) FROM batch JOIN batch_page AS place ON place.batch = batch.id"
        " WHERE batch.book = book.id)"
        " FROM book_series AS held JOIN book ON book.id = held.book"
        " WHERE held.first <= ?1 AND (held.last IS NULL OR held.last >= ?1)"
        " AND (?2 = 0 OR held.year = ?2) AND (?3 IS NULL OR book.schema = ?3)"
        " AND (?4 IS NULL OR book.id = ?4) ORDER BY book.created_ms, book.id, held.number LIMIT ?5",
        BINDS(INT(wanted->number), INT(wanted->year), TEXT(wanted->schema), UUID(wanted->book),
              INT(list_limit(limit))));
    return rows_all(&rows, arena, sizeof **ret, read_holding, (void **)ret, ret_count, err);
}

enum err_code book_page_at(struct store *store, const struct uuid *book, long place,
                           struct uuid *ret_page, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT place.page FROM batch JOIN batch_page AS place ON place.batch = batch.id"
                  " WHERE batch.book = ?1 ORDER BY batch.created_ms, batch.id, place.position"
                  " LIMIT 1 OFFSET ?2",
                  BINDS(UUID(book), INT(place - 1)));
    bool found = rows_next(&rows);
    if (found)
        *ret_page = rows_uuid(&rows, 0);
    enum err_code code = rows_close(&rows, err);
    return code ? code : found ? ERR_OK : ERR_EMPTY;
}
