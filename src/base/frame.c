/* SPDX-License-Identifier: Apache-2.0
 *
 * base/frame: framed JSON with descriptors over a Unix socket. A side that stalls in the middle of
 * a frame is given STALL_MS, so that nobody hangs on a broken partner. May include: base only.
 */
#include "base/frame.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

enum { HEAD_BYTES = 8, STALL_MS = 30000 };

union control {
    struct cmsghdr head;
    char room[CMSG_SPACE(FRAME_FDS_MAX * sizeof(int))];
};

static void put_u32(unsigned char *out, size_t value)
{
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(value >> (8 * i));
}

static size_t get_u32(const unsigned char *in)
{
    return (size_t)in[0] | (size_t)in[1] << 8 | (size_t)in[2] << 16 | (size_t)in[3] << 24;
}

/* Waits until deadline_us (-1: for ever). 1 = ready, 0 = too late, -1 = failed. */
static int wait_ready(int socket, short what, int64_t deadline_us)
{
    for (;;) {
        int64_t left = deadline_us < 0 ? -1 : (deadline_us - clock_monotonic_us() + 999) / 1000;
        if (deadline_us >= 0 && left < 0)
            left = 0;
        struct pollfd fd = {.fd = socket, .events = what};
        int ready = poll(&fd, 1, (int)left);
        if (ready > 0)
            return 1;
        if (ready == 0)
            return 0;
        if (errno != EINTR)
            return -1;
    }
}

static int64_t deadline_after(int64_t ms)
{
    return ms < 0 ? -1 : clock_monotonic_us() + ms * 1000;
}

/* ---- sending ---- */

static void attach(struct msghdr *message, union control *control, const int *fds, size_t count)
{
    if (count == 0)
        return;
    message->msg_control = control->room;
    message->msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(head), fds, count * sizeof(int));
}

/* Sends what it can now; bytes sent, or -1. */
static ssize_t send_some(int socket, const unsigned char *bytes, size_t length, const int *fds,
                         size_t count)
{
    union control control = {0};
    struct iovec piece = {.iov_base = (void *)bytes, .iov_len = length};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    attach(&message, &control, fds, count);
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static enum err_code send_all(int socket, const unsigned char *bytes, size_t length, const int *fds,
                              size_t fd_count, struct err *err)
{
    int64_t deadline = deadline_after(STALL_MS);
    for (size_t at = 0; at < length;) {
        ssize_t sent = send_some(socket, bytes + at, length - at, fds, at == 0 ? fd_count : 0);
        if (sent > 0) {
            at += (size_t)sent;
            deadline = deadline_after(STALL_MS);
            continue;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
            return err_set(err, ERR_CHILD, 135, _("the helper program is gone: %s"),
                           err_reason(errno));
        if (wait_ready(socket, POLLOUT, deadline) <= 0)
            return err_set(err, ERR_CHILD, 136, _("the helper program takes no more requests"));
    }
    return ERR_OK;
}

enum err_code frame_send(int socket, const json_t *message, const int *fds, size_t fd_count,
                         struct err *err)
{
    if (fd_count > FRAME_FDS_MAX)
        abort();
    char *text = json_dumps(message, JSON_COMPACT);
    if (!text)
        abort();
    size_t length = strlen(text);
    enum err_code code = ERR_LIMIT;
    if (length > FRAME_BYTES_MAX) {
        err_set(err, ERR_LIMIT, 137, _("a message to a helper program is too big"));
    } else {
        unsigned char *bytes = mem_new(1, HEAD_BYTES + length);
        put_u32(bytes, length);
        put_u32(bytes + 4, fd_count);
        memcpy(bytes + HEAD_BYTES, text, length);
        code = send_all(socket, bytes, HEAD_BYTES + length, fds, fd_count, err);
        free(bytes);
    }
    free(text);
    return code;
}

/* ---- receiving ---- */

/* What has arrived of one frame. */
struct inbox {
    int socket;
    int64_t deadline;
    int fds[FRAME_FDS_MAX];
    size_t fd_count;
    struct err *err;
};

static void close_fds(int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        close(fds[i]);
}

static void collect_fds(struct inbox *inbox, struct msghdr *message)
{
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        int fds[FRAME_FDS_MAX];
        if (count > FRAME_FDS_MAX)
            count = FRAME_FDS_MAX; /* the kernel closed what did not fit */
        memcpy(fds, CMSG_DATA(head), count * sizeof(int));
        for (size_t i = 0; i < count; i++) {
            if (inbox->fd_count < FRAME_FDS_MAX)
                inbox->fds[inbox->fd_count++] = fds[i];
            else
                close(fds[i]);
        }
    }
}

static ssize_t receive_some(struct inbox *inbox, unsigned char *out, size_t length)
{
    union control control = {0};
    struct iovec piece = {.iov_base = out, .iov_len = length};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    ssize_t got = recvmsg(inbox->socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (got >= 0)
        collect_fds(inbox, &message);
    return got;
}

/* Fills out. At the very start of a frame (first) a clean end is ERR_EMPTY. */
static enum err_code receive_all(struct inbox *inbox, unsigned char *out, size_t length, bool first)
{
    for (size_t at = 0; at < length;) {
        bool nothing_yet = first && at == 0;
        int ready = wait_ready(inbox->socket, POLLIN, inbox->deadline);
        if (ready == 0)
            return err_set(inbox->err, nothing_yet ? ERR_TIMEOUT : ERR_CHILD, 138,
                           _("the helper program did not answer in time"));
        ssize_t got = ready < 0 ? -1 : receive_some(inbox, out + at, length - at);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got == 0 && nothing_yet)
            return err_set(inbox->err, ERR_EMPTY, 139, _("the helper program closed the line"));
        if (got <= 0)
            return err_set(inbox->err, ERR_CHILD, 140,
                           _("the helper program broke off in the middle of an answer"));
        if (nothing_yet && inbox->deadline >= 0)
            inbox->deadline = deadline_after(STALL_MS);
        at += (size_t)got;
    }
    return ERR_OK;
}

static enum err_code receive_body(struct inbox *inbox, const unsigned char *head, json_t **ret_new)
{
    size_t length = get_u32(head), fd_count = get_u32(head + 4);
    if (length > FRAME_BYTES_MAX || fd_count != inbox->fd_count)
        return err_set(inbox->err, ERR_CHILD, 141, _("the helper program sent a broken message"));
    char *text = mem_try(length + 1, 1);
    if (!text)
        return err_set(inbox->err, ERR_NOMEM, 142, _("not enough memory for an answer"));
    struct err why = {0};
    enum err_code code = receive_all(inbox, (unsigned char *)text, length, false);
    if (code == ERR_OK && json_parse(text, length, "frame", ret_new, &why) != ERR_OK)
        code = err_set(inbox->err, ERR_CHILD, 143, _("the helper program sent a broken message"));
    free(text);
    return code;
}

enum err_code frame_receive(int socket, int timeout_ms, json_t **ret_new, int *ret_fds,
                            size_t fd_room, struct err *err)
{
    struct inbox inbox = {.socket = socket, .deadline = deadline_after(timeout_ms), .err = err};
    unsigned char head[HEAD_BYTES];
    enum err_code code = receive_all(&inbox, head, sizeof head, true);
    if (code == ERR_OK)
        code = receive_body(&inbox, head, ret_new);
    if (code != ERR_OK) {
        close_fds(inbox.fds, inbox.fd_count);
        return code;
    }
    for (size_t i = 0; i < fd_room; i++)
        ret_fds[i] = i < inbox.fd_count ? inbox.fds[i] : -1;
    if (inbox.fd_count > fd_room)
        close_fds(inbox.fds + fd_room, inbox.fd_count - fd_room);
    return ERR_OK;
}

/* ---- errors on the wire ---- */

json_t *frame_error_new(const struct err *from)
{
    json_t *inner = json_object(), *message = json_object();
    json_put_text(inner, "code", err_code_name(from->code));
    json_put_long(inner, "number", from->number);
    json_put_text(inner, "text", from->text);
    json_put_new(message, "error", inner);
    return message;
}

int frame_is_error(const json_t *message, struct err *ret)
{
    const json_t *inner = json_peek_object(message, "error");
    if (!inner)
        return 0;
    enum err_code code = err_code_parse(json_peek_text(inner, "code"));
    const char *text = json_peek_text(inner, "text");
    int number = (int)json_peek_long(inner, "number", 0);
    if (code == ERR_OK || code == ERR_COUNT)
        code = ERR_CHILD;
    err_clear(ret);
    err_set(ret, code, number, "%s", text ? text : "");
    return 1;
}
