/* SPDX-License-Identifier: Apache-2.0
 *
 * store/page_move: the order of pages in batches. Part of store/page.h.
 * May include base, model and store.
 */
#include "base/str.h"
#include "store/content.h"
#include "store/page.h"

struct place {
    char page[UUID_TEXT_SIZE];
    int64_t position;
};

static void read_place(const struct rows *rows, struct arena *arena, void *item)
{
    struct place *place = item;
    (void)arena;
    struct uuid id = rows_uuid(rows, 0);
    uuid_show(&id, place->page);
    place->position = rows_int(rows, 1);
}

static enum err_code places_read(struct store *store, const struct uuid *batch, struct arena *arena,
                                 struct place **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT page, position FROM batch_page WHERE batch = ?1 AND position > 0"
                  " ORDER BY position",
                  BINDS(UUID(batch)));
    return rows_all(&rows, arena, sizeof **ret, read_place, (void **)ret, ret_count, err);
}

static enum err_code place_set(struct store *store, const char *page, const struct uuid *batch,
                               int64_t position, struct err *err)
{
    return content_write(store, CONTENT_BATCH_PAGE, page, NULL,
                         "UPDATE batch_page SET batch = ?2, position = ?3 WHERE page = ?1",
                         BINDS(TEXT(page), UUID(batch), INT(position)), err);
}

enum { BEYOND = 1 << 30 }; /* no batch has so many pages */

/* Numbers 1.. in the order of places; by way of very large ones, since a place is held once. */
static enum err_code places_number(struct store *store, const struct uuid *batch,
                                   const struct place *places, size_t count, struct err *err)
{
    enum err_code code = ERR_OK;
    for (int64_t above = BEYOND; above >= 0; above -= BEYOND) {
        for (size_t i = 0; !code && i < count; i++) {
            int64_t wanted = (int64_t)i + 1;
            if (places[i].position != wanted)
                code = place_set(store, places[i].page, batch, above + wanted, err);
        }
    }
    return code;
}

static size_t place_index(const struct place *places, size_t count, const char *page)
{
    size_t i = 0;
    while (i < count && !text_equal(places[i].page, page))
        i++;
    return i;
}

/* Takes the page out of the list it stands in, or makes it one more at the end; then puts it
 * before the one at index to. */
static void places_move(struct place *places, size_t count, size_t from, size_t to)
{
    struct place moved = places[from];
    if (to >= count)
        to = count - 1;
    for (size_t i = from; i < to; i++)
        places[i] = places[i + 1];
    for (size_t i = from; i > to; i--)
        places[i] = places[i - 1];
    places[to] = moved;
}

static enum err_code batch_reorder(struct store *store, const struct uuid *batch, const char *page,
                                   size_t to, struct arena *arena, struct err *err)
{
    struct place *places = NULL;
    size_t count = 0;
    enum err_code code = places_read(store, batch, arena, &places, &count, err);
    if (code)
        return code;
    size_t from = page ? place_index(places, count, page) : count;
    if (from < count)
        places_move(places, count, from, to);
    return places_number(store, batch, places, count, err);
}

static enum err_code page_replace(struct store *store, const char *page, const struct uuid *batch,
                                  long position, struct arena *arena, struct err *err)
{
    struct page now;
    struct uuid id;
    (void)uuid_parse(page, &id);
    enum err_code code = page_get(store, &id, arena, &now, err);
    if (!code && (now.position < 1 || !uuid_equal(&now.batch, batch))) {
        code = place_set(store, page, batch, INT32_MAX, err); /* behind all for a moment */
        if (!code && !uuid_equal(&now.batch, batch))
            code = batch_reorder(store, &now.batch, NULL, 0, arena, err);
    }
    size_t to = position < 1 ? 0 : (size_t)position - 1;
    return code ? code : batch_reorder(store, batch, page, to, arena, err);
}

enum err_code page_move(struct store *store, const struct uuid *page, const struct uuid *batch,
                        long position, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct arena *arena = arena_new();
    uuid_show(page, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (!code)
        code = store_end(store, page_replace(store, key, batch, position, arena, err), err);
    arena_free(arena);
    return code;
}

/* Every place once, in the order of pages. */
static enum err_code places_arrange(struct place *places, size_t count, const struct uuid *pages,
                                    struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        char key[UUID_TEXT_SIZE];
        uuid_show(&pages[i], key);
        size_t at = i + place_index(places + i, count - i, key);
        if (at == count)
            return err_set(err, ERR_STATE, 1570,
                           _("the batch was changed meanwhile; look at it and try again"));
        struct place moved = places[at];
        places[at] = places[i];
        places[i] = moved;
    }
    return ERR_OK;
}

enum err_code page_arrange(struct store *store, const struct uuid *batch, const struct uuid *pages,
                           size_t count, struct err *err)
{
    struct arena *arena = arena_new();
    struct place *places = NULL;
    size_t there = 0;
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        goto out;
    code = places_read(store, batch, arena, &places, &there, err);
    if (!code && there != count)
        code = err_set(err, ERR_STATE, 1571,
                       _("the batch was changed meanwhile; look at it and try again"));
    if (!code)
        code = places_arrange(places, count, pages, err);
    if (!code)
        code = places_number(store, batch, places, count, err);
    code = store_end(store, code, err);
out:
    arena_free(arena);
    return code;
}

/* Below all numbers of the batch, where its former pages stand. */
static enum err_code place_leave(struct store *store, const char *page, const struct uuid *batch,
                                 struct arena *arena, struct err *err)
{
    int64_t lowest = 0;
    enum err_code code =
        db_number(store, "SELECT min(min(position), 1) FROM batch_page WHERE batch = ?1",
                  BINDS(UUID(batch)), 1, &lowest, err);
    if (!code)
        code = place_set(store, page, batch, lowest - 1, err);
    return code ? code : batch_reorder(store, batch, NULL, 0, arena, err);
}

enum err_code page_withdraw(struct store *store, const struct uuid *page, struct err *err)
{
    char key[UUID_TEXT_SIZE];
    struct arena *arena = arena_new();
    struct page now;
    uuid_show(page, key);
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (!code) {
        code = page_get(store, page, arena, &now, err);
        if (!code && now.position > 0)
            code = place_leave(store, key, &now.batch, arena, err);
        code = store_end(store, code, err);
    }
    arena_free(arena);
    return code;
}
