/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/review_bundle: the bundle going out. May include: base, model, store, record, export.
 */
#include "workflow/review_bundle.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/review_html.h"
#include "store/batch.h"
#include "workflow/action.h"
#include "workflow/office.h"
#include "workflow/page_picture.h"
#include "workflow/release.h"

struct review_bundle {
    struct office *office;
    struct arena *arena;
    char *folder, *staging;
    const char *token, *title, *place;
    struct page_pictures *pictures;
    struct uuid *items; /* records */
    size_t count, capacity;
    bool published;
};

static enum err_code choose(struct review_bundle *bundle, const struct review_plan *plan,
                            struct err *err)
{
    struct record_filter filter = {.book = plan->book,
                                   .batch = plan->batch,
                                   .states = 1u << RECORD_VERIFIED,
                                   .limit = STORE_LIST_MAX};
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    for (; !code && count == STORE_LIST_MAX; filter.offset += STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct record *records = NULL;
        code = record_list(office_store(bundle->office), &filter, arena, &records, &count, err);
        for (size_t i = 0; !code && i < count; i++) {
            *ARRAY_ADD(bundle) = records[i].id;
            if (!uuid_is_null(&records[i].page))
                page_pictures_add(bundle->pictures, &records[i].page);
        }
        arena_free(arena);
    }
    if (!code && !bundle->count)
        code = err_set(err, ERR_EMPTY, 3805, _("no verified record waits there to be confirmed"));
    return code;
}

static enum err_code name_it(struct review_bundle *bundle, const struct review_plan *plan,
                             struct err *err)
{
    struct store *store = office_store(bundle->office);
    struct uuid random = uuid_new();
    struct book book;
    struct batch batch;
    char id[UUID_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
    enum err_code code = plan->book ? book_get(store, plan->book, bundle->arena, &book, err)
                                    : batch_get(store, plan->batch, bundle->arena, &batch, err);
    if (code)
        return code;
    uuid_show(&random, id);
    clock_iso(clock_now_ms(), at);
    at[10] = '\0'; /* the day */
    bundle->token = arena_format(bundle->arena, "%s-%s", at, id + UUID_TEXT_SIZE - 7);
    bundle->title = plan->book ? book.number : batch.name;
    bundle->place = plan->book ? book.place : NULL;
    return ERR_OK;
}

static enum err_code prepare(struct review_bundle *bundle, const struct review_plan *plan,
                             struct events *events, struct err *err)
{
    enum err_code code = action_check(bundle->office, ACTION_CONFIRM, err);
    if (!code)
        code = name_it(bundle, plan, err);
    if (!code)
        code = office_folder_out(bundle->office, plan->folder, err);
    if (code)
        return code;
    struct str name = STR_INIT;
    str_format(&name, "%s/%sxac-nhan-%s", plan->folder,
               store_practice(office_store(bundle->office)) ? RELEASE_FILE_PREFIX : "",
               bundle->token);
    bundle->folder = str_take(&name);
    str_format(&name, "%s/%s%s", plan->folder, FILE_TEMP_PREFIX, bundle->token);
    bundle->staging = str_take(&name);
    code = file_make_folder(bundle->staging, err);
    if (!code)
        code = page_pictures_new(bundle->office, bundle->staging, plan->jobs, events,
                                 &bundle->pictures, err);
    return code ? code : choose(bundle, plan, err);
}

enum err_code review_bundle_new(struct office *office, const struct review_plan *plan,
                                struct events *events, struct review_bundle **ret_new,
                                struct err *err)
{
    struct review_bundle *bundle = mem_new(1, sizeof *bundle);
    bundle->office = office;
    bundle->arena = arena_new();
    enum err_code code = prepare(bundle, plan, events, err);
    if (code)
        review_bundle_free(bundle);
    else
        *ret_new = bundle;
    return code;
}

/* ---- rows ---- */

static const char *note_of(const struct field_view *field)
{
    switch (field->value.status) {
    case VALUE_ILLEGIBLE: return _("cannot be read");
    case VALUE_BLANK: return _("left blank");
    default: return NULL;
    }
}

static enum err_code add_row(struct review_bundle *bundle, const struct uuid *record,
                             struct review_writer *writer, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    struct review_row row = {.title = ""};
    char id[UUID_TEXT_SIZE], hash[DIGEST_TEXT_SIZE];
    enum err_code code = record_view_get(bundle->office, record, arena, &view, err);
    if (code || view.heads != 1)
        goto out; /* two versions that differ: that is settled at the desk */
    struct review_field *fields = arena_take(arena, view.field_count + 1, sizeof *fields);
    for (size_t i = 0; i < view.field_count; i++) {
        const struct field_view *field = &view.fields[i];
        fields[i].label = schema_field_label(field->field);
        if (field->value.status == VALUE_OK)
            fields[i].value = field->value.written ? field->value.written : field->value.normal;
        fields[i].note = note_of(field);
        if (!*row.title && field->field->kind == KIND_NAME && fields[i].value)
            row.title = fields[i].value;
        if (text_equal(field->field->name, "so"))
            row.number = fields[i].value;
    }
    uuid_show(record, id);
    digest_show(&view.hash, hash);
    row.id = id;
    row.hash = hash;
    row.fields = fields;
    row.field_count = view.field_count;
    code = page_pictures_put(bundle->pictures, &view, arena, &row, fields, err);
    if (!code)
        code = review_add(writer, &row, err);
out:
    arena_free(arena);
    return code;
}

static enum err_code write_html(struct review_bundle *bundle, struct err *err)
{
    struct review_fact facts[] = {
        {_("Book or batch"), bundle->title},
        {_("Place of registration"), bundle->place},
        {_("Entries"), arena_format(bundle->arena, "%zu", bundle->count)},
    };
    struct review_head head = {
        .title = _("Records to be confirmed"),
        .mark = store_practice(office_store(bundle->office)) ? RELEASE_MARK : NULL,
        .facts = facts,
        .fact_count = ARRAY_SIZE(facts),
        .decide = true,
        .token = bundle->token,
    };
    struct review_writer *writer = NULL;
    char *path = file_join(bundle->staging, "index.html");
    enum err_code code = review_open(path, &head, &writer, err);
    for (size_t i = 0; !code && i < bundle->count; i++)
        code = add_row(bundle, &bundle->items[i], writer, err);
    if (!code)
        code = review_finish(writer, err);
    else
        review_drop(writer);
    free(path);
    return code;
}

enum err_code review_bundle_step(struct review_bundle *bundle, int timeout_ms, struct err *err)
{
    if (bundle->published)
        return ERR_EMPTY;
    enum err_code code = page_pictures_step(bundle->pictures, timeout_ms, err);
    if (code != ERR_EMPTY)
        return code;
    code = write_html(bundle, err);
    if (!code)
        code = file_rename(bundle->staging, bundle->folder, err);
    bundle->published = !code;
    return code ? code : ERR_EMPTY;
}

const char *review_bundle_peek_folder(const struct review_bundle *bundle)
{
    return bundle->folder;
}

size_t review_bundle_records(const struct review_bundle *bundle)
{
    return bundle->count;
}

void review_bundle_progress(const struct review_bundle *bundle, size_t *ret_done, size_t *ret_total)
{
    *ret_done = page_pictures_done(bundle->pictures);
    *ret_total = page_pictures_count(bundle->pictures);
}

void review_bundle_free(struct review_bundle *bundle)
{
    if (!bundle)
        return;
    page_pictures_free(bundle->pictures);
    if (bundle->staging)
        (void)!file_remove_tree(bundle->staging, NULL);
    free(bundle->items);
    free(bundle->folder);
    free(bundle->staging);
    arena_free(bundle->arena);
    free(bundle);
}
