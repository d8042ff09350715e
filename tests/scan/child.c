/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/scan/child: see the header.
 */
#include "child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/decode.h"

enum { WAIT_MS = 20000 };

/* --- paper --- */

void stack_new(struct stack *stack)
{
    char template[] = "/tmp/sohoa-scan-XXXXXX";

    assert_non_null(mkdtemp(template));
    stack->folder = mem_copy_text(template);
}

void stack_free(struct stack *stack)
{
    struct err err = {0};

    assert_int_equal(file_remove_tree(stack->folder, &err), ERR_OK);
    free(stack->folder);
}

char *stack_path(const struct stack *stack, const char *name)
{
    return file_join(stack->folder, name);
}

static void write_text(const struct stack *stack, const char *name, const void *data, size_t length)
{
    char *path = stack_path(stack, name);
    struct err err = {0};

    assert_int_equal(file_write(path, data, length, FILE_REPLACE, &err), ERR_OK);
    free(path);
}

void stack_faults(struct stack *stack, const char *lines)
{
    write_text(stack, "faults", lines, strlen(lines));
}

/* PNM has the high byte first. */
static void swap16(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i + 1 < length; i += 2) {
        uint8_t first = bytes[i];
        bytes[i] = bytes[i + 1];
        bytes[i + 1] = first;
    }
}

void stack_add(struct stack *stack, const char *name, enum raster_format format, int width,
               int height, unsigned seed, struct digest *ret_hash)
{
    bool wide = format == RASTER_GREY16 || format == RASTER_RGB48;
    size_t row = raster_row_bytes(format, width), length = row * (size_t)height;
    struct raster raster = {mem_new(length, 1), width, height, row, format, 300};
    struct str file = STR_INIT;
    int type = format == RASTER_BIT1 ? 4 : format == RASTER_RGB24 || format == RASTER_RGB48 ? 6 : 5;

    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525 + 1013904223;
        raster.data[i] = (uint8_t)(seed >> 24);
    }
    if (ret_hash)
        raster_hash(&raster, ret_hash);
    if (wide)
        swap16(raster.data, length);
    str_format(&file, "P%d\n# sample\n%d %d\n", type, width, height);
    if (type != 4)
        str_add(&file, wide ? "65535\n" : "255\n");
    str_add_span(&file, (const char *)raster.data, length);
    write_text(stack, name, file.text, file.length);
    str_release(&file);
    free(raster.data);
}

/* --- process --- */

void child_start(struct proc *child, const struct stack *stack)
{
    char *env[4];
    struct err err = {0};
    static const char *const names[] = {"FOLDER=", "POSITION=", "FAULTS="};
    static const char *const files[] = {".", "position", "faults"};
    struct proc_spec spec = {.program = getenv("SOHOA_SCAN"),
                             .env = (const char *const *)env,
                             .stdin_fd = -1,
                             .stdout_fd = -1,
                             .with_socket = true};

    for (size_t i = 0; i < 3; i++) {
        struct str text = STR_INIT;
        str_format(&text, "SOHOA_FEEDER_%s%s/%s", names[i], stack->folder, files[i]);
        env[i] = str_take(&text);
    }
    env[3] = NULL;
    if (proc_start(&spec, child, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < 3; i++)
        free(env[i]);
}

void child_end(struct proc *child)
{
    struct err err = {0};

    close(child->socket);
    child->socket = -1;
    if (proc_wait(child, WAIT_MS, &err))
        fail_msg("%s", err.text);
}

void child_send(struct proc *child, const char *request)
{
    json_t *json = NULL;
    struct err err = {0};

    assert_int_equal(json_parse(request, strlen(request), "request", &json, &err), ERR_OK);
    assert_int_equal(frame_send(child->socket, json, NULL, 0, &err), ERR_OK);
    json_decref(json);
}

json_t *child_receive(struct proc *child, int *ret_fd)
{
    json_t *json = NULL;
    struct err err = {0};

    if (frame_receive(child->socket, WAIT_MS, &json, ret_fd, 1, &err))
        fail_msg("no answer: K-%d %s", err.number, err.text);
    return json;
}

json_t *child_call(struct proc *child, const char *request)
{
    int fd = -1;
    json_t *answer;

    child_send(child, request);
    answer = child_receive(child, &fd);
    assert_int_equal(fd, -1);
    return answer;
}

/* --- scans --- */

static void take_page(struct outcome *ret, const json_t *message, int fd)
{
    struct decode_options options = {.name = "scan"};
    int at = ret->pages++;
    struct raster raster;
    struct digest digest;
    struct err err = {0};

    assert_true(at < 16);
    assert_true(digest_parse(json_peek_text(message, "pixels"), &ret->hashes[at]));
    ret->widths[at] = (int)json_peek_long(message, "width", 0);
    ret->heights[at] = (int)json_peek_long(message, "height", 0);
    ret->dpi[at] = json_peek_double(message, "dpi", -1);
    snprintf(ret->format[at], sizeof ret->format[at], "%s", json_peek_text(message, "format"));
    if (image_decode_raster(fd, &options, &raster, &err))
        fail_msg("%s", err.text);
    raster_hash(&raster, &digest);
    assert_true(digest_equal(&digest, &ret->hashes[at]));
    assert_int_equal(raster.width, ret->widths[at]);
    raster_release(&raster);
    close(fd);
}

void child_scan(struct proc *child, const char *request, struct outcome *ret)
{
    bool done = false;

    *ret = (struct outcome){0};
    child_send(child, request);
    while (!done) {
        int fd = -1;
        json_t *message = child_receive(child, &fd);
        if (fd >= 0)
            take_page(ret, message, fd);
        done = frame_is_error(message, &ret->err) || json_peek_bool(message, "done", false);
        if (done) {
            const char *why = json_peek_text(message, "why");
            snprintf(ret->why, sizeof ret->why, "%s", why ? why : "");
            ret->error_page = json_peek_long(message, "page", 0);
            assert_int_equal(json_peek_long(message, "pages", 0), ret->pages);
        }
        json_decref(message);
    }
}
