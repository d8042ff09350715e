/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/query: records put together from proposals, drafts and versions. May include: base,
 * model, record, store.
 */
#include "workflow/query.h"

#include <string.h>

#include "base/str.h"
#include "store/derived.h"
#include "store/page.h"
#include "workflow/grid.h"
#include "workflow/join.h"
#include "workflow/office.h"
#include "workflow/page_json.h"
#include "workflow/returned.h"
#include "workflow/second.h"
#include "workflow/version.h"
#include "workflow/view_mask.h"

static const char *const origin_names[ORIGIN_COUNT] = {
    [ORIGIN_MACHINE] = "machine",
    [ORIGIN_BOOK] = "book",
    [ORIGIN_DRAFT] = "draft",
    [ORIGIN_VERSION] = "version",
};

const char *value_origin_name(enum value_origin origin)
{
    return origin_names[origin];
}

bool value_origin_keyed(enum value_origin origin)
{
    return origin == ORIGIN_DRAFT || origin == ORIGIN_VERSION;
}

bool field_doubtful(const struct proposed_field *proposed, const struct schema_field *field)
{
    if (!proposed)
        return field && field->required;
    if (proposed->handwritten || proposed->problem_count)
        return true;
    if (proposed->value.status == VALUE_MISSING)
        return field && field->required;
    return proposed->confidence < DOUBT_BELOW;
}

enum err_code stored_proposal_parse(const json_t *body, struct arena *arena, struct proposal *ret,
                                    struct err *err)
{
    struct proposal_list list = {0};
    json_t *wire = json_object(), *items = json_array();
    json_array_append(items, (json_t *)body);
    json_put_text(wire, "schema", json_peek_text(body, "schema"));
    json_put_double(wire, "schema_sure", 1);
    json_put_new(wire, "items", items);
    enum err_code code = proposal_list_from_json(wire, arena, &list, err);
    json_decref(wire);
    if (!code && list.count != 1)
        code = err_set(err, ERR_DAMAGED, 836,
                       _("a stored proposal cannot be read; run: sohoa rebuild"));
    if (!code)
        *ret = list.items[0];
    return code;
}

static struct field_view *find(struct record_view *view, const char *name)
{
    int at = schema_field_index(view->schema, name);
    return at < 0 ? NULL : &view->fields[at];
}

static enum err_code add_parts(struct store *store, struct record_view *view, struct arena *arena,
                               struct err *err)
{
    struct page_view page;
    if (uuid_is_null(&view->record.page))
        return ERR_OK;
    enum err_code code =
        page_revision_get(store, &view->record.page, view->record.revision, arena, &page, err);
    if (!code)
        view->parts = page.parts;
    return code;
}

/* What the machine proposes; no proposal is fine. */
static enum err_code add_proposal(struct store *store, struct record_view *view,
                                  struct arena *arena, struct err *err)
{
    struct stored_proposal stored = {0};
    struct proposal proposal = {0};
    struct err local = {0};
    enum err_code code = proposal_get(store, &view->record.id, arena, &stored, &local);
    if (code == ERR_MISSING)
        return ERR_OK;
    if (!code)
        code = stored_proposal_parse(stored.body, arena, &proposal, &local);
    proposal_release(&stored, 1);
    if (code) {
        if (err)
            *err = local;
        return code;
    }
    for (size_t i = 0; i < proposal.field_count; i++) {
        struct field_view *field = find(view, proposal.fields[i].name);
        if (!field)
            continue;
        field->proposed = &proposal.fields[i];
        field->value = proposal.fields[i].value;
    }
    return ERR_OK;
}

/* What the book fixes goes before what a machine read. */
static enum err_code add_book(struct store *store, struct record_view *view, struct arena *arena,
                              struct err *err)
{
    struct book_fixed *fixed = NULL;
    if (uuid_is_null(&view->record.book))
        return ERR_OK;
    enum err_code code = book_fixed_get(store, &view->record.book, arena, &fixed, err);
    view->book = fixed;
    for (size_t i = 0; i < view->field_count && !code; i++) {
        struct field_view *field = &view->fields[i];
        const char *text = book_fixed_value(fixed, field->field);
        if (!text)
            continue;
        field->value = (struct value){.written = text, .normal = text};
        field->origin = ORIGIN_BOOK;
    }
    return code;
}

/* The newest head that is no second entry; NULL values: there is none. */
static enum err_code pick_head(struct record_view *view, const struct version *heads, size_t count,
                               struct arena *arena, struct version_values *ret, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        struct version_values values;
        code = version_parse(heads[i].body, arena, &values, err);
        if (code || values.second)
            continue;
        view->heads++;
        view->version = heads[i].id;
        view->hash = heads[i].hash;
        view->author = heads[i].person;
        *ret = values;
    }
    return code;
}

static enum err_code add_version(struct store *store, struct record_view *view, struct arena *arena,
                                 struct err *err)
{
    struct version *heads = NULL;
    struct version_values values = {0};
    size_t count = 0;
    enum err_code code = version_heads(store, &view->record.id, arena, &heads, &count, err);
    if (!code)
        code = pick_head(view, heads, count, arena, &values, err);
    for (size_t i = 0; i < values.count && !code; i++) {
        struct field_view *field = find(view, values.items[i].name);
        if (!field)
            continue;
        field->value = values.items[i].value;
        field->origin = ORIGIN_VERSION;
    }
    view->drafted = values.drafted;
    view->seconded = values.seconded;
    return code;
}

/* An empty draft takes everything back to what the book fixes or the machine proposed. */
static void apply_draft(const struct record_view *view, struct field_view *field,
                        const struct draft *draft)
{
    static const struct value nothing = {.status = VALUE_MISSING};
    const char *fixed = view->book ? book_fixed_value(view->book, field->field) : NULL;
    if (!draft->empty) {
        field->value = draft->value;
        field->origin = ORIGIN_DRAFT;
    } else if (fixed) {
        field->value = (struct value){.written = fixed, .normal = fixed};
        field->origin = ORIGIN_BOOK;
    } else {
        field->value = field->proposed ? field->proposed->value : nothing;
        field->origin = ORIGIN_MACHINE;
    }
}

static enum err_code add_drafts(struct store *store, struct record_view *view, struct arena *arena,
                                struct err *err)
{
    struct draft *drafts = NULL;
    size_t count = 0;
    enum err_code code = draft_list(store, &view->record.id, NULL, arena, &drafts, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        struct field_view *field = find(view, drafts[i].field);
        if (drafts[i].number > view->last_draft)
            view->last_draft = drafts[i].number;
        if (field && drafts[i].number > view->drafted)
            apply_draft(view, field, &drafts[i]);
    }
    return code;
}

static enum err_code add_returned(struct store *store, struct record_view *view,
                                  struct arena *arena, struct err *err)
{
    struct returned *returned = arena_take(arena, 1, sizeof *returned);
    enum err_code code = returned_get(store, &view->record.id, arena, returned, err);
    for (size_t i = 0; !code && i < view->field_count; i++)
        view->fields[i].returned =
            field_names_have(&returned->plan.fields, view->fields[i].field->name);
    if (!code)
        view->sent_back = returned;
    return code;
}

static void mark_doubts(struct record_view *view)
{
    for (size_t i = 0; i < view->field_count; i++) {
        struct field_view *field = &view->fields[i];
        field->doubtful =
            (field->origin == ORIGIN_MACHINE && field_doubtful(field->proposed, field->field)) ||
            (field->returned && field->origin == ORIGIN_VERSION);
        view->doubtful += field->doubtful;
    }
}

static enum err_code read_view(struct office *office, const struct uuid *id, bool drafts,
                               struct arena *arena, struct record_view *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct record_view view = {0};
    enum err_code code = record_get(store, id, arena, &view.record, err);
    if (!code)
        code = office_schema_get(office, &view.record.schema, &view.schema, err);
    if (code)
        return code;
    view.field_count = view.schema->field_count;
    view.fields = arena_take(arena, view.field_count, sizeof *view.fields);
    for (size_t i = 0; i < view.field_count; i++)
        view.fields[i] = (struct field_view){.field = &view.schema->fields[i],
                                             .value = {.status = VALUE_MISSING}};
    code = add_parts(store, &view, arena, err);
    if (!code)
        code = record_image_list(store, id, arena, &view.images, &view.image_count, err);
    if (!code)
        code = add_proposal(store, &view, arena, err);
    if (!code)
        code = grid_propose(store, &view, arena, err);
    if (!code)
        code = add_book(store, &view, arena, err);
    if (!code)
        code = add_version(store, &view, arena, err);
    if (!code && drafts)
        code = add_drafts(store, &view, arena, err);
    if (!code && view.record.state == RECORD_RETURNED)
        code = add_returned(store, &view, arena, err);
    mark_doubts(&view);
    if (!code)
        *ret = view;
    return code;
}

enum err_code record_view_get(struct office *office, const struct uuid *id, struct arena *arena,
                              struct record_view *ret, struct err *err)
{
    return read_view(office, id, true, arena, ret, err);
}

enum err_code record_view_head(struct office *office, const struct uuid *id, struct arena *arena,
                               struct record_view *ret, struct err *err)
{
    return read_view(office, id, false, arena, ret, err);
}

/* ---- as the acting person may see it ---- */

void field_view_hide(struct field_view *field, struct arena *arena)
{
    field->hidden = true;
    field->value = (struct value){.status = VALUE_MISSING};
    field->doubtful = false;
    if (!field->proposed)
        return;
    struct proposed_field *bare = arena_take(arena, 1, sizeof *bare);
    *bare = (struct proposed_field){.name = field->proposed->name,
                                    .value = {.status = VALUE_MISSING},
                                    .box = field->proposed->box,
                                    .handwritten = field->proposed->handwritten};
    field->proposed = bare;
}

enum err_code record_view_see(struct office *office, const struct uuid *id, struct arena *arena,
                              struct record_view *ret, struct err *err)
{
    bool blind = false;
    enum err_code code = record_view_get(office, id, arena, ret, err);
    if (!code && ret->record.state == RECORD_SECOND)
        code = second_is_blind(office, ret, &blind, err);
    struct field_names asked = {0};
    if (!code && blind)
        code = second_asked(office_store(office), id, arena, &asked, err);
    for (size_t i = 0; !code && i < ret->field_count; i++)
        if (field_names_have(&asked, ret->fields[i].field->name))
            field_view_hide(&ret->fields[i], arena);
    return code ? code : view_mask(office, ret, arena, err);
}

const struct field_view *record_view_lookup(const struct record_view *view, const char *field)
{
    for (size_t i = 0; i < view->field_count; i++) /* a second entry has only some of them */
        if (text_equal(view->fields[i].field->name, field))
            return &view->fields[i];
    return NULL;
}

static json_t *source_json(const json_t *parts, struct rect box)
{
    struct join_source source;
    char text[DIGEST_TEXT_SIZE];
    if (rect_empty(box))
        return json_null();
    json_t *json = json_object();
    join_source(parts, box, &source);
    uuid_show(&source.page, text);
    json_put_text(json, "page", text);
    json_put_long(json, "revision", source.revision);
    digest_show(&source.master, text);
    json_put_text(json, "master", text);
    json_put_long(json, "frame", source.frame);
    json_put_new(json, "box", box_json(source.box));
    return json;
}

/* parts: of a joined page, or NULL. */
static json_t *field_view_json(const struct field_view *view, const json_t *parts)
{
    struct proposed_field shown = {0};
    if (view->proposed)
        shown = *view->proposed;
    shown.name = view->field->name;
    shown.value = view->value;
    if (view->origin != ORIGIN_MACHINE) {
        shown.confidence = 1;
        shown.problem_count = 0;
    }
    json_t *json = field_json(&shown, shown.box);
    json_put_text(json, "origin", value_origin_name(view->origin));
    json_put_bool(json, "doubtful", view->doubtful);
    if (view->returned)
        json_put_bool(json, "returned", true);
    if (view->hidden)
        json_put_bool(json, "hidden", true);
    if (parts)
        json_put_new(json, "source", source_json(parts, shown.box));
    return json;
}

json_t *record_images_json(const struct record_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->image_count; i++) {
        char text[DIGEST_TEXT_SIZE];
        json_t *item = json_object();
        uuid_show(&view->images[i].page, text);
        json_put_text(item, "id", text);
        json_put_long(item, "revision", view->images[i].revision);
        digest_show(&view->images[i].master, text);
        json_put_text(item, "master", text);
        json_put_long(item, "frame", view->images[i].frame);
        json_array_append_new(list, item);
    }
    return list;
}

json_t *record_view_json(const struct record_view *view)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object(), *fields = json_object(), *parts = NULL;
    if (view->parts)
        (void)!json_parse(view->parts, strlen(view->parts), "parts", &parts, NULL);
    uuid_show(&view->record.id, id);
    json_put_text(json, "id", id);
    json_put_text(json, "schema", view->schema->name);
    json_put_text(json, "state", record_state_name(view->record.state));
    uuid_show(&view->record.page, id);
    json_put_text(json, "page", uuid_is_null(&view->record.page) ? NULL : id);
    json_put_long(json, "position", view->record.page_position);
    if (view->record.row >= 0)
        json_put_long(json, "row", view->record.row);
    json_put_new(json, "region", box_json(view->record.region));
    if (view->record.look)
        json_put_text(json, "look", view->record.look);
    json_put_long(json, "doubtful", view->doubtful);
    uuid_show(&view->version, id);
    json_put_text(json, "version", uuid_is_null(&view->version) ? NULL : id);
    if (view->book)
        json_put_new(json, "book", book_fixed_json(view->book));
    for (size_t i = 0; i < view->field_count; i++)
        json_put_new(fields, view->fields[i].field->name, field_view_json(&view->fields[i], parts));
    json_decref(parts);
    if (view->image_count)
        json_put_new(json, "images", record_images_json(view));
    json_put_new(json, "fields", fields);
    return json;
}
