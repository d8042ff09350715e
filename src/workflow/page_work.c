/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_work: what a page's stages keep. May include: base, model, record, store.
 */
#include "workflow/page_work.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/record.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/quality.h"
#include "workflow/query.h"
#include "workflow/transition.h"

enum err_code page_work_parse(struct page_work *work, struct err *err)
{
    json_t *proposals = json_peek_object(work->reply, "proposals");
    enum err_code code =
        text_page_from_json(json_peek_object(work->reply, "page"), work->arena, &work->text, err);
    if (!code && proposals)
        code = proposal_list_from_json(proposals, work->arena, &work->proposals, err);
    return code;
}

/* Names how the text was made: which pixels, how, by which program. */
static void text_key(const struct page_work *work, struct digest *ret)
{
    const struct page_view *view = &work->page.view;
    char master[DIGEST_TEXT_SIZE];
    digest_show(&view->master, master);
    const char *place = arena_format(work->arena, "%d %d,%d,%d,%d %d", view->frame, view->region.x,
                                     view->region.y, view->region.w, view->region.h, view->turns);
    const char *const parts[] = {"text", master, place, work->profile, SOHOA_VERSION, NULL};
    derived_key(parts, ret);
}

enum err_code keep_text(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    struct page_text text = {
        .revision = work->page.revision,
        .plain = text_page_text(&work->text, work->arena),
        .blank = work->text.blank,
    };
    text_key(work, &text.key);
    enum err_code code =
        text_put(store, &work->page.id, &text, json_peek_object(work->reply, "page"), err);
    if (!code)
        code = index_page(store, &work->page.id, err);
    return code;
}

static void box_to_page(const struct page_work *work, struct rect *box)
{
    if (!rect_empty(*box))
        *box = page_box_from_picture(&work->page.view, view_to_page(&work->text.view, *box));
}

/* From here on boxes are pixels of the page as it came in. */
static void to_page_space(struct page_work *work)
{
    for (size_t i = 0; i < work->proposals.count; i++) {
        struct proposal *proposal = &work->proposals.items[i];
        box_to_page(work, &proposal->region);
        for (size_t k = 0; k < proposal->field_count; k++)
            box_to_page(work, &proposal->fields[k].box);
    }
}

static int count_doubtful(const struct page_work *work, const struct proposal *proposal)
{
    const struct schema *schema = office_schema_lookup(work->office, proposal->schema);
    int count = 0;
    for (size_t i = 0; i < proposal->field_count; i++) {
        const struct proposed_field *field = &proposal->fields[i];
        count += field_doubtful(field, schema ? schema_field_lookup(schema, field->name) : NULL);
    }
    return count;
}

enum err_code keep_proposals(struct page_work *work, struct err *err)
{
    to_page_space(work);
    const struct proposal_list *list = &work->proposals;
    struct stored_proposal *stored = mem_new(list->count + 1, sizeof *stored);
    json_t *wire = proposal_list_to_json(list);
    json_t *bodies = json_peek_array(wire, "items");
    for (size_t i = 0; i < list->count; i++)
        stored[i] = (struct stored_proposal){
            .number = (int)i,
            .schema = list->items[i].schema,
            .region = list->items[i].region,
            .row = list->items[i].row,
            .doubtful = count_doubtful(work, &list->items[i]),
            .body = json_array_get(bodies, i),
        };
    enum err_code code = proposal_replace(office_store(work->office), &work->page.id,
                                          work->page.revision, stored, list->count, err);
    json_decref(wire);
    free(stored);
    return code;
}

static enum err_code adopt_one(struct page_work *work, const struct uuid *book, size_t index,
                               struct err *err)
{
    const struct proposal *proposal = &work->proposals.items[index];
    struct record plan = {
        .page = work->page.id,
        .revision = work->page.revision,
        .region = proposal->region,
        .row = proposal->row,
        .book = *book,
    };
    struct uuid id;
    enum err_code code = office_schema_keep(work->office, proposal->schema, &plan.schema, err);
    return code ? code : transition_adopt(office_store(work->office), &plan, (int)index, &id, err);
}

/* Those that are no record yet. */
static enum err_code adopt_all(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    struct batch batch;
    struct stored_proposal *stored = NULL;
    size_t count = 0;
    enum err_code code = batch_get(store, &work->page.batch, work->arena, &batch, err);
    if (!code)
        code = proposal_list_get(store, &work->page.id, work->arena, &stored, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (uuid_is_null(&stored[i].record))
            code = adopt_one(work, &batch.book, i, err);
    proposal_release(stored, count);
    return code;
}

/* What was keyed for another shape of paper is no entry of this one, and half a row that was keyed
 * before its sheet was joined says nothing about the other rows. */
static bool is_entry(const struct record *record)
{
    return !text_equal(record->look, "shape") && !text_equal(record->look, "joined");
}

enum err_code adopt_records(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    struct record_filter filter = {.page = &work->page.id};
    struct record *records = NULL;
    size_t count = 0, entries = 0;
    enum err_code code = record_list(store, &filter, work->arena, &records, &count, err);
    for (size_t i = 0; i < count; i++)
        entries += is_entry(&records[i]);
    if (!code && !entries)
        code = adopt_all(work, err);
    if (!code)
        code = record_list(store, &filter, work->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = index_record(work->office, &records[i].id, err);
    return code;
}

/* ---- the whole way ---- */

/* From wherever the page stands to the start: its way is gone again as a whole. */
static enum err_code bring_to_start(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    if (work->page.state == PAGE_CAPTURED)
        return ERR_OK;
    return transition_page(store, &work->page.id, STAGE_AGAIN, NULL, err);
}

static enum err_code go_the_way(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    static const enum stage_id way[] = {STAGE_CLEAN, STAGE_RECOGNISE, STAGE_EXTRACT};
    enum err_code code = bring_to_start(work, err);
    for (size_t i = 0; i < ARRAY_SIZE(way) && !code; i++) {
        const struct stage *stage = &stage_table[way[i]];
        if (stage->keep)
            code = stage->keep(work, err);
        if (!code)
            code = transition_page(store, &work->page.id, way[i], NULL, err);
    }
    if (!code)
        code = quality_settle(work, err);
    if (!code)
        code = stage_table[STAGE_ADOPT].keep(work, err);
    return code;
}

/* An answer becomes rows: all of it or nothing. */
enum err_code page_work_settle(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    int revision = work->page.revision;
    struct batch batch;
    enum err_code code = store_begin(store, stage_table[STAGE_ADOPT].audit, err);
    if (code)
        return code;
    code = page_get(store, &work->page.id, work->arena, &work->page, err);
    if (!code)
        code = batch_get(store, &work->page.batch, work->arena, &batch, err);
    if (!code && (work->page.revision != revision || !text_equal(work->schema, batch.schema)))
        code = err_set(err, ERR_EXISTS, 839, _("the page was changed while it was being read"));
    if (!code)
        code = go_the_way(work, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}
