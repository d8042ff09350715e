/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/change_undo: the newest change of a batch taken back. May include: base, model, store.
 *
 *   find the act -> may it go? -> records, pages, batches as they were -> an act that says so
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/derived.h"
#include "store/search.h"
#include "workflow/act_kind.h"
#include "workflow/change_part.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/role.h"

struct undo {
    struct office *office;
    struct store *store;
    struct arena *arena;
    struct act act;
    json_t *body;
    json_t *before; /* set of the records that were there before the change */
    struct change_undo *tally;
};

static struct uuid id_of(const json_t *item)
{
    struct uuid id = {0};
    const char *text = json_string_value(item);
    if (text)
        (void)uuid_parse(text, &id);
    return id;
}

static struct uuid id_at(const json_t *list, size_t index)
{
    return id_of(json_array_get(list, index));
}

static int number_at(const json_t *list, size_t index)
{
    return (int)json_integer_value(json_array_get(list, index));
}

/* ---- which one ---- */

/* The newest change of the batch that stands; acts come newest first, an undo before its change. */
static bool pick_standing(const struct act *acts, size_t count, json_t *undone, struct act *ret)
{
    for (size_t i = 0; i < count; i++) {
        char id[UUID_TEXT_SIZE];
        uuid_show(&acts[i].id, id);
        if (text_equal(acts[i].kind, "change") && !json_object_get(undone, id)) {
            *ret = acts[i];
            return true;
        }
        json_t *body = NULL;
        if (text_equal(acts[i].kind, "undo") && acts[i].body &&
            !json_parse(acts[i].body, strlen(acts[i].body), "undo", &body, NULL) &&
            json_peek_text(body, "undoes"))
            json_put_new(undone, json_peek_text(body, "undoes"), json_true());
        json_decref(body);
    }
    return false;
}

static enum err_code find_standing(struct store *store, const struct uuid *batch,
                                   struct arena *arena, struct act *ret, struct err *err)
{
    json_t *undone = json_object();
    size_t count = STORE_LIST_MAX;
    bool found = false;
    enum err_code code = ERR_OK;
    for (long offset = 0; !code && !found && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        struct act *acts = NULL;
        code = act_list_changes(store, batch, offset, STORE_LIST_MAX, arena, &acts, &count, err);
        found = !code && pick_standing(acts, count, undone, ret);
    }
    json_decref(undone);
    if (!code && !found)
        code = err_set(err, ERR_EMPTY, 1822, _("there is no change of this batch to undo"));
    return code;
}

/* It must be the newest one of every batch that it touched. */
static enum err_code check_newest(struct undo *undo, struct err *err)
{
    json_t *item;
    size_t i;
    json_array_foreach (json_peek_array(undo->body, "batches"), i, item) {
        struct uuid id = id_of(item);
        struct act newest = {0};
        struct batch batch = {0};
        enum err_code code = find_standing(undo->store, &id, undo->arena, &newest, err);
        if (!code && !uuid_equal(&newest.id, &undo->act.id)) {
            code = batch_get(undo->store, &id, undo->arena, &batch, err);
            if (!code)
                code = err_set(err, ERR_STATE, 1823,
                               _("batch \"%s\" was changed later; undo that change first"),
                               batch.name);
        }
        if (code)
            return code;
    }
    return ERR_OK;
}

static enum err_code check_pages(struct undo *undo, struct err *err)
{
    static const char *const lists[] = {"page", "again", "new_pages"};
    enum err_code code = ERR_OK;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        json_t *item;
        size_t i;
        json_array_foreach (json_peek_array(undo->body, lists[k]), i, item) {
            struct uuid id = json_is_array(item) ? id_at(item, 0) : id_of(item);
            if (!code)
                code = change_check_confirmed(undo->office, &id, err);
        }
    }
    return code;
}

static enum err_code check_record(struct undo *undo, const struct uuid *id, struct err *err)
{
    struct record now;
    enum err_code code = record_get(undo->store, id, undo->arena, &now, err);
    if (!code && now.state == RECORD_CONFIRMED)
        code = change_check_confirmed(undo->office, &now.page, err);
    return code;
}

/* ---- back ---- */

static enum err_code restore_record(struct undo *undo, const json_t *item, struct err *err)
{
    struct record now;
    struct uuid id = id_at(item, 0);
    const char *look = json_string_value(json_array_get(item, 10));
    enum err_code code = check_record(undo, &id, err);
    if (!code)
        code = record_get(undo->store, &id, undo->arena, &now, err);
    if (code)
        return code;
    now.page = id_at(item, 1);
    now.revision = number_at(item, 2);
    now.region = (struct rect){number_at(item, 3), number_at(item, 4), number_at(item, 5),
                               number_at(item, 6)};
    now.row = number_at(item, 7);
    (void)digest_parse(json_string_value(json_array_get(item, 8)), &now.schema);
    now.book = id_at(item, 9);
    now.look = look;
    now.withdrawn = json_is_true(json_array_get(item, 11));
    undo->tally->records++;
    code = record_change(undo->store, &now, err);
    return code ? code : index_record(undo->office, &id, err);
}

static void list_before(struct undo *undo)
{
    json_t *item;
    size_t i;
    undo->before = json_object();
    json_array_foreach (json_peek_array(undo->body, "record"), i, item)
        json_put_new(undo->before, json_string_value(json_array_get(item, 0)), json_true());
    json_array_foreach (json_peek_array(undo->body, "known"), i, item)
        json_put_new(undo->before, json_string_value(item), json_true());
}

static bool was_before(const struct undo *undo, const struct uuid *record)
{
    char id[UUID_TEXT_SIZE];
    uuid_show(record, id);
    return json_object_get(undo->before, id) != NULL;
}

/* A record that came into being goes, unless somebody worked on it. */
static enum err_code drop_record(struct undo *undo, struct record *record, struct err *err)
{
    bool touched = false;
    enum err_code code = record_touched(undo->store, &record->id, &touched, err);
    record->withdrawn = !touched;
    record->look = touched ? "undone" : record->look;
    if (!code)
        code = record_change(undo->store, record, err);
    if (!code && !touched)
        code = proposal_free(undo->store, &record->id, err);
    return code ? code : index_record(undo->office, &record->id, err);
}

static enum err_code drop_new_record(struct undo *undo, const json_t *item, struct err *err)
{
    struct record now;
    struct uuid id = id_of(item);
    enum err_code code = check_record(undo, &id, err);
    if (!code)
        code = record_get(undo->store, &id, undo->arena, &now, err);
    undo->tally->records += !code;
    return code ? code : drop_record(undo, &now, err);
}

/* Those that came into being on the changed page. */
static enum err_code drop_later(struct undo *undo, const struct uuid *page, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code =
        change_records_of(undo->store, page, false, undo->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (!was_before(undo, &records[i].id))
            code = drop_record(undo, &records[i], err);
    return code;
}

/* *ret_moved: it must go back to *ret_place. */
static enum err_code restore_page(struct undo *undo, const json_t *item, bool *ret_moved,
                                  struct page_place *ret_place, struct err *err)
{
    struct page now;
    struct page_view before;
    int added = 0, revision = number_at(item, 3);
    *ret_place = (struct page_place){id_at(item, 0), id_at(item, 1), number_at(item, 2)};
    enum err_code code = page_get(undo->store, &ret_place->page, undo->arena, &now, err);
    if (!code && now.revision != revision) {
        code = page_revision_get(undo->store, &now.id, revision, undo->arena, &before, err);
        if (!code)
            code = page_revise(undo->store, &now.id, &before, &added, err);
    }
    *ret_moved = now.position != ret_place->position || !uuid_equal(&now.batch, &ret_place->batch);
    undo->tally->pages++;
    return code;
}

/* All at once, since they make room for each other. */
static enum err_code restore_pages(struct undo *undo, const json_t *none, struct err *err)
{
    (void)none;
    const json_t *list = json_peek_array(undo->body, "page");
    size_t count = json_array_size(list), moved = 0;
    struct page_place *places = arena_take(undo->arena, count + 1, sizeof *places);
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        bool moves = false;
        code = restore_page(undo, json_array_get(list, i), &moves, &places[moved], err);
        moved += moves;
    }
    if (!code)
        code = page_place_all(undo->store, places, moved, err);
    for (size_t i = 0; i < moved && !code; i++)
        code = index_page(undo->store, &places[i].page, err);
    return code;
}

static enum err_code withdraw_new(struct undo *undo, const json_t *item, struct err *err)
{
    struct uuid id = id_of(item);
    enum err_code code = drop_later(undo, &id, err);
    if (!code)
        code = page_withdraw(undo->store, &id, err);
    return code ? code : search_remove(undo->store, SEARCH_PAGE, &id, err);
}

static enum err_code drop_image(struct undo *undo, const json_t *item, struct err *err)
{
    struct uuid id = id_at(item, 0);
    enum err_code code = check_record(undo, &id, err);
    return code ? code : record_image_drop(undo->store, &id, number_at(item, 1), err);
}

static enum err_code take_back_carried(struct undo *undo, const json_t *item, struct err *err)
{
    struct uuid id = id_at(item, 0);
    enum err_code code = check_record(undo, &id, err);
    if (!code)
        code = draft_uncarry(undo->store, &id, number_at(item, 1), err);
    return code ? code : index_record(undo->office, &id, err);
}

static enum err_code restart_page(struct undo *undo, const json_t *item, struct err *err)
{
    struct uuid id = id_of(item);
    enum err_code code = drop_later(undo, &id, err);
    return code ? code : change_restart_page(undo->store, &id, undo->arena, err);
}

/* Pages are found by what their batch is. */
static enum err_code index_pages(struct undo *undo, const struct uuid *batch, struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(undo->store, batch, 0, &pages, err);
    for (size_t i = 0; i < pages.count && !code; i++)
        code = index_page(undo->store, &pages.items[i], err);
    free(pages.items);
    return code;
}

static enum err_code restore_batch(struct undo *undo, const json_t *item, struct err *err)
{
    struct batch now;
    struct uuid id = id_at(item, 0);
    enum err_code code = batch_get(undo->store, &id, undo->arena, &now, err);
    if (code)
        return code;
    now.schema = json_string_value(json_array_get(item, 1));
    now.book = id_at(item, 2);
    now.merged = id_at(item, 3);
    code = batch_change(undo->store, &now, err);
    return code ? code : index_pages(undo, &id, err);
}

/* Its pages are back where they came from: so is it. */
static enum err_code merge_new_batch(struct undo *undo, const json_t *item, struct err *err)
{
    struct batch now;
    struct uuid id = id_at(item, 0);
    enum err_code code = batch_get(undo->store, &id, undo->arena, &now, err);
    now.merged = id_at(item, 1);
    return code ? code : batch_change(undo->store, &now, err);
}

/* In this order: what a record holds is indexed when the record itself is as it was. */
static const struct {
    const char *list; /* each item of it; NULL: once */
    enum err_code (*take_back)(struct undo *undo, const json_t *item, struct err *err);
} ways_back[] = {
    {"carried", take_back_carried},   {"record", restore_record},
    {"new_records", drop_new_record}, {"images", drop_image},
    {"new_pages", withdraw_new},      {NULL, restore_pages},
    {"batch", restore_batch},         {"new_batch", merge_new_batch},
    {"again", restart_page},
};

static enum err_code go_back(struct undo *undo, struct err *err)
{
    json_t *item;
    size_t i;
    enum err_code code = ERR_OK;
    for (size_t way = 0; way < ARRAY_SIZE(ways_back) && !code; way++) {
        if (!ways_back[way].list)
            code = ways_back[way].take_back(undo, NULL, err);
        else
            json_array_foreach (json_peek_array(undo->body, ways_back[way].list), i, item)
                if (!code)
                    code = ways_back[way].take_back(undo, item, err);
    }
    return code;
}

static enum err_code sign(struct undo *undo, struct err *err)
{
    struct uuid act;
    json_t *body = json_object();
    json_put_new(body, "undoes", change_id_json(&undo->act.id));
    json_put_new(body, "batches", json_deep_copy(json_peek_array(undo->body, "batches")));
    enum err_code code =
        act_sign(undo->store, &(struct act_plan){.kind = "undo", .body = body}, &act, err);
    json_decref(body);
    return code;
}

static enum err_code undo_all(struct undo *undo, const struct uuid *batch, struct err *err)
{
    enum err_code code = find_standing(undo->store, batch, undo->arena, &undo->act, err);
    if (!code)
        code = json_parse(undo->act.body, strlen(undo->act.body), "change", &undo->body, err);
    if (!code)
        list_before(undo);
    if (!code)
        code = check_newest(undo, err);
    if (!code)
        code = check_pages(undo, err);
    if (!code)
        code = go_back(undo, err);
    if (!code)
        code = sign(undo, err);
    return code ? code : index_batches(undo->store, json_peek_array(undo->body, "batches"), err);
}

enum err_code change_undo(struct office *office, const struct uuid *batch, bool dry_run,
                          struct arena *arena, struct change_undo *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct undo undo = {.office = office, .store = store, .arena = arena, .tally = ret};
    *ret = (struct change_undo){0};
    enum err_code code = role_check(store, ROLES_CHANGING, err);
    if (!code)
        code = store_begin(store, AUDIT_BATCH, err);
    if (code)
        return code;
    code = undo_all(&undo, batch, err);
    if (!code) {
        ret->what = arena_copy_text(arena, json_peek_text(undo.body, "what"));
        ret->at_ms = undo.act.at_ms;
    }
    json_decref(undo.body);
    json_decref(undo.before);
    if (!code && !dry_run)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}
