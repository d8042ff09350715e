/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/version: the body of a version, made and read. May include: base, model, record, store.
 */
#include "workflow/version.h"

#include <string.h>

#include "base/str.h"
#include "store/derived.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/page_json.h"
#include "workflow/query.h"
#include "workflow/second.h"
#include "workflow/transition.h"

static json_t *value_json(const struct value *value)
{
    json_t *json = json_object();
    json_put_text(json, "written", value->written);
    json_put_text(json, "normal", value->normal);
    json_put_text(json, "status", value_status_name(value->status));
    return json;
}

static json_t *schema_json(const struct record_view *view)
{
    char hash[DIGEST_TEXT_SIZE];
    json_t *json = json_object();
    digest_show(&view->record.schema, hash);
    json_put_text(json, "name", view->schema->name);
    json_put_text(json, "hash", hash);
    return json;
}

/* Which pixels the values were read from. */
static enum err_code add_page(struct store *store, const struct record *record, json_t *body,
                              struct arena *arena, struct err *err)
{
    struct page_view view;
    char id[UUID_TEXT_SIZE], hash[DIGEST_TEXT_SIZE];
    if (uuid_is_null(&record->page))
        return ERR_OK;
    enum err_code code =
        page_revision_get(store, &record->page, record->revision, arena, &view, err);
    if (code)
        return code;
    json_t *page = json_object();
    uuid_show(&record->page, id);
    json_put_text(page, "id", id);
    json_put_long(page, "revision", record->revision);
    json_put_new(body, "page", page);
    digest_show(&view.master, hash);
    json_put_text(body, "master", hash);
    json_put_long(body, "frame", view.frame);
    json_t *parts = NULL;
    if (view.parts)
        code = json_parse(view.parts, strlen(view.parts), "parts", &parts, err);
    if (parts)
        json_put_new(body, "parts", parts);
    return code;
}

static enum err_code build_body(struct store *store, const struct version_plan *plan,
                                struct arena *arena, json_t **ret_new, struct err *err)
{
    const struct record_view *view = plan->view;
    json_t *body = json_object(), *fields = json_object();
    for (size_t i = 0; i < view->field_count; i++)
        json_put_new(fields, view->fields[i].field->name, value_json(&view->fields[i].value));
    json_put_new(body, "schema", schema_json(view));
    json_put_new(body, "fields", fields);
    if (view->book)
        json_put_new(body, "book", book_fixed_json(view->book));
    json_put_long(body, "drafted", view->drafted);
    if (plan->second)
        json_put_text(body, "entry", "second");
    if (plan->seconded)
        json_put_long(body, "seconded", plan->seconded);
    json_put_new(body, "region", box_json(view->record.region));
    json_put_new(body, "row", view->record.row < 0 ? json_null() : json_integer(view->record.row));
    if (view->image_count)
        json_put_new(body, "images", record_images_json(view));
    enum err_code code = add_page(store, &view->record, body, arena, err);
    if (code)
        json_decref(body);
    else
        *ret_new = body;
    return code;
}

/* Whoever finishes a record looked at its page as it is now. */
static enum err_code settle_look(struct store *store, struct record *record, struct arena *arena,
                                 struct err *err)
{
    struct page page;
    struct stored_proposal proposal = {0};
    struct err none = {0};
    enum err_code code = ERR_OK;
    if (!record->look)
        return ERR_OK;
    record->look = NULL;
    if (!uuid_is_null(&record->page)) {
        code = page_get(store, &record->page, arena, &page, err);
        if (code)
            return code;
        bool other = page.revision != record->revision;
        record->revision = page.revision;
        if (other && !proposal_get(store, &record->id, arena, &proposal, &none)) {
            record->region = proposal.region;
            record->row = proposal.row;
            proposal_release(&proposal, 1);
        }
    }
    return record_change(store, record, err);
}

enum err_code version_make(struct office *office, const struct version_plan *plan,
                           struct arena *arena, struct uuid *ret_version, struct err *err)
{
    struct digest hash;
    json_t *body = NULL;
    enum err_code code = build_body(office_store(office), plan, arena, &body, err);
    if (!code)
        code = version_add(office_store(office), &plan->view->record.id, body, plan->parents,
                           plan->parent_count, ret_version, &hash, err);
    json_decref(body);
    return code;
}

/* Verified at once, or to be entered a second time: the fields that are asked for stand in the act.
 */
static enum err_code move(struct office *office, const struct record_view *view,
                          const struct uuid *version, struct arena *arena, struct err *err)
{
    json_t *asked = json_array(), *body = NULL;
    enum err_code code = second_need(office, view, arena, asked, err);
    bool again = json_array_size(asked) > 0;
    if (again) {
        body = json_object();
        json_put_new(body, "asked", json_incref(asked));
    }
    struct transition_act act = {.versions = version, .version_count = 1, .body = body};
    if (!code)
        code = transition_record(office_store(office), &view->record.id,
                                 again ? STAGE_FIRST : STAGE_VERIFY, &act, err);
    json_decref(body);
    json_decref(asked);
    return code;
}

static enum err_code finish(struct office *office, const struct uuid *record,
                            struct uuid *ret_version, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = record_view_get(office, record, arena, &view, err);
    if (!code && view.heads > 1)
        code = err_set(err, ERR_STATE, 837,
                       _("this record has two versions that differ; choose one first"));
    if (!code)
        code = settle_look(office_store(office), &view.record, arena, err);
    view.drafted = view.last_draft;
    struct version_plan plan = {.view = &view,
                                .seconded = view.seconded,
                                .parents = &view.version,
                                .parent_count = view.heads};
    if (!code)
        code = version_make(office, &plan, arena, ret_version, err);
    if (!code)
        code = move(office, &view, ret_version, arena, err);
    if (!code)
        code = index_record(office, record, err);
    arena_free(arena);
    return code;
}

enum err_code version_finish(struct office *office, const struct uuid *record,
                             struct uuid *ret_version, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = transition_allowed(store, record, STAGE_VERIFY, err);
    if (!code)
        code = store_begin(store, stage_table[STAGE_VERIFY].audit, err);
    if (code)
        return code;
    code = finish(office, record, ret_version, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

enum err_code version_parse(const char *body, struct arena *arena, struct version_values *ret,
                            struct err *err)
{
    json_t *json = NULL, *field;
    const char *name;
    size_t at = 0;
    enum err_code code = json_parse(body, strlen(body), "version", &json, err);
    if (code)
        return code;
    json_t *fields = json_peek_object(json, "fields");
    *ret = (struct version_values){.count = json_object_size(fields),
                                   .drafted = json_peek_long(json, "drafted", 0),
                                   .seconded = json_peek_long(json, "seconded", 0),
                                   .second = text_equal(json_peek_text(json, "entry"), "second")};
    ret->items = arena_take(arena, ret->count + 1, sizeof *ret->items);
    json_object_foreach (fields, name, field) {
        struct version_value *item = &ret->items[at++];
        const char *status = json_peek_text(field, "status");
        item->name = arena_copy_text(arena, name);
        item->value.written = arena_copy_text(arena, json_peek_text(field, "written"));
        item->value.normal = arena_copy_text(arena, json_peek_text(field, "normal"));
        if (!status || !value_status_parse(status, &item->value.status))
            code = err_set(err, ERR_DAMAGED, 838,
                           _("a stored version is damaged; run: sohoa audit verify"));
    }
    json_decref(json);
    return code;
}

static bool page_fits(const json_t *body, const struct record *record)
{
    const json_t *page = json_object_get(body, "page");
    char id[UUID_TEXT_SIZE];
    uuid_show(&record->page, id);
    return !page || (text_equal(json_peek_text(page, "id"), id) &&
                     json_peek_long(page, "revision", 0) == record->revision);
}

static bool place_fits(const json_t *body, const struct record *record)
{
    json_t *region = box_json(record->region);
    json_t *row = record->row < 0 ? json_null() : json_integer(record->row);
    const json_t *was_region = json_object_get(body, "region"),
                 *was_row = json_object_get(body, "row");
    bool fits =
        (!was_region || json_equal(was_region, region)) && (!was_row || json_equal(was_row, row));
    json_decref(region);
    json_decref(row);
    return fits;
}

bool version_fits(const char *body, const struct record *record)
{
    char hash[DIGEST_TEXT_SIZE];
    json_t *json = NULL;
    if (record->withdrawn || json_parse(body, strlen(body), "version", &json, NULL))
        return false;
    const json_t *schema = json_object_get(json, "schema");
    digest_show(&record->schema, hash);
    bool fits = (!schema || text_equal(json_peek_text(schema, "hash"), hash)) &&
                page_fits(json, record) && place_fits(json, record);
    json_decref(json);
    return fits;
}
