/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/job: the way of pages through an open scanner. May include base, model, SANE.
 */
#include "scan/job.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "scan/option.h"
#include "scan/page.h"
#include "scan/sane_inside.h"

enum { READ_BYTES = 128 << 10, IDLE_READS_MAX = 100000 };

enum job_state { JOB_READY, JOB_READING, JOB_DONE };

struct scan_job {
    struct scanner *scanner;
    enum job_state state;
    enum scan_why why;
    struct page page;
    int pages, wanted; /* complete; asked for, 0 = until empty */
    bool feeder;       /* the source gives page after page */
    int cancels;       /* how often asked to stop */
    double dpi;
    char *mode; /* heap */
    int idle;   /* reads without a byte, one after the other */
    SANE_Byte buffer[READ_BYTES];
};

const char *scan_why_name(enum scan_why why)
{
    static const char *const names[SCAN_WHY_COUNT] = {
        [SCAN_EMPTY] = "empty",
        [SCAN_COUNT] = "count",
        [SCAN_SINGLE] = "single",
        [SCAN_CANCEL] = "cancel",
    };

    return names[why];
}

/* --- settings --- */

/* Words that drivers use for what people call it; the first hit in this order counts. */
static const struct synonym {
    const char *option, *name;
    const char *const words[6];
} synonyms[] = {
    {"mode", "colour", {"color", "colour", NULL}},
    {"mode", "color", {"color", "colour", NULL}},
    {"mode", "grey", {"gray", "grey", NULL}},
    {"mode", "gray", {"gray", "grey", NULL}},
    {"mode", "lineart", {"lineart", "binary", "black & white", "monochrome", NULL}},
    {"source", "adf", {"adf", "feeder", "document", NULL}},
    {"source", "feeder", {"adf", "feeder", "document", NULL}},
    {"source", "duplex", {"duplex", NULL}},
    {"source", "flatbed", {"flatbed", "platen", NULL}},
    {"source", "glass", {"flatbed", "platen", NULL}},
};

static char *translate(struct scanner *scanner, const char *option, const char *value)
{
    for (size_t i = 0; i < ARRAY_SIZE(synonyms); i++)
        if (strcasecmp(synonyms[i].option, option) == 0 && strcasecmp(synonyms[i].name, value) == 0)
            return scanner_find_value(scanner, option, synonyms[i].words);
    return NULL;
}

/* The scanner's own word first, then what people call it. */
static enum err_code set_named(struct scanner *scanner, const char *option, const char *value,
                               struct err *err)
{
    struct err first = {0};
    enum err_code code = value ? scanner_set(scanner, option, value, &first) : ERR_OK;
    char *other;

    if (!code)
        return ERR_OK;
    other = first.number == 332 ? translate(scanner, option, value) : NULL;
    if (!other)
        return err_set(err, first.code, first.number, "%s", first.text);
    code = scanner_set(scanner, option, other, err);
    free(other);
    return code;
}

/* The name of the setting, or NULL: then what the person says about the paper is believed. */
static const char *resolution_name(struct scanner *scanner)
{
    static const char *const names[] = {"resolution", "x-resolution"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (scanner_has_option(scanner, names[i]))
            return names[i];
    return NULL;
}

static enum err_code set_resolution(struct scanner *scanner, double dpi, struct err *err)
{
    const char *name = resolution_name(scanner);
    struct str text = STR_INIT;
    enum err_code code;

    if (dpi <= 0 || !name)
        return ERR_OK;
    str_format(&text, "%g", dpi);
    code = scanner_set(scanner, name, str_peek(&text), err);
    if (!code && scanner_has_option(scanner, "y-resolution"))
        code = scanner_set(scanner, "y-resolution", str_peek(&text), err);
    str_release(&text);
    return code;
}

static enum err_code set_others(struct scanner *scanner, const json_t *others, struct err *err)
{
    const char *name;
    json_t *value;

    json_object_foreach ((json_t *)(uintptr_t)others, name, value) {
        char *text =
            json_is_string(value) ? mem_copy_text(json_string_value(value)) : json_line(value);
        enum err_code code = scanner_set(scanner, name, text, err);
        free(text);
        if (code)
            return code;
    }
    return ERR_OK;
}

static enum err_code make_settings(struct scanner *scanner, const struct scan_options *options,
                                   struct err *err)
{
    enum err_code code = set_named(scanner, "source", options->source, err);

    if (!code)
        code = set_named(scanner, "mode", options->mode, err);
    if (!code)
        code = set_resolution(scanner, options->resolution, err);
    if (!code && options->others)
        code = set_others(scanner, options->others, err);
    return code;
}

static bool is_feeder(struct scanner *scanner)
{
    char *source = scanner_get_text(scanner, "source");
    const char *where = source ? source : scanner_peek_type(scanner);
    bool feeder = strcasestr(where, "adf") || strcasestr(where, "feed") ||
                  strcasestr(where, "duplex") || strcasestr(where, "document");

    free(source);
    return feeder;
}

static double present_dpi(struct scanner *scanner, double otherwise)
{
    double dpi = otherwise;

    if (!scanner_get_number(scanner, "resolution", &dpi))
        scanner_get_number(scanner, "x-resolution", &dpi);
    return dpi;
}

/* --- life --- */

enum err_code scan_job_new(struct scanner *scanner, const struct scan_options *options,
                           struct scan_job **ret_new, struct err *err)
{
    struct scan_job *job;
    enum err_code code = make_settings(scanner, options, err);

    if (code)
        return code;
    job = mem_new(1, sizeof *job);
    job->scanner = scanner;
    job->wanted = options->pages;
    job->feeder = is_feeder(scanner);
    job->dpi = present_dpi(scanner, options->resolution);
    job->mode = scanner_get_text(scanner, "mode");
    *ret_new = job;
    return ERR_OK;
}

void scan_job_free(struct scan_job *job)
{
    if (!job)
        return;
    if (job->state != JOB_DONE)
        sane_cancel(job->scanner->handle);
    page_release(&job->page);
    free(job->mode);
    free(job);
}

void scan_job_cancel(struct scan_job *job)
{
    job->cancels++;
}

int scan_job_pages(const struct scan_job *job)
{
    return job->pages;
}

double scan_job_progress(const struct scan_job *job)
{
    return job->state == JOB_READING ? page_progress(&job->page) : 0;
}

enum scan_why scan_job_why(const struct scan_job *job)
{
    return job->why;
}

const char *scan_job_peek_mode(const struct scan_job *job)
{
    return job->mode ? job->mode : "";
}

/* --- steps --- */

/* The scanner must always hear that a job is over. */
static void job_finish(struct scan_job *job, enum scan_why why)
{
    sane_cancel(job->scanner->handle);
    log_debug("scan", "job done after %d pages: %s", job->pages, scan_why_name(why));
    job->state = JOB_DONE;
    job->why = why;
}

static enum err_code job_fail(struct scan_job *job, SANE_Status status, struct err *err)
{
    enum err_code code = scan_fault(status, job->scanner->name, err);

    job_finish(job, SCAN_CANCEL);
    return code;
}

/* No paper ends a stack in good order, wherever the driver says so; without any page, or in the
 * middle of one, it is a fault. */
static enum err_code job_no_paper(struct scan_job *job, struct err *err)
{
    if (job->pages == 0 || job->page.lines > 0)
        return job_fail(job, SANE_STATUS_NO_DOCS, err);
    job_finish(job, SCAN_EMPTY);
    return ERR_OK;
}

static enum err_code frame_begin(struct scan_job *job, struct err *err)
{
    SANE_Parameters params;
    SANE_Status status = sane_start(job->scanner->handle);
    enum err_code code;

    if (status == SANE_STATUS_NO_DOCS && job->page.passes == 0)
        return job_no_paper(job, err);
    if (status == SANE_STATUS_GOOD)
        status = sane_get_parameters(job->scanner->handle, &params);
    if (status != SANE_STATUS_GOOD)
        return job_fail(job, status, err);
    code = page_begin(&job->page, &params, err);
    job->idle = 0;
    if (code)
        job_finish(job, SCAN_CANCEL);
    else
        job->state = JOB_READING;
    return code;
}

static bool job_complete(struct scan_job *job)
{
    if (job->wanted > 0 && job->pages >= job->wanted)
        job_finish(job, SCAN_COUNT);
    else if (job->wanted == 0 && !job->feeder)
        job_finish(job, SCAN_SINGLE);
    else if (!job->feeder)
        sane_cancel(job->scanner->handle); /* a glass wants every page ended */
    return job->state == JOB_DONE;
}

static enum err_code frame_end(struct scan_job *job, enum scan_event *ret_event,
                               struct raster *ret_page, struct err *err)
{
    bool whole = false;
    enum err_code code = page_end(&job->page, &whole, err);

    if (code) {
        job_finish(job, SCAN_CANCEL);
        return code;
    }
    job->state = JOB_READY;
    if (!whole)
        return ERR_OK;
    page_take(&job->page, ret_page);
    ret_page->dpi = job->dpi;
    job->pages++;
    *ret_event = SCAN_PAGE;
    return ERR_OK;
}

static enum err_code frame_data(struct scan_job *job, size_t length, struct err *err)
{
    enum err_code code = ERR_OK;

    job->idle = length ? 0 : job->idle + 1;
    if (job->idle > IDLE_READS_MAX)
        code = err_set(err, ERR_DEVICE, 347,
                       _("scanner %s sends nothing; switch it off and on and scan again"),
                       job->scanner->name);
    if (!code)
        code = page_add(&job->page, job->buffer, length, err);
    if (code)
        job_finish(job, SCAN_CANCEL);
    return code;
}

static enum err_code frame_read(struct scan_job *job, enum scan_event *ret_event,
                                struct raster *ret_page, struct err *err)
{
    SANE_Int length = 0;
    SANE_Status status = sane_read(job->scanner->handle, job->buffer, READ_BYTES, &length);

    switch (status) {
    case SANE_STATUS_GOOD: return frame_data(job, length > 0 ? (size_t)length : 0, err);
    case SANE_STATUS_EOF: return frame_end(job, ret_event, ret_page, err);
    case SANE_STATUS_NO_DOCS: return job_no_paper(job, err);
    default: return job_fail(job, status, err);
    }
}

static bool between_pages(const struct scan_job *job)
{
    return job->state == JOB_READY && job->page.passes == 0;
}

enum err_code scan_job_step(struct scan_job *job, enum scan_event *ret_event,
                            struct raster *ret_page, struct err *err)
{
    enum scan_event event = SCAN_GOES_ON;
    enum err_code code = ERR_OK;

    if (job->state != JOB_DONE && (job->cancels > 1 || (job->cancels && between_pages(job))))
        job_finish(job, SCAN_CANCEL);
    else if (job->state == JOB_READY &&
             !(job->page.passes == 0 && job->pages > 0 && job_complete(job)))
        code = frame_begin(job, err);
    else if (job->state == JOB_READING)
        code = frame_read(job, &event, ret_page, err);
    if (!code && job->state == JOB_DONE)
        event = SCAN_DONE;
    if (!code)
        *ret_event = event;
    return code;
}
