/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/change: writes that remember what was before. Taking them back: workflow/change_undo.
 * May include: base, model, store.
 */
#include "workflow/change.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/search.h"
#include "workflow/act_kind.h"
#include "workflow/change_part.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/role.h"
#include "workflow/transition.h"

struct change {
    struct office *office;
    struct store *store;
    struct arena *arena;
    json_t *body;
    json_t *noted; /* set of the ids that stand in the body already */
};

json_t *change_id_json(const struct uuid *id)
{
    char text[UUID_TEXT_SIZE];
    if (uuid_is_null(id))
        return json_null();
    uuid_show(id, text);
    return json_string(text);
}

static json_t *text_json(const char *text)
{
    return text ? json_string(text) : json_null();
}

/* True the first time. */
static bool note(struct change *change, const struct uuid *id)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    if (json_object_get(change->noted, text))
        return false;
    json_put_new(change->noted, text, json_true());
    return true;
}

static void append(struct change *change, const char *list, json_t *item)
{
    json_array_append_new(json_peek_array(change->body, list), item);
}

static void involve(struct change *change, const struct uuid *batch)
{
    json_t *batches = json_peek_array(change->body, "batches"), *item;
    char text[UUID_TEXT_SIZE];
    size_t i;
    uuid_show(batch, text);
    json_array_foreach (batches, i, item)
        if (text_equal(json_string_value(item), text))
            return;
    json_array_append_new(batches, json_string(text));
}

enum err_code change_begin(struct office *office, const char *what, struct arena *arena,
                           struct change **ret_new, struct err *err)
{
    static const char *const lists[] = {"batches", "batch",       "page",      "record",
                                        "again",   "known",       "new_pages", "new_batch",
                                        "images",  "new_records", "carried"};
    struct store *store = office_store(office);
    enum err_code code = role_check(store, ROLES_CHANGING, err);
    if (!code)
        code = store_begin(store, AUDIT_BATCH, err);
    if (code)
        return code;
    struct change *change = mem_new(1, sizeof *change);
    *change = (struct change){.office = office,
                              .store = store,
                              .arena = arena,
                              .body = json_object(),
                              .noted = json_object()};
    json_put_text(change->body, "what", what);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        json_put_new(change->body, lists[i], json_array());
    *ret_new = change;
    return ERR_OK;
}

enum err_code change_end(struct change *change, bool dry_run, enum err_code code, struct err *err)
{
    struct store *store = change->store;
    struct uuid act;
    if (!code && !dry_run)
        code =
            act_sign(store, &(struct act_plan){.kind = "change", .body = change->body}, &act, err);
    if (!code && !dry_run)
        code = index_batches(store, json_peek_array(change->body, "batches"), err);
    json_decref(change->body);
    json_decref(change->noted);
    free(change);
    if (!code && !dry_run)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

/* ---- batches ---- */

static enum err_code note_batch(struct change *change, const struct uuid *id, struct err *err)
{
    struct batch now;
    if (!note(change, id))
        return ERR_OK;
    enum err_code code = batch_get(change->store, id, change->arena, &now, err);
    if (code)
        return code;
    json_t *item = json_array();
    json_array_append_new(item, change_id_json(id));
    json_array_append_new(item, text_json(now.schema));
    json_array_append_new(item, change_id_json(&now.book));
    json_array_append_new(item, change_id_json(&now.merged));
    append(change, "batch", item);
    return ERR_OK;
}

enum err_code change_batch(struct change *change, const struct batch *plan, struct err *err)
{
    enum err_code code = note_batch(change, &plan->id, err);
    involve(change, &plan->id);
    return code ? code : batch_change(change->store, plan, err);
}

enum err_code change_new_batch(struct change *change, const struct batch *plan,
                               const struct uuid *from, struct uuid *ret_batch, struct err *err)
{
    enum err_code code = batch_add(change->store, plan, ret_batch, err);
    if (code)
        return code;
    involve(change, ret_batch);
    involve(change, from);
    json_t *item = json_array();
    json_array_append_new(item, change_id_json(ret_batch));
    json_array_append_new(item, change_id_json(from));
    append(change, "new_batch", item);
    return ERR_OK;
}

void change_answer(struct change *change, const struct uuid *batch, const char *question,
                   const char *found)
{
    involve(change, batch);
    json_put_text(change->body, "question", question);
    json_put_text(change->body, "found", found);
}

/* ---- pages ---- */

static enum err_code note_page(struct change *change, const struct uuid *id, struct err *err)
{
    struct page now;
    if (!note(change, id))
        return ERR_OK;
    enum err_code code = page_get(change->store, id, change->arena, &now, err);
    if (code)
        return code;
    involve(change, &now.batch);
    json_t *item = json_array();
    json_array_append_new(item, change_id_json(id));
    json_array_append_new(item, change_id_json(&now.batch));
    json_array_append_new(item, json_integer(now.position));
    json_array_append_new(item, json_integer(now.revision));
    append(change, "page", item);
    return ERR_OK;
}

enum err_code change_note_pages(struct change *change, const struct uuid *pages, size_t count,
                                struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++)
        code = note_page(change, &pages[i], err);
    return code;
}

enum err_code change_move(struct change *change, const struct uuid *page, const struct uuid *batch,
                          long position, struct err *err)
{
    enum err_code code = note_page(change, page, err);
    involve(change, batch);
    if (!code)
        code = page_move(change->store, page, batch, position, err);
    return code ? code : index_page(change->store, page, err);
}

enum err_code change_append(struct change *change, const struct uuid *pages, size_t count,
                            const struct uuid *batch, struct err *err)
{
    struct page_place *places = arena_take(change->arena, count + 1, sizeof *places);
    enum err_code code = change_note_pages(change, pages, count, err);
    for (size_t i = 0; i < count; i++)
        places[i] = (struct page_place){pages[i], *batch, INT32_MAX};
    involve(change, batch);
    if (!code)
        code = page_place_all(change->store, places, count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = index_page(change->store, &pages[i], err);
    return code;
}

enum err_code change_revise(struct change *change, const struct uuid *page,
                            const struct page_view *view, struct err *err)
{
    int revision = 0;
    enum err_code code = note_page(change, page, err);
    return code ? code : page_revise(change->store, page, view, &revision, err);
}

enum err_code change_withdraw(struct change *change, const struct uuid *page, struct err *err)
{
    enum err_code code = note_page(change, page, err);
    if (!code)
        code = page_withdraw(change->store, page, err);
    if (!code)
        code = search_remove(change->store, SEARCH_PAGE, page, err);
    return code;
}

enum err_code change_new_page(struct change *change, const struct uuid *batch, long position,
                              const struct page_view *view, struct uuid *ret_page, struct err *err)
{
    enum err_code code = transition_capture(change->store, batch, view, ret_page, err);
    if (!code)
        code = page_move(change->store, ret_page, batch, position, err);
    if (!code)
        code = index_page(change->store, ret_page, err);
    if (code)
        return code;
    (void)note(change, ret_page); /* nothing was there before */
    involve(change, batch);
    append(change, "new_pages", change_id_json(ret_page));
    return ERR_OK;
}

enum err_code change_restart_page(struct store *store, const struct uuid *page, struct arena *arena,
                                  struct err *err)
{
    struct page now;
    enum err_code code = page_get(store, page, arena, &now, err);
    if (!code && now.state != PAGE_CAPTURED)
        code = transition_page(store, page, STAGE_AGAIN, NULL, err);
    return code;
}

enum err_code change_read_again(struct change *change, const struct uuid *page, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code =
        change_records_of(change->store, page, false, change->arena, &records, &count, err);
    if (code)
        return code;
    append(change, "again", change_id_json(page));
    for (size_t i = 0; i < count; i++)
        append(change, "known", change_id_json(&records[i].id));
    return change_restart_page(change->store, page, change->arena, err);
}

/* ---- records ---- */

json_t *change_record_json(const struct record *now)
{
    char schema[DIGEST_TEXT_SIZE];
    digest_show(&now->schema, schema);
    json_t *item = json_array();
    json_array_append_new(item, change_id_json(&now->id));
    json_array_append_new(item, change_id_json(&now->page));
    const int numbers[] = {now->revision, now->region.x, now->region.y,
                           now->region.w, now->region.h, now->row};
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        json_array_append_new(item, json_integer(numbers[i]));
    json_array_append_new(item, json_string(schema));
    json_array_append_new(item, change_id_json(&now->book));
    json_array_append_new(item, text_json(now->look));
    json_array_append_new(item, json_boolean(now->withdrawn));
    return item;
}

enum err_code change_record(struct change *change, const struct record *plan, struct err *err)
{
    struct record now;
    enum err_code code = ERR_OK;
    if (note(change, &plan->id)) {
        code = record_get(change->store, &plan->id, change->arena, &now, err);
        if (!code)
            append(change, "record", change_record_json(&now));
    }
    if (!code)
        code = record_change(change->store, plan, err);
    if (!code)
        code = index_record(change->office, &plan->id, err);
    return code;
}

enum err_code change_involve(struct change *change, const struct uuid *batch, struct err *err)
{
    struct batch now;
    enum err_code code = batch_get(change->store, batch, change->arena, &now, err);
    if (!code)
        involve(change, batch);
    return code;
}

enum err_code change_new_record(struct change *change, const struct record *plan, int proposal,
                                struct uuid *ret_record, struct err *err)
{
    struct page page;
    enum err_code code = page_get(change->store, &plan->page, change->arena, &page, err);
    if (!code)
        code = transition_adopt(change->store, plan, proposal, ret_record, err);
    if (!code)
        code = index_record(change->office, ret_record, err);
    if (code)
        return code;
    (void)note(change, ret_record); /* nothing was there before */
    involve(change, &page.batch);
    append(change, "new_records", change_id_json(ret_record));
    return ERR_OK;
}

enum err_code change_carry(struct change *change, const struct uuid *from, const struct uuid *to,
                           struct err *err)
{
    long *numbers = NULL;
    size_t count = 0;
    enum err_code code = draft_carry(change->store, from, to, change->arena, &numbers, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        json_t *item = json_array();
        json_array_append_new(item, change_id_json(to));
        json_array_append_new(item, json_integer(numbers[i]));
        append(change, "carried", item);
    }
    return code ? code : index_record(change->office, to, err);
}

enum err_code change_new_image(struct change *change, const struct uuid *record,
                               const struct page *page, struct err *err)
{
    int number = 0;
    enum err_code code =
        record_image_add(change->store, record, &page->id, page->revision, &number, err);
    if (code)
        return code;
    json_t *item = json_array();
    json_array_append_new(item, change_id_json(record));
    json_array_append_new(item, json_integer(number));
    append(change, "images", item);
    return ERR_OK;
}

enum err_code change_records_of(struct store *store, const struct uuid *page, bool withdrawn,
                                struct arena *arena, struct record **ret, size_t *ret_count,
                                struct err *err)
{
    struct record_filter filter = {.page = page, .withdrawn = withdrawn};
    return record_list(store, &filter, arena, ret, ret_count, err);
}

enum err_code change_check_confirmed(struct office *office, const struct uuid *page,
                                     struct err *err)
{
    struct store *store = office_store(office);
    struct record_filter filter = {.page = page, .states = 1u << RECORD_CONFIRMED};
    long confirmed = 0;
    enum err_code code = record_count(store, &filter, &confirmed, err);
    if (!code && confirmed)
        code = err_set(err, ERR_STATE, 1821,
                       _("a record there is confirmed already and cannot change any more; an "
                         "official must return it first"));
    return code;
}
