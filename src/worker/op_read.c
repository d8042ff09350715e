/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_read: the request that counts: one page to text and proposals. Decode, codes, clean and
 * read, extract, answer. May include base, model, imaging, barcode, ocr, record.
 */
#include <string.h>
#include <sys/resource.h>

#include "barcode/read.h"
#include "base/clock.h"
#include "base/str.h"
#include "imaging/encode.h"
#include "record/extract.h"
#include "worker/read.h"
#include "worker/request.h"
#include "worker/session.h"

/* One page on its way. */
struct read_job {
    struct session *session;
    const json_t *request;
    struct page_request page;
    struct arena *arena;
    struct read_output output;
    struct text_code *codes; /* page space until they join the text */
    size_t code_count;
    struct proposal_list proposals;
    bool partial;
    double decode_ms, codes_ms, extract_ms;
};

static double passed_ms(int64_t *from)
{
    int64_t now = clock_cpu_us();
    double ms = (double)(now - *from) / 1000;

    *from = now;
    return ms;
}

/* --- steps --- */

/* A page whose codes cannot be searched is read without them. */
static void find_codes(struct read_job *job, const struct image *image)
{
    struct err ignored = {0};

    if (job->session->simple || !request_wants(job->request, "text"))
        return;
    if (barcode_read_page(image, image_dpi(image), job->arena, &job->codes, &job->code_count,
                          &ignored))
        job->code_count = 0;
}

static void join_codes(struct read_job *job)
{
    struct text_page *page = &job->output.page;

    for (size_t i = 0; i < job->code_count; i++)
        job->codes[i].box = view_to_upright(&page->view, job->codes[i].box);
    page->codes = job->codes;
    page->code_count = job->code_count;
}

/* Only fields are asked for, and none stands in the running text of this paper. */
static bool skip_prose(const struct read_job *job)
{
    const char *wanted = json_peek_text(job->request, "schema");
    const struct schema *schema = schema_set_lookup(&job->session->schemas, wanted ? wanted : "");

    return schema && schema->prose && json_peek_bool(job->request, "only_fields", false);
}

static enum err_code read_step(struct read_job *job, struct image *image, struct err *err)
{
    const json_t *schemas = json_peek_array(job->session->setup, "schemas");
    struct read_input input = {
        .image = image,
        .dpi = image_dpi(image),
        .turns = job->page.turns,
        .has_skew = job->page.has_skew,
        .skew = job->page.skew,
        .profile = job->session->profile,
        .schemas = schemas,
        .schema = json_peek_text(job->request, "schema"),
        .engine = job->session->engine,
        .simple = job->session->simple,
        .want_text = request_wants(job->request, "text"),
        .skip_prose = skip_prose(job),
        .want_image = request_wants(job->request, "image"),
        .trace = json_peek_text(job->request, "trace"),
    };

    return read_page(&input, job->arena, &job->output, err);
}

static enum err_code extract_step(struct read_job *job, struct err *err)
{
    const struct schema_set *set = &job->session->schemas;
    const char *wanted = json_peek_text(job->request, "schema");

    if (text_equal(wanted, "") || !request_wants(job->request, "text"))
        return ERR_OK;
    return extract_page((const struct schema *const *)set->items, set->count, wanted,
                        &job->output.page, job->arena, &job->proposals, err);
}

static enum err_code run_steps(struct read_job *job, int fd, struct err *err)
{
    struct image *image = NULL;
    int64_t clock = clock_cpu_us();
    enum err_code code = request_decode(&job->page, fd, true, &image, err);

    job->decode_ms = passed_ms(&clock);
    if (code)
        return code;
    job->partial = image_partial(image);
    find_codes(job, image);
    job->codes_ms = passed_ms(&clock);
    code = read_step(job, image, err); /* takes image */
    if (code)
        return code;
    job->output.quality.partial = job->partial;
    join_codes(job);
    passed_ms(&clock);
    code = extract_step(job, err);
    job->extract_ms = passed_ms(&clock);
    return code;
}

/* --- answer --- */

/* What was told and not measured. */
static json_t *by_hand_json(const struct page_request *page)
{
    json_t *list = json_array();

    if (page->turns >= 0)
        json_array_append_new(list, json_string("rotation"));
    if (page->has_skew)
        json_array_append_new(list, json_string("skew"));
    return list;
}

static json_t *timing_json(const struct read_job *job)
{
    json_t *timing = json_object();

    json_put_double(timing, "decode", job->decode_ms);
    json_put_double(timing, "codes", job->codes_ms);
    json_put_double(timing, "clean", job->output.clean_ms);
    json_put_double(timing, "layout", job->output.layout_ms);
    json_put_double(timing, "read", job->output.read_ms);
    json_put_double(timing, "extract", job->extract_ms);
    return timing;
}

static enum err_code reply_cleaned(const struct image *cleaned, struct reply *reply,
                                   struct err *err)
{
    json_t *json = json_object();
    struct bytes bytes = {0};
    enum err_code code = image_encode(cleaned, ENCODE_PNG, 0, &bytes, err);

    if (!code)
        code = file_memory_new("cleaned page", bytes.data, bytes.length, &reply->fd, err);
    json_put_long(json, "width", image_width(cleaned));
    json_put_long(json, "height", image_height(cleaned));
    json_put_long(json, "bytes", (long long)bytes.length);
    json_put_new(reply->json, "image", json);
    bytes_release(&bytes);
    return code;
}

static enum err_code fill_reply(const struct read_job *job, struct reply *reply, struct err *err)
{
    bool extracted = !text_equal(json_peek_text(job->request, "schema"), "") &&
                     request_wants(job->request, "text");
    struct rusage usage;

    json_put_new(reply->json, "page", text_page_to_json(&job->output.page));
    json_put_new(reply->json, "proposals",
                 extracted ? proposal_list_to_json(&job->proposals) : json_null());
    json_put_new(reply->json, "quality", quality_to_json(&job->output.quality));
    json_put_new(reply->json, "timing", timing_json(job));
    if (job->page.turns >= 0 || job->page.has_skew)
        json_put_new(reply->json, "by_hand", by_hand_json(&job->page));
    if (job->output.skipped)
        json_put_long(reply->json, "skipped_lines", (long long)job->output.skipped);
    if (job->partial)
        json_put_bool(reply->json, "partial", true);
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        json_put_long(reply->json, "peak_kb", usage.ru_maxrss);
    return job->output.cleaned ? reply_cleaned(job->output.cleaned, reply, err) : ERR_OK;
}

enum err_code op_read(struct session *session, const json_t *request, int fd, struct reply *reply,
                      struct err *err)
{
    struct read_job job = {.session = session, .request = request};
    enum err_code code = request_page(request, &job.page, err);

    if (!code)
        code = session_need_engine(session, err);
    if (code)
        return code;
    job.arena = arena_new();
    code = run_steps(&job, fd, err);
    if (!code)
        code = fill_reply(&job, reply, err);
    read_output_release(&job.output);
    arena_free(job.arena);
    return code;
}
