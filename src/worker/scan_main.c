/* SPDX-License-Identifier: Apache-2.0
 *
 * sohoa-scan: the child process that talks to scanners: devices, options, scan, cancel. It has one
 * socket (fd 3), writes no file and knows no store: a page leaves as a finished TIFF in a memory
 * file. Drivers hang and crash; sohoa kills it when a page takes too long. May include base, model,
 * imaging, scan.
 *
 *   setup    (lang) -> ok
 *   devices  -> devices: [{name, vendor, model, type}]
 *   options  device -> options: [{name, title, description, type, unit, size, constraint, value,
 *            active}]
 *   scan     (device) (source) (resolution) (mode) (pages: 0 = until empty) (options: {name:
 *            value}) (first_page: 1) (quality: JPEG; 0 = lossless)
 *            -> {progress: 0..1, page}*, {page, width, height, dpi, format, mode, kind: tiff or
 *            jpeg, pixels: SHA-256 of tight rows, bytes} + the file as descriptor, ..., then {done,
 *            pages, why: empty, count, single or cancel} or {error, page, pages}
 *   cancel   at any time: the page in work is finished; twice: at once
 *
 * `scan` answers with a stream: progress, pages, then done or an error. Between two reads of the
 * driver it looks at the socket, so `cancel` may come at any time; a lost parent ends everything.
 */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/frame.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/proc.h"
#include "base/str.h"
#include "imaging/encode.h"
#include "scan/job.h"
#include "scan/option.h"

typedef enum err_code scan_op(const json_t *request, json_t *reply, struct err *err);

/* --- devices, options --- */

static enum err_code op_devices(const json_t *request, json_t *reply, struct err *err)
{
    struct scan_device_list list;
    json_t *devices;
    enum err_code code = scan_devices(&list, err);

    (void)request;
    if (code)
        return code;
    devices = json_array();
    for (size_t i = 0; i < list.count; i++) {
        json_t *device = json_object();
        json_put_text(device, "name", list.items[i].name);
        json_put_text(device, "vendor", list.items[i].vendor);
        json_put_text(device, "model", list.items[i].model);
        json_put_text(device, "type", list.items[i].type);
        json_array_append_new(devices, device);
    }
    json_put_new(reply, "devices", devices);
    scan_device_list_release(&list);
    return ERR_OK;
}

static enum err_code op_options(const json_t *request, json_t *reply, struct err *err)
{
    struct scanner *scanner = NULL;
    enum err_code code = scanner_open(json_peek_text(request, "device"), &scanner, err);

    if (!code)
        json_put_new(reply, "options", scanner_options(scanner));
    scanner_close(scanner);
    return code;
}

/* --- scan --- */

struct stream {
    struct scan_job *job;
    const char *device;
    int first;   /* number of the first page */
    int quality; /* JPEG; 0 = lossless TIFF */
    double told; /* last progress that was sent */
};

static enum err_code send_json(json_t *message_new, int fd, struct err *err)
{
    enum err_code code = frame_send(PROC_SOCKET_FD, message_new, &fd, fd >= 0, err);

    json_decref(message_new);
    return code;
}

static int page_number(const struct stream *stream)
{
    return stream->first + scan_job_pages(stream->job);
}

static enum err_code send_progress(struct stream *stream, struct err *err)
{
    double share = scan_job_progress(stream->job);
    json_t *message;

    if (share < stream->told)
        stream->told = -1;
    if (share < stream->told + 0.02)
        return ERR_OK;
    stream->told = share;
    message = json_object();
    json_put_double(message, "progress", share);
    json_put_long(message, "page", page_number(stream));
    return send_json(message, -1, err);
}

static json_t *page_json(const struct stream *stream, const struct raster *page, const char *kind,
                         size_t bytes)
{
    json_t *message = json_object();
    char text[DIGEST_TEXT_SIZE];
    struct digest digest;

    raster_hash(page, &digest);
    digest_show(&digest, text);
    json_put_long(message, "page", page_number(stream) - 1);
    json_put_long(message, "width", page->width);
    json_put_long(message, "height", page->height);
    json_put_double(message, "dpi", page->dpi);
    json_put_text(message, "format", raster_format_name(page->format));
    json_put_text(message, "kind", kind);
    json_put_text(message, "mode", scan_job_peek_mode(stream->job));
    json_put_text(message, "pixels", text);
    json_put_long(message, "bytes", (long long)bytes);
    return message;
}

static bool wants_jpeg(const struct stream *stream, const struct raster *page)
{
    return stream->quality > 0 && (page->format == RASTER_GREY8 || page->format == RASTER_RGB24);
}

/* 16 bit and black and white stay lossless. */
static enum err_code encode_page(const struct stream *stream, const struct raster *page,
                                 struct bytes *ret_new, struct err *err)
{
    struct tiff_options tags = {"sohoa " SOHOA_VERSION, stream->device};
    struct image *image = NULL;
    if (!wants_jpeg(stream, page))
        return raster_encode_tiff(page, &tags, ret_new, err);
    enum err_code code = image_from_raster(page, &image, err);
    if (!code)
        code = image_encode(image, ENCODE_JPEG, stream->quality, ret_new, err);
    image_free(image);
    return code;
}

/* Takes the pixels. */
static enum err_code send_page(struct stream *stream, struct raster *page, struct err *err)
{
    struct bytes bytes = {0};
    json_t *message = NULL;
    int fd = -1;
    enum err_code code;

    if (!(page->dpi >= IMAGE_DPI_MIN && page->dpi <= IMAGE_DPI_MAX))
        page->dpi = 0;
    code = encode_page(stream, page, &bytes, err);
    if (!code)
        message = page_json(stream, page, wants_jpeg(stream, page) ? "jpeg" : "tiff", bytes.length);
    raster_release(page);
    if (!code)
        code = file_memory_new("scanned page", bytes.data, bytes.length, &fd, err);
    bytes_release(&bytes);
    if (code)
        json_decref(message);
    else
        code = send_json(message, fd, err);
    if (fd >= 0)
        close(fd);
    return code;
}

/* Looks at the socket without waiting. Anything that comes now means stop after this page; the end
 * of the stream means now. */
static void look_for_cancel(struct scan_job *job)
{
    struct pollfd socket = {.fd = PROC_SOCKET_FD, .events = POLLIN};
    struct err ignored = {0};
    json_t *request = NULL;
    int fd;

    if (poll(&socket, 1, 0) <= 0)
        return;
    if (frame_receive(PROC_SOCKET_FD, 1000, &request, &fd, 1, &ignored))
        scan_job_cancel(job);
    else if (fd >= 0)
        close(fd);
    json_decref(request);
    scan_job_cancel(job);
}

static enum err_code run_job(struct stream *stream, struct err *err)
{
    enum scan_event event = SCAN_GOES_ON;
    struct raster page = {0};
    enum err_code code = ERR_OK;

    while (!code && event != SCAN_DONE) {
        look_for_cancel(stream->job);
        code = scan_job_step(stream->job, &event, &page, err);
        if (!code && event == SCAN_PAGE)
            code = send_page(stream, &page, err);
        else if (!code && event == SCAN_GOES_ON)
            code = send_progress(stream, err);
    }
    return code;
}

static struct scan_options read_options(const json_t *request)
{
    return (struct scan_options){
        .source = json_peek_text(request, "source"),
        .mode = json_peek_text(request, "mode"),
        .resolution = json_peek_double(request, "resolution", 0),
        .pages = (int)json_peek_long(request, "pages", 0),
        .others = json_peek_object(request, "options"),
    };
}

static enum err_code op_scan(const json_t *request, json_t *reply, struct err *err)
{
    struct scan_options options = read_options(request);
    struct stream stream = {.first = (int)json_peek_long(request, "first_page", 1),
                            .quality = (int)json_peek_long(request, "quality", 0),
                            .told = -1};
    struct scanner *scanner = NULL;
    enum err_code code = scanner_open(json_peek_text(request, "device"), &scanner, err);

    if (!code)
        code = scan_job_new(scanner, &options, &stream.job, err);
    if (!code) {
        stream.device = scanner_peek_name(scanner);
        code = run_job(&stream, err);
        json_put_long(reply, "page", page_number(&stream)); /* of an error */
        json_put_long(reply, "pages", scan_job_pages(stream.job));
    }
    if (!code) {
        json_object_del(reply, "page");
        json_put_bool(reply, "done", true);
        json_put_text(reply, "why", scan_why_name(scan_job_why(stream.job)));
    }
    scan_job_free(stream.job);
    scanner_close(scanner);
    return code;
}

/* Nothing runs: a cancel that came too late. */
static enum err_code op_cancel(const json_t *request, json_t *reply, struct err *err)
{
    (void)request, (void)err;
    json_put_bool(reply, "ok", true);
    return ERR_OK;
}

static enum err_code op_setup(const json_t *request, json_t *reply, struct err *err)
{
    const char *lang = json_peek_text(request, "lang");

    (void)err;
    if (lang)
        paths_set_language(lang);
    json_put_bool(reply, "ok", true);
    return ERR_OK;
}

/* --- loop --- */

/* SANE is started by the first request that needs it, so that its failure is an answer. */
static bool sane_started;

static enum err_code need_sane(struct err *err)
{
    enum err_code code = sane_started ? ERR_OK : scan_init(err);

    sane_started = !code;
    return code;
}

static const struct {
    const char *name;
    scan_op *run;
    bool sane;
} ops[] = {
    {"setup", op_setup, false}, {"devices", op_devices, true}, {"options", op_options, true},
    {"scan", op_scan, true},    {"cancel", op_cancel, false},
};

static enum err_code dispatch(const json_t *request, json_t *reply, struct err *err)
{
    const char *op = json_peek_text(request, "op");

    for (size_t i = 0; i < ARRAY_SIZE(ops); i++) {
        if (!text_equal(op, ops[i].name))
            continue;
        if (ops[i].sane && need_sane(err))
            return ERR_DEVICE;
        return ops[i].run(request, reply, err);
    }
    return err_set(err, ERR_USAGE, 710, _("the scan process does not know the request %s"),
                   op ? op : "-");
}

static enum err_code serve(struct err *err)
{
    for (;;) {
        json_t *request = NULL, *reply;
        struct err fault = {0};
        int fd;
        enum err_code code = frame_receive(PROC_SOCKET_FD, -1, &request, &fd, 1, err);
        if (code)
            return code;
        if (fd >= 0)
            close(fd);
        reply = json_object();
        if (dispatch(request, reply, &fault)) {
            json_t *error = frame_error_new(&fault);
            json_object_update(reply, error);
            json_decref(error);
        }
        json_decref(request);
        code = send_json(reply, -1, err);
        if (code)
            return code;
    }
}

int main(void)
{
    struct rlimit none = {0, 0};
    struct err err = {0};
    enum err_code code;

    setrlimit(RLIMIT_CORE, &none);
    signal(SIGPIPE, SIG_IGN);
    paths_set_language("vi");
    code = serve(&err);
    if (sane_started)
        scan_exit();
    if (code == ERR_EMPTY)
        return EXIT_SUCCESS;
    log_warn("scan", "K-%d %s", err.number, err.text);
    return EXIT_FAILURE;
}
