/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/ground_truth: see the header. May include: base, model, viet, record, store.
 */
#include "workflow/ground_truth.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/text.h"
#include "store/derived.h"
#include "viet/distance.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/pixels.h"
#include "workflow/query.h"
#include "workflow/setup.h"

enum { LINES_MAX = 12 };
#define LIKE_LEAST 0.5f /* what was read and what is true are the same words, badly read */

/* A pair of files to be. */
struct pair {
    struct rect box; /* upright space */
    const char *name, *text;
};
struct pairs {
    struct pair *items;
    size_t count, capacity;
};
/* Words of one line inside a field's box. */
struct piece {
    const struct text_line *line;
    size_t first, count;
    struct rect box;
};
/* One page at work. */
struct page_job {
    struct office *office;
    const struct ground_truth_plan *plan;
    struct ground_truth_tally *tally;
    struct arena *arena;
    struct page_view view;
    struct text_page text;
    struct pairs pairs;
};

/* ---- which words ---- */

static struct piece piece_of(const struct text_line *line, struct rect box)
{
    struct piece piece = {.line = line};
    for (size_t i = 0; i < line->word_count; i++) {
        if (rect_inside(line->words[i].box, box) < 0.6)
            continue;
        if (!piece.count)
            piece.first = i;
        piece.count = i + 1 - piece.first;
        piece.box = rect_union(piece.box, line->words[i].box);
    }
    return piece;
}

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;
    return p->box.y - q->box.y;
}

/* The pieces of a box, top to bottom; 0 when there are none or too many. */
static size_t find_pieces(const struct text_page *text, struct rect box, struct piece *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < text->line_count; i++) {
        struct piece piece = piece_of(&text->lines[i], box);
        if (!piece.count)
            continue;
        if (count == LINES_MAX)
            return 0;
        ret[count++] = piece;
    }
    qsort(ret, count, sizeof *ret, compare_pieces);
    return count;
}

/* ---- which text ---- */

static size_t count_words(const char *text)
{
    size_t count = 0;
    while (*(text += strspn(text, " \t\n"))) {
        count++;
        text += strcspn(text, " \t\n");
    }
    return count;
}

/* The next count words of *text, single spaces between them; arena text. */
static const char *take_words(const char **text, size_t count, struct arena *arena)
{
    struct str words = STR_INIT;
    for (size_t i = 0; i < count; i++) {
        *text += strspn(*text, " \t\n");
        size_t length = strcspn(*text, " \t\n");
        str_add(&words, i ? " " : "");
        str_add_span(&words, *text, length);
        *text += length;
    }
    const char *result = arena_copy_text(arena, str_peek(&words));
    str_release(&words);
    return result;
}

static const char *words_read(const struct piece *piece, struct arena *arena)
{
    struct str words = STR_INIT;
    for (size_t i = 0; i < piece->count; i++)
        str_format(&words, "%s%s", i ? " " : "", piece->line->words[piece->first + i].text);
    const char *result = arena_copy_text(arena, str_peek(&words));
    str_release(&words);
    return result;
}

/* Divides the value over the pieces; false when their words do not match one to one. */
static bool match(const struct page_job *job, const char *value, const struct piece *pieces,
                  size_t count, const char **ret_texts)
{
    size_t words = 0;
    for (size_t i = 0; i < count; i++)
        words += pieces[i].count;
    if (!count || words != count_words(value))
        return false;
    for (size_t i = 0; i < count; i++) {
        ret_texts[i] = take_words(&value, pieces[i].count, job->arena);
        if (distance_likeness(ret_texts[i], words_read(&pieces[i], job->arena)) < LIKE_LEAST)
            return false;
    }
    return true;
}

static void add_field(struct page_job *job, const struct record_view *view,
                      const struct field_view *field)
{
    struct piece pieces[LINES_MAX];
    const char *texts[LINES_MAX];
    char id[UUID_TEXT_SIZE];
    char *written = NULL;
    if (!value_origin_keyed(field->origin) || field->value.status != VALUE_OK ||
        !field->value.written)
        return;
    size_t count = 0;
    if (field->proposed && !rect_empty(field->proposed->box))
        count = find_pieces(
            &job->text,
            view_to_upright(&job->text.view, page_box_to_picture(&job->view, field->proposed->box)),
            pieces);
    if (utf8_nfc(field->value.written, &written, NULL) ||
        !match(job, written, pieces, count, texts)) {
        job->tally->left_out++;
        free(written);
        return;
    }
    uuid_show(&view->record.id, id);
    const char *name = field->field->name;
    bool plain = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
    for (size_t i = 0; i < count; i++)
        *ARRAY_ADD(&job->pairs) = (struct pair){
            .box = pieces[i].box,
            .name = arena_format(job->arena, "%s-%s-%zu", id, plain ? name : "", i + 1),
            .text = texts[i]};
    job->tally->fields++;
    free(written);
}

static enum err_code collect(struct page_job *job, const struct uuid *page, struct err *err)
{
    struct record_filter filter = {.page = page, .limit = STORE_LIST_MAX};
    struct store *store = office_store(job->office);
    struct record *records = NULL;
    struct page now;
    size_t count = 0;
    enum err_code code = page_get(store, page, job->arena, &now, err);
    if (!code)
        code = record_list(store, &filter, job->arena, &records, &count, err);
    if (!code)
        job->view = now.view;
    for (size_t i = 0; i < count && !code; i++) {
        struct record_view view;
        code = record_view_get(job->office, &records[i].id, job->arena, &view, err);
        for (size_t k = 0; !code && k < view.field_count; k++)
            add_field(job, &view, &view.fields[k]);
    }
    return code;
}

/* ---- files ---- */

static enum err_code write_pair(const struct page_job *job, const struct pair *pair,
                                const unsigned char *png, size_t length, struct err *err)
{
    char *base = file_join(job->plan->folder, pair->name);
    struct str path = STR_INIT, text = STR_INIT;
    str_format(&path, "%s.png", base);
    enum err_code code = file_write(str_peek(&path), png, length, FILE_ONCE, err);
    str_clear(&path);
    str_format(&path, "%s.gt.txt", base);
    str_format(&text, "%s\n", pair->text);
    if (!code)
        code = file_write(str_peek(&path), str_peek(&text), text.length, FILE_ONCE, err);
    if (!code)
        job->tally->lines++;
    str_release(&path);
    str_release(&text);
    free(base);
    return code;
}

static enum err_code write_pairs(const struct page_job *job, const json_t *reply,
                                 const struct bytes *all, struct err *err)
{
    const json_t *lines = json_peek_array(reply, "lines");
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < job->pairs.count && !code; i++) {
        const json_t *line = json_array_get(lines, i);
        long offset = json_peek_long(line, "offset", -1), bytes = json_peek_long(line, "bytes", 0);
        if (offset >= 0 && bytes > 0 && (size_t)offset + (size_t)bytes <= all->length)
            code = write_pair(job, &job->pairs.items[i], all->data + offset, (size_t)bytes, err);
    }
    return code;
}

/* ---- one page ---- */

static json_t *lines_request(const struct page_job *job, const struct page_facts *facts,
                             const struct source_picture *picture)
{
    json_t *request = json_object(), *boxes = json_array();
    json_put_text(request, "op", "lines");
    json_put_text(request, "name", facts->name);
    pixels_put(facts, picture, request);
    json_put_long(request, "turns", job->text.view.turns);
    json_put_double(request, "skew", job->text.view.skew);
    for (size_t i = 0; i < job->pairs.count; i++) {
        struct rect box = job->pairs.items[i].box;
        json_array_append_new(boxes, json_pack("[i,i,i,i]", box.x, box.y, box.w, box.h));
    }
    json_put_new(request, "boxes", boxes);
    return request;
}

static enum err_code cut_page(struct page_job *job, struct pool *pool, const struct uuid *id,
                              struct err *err)
{
    struct page_facts facts;
    struct bytes all = {0};
    struct err failure = {0};
    json_t *reply = NULL;
    struct source_picture picture;
    int back = -1;
    enum err_code code = page_facts_get(office_store(job->office), id, job->arena, &facts, err);
    if (code)
        return code;
    code = pixels_open(office_store(job->office), &facts, &picture, &failure);
    if (!code)
        code = pool_call(pool, lines_request(job, &facts, &picture), picture.fd, &reply, &back,
                         &failure);
    if (!code)
        code = file_read_fd(back, MASTER_BYTES_MAX, "lines", &all, &failure);
    if (code) {
        job->tally->aside++;
        job->plan->report(job->plan->context, facts.name, &failure);
        code = ERR_OK;
    } else {
        code = write_pairs(job, reply, &all, err);
    }
    bytes_release(&all);
    json_decref(reply);
    if (back >= 0)
        close(back);
    return code;
}

static enum err_code do_page(struct page_job *job, struct pool *pool, const struct uuid *id,
                             struct err *err)
{
    struct page_text kept;
    struct err missing = {0};
    json_t *json = NULL;
    enum err_code code =
        text_get(office_store(job->office), id, job->arena, &kept, &json, &missing);
    if (code == ERR_MISSING)
        return ERR_OK; /* not read yet: nothing of it could be verified */
    if (!code)
        code = text_page_from_json(json, job->arena, &job->text, &missing);
    json_decref(json);
    if (code) {
        *err = missing;
        return code;
    }
    code = collect(job, id, err);
    if (!code && job->pairs.count) {
        job->tally->pages++;
        code = cut_page(job, pool, id, err);
    }
    return code;
}

/* ---- all ---- */

static enum err_code refuse_full(const char *folder, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    if (!code && names[0])
        code = err_set(err, ERR_EXISTS, 880, _("%s holds something; choose a new folder"), folder);
    file_list_free(names);
    return code;
}

static enum err_code do_pages(struct office *office, const struct ground_truth_plan *plan,
                              const struct id_list *pages, struct pool *pool,
                              struct ground_truth_tally *tally, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < pages->count && !code; i++) {
        struct page_job job = {
            .office = office, .plan = plan, .tally = tally, .arena = arena_new()};
        code = do_page(&job, pool, &pages->items[i], err);
        free(job.pairs.items);
        arena_free(job.arena);
        if (!code)
            code = plan->progress(plan->context, i + 1, pages->count, err);
    }
    return code;
}

enum err_code ground_truth_write(struct office *office, const struct ground_truth_plan *plan,
                                 struct ground_truth_tally *ret, struct err *err)
{
    struct id_list pages = {0};
    struct pool *pool = NULL;
    struct ground_truth_tally tally = {0};
    enum err_code code = office_folder_out(office, plan->folder, err);
    if (!code)
        code = refuse_full(plan->folder, err);
    if (!code)
        code = page_ids_list(office_store(office), plan->batch, 1u << PAGE_EXTRACTED, &pages, err);
    if (!code)
        code = setup_prober(1, &pool, err);
    if (!code)
        code = do_pages(office, plan, &pages, pool, &tally, err);
    pool_free(pool);
    free(pages.items);
    *ret = tally;
    return code;
}
