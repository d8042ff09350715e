/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/entry_pdf: orders in, files out. The pages of an order go to the workers one behind the
 * other; their answers come in that order and fill the PDF of the oldest order. May include: base,
 * model, store, export.
 */
#include "workflow/entry_pdf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/entry_part.h"
#include "workflow/layered.h"
#include "workflow/office.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/query.h"
#include "workflow/release.h"
#include "workflow/setup.h"

enum { ENTRY_PAGES_MAX = 16 };

/* One page of an order. */
struct leaf {
    struct uuid page;
    int revision;
};
struct order {
    struct order *next;
    struct uuid record;
    char *path, *title, *attached, *attached_name;
    struct leaf leaves[ENTRY_PAGES_MAX];
    size_t count, done;
    struct pdf *pdf; /* being filled, or NULL */
    struct err err;  /* the first failure; the other pages are taken and forgotten */
};
struct entry_pdf {
    struct office *office;
    struct store *store;
    struct entry_pdf_plan plan;
    struct pool *pool;
    struct order *first, **last;
};

static const char *const extent_names[ENTRY_EXTENT_COUNT] = {"rows", "page"};

const char *entry_extent_name(enum entry_extent extent)
{
    return extent_names[extent];
}

bool entry_extent_parse(const char *name, enum entry_extent *ret)
{
    for (int i = 0; i < ENTRY_EXTENT_COUNT; i++)
        if (text_equal(name, extent_names[i])) {
            *ret = (enum entry_extent)i;
            return true;
        }
    return false;
}

enum err_code entry_pdf_new(struct office *office, const struct entry_pdf_plan *plan,
                            struct entry_pdf **ret_new, struct err *err)
{
    struct entry_pdf *maker = mem_new(1, sizeof *maker);
    maker->office = office;
    maker->store = office_store(office);
    maker->plan = *plan;
    maker->last = &maker->first;
    enum err_code code = setup_prober(plan->jobs, &maker->pool, err);
    if (code)
        entry_pdf_free(maker);
    else
        *ret_new = maker;
    return code;
}

static void order_free(struct order *order)
{
    free(order->path);
    free(order->title);
    free(order->attached);
    free(order->attached_name);
    pdf_free(order->pdf);
    free(order);
}

void entry_pdf_free(struct entry_pdf *maker)
{
    if (!maker)
        return;
    if (maker->pool)
        pool_cancel(maker->pool);
    pool_free(maker->pool);
    while (maker->first) {
        struct order *order = maker->first;
        maker->first = order->next;
        order_free(order);
    }
    free(maker);
}

bool entry_pdf_hungry(const struct entry_pdf *maker)
{
    return pool_pending(maker->pool) < 2 * pool_size(maker->pool);
}

/* ---- what a page shows ---- */

struct scene {
    struct page_facts facts; /* of the leaf's revision */
    struct text_page text;
    bool read;
    struct record *records;
    size_t record_count;
    struct entry_part part;
};

static enum err_code check_covered(const struct entry_pdf *maker, const struct order *order,
                                   const struct scene *scene, struct err *err)
{
    bool others = false;
    for (size_t i = 0; i < scene->record_count; i++)
        others |= !uuid_equal(&scene->records[i].id, &order->record);
    if (maker->plan.neighbours || scene->read || !others)
        return ERR_OK;
    return err_set(err, ERR_STATE, 2892,
                   _("%s: where the other entries of the page lie is not known; let the page be "
                     "read again first"),
                   scene->facts.name);
}

static enum err_code make_scene(struct entry_pdf *maker, const struct order *order,
                                const struct leaf *leaf, struct arena *arena, struct scene *ret,
                                struct err *err)
{
    struct record_filter filter = {.page = &leaf->page};
    struct page *page = &ret->facts.page;
    enum err_code code = page_facts_get(maker->store, &leaf->page, arena, &ret->facts, err);
    if (!code && leaf->revision && leaf->revision != page->revision) {
        page->revision = leaf->revision;
        code =
            page_revision_get(maker->store, &leaf->page, leaf->revision, arena, &page->view, err);
        if (!code)
            code = master_get(maker->store, &page->view.master, arena, &ret->facts.master, err);
    }
    if (!code)
        code = page_layer_text(maker->store, &leaf->page, page->revision, arena, &ret->text,
                               &ret->read, err);
    if (!code)
        code = record_list(maker->store, &filter, arena, &ret->records, &ret->record_count, err);
    if (!code)
        code = check_covered(maker, order, ret, err);
    if (code)
        return code;
    const struct entry_place place = {
        .page = &page->view,
        .text = ret->read ? &ret->text : NULL,
        .records = ret->records,
        .record_count = ret->record_count,
        .record = &order->record,
        .rows = maker->plan.extent == ENTRY_ROWS,
        .neighbours = maker->plan.neighbours,
    };
    entry_part_plan(&place, arena, &ret->part);
    return ERR_OK;
}

/* ---- orders ---- */

static void submit(struct entry_pdf *maker, struct order *order, const struct leaf *leaf)
{
    struct arena *arena = arena_new();
    struct scene scene = {0};
    struct source_picture picture = {.fd = -1};
    struct err failure = {0};
    enum err_code code = make_scene(maker, order, leaf, arena, &scene, &failure);
    if (!code)
        code = pixels_open(maker->store, &scene.facts, &picture, &failure);
    if (code) {
        pool_submit_failed(maker->pool, &failure, order);
    } else {
        json_t *request = json_object();
        json_put_text(request, "name", scene.facts.name);
        pixels_put(&scene.facts, &picture, request);
        layered_ask(request);
        entry_part_put(&scene.part, request);
        pool_submit(maker->pool, request, picture.fd, order);
    }
    arena_free(arena);
}

/* The page of the entry and those of its further images. */
static enum err_code find_leaves(struct entry_pdf *maker, struct order *order, struct arena *arena,
                                 struct err *err)
{
    struct record record;
    struct record_image *images = NULL;
    size_t count = 0;
    enum err_code code = record_get(maker->store, &order->record, arena, &record, err);
    if (!code)
        code = record_image_list(maker->store, &order->record, arena, &images, &count, err);
    if (code)
        return code;
    if (!uuid_is_null(&record.page))
        order->leaves[order->count++] = (struct leaf){record.page, record.revision};
    for (size_t i = 0; i < count && order->count < ENTRY_PAGES_MAX; i++)
        order->leaves[order->count++] = (struct leaf){images[i].page, images[i].revision};
    return order->count ? ERR_OK
                        : err_set(err, ERR_MISSING, 2890,
                                  _("this entry has no page yet; bring its image in first"));
}

/* The record's JSON and the name it has inside of the file. */
static enum err_code attach(struct entry_pdf *maker, struct order *order, json_t *given,
                            struct arena *arena, struct err *err)
{
    struct record_view view;
    json_t *own = NULL;
    if (maker->plan.level != PDF_A3U)
        return ERR_OK;
    enum err_code code =
        given ? ERR_OK : record_view_get(maker->office, &order->record, arena, &view, err);
    if (code)
        return code;
    own = given ? json_incref(given) : record_view_json(&view);
    order->attached = json_line(own);
    json_decref(own);
    struct str name = STR_INIT;
    str_add(&name, file_peek_name(order->path));
    if (text_ends(str_peek(&name), ".pdf"))
        str_cut(&name, name.length - strlen(".pdf"));
    str_add(&name, ".json");
    order->attached_name = str_take(&name);
    return ERR_OK;
}

enum err_code entry_pdf_add(struct entry_pdf *maker, const struct entry_order *plan,
                            struct err *err)
{
    struct arena *arena = arena_new();
    struct order *order = mem_new(1, sizeof *order);
    order->record = plan->record;
    order->path = mem_copy_text(plan->path);
    order->title = mem_copy_text(plan->title ? plan->title : file_peek_name(plan->path));
    enum err_code code = find_leaves(maker, order, arena, err);
    if (!code)
        code = attach(maker, order, plan->attached, arena, err);
    arena_free(arena);
    if (code) {
        order_free(order);
        return code;
    }
    *maker->last = order;
    maker->last = &order->next;
    for (size_t i = 0; i < order->count; i++)
        submit(maker, order, &order->leaves[i]);
    return ERR_OK;
}

/* ---- pages ---- */

static enum err_code open_pdf(const struct entry_pdf *maker, struct order *order, struct err *err)
{
    struct pdf_options options = {
        .level = maker->plan.level,
        .title = order->title,
        .made_ms = maker->plan.made_ms,
        .mark = store_practice(maker->store) ? RELEASE_MARK : NULL,
    };
    return order->pdf ? ERR_OK : pdf_new(&options, &order->pdf, err);
}

/* The entry's own values, and those of the others where they are to be seen. */
static enum err_code collect_values(struct entry_pdf *maker, const struct order *order,
                                    const struct scene *scene, struct arena *arena,
                                    struct page_values *values, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < scene->record_count && !code; i++)
        if (maker->plan.neighbours || uuid_equal(&scene->records[i].id, &order->record))
            code = page_layer_values(maker->office, &scene->records[i].id, &scene->facts.page.view,
                                     &scene->text, arena, values, err);
    return code;
}

static enum err_code add_page(struct entry_pdf *maker, struct order *order, const struct leaf *leaf,
                              const struct pool_result *result, struct err *err)
{
    struct arena *arena = arena_new();
    struct scene scene = {0};
    struct layered layered = {0};
    struct page_values values = {0};
    enum err_code code = layered_take(result->reply, result->fd, &layered, err);
    if (!code)
        code = make_scene(maker, order, leaf, arena, &scene, err);
    if (!code && scene.read)
        code = collect_values(maker, order, &scene, arena, &values, err);
    if (!code)
        code = open_pdf(maker, order, err);
    if (!code) {
        struct pdf_page page = layered_page(&layered);
        if (scene.read)
            entry_part_words(&scene.part, &scene.text, &values);
        page.text = scene.read ? &scene.text : NULL;
        page.values = values.items;
        page.value_count = values.count;
        code = pdf_add_page(order->pdf, &page, err);
    }
    free(values.items);
    layered_release(&layered);
    arena_free(arena);
    return code;
}

static enum err_code finish(struct order *order, struct err *err)
{
    enum err_code code = ERR_OK;
    if (order->attached) {
        struct pdf_attachment data = {order->attached_name, order->attached,
                                      strlen(order->attached)};
        code = pdf_attach(order->pdf, &data, err);
    }
    return code ? code : pdf_write(order->pdf, order->path, err);
}

static void take_page(struct entry_pdf *maker, struct pool_result *result)
{
    struct order *order = result->tag;
    const struct leaf *leaf = &order->leaves[order->done++];
    if (!order->err.code && result->err.code)
        order->err = result->err;
    if (!order->err.code)
        (void)!add_page(maker, order, leaf, result, &order->err);
    json_decref(result->reply);
    if (result->fd >= 0)
        close(result->fd);
}

/* The oldest order, when all its pages are there. */
static bool take_order(struct entry_pdf *maker, struct entry_result *ret)
{
    struct order *order = maker->first;
    if (!order || order->done < order->count)
        return false;
    if (!order->err.code)
        (void)!finish(order, &order->err);
    *ret = (struct entry_result){order->record, order->err};
    maker->first = order->next;
    if (!maker->first)
        maker->last = &maker->first;
    order_free(order);
    return true;
}

enum err_code entry_pdf_next(struct entry_pdf *maker, int timeout_ms, struct entry_result *ret)
{
    struct pool_result result;
    if (!maker->first)
        return ERR_EMPTY;
    for (int round = 0; round < 2; round++) {
        if (take_order(maker, ret))
            return ERR_OK;
        if (round == 0)
            pool_step(maker->pool, timeout_ms);
        while (pool_take(maker->pool, &result))
            take_page(maker, &result);
    }
    return take_order(maker, ret) ? ERR_OK : ERR_TIMEOUT;
}

enum err_code entry_pdf_write(struct entry_pdf *maker, const struct entry_order *order,
                              struct err *err)
{
    enum { STEP_MS = 1000 };
    struct entry_result result = {0};
    enum err_code code = entry_pdf_add(maker, order, err);
    if (code)
        return code;
    do
        code = entry_pdf_next(maker, STEP_MS, &result);
    while (code == ERR_TIMEOUT);
    if (!code && result.err.code) {
        *err = result.err;
        code = result.err.code;
    }
    return code;
}
