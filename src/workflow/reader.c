/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/reader: walks over files and their frames, keeps the workers fed, hands pages out.
 * May include: base, model, export.
 */
#include "workflow/reader.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/pool.h"
#include "workflow/setup.h"
#include "workflow/source.h"

enum { PENDING_A_CHILD = 4 };

/* What a request was about. */
struct ticket {
    char *file;
    int number;
    bool render; /* the picture that belongs to the page before */
};

struct reader {
    char *schema, *trace;
    char **files;
    size_t next_file, file_count;
    struct source *source; /* open file, or NULL */
    size_t next_frame;
    struct pool *pool, *prober;
    size_t known, done;
    bool want_image, only_fields;
    bool has_turns, has_skew; /* set by hand */
    int turns;
    double skew;
    struct read_page held; /* read, its picture is still to come; arena NULL = none */
};

enum err_code reader_new(const struct reader_options *options, char *const *paths, size_t count,
                         struct reader **ret_new, struct err *err)
{
    struct reader *reader = mem_new(1, sizeof *reader);
    reader->schema = mem_copy_text(options->schema);
    reader->trace = mem_copy_text(options->trace);
    reader->want_image = options->want_image;
    reader->has_turns = options->turns != NULL;
    reader->turns = options->turns ? *options->turns : 0;
    reader->has_skew = options->skew != NULL;
    reader->skew = options->skew ? *options->skew : 0;
    reader->only_fields = options->only_fields;
    enum err_code code = source_expand(paths, count, &reader->files, err);
    if (!code && options->parsed)
        code = setup_pool_of(options->parsed, options->schemas, options->jobs, true, &reader->pool,
                             err);
    else if (!code)
        code =
            setup_pool(options->profile, options->schemas, options->jobs, true, &reader->pool, err);
    if (!code)
        code = setup_prober(1, &reader->prober, err);
    if (code) {
        reader_free(reader);
        return code;
    }
    while (reader->files[reader->file_count])
        reader->file_count++;
    reader->known = reader->file_count;
    *ret_new = reader;
    return ERR_OK;
}

static struct ticket *ticket_new(const char *file, int number)
{
    struct ticket *ticket = mem_new(1, sizeof *ticket);
    ticket->file = mem_copy_text(file);
    ticket->number = number;
    return ticket;
}

static void ticket_free(struct ticket *ticket)
{
    free(ticket->file);
    free(ticket);
}

void reader_free(struct reader *reader)
{
    struct pool_result result;
    if (!reader)
        return;
    if (reader->pool)
        pool_cancel(reader->pool);
    while (reader->pool && pool_take(reader->pool, &result))
        ticket_free(result.tag);
    pool_free(reader->pool);
    pool_free(reader->prober);
    if (reader->held.arena)
        read_page_release(&reader->held);
    source_close(reader->source);
    file_list_free(reader->files);
    free(reader->schema);
    free(reader->trace);
    free(reader);
}

static json_t *read_request(const struct reader *reader, const char *name)
{
    json_t *request = json_object();
    json_put_text(request, "op", "read");
    json_put_text(request, "name", name);
    json_put_text(request, "schema", reader->schema);
    json_put_new(request, "want", json_pack("[s]", "text"));
    if (reader->only_fields)
        json_put_bool(request, "only_fields", true);
    if (reader->trace)
        json_put_text(request, "trace", reader->trace);
    if (reader->has_turns)
        json_put_long(request, "turns", reader->turns);
    if (reader->has_skew)
        json_put_double(request, "skew", reader->skew);
    return request;
}

static json_t *picture_request(const char *name)
{
    json_t *request = json_object();
    json_put_text(request, "name", name);
    layered_ask(request);
    return request;
}

/* One request about a frame. */
static void submit(struct reader *reader, size_t frame, bool render)
{
    const char *file = reader->files[reader->next_file - 1];
    struct ticket *ticket = ticket_new(file, (int)frame + 1);
    struct err err = {0};
    struct source_picture picture;
    ticket->render = render;
    if (source_frame_open(reader->source, frame, &picture, &err)) {
        pool_submit_failed(reader->pool, &err, ticket);
        return;
    }
    const char *name = file_peek_name(file);
    json_t *request = render ? picture_request(name) : read_request(reader, name);
    source_picture_put(&picture, request);
    pool_submit(reader->pool, request, picture.fd, ticket);
}

static void submit_frame(struct reader *reader)
{
    size_t frame = reader->next_frame++;
    submit(reader, frame, false);
    if (reader->want_image)
        submit(reader, frame, true);
    if (reader->next_frame == source_frame_count(reader->source)) {
        source_close(reader->source);
        reader->source = NULL;
    }
}

static void open_next(struct reader *reader)
{
    const char *file = reader->files[reader->next_file++];
    struct err err = {0};
    reader->next_frame = 0;
    if (source_open(file, reader->prober, &reader->source, &err))
        pool_submit_failed(reader->pool, &err, ticket_new(file, 0));
    else
        reader->known += source_frame_count(reader->source) - 1;
}

/* Keeps a few requests waiting, no more: pages stream. */
static void feed(struct reader *reader)
{
    size_t window = PENDING_A_CHILD * pool_size(reader->pool);
    while (pool_hungry(reader->pool) && pool_pending(reader->pool) < window) {
        if (reader->source)
            submit_frame(reader);
        else if (reader->next_file < reader->file_count)
            open_next(reader);
        else
            return;
    }
}

static void unpack(struct pool_result *result, struct read_page *page)
{
    page->reply = result->reply;
    if (result->fd >= 0)
        close(result->fd);
    page->simplified = result->simplified;
    page->timing = json_peek_object(page->reply, "timing");
    page->err = result->err;
    if (page->err.code)
        return;
    json_t *proposals = json_peek_object(page->reply, "proposals");
    if (text_page_from_json(json_peek_object(page->reply, "page"), page->arena, &page->text,
                            &page->err))
        return;
    if (proposals)
        (void)!proposal_list_from_json(proposals, page->arena, &page->proposals, &page->err);
}

/* The picture joins its page; without it the page fails. */
static void join_image(struct read_page *page, struct pool_result *result)
{
    if (!page->err.code)
        page->err = result->err;
    if (!page->err.code)
        (void)!layered_take(result->reply, result->fd, &page->picture, &page->err);
    if (result->fd >= 0)
        close(result->fd);
    json_decref(result->reply);
}

/* Takes what is ready; true: *ret is a whole page. */
static bool take(struct reader *reader, struct read_page *ret)
{
    struct pool_result result;
    while (pool_take(reader->pool, &result)) {
        struct ticket *ticket = result.tag;
        struct read_page *held = &reader->held;
        if (ticket->render) {
            join_image(held, &result);
        } else {
            *held = (struct read_page){.arena = arena_new(), .number = ticket->number};
            held->file = arena_copy_text(held->arena, ticket->file);
            unpack(&result, held);
        }
        bool whole = ticket->render || ticket->number == 0 || !reader->want_image;
        ticket_free(ticket);
        if (whole) {
            *ret = *held;
            *held = (struct read_page){0};
            reader->done++;
            return true;
        }
    }
    return false;
}

enum err_code reader_next(struct reader *reader, int timeout_ms, struct read_page *ret)
{
    feed(reader);
    if (!pool_pending(reader->pool))
        return ERR_EMPTY;
    if (take(reader, ret))
        return ERR_OK;
    pool_step(reader->pool, timeout_ms);
    feed(reader);
    return take(reader, ret) ? ERR_OK : ERR_TIMEOUT;
}

void read_page_release(struct read_page *page)
{
    layered_release(&page->picture);
    json_decref(page->reply);
    arena_free(page->arena);
    *page = (struct read_page){0};
}

void reader_progress(const struct reader *reader, size_t *ret_done, size_t *ret_known)
{
    *ret_done = reader->done;
    *ret_known = reader->known;
}
