/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_work: what is done to a batch, as a table; another kind of paper is in
 * workflow/batch_reschema.c. May include: base, model, record, store.
 */
#include "workflow/batch_work.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "workflow/batch_part.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"

static enum err_code nothing_to_do(struct err *err)
{
    return err_set(err, ERR_USAGE, 1824, _("that would change nothing"));
}

/* ---- counting ---- */

enum err_code batch_job_count(struct batch_job *job, const struct record *record, bool *ret_touched,
                              struct err *err)
{
    enum err_code code = record_touched(office_store(job->office), &record->id, ret_touched, err);
    job->tally.records++;
    job->tally.typed += *ret_touched;
    return code;
}

/* ---- pages to another batch ---- */

/* Records get their book from their batch: those that had it from the old one follow. */
static enum err_code follow_book(struct batch_job *job, const struct uuid *page,
                                 const struct batch *into, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = change_records_of(office_store(job->office), page, false, job->arena,
                                           &records, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        bool touched = false;
        code = batch_job_count(job, &records[i], &touched, err);
        if (code || !uuid_equal(&records[i].book, &job->batch.book) ||
            uuid_equal(&records[i].book, &into->book))
            continue;
        code = change_check_confirmed(job->office, page, err);
        records[i].book = into->book;
        job->tally.changed++;
        if (!code)
            code = change_record(job->change, &records[i], err);
    }
    return code;
}

static enum err_code move_pages(struct batch_job *job, const struct uuid *pages, size_t count,
                                const struct uuid *into, struct err *err)
{
    struct batch target;
    enum err_code code = batch_get(office_store(job->office), into, job->arena, &target, err);
    if (!code && (!count || uuid_equal(into, &job->batch.id)))
        code = nothing_to_do(err);
    if (!code)
        code = change_append(job->change, pages, count, into, err);
    for (size_t i = 0; i < count && !code; i++) {
        code = follow_book(job, &pages[i], &target, err);
        job->tally.pages++;
    }
    return code;
}

static enum err_code do_move(struct batch_job *job, struct err *err)
{
    return move_pages(job, job->order->pages, job->order->page_count, &job->order->into, err);
}

static enum err_code do_split(struct batch_job *job, struct err *err)
{
    struct batch plan = job->batch;
    plan.name = job->order->name;
    enum err_code code =
        change_new_batch(job->change, &plan, &job->batch.id, &job->tally.batch, err);
    return code
               ? code
               : move_pages(job, job->order->pages, job->order->page_count, &job->tally.batch, err);
}

static enum err_code do_merge(struct batch_job *job, struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(office_store(job->office), &job->batch.id, 0, &pages, err);
    if (!code && uuid_equal(&job->order->into, &job->batch.id))
        code = nothing_to_do(err);
    if (!code && pages.count)
        code = move_pages(job, pages.items, pages.count, &job->order->into, err);
    job->batch.merged = job->order->into;
    if (!code)
        code = change_batch(job->change, &job->batch, err);
    free(pages.items);
    return code;
}

/* ---- another book ---- */

static enum err_code rebook_page(struct batch_job *job, const struct uuid *page, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = change_records_of(office_store(job->office), page, false, job->arena,
                                           &records, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        bool touched = false;
        code = batch_job_count(job, &records[i], &touched, err);
        if (code || uuid_equal(&records[i].book, &job->order->book))
            continue;
        code = change_check_confirmed(job->office, page, err);
        records[i].book = job->order->book;
        job->tally.changed++;
        if (!code)
            code = change_record(job->change, &records[i], err);
    }
    job->tally.pages++;
    return code;
}

static enum err_code do_rebook(struct batch_job *job, struct err *err)
{
    if (uuid_equal(&job->batch.book, &job->order->book))
        return nothing_to_do(err);
    job->batch.book = job->order->book;
    enum err_code code = change_batch(job->change, &job->batch, err);
    return code ? code : batch_job_pages(job, rebook_page, err);
}

/* ---- all of them ---- */

static const struct {
    const char *name;
    batch_job_task *run;
} tasks[BATCH_TASK_COUNT] = {
    [BATCH_MOVE] = {"move", do_move},
    [BATCH_SPLIT] = {"split", do_split},
    [BATCH_MERGE] = {"merge", do_merge},
    [BATCH_REBOOK] = {"rebook", do_rebook},
    [BATCH_RESCHEMA] = {"reschema", batch_reschema},
};

const char *batch_task_name(enum batch_task task)
{
    return tasks[task].name;
}

enum err_code batch_job_pages(struct batch_job *job,
                              enum err_code (*visit)(struct batch_job *job, const struct uuid *page,
                                                     struct err *err),
                              struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(office_store(job->office), &job->batch.id, 0, &pages, err);
    for (size_t i = 0; i < pages.count && !code; i++) {
        code = visit(job, &pages.items[i], err);
        if (!code) /* it is found by what its batch is */
            code = index_page(office_store(job->office), &pages.items[i], err);
    }
    free(pages.items);
    return code;
}

enum err_code batch_work(struct office *office, const struct batch_order *order,
                         struct arena *arena, struct batch_tally *ret, struct err *err)
{
    struct batch_job job = {.office = office, .order = order, .arena = arena};
    enum err_code code = change_begin(office, tasks[order->task].name, arena, &job.change, err);
    if (code)
        return code;
    code = batch_get(office_store(office), &order->batch, arena, &job.batch, err);
    if (!code)
        code = tasks[order->task].run(&job, err);
    code = change_end(job.change, order->dry_run, code, err);
    if (!code)
        *ret = job.tally;
    return code;
}

/* ---- which pages ---- */

struct page_range {
    long first, last;
};

static bool parse_range(const char *text, size_t length, struct page_range *ret)
{
    struct str part = STR_INIT;
    str_add_span(&part, text, length);
    const char *dash = strchr(str_peek(&part), '-');
    struct str first = STR_INIT;
    str_add_span(&first, str_peek(&part), dash ? (size_t)(dash - str_peek(&part)) : length);
    bool good = text_to_long(str_peek(&first), 1, 1000000, &ret->first) &&
                text_to_long(dash ? dash + 1 : str_peek(&first), 1, 1000000, &ret->last) &&
                ret->first <= ret->last;
    str_release(&first);
    str_release(&part);
    return good;
}

static bool take_range(struct page_range range, bool *wanted, size_t count)
{
    if ((size_t)range.last > count)
        return false;
    for (long at = range.first; at <= range.last; at++)
        wanted[at - 1] = true;
    return true;
}

static bool parse_all(const char *text, bool *wanted, size_t count)
{
    while (*text) {
        struct page_range range;
        size_t length = strcspn(text, ",");
        if (!parse_range(text, length, &range) || !take_range(range, wanted, count))
            return false;
        text += length + (text[length] == ',');
    }
    return true;
}

enum err_code batch_pages_parse(struct office *office, const struct uuid *batch, const char *text,
                                struct arena *arena, struct uuid **ret, size_t *ret_count,
                                struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(office_store(office), batch, 0, &pages, err);
    bool *wanted = arena_take(arena, pages.count + 1, sizeof *wanted);
    struct uuid *ids = arena_take(arena, pages.count + 1, sizeof *ids);
    size_t count = 0;
    if (!code && !parse_all(text, wanted, pages.count))
        code = err_set(err, ERR_USAGE, 1825,
                       _("\"%s\" are no pages of this batch; write 3-5,8 (it has %zu pages)"), text,
                       pages.count);
    for (size_t i = 0; i < pages.count && !code; i++)
        if (wanted[i])
            ids[count++] = pages.items[i];
    free(pages.items);
    *ret = ids;
    *ret_count = count;
    return code;
}
