/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/child: see the header.
 */
#include "child.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/limits.h"
#include "base/str.h"
#include "imaging/encode.h"
#include "make.h"

enum { WAIT_MS = 60000 };

void worker_start(struct proc *child, const char *fault)
{
    struct str line = STR_INIT;
    const char *env[2] = {NULL, NULL};
    struct err err = {0};
    struct proc_spec spec = {.program = getenv("SOHOA_WORKER"),
                             .env = env,
                             .memory_bytes = WORKER_MEMORY_MAX,
                             .stdin_fd = -1,
                             .stdout_fd = -1,
                             .with_socket = true};

    if (fault) {
        str_format(&line, "SOHOA_WORKER_FAULT=%s", fault);
        env[0] = str_peek(&line);
    }
    if (proc_start(&spec, child, &err))
        fail_msg("%s", err.text);
    str_release(&line);
}

void worker_end(struct proc *child)
{
    struct err err = {0};

    close(child->socket);
    child->socket = -1;
    if (proc_wait(child, WAIT_MS, &err))
        fail_msg("%s", err.text);
}

json_t *worker_call(struct proc *child, const char *request, int file, int *ret_fd)
{
    json_t *json = NULL, *answer = NULL;
    struct err err = {0};
    int fd = -1;

    assert_int_equal(json_parse(request, strlen(request), "request", &json, &err), ERR_OK);
    assert_int_equal(frame_send(child->socket, json, &file, file >= 0, &err), ERR_OK);
    json_decref(json);
    if (frame_receive(child->socket, WAIT_MS, &answer, &fd, 1, &err))
        fail_msg("%s: K-%d %s", request, err.number, err.text);
    if (ret_fd)
        *ret_fd = fd;
    else
        assert_int_equal(fd, -1);
    return answer;
}

void worker_expect(struct proc *child, const char *request, int file, int number)
{
    struct err err = {0};
    int fd = -1;
    json_t *answer = worker_call(child, request, file, &fd);

    frame_is_error(answer, &err);
    if (err.number != number)
        fail_msg("%s: K-%d %s", request, err.number, err.text);
    if (number)
        assert_int_equal(fd, -1);
    if (fd >= 0)
        close(fd);
    json_decref(answer);
}

void worker_setup_null(struct proc *child, bool simple)
{
    json_t *answer = worker_call(
        child,
        simple ? "{\"op\":\"setup\",\"simple\":true,\"profile\":{\"ocr\":{\"engine\":\"null\"}}}"
               : "{\"op\":\"setup\",\"profile\":{\"ocr\":{\"engine\":\"null\"}},\"schemas\":[]}",
        -1, NULL);

    assert_true(json_peek_bool(answer, "ok", false));
    json_decref(answer);
}

int worker_png(enum raster_format format, int width, int height)
{
    struct raster raster = make_raster(format, width, height);
    struct image *image = NULL;
    struct bytes bytes = {0};
    struct err err = {0};
    int fd;

    assert_int_equal(image_from_raster(&raster, &image, &err), ERR_OK);
    assert_int_equal(image_encode(image, ENCODE_PNG, 0, &bytes, &err), ERR_OK);
    fd = make_fd(bytes.data, bytes.length);
    bytes_release(&bytes);
    image_free(image);
    raster_release(&raster);
    return fd;
}

int worker_tiff(enum raster_format format, int width, int height, struct digest *ret_hash)
{
    struct raster raster = make_raster(format, width, height);
    struct bytes bytes = {0};
    struct err err = {0};
    int fd;

    assert_int_equal(raster_encode_tiff(&raster, NULL, &bytes, &err), ERR_OK);
    raster_hash(&raster, ret_hash);
    fd = make_fd(bytes.data, bytes.length);
    bytes_release(&bytes);
    raster_release(&raster);
    return fd;
}
