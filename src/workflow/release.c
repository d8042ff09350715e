/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/release: tables, then the pages of each batch into searchable PDF. May include: base,
 * model, store, export.
 */
#include "workflow/release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/pdf.h"
#include "store/batch.h"
#include "store/record.h"
#include "workflow/layered.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/page_layer.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/release_tables.h"
#include "workflow/setup.h"

enum { PENDING_A_CHILD = 2 };

struct release {
    struct office *office;
    struct store *store;
    struct events *events;
    struct pool *pool;
    char *folder, *staging; /* where it appears; where it is written first, inside of that */
    bool published;
    struct id_list pages;
    size_t next;
    struct pdf *pdf;   /* being filled, or NULL */
    struct uuid batch; /* of the pdf */
    int part, on_part; /* number of the file of this batch, its pages */
    struct file_names files;
    struct release_tally tally;
};

enum err_code release_new(struct office *office, const struct release_plan *plan,
                          struct events *events, struct release **ret_new, struct err *err)
{
    if (!store_practice(office_store(office)))
        return err_set(
            err, ERR_DENIED, 860,
            _("only a practice store gives out unsigned files; confirmed records leave as "
              "a signed package"));
    struct release *release = mem_new(1, sizeof *release);
    release->office = office;
    release->store = office_store(office);
    release->events = events;
    release->folder = mem_copy_text(plan->folder);
    release->staging = file_join(plan->folder, FILE_TEMP_PREFIX "release");
    enum err_code code = office_folder_out(office, plan->folder, err);
    if (!code)
        code = file_remove_tree(release->staging, err);
    if (!code)
        code = file_make_folder(release->staging, err);
    if (!code)
        code = release_tables(office, release->staging, plan->batch, &release->files,
                              &release->tally.records, err);
    if (!code)
        code = page_ids_list(release->store, plan->batch, 0, &release->pages, err);
    release->tally.pages_total = (long)release->pages.count;
    if (!code)
        code = setup_prober(plan->jobs, &release->pool, err);
    release->tally.files = (long)release->files.count;
    if (code)
        release_free(release);
    else
        *ret_new = release;
    return code;
}

void release_free(struct release *release)
{
    struct pool_result result;
    if (!release)
        return;
    if (release->pool)
        pool_cancel(release->pool);
    while (release->pool && pool_take(release->pool, &result))
        free(result.tag);
    pool_free(release->pool);
    pdf_free(release->pdf);
    for (size_t i = 0; i < release->files.count; i++)
        free(release->files.items[i]);
    free(release->files.items);
    free(release->pages.items);
    (void)!file_remove_tree(release->staging, NULL);
    free(release->folder);
    free(release->staging);
    free(release);
}

struct release_tally release_tally(const struct release *release)
{
    return release->tally;
}

const char *release_peek_file(const struct release *release, size_t index)
{
    return release->published && index < release->files.count ? release->files.items[index] : NULL;
}

/* ---- files ---- */

/* Letters, digits and what is harmless in a file name on any system. */
static void add_safe_name(struct str *out, const char *name)
{
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        bool bad = c < ' ' || c == 127 || c == '/' || c == '\\' || c == ':' || c == '*' ||
                   c == '?' || c == '"' || c == '<' || c == '>' || c == '|' || c == ' ';
        str_add_char(out, bad ? '-' : (char)c);
    }
}

static enum err_code close_pdf(struct release *release, struct err *err)
{
    if (!release->pdf)
        return ERR_OK;
    struct arena *arena = arena_new();
    struct batch batch;
    struct str path = STR_INIT;
    enum err_code code = batch_get(release->store, &release->batch, arena, &batch, err);
    if (!code) {
        str_format(&path, "%s/%s", release->staging, RELEASE_FILE_PREFIX);
        add_safe_name(&path, batch.name);
        if (release->part > 1)
            str_format(&path, "-%d", release->part);
        str_add(&path, ".pdf");
        code = pdf_write(release->pdf, str_peek(&path), err);
    }
    if (!code) {
        *ARRAY_ADD(&release->files) = str_take(&path);
        release->tally.files++;
    }
    str_release(&path);
    arena_free(arena);
    pdf_free(release->pdf);
    release->pdf = NULL;
    return code;
}

/* All is on the disk: now it gets its names. */
static enum err_code publish(struct release *release, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; !code && i < release->files.count; i++) {
        char *from = release->files.items[i];
        char *to = file_join(release->folder, file_peek_name(from));
        code = file_rename(from, to, err);
        release->files.items[i] = to;
        free(from);
    }
    release->published = !code;
    return code;
}

/* The file that a page of this batch goes into. */
static enum err_code open_pdf(struct release *release, const struct uuid *batch, struct err *err)
{
    bool same = uuid_equal(batch, &release->batch);
    if (release->pdf && same && release->on_part < PDF_PAGES_MAX)
        return ERR_OK;
    enum err_code code = close_pdf(release, err);
    if (code)
        return code;
    release->part = same ? release->part + 1 : 1;
    release->on_part = 0;
    release->batch = *batch;
    struct pdf_options options = {
        .title = RELEASE_MARK, .made_ms = clock_now_ms(), .mark = RELEASE_MARK};
    return pdf_new(&options, &release->pdf, err);
}

/* ---- pages ---- */

/* What people keyed replaces what was read at its place. */
static enum err_code collect_values(struct release *release, const struct page *page,
                                    const struct text_page *text, struct arena *arena,
                                    struct page_values *values, struct err *err)
{
    struct record_filter filter = {.page = &page->id};
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = record_list(release->store, &filter, arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = page_layer_values(release->office, &records[i].id, &page->view, text, arena, values,
                                 err);
    return code;
}

static enum err_code add_page(struct release *release, const struct page *page,
                              const struct pool_result *result, struct arena *arena,
                              struct err *err)
{
    struct layered picture = {0};
    struct text_page text;
    struct page_values values = {0};
    bool some = false;
    enum err_code code = layered_take(result->reply, result->fd, &picture, err);
    if (!code)
        code = page_layer_text(release->store, &page->id, page->revision, arena, &text, &some, err);
    if (!code && some)
        code = collect_values(release, page, &text, arena, &values, err);
    if (!code)
        code = open_pdf(release, &page->batch, err);
    struct pdf_page out = layered_page(&picture);
    out.turns = some ? text.view.turns : 0;
    out.text = some ? &text : NULL;
    out.values = values.items;
    out.value_count = values.count;
    if (!code)
        code = pdf_add_page(release->pdf, &out, err);
    if (!code)
        release->on_part++;
    free(values.items);
    layered_release(&picture);
    return code;
}

static void page_aside(struct release *release, const struct page_facts *facts,
                       const struct err *why)
{
    struct event event = {.kind = EVENT_PAGE_ASIDE, .page = facts->page.id, .failure = *why};
    release->tally.aside++;
    snprintf(event.where, sizeof event.where, "%s", facts->name);
    if (release->events)
        events_push(release->events, &event);
}

static enum err_code take_page(struct release *release, struct pool_result *result, struct err *err)
{
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct uuid *id = result->tag;
    enum err_code code = page_facts_get(release->store, id, arena, &facts, err);
    if (!code && result->err.code)
        page_aside(release, &facts, &result->err);
    else if (!code)
        code = add_page(release, &facts.page, result, arena, err);
    if (!code)
        release->tally.pages++;
    arena_free(arena);
    json_decref(result->reply);
    if (result->fd >= 0)
        close(result->fd);
    free(id);
    return code;
}

static enum err_code submit(struct release *release, const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct err failure = {0};
    struct source_picture picture;
    enum err_code code = page_facts_get(release->store, id, arena, &facts, err);
    if (!code) {
        struct uuid *tag = mem_new(1, sizeof *tag);
        *tag = *id;
        if (pixels_open(release->store, &facts, &picture, &failure)) {
            pool_submit_failed(release->pool, &failure, tag);
        } else {
            json_t *request = json_object();
            json_put_text(request, "name", facts.name);
            pixels_put(&facts, &picture, request);
            layered_ask(request);
            pool_submit(release->pool, request, picture.fd, tag);
        }
    }
    arena_free(arena);
    return code;
}

enum err_code release_step(struct release *release, int timeout_ms, struct err *err)
{
    size_t window = PENDING_A_CHILD * pool_size(release->pool);
    struct pool_result result;
    enum err_code code = ERR_OK;
    while (!code && release->next < release->pages.count && pool_pending(release->pool) < window)
        code = submit(release, &release->pages.items[release->next++], err);
    if (code)
        return code;
    if (!pool_pending(release->pool)) {
        code = release->published ? ERR_OK : close_pdf(release, err);
        if (!code && !release->published)
            code = publish(release, err);
        return code ? code : ERR_EMPTY;
    }
    pool_step(release->pool, timeout_ms);
    while (!code && pool_take(release->pool, &result))
        code = take_page(release, &result, err);
    return code;
}
