/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_mend: what is done to a page, as a table. May include: base, model, store.
 */
#include "workflow/page_mend.h"

#include "base/json.h"
#include "base/str.h"
#include "model/text.h"
#include "store/derived.h"
#include "store/master.h"
#include "workflow/change_part.h"
#include "workflow/office.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/role.h"
#include "workflow/setup.h"
#include "workflow/source.h"

struct page_job {
    struct office *office;
    struct store *store;
    const struct page_order *order;
    struct arena *arena;
    struct change *change;
    struct page page;     /* as it was */
    struct digest master; /* of the file that comes in */
    int width, height;    /* SPLIT: of the picture */
    struct page_tally tally;
};

/* ---- what is found out before anything is written ---- */

/* The file becomes a master; one that is there already is used again. */
static enum err_code bring_file(struct page_job *job, struct err *err)
{
    struct pool *prober = NULL;
    struct source *source = NULL;
    struct err there = {0};
    enum err_code code = setup_prober(1, &prober, err);
    if (!code)
        code = source_open(job->order->file, prober, &source, err);
    pool_free(prober);
    if (code)
        return code;
    struct master_facts facts = source_facts(source);
    if (job->order->frame < 0 || job->order->frame >= facts.frames)
        code = err_set(err, ERR_USAGE, 1829, _("%s has %d pages, no page %ld"), facts.origin,
                       facts.frames, job->order->frame + 1);
    if (!code && !job->order->dry_run) {
        code = master_put_fd(job->store, source_peek_fd(source), &facts, &job->master, &there);
        if (code == ERR_EXISTS)
            code = ERR_OK;
        else if (code && err)
            *err = there;
    }
    source_close(source);
    return code;
}

static json_t *probe_request(const struct page_facts *facts, const struct source_picture *picture)
{
    json_t *request = json_object();
    json_put_text(request, "op", "probe");
    json_put_text(request, "name", facts->name);
    source_picture_put(picture, request);
    return request;
}

/* The size of the page's picture: from its reading, else a worker looks. */
static enum err_code measure(struct page_job *job, struct err *err)
{
    struct page_facts facts;
    struct rect region = job->page.view.region;
    struct pool *prober = NULL;
    json_t *reply = NULL;
    struct source_picture picture;
    job->width = region.w;
    job->height = region.h;
    if (!rect_empty(region))
        return ERR_OK;
    enum err_code code = page_facts_get(job->store, &job->page.id, job->arena, &facts, err);
    if (!code)
        code = setup_prober(1, &prober, err);
    if (!code)
        code = pixels_open(job->store, &facts, &picture, err);
    if (!code)
        code = pool_call(prober, probe_request(&facts, &picture), picture.fd, &reply, NULL, err);
    const json_t *found =
        code ? NULL : json_array_get(json_peek_array(reply, "frames"), (size_t)picture.frame);
    job->width = (int)json_peek_long(found, "width", 0);
    job->height = (int)json_peek_long(found, "height", 0);
    json_decref(reply);
    pool_free(prober);
    return code;
}

static enum err_code prepare(struct page_job *job, struct err *err)
{
    const struct page_order *order = job->order;
    enum err_code code = role_check(job->store, ROLES_CHANGING, err);
    if (!code && order->task != PAGE_INSERT)
        code = page_get(job->store, &order->page, job->arena, &job->page, err);
    if (!code && order->task != PAGE_INSERT && job->page.position < 1)
        code = err_set(err, ERR_STATE, 1830,
                       _("this page is not in a batch any more: it is a part of a joined page, or "
                         "was taken back"));
    if (!code && order->task != PAGE_INSERT && order->task != PAGE_MOVE)
        code = change_check_confirmed(job->office, &order->page, err);
    if (!code && job->page.view.parts && (order->task == PAGE_REPLACE || order->task == PAGE_SPLIT))
        code = err_set(err, ERR_STATE, 1831,
                       _("this page was joined from two; undo that first (sohoa batch undo)"));
    if (!code && order->file)
        code = bring_file(job, err);
    if (!code && order->task == PAGE_SPLIT)
        code = measure(job, err);
    return code;
}

/* ---- records ---- */

static enum err_code mark_record(struct page_job *job, struct record *record, const char *why,
                                 struct err *err)
{
    record->look = why;
    job->tally.look++;
    return change_record(job->change, record, err);
}

static enum err_code revise(struct page_job *job, const struct page_view *view, struct err *err)
{
    enum err_code code = change_read_again(job->change, &job->page.id, err);
    if (!code)
        code = change_revise(job->change, &job->page.id, view, err);
    job->tally.revision = job->page.revision + 1;
    return code;
}

/* ---- the tasks ---- */

/* Out of its batch; what was entered on it was no entry. */
static enum err_code withdraw(struct page_job *job, const struct uuid *page, long *ret_records,
                              struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code =
        change_records_of(job->store, page, false, job->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        records[i].withdrawn = true;
        code = change_record(job->change, &records[i], err);
    }
    *ret_records = (long)count;
    return code ? code : change_withdraw(job->change, page, err);
}

/* The image of another page, which goes out of its batch. */
static enum err_code take_image(struct page_job *job, struct page_view *view, struct err *err)
{
    struct page from;
    long records = 0;
    enum err_code code = page_get(job->store, &job->order->from, job->arena, &from, err);
    if (!code)
        code = change_check_confirmed(job->office, &from.id, err);
    if (code)
        return code;
    *view = from.view;
    return withdraw(job, &from.id, &records, err);
}

static enum err_code do_replace(struct page_job *job, struct err *err)
{
    struct page_view view = {
        .master = job->master, .frame = (int)job->order->frame, .turns = PAGE_TURNS_UNKNOWN};
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = ERR_OK;
    if (!job->order->file)
        code = take_image(job, &view, err);
    if (!code && (!job->order->dry_run || !job->order->file))
        code = revise(job, &view, err);
    if (!code)
        code =
            change_records_of(job->store, &job->page.id, false, job->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        code = mark_record(job, &records[i], "replaced", err);
    job->tally.records = (long)count;
    return code;
}

static enum err_code do_insert(struct page_job *job, struct err *err)
{
    struct page_view view = {
        .master = job->master, .frame = (int)job->order->frame, .turns = PAGE_TURNS_UNKNOWN};
    if (job->order->dry_run)
        return ERR_OK;
    return change_new_page(job->change, &job->order->batch, job->order->position, &view,
                           &job->tally.page, err);
}

static enum err_code do_move(struct page_job *job, struct err *err)
{
    return change_move(job->change, &job->page.id, &job->order->batch, job->order->position, err);
}

static enum err_code do_turn(struct page_job *job, struct err *err)
{
    struct page_view view = job->page.view;
    view.turns = job->order->turns;
    view.manual = view.turns != PAGE_TURNS_UNKNOWN;
    return revise(job, &view, err);
}

/* How the picture lies: as a person said, or as it was read. */
static int turns_now(struct page_job *job)
{
    struct page_text kept;
    struct text_page text;
    json_t *json = NULL;
    int turns = job->page.view.turns;
    if (turns == PAGE_TURNS_UNKNOWN &&
        !text_get(job->store, &job->page.id, job->arena, &kept, &json, NULL) &&
        !text_page_from_json(json, job->arena, &text, NULL))
        turns = text.view.turns;
    json_decref(json);
    return turns < 0 ? 0 : turns;
}

/* The left (0) or right (1) part of the upright page, in pixels of the image. */
static struct rect part_of(const struct page_job *job, int turns, int side)
{
    struct view view = {.page_width = job->width, .page_height = job->height, .turns = turns};
    int width, height;
    view_size(&view, &width, &height);
    int at = job->order->at > 0 ? job->order->at : width / 2;
    struct rect part = {side ? at : 0, 0, side ? width - at : at, height};
    return page_box_from_picture(&job->page.view, view_to_page(&view, part));
}

static enum err_code split_records(struct page_job *job, struct rect right, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code =
        change_records_of(job->store, &job->page.id, false, job->arena, &records, &count, err);
    job->tally.records = (long)count;
    for (size_t i = 0; i < count && !code; i++) {
        struct rect region = records[i].region;
        bool touched = false;
        code = record_touched(job->store, &records[i].id, &touched, err);
        bool moves = !rect_empty(region) &&
                     rect_has(right, region.x + region.w / 2, region.y + region.h / 2);
        if (moves) {
            records[i].page = job->tally.page;
            records[i].revision = 1;
            job->tally.moved++;
        }
        if (!code && (moves || touched))
            code = mark_record(job, &records[i], touched ? "split" : records[i].look, err);
        job->tally.look -= !code && moves && !touched;
    }
    return code;
}

static enum err_code do_split(struct page_job *job, struct err *err)
{
    int turns = turns_now(job);
    struct page_view left = job->page.view, right = left;
    left.region = part_of(job, turns, 0);
    right.region = part_of(job, turns, 1);
    left.turns = right.turns = turns;
    left.manual = right.manual = true;
    if (rect_empty(left.region) || rect_empty(right.region))
        return err_set(err, ERR_USAGE, 1832, _("there is nothing on one side of --at %d"),
                       job->order->at);
    enum err_code code = revise(job, &left, err);
    if (!code)
        code = change_new_page(job->change, &job->page.batch, job->page.position + 1, &right,
                               &job->tally.page, err);
    return code ? code : split_records(job, right.region, err);
}

/* What was entered on the piece alone: keyed values go to the record, the rest was no entry. */
static enum err_code carry_piece(struct page_job *job, struct err *err)
{
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code =
        change_records_of(job->store, &job->page.id, false, job->arena, &records, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        records[i].withdrawn = true;
        code = change_carry(job->change, &records[i].id, &job->order->record, err);
        if (!code)
            code = change_record(job->change, &records[i], err);
    }
    job->tally.records = (long)count;
    return code;
}

static enum err_code do_piece(struct page_job *job, struct err *err)
{
    struct record record;
    bool touched = false;
    enum err_code code = record_get(job->store, &job->order->record, job->arena, &record, err);
    if (!code && uuid_equal(&record.page, &job->page.id))
        code = err_set(err, ERR_USAGE, 1834, _("this record stands on that page itself"));
    if (!code)
        code = change_check_confirmed(job->office, &record.page, err);
    if (!code)
        code = carry_piece(job, err);
    if (!code)
        code = change_new_image(job->change, &record.id, &job->page, err);
    if (!code)
        code = change_read_again(job->change, &job->page.id, err);
    if (!code)
        code = change_withdraw(job->change, &job->page.id, err);
    if (!code)
        code = record_touched(job->store, &record.id, &touched, err);
    return code || !touched ? code : mark_record(job, &record, "replaced", err);
}

static enum err_code do_remove(struct page_job *job, struct err *err)
{
    return withdraw(job, &job->page.id, &job->tally.records, err);
}

static const struct {
    const char *name;
    enum err_code (*run)(struct page_job *job, struct err *err);
} tasks[PAGE_TASK_COUNT] = {
    [PAGE_REPLACE] = {"replace", do_replace}, [PAGE_INSERT] = {"insert", do_insert},
    [PAGE_MOVE] = {"move page", do_move},     [PAGE_TURN] = {"turn", do_turn},
    [PAGE_SPLIT] = {"split page", do_split},  [PAGE_PIECE] = {"piece", do_piece},
    [PAGE_REMOVE] = {"remove", do_remove},
};

const char *page_task_name(enum page_task task)
{
    return tasks[task].name;
}

enum err_code page_mend(struct office *office, const struct page_order *order, struct arena *arena,
                        struct page_tally *ret, struct err *err)
{
    struct page_job job = {.office = office,
                           .store = office_store(office),
                           .order = order,
                           .arena = arena,
                           .tally = {.page = order->page}};
    enum err_code code = prepare(&job, err);
    if (!code)
        code = change_begin(office, tasks[order->task].name, arena, &job.change, err);
    if (code)
        return code;
    code = change_end(job.change, order->dry_run, tasks[order->task].run(&job, err), err);
    if (!code)
        *ret = job.tally;
    return code;
}
