/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/fake_worker: answers like sohoa-worker and misbehaves as the request's name says.
 * May include: base.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/frame.h"
#include "base/proc.h"
#include "base/str.h"

static bool simple;

static void hang(void)
{
    for (;;)
        pause();
}

static void misbehave(const char *name)
{
    if (text_equal(name, "die") || (text_equal(name, "die-once") && !simple))
        _exit(3);
    if (text_equal(name, "abort"))
        abort();
    if (text_equal(name, "leave"))
        _exit(0);
    if (text_equal(name, "hang") || (text_equal(name, "hang-once") && !simple))
        hang();
    if (text_equal(name, "garbage")) {
        (void)!write(PROC_SOCKET_FD, "\x08\0\0\0\0\0\0\0no json!", 16);
        hang();
    }
    if (text_equal(name, "half")) {
        (void)!write(PROC_SOCKET_FD, "\x40\0\0\0\0\0\0\0{\"a\":", 13);
        _exit(0);
    }
}

static json_t *answer(const json_t *request)
{
    const char *op = json_peek_text(request, "op"), *name = json_peek_text(request, "name");
    struct err err = {0};
    if (text_equal(op, "setup")) {
        simple = json_peek_bool(request, "simple", false);
        if (!text_equal(json_peek_text(request, "profile"), "bad"))
            return json_pack("{s:b}", "ok", 1);
        (void)!err_set(&err, ERR_FORMAT, 998, "bad profile");
        return frame_error_new(&err);
    }
    misbehave(name);
    if (text_equal(name, "error")) {
        (void)!err_set(&err, ERR_FORMAT, 999, "broken page");
        return frame_error_new(&err);
    }
    return json_pack("{s:i,s:b}", "n", (int)json_peek_long(request, "n", -1), "simple", simple);
}

int main(void)
{
    json_t *request = NULL;
    int fd = -1;
    while (frame_receive(PROC_SOCKET_FD, -1, &request, &fd, 1, NULL) == ERR_OK) {
        json_t *reply = answer(request);
        enum err_code code = frame_send(PROC_SOCKET_FD, reply, &fd, fd >= 0 ? 1 : 0, NULL);
        json_decref(reply);
        json_decref(request);
        if (fd >= 0)
            close(fd);
        if (code)
            return 1;
    }
    return 0;
}
