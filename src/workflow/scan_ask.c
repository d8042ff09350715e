/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/scan_ask: one request to sohoa-scan, one answer. May include: base.
 */
#include "workflow/scan_ask.h"

#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/paths.h"

enum { ANSWER_MS = 60000, FRAME_MS = 30000, STEP_MS = 1000 };

struct scan_ask {
    struct proc child;
    json_t *reply;
    int64_t asked_us;
};

/* ---- the child ---- */

enum err_code scan_child_start(struct proc *child, struct err *err)
{
    char *program = paths_helper("sohoa-scan");
    if (!program)
        return err_set(err, ERR_MISSING, 850,
                       _("the helper program sohoa-scan is not there; install sohoa again"));
    struct proc_spec spec = {
        .program = program,
        .memory_bytes = SCAN_MEMORY_MAX,
        .stdin_fd = -1,
        .stdout_fd = -1,
        .with_socket = true,
        .quiet = getenv("SOHOA_LOG") == NULL,
    };
    enum err_code code = proc_start(&spec, child, err);
    free(program);
    return code;
}

enum err_code scan_child_gone(struct err *err)
{
    err_clear(err);
    return err_set(
        err, ERR_CHILD, 851,
        _("the scanner's driver stopped; switch the scanner off and on, put this page back on top "
          "and scan on"));
}

/* ---- a question ---- */

void scan_ask_free(struct scan_ask *ask)
{
    if (!ask)
        return;
    if (ask->child.pid)
        proc_kill(&ask->child);
    json_decref(ask->reply);
    free(ask);
}

enum err_code scan_ask_new(const char *device, struct scan_ask **ret_new, struct err *err)
{
    struct scan_ask *ask = mem_new(1, sizeof *ask);
    json_t *request = json_object();
    ask->child.socket = -1;
    ask->asked_us = clock_monotonic_us();
    json_put_text(request, "op", device ? "options" : "devices");
    if (device)
        json_put_text(request, "device", device);
    enum err_code code = scan_child_start(&ask->child, err);
    if (!code)
        code = frame_send(ask->child.socket, request, NULL, 0, err);
    json_decref(request);
    if (code)
        scan_ask_free(ask);
    else
        *ret_new = ask;
    return code;
}

enum err_code scan_ask_step(struct scan_ask *ask, int timeout_ms, struct err *err)
{
    struct pollfd waiting = {.fd = ask->child.socket, .events = POLLIN};
    struct err local = {0};
    bool late = clock_monotonic_us() - ask->asked_us > ANSWER_MS * 1000LL;
    if (!late && poll(&waiting, 1, timeout_ms) <= 0)
        return ERR_OK;
    enum err_code code =
        frame_receive(ask->child.socket, late ? 0 : FRAME_MS, &ask->reply, NULL, 0, &local);
    if (code == ERR_EMPTY || code == ERR_CHILD)
        code = scan_child_gone(&local);
    if (!code && frame_is_error(ask->reply, &local))
        code = local.code;
    if (!code)
        return ERR_EMPTY;
    if (err)
        *err = local;
    return code;
}

const json_t *scan_ask_peek(const struct scan_ask *ask)
{
    return ask->reply;
}

static enum err_code ask_and_wait(const char *device, json_t **ret_new, struct err *err)
{
    struct scan_ask *ask = NULL;
    enum err_code code = scan_ask_new(device, &ask, err);
    while (!code)
        code = scan_ask_step(ask, STEP_MS, err);
    if (code == ERR_EMPTY) {
        *ret_new = json_incref(ask->reply);
        code = ERR_OK;
    }
    scan_ask_free(ask);
    return code;
}

enum err_code scan_devices(json_t **ret_new, struct err *err)
{
    return ask_and_wait(NULL, ret_new, err);
}

enum err_code scan_options(const char *device, json_t **ret_new, struct err *err)
{
    return ask_and_wait(device, ret_new, err);
}
