/* SPDX-License-Identifier: Apache-2.0
 *
 * store/page_move: the order of pages in batches. Part of store/page.h.
 * May include base, model and store.
 */
#include <stdlib.h>
#include <string.h>

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

/* Beyond the pages of any batch: where pages stand for a moment, since a place is held once. */
static const int64_t BEYOND = (int64_t)1 << 30, PARKED = (int64_t)1 << 31;

/* Numbers 1.. in the order of places. */
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

/* ---- several at once: each page of the batches is written a few times at most ---- */

struct moving {
    const struct page_place *places;
    size_t *order; /* indexes of places, by batch and position */
    size_t count;
};

static int by_place(const void *a, const void *b, void *context)
{
    const struct page_place *places = context;
    const struct page_place *one = &places[*(const size_t *)a];
    const struct page_place *other = &places[*(const size_t *)b];
    int order = memcmp(&one->batch, &other->batch, sizeof one->batch);
    if (!order)
        order = (one->position > other->position) - (one->position < other->position);
    return order ? order : (*(const size_t *)a > *(const size_t *)b) ? 1 : -1;
}

static enum err_code park_all(struct store *store, const struct moving *moving,
                              struct uuid *old_batches, struct arena *arena, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < moving->count && !code; i++) {
        const struct page_place *place = &moving->places[i];
        char key[UUID_TEXT_SIZE];
        struct page now;
        uuid_show(&place->page, key);
        code = page_get(store, &place->page, arena, &now, err);
        old_batches[i] = now.batch;
        if (!code)
            code = place_set(store, key, &place->batch, PARKED + (int64_t)i, err);
    }
    return code;
}

/* The pages of one batch in their new order: those that stayed, and between them the parked ones at
 * their places. */
static enum err_code order_batch(struct store *store, const struct moving *moving, size_t first,
                                 size_t end, struct arena *arena, struct err *err)
{
    const struct uuid *batch = &moving->places[moving->order[first]].batch;
    struct place *all = NULL;
    size_t count = 0, stayed = 0, taken = 0;
    enum err_code code = places_read(store, batch, arena, &all, &count, err);
    if (code)
        return code;
    while (stayed < count && all[stayed].position < PARKED)
        stayed++;
    struct place *out = arena_take(arena, count + 1, sizeof *out);
    size_t made = 0;
    for (size_t i = first; i < end; i++) {
        const struct page_place *place = &moving->places[moving->order[i]];
        while (taken < stayed && (int64_t)made + 1 < place->position)
            out[made++] = all[taken++];
        uuid_show(&place->page, out[made].page);
        out[made++].position = PARKED;
    }
    while (taken < stayed)
        out[made++] = all[taken++];
    return places_number(store, batch, out, made, err);
}

static enum err_code renumber(struct store *store, const struct uuid *batch, struct arena *arena,
                              struct err *err)
{
    struct place *places = NULL;
    size_t count = 0;
    enum err_code code = places_read(store, batch, arena, &places, &count, err);
    return code ? code : places_number(store, batch, places, count, err);
}

static enum err_code place_all(struct store *store, struct moving *moving, struct arena *arena,
                               struct err *err)
{
    struct uuid *old = arena_take(arena, moving->count + 1, sizeof *old);
    enum err_code code = park_all(store, moving, old, arena, err);
    qsort_r(moving->order, moving->count, sizeof *moving->order, by_place, (void *)moving->places);
    for (size_t i = 0, end; i < moving->count && !code; i = end) {
        const struct uuid *batch = &moving->places[moving->order[i]].batch;
        for (end = i + 1; end < moving->count; end++)
            if (!uuid_equal(&moving->places[moving->order[end]].batch, batch))
                break;
        code = order_batch(store, moving, i, end, arena, err);
    }
    for (size_t i = 0; i < moving->count && !code; i++)
        if (i == 0 || !uuid_equal(&old[i], &old[i - 1]))
            code = renumber(store, &old[i], arena, err);
    return code;
}

enum err_code page_place_all(struct store *store, const struct page_place *places, size_t count,
                             struct err *err)
{
    struct arena *arena = arena_new();
    struct moving moving = {.places = places, .count = count};
    moving.order = arena_take(arena, count + 1, sizeof *moving.order);
    for (size_t i = 0; i < count; i++)
        moving.order[i] = i;
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (!code)
        code = store_end(store, place_all(store, &moving, arena, err), err);
    arena_free(arena);
    return code;
}

enum err_code page_move(struct store *store, const struct uuid *page, const struct uuid *batch,
                        long position, struct err *err)
{
    struct page_place place = {.page = *page, .batch = *batch, .position = position};
    return page_place_all(store, &place, 1, err);
}

static size_t place_index(const struct place *places, size_t count, const char *page)
{
    size_t i = 0;
    while (i < count && !text_equal(places[i].page, page))
        i++;
    return i;
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
    return code ? code : renumber(store, batch, arena, err);
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
