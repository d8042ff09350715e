/* SPDX-License-Identifier: Apache-2.0
 *
 * sohoa-worker: the child process that meets foreign pixels: decodes, cleans, reads, extracts. It
 * has one socket (fd 3), gets files as descriptors, opens none but model files and knows no store.
 * sohoa starts it with limits on memory, CPU and wall time (base/proc); whatever happens in here
 * costs one page. May include every room that a worker may use.
 *
 * Requests are answered one by one; each gets exactly one reply. A request that fails is answered
 * with {"error": …} and the worker lives on; a broken frame ends it; the end of the stream is the
 * ordinary end. Test hook: worker/hook.
 */
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/proc.h"
#include "base/str.h"
#include "worker/hook.h"
#include "worker/session.h"

#include <unistd.h>

static const struct {
    const char *name;
    session_op *run;
} ops[] = {
    {"setup", op_setup},   {"profile", op_profile}, {"probe", op_probe}, {"read", op_read},
    {"lines", op_lines},   {"render", op_render},   {"join", op_join},   {"mix", op_mix},
    {"pixels", op_pixels}, {"table", op_table},
};

static enum err_code dispatch(struct session *session, const json_t *request, int fd,
                              struct reply *reply, struct err *err)
{
    const char *op = json_peek_text(request, "op"), *name = json_peek_text(request, "name");

    for (size_t i = 0; i < ARRAY_SIZE(ops); i++) {
        if (!text_equal(op, ops[i].name))
            continue;
        if (ops[i].run == op_read && name)
            hook_strike(name, session->simple);
        return ops[i].run(session, request, fd, reply, err);
    }
    return err_set(err, ERR_USAGE, 700, _("the page worker does not know the request %s"),
                   op ? op : "-");
}

static enum err_code answer(struct session *session, const json_t *request, int fd, struct err *err)
{
    struct reply reply = {json_object(), -1};
    struct err fault = {0};
    enum err_code code;

    if (dispatch(session, request, fd, &reply, &fault)) {
        json_decref(reply.json);
        reply.json = frame_error_new(&fault);
        if (reply.fd >= 0)
            close(reply.fd);
        reply.fd = -1;
    }
    code = frame_send(PROC_SOCKET_FD, reply.json, &reply.fd, reply.fd >= 0, err);
    json_decref(reply.json);
    if (reply.fd >= 0)
        close(reply.fd);
    return code;
}

static enum err_code serve(struct session *session, struct err *err)
{
    for (;;) {
        int fds[FRAME_FDS_MAX];
        json_t *request = NULL;
        enum err_code code = frame_receive(PROC_SOCKET_FD, -1, &request, fds, FRAME_FDS_MAX, err);
        if (code)
            return code;
        session->second = fds[1];
        code = answer(session, request, fds[0], err);
        json_decref(request);
        for (int i = 0; i < FRAME_FDS_MAX; i++)
            if (fds[i] >= 0)
                close(fds[i]);
        if (code)
            return code;
    }
}

/* No core file of somebody's papers; pixels go back to the system when they are freed. */
static void prepare(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    signal(SIGPIPE, SIG_IGN);
    mallopt(M_ARENA_MAX, 1);
    paths_set_language("vi");
}

int main(void)
{
    struct session session = {0};
    struct err err = {0};
    enum err_code code;

    prepare();
    code = serve(&session, &err);
    session_release(&session);
    if (code == ERR_EMPTY)
        return EXIT_SUCCESS;
    log_warn("worker", "K-%d %s", err.number, err.text);
    return EXIT_FAILURE;
}
